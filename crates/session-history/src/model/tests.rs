//! The promises of the history.

use component::testing::Play;
use component::{Access, Effect, Lane, Message, What};
use contract::{ErrorCode, HistorySort, HistoryStatus, JoinLinks, RemoteError, SessionKind};
use page::Change;

use super::fixtures::{
    RECORD, closed, colleagues, details, expired, hidden, online, open, page, showing, start, stored,
};
use super::{Answer, Call, History, Query, Wish};
use crate::view::ids;

type Timer = component::model::Timer;

fn list(query: Query, ask: bool, by_user: bool) -> Call {
    Call::List { query, ask, by_user }
}

fn one(session_id: &str, ask: bool) -> Call {
    Call::Details {
        session_id: session_id.to_owned(),
        ask,
    }
}

/// The calls that the last message led to.
fn calls(play: &Play<History>) -> Vec<Call> {
    let own = play.effects.iter().filter_map(|effect| match effect {
        Effect::Call(_, component::Request::Own(call)) => Some(call.clone()),
        _ => None,
    });
    own.collect()
}

fn focus(play: &Play<History>) -> Vec<&'static str> {
    let own = play.effects.iter().filter_map(|effect| match effect {
        Effect::Focus(id) => Some(*id),
        _ => None,
    });
    own.collect()
}

fn trouble(play: &Play<History>) -> Option<What> {
    play.state.core.trouble.clone().map(|trouble| trouble.what)
}

#[test]
fn the_newest_are_asked_for_first_and_teamviewer_too() {
    let play = start();
    assert_eq!(calls(&play), [list(Query::default(), true, false)]);
}

#[test]
fn polls_only_while_something_is_unfinished() {
    let play = showing(page(vec![closed("a"), expired("b")]));
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
    let mut play = showing(page(vec![open("a")]));
    play.wait_for(Timer::Poll);
    assert_eq!(calls(&play), [list(Query::default(), true, false)]);
    play.answer(Ok(Answer::List(page(vec![closed("a")]))));
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
}

#[test]
fn an_unfinished_session_on_another_page_is_reason_enough() {
    let play = showing(contract::History {
        unfinished: 1,
        ..page(vec![closed("a")])
    });
    assert!(play.state.core.deadline(Timer::Poll).is_some());
}

#[test]
fn one_click_is_one_call() {
    let mut play = showing(page(vec![open("a")]));
    play.send(Wish::Sort(HistorySort::ValidUntil));
    let query = Query::default().sorted_by(HistorySort::ValidUntil);
    assert_eq!(calls(&play), [list(query, true, true)]);
    play.tell(Message::Enter(ids::STATUS.to_owned(), "expired".to_owned()));
    let query = Query {
        status: Some(HistoryStatus::Expired),
        ..query
    };
    assert_eq!(calls(&play), [list(query, true, true)]);
    play.tell(Message::Enter(ids::KIND.to_owned(), "Pilot".to_owned()));
    let query = Query {
        kind: Some(SessionKind::Pilot),
        ..query
    };
    assert_eq!(calls(&play), [list(query, true, true)]);
    play.answer(Ok(Answer::List(page(Vec::new()))));
    play.send(Wish::ShowAll);
    let query = Query {
        status: None,
        kind: None,
        ..query
    };
    assert_eq!(calls(&play), [list(query, true, true)]);
    play.tell(Message::Enter("other".to_owned(), "Pilot".to_owned()));
    assert_eq!(calls(&play), []);
}

#[test]
fn only_pages_that_there_are_can_be_gone_to() {
    let mut play = showing(contract::History {
        total: 60,
        ..page(vec![open("a")])
    });
    play.send(Wish::Page(0));
    assert_eq!(calls(&play), []);
    play.send(Wish::Page(4));
    assert_eq!(calls(&play), []);
    play.send(Wish::Page(3));
    let query = Query {
        page: 3,
        ..Query::default()
    };
    assert_eq!(calls(&play), [list(query, true, true)]);
}

#[test]
fn a_page_that_is_gone_meanwhile_is_not_asked_for_again() {
    let mut play = showing(contract::History {
        total: 60,
        ..page(vec![open("a")])
    });
    play.send(Wish::Page(3));
    play.answer(Ok(Answer::List(contract::History {
        page: 2,
        total: 50,
        ..page(vec![open("a")])
    })));
    assert_eq!(play.state.own.query.page, 2);
}

