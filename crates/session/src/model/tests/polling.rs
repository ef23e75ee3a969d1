//! When the component asks by itself.

use contract::ErrorCode;
use page::Change;

use super::{failure, scene};
use crate::model::fixtures::{Play, closed, create, error, expired, online, open, panel};
use crate::model::message::{Answer, Call, Message, Timer, Via};
use crate::model::scene::Screen;

/// Seconds until the next question.
fn wait(play: &Play) -> Option<i64> {
    play.state
        .deadline(Timer::Poll)
        .map(|due| (due - play.clock) / 1000)
}

#[test]
fn only_a_live_session_is_refreshed() {
    assert_eq!(wait(&Play::showing(panel(vec![open("a")]))), Some(15));
    for sessions in [vec![], vec![closed("a")], vec![expired("a")]] {
        assert_eq!(wait(&Play::showing(panel(sessions))), None);
    }
}

#[test]
fn the_customer_is_seen_coming() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.wait_for(Timer::Poll);
    assert_eq!(play.calls(), [&Call::Refresh]);
    play.give(panel(vec![online("a")]));
    assert_eq!(
        scene(&play).screen.card().unwrap().status,
        domain::Status::CustomerOnline
    );
    assert_eq!(wait(&play), Some(15));
}

#[test]
fn failing_backs_off_and_keeps_the_session() {
    let mut play = Play::showing(panel(vec![open("a")]));
    for seconds in [30, 60, 120, 240, 300, 300] {
        play.wait_for(Timer::Poll);
        play.answer(Err(error(ErrorCode::TeamViewerDown)));
        assert_eq!(wait(&play), Some(seconds));
        assert!(matches!(scene(&play).screen, Screen::Open(_)));
        assert_eq!(failure(&scene(&play)), Some(ErrorCode::TeamViewerDown));
    }
    play.wait_for(Timer::Poll);
    play.give(panel(vec![open("a")]));
    assert_eq!(wait(&play), Some(15));
    assert_eq!(scene(&play).banner, None);
}

#[test]
fn what_asking_again_cannot_change_is_not_asked_again() {
    for code in [
        ErrorCode::NoPermission,
        ErrorCode::RecordNotFound,
        ErrorCode::SalesforceSignedOut,
    ] {
        let mut play = Play::showing(panel(vec![open("a")]));
        play.wait_for(Timer::Poll);
        play.answer(Err(error(code)));
        assert_eq!(wait(&play), None);
        play.clock += 3_600_000;
        play.send(Message::Page(Change::Shown));
        assert!(play.calls().is_empty());
    }
}

#[test]
fn a_hidden_page_asks_seldom_and_an_old_one_at_once_when_shown() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Page(Change::Hidden));
    assert_eq!(wait(&play), Some(60));
    play.clock += 20_000;
    play.send(Message::Page(Change::Shown));
    assert_eq!(play.calls(), [&Call::Refresh]);
    play.give(panel(vec![open("a")]));
    play.send(Message::Page(Change::Hidden));
    play.send(Message::Page(Change::Shown));
    assert!(play.calls().is_empty(), "what is fresh is not asked for again");
    assert_eq!(wait(&play), Some(15));
}

#[test]
fn a_click_into_the_frame_is_no_reason_to_ask() {
    let mut play = Play::showing(panel(Vec::new()));
    play.clock += 3_600_000;
    play.send(Message::Page(Change::Focused));
    assert!(play.calls().is_empty());
    let mut play = Play::showing(panel(vec![open("a")]));
    play.clock += 14_000;
    play.send(Message::Page(Change::Focused));
    assert!(play.calls().is_empty());
    play.clock += 60_000;
    play.send(Message::Page(Change::Focused));
    assert_eq!(play.calls(), [&Call::Refresh], "the timer slept with the machine");
}

