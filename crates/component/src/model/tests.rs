//! The common part, played with a component that reads, acts, joins and looks something up.

use contract::{ErrorCode, RemoteError};
use leptos::prelude::*;
use page::Change;

use super::{Access, Component, Core, Effect, Lane, Message, Part, Request, SignInStep, Timer, Turn, What};
use crate::testing::Play;
use crate::view::{HEADING, Stage, Words};

#[derive(Clone, Debug, Default, PartialEq)]
struct Sample {
    shown: Option<u32>,
    aside: Option<u32>,
    polls: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Call {
    Read,
    Act,
    Join,
    Look,
}

#[derive(Clone, Debug)]
enum Wish {
    Act,
    Join,
    Look,
}

impl Component for Sample {
    type Message = Wish;
    type Call = Call;
    type Answer = u32;
    type Effect = ();

    fn reading(&self, _: bool) -> Call {
        Call::Read
    }

    fn is_known(&self) -> bool {
        self.shown.is_some()
    }

    fn take(&mut self, turn: &mut Turn<'_, Self>, wish: Wish) {
        match wish {
            Wish::Act => turn.call(Lane::Action, Call::Act),
            Wish::Join => turn.call_in_tab(Call::Join),
            Wish::Look => turn.call(Lane::Aside, Call::Look),
        };
    }

    fn answered(&mut self, turn: &mut Turn<'_, Self>, call: Call, result: Result<u32, RemoteError>) {
        match (call, result) {
            (Call::Read, Ok(shown)) => {
                self.shown = Some(shown);
                turn.have_read(true);
            }
            (Call::Read, Err(error)) => turn.have_not_read(error, Call::Read),
            (Call::Join, Ok(0)) => turn.send_tab("javascript:alert(1)".to_owned()),
            (Call::Join, Ok(code)) => turn.send_tab(format!("https://get.teamviewer.com/s{code}")),
            (Call::Join, Err(error)) => turn.failed_in_tab(error, Call::Join),
            (Call::Look, Ok(aside)) => self.aside = Some(aside),
            (Call::Act, Ok(_)) => {}
            (call @ Call::Act, Err(error)) => turn.failed(error, Some((Lane::Action, call))),
            (call, Err(error)) => turn.failed(error, Some((Lane::Aside, call))),
        }
    }

