//! The dialogue for sharing, and what a session tells about itself.

use contract::{
    Channel, ErrorCode, Outcome, Panel, Recipient, RemoteError, SessionKind, ShareOptions, Shared,
};

use super::english;
use crate::model::fixtures::{Play, closed, error, expired, id, open, options, panel, pilot, storied};
use crate::model::{Answer, Field, Message};

fn form(kind: SessionKind, options: ShareOptions) -> Play {
    let session = match kind {
        SessionKind::RemoteControl => open("a"),
        SessionKind::Pilot => pilot("a"),
    };
    let mut play = Play::showing(panel(vec![session]));
    play.send(Message::Share);
    play.answer(Ok(Answer::ShareOptions(options)));
    play
}

fn send(play: &mut Play) {
    play.send(Message::Send { request_id: id('1') });
}

fn answer(play: &mut Play, outcomes: &[(Channel, Option<RemoteError>)]) {
    let outcomes = outcomes.iter().map(|(channel, failure)| Outcome {
        channel: *channel,
        ok: failure.is_none(),
        error: failure.clone(),
    });
    let shared = Shared {
        panel: panel(vec![pilot("a")]),
        outcomes: outcomes.collect(),
    };
    play.answer(Ok(Answer::Shared(shared)));
}

/// Only the dialogue: the rest of the page is behind it.
fn dialog(play: &Play) -> String {
    let html = english(play);
    let start = html.find("<DIALOG").unwrap();
    html[start..html.find("</DIALOG>").unwrap()].to_owned()
}

#[test]
fn a_session_tells_its_story() {
    let mut panel = panel(vec![storied("a")]);
    panel.allow_pilot = true;
    panel.valid_for_hours = 48;
    insta::assert_snapshot!(english(&Play::showing(panel)));
}

#[test]
fn nobody_is_named_for_what_a_page_only_noticed() {
    let html = english(&Play::showing(panel(vec![storied("a")])));
    let row = |what: &str| html.lines().find(|line| line.contains(what)).unwrap().to_owned();
    for what in [": Customer online<", ": Session closed<"] {
        assert!(!row(what).contains("Ada Agent"), "{html}");
    }
    for what in [": Session joined (Ada Agent)<", ": Session created (Ada Agent)<"] {
        row(what);
    }
}

#[test]
fn a_pilot_session_offers_remote_control() {
    insta::assert_snapshot!(english(&Play::showing(Panel {
        allow_pilot: true,
        ..panel(vec![pilot("a")])
    })));
}

#[test]
fn an_expired_session_offers_every_sort() {
    let both = |session| {
        english(&Play::showing(Panel {
            allow_pilot: true,
            ..panel(vec![session])
        }))
    };
    let html = both(expired("a"));
    assert!(html.contains("Create new Session") && html.contains("Create a new Pilot session"));
    assert!(!html.contains("tv-share"), "nobody can join any more");
    assert!(!both(closed("a")).contains("tv-share"));
}

#[test]
fn looking_for_recipients() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Share);
    insta::assert_snapshot!(english(&play));
}

#[test]
fn remote_control_form() {
    insta::assert_snapshot!(dialog(&form(SessionKind::RemoteControl, options())));
}

#[test]
fn remote_control_form_of_one_custom_recipient_without_chatter() {
    let mut one = ShareOptions {
        custom_recipient: true,
        chatter: false,
        ..options()
    };
    one.recipients.truncate(1);
    insta::assert_snapshot!(dialog(&form(SessionKind::RemoteControl, one)));
}

#[test]
fn pilot_form() {
    insta::assert_snapshot!(dialog(&form(SessionKind::Pilot, options())));
}

#[test]
fn pilot_form_without_number_by_email_too() {
    let mut play = form(SessionKind::Pilot, options());
    play.send(Message::Enter(Field::Contact, "003B".to_owned()));
    play.send(Message::Enter(Field::Email, "true".to_owned()));
    insta::assert_snapshot!("pilot_form_without_number", dialog(&play));
    send(&mut play);
    insta::assert_snapshot!("pilot_form_with_everything_wrong", dialog(&play));
}

#[test]
fn sending_and_sent() {
    let mut play = form(SessionKind::Pilot, options());
    play.send(Message::Enter(Field::Email, "true".to_owned()));
    send(&mut play);
    insta::assert_snapshot!("sending", dialog(&play));
    answer(&mut play, &[(Channel::Sms, None), (Channel::Email, None)]);
    insta::assert_snapshot!("sent", dialog(&play));
}

#[test]
fn one_status_outlives_every_step_of_the_dialogue() {
    // Announced is only what changes in an element that is there before and after: one, outside of the parts
    // that take each other's place.
    let speaks = |play: &Play, words: &str| {
        let html = dialog(play);
        let (status, part) = html.split_at(html.find("<FORM").or(html.find("<TV-DONE")).unwrap());
        assert_eq!(status.matches("role=\"status\"").count(), 1, "{html}");
        assert!(!part.contains("role=\"status\""), "{html}");
        let spoken = status.split_once("role=\"status\"").unwrap().1;
        assert!(spoken.contains(words), "{words}: {html}");
    };
    let mut play = form(SessionKind::Pilot, options());
    play.send(Message::Enter(Field::Email, "true".to_owned()));
    speaks(&play, "");
    send(&mut play);
    speaks(&play, "Sending the invitation");
    let lost = error(ErrorCode::TimedOut);
    answer(&mut play, &[(Channel::Sms, None), (Channel::Email, Some(lost))]);
    speaks(&play, "Sent by SMS to +33 6 12 34 56 78");
    speaks(&play, "Not sent by e-mail to rosa@example.com");
    speaks(&play, "It is unknown whether");
    play.send(Message::Enter(Field::Sms, "true".to_owned()));
    send(&mut play);
    answer(&mut play, &[(Channel::Sms, None), (Channel::Email, None)]);
    speaks(
        &play,
        "Sent by SMS to +33 6 12 34 56 78 before, and not again now",
    );
    speaks(&play, "Sent by e-mail to rosa@example.com<");
}

#[test]
fn sent_in_part() {
    let mut play = form(SessionKind::Pilot, options());
    play.send(Message::Enter(Field::Email, "true".to_owned()));
    send(&mut play);
    let refusal = RemoteError {
        detail: Some("The mail has <no> subject.".to_owned()),
        ..error(ErrorCode::MailRefused)
    };
    answer(
        &mut play,
        &[(Channel::Sms, None), (Channel::Email, Some(refusal))],
    );
    insta::assert_snapshot!(dialog(&play));
}

#[test]
fn failed_as_a_whole_of_unknown_outcome() {
    let mut play = form(SessionKind::RemoteControl, options());
    send(&mut play);
    play.answer(Err(error(ErrorCode::TimedOut)));
    insta::assert_snapshot!(dialog(&play));
}

#[test]
fn what_comes_from_a_record_is_text() {
    let evil = "<img src=x onerror=alert(1)>\"'&".to_owned();
    let recipient = Recipient {
        id: evil.clone(),
        name: evil.clone(),
        email: Some(evil.clone()),
        phone: Some(evil),
    };
    let many = ShareOptions {
        recipients: vec![recipient.clone(), recipient],
        ..options()
    };
    let html = dialog(&form(SessionKind::Pilot, many));
    assert!(!html.contains("<img"), "{html}");
}
