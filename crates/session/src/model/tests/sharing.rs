//! Sharing, story by story.

use contract::{Channel, ErrorCode, LastShare, Outcome, Panel, RemoteError, Session, ShareOptions, Shared};

use super::{error, failure, scene};
use crate::model::entry::{Field, TICKED};
use crate::model::fixtures::{Play, closed, id, open, options, panel, pilot};
use crate::model::message::{Answer, Call, Effect, FocusOn, Mail, Message, Sharing, Timer};
use crate::model::share::{Said, Step};
use crate::model::state::{Access, What};

mod again;

/// A form that was opened for this session with these options.
fn form(session: Session, options: ShareOptions) -> Play {
    let mut play = Play::showing(panel(vec![session]));
    reopen(&mut play, options);
    play
}

fn reopen(play: &mut Play, options: ShareOptions) {
    play.send(Message::Share);
    play.answer(Ok(Answer::ShareOptions(options)));
    assert_eq!(play.effects.first(), Some(&Effect::Focus(FocusOn::Dialog)));
}

fn custom() -> ShareOptions {
    ShareOptions {
        custom_recipient: true,
        ..options()
    }
}

fn enter(play: &mut Play, field: Field, value: &str) {
    play.send(Message::Enter(field, value.to_owned()));
}

fn send(play: &mut Play, digit: char) -> Option<Sharing> {
    play.send(Message::Send {
        request_id: id(digit),
    });
    match play.calls()[..] {
        [Call::Share(sharing)] => Some(sharing.clone()),
        [] => None,
        ref other => panic!("{other:?}"),
    }
}

/// Answers a sending: `None` for a channel that is done.
fn answer(play: &mut Play, session: Session, outcomes: &[(Channel, Option<ErrorCode>)]) {
    let outcomes = outcomes.iter().map(|(channel, failure)| Outcome {
        channel: *channel,
        ok: failure.is_none(),
        error: failure.map(RemoteError::of),
    });
    play.answer(Ok(Answer::Shared(Shared {
        panel: panel(vec![session]),
        outcomes: outcomes.collect(),
    })));
}

fn value(play: &Play, field: Field) -> &str {
    play.state.entries.get(field)
}

fn wrong(play: &Play, field: Field) -> Option<&What> {
    play.state.share.as_ref()?.wrong[field as usize].as_ref()
}

fn refusal(code: ErrorCode) -> Option<What> {
    Some(What::Remote(error(code)))
}

fn unsure(play: &Play) -> bool {
    play.state.share.as_ref().is_some_and(|share| share.is_unsure())
}

#[test]
fn opening_is_one_call_and_fills_in_the_first_recipient() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Share);
    assert_eq!(play.calls(), [&Call::ShareOptions("a".to_owned())]);
    assert_eq!(scene(&play).share, None, "nothing to fill in yet");
    play.answer(Ok(Answer::ShareOptions(options())));
    assert_eq!(value(&play, Field::Contact), "003A");
    assert_eq!(value(&play, Field::Address), "rosa@example.com");
    assert_eq!(value(&play, Field::Template), "00XA");
    assert_eq!(value(&play, Field::Sms), "", "only Pilot sessions go by SMS");
}

#[test]
fn a_remote_control_session_goes_by_email_with_a_message() {
    let mut play = form(open("a"), options());
    enter(&mut play, Field::ChatterMessage, " Rosa waits. ");
    enter(&mut play, Field::Template, "00XB");
    let sharing = send(&mut play, '1').unwrap();
    let expected = Sharing {
        session_id: "a".to_owned(),
        request_id: id('1'),
        sms: None,
        email: Some(Mail {
            to: "rosa@example.com".to_owned(),
            template_id: "00XB".to_owned(),
        }),
        message: Some("Rosa waits.".to_owned()),
    };
    assert_eq!(sharing, expected);
    answer(
        &mut play,
        open("a"),
        &[(Channel::Email, None), (Channel::Chatter, None)],
    );
    assert_eq!(*play.state.step(), Step::Done);
    assert!(play.effects.contains(&Effect::TellChanged));
    assert!(play.effects.contains(&Effect::Focus(FocusOn::DialogHeading)));
    let said = |channel, to: &str| Said {
        channel,
        to: to.to_owned(),
        ok: true,
        before: false,
    };
    assert_eq!(
        play.state.share.as_ref().unwrap().said,
        [
            said(Channel::Email, "rosa@example.com"),
            said(Channel::Chatter, "")
        ]
    );
    play.send(Message::StopSharing);
    assert_eq!(play.effects.first(), Some(&Effect::Focus(FocusOn::ShareButton)));
    assert_eq!(scene(&play).share, None);
}

