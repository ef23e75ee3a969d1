//! The component's promises, one by one.

mod editing;
mod laws;
mod looking;

use component::model::Timer;
use component::testing::Play;
use component::{Access, Effect as Any, Message as Shell, Part, What};
use contract::{Account, ErrorCode, RemoteError};
use domain::Day;
use domain::period::Period;

use super::fixtures::{day, desk, page, report, showing, unknown, whole};
use super::{Answer, Call, Company, GO_ON, Message, Own, Stream, Wrong};
use crate::view::ids;

fn november() -> Period {
    Period {
        first: Day::parse("2026-11-01").unwrap(),
        last: Day::parse("2026-11-26").unwrap(),
    }
}

fn more(next: &str) -> Call {
    Call::More {
        period: november(),
        next: next.to_owned(),
    }
}

fn enter(play: &mut Play<Company>, field: &str, value: &str) {
    play.tell(Shell::Enter(field.to_owned(), value.to_owned()));
}

fn limited(seconds: u32) -> Result<Answer, RemoteError> {
    Err(RemoteError {
        retry_after_seconds: Some(seconds),
        ..RemoteError::of(ErrorCode::RateLimit)
    })
}

/// A report of which the first page is there and the second is on its way.
fn reading() -> Play<Company> {
    showing(report(page(day(10, 0..3), Some("c1"))))
}

#[test]
fn the_first_question_leaves_the_period_to_apex_and_wants_the_people() {
    let play = Play::start(Company::default());
    let first = Call::Load {
        period: None,
        people: true,
    };
    assert_eq!(play.asked(), Some(&first));
}

#[test]
fn pages_follow_one_another_to_the_last() {
    let mut play = reading();
    assert_eq!(desk(&play).stream, Stream::Reading);
    assert_eq!(play.asked(), Some(&more("c1")));
    play.answer(Ok(Answer::Page(page(day(9, 10..12), Some("c2")))));
    assert_eq!(play.asked(), Some(&more("c2")));
    play.answer(Ok(Answer::Page(page(day(8, 20..21), None))));
    assert_eq!((play.asked(), desk(&play).stream), (None, Stream::Whole));
    assert_eq!(desk(&play).rows.all.len(), 6);
    let told = play.state.core.told.clone().unwrap();
    assert_eq!(told, ("company.told", vec![("count", "6".to_owned())]));
}

#[test]
fn a_cursor_that_comes_again_ends_the_report() {
    let mut play = reading();
    play.answer(Ok(Answer::Page(page(day(9, 10..12), Some("c2")))));
    play.answer(Ok(Answer::Page(page(day(9, 10..12), Some("c1")))));
    assert_eq!((play.asked(), desk(&play).stream), (None, Stream::Repeated));
    assert_eq!(desk(&play).rows.all.len(), 5, "none is there twice");
    play.send(Message::GoOn);
    assert_eq!(play.asked(), None);
}

#[test]
fn who_stops_keeps_what_is_there_and_can_go_on() {
    let mut play = reading();
    let stale = play.open.clone();
    play.send(Message::Stop);
    assert_eq!(desk(&play).stream, Stream::Stopped);
    assert!(play.effects.contains(&Any::Focus(ids::PROGRESS)));
    play.answer(Ok(Answer::Page(page(day(9, 10..12), None))));
    assert_eq!(desk(&play).rows.all.len(), 3, "the answer came too late");
    assert_eq!(stale.len(), 1);
    play.send(Message::GoOn);
    assert_eq!(play.asked(), Some(&more("c1")));
    play.answer(Ok(Answer::Page(page(day(9, 10..12), None))));
    assert_eq!(
        (desk(&play).rows.all.len(), desk(&play).stream),
        (5, Stream::Whole)
    );
}

#[test]
fn a_rate_limit_is_waited_for_and_then_the_report_goes_on_by_itself() {
    let mut play = reading();
    play.answer(limited(30));
    assert_eq!(desk(&play).stream, Stream::Waiting);
    assert_eq!(play.state.core.wait_seconds(), Some(30));
    assert_eq!(desk(&play).rows.all.len(), 3);
    assert_eq!(play.asked(), None);
    play.wait_for(Timer::Own(GO_ON));
    assert_eq!(play.asked(), Some(&more("c1")));
    play.answer(limited(5));
    play.wait_for(Timer::Own(GO_ON));
    play.answer(Ok(Answer::Page(page(Vec::new(), None))));
    assert_eq!(desk(&play).stream, Stream::Whole);
    assert_eq!(play.state.core.trouble, None);
}

