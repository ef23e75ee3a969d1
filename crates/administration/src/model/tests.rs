//! What follows from what.

use component::testing::Play;
use component::{Access, Effect, Lane, Message as Any, Part, What};
use contract::{ErrorCode, HealthState, RemoteError, Settings};

use super::fixtures::{app, bounds, health, no_app, page, settings, showing, signed_out};
use super::{Administration, Answer, CALLBACK, Call, Draft, Field, Message, Saved, Secret};

fn enter(play: &mut Play<Administration>, field: Field, value: &str) {
    play.tell(Any::Enter(field.id().to_owned(), value.to_owned()));
}

fn trouble(play: &Play<Administration>) -> Option<&What> {
    play.state.core.trouble.as_ref().map(|trouble| &trouble.what)
}

#[test]
fn the_page_is_asked_for_once_and_shown() {
    let play = showing(page());
    assert!(play.open.is_empty());
    assert_eq!(play.state.part(), Part::Known);
    assert_eq!(play.state.own.draft, Draft::of(&settings()));
    assert_eq!(play.state.own.app.client_id, "12345-abc");
}

#[test]
fn execute_saves_what_was_entered_in_one_call() {
    let mut play = showing(page());
    enter(&mut play, Field::Pilot, "");
    enter(&mut play, Field::RecordName, "true");
    enter(&mut play, Field::Group, " Helpdesk ");
    enter(&mut play, Field::Poll, " 30 ");
    enter(&mut play, Field::Idle, "");
    enter(&mut play, Field::Validity, "8");
    play.send(Message::SaveSettings);
    let wanted = Settings {
        allow_pilot: false,
        send_record_name: true,
        group_name: "Helpdesk".to_owned(),
        poll_seconds: 30,
        valid_for_hours: Some(8),
        ..settings()
    };
    assert_eq!(play.asked(), Some(&Call::SaveSettings(Box::new(wanted.clone()))));
    // A second click while it is under way does nothing.
    play.send(Message::SaveSettings);
    assert_eq!(play.open.len(), 1);
    play.answer(Ok(Answer::Settings(wanted.clone())));
    let own = &play.state.own;
    assert_eq!(own.saved, Some(Saved::Settings));
    assert_eq!(own.draft, Draft::of(&wanted));
    assert_eq!(own.page.as_ref().map(|page| &page.settings), Some(&wanted));
    enter(&mut play, Field::Poll, "31");
    assert_eq!(play.state.own.saved, None);
}

#[test]
fn what_is_wrong_is_not_sent_and_gets_the_keyboard() {
    for (value, right) in [
        ("4", false),
        ("5", true),
        ("3600", true),
        ("3601", false),
        ("-5", false),
        ("15.5", false),
        ("fifteen", false),
        ("99999999999", false),
        ("", true),
    ] {
        let mut play = showing(page());
        enter(&mut play, Field::Poll, value);
        play.send(Message::SaveSettings);
        assert_eq!(play.asked().is_some(), right, "{value}");
        if !right {
            assert_eq!(play.state.own.wrong, [Field::Poll], "{value}");
            assert!(play.effects.contains(&Effect::Focus(Field::Poll.id())), "{value}");
            // What is wrong is wrong until it is changed.
            enter(&mut play, Field::Group, "x");
            assert_eq!(play.state.own.wrong, [Field::Poll]);
            enter(&mut play, Field::Poll, "15");
            assert!(play.state.own.wrong.is_empty());
        }
    }
}

#[test]
fn every_number_has_its_own_bounds() {
    let mut draft = Draft::of(&settings());
    for field in [Field::Poll, Field::Idle, Field::Timeout, Field::Validity] {
        draft.enter(field, "0".to_owned());
    }
    let wrong = [Field::Poll, Field::Idle, Field::Timeout, Field::Validity];
    assert_eq!(draft.settings(&bounds()), Err(wrong.to_vec()));
    for field in wrong {
        draft.enter(field, " ".to_owned());
    }
    assert_eq!(draft.settings(&bounds()), Ok(settings()));
}

