//! Whatever happens in whatever order: no connection is lost, none is there twice, one page is asked for at a time, and
//! sums and rows agree.

use component::Message as Shell;
use component::model::Timer;
use component::testing::Play;
use contract::{ErrorCode, RemoteError};
use proptest::prelude::*;

use super::{GO_ON, desk, page, report};
use crate::model::fixtures::day;
use crate::model::{Answer, Call, Company, Message, Order, Stream};
use crate::view::ids;

#[derive(Clone, Debug)]
enum Step {
    Answer,
    Repeat,
    Fail,
    Limit,
    Stop,
    GoOn,
    TryAgain,
    Wake,
    Sort(bool),
    User(u8),
    Show,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => Just(Step::Answer),
        1 => Just(Step::Repeat),
        1 => Just(Step::Fail),
        1 => Just(Step::Limit),
        1 => Just(Step::Stop),
        2 => Just(Step::GoOn),
        2 => Just(Step::TryAgain),
        2 => Just(Step::Wake),
        1 => any::<bool>().prop_map(Step::Sort),
        1 => (0u8..4).prop_map(Step::User),
        1 => Just(Step::Show),
    ]
}

/// TeamViewer, with five pages of three connections each.
fn answer(call: &Call) -> Result<Answer, RemoteError> {
    let part = |number: u32| {
        let next = (number < 4).then(|| format!("c{}", number + 1));
        page(day(10, number * 3..number * 3 + 3), next.as_deref())
    };
    Ok(match call {
        Call::Load { .. } => Answer::Report(Box::new(report(part(0)))),
        Call::More { next, .. } => Answer::Page(part(next[1..].parse().unwrap())),
        Call::Change { .. } => Answer::Changed,
        Call::SignOut => Answer::SignedOut,
    })
}

fn apply(play: &mut Play<Company>, step: &Step) {
    let asked = play.asked().cloned();
    match (step, asked) {
        (Step::Answer, Some(call)) => play.answer(answer(&call)),
        (Step::Repeat, Some(call @ Call::More { .. })) => {
            let Ok(Answer::Page(mut page)) = answer(&call) else {
                return;
            };
            page.next = Some("c1".to_owned());
            play.answer(Ok(Answer::Page(page)));
        }
        (Step::Fail, Some(_)) => play.fail(ErrorCode::TeamViewerDown),
        (Step::Limit, Some(_)) => play.answer(Err(RemoteError {
            retry_after_seconds: Some(1),
            ..RemoteError::of(ErrorCode::RateLimit)
        })),
        (Step::Stop, _) => play.send(Message::Stop),
        (Step::GoOn, _) => play.send(Message::GoOn),
        (Step::TryAgain, _) => play.tell(Shell::TryAgain),
        (Step::Wake, _) if play.state.core.deadline(Timer::Own(GO_ON)).is_some() => {
            play.wait_for(Timer::Own(GO_ON));
        }
        (Step::Sort(by_user), _) => {
            play.send(Message::Sort(if *by_user {
                Order::User
            } else {
                Order::Duration
            }));
        }
        (Step::User(user), _) => {
            let user = if *user < 3 {
                format!("u{user}")
            } else {
                String::new()
            };
            play.tell(Shell::Enter(ids::USER.to_owned(), user));
        }
        (Step::Show, _) => play.send(Message::Show),
        _ => {}
    }
}

fn holds(play: &Play<Company>) {
    let Some(desk) = &play.state.own.desk else { return };
    let mut numbers: Vec<&str> = desk.rows.all.iter().map(|row| row.id.as_ref()).collect();
    numbers.sort_unstable();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!(numbers.len(), all, "twice");
    assert_eq!(desk.totals.count as usize, desk.shown.len());
    let counted: u32 = desk.buckets.iter().map(|(_, count)| count).sum();
    assert_eq!(counted as usize, desk.shown.len());
    if play.state.own.choice.user.is_none() {
        assert_eq!(desk.shown.len(), all);
    }
    if desk.stream == Stream::Reading {
        assert!(play.state.core.is_reading(), "nobody asks for the next page");
    }
    if desk.stream == Stream::Waiting {
        assert!(
            play.state.core.deadline(Timer::Own(GO_ON)).is_some() || play.state.core.is_reading(),
            "nobody goes on"
        );
    }
}

proptest! {
    #[test]
    fn nothing_is_lost(steps in prop::collection::vec(step(), 0..60)) {
        let mut play = Play::start(Company::default());
        play.answer(answer(&Call::Load { period: None, people: true }));
        for step in &steps {
            apply(&mut play, step);
            holds(&play);
        }
        // Once TeamViewer answers again, the report becomes whole.
        play.tell(Shell::Enter(ids::USER.to_owned(), String::new()));
        play.tell(Shell::Enter(ids::PERIOD.to_owned(), "custom".to_owned()));
        play.send(Message::Show);
        while let Some(call) = play.asked().cloned() {
            play.answer(answer(&call));
            holds(&play);
        }
        prop_assert_eq!(desk(&play).stream, Stream::Whole);
        prop_assert_eq!(desk(&play).rows.all.len(), 15);
    }
}