#[test]
fn who_stops_during_a_wait_is_not_surprised_later() {
    let mut play = reading();
    play.answer(limited(30));
    play.send(Message::Stop);
    assert_eq!(desk(&play).stream, Stream::Stopped);
    assert_eq!(play.state.core.deadline(Timer::Own(GO_ON)), None);
    assert_eq!(play.state.core.trouble, None);
}

#[test]
fn a_page_that_fails_leaves_what_is_there_and_is_asked_for_again() {
    let mut play = reading();
    play.fail(ErrorCode::TeamViewerDown);
    assert_eq!(
        (desk(&play).stream, desk(&play).rows.all.len()),
        (Stream::Failed, 3)
    );
    play.tell(Shell::TryAgain);
    assert_eq!(play.asked(), Some(&more("c1")));
    play.answer(Ok(Answer::Page(page(Vec::new(), None))));
    assert_eq!(
        (desk(&play).stream, &play.state.core.trouble),
        (Stream::Whole, &None)
    );
}

#[test]
fn a_report_that_fails_at_once_says_why_and_can_be_asked_for_again() {
    let mut play = Play::start(Company::default());
    play.fail(ErrorCode::Forbidden);
    assert_eq!(play.state.part(), Part::Failed);
    play.tell(Shell::TryAgain);
    assert!(matches!(play.asked(), Some(Call::Load { people: true, .. })));
}

#[test]
fn who_is_no_administrator_is_told_so_at_once_or_half_way() {
    let mut play = Play::start(Company::default());
    play.fail(ErrorCode::NoPermission);
    assert_eq!(play.state.part(), Part::Failed);
    play.tell(Shell::TryAgain);
    assert_eq!(play.asked(), None, "asking again is useless");
    let mut play = reading();
    play.fail(ErrorCode::NoPermission);
    assert_eq!(desk(&play).stream, Stream::Stopped);
    let what = &play.state.core.trouble.as_ref().unwrap().what;
    assert_eq!(what, &What::Own("failure.administratorsOnly"));
}

#[test]
fn an_answer_that_breaks_the_contract_is_a_failure() {
    type Broken = fn(&mut contract::CompanyReport);
    let broken: [Broken; 4] = [
        |report| report.today = "soon".to_owned(),
        |report| report.first = "2026-11-31".to_owned(),
        |report| report.last = "2026-10-01".to_owned(),
        |report| report.zone[0].local = "noon".to_owned(),
    ];
    for change in broken {
        let mut wrong = report(page(Vec::new(), None));
        change(&mut wrong);
        let play = showing(wrong);
        assert_eq!(play.state.part(), Part::Failed);
        assert!(matches!(
            &play.state.core.trouble.as_ref().unwrap().what,
            What::Remote(error) if error.code == ErrorCode::Internal && error.reference.is_some()
        ));
    }
}

#[test]
fn who_is_signed_out_in_the_middle_begins_again_after_the_sign_in() {
    let mut play = reading();
    play.fail(ErrorCode::SignedOut);
    assert_eq!(
        (&play.state.core.access, play.state.part()),
        (&Access::Out, Part::Known)
    );
    assert_eq!(desk(&play).rows.all.len(), 3);
    play.tell(Shell::SignedInElsewhere);
    let again = Call::Load {
        period: Some(november()),
        people: true,
    };
    assert_eq!(play.asked(), Some(&again));
}