#[test]
fn nothing_that_was_entered_is_lost_when_saving_fails() {
    let codes = [
        ErrorCode::TimedOut,
        ErrorCode::Offline,
        ErrorCode::Internal,
        ErrorCode::BadRequest,
        ErrorCode::NoAccess,
        ErrorCode::NoPermission,
        ErrorCode::SalesforceSignedOut,
    ];
    for code in codes {
        let mut play = showing(page());
        enter(&mut play, Field::Poll, "30");
        play.send(Message::SaveSettings);
        play.fail(code);
        assert_eq!(play.state.own.draft.value(Field::Poll), "30", "{code:?}");
        assert_eq!(play.state.own.saved, None);
        assert!(trouble(&play).is_some(), "{code:?}");
        // The same click works again.
        play.send(Message::SaveSettings);
        assert!(play.asked().is_some(), "{code:?}");
        assert!(trouble(&play).is_none());
    }
}

#[test]
fn refusals_say_which_permission_is_missing() {
    let mut play = showing(page());
    play.send(Message::SaveSettings);
    play.fail(ErrorCode::NoAccess);
    assert_eq!(trouble(&play), Some(&What::Own("admin.noAccess")));
    let mut play = Play::start(Administration::default());
    play.fail(ErrorCode::NoPermission);
    assert_eq!(play.state.part(), Part::Failed);
    assert_eq!(trouble(&play), Some(&What::Own("failure.administratorsOnly")));
}

#[test]
fn the_secret_is_sent_once_and_forgotten() {
    let mut first = page();
    first.app = no_app();
    let mut play = showing(first);
    enter(&mut play, Field::ClientId, " 12345-abc ");
    enter(&mut play, Field::ClientSecret, "hush hush");
    assert!(
        !format!("{:?}", play.state).contains("hush"),
        "debugging shows the secret"
    );
    play.send(Message::SaveApp);
    let secret = Secret("hush hush".to_owned());
    assert_eq!(play.asked(), Some(&Call::SaveApp("12345-abc".to_owned(), secret)));
    play.answer(Ok(Answer::App(app())));
    let own = &play.state.own;
    assert_eq!(own.saved, Some(Saved::App));
    assert_eq!(own.app.secret, Secret::default());
    assert_eq!((own.app.client_id.as_str(), own.app.generation), ("12345-abc", 1));
    assert!(own.page.as_ref().is_some_and(|page| page.app.ready));
}

#[test]
fn an_app_needs_both() {
    let mut play = showing(page());
    play.send(Message::SaveApp);
    assert_eq!(play.state.own.wrong, [Field::ClientSecret]);
    enter(&mut play, Field::ClientId, " ");
    play.send(Message::SaveApp);
    assert_eq!(play.state.own.wrong, [Field::ClientId, Field::ClientSecret]);
    assert!(play.open.is_empty());
}

#[test]
fn a_refused_app_stays_in_its_fields_and_is_not_kept_for_later() {
    let mut play = showing(page());
    enter(&mut play, Field::ClientSecret, "hush");
    play.send(Message::SaveApp);
    play.fail(ErrorCode::CredentialsRefused);
    assert_eq!(play.state.own.app.secret, Secret("hush".to_owned()));
    let again = play
        .state
        .core
        .trouble
        .as_ref()
        .map(|trouble| trouble.again.is_some());
    assert_eq!(again, Some(false));
}

