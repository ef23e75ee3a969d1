//! Every screen as text. A changed snapshot is a changed screen: look at it before accepting it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use contract::{Account, ErrorCode, Notice, Panel, RemoteError, SessionKind};
use domain::Instant;
use domain::remaining::Remaining;
use leptos::prelude::*;
use page::{Change, Formats, Words};

use super::{Stage, panel as draw};
use crate::model::fixtures::{
    Play, closed, colleagues, create, error, expired, online, open, options, panel,
};
use crate::model::{Answer, CopyWhat, Message, State, Timer, Via};

/// Dates without `Intl`, which only a browser has.
struct PlainFormats;

impl Formats for PlainFormats {
    fn date_time(&self, instant: Instant) -> String {
        format!("<date {}>", instant.millis() / 1000)
    }

    fn remaining(&self, remaining: Remaining) -> Option<String> {
        match remaining {
            Remaining::Over | Remaining::Moments => None,
            other => Some(format!("in {other:?}")),
        }
    }
}

thread_local! {
    static MISSING: RefCell<BTreeSet<String>> = RefCell::default();
}

const LANGUAGES: [(&str, &str); 2] = [
    ("en", include_str!("../../../../static/i18n/en.json")),
    ("fr", include_str!("../../../../static/i18n/fr.json")),
];

/// The screen of a state; fails when a word is missing.
fn html(state: &State, catalogue: &str) -> String {
    let texts: BTreeMap<String, String> = serde_json::from_str(catalogue).unwrap();
    let words = Words::from(Box::new(move |key| texts.get(key).cloned()), |key| {
        MISSING.with_borrow_mut(|missing| missing.insert(key.to_owned()));
    });
    let html = Owner::new().with(|| {
        let stage = Stage::new(
            RwSignal::new(state.clone()),
            words,
            Box::new(PlainFormats),
            Box::new(|intent| panic!("nothing is clicked: {intent:?}")),
        );
        draw(stage).to_html()
    });
    MISSING.with_borrow(|missing| assert!(missing.is_empty(), "no words for {missing:?}"));
    // Marks between text nodes, and one line for each element.
    html.replace("<!>", "").replace("><", ">\n<")
}

fn english(play: &Play) -> String {
    let french = html(&play.state, LANGUAGES[1].1);
    assert_eq!(
        french.matches('<').count(),
        html(&play.state, LANGUAGES[0].1).matches('<').count()
    );
    html(&play.state, LANGUAGES[0].1)
}

fn failed(code: ErrorCode) -> Play {
    let mut play = Play::start();
    play.answer(Err(error(code)));
    play
}

fn asked() -> Play {
    let mut play = failed(ErrorCode::SignedOut);
    play.send(Message::SignIn);
    play
}

#[test]
fn loading() {
    insta::assert_snapshot!(english(&Play::start()));
}

#[test]
fn signed_out() {
    insta::assert_snapshot!(english(&failed(ErrorCode::SignedOut)));
}

#[test]
fn signing_in() {
    let mut play = asked();
    insta::assert_snapshot!("signing_in_asking", english(&play));
    play.tab(true);
    play.answer(Ok(Answer::SignInUrl("https://login.teamviewer.com/".to_owned())));
    insta::assert_snapshot!("signing_in_waiting", english(&play));
    play.send(Message::CheckSignIn);
    insta::assert_snapshot!("signing_in_checking", english(&play));
}

#[test]
fn signing_in_blocked() {
    let mut play = asked();
    play.tab(false);
    play.answer(Ok(Answer::SignInUrl(
        "https://login.teamviewer.com/?a=1&b=2".to_owned(),
    )));
    insta::assert_snapshot!(english(&play));
}

#[test]
fn no_kind_allowed() {
    let none = Panel {
        allow_remote_control: false,
        ..panel(Vec::new())
    };
    insta::assert_snapshot!(english(&Play::showing(none)));
}

#[test]
fn empty_with_both_kinds() {
    let both = Panel {
        allow_pilot: true,
        ..panel(Vec::new())
    };
    insta::assert_snapshot!(english(&Play::showing(both)));
}

#[test]
fn creating() {
    let mut play = Play::showing(panel(Vec::new()));
    play.send(create('1'));
    insta::assert_snapshot!("creating", english(&play));
    play.answer(Err(error(ErrorCode::TimedOut)));
    insta::assert_snapshot!("creating_unsure", english(&play));
}

#[test]
fn open_session() {
    insta::assert_snapshot!(english(&Play::showing(panel(vec![open("a"), colleagues("b")]))));
}

#[test]
fn customer_online_with_question() {
    let mut play = Play::showing(panel(vec![online("a")]));
    play.send(create('1'));
    insta::assert_snapshot!(english(&play));
}

#[test]
fn customer_online_who_would_lose_the_connection() {
    let mut play = Play::showing(panel(vec![online("a")]));
    play.send(Message::Close);
    insta::assert_snapshot!(english(&play));
}

