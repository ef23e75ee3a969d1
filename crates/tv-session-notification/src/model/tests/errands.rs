use contract::{ErrorCode, RemoteError};

use super::{Play, connected};
use crate::model::{Answer, Call, Click, Effect, Message, Place, Problem, Screen, Ticket, WayOut, What};

const LINK: &str = "https://get.teamviewer.com/v15/s12345678-SECRET";

fn join(place: Place) -> Message {
    Message::Click(Click::Join("a01".to_owned(), place))
}

/// A component in which the user has clicked, and the tab is open.
fn joining(place: Place) -> (Play, Ticket) {
    let mut play = Play::leading(&[connected("a01", 1)]);
    play.send(join(place));
    let ticket = play.state.errand.as_ref().unwrap().ticket;
    assert!(play.effects.contains(&Effect::OpenTab(ticket)), "in the click");
    play.send(Message::TabOpened { ticket, opened: true });
    (play, ticket)
}

fn answer(play: &mut Play, ticket: Ticket, result: Result<Answer, RemoteError>) {
    play.send(Message::Answered { ticket, result });
}

fn links(link: &str) -> Answer {
    Answer::Address(link.to_owned())
}

fn problem(play: &Play) -> Option<Problem<'_>> {
    match play.screen() {
        Screen::Watch(scene) => scene.problem,
        Screen::Setup(_) => None,
    }
}

#[test]
fn a_click_on_a_notification_joins() {
    let (mut play, ticket) = joining(Place::Desktop);
    let call = Call::Join {
        record_id: "500000000000001AAA",
        id: "a01",
    };
    assert_eq!(play.call(), Some((ticket, call)));
    answer(&mut play, ticket, Ok(links(LINK)));
    assert_eq!(play.effects[0], Effect::SendTab(LINK));
    assert!(play.waiting().is_empty(), "the customer waits no more");
    assert!(
        !format!("{:?}", play.state).contains("SECRET"),
        "the link is kept nowhere"
    );
}

#[test]
fn who_clicked_a_notification_in_vain_is_led_to_the_record() {
    let (mut play, ticket) = joining(Place::Desktop);
    answer(&mut play, ticket, Err(RemoteError::of(ErrorCode::SessionClosed)));
    assert_eq!(play.effects, [Effect::SendTabToRecord("500000000000001AAA")]);
    let what = What::Remote(RemoteError::of(ErrorCode::SessionClosed));
    assert_eq!(
        problem(&play),
        Some(Problem {
            what: &what,
            way_out: None
        })
    );
}

#[test]
fn who_clicked_here_in_vain_reads_it_here_and_can_try_again() {
    let (mut play, ticket) = joining(Place::Page);
    answer(&mut play, ticket, Err(RemoteError::of(ErrorCode::TimedOut)));
    assert_eq!(play.effects, [Effect::CloseTab]);
    assert_eq!(problem(&play).unwrap().way_out, Some(WayOut::TryAgain(0)));
    play.send(Message::Click(Click::TryAgain));
    assert!(matches!(play.effects[..], [Effect::OpenTab(_)]));
    assert_eq!(problem(&play), None);
}

#[test]
fn a_rate_limit_of_joining_says_when_to_try_again() {
    let (mut play, ticket) = joining(Place::Page);
    let error = RemoteError {
        retry_after_seconds: Some(3),
        ..RemoteError::of(ErrorCode::RateLimit)
    };
    answer(&mut play, ticket, Err(error));
    let way_out = |play: &Play| problem(play).unwrap().way_out;
    assert_eq!(way_out(&play), Some(WayOut::TryAgain(3)));
    play.send(Message::Click(Click::TryAgain));
    assert_eq!(play.effects, []);
    play.wait(1_000);
    assert_eq!(way_out(&play), Some(WayOut::TryAgain(2)));
    play.wait(2_000);
    assert_eq!(way_out(&play), Some(WayOut::TryAgain(0)));
    play.send(Message::Click(Click::TryAgain));
    assert!(matches!(play.effects[..], [Effect::OpenTab(_)]));
}

#[test]
fn a_link_to_anywhere_is_not_opened() {
    for link in ["javascript:alert(1)", "http://get.teamviewer.com/", ""] {
        let (mut play, ticket) = joining(Place::Page);
        answer(&mut play, ticket, Ok(links(link)));
        assert_eq!(play.effects, [Effect::CloseTab], "{link}");
        let what = What::Remote(RemoteError::of(ErrorCode::UnsafeLink));
        assert_eq!(*problem(&play).unwrap().what, what);
    }
}

#[test]
fn without_a_tab_nothing_is_asked() {
    let mut play = Play::leading(&[connected("a01", 1)]);
    play.send(join(Place::Desktop));
    let ticket = play.state.errand.as_ref().unwrap().ticket;
    play.send(Message::TabOpened {
        ticket,
        opened: false,
    });
    assert_eq!(play.call(), None);
    assert_eq!(*problem(&play).unwrap().what, What::TabBlocked);
}

#[test]
fn a_second_click_waits_for_the_first() {
    let (mut play, ticket) = joining(Place::Page);
    assert_eq!(play.send(join(Place::Page)), []);
    // A tab of something that is over is closed.
    answer(&mut play, ticket, Ok(links(LINK)));
    play.send(Message::TabOpened { ticket, opened: true });
    assert_eq!(play.effects, [Effect::CloseTab]);
}

#[test]
fn a_tab_that_the_user_closed_is_said() {
    let (mut play, ticket) = joining(Place::Page);
    answer(&mut play, ticket, Ok(links(LINK)));
    play.send(Message::TabGone);
    assert_eq!(*problem(&play).unwrap().what, What::TabGone);
    // Of an errand that failed more is said already.
    let (mut play, ticket) = joining(Place::Desktop);
    answer(&mut play, ticket, Err(RemoteError::of(ErrorCode::SessionClosed)));
    play.send(Message::TabGone);
    assert_ne!(*problem(&play).unwrap().what, What::TabGone);
}

#[test]
fn signing_in_goes_on_when_the_other_tab_says_so() {
    let mut play = Play::leading(&[]);
    play.wait(15_000);
    play.fail(ErrorCode::SignedOut);
    assert_eq!(problem(&play).unwrap().way_out, Some(WayOut::SignIn));
    play.send(Message::Click(Click::SignIn));
    let ticket = play.state.errand.as_ref().unwrap().ticket;
    assert_eq!(play.effects, [Effect::OpenTab(ticket)]);
    play.send(Message::TabOpened { ticket, opened: true });
    assert_eq!(play.call(), Some((ticket, Call::SignIn)));
    let address = "https://login.teamviewer.com/oauth2/authorize";
    answer(&mut play, ticket, Ok(Answer::Address(address.to_owned())));
    assert_eq!(play.effects, [Effect::SendTab(address)]);
    play.send(Message::SignedInElsewhere);
    assert_eq!(super::polls(&play.effects), 1);
}