#[test]
fn a_new_list_does_not_take_what_is_being_entered() {
    let mut play = showing(page());
    enter(&mut play, Field::Poll, "30");
    play.tell(Any::Refresh);
    let mut newer = page();
    newer.settings.group_name = "Elsewhere".to_owned();
    newer.objects.clear();
    play.answer(Ok(Answer::Page(Box::new(newer.clone()))));
    assert_eq!(play.state.own.draft.value(Field::Poll), "30");
    assert_eq!(play.state.own.draft.value(Field::Group), "Salesforce");
    assert!(
        play.state
            .own
            .page
            .as_ref()
            .is_some_and(|page| page.objects.is_empty())
    );
    // Nobody is entering anything: what another administrator saved is shown.
    let mut play = showing(page());
    play.tell(Any::Refresh);
    play.answer(Ok(Answer::Page(Box::new(newer))));
    assert_eq!(play.state.own.draft.value(Field::Group), "Elsewhere");
}

#[test]
fn health_is_looked_at_when_asked_and_once_at_a_time() {
    let mut play = showing(page());
    assert!(play.open.is_empty());
    play.send(Message::CheckHealth);
    play.send(Message::CheckHealth);
    assert_eq!(play.open.len(), 1);
    play.answer(Ok(Answer::Health(health(HealthState::Ok))));
    assert_eq!(play.state.own.health, Some(health(HealthState::Ok)));
    // What is saved may change it.
    play.send(Message::SaveSettings);
    play.answer(Ok(Answer::Settings(settings())));
    assert_eq!(play.state.own.health, None);
}

#[test]
fn a_failed_check_can_be_tried_again() {
    let mut play = showing(page());
    play.send(Message::CheckHealth);
    play.fail(ErrorCode::TimedOut);
    play.tell(Any::TryAgain);
    assert_eq!(play.state.core.under_way(Lane::Aside), Some(&Call::Health));
}

#[test]
fn only_teamviewer_says_that_a_sign_in_has_worked() {
    let mut play = showing(page());
    play.tell(Any::SignIn);
    play.tab(true);
    play.address(Ok("https://login.teamviewer.com/"));
    play.tell(Any::SignedInElsewhere);
    play.answer(Ok(Answer::Page(Box::new(page()))));
    assert_eq!(play.asked(), Some(&Call::Health));
    play.answer(Ok(Answer::Health(signed_out())));
    assert!(matches!(play.state.core.access, Access::SigningIn(_)));
    play.tell(Any::CheckSignIn);
    play.answer(Ok(Answer::Page(Box::new(page()))));
    play.answer(Ok(Answer::Health(health(HealthState::Ok))));
    assert_eq!(play.state.core.access, Access::In);
}

#[test]
fn who_only_checks_is_not_sent_to_the_sign_in() {
    let mut play = showing(page());
    play.send(Message::CheckHealth);
    play.answer(Ok(Answer::Health(signed_out())));
    assert_eq!(play.state.core.access, Access::Unknown);
    assert!(trouble(&play).is_none());
}

#[test]
fn a_sign_in_that_is_given_up_leaves_the_page_as_it_was() {
    let mut play = showing(page());
    play.tell(Any::SignIn);
    play.tab(true);
    play.address(Ok("https://login.teamviewer.com/"));
    play.tell(Any::StopSigningIn);
    assert_eq!(play.state.core.access, Access::Unknown);
    play.tell(Any::SignIn);
    play.tab(true);
    play.address(Err(RemoteError::of(ErrorCode::CredentialsRefused)));
    assert_eq!(play.state.core.access, Access::Unknown);
    assert!(trouble(&play).is_some());
}

#[test]
fn the_callback_address_is_copied() {
    let mut play = showing(page());
    play.send(Message::CopyCallback);
    let address = "https://org.example/services/authcallback/TeamViewer".to_owned();
    assert!(play.effects.contains(&Effect::Copy(CALLBACK, address)));
    play.tell(Any::CopyDone(CALLBACK, true));
    assert_eq!(play.state.core.copied, Some(CALLBACK));
}

#[test]
fn other_fields_are_nobody_elses_business() {
    let mut play = showing(page());
    play.tell(Any::Enter("tv-other".to_owned(), "x".to_owned()));
    assert_eq!(play.state.own, showing(page()).state.own);
}
