//! What the report does with what happens to it.

use component::model::{Effect, Timer};
use component::testing::Play;
use component::{Access, Component, Message, Part};
use contract::{ErrorCode, RemoteError, ReportBatch, ReportWarning};

use super::fixtures::{connection, first, part};
use super::{Answer, Call, Form, GO_ON, Phase, Report, Wish};

fn start() -> Play<Report> {
    Play::start(Report::new(Form::Desktop))
}

fn give(play: &mut Play<Report>, part: ReportBatch) {
    play.answer(Ok(Answer::Part(Box::new(part))));
}

/// Two of three parts have come, the third is on its way.
fn reading() -> Play<Report> {
    let mut play = start();
    give(&mut play, first(vec![connection(9)], Some("a"), 1, 3));
    give(&mut play, part(vec![connection(5)], Some("b"), 2, 3));
    play
}

fn phase(play: &Play<Report>) -> Phase {
    play.state.own.phase(&play.state.core)
}

fn ids(play: &Play<Report>) -> Vec<&str> {
    play.state.own.shown().iter().map(|row| row.id.as_str()).collect()
}

fn more(next: &str) -> Call {
    Call::More(next.to_owned())
}

#[test]
fn a_report_is_read_part_by_part() {
    let mut play = start();
    assert_eq!(
        (play.asked(), play.state.part()),
        (Some(&Call::Load), Part::Loading)
    );
    give(&mut play, first(vec![connection(9)], Some("a"), 1, 3));
    assert_eq!(play.asked(), Some(&more("a")));
    assert_eq!(
        (phase(&play), play.state.own.progress()),
        (Phase::Reading, Some((1, 3)))
    );
    give(&mut play, part(vec![connection(5)], Some("b"), 2, 3));
    assert_eq!(play.asked(), Some(&more("b")));
    give(&mut play, part(vec![connection(1), connection(5)], None, 3, 3));
    assert_eq!((play.asked(), phase(&play)), (None, Phase::Whole));
    assert_eq!(ids(&play), ["c-9", "c-5", "c-1"]);
    assert_eq!(play.state.core.access, Access::In);
    let account = play
        .state
        .own
        .account
        .as_ref()
        .map(|account| account.name.as_str());
    assert_eq!(account, Some("Ada Agent"), "later parts do not say it again");
    let told = play.state.core.told.clone();
    assert_eq!(told, Some(("report.told", vec![("count", "3".to_owned())])));
}

#[test]
fn the_user_can_stop_and_go_on() {
    let mut play = reading();
    let stale = play.open[0].0;
    play.send(Wish::Stop);
    assert_eq!(phase(&play), Phase::Stopped);
    assert_eq!(ids(&play), ["c-9", "c-5"]);
    let late = Answer::Part(Box::new(part(vec![connection(1)], None, 3, 3)));
    play.tell(Message::Answered(stale, Ok(component::model::Brought::Own(late))));
    assert_eq!(
        (phase(&play), ids(&play).len()),
        (Phase::Stopped, 2),
        "a stale answer is dropped"
    );
    play.open.clear();
    play.send(Wish::GoOn);
    assert_eq!((play.asked(), phase(&play)), (Some(&more("b")), Phase::Reading));
    play.send(Wish::GoOn);
    assert_eq!(play.open.len(), 1, "one click, one call");
    give(&mut play, part(vec![connection(1)], None, 3, 3));
    assert_eq!((phase(&play), ids(&play).len()), (Phase::Whole, 3));
}

#[test]
fn a_cursor_that_comes_again_ends_the_report() {
    let mut play = reading();
    give(&mut play, part(vec![connection(1)], Some("a"), 2, 3));
    assert_eq!((play.asked(), phase(&play)), (None, Phase::Whole));
    assert_eq!(play.state.own.warning, Some(ReportWarning::RepeatedCursor));
    assert_eq!(ids(&play), ["c-9", "c-5", "c-1"]);
}