#[test]
fn a_pilot_session_goes_by_sms_unless_unticked() {
    let mut play = form(pilot("a"), options());
    assert_eq!(value(&play, Field::Sms), TICKED);
    assert_eq!(
        value(&play, Field::Phone),
        "+33 6 12 34 56 78",
        "dots became blanks"
    );
    let sharing = send(&mut play, '1').unwrap();
    assert_eq!(
        (sharing.sms.as_deref(), sharing.email),
        (Some("+33 6 12 34 56 78"), None)
    );
    answer(&mut play, pilot("a"), &[(Channel::Sms, None)]);
    play.send(Message::StopSharing);

    reopen(&mut play, options());
    enter(&mut play, Field::Email, TICKED);
    let both = send(&mut play, '2').unwrap();
    assert!(both.sms.is_some() && both.email.is_some() && both.message.is_none());
    answer(
        &mut play,
        pilot("a"),
        &[(Channel::Sms, None), (Channel::Email, None)],
    );
    play.send(Message::StopSharing);

    reopen(&mut play, options());
    enter(&mut play, Field::Email, TICKED);
    enter(&mut play, Field::Sms, "");
    let email = send(&mut play, '3').unwrap();
    assert!(email.sms.is_none() && email.email.is_some());
}

#[test]
fn a_picked_contact_brings_address_and_number_even_none() {
    let mut play = form(pilot("a"), custom());
    enter(&mut play, Field::Address, "typed@example.com");
    enter(&mut play, Field::Contact, "003B");
    assert_eq!(
        (value(&play, Field::Address), value(&play, Field::Phone)),
        ("", "")
    );
    enter(&mut play, Field::Contact, "003A");
    assert_eq!(value(&play, Field::Address), "rosa@example.com");
    assert_eq!(value(&play, Field::Phone), "+33 6 12 34 56 78");
}

#[test]
fn an_address_may_be_entered_only_where_the_administrator_allows_it() {
    let mut play = form(open("a"), options());
    enter(&mut play, Field::Address, "other@example.com");
    assert_eq!(value(&play, Field::Address), "rosa@example.com");
    let mut play = form(open("a"), custom());
    enter(&mut play, Field::Address, "other@example.com");
    assert_eq!(
        send(&mut play, '1').unwrap().email.unwrap().to,
        "other@example.com"
    );
}

#[test]
fn what_is_wrong_is_said_beside_its_field_and_nothing_is_sent() {
    let mut play = form(
        pilot("a"),
        ShareOptions {
            templates: Vec::new(),
            ..custom()
        },
    );
    enter(&mut play, Field::Phone, "06 12 34 56 78");
    enter(&mut play, Field::Email, TICKED);
    enter(&mut play, Field::Address, "rosa at example.com");
    assert_eq!(send(&mut play, '1'), None);
    assert_eq!(
        wrong(&play, Field::Phone),
        refusal(ErrorCode::NumberNeedsPrefix).as_ref()
    );
    assert_eq!(
        wrong(&play, Field::Address),
        refusal(ErrorCode::InvalidAddress).as_ref()
    );
    assert_eq!(
        wrong(&play, Field::Template),
        refusal(ErrorCode::TemplateMissing).as_ref()
    );
    assert_eq!(play.effects, [Effect::Focus(FocusOn::Field(Field::Phone))]);
    enter(&mut play, Field::Phone, "call me");
    assert_eq!(wrong(&play, Field::Phone), None, "being put right");
    assert!(wrong(&play, Field::Address).is_some());
    enter(&mut play, Field::Address, " ");
    assert_eq!(send(&mut play, '2'), None);
    assert_eq!(
        wrong(&play, Field::Phone),
        refusal(ErrorCode::InvalidNumber).as_ref()
    );
    assert_eq!(wrong(&play, Field::Address), Some(&What::NoAddress));
    enter(&mut play, Field::Phone, "");
    enter(&mut play, Field::Email, "");
    assert_eq!(send(&mut play, '3'), None);
    assert_eq!(wrong(&play, Field::Phone), Some(&What::NoNumber));
    enter(&mut play, Field::Sms, "");
    assert_eq!(send(&mut play, '4'), None);
    assert_eq!(wrong(&play, Field::Sms), Some(&What::NoChannel));
    assert_eq!(
        value(&play, Field::Address),
        " ",
        "nothing that was entered is lost"
    );
}

#[test]
fn a_record_without_an_address_says_so() {
    let mut play = form(
        open("a"),
        ShareOptions {
            recipients: Vec::new(),
            ..options()
        },
    );
    assert_eq!(send(&mut play, '1'), None);
    assert_eq!(wrong(&play, Field::Address), Some(&What::NoRecordAddress));
}

