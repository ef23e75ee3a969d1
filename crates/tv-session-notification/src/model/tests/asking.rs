use contract::{ErrorCode, RemoteError};

use super::{Play, polls, watched};
use crate::model::{Change, Click, Effect, Memory, Message, Mode, Permission, Screen, WatchLine};

const INTERVAL: i64 = 15_000;
const IDLE: i64 = 120 * 60_000;

fn line(play: &Play) -> WatchLine {
    match play.screen() {
        Screen::Watch(scene) => scene.line,
        Screen::Setup(_) => panic!("not the page that watches"),
    }
}

#[test]
fn only_the_leader_asks_and_at_once() {
    let mut play = Play::new(Permission::Granted);
    assert_eq!(
        play.effects,
        [Effect::Lead],
        "the page that can be seen takes the lead"
    );
    assert_eq!(polls(&play.wait(IDLE)), 0);
    play.send(Message::Leads(true));
    assert_eq!(polls(&play.effects), 1);
    play.send(Message::Leads(false));
    assert_eq!(polls(&play.wait(IDLE)), 0);
}

#[test]
fn the_answer_of_a_page_that_lost_the_lead_does_not_count() {
    let mut play = Play::new(Permission::Granted);
    play.send(Message::Leads(true));
    let (ticket, _) = play.call().unwrap();
    play.send(Message::Leads(false));
    play.send(Message::Answered {
        ticket,
        result: Ok(crate::model::Answer::Watched(watched(1, &[]))),
    });
    assert_eq!(play.state.watched, None);
}

#[test]
fn asks_every_interval_while_sessions_are_open_also_unseen() {
    let mut play = Play::leading(&[]);
    play.page(Change::Hidden);
    for _ in 0..4 {
        assert_eq!(polls(&play.wait(INTERVAL - 1)), 0);
        assert_eq!(polls(&play.wait(1)), 1);
        play.answer(Ok(watched(1, &[])));
    }
    assert_eq!(line(&play), WatchLine::Watching(1));
}

#[test]
fn without_an_open_session_nothing_is_asked_until_there_may_be_one() {
    let mut play = Play::new(Permission::Granted);
    play.send(Message::Leads(true));
    play.answer(Ok(watched(0, &[])));
    assert_eq!(line(&play), WatchLine::Nothing);
    assert_eq!(polls(&play.wait(IDLE * 3)), 0);
    play.send(Message::ChangedElsewhere);
    assert_eq!(polls(&play.effects), 1, "another tab created one");
    play.answer(Ok(watched(1, &[])));
    assert_eq!(polls(&play.wait(INTERVAL)), 1);
}

#[test]
fn a_change_elsewhere_makes_an_older_answer_stale() {
    let mut play = Play::leading(&[]);
    play.wait(INTERVAL);
    let (old, _) = play.call().unwrap();
    play.send(Message::ChangedElsewhere);
    let (new, _) = play.call().unwrap();
    assert_ne!(old, new);
    play.send(Message::Answered {
        ticket: old,
        result: Ok(crate::model::Answer::Watched(watched(0, &[]))),
    });
    assert_eq!(line(&play), WatchLine::Watching(2));
}

#[test]
fn stops_when_nobody_is_there_and_goes_on_when_somebody_comes() {
    let mut play = Play::leading(&[]);
    let mut asked = 0;
    while play.state.asking.is_none() && play.state.poll_due().is_some() {
        asked += polls(&play.wait(INTERVAL));
        if play.state.asking.is_some() {
            play.answer(Ok(watched(1, &[])));
        }
    }
    assert_eq!(asked, 479, "two hours of asking every 15 seconds, less the last");
    assert_eq!(line(&play), WatchLine::Paused);
    assert_eq!(polls(&play.wait(IDLE)), 0);
    play.send(Message::Click(Click::TryAgain));
    assert_eq!(polls(&play.effects), 1);
    for somebody in [
        Message::Page(Change::Shown),
        Message::Page(Change::Focused),
        Message::ChangedElsewhere,
        Message::SignedInElsewhere,
    ] {
        let mut paused = Play::leading(&[]);
        paused.now += IDLE * 2;
        paused.send(Message::Fired(crate::model::Timer::Poll));
        assert_eq!(polls(&paused.effects), 0);
        paused.send(somebody);
        assert_eq!(polls(&paused.effects), 1);
    }
}

