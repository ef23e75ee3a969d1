//! Every screen as text. A changed snapshot is a changed screen: look at it before accepting it.

use component::Message;
use component::testing::Play;
use contract::{ErrorCode, HistorySort, RemoteError};
use page::Change;

use super::{WORDS, draw, ids};
use crate::model::fixtures::{
    closed, colleagues, details, expired, hidden, online, open, page, showing, start, stored,
};
use crate::model::{Answer, History, Wish};

fn english(play: &Play<History>) -> String {
    play.english(WORDS, draw)
}

fn every_sort() -> contract::History {
    let mut named = closed("e");
    named.session.name = Some("Printer <b>".to_owned());
    page(vec![
        online("a"),
        open("b"),
        hidden("c"),
        colleagues("d"),
        expired("f"),
        named,
    ])
}

#[test]
fn loading() {
    insta::assert_snapshot!(english(&start()));
}

#[test]
fn failed() {
    let mut play = start();
    play.fail(ErrorCode::RecordNotFound);
    insta::assert_snapshot!(english(&play));
}

#[test]
fn no_sessions() {
    insta::assert_snapshot!(english(&showing(page(Vec::new()))));
}

#[test]
fn no_session_matches() {
    let mut play = showing(page(vec![open("a")]));
    play.tell(Message::Enter(ids::STATUS.to_owned(), "closed".to_owned()));
    play.answer(Ok(Answer::List(page(Vec::new()))));
    insta::assert_snapshot!(english(&play));
}

#[test]
fn sessions_of_every_sort() {
    let play = showing(every_sort());
    insta::assert_snapshot!("sessions", english(&play));
    insta::assert_snapshot!("sessions_french", play.french(WORDS, draw));
}

#[test]
fn one_of_several_pages_in_another_order() {
    let mut play = showing(page(vec![open("a")]));
    play.send(Wish::Sort(HistorySort::Status));
    play.answer(Ok(Answer::List(contract::History {
        page: 2,
        total: 60,
        more: true,
        ..page(vec![closed("a")])
    })));
    play.send(Wish::Page(3));
    insta::assert_snapshot!(english(&play));
}

#[test]
fn stored_sessions_while_teamviewer_is_down() {
    insta::assert_snapshot!(english(&showing(stored(
        vec![open("a"), closed("b")],
        ErrorCode::TeamViewerDown
    ))));
}

#[test]
fn stored_sessions_while_signed_out() {
    let mut play = showing(stored(vec![open("a")], ErrorCode::SignedOut));
    insta::assert_snapshot!("signed_out", english(&play));
    play.tell(Message::SignIn);
    play.tab(false);
    play.address(Ok("https://login.teamviewer.com/?a=1&b=2"));
    insta::assert_snapshot!("signing_in_blocked", english(&play));
}

#[test]
fn joining_while_offline() {
    let mut play = showing(page(vec![open("a"), colleagues("b")]));
    play.tell(Message::Page(Change::Offline));
    play.send(Wish::Join("a".to_owned()));
    play.tab(true);
    insta::assert_snapshot!(english(&play));
}

#[test]
fn a_colleagues_session_that_cannot_be_joined() {
    let mut play = showing(page(vec![colleagues("a")]));
    play.send(Wish::Join("a".to_owned()));
    play.tab(true);
    play.fail(ErrorCode::SessionClosed);
    insta::assert_snapshot!(english(&play));
}

#[test]
fn details_of_a_session() {
    let mut play = showing(every_sort());
    play.send(Wish::Open("a".to_owned()));
    insta::assert_snapshot!("details_loading", english(&play));
    play.answer(Ok(Answer::Details(Box::new(details(online("a"))))));
    insta::assert_snapshot!("details", english(&play));
    insta::assert_snapshot!("details_french", play.french(WORDS, draw));
}

#[test]
fn details_of_a_closed_session_with_very_many_events() {
    let mut play = showing(every_sort());
    play.send(Wish::Open("e".to_owned()));
    let mut session = closed("e");
    session.session.name = Some("Printer".to_owned());
    session.session.waiting_message = Some("One moment".to_owned());
    let many = contract::HistoryDetails {
        events_total: 900,
        ..details(session)
    };
    play.answer(Ok(Answer::Details(Box::new(many))));
    insta::assert_snapshot!("details_closed", english(&play));
    play.send(Wish::Back);
    assert!(english(&play).contains(r#"id="tv-last""#));
}

#[test]
fn details_without_events_and_of_a_hidden_session() {
    let mut play = showing(every_sort());
    play.send(Wish::Open("c".to_owned()));
    let mut none = details(hidden("c"));
    none.session.session.events.clear();
    play.answer(Ok(Answer::Details(Box::new(none))));
    insta::assert_snapshot!(english(&play));
}

#[test]
fn a_link_that_no_page_may_offer_is_no_link() {
    let mut session = open("a");
    session.session.customer_link = "javascript:alert(1)".to_owned();
    let mut play = showing(page(vec![session.clone()]));
    let html = english(&play);
    assert!(
        !html.contains("javascript") && html.contains("not allowed"),
        "{html}"
    );
    play.send(Wish::Open("a".to_owned()));
    play.answer(Ok(Answer::Details(Box::new(details(session)))));
    let html = english(&play);
    assert!(
        !html.contains("javascript") && html.contains("not allowed"),
        "{html}"
    );
}

#[test]
fn what_comes_from_elsewhere_is_text() {
    let evil = "<img src=x onerror=alert(1)>\"'&".to_owned();
    let mut session = open("a");
    session.session.code.clone_from(&evil);
    session.session.owner_name.clone_from(&evil);
    session.session.name = Some(evil.clone());
    session.session.waiting_message = Some(evil.clone());
    let mut play = showing(contract::History {
        problem: Some(RemoteError {
            detail: Some(evil.clone()),
            ..RemoteError::of(ErrorCode::Refused)
        }),
        ..page(vec![session.clone()])
    });
    let list = english(&play);
    assert!(!list.contains("<img"), "{list}");
    assert_eq!(list.matches("&lt;img").count(), 4, "{list}");
    play.send(Wish::Open("a".to_owned()));
    let mut shown = details(session);
    for event in &mut shown.session.session.events {
        event.by.clone_from(&evil);
        event.to = Some(evil.clone());
    }
    play.answer(Ok(Answer::Details(Box::new(shown))));
    let one = english(&play);
    assert!(!one.contains("<img"), "{one}");
}