#[test]
fn what_was_entered_survives_closing_polls_and_the_end_of_the_sign_in() {
    let mut play = form(pilot("a"), custom());
    enter(&mut play, Field::Phone, "+49 151 1234567");
    play.wait_for(Timer::Poll);
    play.give(panel(vec![pilot("a")]));
    play.wait_for(Timer::Poll);
    play.answer(Err(error(ErrorCode::SignedOut)));
    assert!(scene(&play).share.is_some(), "the form stays");
    play.send(Message::StopSharing);
    play.send(Message::SignedInElsewhere);
    play.give(panel(vec![pilot("a")]));
    reopen(&mut play, custom());
    assert_eq!(value(&play, Field::Phone), "+49 151 1234567");
    play.send(Message::StopSharing);
    play.wait_for(Timer::Poll);
    play.give(panel(vec![pilot("b")]));
    reopen(&mut play, custom());
    assert_eq!(
        value(&play, Field::Phone),
        "+33 6 12 34 56 78",
        "another session begins anew"
    );
}

#[test]
fn a_message_is_about_the_record_and_outlives_the_session() {
    let mut play = form(open("a"), custom());
    enter(&mut play, Field::ChatterMessage, "Rosa waits.");
    enter(&mut play, Field::Address, "other@example.com");
    play.send(Message::StopSharing);
    play.wait_for(Timer::Poll);
    play.give(panel(vec![open("b")]));
    reopen(&mut play, custom());
    assert_eq!(value(&play, Field::ChatterMessage), "Rosa waits.");
    assert_eq!(value(&play, Field::Address), "rosa@example.com");
    send(&mut play, '1').unwrap();
    answer(
        &mut play,
        open("b"),
        &[(Channel::Email, None), (Channel::Chatter, None)],
    );
    assert_eq!(value(&play, Field::ChatterMessage), "", "it was posted");
}

#[test]
fn an_sms_without_sign_in_asks_for_it_and_keeps_the_form() {
    let mut play = form(pilot("a"), options());
    send(&mut play, '1').unwrap();
    answer(
        &mut play,
        pilot("a"),
        &[(Channel::Sms, Some(ErrorCode::SignedOut))],
    );
    assert_eq!(play.state.access, Access::Out);
    assert_eq!(wrong(&play, Field::Phone), refusal(ErrorCode::SignedOut).as_ref());
    assert_eq!(value(&play, Field::Sms), TICKED);
}

#[test]
fn what_was_used_last_is_offered_again() {
    let last = |email: &str, phone: &str| {
        Some(LastShare {
            email: Some(email.to_owned()),
            template_id: Some("00XB".to_owned()),
            phone: Some(phone.to_owned()),
        })
    };
    let play = form(
        pilot("a"),
        ShareOptions {
            last: last("Other@example.com", "+49 151 1234567"),
            ..custom()
        },
    );
    assert_eq!(value(&play, Field::Address), "Other@example.com");
    assert_eq!(value(&play, Field::Phone), "+49 151 1234567");
    assert_eq!(value(&play, Field::Template), "00XB");
    let mut sams = ShareOptions {
        last: last("SAM@example.com", "+49 151 1234567"),
        ..options()
    };
    sams.recipients[1].email = Some("sam@example.com".to_owned());
    sams.templates.truncate(1);
    let play = form(pilot("a"), sams);
    assert_eq!(
        (value(&play, Field::Contact), value(&play, Field::Address)),
        ("003B", "sam@example.com")
    );
    assert_eq!(value(&play, Field::Template), "00XA", "the other one is gone");
}

#[test]
fn what_is_being_sent_cannot_be_closed() {
    let mut play = form(open("a"), options());
    send(&mut play, '1').unwrap();
    play.send(Message::StopSharing);
    assert_eq!(play.effects, [Effect::Focus(FocusOn::Dialog)]);
    assert_eq!(send(&mut play, '2'), None, "one click, one sending");
    assert!(scene(&play).share.is_some());
}

#[test]
fn giving_up_while_opening_makes_the_answer_stale() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Share);
    play.send(Message::StopSharing);
    play.answer(Ok(Answer::ShareOptions(options())));
    assert_eq!(scene(&play).share, None);
}

#[test]
fn only_a_live_session_can_be_shared() {
    let mut play = Play::showing(panel(vec![closed("a")]));
    play.send(Message::Share);
    assert!(play.calls().is_empty());
}

#[test]
fn a_failed_opening_can_be_repeated() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Share);
    play.answer(Err(error(ErrorCode::Offline)));
    assert_eq!(failure(&scene(&play)), Some(ErrorCode::Offline));
    play.send(Message::TryAgain);
    assert_eq!(play.calls(), [&Call::ShareOptions("a".to_owned())]);
}

#[test]
fn sharing_what_is_closed_already_shows_so_and_keeps_the_form() {
    let mut play = form(open("a"), options());
    enter(&mut play, Field::ChatterMessage, "Rosa waits.");
    send(&mut play, '1').unwrap();
    play.answer(Err(error(ErrorCode::SessionClosed)));
    assert_eq!(play.calls(), [&Call::Refresh]);
    play.give(Panel {
        ..panel(vec![closed("a")])
    });
    assert!(scene(&play).share.is_some());
    assert_eq!(value(&play, Field::ChatterMessage), "Rosa waits.");
}
