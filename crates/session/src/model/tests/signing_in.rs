//! Signing in and out.

use contract::ErrorCode;
use page::Change;

use super::{failure, scene};
use crate::model::fixtures::{Play, error, open, panel};
use crate::model::message::{Answer, Call, Effect, Message, Timer};
use crate::model::scene::{Banner, Screen};
use crate::model::state::SignInStep;

const ADDRESS: &str = "https://login.teamviewer.com/oauth2/authorize?state=1";

fn signed_out() -> Play {
    let mut play = Play::start();
    play.answer(Err(error(ErrorCode::SignedOut)));
    assert_eq!(scene(&play).screen, Screen::SignedOut);
    play
}

fn address() -> Answer {
    Answer::SignInUrl(ADDRESS.to_owned())
}

fn waiting() -> Play {
    let mut play = signed_out();
    play.send(Message::SignIn);
    play.tab(true);
    assert_eq!(play.calls(), [&Call::SignIn]);
    play.answer(Ok(address()));
    assert!(play.effects.contains(&Effect::SendTab(ADDRESS.to_owned())));
    assert_eq!(scene(&play).screen, Screen::SigningIn(SignInStep::Waiting));
    play
}

#[test]
fn it_goes_on_by_itself_however_it_learns_of_the_end() {
    let signs = [
        Message::SignedInElsewhere,
        Message::Page(Change::Shown),
        Message::Page(Change::Focused),
        Message::CheckSignIn,
    ];
    for sign in signs {
        let mut play = waiting();
        play.send(sign);
        assert_eq!(play.calls(), [&Call::Load]);
        play.give(panel(Vec::new()));
        assert_eq!(scene(&play).screen, Screen::Empty);
    }
}

#[test]
fn looking_too_early_does_not_end_the_wait() {
    let mut play = waiting();
    play.send(Message::Page(Change::Focused));
    play.answer(Err(error(ErrorCode::SignedOut)));
    assert_eq!(scene(&play).screen, Screen::SigningIn(SignInStep::Waiting));
    play.send(Message::Page(Change::Focused));
    play.send(Message::SignedInElsewhere);
    assert_eq!(
        play.calls(),
        [&Call::Load],
        "the answer on its way may be from before the sign-in"
    );
    play.answer_oldest(Err(error(ErrorCode::SignedOut)));
    play.give(panel(Vec::new()));
    assert_eq!(scene(&play).screen, Screen::Empty);
}

#[test]
fn a_blocked_tab_becomes_a_link() {
    let mut play = signed_out();
    play.send(Message::SignIn);
    play.tab(false);
    play.answer(Ok(address()));
    assert_eq!(
        scene(&play).screen,
        Screen::SigningIn(SignInStep::Blocked(ADDRESS.to_owned()))
    );
    play.send(Message::Page(Change::Shown));
    play.give(panel(Vec::new()));
    assert_eq!(scene(&play).screen, Screen::Empty);
}

#[test]
fn giving_up_closes_the_empty_tab() {
    let mut play = signed_out();
    play.send(Message::SignIn);
    play.tab(true);
    play.send(Message::StopSigningIn);
    assert!(play.effects.contains(&Effect::CloseTab));
    assert_eq!(scene(&play).screen, Screen::SignedOut);
    play.answer(Ok(address()));
    assert!(play.effects.is_empty(), "the address comes too late");
}

#[test]
fn a_failed_start_says_why_and_leaves_no_tab() {
    for answer in [
        Err(error(ErrorCode::Internal)),
        Ok(Answer::SignInUrl("javascript:1".to_owned())),
    ] {
        let mut play = signed_out();
        play.send(Message::SignIn);
        play.tab(true);
        play.answer(answer);
        assert!(play.effects.contains(&Effect::CloseTab));
        assert_eq!(scene(&play).screen, Screen::SignedOut);
        assert!(failure(&scene(&play)).is_some());
        play.send(Message::TryAgain);
        assert!(
            play.effects
                .iter()
                .any(|effect| matches!(effect, Effect::OpenTab(_)))
        );
    }
}

#[test]
fn losing_the_sign_in_keeps_the_session_on_the_screen() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.wait_for(Timer::Poll);
    play.answer(Err(error(ErrorCode::SignedOut)));
    assert!(matches!(scene(&play).screen, Screen::Open(_)));
    assert_eq!(scene(&play).banner, Some(Banner::SignIn(None)));
    assert!(!scene(&play).ready);
    assert_eq!(play.state.deadline(Timer::Poll), None);
    play.send(Message::SignIn);
    play.tab(true);
    play.answer(Ok(address()));
    assert_eq!(
        scene(&play).banner,
        Some(Banner::SignIn(Some(SignInStep::Waiting)))
    );
    play.send(Message::SignedInElsewhere);
    play.give(panel(vec![open("a")]));
    assert_eq!(scene(&play).banner, None);
}

#[test]
fn an_action_that_finds_the_sign_in_gone_asks_for_it() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Close);
    play.answer(Err(error(ErrorCode::SignedOut)));
    assert_eq!(scene(&play).banner, Some(Banner::SignIn(None)));
    assert!(scene(&play).screen.card().is_some());
}

#[test]
fn signing_out_forgets_the_account() {
    let mut play = Play::showing(panel(vec![open("a")]));
    assert_eq!(scene(&play).account.unwrap().name, "Ada");
    play.send(Message::SignOut);
    assert_eq!(play.calls(), [&Call::SignOut]);
    play.answer(Ok(Answer::SignedOut));
    assert_eq!(scene(&play).screen, Screen::SignedOut);
    assert_eq!(scene(&play).account, None);
    assert!(play.effects.contains(&Effect::TellChanged));
}

#[test]
fn signing_out_can_fail() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::SignOut);
    play.answer(Err(error(ErrorCode::Offline)));
    assert!(matches!(scene(&play).screen, Screen::Open(_)));
    play.send(Message::TryAgain);
    assert_eq!(play.calls(), [&Call::SignOut]);
}
