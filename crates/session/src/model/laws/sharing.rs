//! What the user has entered is there however often the dialogue is closed, refused and opened again.

use contract::{ErrorCode, ShareOptions};
use page::Change;
use proptest::prelude::*;

use crate::model::entry::{Field, TICKED};
use crate::model::fixtures::{Play, error, id, options, panel, pilot};
use crate::model::message::{Answer, Call, Message, Timer};

#[derive(Clone, Debug)]
enum Step {
    Enter(Field, &'static str),
    Reopen,
    SendInVain(ErrorCode),
    Poll(Option<ErrorCode>),
    Hide,
}

fn step() -> impl Strategy<Value = Step> {
    let entered = prop::sample::select(vec![
        (Field::Phone, "+49 151 1234567"),
        (Field::Phone, "call me"),
        (Field::Address, "other@example.com"),
        (Field::Address, ""),
        (Field::Template, "00XB"),
        (Field::Sms, ""),
        (Field::Sms, TICKED),
        (Field::Email, TICKED),
        (Field::ChatterMessage, "Rosa waits."),
    ]);
    let code = prop::sample::select(vec![
        ErrorCode::TimedOut,
        ErrorCode::NoPermission,
        ErrorCode::SignedOut,
        ErrorCode::Internal,
    ]);
    prop_oneof![
        4 => entered.prop_map(|(field, value)| Step::Enter(field, value)),
        2 => Just(Step::Reopen),
        2 => code.clone().prop_map(Step::SendInVain),
        2 => prop::option::of(code).prop_map(Step::Poll),
        1 => Just(Step::Hide),
    ]
}

fn open(play: &mut Play) {
    play.send(Message::SignedInElsewhere);
    if play.calls().contains(&&Call::Load) {
        play.give(panel(vec![pilot("a")]));
    }
    play.send(Message::Share);
    play.answer(Ok(Answer::ShareOptions(ShareOptions {
        custom_recipient: true,
        ..options()
    })));
}

proptest! {
    #[test]
    fn nothing_entered_is_lost(steps in prop::collection::vec(step(), 1..30)) {
        let mut play = Play::showing(panel(vec![pilot("a")]));
        open(&mut play);
        let mut entered: Vec<(Field, &str)> = Vec::new();
        for step in steps {
            match step {
                Step::Enter(field, value) => {
                    play.send(Message::Enter(field, value.to_owned()));
                    entered.retain(|(other, _)| *other != field);
                    entered.push((field, value));
                }
                Step::Reopen => {
                    play.send(Message::StopSharing);
                    open(&mut play);
                }
                Step::SendInVain(code) => {
                    play.send(Message::Send { request_id: id('1') });
                    if !play.calls().is_empty() {
                        play.answer(Err(error(code)));
                    }
                }
                Step::Poll(code) if play.state.deadline(Timer::Poll).is_some() => {
                    play.wait_for(Timer::Poll);
                    match code {
                        Some(code) => play.answer(Err(error(code))),
                        None => play.give(panel(vec![pilot("a")])),
                    }
                }
                Step::Poll(_) => {}
                Step::Hide => {
                    play.send(Message::Page(Change::Hidden));
                    play.send(Message::Page(Change::Shown));
                    if !play.calls().is_empty() {
                        play.give(panel(vec![pilot("a")]));
                    }
                }
            }
            prop_assert!(play.state.share.as_ref().is_some_and(|share| share.is_shown()));
            for (field, value) in &entered {
                prop_assert_eq!(play.state.entries.get(*field), *value, "{:?}", field);
            }
        }
    }
}
