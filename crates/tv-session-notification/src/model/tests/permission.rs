use super::Play;
use crate::model::{Change, Click, Desktop, Effect, Memory, Message, Mode, Permission, Screen, Setup};

fn desktop(play: &Play) -> Desktop {
    match play.screen() {
        Screen::Watch(scene) => scene.desktop,
        Screen::Setup(_) => panic!("not the page that watches"),
    }
}

fn setup(permission: Permission) -> Play {
    Play::of(Mode::Setup, permission, Memory::default())
}

#[test]
fn a_frame_offers_the_page_that_asks_whatever_the_browser_says() {
    // A browser says "denied" in a frame also when the user was never asked.
    for permission in [Permission::Ask, Permission::Denied] {
        let mut play = Play::new(permission);
        assert_eq!(desktop(&play), Desktop::Off { tried: false });
        play.send(Message::Click(Click::Enable));
        assert_eq!(desktop(&play), Desktop::Off { tried: true });
        play.send(Message::Permission(Permission::Granted));
        assert_eq!(desktop(&play), Desktop::On);
    }
    assert_eq!(desktop(&Play::new(Permission::Missing)), Desktop::Missing);
}

#[test]
fn a_refusal_brings_the_help() {
    let mut play = Play::new(Permission::Denied);
    play.send(Message::Told(Permission::Denied));
    assert_eq!(desktop(&play), Desktop::Blocked);
    // The user followed it.
    play.send(Message::Permission(Permission::Granted));
    play.page(Change::Shown);
    assert_eq!(desktop(&play), Desktop::On);
}

#[test]
fn of_a_page_that_is_no_frame_denied_means_denied() {
    let mut play = Play::new(Permission::Ask);
    play.state.framed = false;
    play.send(Message::Permission(Permission::Denied));
    assert_eq!(desktop(&play), Desktop::Blocked);
}

#[test]
fn the_page_asks_in_the_click_tells_and_closes() {
    let mut play = setup(Permission::Ask);
    assert_eq!(play.screen(), Screen::Setup(Setup::Ask));
    assert_eq!(play.send(Message::Click(Click::Allow)), [Effect::AskPermission]);
    assert_eq!(play.screen(), Screen::Setup(Setup::Asking));
    play.send(Message::Permission(Permission::Granted));
    assert_eq!(
        play.effects,
        [Effect::TellPermission(Permission::Granted), Effect::CloseWindow]
    );
    assert_eq!(play.screen(), Screen::Setup(Setup::Done));
}

#[test]
fn the_page_tells_a_refusal_and_stays() {
    let mut play = setup(Permission::Ask);
    play.send(Message::Click(Click::Allow));
    play.send(Message::Permission(Permission::Denied));
    assert_eq!(play.effects, [Effect::TellPermission(Permission::Denied)]);
    assert_eq!(play.screen(), Screen::Setup(Setup::Blocked));
}

#[test]
fn a_question_that_the_user_closed_can_be_asked_again() {
    let mut play = setup(Permission::Ask);
    play.send(Message::Click(Click::Allow));
    play.send(Message::Permission(Permission::Ask));
    assert_eq!(play.screen(), Screen::Setup(Setup::Ask));
}

#[test]
fn a_page_that_was_blocked_before_says_so_at_once() {
    assert_eq!(setup(Permission::Denied).screen(), Screen::Setup(Setup::Blocked));
    assert_eq!(setup(Permission::Missing).screen(), Screen::Setup(Setup::Missing));
    let granted = setup(Permission::Granted);
    assert!(granted.effects.contains(&Effect::CloseWindow));
}