#[test]
fn what_apex_warns_of_stays() {
    let mut play = start();
    let warned = ReportBatch {
        warning: Some(ReportWarning::OlderLeftOut),
        unreadable: 2,
        ..first(vec![connection(9)], Some("a"), 1, 2)
    };
    give(&mut play, warned);
    let broken = contract::Connection {
        start_at: String::new(),
        ..connection(1)
    };
    give(&mut play, part(vec![broken], None, 2, 2));
    assert_eq!(play.state.own.warning, Some(ReportWarning::OlderLeftOut));
    assert_eq!((play.state.own.unreadable, play.state.own.count()), (3, 1));
}

fn limited(seconds: u32) -> Result<Answer, RemoteError> {
    Err(RemoteError {
        retry_after_seconds: Some(seconds),
        ..RemoteError::of(ErrorCode::RateLimit)
    })
}

#[test]
fn a_failure_keeps_what_has_come_and_goes_on_there() {
    let mut play = reading();
    play.fail(ErrorCode::TeamViewerDown);
    assert_eq!((phase(&play), ids(&play).len()), (Phase::Stopped, 2));
    play.tell(Message::TryAgain);
    assert_eq!(play.asked(), Some(&more("b")));
    give(&mut play, part(vec![connection(1)], None, 3, 3));
    assert_eq!(play.state.core.trouble, None);
    assert_eq!(ids(&play), ["c-9", "c-5", "c-1"]);
}

#[test]
fn a_rate_limit_is_waited_for_and_then_the_report_goes_on_by_itself() {
    let mut play = reading();
    play.answer(limited(7));
    assert_eq!((phase(&play), ids(&play).len()), (Phase::Waiting, 2));
    assert_eq!(play.state.core.wait_seconds(), Some(7));
    play.tell(Message::TryAgain);
    play.send(Wish::GoOn);
    assert_eq!(play.asked(), None, "not before TeamViewer takes it");
    play.wait_for(Timer::Own(GO_ON));
    assert_eq!((play.asked(), phase(&play)), (Some(&more("b")), Phase::Reading));
    play.answer(limited(5));
    play.wait_for(Timer::Own(GO_ON));
    give(&mut play, part(vec![connection(1)], None, 3, 3));
    assert_eq!(play.state.core.trouble, None);
    assert_eq!(
        (phase(&play), ids(&play)),
        (Phase::Whole, vec!["c-9", "c-5", "c-1"])
    );
}

#[test]
fn who_stops_or_leaves_during_a_wait_is_not_surprised_later() {
    for wish in [Wish::Stop, Wish::SignOut] {
        let mut play = reading();
        play.answer(limited(7));
        play.send(wish);
        assert_ne!(phase(&play), Phase::Waiting);
        assert_eq!(play.state.core.deadline(Timer::Own(GO_ON)), None);
    }
}

#[test]
fn the_first_part_is_not_asked_for_again_by_itself() {
    let mut play = start();
    play.answer(limited(7));
    assert_eq!(play.state.core.deadline(Timer::Own(GO_ON)), None);
}

#[test]
fn every_failure_of_the_first_part_is_told() {
    for code in [
        ErrorCode::NoPermission,
        ErrorCode::RecordNotFound,
        ErrorCode::Forbidden,
        ErrorCode::RateLimit,
        ErrorCode::TeamViewerDown,
        ErrorCode::TimedOut,
        ErrorCode::BadReply,
        ErrorCode::Offline,
        ErrorCode::SalesforceSignedOut,
        ErrorCode::Internal,
    ] {
        let mut play = start();
        play.fail(code);
        assert_eq!(play.state.part(), Part::Failed, "{code:?}");
    }
}