#[test]
fn asks_more_rarely_the_more_often_it_fails() {
    let mut play = Play::leading(&[]);
    play.wait(INTERVAL);
    let mut waits = Vec::new();
    for _ in 0..6 {
        play.fail(ErrorCode::TeamViewerDown);
        waits.push((play.state.poll_due().unwrap() - play.now) / 1000);
        assert_eq!(line(&play), WatchLine::Watching(2), "what was known stays");
        play.now = play.state.poll_due().unwrap();
        play.send(Message::Fired(crate::model::Timer::Poll));
    }
    assert_eq!(waits, [30, 60, 120, 240, 300, 300]);
    play.answer(Ok(watched(1, &[])));
    assert_eq!(play.state.poll_due().unwrap() - play.now, INTERVAL);
    assert_eq!(play.state.refused, None);
}

#[test]
fn a_rate_limit_is_obeyed_whatever_happens() {
    let mut play = Play::leading(&[]);
    play.wait(INTERVAL);
    play.answer(Err(RemoteError {
        retry_after_seconds: Some(600),
        ..RemoteError::of(ErrorCode::RateLimit)
    }));
    for message in [
        Message::ChangedElsewhere,
        Message::SignedInElsewhere,
        Message::Page(Change::Shown),
        Message::Page(Change::Focused),
        Message::Page(Change::Online),
        Message::Click(Click::TryAgain),
    ] {
        play.now += 10_000;
        play.send(message);
        assert_eq!(polls(&play.effects), 0);
    }
    assert_eq!(polls(&play.wait(539_999)), 0);
    assert_eq!(polls(&play.wait(1)), 1);
}

#[test]
fn a_page_that_takes_the_lead_obeys_the_wait_that_it_heard_of() {
    let mut play = Play::new(Permission::Granted);
    play.send(Message::Passed(Err(RemoteError {
        retry_after_seconds: Some(600),
        ..RemoteError::of(ErrorCode::RateLimit)
    })));
    play.now += 60_000;
    play.send(Message::Leads(true));
    assert_eq!(polls(&play.effects), 0);
    assert_eq!(polls(&play.wait(540_000)), 1);
}

#[test]
fn a_page_that_takes_the_lead_asks_when_its_time_has_come() {
    let mut play = Play::new(Permission::Granted);
    play.send(Message::Passed(Ok(watched(1, &[]))));
    play.now += 5_000;
    play.send(Message::Leads(true));
    assert_eq!(polls(&play.effects), 0, "what was heard is young enough");
    assert_eq!(polls(&play.wait(10_000)), 1);
}

#[test]
fn offline_nothing_is_asked() {
    let mut play = Play::leading(&[]);
    play.page(Change::Offline);
    assert_eq!(polls(&play.wait(IDLE / 2)), 0);
    play.page(Change::Online);
    assert_eq!(polls(&play.effects), 1);
}

#[test]
fn what_asking_again_cannot_change_is_not_asked_again() {
    for code in [
        ErrorCode::SignedOut,
        ErrorCode::NoPermission,
        ErrorCode::NoAccess,
        ErrorCode::BadRequest,
        ErrorCode::SalesforceSignedOut,
    ] {
        let mut play = Play::leading(&[]);
        play.wait(INTERVAL);
        play.fail(code);
        assert_eq!(line(&play), WatchLine::Stopped);
        assert_eq!(polls(&play.wait(IDLE / 2)), 0, "{code:?}");
        play.send(Message::SignedInElsewhere);
        assert_eq!(polls(&play.effects), 1);
    }
}

#[test]
fn whoever_looks_at_the_page_makes_it_lead() {
    let mut play = Play::new(Permission::Granted);
    for change in [Change::Shown, Change::Focused] {
        assert_eq!(play.page(change), [Effect::Lead]);
    }
    play.page(Change::Hidden);
    assert_eq!(play.effects, []);
    play.send(Message::Leads(true));
    play.answer(Ok(watched(1, &[])));
    assert_eq!(play.page(Change::Shown), [], "it leads already, and knows enough");
}

#[test]
fn the_page_that_asks_for_the_permission_asks_nothing_else() {
    let mut play = Play::of(Mode::Setup, Permission::Ask, Memory::default());
    for message in [
        Message::Leads(true),
        Message::Page(Change::Shown),
        Message::ChangedElsewhere,
        Message::Click(Click::TryAgain),
    ] {
        play.send(message);
        assert_eq!(polls(&play.effects), 0);
        assert!(!play.effects.contains(&Effect::Lead));
    }
}