#[test]
fn a_session_being_closed() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Close);
    insta::assert_snapshot!(english(&play));
}

#[test]
fn signing_out() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::SignOut);
    insta::assert_snapshot!(english(&play));
}

#[test]
fn joining() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Join(Via::Client));
    play.tab(true);
    insta::assert_snapshot!("joining", english(&play));
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Join(Via::Client));
    play.tab(false);
    insta::assert_snapshot!("joining_in_a_tab_that_was_blocked", english(&play));
}

#[test]
fn a_link_that_was_not_copied() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::CopyDone {
        what: CopyWhat::Link,
        worked: false,
    });
    insta::assert_snapshot!(english(&play));
}

#[test]
fn expired_session() {
    insta::assert_snapshot!(english(&Play::showing(panel(vec![expired("a")]))));
}

#[test]
fn closed_session() {
    insta::assert_snapshot!(english(&Play::showing(panel(vec![closed("a")]))));
}

#[test]
fn failed_without_way_out() {
    insta::assert_snapshot!(english(&failed(ErrorCode::NoPermission)));
}

#[test]
fn failed_with_reference() {
    let mut play = Play::start();
    let reference = Some("System.NullPointerException at line 3".to_owned());
    play.answer(Err(RemoteError {
        reference,
        ..error(ErrorCode::Internal)
    }));
    insta::assert_snapshot!(english(&play));
}

#[test]
fn failed_action_beside_a_session_offline() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Page(Change::Offline));
    play.send(Message::Close);
    let refusal = RemoteError {
        detail: Some("<b>group</b> not found".to_owned()),
        retry_after_seconds: Some(7),
        ..error(ErrorCode::Refused)
    };
    play.answer(Err(refusal));
    insta::assert_snapshot!(english(&play));
}

#[test]
fn signed_out_beside_a_session() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.wait_for(Timer::Poll);
    play.answer(Err(error(ErrorCode::SignedOut)));
    insta::assert_snapshot!(english(&play));
}

#[test]
fn sessions_with_a_remark() {
    for (name, notice) in [
        ("a_stale_session_with_remark", Notice::Stale),
        ("a_session_that_was_open_already", Notice::AlreadyOpen),
        ("a_session_whose_predecessor_was_not_closed", Notice::OldNotClosed),
    ] {
        let play = Play::showing(Panel {
            notice: Some(notice),
            ..panel(vec![open("a")])
        });
        insta::assert_snapshot!(name, english(&play));
    }
}

#[test]
fn a_link_that_no_page_may_offer_is_no_link() {
    let mut session = open("a");
    session.customer_link = "javascript:alert(1)".to_owned();
    let html = english(&Play::showing(panel(vec![session])));
    assert!(
        !html.contains("javascript") && html.contains("not allowed"),
        "{html}"
    );
}

#[test]
fn what_comes_from_elsewhere_is_text() {
    let evil = "<img src=x onerror=alert(1)>\"'&".to_owned();
    let mut own = open("a");
    own.code.clone_from(&evil);
    let mut other = colleagues("b");
    other.owner_name.clone_from(&evil);
    let account = Account {
        name: evil.clone(),
        email: Some(evil.clone()),
    };
    let mut play = Play::showing(Panel {
        account: Some(account),
        ..panel(vec![own, other])
    });
    play.send(Message::Close);
    play.answer(Err(RemoteError {
        detail: Some(evil.clone()),
        reference: Some(evil),
        ..error(ErrorCode::Refused)
    }));
    let html = english(&play);
    assert!(!html.contains("<img"), "{html}");
    assert_eq!(html.matches("&lt;img").count(), 6, "{html}");
}

#[test]
fn no_supporter_link_is_ever_drawn() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Join(Via::Client));
    play.tab(true);
    assert!(english(&play).contains("Opening TeamViewer"));
    play.answer(Ok(Answer::Links(contract::JoinLinks {
        supporter_link: "https://get.teamviewer.com/secret".to_owned(),
        web_client_link: None,
    })));
    assert!(!english(&play).contains("secret"));
}

#[test]
fn a_copied_link_says_so() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::CopyDone {
        what: CopyWhat::Link,
        worked: true,
    });
    let html = english(&play);
    assert_eq!(
        html.matches("Copied").count(),
        2,
        "the button and the announcement: {html}"
    );
}

#[test]
fn a_pilot_session_is_called_so() {
    let mut session = open("a");
    session.kind = SessionKind::Pilot;
    assert!(english(&Play::showing(panel(vec![session]))).contains("Pilot session"));
}

#[test]
fn no_screen_has_a_style_attribute() {
    let mut play = Play::showing(panel(vec![online("a"), colleagues("b")]));
    assert!(!english(&play).contains("style="));
    play.send(Message::Share);
    play.answer(Ok(Answer::ShareOptions(options())));
    let html = english(&play);
    assert!(html.contains("<DIALOG") && !html.contains("style="));
    play.send(Message::StopSharing);
    play.send(Message::Close);
    assert!(!english(&play).contains("style="));
}

mod sharing;
