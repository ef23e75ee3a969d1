use super::{Play, connected, notified, watched};
use crate::model::{Change, Click, Effect, Memory, Message, Mode, Permission, Place};

#[test]
fn each_connection_is_told_once() {
    let first = [connected("a01", 1)];
    let mut play = Play::leading(&first);
    assert_eq!(notified(&play.effects), first);
    assert!(play.effects.contains(&Effect::Pass));
    assert!(play.effects.contains(&Effect::Toast(&connected("a01", 1))));
    assert_eq!(play.waiting(), ["a01"]);
    play.wait(15_000);
    play.answer(Ok(watched(2, &first)));
    assert_eq!(notified(&play.effects), []);

    // The customer leaves: nobody waits any more.
    play.wait(15_000);
    play.answer(Ok(watched(2, &[])));
    assert!(play.waiting().is_empty());

    // And comes again.
    play.wait(15_000);
    play.answer(Ok(watched(2, &[connected("a01", 2)])));
    assert_eq!(notified(&play.effects), [connected("a01", 2)]);
}

#[test]
fn two_at_once_are_two() {
    let both = [connected("a01", 1), connected("a02", 1)];
    let play = Play::leading(&both);
    assert_eq!(notified(&play.effects), both);
    assert_eq!(play.waiting(), ["a01", "a02"]);
}

#[test]
fn a_reload_tells_nothing_again() {
    let play = Play::leading(&[connected("a01", 1)]);
    let kept = play.state.memory.write();
    let mut reloaded = Play::of(Mode::Watch, Permission::Granted, Memory::read(&kept));
    reloaded.send(Message::Leads(true));
    reloaded.answer(Ok(watched(1, &[connected("a01", 1), connected("a02", 1)])));
    assert_eq!(notified(&reloaded.effects), [connected("a02", 1)]);
}

#[test]
fn a_follower_shows_and_does_not_notify() {
    let news = [connected("a01", 1)];
    let mut play = Play::new(Permission::Granted);
    play.send(Message::Passed(Ok(watched(1, &news))));
    assert_eq!(play.effects, [Effect::Toast(&news[0])]);
    assert_eq!(play.waiting(), ["a01"]);
    play.send(Message::Remembered(play.state.memory.clone()));
    // Taking the lead makes it no news.
    play.send(Message::Leads(true));
    play.wait(15_000);
    play.answer(Ok(watched(1, &news)));
    assert_eq!(notified(&play.effects), []);
}

#[test]
fn a_follower_that_nobody_sees_raises_no_toast() {
    let mut play = Play::new(Permission::Granted);
    play.page(Change::Hidden);
    play.send(Message::Passed(Ok(watched(1, &[connected("a01", 1)]))));
    assert_eq!(play.effects, []);
    assert_eq!(play.waiting(), ["a01"]);
}

#[test]
fn a_leader_believes_nobody_elses_answers() {
    let mut play = Play::leading(&[]);
    play.send(Message::Passed(Ok(watched(1, &[connected("a01", 1)]))));
    assert_eq!(play.effects, []);
}

#[test]
fn without_permission_it_is_said_in_the_page_only() {
    for permission in [Permission::Ask, Permission::Denied, Permission::Missing] {
        let mut play = Play::new(permission);
        play.send(Message::Leads(true));
        play.answer(Ok(watched(1, &[connected("a01", 1)])));
        assert_eq!(notified(&play.effects), []);
        assert!(play.effects.contains(&Effect::Toast(&connected("a01", 1))));
        // Granting it later tells of the next.
        play.send(Message::Permission(Permission::Granted));
        play.wait(15_000);
        play.answer(Ok(watched(1, &[connected("a01", 1), connected("a02", 1)])));
        assert_eq!(notified(&play.effects), [connected("a02", 1)]);
    }
}

#[test]
fn what_was_seen_in_one_page_is_seen_in_all() {
    let mut play = Play::leading(&[connected("a01", 1)]);
    let mut other = Play::new(Permission::Granted);
    other.send(Message::Passed(Ok(watched(1, &[connected("a01", 1)]))));
    play.send(Message::Click(Click::Dismiss("a01".to_owned())));
    assert!(play.waiting().is_empty());
    assert_eq!(other.waiting(), ["a01"]);
    other.send(Message::Remembered(play.state.memory.clone()));
    assert!(other.waiting().is_empty());
    play.wait(15_000);
    play.answer(Ok(watched(1, &[connected("a01", 1)])));
    assert!(play.waiting().is_empty());
}

#[test]
fn a_click_on_a_notification_whose_customer_is_gone_shows_the_component() {
    let mut play = Play::leading(&[]);
    play.send(Message::Click(Click::Join("a01".to_owned(), Place::Desktop)));
    assert_eq!(play.effects, [Effect::Raise]);
}