#[test]
fn without_network_nothing_is_asked_until_it_is_back() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Page(Change::Offline));
    assert_eq!(wait(&play), None);
    assert!(scene(&play).offline && matches!(scene(&play).screen, Screen::Open(_)));
    play.send(Message::Page(Change::Online));
    assert_eq!(play.calls(), [&Call::Refresh]);
}

#[test]
fn an_action_makes_an_answer_on_its_way_stale() {
    let mut play = Play::showing(panel(vec![closed("a")]));
    play.send(Message::ChangedElsewhere);
    play.send(create('1'));
    play.give(panel(vec![open("b")]));
    play.answer_oldest(Ok(Answer::Panel(panel(vec![closed("a")]))));
    assert_eq!(scene(&play).screen.card().unwrap().id, "b");
}

#[test]
fn a_change_elsewhere_makes_an_answer_on_its_way_stale() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.wait_for(Timer::Poll);
    play.send(Message::ChangedElsewhere);
    play.answer_oldest(Ok(Answer::Panel(panel(vec![open("a")]))));
    play.give(panel(vec![closed("a")]));
    assert!(matches!(scene(&play).screen, Screen::Closed(_)));
}

#[test]
fn validity_ends_by_itself() {
    let mut session = open("a");
    session.valid_until = "2026-11-22T10:01:30Z".to_owned();
    let mut play = Play::showing(panel(vec![session]));
    for _ in 0..3 {
        if !matches!(scene(&play).screen, Screen::Open(_)) {
            break;
        }
        play.wait_for(Timer::Tick);
    }
    assert!(matches!(scene(&play).screen, Screen::Expired(_)));
    assert_eq!(play.clock - play.state.desk.as_ref().unwrap().came, 90_000);
    assert_eq!(play.state.deadline(Timer::Tick), None);
}

#[test]
fn a_failed_first_question_can_be_repeated() {
    let mut play = Play::start();
    play.answer(Err(error(ErrorCode::TimedOut)));
    assert!(matches!(&scene(&play).screen, Screen::Failed(problem) if problem.can_try_again));
    assert_eq!(scene(&play).banner, None, "it is said once");
    play.send(Message::TryAgain);
    assert_eq!(play.calls(), [&Call::Load]);
    play.give(panel(Vec::new()));
    assert_eq!(scene(&play).screen, Screen::Empty);
}

#[test]
fn a_final_failure_offers_no_button() {
    for code in [
        ErrorCode::NoPermission,
        ErrorCode::ObjectNotSupported,
        ErrorCode::RecordNotFound,
    ] {
        let mut play = Play::start();
        play.answer(Err(error(code)));
        assert!(matches!(&scene(&play).screen, Screen::Failed(problem) if !problem.can_try_again));
        play.send(Message::TryAgain);
        assert!(play.calls().is_empty());
    }
}

#[test]
fn what_cannot_be_tried_again_any_more_is_not_offered() {
    let tried = |play: &mut Play, message: Message| {
        play.send(message.clone());
        if let Message::Join(_) = message {
            play.tab(true);
        }
        play.answer(Err(error(ErrorCode::TimedOut)));
        assert_eq!(failure(&scene(play)), Some(ErrorCode::TimedOut));
    };
    for message in [Message::Close, Message::Join(Via::Client), Message::Share] {
        let mut play = Play::showing(panel(vec![open("a")]));
        tried(&mut play, message.clone());
        play.wait_for(Timer::Poll);
        play.give(panel(vec![open("a")]));
        assert_eq!(
            failure(&scene(&play)),
            Some(ErrorCode::TimedOut),
            "it is still there to be tried: {message:?}"
        );
        play.wait_for(Timer::Poll);
        play.give(panel(vec![closed("a")]));
        assert_eq!(failure(&scene(&play)), None, "{message:?}");

        let mut play = Play::showing(panel(vec![open("a")]));
        tried(&mut play, message.clone());
        play.send(Message::ChangedElsewhere);
        play.give(panel(vec![open("b")]));
        assert_eq!(failure(&scene(&play)), None, "another session: {message:?}");
    }
}