#[test]
fn a_period_is_asked_for_when_the_user_says_so() {
    let mut play = reading();
    assert_eq!(play.state.own.form.first, "2026-11-01");
    enter(&mut play, ids::PERIOD, "yesterday");
    assert_eq!(
        (
            play.state.own.form.first.as_str(),
            play.state.own.form.last.as_str()
        ),
        ("2026-11-25", "2026-11-25")
    );
    assert_eq!(play.asked(), Some(&more("c1")), "choosing asks for nothing");
    play.send(Message::Show);
    let yesterday = Day::parse("2026-11-25").unwrap();
    let wanted = Period {
        first: yesterday,
        last: yesterday,
    };
    let call = Call::Load {
        period: Some(wanted),
        people: false,
    };
    assert_eq!(play.asked(), Some(&call), "the people are known");
    assert_eq!(
        desk(&play).rows.all.len(),
        3,
        "the report stays until the other is there"
    );
    let mut other = report(page(day(25, 0..2), None));
    other.first = "2026-11-25".to_owned();
    other.last = "2026-11-25".to_owned();
    other.people = None;
    play.answer(Ok(Answer::Report(Box::new(other))));
    assert_eq!((desk(&play).period, desk(&play).rows.all.len()), (wanted, 2));
    assert!(desk(&play).rows.users.find("u7").is_some(), "people stay known");
    assert_eq!(desk(&play).scope, Some(contract::Scope::All));
}

#[test]
fn a_period_that_does_not_come_is_asked_for_again_and_not_the_old_one() {
    let mut play = reading();
    enter(&mut play, ids::PERIOD, "today");
    play.send(Message::Show);
    play.fail(ErrorCode::TimedOut);
    play.tell(Shell::TryAgain);
    let today = Day::parse("2026-11-26").unwrap();
    assert!(matches!(
        play.asked(),
        Some(Call::Load { period: Some(period), .. }) if period.first == today
    ));
    play.send(Message::Stop);
    assert_eq!(
        play.state.own.form.first, "2026-11-01",
        "the fields say what is shown"
    );
    play.send(Message::GoOn);
    assert_eq!(play.asked(), Some(&more("c1")), "the old report goes on");
}

#[test]
fn days_that_make_no_period_are_not_asked_for() {
    for (field, value, wrong, focus) in [
        (ids::FIRST, "", Wrong::First, ids::FIRST),
        (ids::LAST, "2026-02-31", Wrong::Last, ids::LAST),
        (ids::LAST, "2026-10-31", Wrong::Order, ids::LAST),
        (ids::FIRST, "2020-01-01", Wrong::TooLong, ids::LAST),
    ] {
        let mut play = whole(3);
        enter(&mut play, field, value);
        assert_eq!(play.state.own.form.preset, None);
        play.send(Message::Show);
        assert_eq!((play.asked(), play.state.own.form.wrong), (None, Some(wrong)));
        assert!(play.effects.contains(&Any::Focus(focus)));
    }
}

#[test]
fn whose_connections_are_seen_is_said_as_far_as_it_is_known() {
    let mut own = report(page(day(10, 0..1), None));
    own.people.as_mut().unwrap().scope = Some(contract::Scope::Own);
    assert_eq!(desk(&showing(own)).is_own(), Own::Yes);
    assert_eq!(
        desk(&whole(1)).is_own(),
        Own::No,
        "TeamViewer says that it is everybody's"
    );
    let only_mine = vec![day(10, 0..1).remove(0), day(10, 3..4).remove(0)];
    assert_eq!(
        desk(&showing(unknown(page(only_mine.clone(), None)))).is_own(),
        Own::Maybe
    );
    let incomplete = showing(unknown(page(only_mine, Some("c1"))));
    assert_eq!(desk(&incomplete).is_own(), Own::No, "others may follow");
    assert_eq!(
        desk(&showing(unknown(page(day(10, 0..2), None)))).is_own(),
        Own::No
    );
    assert_eq!(desk(&showing(unknown(page(Vec::new(), None)))).is_own(), Own::No);
}

#[test]
fn another_account_learns_nothing_of_the_one_before() {
    let mut play = whole(3);
    let mut other = unknown(page(Vec::new(), None));
    other.account_id = "u1".to_owned();
    other.account = Account {
        name: "Émile Roy".to_owned(),
        email: None,
    };
    play.send(Message::Show);
    play.answer(Ok(Answer::Report(Box::new(other))));
    assert_eq!(desk(&play).scope, None);
    assert_eq!(desk(&play).rows.users.find("u7"), None);
}

#[test]
fn signing_out_forgets_everything() {
    let mut play = reading();
    play.send(Message::SignOut);
    assert_eq!(play.asked(), Some(&Call::SignOut));
    play.answer(Ok(Answer::SignedOut));
    assert_eq!(play.state.own, Company::default());
    assert_eq!(play.state.part(), Part::SignedOut);
}
