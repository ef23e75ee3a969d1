//! What a new session is to be like, and what a reload does to a wish for one.

use contract::{ErrorCode, Notice, Panel, SessionKind};

use super::{creation, error, failure, scene};
use crate::model::entry::Field;
use crate::model::fixtures::{Play, closed, create, expired, id, open, panel, pilot};
use crate::model::message::{Call, Creation, Effect, Message, NewSession, Timer};
use crate::model::scene::{Offer, Screen};
use crate::model::state::State;

fn both(sessions: Vec<contract::Session>) -> Panel {
    Panel {
        allow_pilot: true,
        ..panel(sessions)
    }
}

fn wish() -> Creation {
    Creation {
        request_id: id('7'),
        kind: SessionKind::RemoteControl,
        replaces: None,
        retry: true,
        wanted: NewSession {
            name: Some("Printer".to_owned()),
            waiting_message: None,
            valid_for_hours: Some(72),
        },
    }
}

/// A component in a page that was reloaded while the wish was on its way.
fn resumed() -> Play {
    let mut play = Play::start();
    play.state = State::new(true, true);
    play.send(Message::Resume(wish()));
    play
}

#[test]
fn what_was_entered_goes_along_and_is_kept_until_it_worked() {
    let mut play = Play::showing(panel(Vec::new()));
    for (field, value) in [
        (Field::Name, " Printer "),
        (Field::WaitingMessage, "  "),
        (Field::Validity, "72"),
    ] {
        play.send(Message::Enter(field, value.to_owned()));
    }
    play.send(create('7'));
    let wanted = Creation {
        retry: false,
        ..wish()
    };
    assert_eq!(play.calls(), [&Call::Create(wanted)]);
    play.answer(Err(error(ErrorCode::SessionLimit)));
    assert_eq!(play.state.entries.get(Field::Name), " Printer ");
    play.send(create('8'));
    play.give(panel(vec![open("a")]));
    assert_eq!(play.state.wanted(), NewSession::default());
}

#[test]
fn what_was_entered_is_kept_when_another_session_was_there_already() {
    let mut play = Play::showing(panel(Vec::new()));
    play.send(Message::Enter(Field::Name, "Printer".to_owned()));
    play.send(Message::Enter(Field::Validity, "72".to_owned()));
    play.send(create('1'));
    play.give(Panel {
        notice: Some(Notice::AlreadyOpen),
        ..panel(vec![open("a")])
    });
    assert_eq!(play.state.entries.get(Field::Name), "Printer");
    assert_eq!(play.state.entries.get(Field::Validity), "72");
    play.send(create('2'));
    play.give(Panel {
        notice: Some(Notice::OldNotClosed),
        ..panel(vec![open("b")])
    });
    assert_eq!(play.state.wanted(), NewSession::default(), "this one has them");
}

#[test]
fn what_is_entered_while_a_session_is_made_is_not_lost() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(create('1'));
    play.send(Message::Enter(Field::Name, "Next".to_owned()));
    play.give(panel(vec![open("b")]));
    assert_eq!(play.state.entries.get(Field::Name), "Next");
}

#[test]
fn a_wish_is_kept_while_it_is_on_its_way_and_no_longer() {
    let mut play = Play::showing(panel(Vec::new()));
    play.send(create('1'));
    let kept = |play: &Play| {
        play.effects.iter().find_map(|effect| match effect {
            Effect::Keep(wish) => Some(wish.as_ref().map(|wish| wish.request_id.clone())),
            _ => None,
        })
    };
    assert_eq!(kept(&play), Some(Some(id('1'))));
    play.answer(Err(error(ErrorCode::TimedOut)));
    assert_eq!(kept(&play), None, "it is kept already");
    play.wait_for(Timer::Retry);
    play.give(panel(vec![open("a")]));
    assert_eq!(kept(&play), Some(None));
}

#[test]
fn after_a_reload_the_same_wish_is_sent_again() {
    let mut play = resumed();
    assert_eq!(play.calls(), [&Call::Create(wish())]);
    assert_eq!(scene(&play).screen, Screen::Creating);
    play.answer(Err(error(ErrorCode::TimedOut)));
    assert_eq!(scene(&play).screen, Screen::Creating);
    play.wait_for(Timer::Retry);
    assert_eq!(play.calls(), [&Call::Create(wish())]);
    play.give(panel(vec![open("a")]));
    assert!(matches!(scene(&play).screen, Screen::Open(_)));
    assert_eq!(
        play.effects
            .iter()
            .filter(|it| **it == Effect::Keep(None))
            .count(),
        1
    );
}

#[test]
fn after_a_reload_a_refusal_shows_what_there_is_and_the_way_out() {
    let mut play = resumed();
    play.answer(Err(error(ErrorCode::SessionLimit)));
    assert_eq!(play.calls(), [&Call::Load]);
    play.give(panel(Vec::new()));
    assert_eq!(scene(&play).screen, Screen::Empty);
    assert_eq!(failure(&scene(&play)), Some(ErrorCode::SessionLimit));
    assert_eq!(
        play.state.entries.get(Field::Name),
        "Printer",
        "what was entered is back"
    );
    play.send(Message::TryAgain);
    assert_eq!(play.calls(), [&Call::Create(wish())]);
}

#[test]
fn after_a_reload_without_sign_in_the_wish_waits() {
    let mut play = resumed();
    play.answer(Err(error(ErrorCode::SignedOut)));
    assert_eq!(scene(&play).screen, Screen::SignedOut);
    play.send(Message::SignedInElsewhere);
    assert_eq!(play.calls(), [&Call::Load]);
    play.give(panel(Vec::new()));
    play.send(create('9'));
    assert_eq!(play.calls(), [&Call::Create(wish())]);
}

#[test]
fn what_can_be_made_beside_which_session() {
    use SessionKind::{Pilot, RemoteControl};
    let offers = |panel| scene(&Play::showing(panel)).offers;
    let gone = |kind| contract::Session { kind, ..expired("a") };
    assert_eq!(offers(both(vec![open("a")])), [Offer::Replace(RemoteControl)]);
    assert_eq!(
        offers(both(vec![pilot("a")])),
        [Offer::Replace(Pilot), Offer::Switch(RemoteControl)]
    );
    assert_eq!(offers(panel(vec![pilot("a")])), [Offer::Switch(RemoteControl)]);
    assert_eq!(
        offers(both(vec![gone(RemoteControl)])),
        [Offer::Replace(RemoteControl), Offer::Switch(Pilot)]
    );
    assert_eq!(
        offers(both(vec![gone(Pilot)])),
        [Offer::Replace(Pilot), Offer::Switch(RemoteControl)]
    );
    assert_eq!(
        offers(both(vec![closed("a")])),
        [Offer::New(RemoteControl), Offer::New(Pilot)]
    );
}

#[test]
fn switching_names_the_old_session() {
    let mut play = Play::showing(both(vec![pilot("a")]));
    play.send(create('1'));
    assert_eq!(play.calls(), [&creation('1', Some("a"), false)]);
}
