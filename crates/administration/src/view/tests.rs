//! Every screen's markup, in English; French has the same elements in other words.

use component::Message as Any;
use component::testing::Play;
use contract::{ErasedPerson, ErrorCode, Expiry, FoundPerson, HealthState, RemoteError, SavedReporting};

use super::{WORDS, draw};
use crate::model::fixtures::{
    app, broken, expiry, health, page, reporting, settings, showing, signed_out, unhealthy,
};
use crate::model::{Administration, Answer, Field, Message};

fn html(play: &Play<Administration>) -> String {
    play.english(WORDS, draw)
}

fn enter(play: &mut Play<Administration>, field: Field, value: &str) {
    play.tell(Any::Enter(field.id().to_owned(), value.to_owned()));
}

#[test]
fn loading() {
    insta::assert_snapshot!(html(&Play::start(Administration::default())));
}

#[test]
fn failed() {
    let mut play = Play::start(Administration::default());
    play.fail(ErrorCode::Offline);
    insta::assert_snapshot!(html(&play));
}

#[test]
fn administrators_only() {
    let mut play = Play::start(Administration::default());
    play.fail(ErrorCode::NoPermission);
    insta::assert_snapshot!(html(&play));
}

#[test]
fn known() {
    let play = showing(page());
    insta::assert_snapshot!(html(&play));
    insta::assert_snapshot!("known_french", play.french(WORDS, draw));
}

#[test]
fn everything_wrong() {
    let html = html(&showing(broken()));
    assert!(html.contains("&lt;b&gt;Machine&lt;/b&gt;"), "{html}");
    insta::assert_snapshot!(html);
}

#[test]
fn wrong_fields() {
    let mut play = showing(page());
    for field in [Field::Poll, Field::Idle, Field::Timeout, Field::Validity] {
        enter(&mut play, field, "x");
    }
    enter(&mut play, Field::RemoteControl, "");
    enter(&mut play, Field::Pilot, "");
    play.send(Message::SaveSettings);
    insta::assert_snapshot!(html(&play));
}

#[test]
fn reporting_saved() {
    let mut play = showing(page());
    enter(&mut play, Field::Reporting, "true");
    play.send(Message::SaveReporting);
    play.answer(Ok(Answer::Reporting(Box::new(SavedReporting {
        reporting: reporting(),
        started: true,
    }))));
    insta::assert_snapshot!(html(&play));
    insta::assert_snapshot!("reporting_saved_french", play.french(WORDS, draw));
}

#[test]
fn reporting_failed() {
    let mut failed = page();
    failed.reporting = contract::Reporting {
        refused: 3,
        not_deleted: true,
        repeated_cursor: true,
        signed_in: None,
        account_problem: Some(RemoteError {
            detail: Some("You need <more>".to_owned()),
            ..RemoteError::of(ErrorCode::CredentialsRefused)
        }),
        failure: Some(RemoteError {
            detail: Some("Not with <this> licence".to_owned()),
            ..RemoteError::of(ErrorCode::Forbidden)
        }),
        ..reporting()
    };
    insta::assert_snapshot!(html(&showing(failed)));
}

#[test]
fn every_failure_of_a_run_has_its_words() {
    for code in [
        ErrorCode::SignedOut,
        ErrorCode::Forbidden,
        ErrorCode::RateLimit,
        ErrorCode::Internal,
        ErrorCode::TeamViewerDown,
        ErrorCode::TimedOut,
        ErrorCode::BadReply,
        ErrorCode::Refused,
    ] {
        let mut failed = page();
        failed.reporting.failure = Some(RemoteError::of(code));
        let html = html(&showing(failed));
        assert!(html.contains("tv-alert_error"), "{code:?}");
        assert!(!html.contains(">admin."), "{code:?}");
    }
}

#[test]
fn reporting_runs() {
    let mut running = page();
    running.reporting = contract::Reporting {
        running: true,
        ended_at: None,
        ..reporting()
    };
    let mut play = showing(running.clone());
    play.send(Message::RunReporting);
    play.answer(Ok(Answer::Reporting(Box::new(SavedReporting {
        reporting: running.reporting,
        started: false,
    }))));
    insta::assert_snapshot!(html(&play));
}

#[test]
fn expiry_switched() {
    let mut signed_in = page();
    signed_in.reporting.signed_in = Some(true);
    let mut play = showing(signed_in);
    play.send(Message::SwitchExpiry);
    let switching = html(&play);
    assert!(switching.contains("tv-spinner"), "{switching}");
    play.answer(Ok(Answer::Expiry(Box::new(expiry()))));
    insta::assert_snapshot!(html(&play));
    insta::assert_snapshot!("expiry_switched_french", play.french(WORDS, draw));
}

#[test]
fn expiry_failed() {
    let mut failed = page();
    failed.reporting.signed_in = None;
    failed.reporting.account_problem = Some(RemoteError::of(ErrorCode::CredentialsRefused));
    failed.expiry = Expiry {
        failed: 1200,
        failure: Some(RemoteError {
            detail: Some("Not <yours>".to_owned()),
            ..RemoteError::of(ErrorCode::Forbidden)
        }),
        ..expiry()
    };
    insta::assert_snapshot!(html(&showing(failed)));
}

