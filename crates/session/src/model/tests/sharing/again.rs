//! Sending again after a sending that went wrong, or of which nobody knows.

use contract::{Channel, ErrorCode};

use super::{answer, custom, enter, form, refusal, reopen, send, unsure, value, wrong};
use crate::model::entry::{Field, TICKED};
use crate::model::fixtures::{error, id, open, options, pilot};
use crate::model::message::{Effect, FocusOn, Message};
use crate::model::share::Step;

#[test]
fn what_is_done_is_unticked_and_the_rest_stays() {
    let mut play = form(pilot("a"), custom());
    enter(&mut play, Field::Email, TICKED);
    enter(&mut play, Field::Address, "other@example.com");
    send(&mut play, '1').unwrap();
    let outcomes = [(Channel::Sms, None), (Channel::Email, Some(ErrorCode::MailLimit))];
    answer(&mut play, pilot("a"), &outcomes);
    assert_eq!(*play.state.step(), Step::Form(None));
    assert_eq!(
        (value(&play, Field::Sms), value(&play, Field::Email)),
        ("", TICKED)
    );
    assert_eq!(value(&play, Field::Address), "other@example.com");
    assert_eq!(
        wrong(&play, Field::Address),
        refusal(ErrorCode::MailLimit).as_ref()
    );
    assert!(
        play.effects
            .contains(&Effect::Focus(FocusOn::Field(Field::Address)))
    );
    assert!(
        play.effects.contains(&Effect::TellChanged),
        "one of them is on the record"
    );
    let again = send(&mut play, '2').unwrap();
    assert_eq!((again.request_id, again.sms), (id('2'), None));
}

#[test]
fn a_message_that_was_not_posted_goes_again_without_the_mail() {
    let mut play = form(open("a"), options());
    enter(&mut play, Field::ChatterMessage, "Rosa waits.");
    send(&mut play, '1').unwrap();
    let outcomes = [
        (Channel::Email, None),
        (Channel::Chatter, Some(ErrorCode::ChatterRefused)),
    ];
    answer(&mut play, open("a"), &outcomes);
    assert_eq!(value(&play, Field::ChatterMessage), "Rosa waits.");
    enter(&mut play, Field::ChatterMessage, "Rosa is waiting.");
    let again = send(&mut play, '2').unwrap();
    assert_eq!(
        again.request_id,
        id('1'),
        "under that name the mail is not sent twice"
    );
    assert_eq!(again.message.as_deref(), Some("Rosa is waiting."));
}

#[test]
fn an_unknown_outcome_keeps_its_name_until_the_form_is_changed() {
    for code in [ErrorCode::TimedOut, ErrorCode::Offline, ErrorCode::Internal] {
        let mut play = form(open("a"), custom());
        send(&mut play, '1').unwrap();
        play.answer(Err(error(code)));
        assert_eq!(*play.state.step(), Step::Form(Some(error(code))));
        assert!(unsure(&play));
        assert_eq!(send(&mut play, '2').unwrap().request_id, id('1'));
        play.answer(Err(error(ErrorCode::RecordNotFound)));
        assert!(
            unsure(&play),
            "a refusal of the second says nothing about the first"
        );
        enter(&mut play, Field::Address, "other@example.com");
        assert_eq!(send(&mut play, '3').unwrap().request_id, id('3'));
    }
}

#[test]
fn a_channel_of_unknown_outcome_keeps_its_name_beside_one_that_is_done() {
    let mut play = form(pilot("a"), options());
    enter(&mut play, Field::Email, TICKED);
    send(&mut play, '1').unwrap();
    let outcomes = [(Channel::Sms, Some(ErrorCode::TimedOut)), (Channel::Email, None)];
    answer(&mut play, pilot("a"), &outcomes);
    assert!(unsure(&play));
    let again = send(&mut play, '2').unwrap();
    assert_eq!((again.request_id, again.email), (id('1'), None));
    answer(&mut play, pilot("a"), &[(Channel::Sms, None)]);
    assert_eq!(*play.state.step(), Step::Done);
    play.send(Message::StopSharing);
    reopen(&mut play, options());
    assert_eq!(
        send(&mut play, '3').unwrap().request_id,
        id('3'),
        "shared again on purpose"
    );
}

#[test]
fn what_is_ticked_again_goes_out_again() {
    let mut play = form(pilot("a"), options());
    enter(&mut play, Field::Email, TICKED);
    send(&mut play, '1').unwrap();
    let outcomes = [(Channel::Sms, None), (Channel::Email, Some(ErrorCode::MailLimit))];
    answer(&mut play, pilot("a"), &outcomes);
    enter(&mut play, Field::Sms, TICKED);
    let again = send(&mut play, '2').unwrap();
    assert!(again.sms.is_some() && again.email.is_some());
    assert_eq!(
        again.request_id,
        id('2'),
        "under the old name Apex would send no second SMS"
    );
    answer(
        &mut play,
        pilot("a"),
        &[(Channel::Sms, None), (Channel::Email, None)],
    );
    let said = &play.state.share.as_ref().unwrap().said;
    assert!(said.iter().all(|said| said.ok && !said.before));
}

#[test]
fn what_is_ticked_again_beside_a_doubt_is_said_to_have_gone_out_before() {
    let mut play = form(pilot("a"), options());
    enter(&mut play, Field::Email, TICKED);
    send(&mut play, '1').unwrap();
    let outcomes = [(Channel::Sms, None), (Channel::Email, Some(ErrorCode::TimedOut))];
    answer(&mut play, pilot("a"), &outcomes);
    enter(&mut play, Field::Sms, TICKED);
    assert_eq!(
        send(&mut play, '2').unwrap().request_id,
        id('1'),
        "the mail may be out"
    );
    answer(
        &mut play,
        pilot("a"),
        &[(Channel::Sms, None), (Channel::Email, None)],
    );
    let said = &play.state.share.as_ref().unwrap().said;
    let before: Vec<_> = said.iter().map(|said| (said.channel, said.before)).collect();
    assert_eq!(before, [(Channel::Sms, true), (Channel::Email, false)]);
}

#[test]
fn a_refusal_gets_a_new_name() {
    let mut play = form(open("a"), options());
    send(&mut play, '1').unwrap();
    play.answer(Err(error(ErrorCode::NoPermission)));
    assert!(!unsure(&play));
    assert_eq!(send(&mut play, '2').unwrap().request_id, id('2'));
}

#[test]
fn a_channel_without_an_outcome_is_unknown() {
    let mut play = form(open("a"), options());
    send(&mut play, '1').unwrap();
    answer(&mut play, open("a"), &[]);
    assert!(unsure(&play));
    assert_eq!(
        wrong(&play, Field::Address),
        refusal(ErrorCode::Internal).as_ref()
    );
}
