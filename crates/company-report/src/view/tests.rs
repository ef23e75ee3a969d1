//! Every screen as text. A changed snapshot is a changed screen: look at it before accepting it.

use component::Message as Shell;
use component::testing::Play;
use contract::{Account, Billing, ErrorCode, RemoteError, Scope};

use super::{WORDS, draw, ids};
use crate::model::fixtures::{connection, day, page, report, showing, unknown, whole};
use crate::model::{Answer, Company, Message, Order};

fn english(play: &Play<Company>) -> String {
    play.english(WORDS, draw)
}

/// Three connections with everything that a row can have.
fn full() -> Play<Company> {
    let mut first = connection(1, "2026-11-10T08:00:00Z", 3_725);
    first.notes = Some("Toner <replaced>".to_owned());
    first.billing = Some(Billing::Billed);
    first.rating = Some(5);
    first.comment = Some("Quick & kind".to_owned());
    let mut running = connection(2, "2026-11-12T08:00:00Z", 0);
    running.end_at = None;
    running.billing = None;
    let bare = connection(5, "2026-11-12T09:00:00Z", 60);
    let mut report = report(page(vec![first, running, bare], None));
    report.account = Account {
        name: "Claire Dubois".to_owned(),
        email: Some("claire.dubois@northwind.example".to_owned()),
    };
    showing(report)
}

fn limited(seconds: u32) -> RemoteError {
    RemoteError {
        retry_after_seconds: Some(seconds),
        ..RemoteError::of(ErrorCode::RateLimit)
    }
}

#[test]
fn loading() {
    insta::assert_snapshot!(english(&Play::start(Company::default())));
}

#[test]
fn signed_out() {
    let mut play = Play::start(Company::default());
    play.fail(ErrorCode::SignedOut);
    insta::assert_snapshot!(english(&play));
}

#[test]
fn no_permission() {
    let mut play = Play::start(Company::default());
    play.fail(ErrorCode::NoPermission);
    insta::assert_snapshot!(english(&play));
}

#[test]
fn no_licence() {
    let mut play = Play::start(Company::default());
    let error = RemoteError {
        detail: Some("Connection reports need <Premium>".to_owned()),
        ..RemoteError::of(ErrorCode::Forbidden)
    };
    play.answer(Err(error));
    insta::assert_snapshot!(english(&play));
}

#[test]
fn whole_report() {
    insta::assert_snapshot!(english(&full()));
}

#[test]
fn whole_report_in_french() {
    insta::assert_snapshot!(full().french(WORDS, draw));
}

#[test]
fn empty() {
    insta::assert_snapshot!(english(&whole(0)));
}

#[test]
fn none_fits() {
    let mut play = whole(2);
    play.tell(Shell::Enter(ids::USER.to_owned(), "u7".to_owned()));
    insta::assert_snapshot!(english(&play));
}

#[test]
fn only_own_connections() {
    let mut own = report(page(day(10, 0..1), None));
    own.people.as_mut().unwrap().scope = Some(Scope::Own);
    insta::assert_snapshot!("only_own_connections", english(&showing(own)));
    let perhaps = showing(unknown(page(day(10, 0..1), None)));
    insta::assert_snapshot!("perhaps_only_own_connections", english(&perhaps));
}

#[test]
fn reading() {
    let mut play = showing(report(page(day(10, 0..1), Some("c1"))));
    insta::assert_snapshot!("reading", english(&play));
    play.send(Message::Stop);
    insta::assert_snapshot!("stopped", english(&play));
    play.send(Message::GoOn);
    play.answer(Err(limited(30)));
    insta::assert_snapshot!("waiting", english(&play));
    play.wait_for(component::model::Timer::Own(0));
    play.fail(ErrorCode::TeamViewerDown);
    insta::assert_snapshot!("broken", english(&play));
    play.tell(Shell::TryAgain);
    let mut again = page(Vec::new(), Some("c1"));
    again.unreadable = 2;
    play.answer(Ok(Answer::Page(again)));
    insta::assert_snapshot!("repeated", english(&play));
}

#[test]
fn another_period() {
    let mut play = whole(1);
    play.tell(Shell::Enter(ids::LAST.to_owned(), "2026-10-01".to_owned()));
    play.send(Message::Show);
    insta::assert_snapshot!("wrong_period", english(&play));
    play.tell(Shell::Enter(ids::PERIOD.to_owned(), "365".to_owned()));
    play.send(Message::Show);
    insta::assert_snapshot!("asking_for_another_period", english(&play));
    let mut year = report(page(day(10, 0..1), None));
    year.first = "2025-11-27".to_owned();
    play.answer(Ok(Answer::Report(Box::new(year))));
    play.send(Message::Numbers);
    insta::assert_snapshot!("a_year_by_weeks_as_a_table", english(&play));
}

#[test]
fn changing_a_row() {
    let mut play = full();
    let id = connection(1, "2026-11-10T08:00:00Z", 0).id;
    play.send(Message::Edit(id));
    insta::assert_snapshot!("changing", english(&play));
    play.tell(Shell::Enter(ids::BILLING.to_owned(), "Bill".to_owned()));
    play.send(Message::Save);
    insta::assert_snapshot!("saving", english(&play));
    play.fail(ErrorCode::Refused);
    insta::assert_snapshot!("not_saved", english(&play));
}

#[test]
fn sorted_by_user_after_the_sign_in_has_ended() {
    let mut play = full();
    play.send(Message::Sort(Order::User));
    play.send(Message::Show);
    play.fail(ErrorCode::SignedOut);
    insta::assert_snapshot!(english(&play));
}