#[test]
fn whoever_signs_in_gets_a_report_of_their_own() {
    let mut play = reading();
    play.fail(ErrorCode::SignedOut);
    assert_eq!(
        (play.state.part(), play.state.core.access.clone()),
        (Part::Known, Access::Out)
    );
    assert_eq!(ids(&play).len(), 2, "what has come is still there");
    play.tell(Message::SignedInElsewhere);
    assert_eq!(play.asked(), Some(&Call::Load));
    give(&mut play, first(vec![connection(2)], None, 3, 3));
    assert_eq!(ids(&play), ["c-2"]);
}

#[test]
fn reading_again_replaces_the_report_when_it_comes() {
    let mut play = reading();
    give(&mut play, part(Vec::new(), None, 3, 3));
    play.send(Wish::Again);
    assert_eq!(
        (play.asked(), play.state.own.progress()),
        (Some(&Call::Load), None)
    );
    assert_eq!(ids(&play).len(), 2);
    play.fail(ErrorCode::TeamViewerDown);
    assert_eq!((phase(&play), ids(&play).len()), (Phase::Whole, 2));
    play.tell(Message::TryAgain);
    give(&mut play, first(vec![connection(7)], None, 1, 1));
    assert_eq!(ids(&play), ["c-7"]);
    play.send(Wish::Again);
    play.send(Wish::Stop);
    assert_eq!(
        (phase(&play), play.state.own.progress()),
        (Phase::Whole, Some((1, 1)))
    );
}

#[test]
fn signing_out_forgets_everything() {
    let mut play = reading();
    play.send(Wish::SignOut);
    assert_eq!(play.asked(), Some(&Call::SignOut));
    assert!(
        !play.state.core.is_reading(),
        "nothing comes for somebody who has gone"
    );
    play.fail(ErrorCode::Offline);
    assert_eq!(ids(&play).len(), 2);
    play.tell(Message::TryAgain);
    play.answer(Ok(Answer::SignedOut));
    assert_eq!(play.state.part(), Part::SignedOut);
    assert_eq!(play.state.own, Report::new(Form::Desktop));
}

#[test]
fn an_account_that_may_see_nothing_can_be_left_for_another() {
    let mut play = start();
    play.fail(ErrorCode::Forbidden);
    assert_eq!(play.state.part(), Part::Failed);
    play.send(play.state.own.sign_out().unwrap());
    assert_eq!(play.asked(), Some(&Call::SignOut));
    play.answer(Ok(Answer::SignedOut));
    assert_eq!(play.state.part(), Part::SignedOut);
}

#[test]
fn the_order_can_be_turned_and_the_pages_turned() {
    let mut play = start();
    let days = (1..=28).flat_map(|day| {
        [0, 1, 2].map(|copy| contract::Connection {
            id: format!("c-{day}-{copy}"),
            ..connection(day)
        })
    });
    give(&mut play, first(days.collect(), None, 1, 1));
    assert_eq!((play.state.own.pages().count(), ids(&play).len()), (2, 50));
    assert_eq!(ids(&play)[0], "c-28-2");
    play.send(Wish::Page(2));
    assert_eq!((ids(&play).len(), ids(&play)[33]), (34, "c-1-0"));
    for page in [0, 3] {
        play.send(Wish::Page(page));
        assert_eq!(play.state.own.page, 2);
    }
    play.send(Wish::Turn);
    assert_eq!((play.state.own.page, ids(&play)[0]), (1, "c-1-0"));
    assert!(
        !play
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Call(..))),
        "no call for what is known"
    );
}

#[test]
fn a_record_without_sessions_says_nothing_of_the_sign_in() {
    let mut play = start();
    give(&mut play, part(Vec::new(), None, 0, 0));
    assert_eq!(
        (phase(&play), play.state.core.access.clone()),
        (Phase::Whole, Access::Unknown)
    );
}

#[test]
fn the_form_is_a_table_unless_it_is_named() {
    assert_eq!(Form::of("Mobile"), Form::Mobile);
    for name in ["Desktop", "", "mobile phone"] {
        assert_eq!(Form::of(name), Form::Desktop, "{name}");
    }
}