#[test]
fn an_overtaken_answer_is_dropped() {
    let mut play = showing(page(vec![open("a")]));
    play.wait_for(Timer::Poll);
    let slow = play.open.remove(0);
    play.send(Wish::Sort(HistorySort::Code));
    play.answer(Ok(Answer::List(page(vec![open("b")]))));
    play.open.push(slow);
    play.answer(Ok(Answer::List(page(vec![open("a")]))));
    let list = play.state.own.list.unwrap();
    assert_eq!(list.rows[0].id, "b");
}

#[test]
fn the_user_hears_which_part_is_shown_but_not_of_a_poll() {
    let mut play = showing(page(vec![open("a")]));
    assert_eq!(play.state.core.told, None);
    play.send(Wish::Sort(HistorySort::Code));
    play.answer(Ok(Answer::List(contract::History {
        page: 2,
        total: 30,
        ..page(vec![open("a")])
    })));
    let (key, values) = play.state.core.told.unwrap();
    assert_eq!(key, "history.shown");
    assert_eq!(values[0], ("from", "26".to_owned()));
    assert_eq!(values[1], ("to", "30".to_owned()));
    assert_eq!(values[2], ("total", "30".to_owned()));
}

#[test]
fn a_session_is_opened_and_left_again() {
    let mut play = showing(page(vec![open("a"), closed("b")]));
    play.send(Wish::Open("gone".to_owned()));
    assert_eq!(calls(&play), []);
    play.send(Wish::Open("b".to_owned()));
    assert_eq!(calls(&play), [one("b", true)]);
    let shown = play.state.own.opened.clone().unwrap();
    assert_eq!((shown.row.id.as_str(), shown.events), ("b", None));
    play.answer(Ok(Answer::Details(Box::new(details(closed("b"))))));
    let shown = play.state.own.opened.clone().unwrap();
    assert_eq!(shown.events.unwrap().len(), 3, "unknown events are not shown");
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
    play.send(Wish::Back);
    assert_eq!(calls(&play), [list(Query::default(), true, false)]);
    assert_eq!(focus(&play), [ids::LAST]);
    assert_eq!(play.state.own.last.as_deref(), Some("b"));
    assert_eq!(play.state.own.opened, None);
}

#[test]
fn an_opened_session_is_asked_for_again_while_it_is_live() {
    let mut play = showing(page(vec![open("a"), open("b")]));
    play.send(Wish::Open("a".to_owned()));
    play.answer(Ok(Answer::Details(Box::new(details(open("a"))))));
    play.wait_for(Timer::Poll);
    assert_eq!(calls(&play), [one("a", true)]);
    play.answer(Ok(Answer::Details(Box::new(details(closed("a"))))));
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
}

#[test]
fn a_deleted_session_leads_back_to_the_list() {
    let mut play = showing(page(vec![open("a")]));
    play.send(Wish::Open("a".to_owned()));
    play.fail(ErrorCode::SessionNotFound);
    assert_eq!(play.state.own.opened, None);
    assert_eq!(calls(&play), [list(Query::default(), true, false)]);
    play.answer(Ok(Answer::List(page(Vec::new()))));
    assert_eq!(
        trouble(&play),
        Some(What::Remote(RemoteError::of(ErrorCode::SessionNotFound)))
    );
}

#[test]
fn an_answer_about_another_session_is_none() {
    let mut play = showing(page(vec![open("a")]));
    play.send(Wish::Open("a".to_owned()));
    play.answer(Ok(Answer::Details(Box::new(details(open("b"))))));
    assert!(matches!(trouble(&play), Some(What::Remote(error)) if error.code == ErrorCode::Internal));
    assert_eq!(play.state.own.opened.unwrap().row.id, "a");
}

#[test]
fn joining_opens_a_tab_in_the_click_and_keeps_nothing_of_the_link() {
    let mut play = showing(page(vec![open("a")]));
    play.send(Wish::Join("a".to_owned()));
    assert!(matches!(play.effects.first(), Some(Effect::OpenTab(_))));
    play.tab(true);
    assert_eq!(calls(&play), [Call::Join("a".to_owned())]);
    let links = JoinLinks {
        supporter_link: "https://get.teamviewer.com/v15/s12345678-SECRET".to_owned(),
        web_client_link: None,
    };
    play.answer(Ok(Answer::Links(links)));
    assert!(play.effects.contains(&Effect::SendTab(
        "https://get.teamviewer.com/v15/s12345678-SECRET".to_owned()
    )));
    assert!(!format!("{:?}", play.state).contains("SECRET"));
}