/// Every state of a run, and every failure of one.
#[test]
fn every_end_of_closing_has_its_words() {
    let told = |expiry: Expiry| {
        let mut page = page();
        page.expiry = expiry;
        html(&showing(page))
    };
    let unended = Expiry {
        ended_at: None,
        ..expiry()
    };
    assert!(told(unended.clone()).contains("did not get to its end"));
    let running = Expiry {
        running: true,
        ..unended
    };
    assert!(told(running).contains("Sessions closed so far: 12"));
    for (code, words) in [
        (ErrorCode::SignedOut, "must open the principal"),
        (ErrorCode::Forbidden, "the right to see and change"),
        (ErrorCode::NoAccess, "Salesforce says: &lt;CODE&gt;"),
        (ErrorCode::RateLimit, "limit of calls is reached"),
        (ErrorCode::TeamViewerDown, "cannot be reached"),
        (ErrorCode::Internal, "Setup → Apex Jobs"),
    ] {
        let html = told(Expiry {
            failed: 1,
            failure: Some(RemoteError {
                detail: Some("<CODE>".to_owned()),
                ..RemoteError::of(code)
            }),
            ..expiry()
        });
        assert!(html.contains(words), "{code:?}");
        assert!(html.contains("Sessions that could not be closed: 1"), "{code:?}");
    }
}

#[test]
fn erasing() {
    let mut play = showing(page());
    enter(&mut play, Field::Person, "\"><script>");
    play.send(Message::FindPerson);
    play.answer(Ok(Answer::Found(FoundPerson {
        agent_connections: 1200,
        customer_connections: 2,
        sessions_of_record: 1,
        sessions: 4,
        events: 5,
        unfinished: 1,
        most: 5000,
    })));
    play.send(Message::ErasePerson);
    insta::assert_snapshot!(html(&play));
    insta::assert_snapshot!("erasing_french", play.french(WORDS, draw));
    enter(&mut play, Field::Sure, "true");
    play.send(Message::ErasePerson);
    let erased = |erased, more| Ok(Answer::Erased(ErasedPerson { erased, more }));
    play.answer(erased(1012, true));
    insta::assert_snapshot!("erased_in_part", html(&play));
    play.send(Message::FindPerson);
    play.answer(Ok(Answer::Found(FoundPerson::default())));
    insta::assert_snapshot!("nobody_to_erase", html(&play));
}

#[test]
fn saving() {
    let mut play = showing(page());
    play.send(Message::SaveSettings);
    insta::assert_snapshot!(html(&play));
}

#[test]
fn saved() {
    let mut play = showing(page());
    play.send(Message::SaveSettings);
    play.answer(Ok(Answer::Settings(settings())));
    insta::assert_snapshot!(html(&play));
}

#[test]
fn not_saved() {
    let mut play = showing(page());
    enter(&mut play, Field::Group, "\"><script>");
    play.send(Message::SaveSettings);
    play.fail(ErrorCode::NoAccess);
    insta::assert_snapshot!(html(&play));
}

#[test]
fn app_without_client() {
    let mut play = showing(broken());
    play.send(Message::SaveApp);
    insta::assert_snapshot!(html(&play));
}

#[test]
fn app_saved() {
    let mut play = showing(broken());
    enter(&mut play, Field::ClientId, "12345-abc");
    enter(&mut play, Field::ClientSecret, "hush hush");
    let html_before = html(&play);
    assert!(!html_before.contains("hush"), "{html_before}");
    play.send(Message::SaveApp);
    play.answer(Ok(Answer::App(app())));
    insta::assert_snapshot!(html(&play));
}

#[test]
fn app_hidden() {
    let mut hidden = page();
    hidden.app.ready = false;
    hidden.app.problem = Some(RemoteError {
        detail: Some("You need <more>".to_owned()),
        ..RemoteError::of(ErrorCode::CredentialsRefused)
    });
    insta::assert_snapshot!(html(&showing(hidden)));
}

#[test]
fn no_objects_and_no_callback() {
    let mut bare = page();
    bare.objects.clear();
    bare.objects_url = "javascript:alert(1)".to_owned();
    bare.app.callback_url = None;
    let html = html(&showing(bare));
    assert!(!html.contains("javascript"), "{html}");
    insta::assert_snapshot!(html);
}

#[test]
fn checking() {
    let mut play = showing(page());
    play.send(Message::CheckHealth);
    insta::assert_snapshot!(html(&play));
}

#[test]
fn healthy() {
    let mut play = showing(page());
    play.send(Message::CheckHealth);
    play.answer(Ok(Answer::Health(health(HealthState::Ok))));
    insta::assert_snapshot!(html(&play));
}

#[test]
fn not_healthy() {
    let mut play = showing(broken());
    play.send(Message::CheckHealth);
    play.answer(Ok(Answer::Health(unhealthy())));
    insta::assert_snapshot!(html(&play));
    insta::assert_snapshot!("not_healthy_french", play.french(WORDS, draw));
}

#[test]
fn nothing_can_be_seen() {
    let mut play = showing(page());
    play.send(Message::CheckHealth);
    play.answer(Ok(Answer::Health(health(HealthState::Unknown))));
    insta::assert_snapshot!(html(&play));
}

#[test]
fn not_signed_in() {
    let mut play = showing(page());
    play.send(Message::CheckHealth);
    play.answer(Ok(Answer::Health(signed_out())));
    insta::assert_snapshot!(html(&play));
}

#[test]
fn signing_in() {
    let mut play = showing(page());
    play.tell(Any::SignIn);
    play.tab(true);
    play.address(Ok("https://login.teamviewer.com/"));
    insta::assert_snapshot!(html(&play));
    play.tell(Any::SignedInElsewhere);
    play.answer(Ok(Answer::Page(Box::new(page()))));
    play.answer(Ok(Answer::Health(health(HealthState::Ok))));
    insta::assert_snapshot!("signed_in", html(&play));
}
