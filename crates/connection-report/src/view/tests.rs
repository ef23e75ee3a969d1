//! Every screen as text. A changed snapshot is a changed screen: look at it before accepting it.

use component::testing::Play;
use contract::{Billing, Connection, ErrorCode, RemoteError, ReportBatch, ReportWarning};

use super::{WORDS, draw};
use crate::model::fixtures::{bare, connection, first, full, part};
use crate::model::{Answer, Form, Report, Wish};

fn start(form: Form) -> Play<Report> {
    Play::start(Report::new(form))
}

fn with(form: Form, part: ReportBatch) -> Play<Report> {
    let mut play = start(form);
    play.answer(Ok(Answer::Part(Box::new(part))));
    play
}

fn all() -> Vec<Connection> {
    vec![full(9), bare(7), connection(5)]
}

fn english(play: &Play<Report>) -> String {
    play.english(WORDS, draw)
}

#[test]
fn a_table_in_both_languages() {
    let play = with(Form::Desktop, first(all(), None, 4, 4));
    insta::assert_snapshot!("table", english(&play));
    insta::assert_snapshot!("table_french", play.french(WORDS, draw));
}

#[test]
fn cards_in_both_languages() {
    let mut play = with(Form::Mobile, first(all(), None, 4, 4));
    insta::assert_snapshot!("cards", english(&play));
    insta::assert_snapshot!("cards_french", play.french(WORDS, draw));
    play.send(Wish::Turn);
    assert!(english(&play).contains("Newest first"));
}

#[test]
fn before_there_is_something() {
    let mut play = start(Form::Desktop);
    insta::assert_snapshot!("loading", english(&play));
    play.answer(Err(RemoteError {
        detail: Some("Connection reports need a <license>".to_owned()),
        ..RemoteError::of(ErrorCode::Forbidden)
    }));
    insta::assert_snapshot!("forbidden", english(&play));
    let mut play = start(Form::Desktop);
    play.fail(ErrorCode::SignedOut);
    insta::assert_snapshot!("signed_out", english(&play));
    insta::assert_snapshot!("signed_out_french", play.french(WORDS, draw));
}

#[test]
fn while_signing_in() {
    let asked = || {
        let mut play = start(Form::Desktop);
        play.fail(ErrorCode::SignedOut);
        play.tell(component::Message::SignIn);
        play
    };
    let address = "https://login.teamviewer.com/?a=1&b=2";
    let mut play = asked();
    insta::assert_snapshot!("signing_in_asking", english(&play));
    play.tab(true);
    play.address(Ok(address));
    insta::assert_snapshot!("signing_in_waiting", english(&play));
    play.tell(component::Message::CheckSignIn);
    insta::assert_snapshot!("signing_in_checking", english(&play));
    let mut play = asked();
    play.tab(false);
    play.address(Ok(address));
    insta::assert_snapshot!("signing_in_blocked", english(&play));
}

#[test]
fn while_it_is_read() {
    let mut play = with(Form::Desktop, first(Vec::new(), Some("a"), 0, 12));
    insta::assert_snapshot!("reading_nothing_yet", english(&play));
    play.answer(Ok(Answer::Part(Box::new(part(all(), Some("b"), 5, 12)))));
    insta::assert_snapshot!("reading", english(&play));
    play.send(Wish::Stop);
    insta::assert_snapshot!("stopped", english(&play));
    insta::assert_snapshot!("stopped_french", play.french(WORDS, draw));
    play.send(Wish::GoOn);
    play.answer(Err(RemoteError {
        retry_after_seconds: Some(30),
        ..RemoteError::of(ErrorCode::RateLimit)
    }));
    insta::assert_snapshot!("rate_limit", english(&play));
}

#[test]
fn when_something_is_missing() {
    for (name, warning) in [
        ("repeated", ReportWarning::RepeatedCursor),
        ("older_left_out", ReportWarning::OlderLeftOut),
        ("not_whole", ReportWarning::Unknown),
    ] {
        let warned = ReportBatch {
            warning: Some(warning),
            unreadable: 1200,
            ..first(vec![connection(5)], None, 4, 4)
        };
        insta::assert_snapshot!(name, english(&with(Form::Mobile, warned)));
    }
}

#[test]
fn when_there_is_nothing() {
    let play = with(Form::Desktop, part(Vec::new(), None, 0, 0));
    insta::assert_snapshot!("no_sessions", english(&play));
    let play = with(Form::Mobile, first(Vec::new(), None, 3, 3));
    insta::assert_snapshot!("empty", english(&play));
}

#[test]
fn while_it_is_read_again_and_when_that_ends_in_a_sign_out() {
    let mut play = with(Form::Desktop, first(vec![connection(5)], None, 4, 4));
    play.send(Wish::Again);
    insta::assert_snapshot!("reading_again", english(&play));
    play.fail(ErrorCode::SignedOut);
    insta::assert_snapshot!("signed_out_later", english(&play));
}

#[test]
fn while_signing_out() {
    let mut play = with(Form::Desktop, first(vec![connection(5)], None, 4, 4));
    play.send(Wish::SignOut);
    insta::assert_snapshot!("signing_out", english(&play));
}

#[test]
fn many_connections_have_pages() {
    let many = (1..=28).flat_map(|day| {
        [0, 1, 2].map(|copy| Connection {
            id: format!("c-{day}-{copy}"),
            ..connection(day)
        })
    });
    let mut play = with(Form::Mobile, first(many.collect(), None, 1, 1));
    let screen = english(&play);
    assert!(screen.contains("1 to 50 of 84"), "{screen}");
    assert_eq!(screen.matches("tv-card\"").count(), 50);
    play.send(Wish::Page(2));
    assert!(english(&play).contains("51 to 84 of 84"));
}

#[test]
fn long_texts_are_unfolded_and_texts_stay_texts() {
    let long = Connection {
        notes: Some("<i>é".repeat(60)),
        comment: Some("good ".repeat(40)),
        billing: Some(Billing::Unknown),
        fee: Some("strange".to_owned()),
        user_name: "<script>".to_owned(),
        ..connection(5)
    };
    let screen = english(&with(Form::Desktop, first(vec![long], None, 1, 1)));
    assert_eq!(screen.matches("<DETAILS").count(), 2, "{screen}");
    assert!(screen.contains("&lt;script&gt;") && !screen.contains("<script>"));
    assert!(screen.contains("strange ") && !screen.contains("<i>"));
    assert!(!screen.contains("billed"), "nothing is said about it");
}