#[test]
fn only_live_sessions_that_teamviewer_shows_can_be_joined() {
    let mut play = showing(page(vec![
        open("a"),
        hidden("b"),
        colleagues("c"),
        expired("d"),
        closed("e"),
    ]));
    for (id, can) in [("a", true), ("b", false), ("c", true), ("d", false), ("e", false)] {
        play.send(Wish::Join(id.to_owned()));
        assert_eq!(
            matches!(play.effects.first(), Some(Effect::OpenTab(_))),
            can,
            "{id}"
        );
        if can {
            play.tab(false);
            assert_eq!(trouble(&play), Some(What::TabBlocked));
        }
    }
}

#[test]
fn a_session_that_expires_on_the_screen_cannot_be_joined_any_more() {
    let mut soon = open("a");
    soon.session.valid_until = "2026-11-22T09:31:05Z".to_owned();
    let mut play = showing(page(vec![soon]));
    play.wait_for(Timer::Tick);
    assert!(play.now >= 5_000, "{}", play.now);
    play.send(Wish::Join("a".to_owned()));
    assert!(!matches!(play.effects.first(), Some(Effect::OpenTab(_))));
}

fn refused(session: contract::HistorySession, code: ErrorCode) -> Play<History> {
    let mut play = showing(page(vec![session]));
    play.send(Wish::Join("a".to_owned()));
    play.tab(true);
    play.fail(code);
    assert!(play.effects.contains(&Effect::CloseTab));
    play
}

#[test]
fn what_teamviewer_does_not_know_of_a_colleague_may_be_hidden() {
    let play = refused(colleagues("a"), ErrorCode::SessionClosed);
    assert_eq!(trouble(&play), Some(What::Own("history.notYours")));
    assert_eq!(calls(&play), [list(Query::default(), true, false)]);
    let play = refused(open("a"), ErrorCode::SessionClosed);
    assert_eq!(
        trouble(&play),
        Some(What::Remote(RemoteError::of(ErrorCode::SessionClosed)))
    );
    assert_eq!(calls(&play), [list(Query::default(), true, false)]);
    let play = refused(open("a"), ErrorCode::TeamViewerDown);
    assert_eq!(calls(&play), []);
    assert!(play.state.core.trouble.is_some_and(|trouble| trouble.in_tab));
}

#[test]
fn what_is_stored_is_shown_while_teamviewer_cannot_be_asked() {
    for code in [
        ErrorCode::RateLimit,
        ErrorCode::TeamViewerDown,
        ErrorCode::TimedOut,
        ErrorCode::BadReply,
        ErrorCode::Forbidden,
        ErrorCode::Refused,
        ErrorCode::Internal,
    ] {
        let mut play = showing(stored(vec![open("a")], code));
        assert_eq!(play.state.own.list.as_ref().unwrap().rows.len(), 1);
        assert_eq!(
            trouble(&play),
            Some(What::Remote(RemoteError::of(code))),
            "{code:?}"
        );
        // Neither the click nor its answer says anything new of TeamViewer.
        play.send(Wish::Sort(HistorySort::Code));
        assert!(matches!(calls(&play)[..], [Call::List { ask: false, .. }]));
        play.answer(Ok(Answer::List(page(vec![open("a")]))));
        assert_eq!(trouble(&play), Some(What::Remote(RemoteError::of(code))));
        play.tell(Message::TryAgain);
        assert!(matches!(calls(&play)[..], [Call::List { ask: true, .. }]));
        play.answer(Ok(Answer::List(page(vec![open("a")]))));
        assert_eq!(trouble(&play), None);
        assert!(!play.state.own.stale);
    }
}

#[test]
fn asks_ever_more_rarely_while_teamviewer_fails() {
    let mut play = showing(stored(vec![open("a")], ErrorCode::TeamViewerDown));
    let mut waits = Vec::new();
    for _ in 0..3 {
        let before = play.now;
        play.wait_for(Timer::Poll);
        waits.push((play.now - before) / 1000);
        play.answer(Ok(Answer::List(stored(
            vec![open("a")],
            ErrorCode::TeamViewerDown,
        ))));
    }
    assert_eq!(waits, [30, 60, 120]);
}