    fn poll_seconds(&self, _: &Core<Self>) -> Option<u32> {
        self.polls.then_some(15)
    }
}

fn shown() -> Play<Sample> {
    let mut play = Play::start(Sample::default());
    play.answer(Ok(1));
    play
}

#[test]
fn a_signed_out_user_signs_in_and_gets_what_they_wanted() {
    let mut play = Play::start(Sample::default());
    assert_eq!(play.state.part(), Part::Loading);
    play.fail(ErrorCode::SignedOut);
    assert_eq!(play.state.part(), Part::SignedOut);
    play.tell(Message::SignIn);
    play.tab(true);
    play.address(Ok("https://login.teamviewer.com/"));
    assert_eq!(play.state.part(), Part::SigningIn(SignInStep::Waiting));
    play.tell(Message::SignedInElsewhere);
    assert_eq!(play.asked(), Some(&Call::Read));
    // Not done yet: the user stays where they are.
    play.fail(ErrorCode::SignedOut);
    assert_eq!(play.state.part(), Part::SigningIn(SignInStep::Waiting));
    play.tell(Message::Page(Change::Focused));
    play.answer(Ok(7));
    assert_eq!((play.state.own.shown, play.state.part()), (Some(7), Part::Known));
    assert_eq!(play.state.core.access, Access::In);
    assert!(play.effects.contains(&Effect::FocusIfLost(HEADING)));
}

#[test]
fn who_signs_in_with_an_account_that_may_see_nothing_is_told_so_and_not_asked_to_sign_in() {
    let mut play = Play::start(Sample::default());
    play.fail(ErrorCode::SignedOut);
    play.tell(Message::SignIn);
    play.tab(true);
    play.address(Ok("https://login.teamviewer.com/"));
    play.tell(Message::SignedInElsewhere);
    play.fail(ErrorCode::Forbidden);
    assert_eq!(
        (play.state.part(), &play.state.core.access),
        (Part::Failed, &Access::In)
    );
}

#[test]
fn a_blocked_tab_becomes_a_link_and_an_unsafe_address_none() {
    let mut play = Play::start(Sample::default());
    play.fail(ErrorCode::SignedOut);
    play.tell(Message::SignIn);
    play.tab(false);
    play.address(Ok("https://login.teamviewer.com/"));
    assert!(matches!(
        play.state.part(),
        Part::SigningIn(SignInStep::Blocked(_))
    ));
    play.tell(Message::StopSigningIn);
    assert_eq!(play.state.part(), Part::SignedOut);
    play.tell(Message::SignIn);
    play.tab(true);
    play.address(Ok("javascript:alert(1)"));
    assert!(play.effects.contains(&Effect::CloseTab));
    assert_eq!(play.state.part(), Part::SignedOut);
}

#[test]
fn giving_up_the_sign_in_makes_its_answer_stale() {
    let mut play = Play::start(Sample::default());
    play.fail(ErrorCode::SignedOut);
    play.tell(Message::SignIn);
    play.tab(true);
    play.tell(Message::StopSigningIn);
    assert!(play.effects.contains(&Effect::CloseTab));
    play.address(Ok("https://login.teamviewer.com/"));
    assert_eq!(play.state.part(), Part::SignedOut);
}

#[test]
fn one_action_at_a_time_and_a_stale_reading_says_nothing() {
    let mut play = shown();
    play.send(Wish::Act);
    play.send(Wish::Act);
    assert_eq!(play.open.len(), 1);
    play.answer(Ok(0));
    play.tell(Message::Refresh);
    let stale = play.open.clone();
    play.tell(Message::Refresh);
    play.answer(Ok(3));
    play.open = stale;
    play.answer(Ok(2));
    assert_eq!(play.state.own.shown, Some(3));
}

#[test]
fn a_link_opens_in_the_tab_of_the_click_and_only_a_safe_one() {
    let mut play = shown();
    play.send(Wish::Join);
    assert!(play.open.is_empty(), "no call without a tab");
    play.tab(true);
    play.answer(Ok(1));
    assert_eq!(
        play.effects,
        [Effect::SendTab("https://get.teamviewer.com/s1".to_owned())]
    );
    play.send(Wish::Join);
    play.tab(true);
    play.answer(Ok(0));
    assert!(play.effects.contains(&Effect::CloseTab));
    play.send(Wish::Join);
    play.tab(false);
    let trouble = play.state.core.trouble.clone().unwrap();
    assert_eq!((trouble.what, trouble.in_tab), (What::TabBlocked, true));
    play.tell(Message::TryAgain);
    play.tab(true);
    play.fail(ErrorCode::TeamViewerDown);
    assert!(play.effects.contains(&Effect::CloseTab));
    play.tell(Message::TryAgain);
    assert!(matches!(play.effects[..], [Effect::OpenTab(_)]));
}

#[test]
fn trying_again_waits_as_long_as_the_rate_limit() {
    let mut play = Play::start(Sample::default());
    play.answer(Err(RemoteError {
        retry_after_seconds: Some(3),
        ..RemoteError::of(ErrorCode::RateLimit)
    }));
    assert_eq!(play.state.part(), Part::Failed);
    assert_eq!(play.state.core.wait_seconds(), Some(3));
    play.tell(Message::TryAgain);
    assert!(play.open.is_empty());
    for left in [Some(2), Some(1), None] {
        play.wait_for(Timer::Tick);
        assert_eq!(play.state.core.wait_seconds(), left);
    }
    assert_eq!(play.state.core.deadline(Timer::Tick), None);
    play.tell(Message::TryAgain);
    assert_eq!(play.asked(), Some(&Call::Read));
}

#[test]
fn a_final_failure_offers_no_second_try_and_the_network_does_not_ask_again() {
    let mut play = Play::start(Sample::default());
    play.fail(ErrorCode::NoPermission);
    assert_eq!(play.state.core.trouble.as_ref().unwrap().again, None);
    play.tell(Message::Page(Change::Online));
    assert!(play.open.is_empty());
}

#[test]
fn what_was_read_before_stays_and_asking_slows_down() {
    let mut play = shown();
    play.state.own.polls = true;
    play.tell(Message::Page(Change::Focused));
    let first = play.state.core.deadline(Timer::Poll).unwrap() - play.now;
    play.wait_for(Timer::Poll);
    play.fail(ErrorCode::TeamViewerDown);
    assert_eq!((play.state.part(), play.state.own.shown), (Part::Known, Some(1)));
    let second = play.state.core.deadline(Timer::Poll).unwrap() - play.now;
    assert!(second > first, "{second} after {first}");
    play.wait_for(Timer::Poll);
    play.answer(Ok(2));
    assert_eq!(play.state.core.trouble, None);
    play.tell(Message::Page(Change::Offline));
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
}

#[test]
fn what_was_missed_beside_the_main_part_is_asked_for_after_the_sign_in() {
    let mut play = shown();
    play.send(Wish::Look);
    play.fail(ErrorCode::SignedOut);
    assert_eq!(play.state.core.access, Access::Out);
    play.tell(Message::SignIn);
    play.tab(true);
    play.address(Ok("https://login.teamviewer.com/"));
    play.tell(Message::SignedInElsewhere);
    assert_eq!(
        play.open.last().map(|(_, it)| it),
        Some(&Request::Own(Call::Look))
    );
    play.answer(Ok(9));
    assert_eq!(play.state.own.aside, Some(9));
}

#[test]
fn every_screen_before_the_first_answer_has_words() {
    let words = Words {
        title: "title",
        signed_out: "signedOut",
    };
    fn draw(_: Stage<Sample>, state: &super::State<Sample>) -> AnyView {
        ui::text(format!("shown {:?}", state.own.shown))
    }
    let mut play = Play::start(Sample::default());
    assert!(play.english(words, draw).contains("Loading"));
    play.fail(ErrorCode::SignedOut);
    assert!(
        play.english(words, draw)
            .contains("Login to your TeamViewer account")
    );
    play.tell(Message::SignIn);
    assert!(play.english(words, draw).contains("Cancel"));
    play.tab(false);
    play.address(Ok("https://login.teamviewer.com/?a&b"));
    assert!(
        play.english(words, draw)
            .contains("login.teamviewer.com/?a&amp;b")
    );
    play.tell(Message::StopSigningIn);
    play.tell(Message::Refresh);
    play.answer(Err(RemoteError {
        detail: Some("<b>".to_owned()),
        ..RemoteError::of(ErrorCode::Refused)
    }));
    play.state.core.access = Access::Unknown;
    let html = play.english(words, draw);
    assert!(html.contains("&lt;b&gt;") && html.contains("Try again"), "{html}");
    play.tell(Message::TryAgain);
    play.answer(Ok(5));
    assert!(play.english(words, draw).contains("shown Some(5)"));
    play.tell(Message::Page(Change::Offline));
    play.send(Wish::Act);
    play.fail(ErrorCode::TeamViewerDown);
    let html = play.french(words, draw);
    assert!(
        html.contains("TV-PROBLEM") && html.contains("shown Some(5)"),
        "{html}"
    );
}
