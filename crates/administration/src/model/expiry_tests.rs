//! What follows from what in the closing of expired sessions.

use component::model::Timer;
use component::{Message as Any, What};
use contract::{ErrorCode, Expiry};

use super::fixtures::{expiry, no_expiry, page, showing};
use super::{Answer, Call, Message};

#[test]
fn one_click_switches_it_on_and_the_next_one_off() {
    let mut play = showing(page());
    play.send(Message::SwitchExpiry);
    assert_eq!(play.asked(), Some(&Call::SwitchExpiry(true)));
    play.answer(Ok(Answer::Expiry(Box::new(expiry()))));
    let shown = play.state.own.page.as_ref().map(|page| page.expiry.clone());
    assert_eq!(shown, Some(expiry()));
    let told = |told: &Option<(&'static str, _)>| told.as_ref().map(|told| told.0);
    assert_eq!(told(&play.state.core.told), Some("admin.expiry.isOn"));
    play.send(Message::SwitchExpiry);
    assert_eq!(play.asked(), Some(&Call::SwitchExpiry(false)));
    play.answer(Ok(Answer::Expiry(Box::new(no_expiry()))));
    assert_eq!(told(&play.state.core.told), Some("admin.expiry.isOff"));
}

#[test]
fn a_switch_that_fails_stays_as_it_is() {
    for (code, words) in [
        (ErrorCode::NoAccess, Some("admin.noAccess")),
        (ErrorCode::NoPermission, Some("failure.administratorsOnly")),
        (ErrorCode::TimedOut, None),
    ] {
        let mut play = showing(page());
        play.send(Message::SwitchExpiry);
        play.fail(code);
        let trouble = play.state.core.trouble.as_ref().map(|trouble| &trouble.what);
        assert!(trouble.is_some(), "{code:?}");
        if let Some(words) = words {
            assert_eq!(trouble, Some(&What::Own(words)));
        }
        let is_on = play.state.own.page.as_ref().map(|page| page.expiry.on);
        assert_eq!(is_on, Some(false));
    }
}

#[test]
fn a_run_is_watched_until_it_has_ended() {
    let mut running = page();
    running.expiry = Expiry {
        running: true,
        ended_at: None,
        ..expiry()
    };
    let mut play = showing(page());
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
    play.tell(Any::Refresh);
    play.answer(Ok(Answer::Page(Box::new(running))));
    play.wait_for(Timer::Poll);
    assert_eq!(play.asked(), Some(&Call::Load));
    let mut ended = page();
    ended.expiry = expiry();
    play.answer(Ok(Answer::Page(Box::new(ended))));
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
}