#[test]
fn who_is_signed_out_sees_what_is_stored_and_signs_in() {
    let mut play = showing(stored(vec![open("a")], ErrorCode::SignedOut));
    assert_eq!(play.state.core.access, Access::Out);
    assert_eq!(trouble(&play), None);
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
    play.send(Wish::Sort(HistorySort::Code));
    assert!(matches!(calls(&play)[..], [Call::List { ask: false, .. }]));
    play.answer(Ok(Answer::List(page(vec![open("a")]))));
    assert_eq!(play.state.core.access, Access::Out);
    play.tell(Message::SignIn);
    play.tab(true);
    play.address(Ok("https://login.teamviewer.com/oauth2"));
    play.tell(Message::SignedInElsewhere);
    assert!(matches!(calls(&play)[..], [Call::List { ask: true, .. }]));
    play.answer(Ok(Answer::List(page(vec![open("a")]))));
    assert_eq!(play.state.core.access, Access::In);
    assert!(play.state.core.deadline(Timer::Poll).is_some());
}

#[test]
fn signing_in_ends_when_teamviewer_minds_something_else() {
    let mut play = showing(stored(vec![open("a")], ErrorCode::SignedOut));
    play.tell(Message::SignIn);
    play.tab(true);
    play.address(Ok("https://login.teamviewer.com/oauth2"));
    play.tell(Message::CheckSignIn);
    play.answer(Ok(Answer::List(stored(vec![open("a")], ErrorCode::SignedOut))));
    assert!(matches!(play.state.core.access, Access::SigningIn(_)));
    play.tell(Message::CheckSignIn);
    play.answer(Ok(Answer::List(stored(vec![open("a")], ErrorCode::RateLimit))));
    assert_eq!(play.state.core.access, Access::In);
}

#[test]
fn a_change_on_this_record_is_looked_at() {
    let mut play = showing(page(vec![closed("a")]));
    play.tell(Message::Changed("500000000000002AAA".to_owned()));
    assert_eq!(calls(&play), []);
    play.tell(Message::Changed(RECORD.to_owned()));
    assert_eq!(calls(&play), [list(Query::default(), true, false)]);
    play.answer(Ok(Answer::List(page(vec![open("b"), closed("a")]))));
    play.send(Wish::Open("a".to_owned()));
    play.answer(Ok(Answer::Details(Box::new(details(closed("a"))))));
    play.tell(Message::Changed(RECORD.to_owned()));
    assert_eq!(calls(&play), [one("a", true)]);
}

#[test]
fn a_page_that_cannot_be_loaded_says_why_and_can_be_tried_again() {
    for (code, again) in [
        (ErrorCode::NoPermission, false),
        (ErrorCode::RecordNotFound, false),
        (ErrorCode::ObjectNotSupported, false),
        (ErrorCode::SalesforceSignedOut, false),
        (ErrorCode::Offline, true),
        (ErrorCode::Internal, true),
    ] {
        let mut play = start();
        play.fail(code);
        assert_eq!(
            play.state
                .core
                .trouble
                .as_ref()
                .is_some_and(|it| it.again.is_some()),
            again
        );
        play.tell(Message::TryAgain);
        assert_eq!(calls(&play).len(), usize::from(again), "{code:?}");
    }
}

#[test]
fn a_list_without_a_clock_breaks_the_contract() {
    let play = showing(contract::History {
        now: "soon".to_owned(),
        ..page(Vec::new())
    });
    assert!(matches!(trouble(&play), Some(What::Remote(error)) if error.code == ErrorCode::Internal));
    assert!(play.state.own.list.is_none());
}

#[test]
fn offline_nothing_is_asked() {
    let mut play = showing(page(vec![online("a")]));
    play.tell(Message::Page(Change::Offline));
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
    play.tell(Message::Page(Change::Online));
    assert!(play.state.core.deadline(Timer::Poll).is_some());
}

#[test]
fn what_is_copied_is_of_the_opened_session() {
    let mut play = showing(page(vec![open("a")]));
    play.send(Wish::Copy(super::CODE));
    assert_eq!(play.effects.len(), 0);
    play.send(Wish::Open("a".to_owned()));
    play.send(Wish::Copy(super::CODE));
    assert_eq!(
        play.effects,
        [Effect::Copy(super::CODE, "s12-345-678".to_owned())]
    );
    play.send(Wish::Copy(super::LINK));
    assert_eq!(
        play.effects,
        [Effect::Copy(
            super::LINK,
            "https://get.teamviewer.com/v15/s12345678".to_owned()
        )]
    );
    assert!(play.state.core.under_way(Lane::Reading).is_some());
}
