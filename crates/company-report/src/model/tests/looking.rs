//! Filters, order, sums, the chart, the file, the window.

use component::Effect as Any;
use contract::Billing;
use page::View;

use super::{desk, enter, page, report, showing, whole};
use crate::model::fixtures::{connection, day};
use crate::model::{Effect, ExportWords, LAYOUT, Message, Order, export};
use crate::view::ids;

fn ids_shown(play: &component::testing::Play<crate::model::Company>) -> Vec<u32> {
    let desk = desk(play);
    let number = |id: &str| id[24..].parse().unwrap();
    desk.shown
        .iter()
        .map(|place| number(&desk.rows.get(*place).unwrap().id))
        .collect()
}

#[test]
fn only_what_began_in_the_period_is_shown_by_the_users_clock() {
    let connections = vec![
        connection(1, "2026-10-31T22:59:59Z", 60),
        connection(2, "2026-10-31T23:00:00Z", 60),
        connection(3, "2026-11-26T22:59:59Z", 600),
        connection(4, "2026-11-26T23:00:00Z", 60),
    ];
    let play = showing(report(page(connections, None)));
    assert_eq!(ids_shown(&play), [3, 2]);
}

#[test]
fn filters_change_rows_sums_and_chart_at_once() {
    let mut play = whole(12);
    assert_eq!((desk(&play).totals.count, desk(&play).totals.seconds), (12, 66));
    assert_eq!(desk(&play).totals.longest, 11);
    enter(&mut play, ids::USER, "u1");
    assert_eq!(ids_shown(&play), [10, 7, 4, 1]);
    assert_eq!((desk(&play).totals.count, desk(&play).totals.seconds), (4, 22));
    assert_eq!(desk(&play).buckets.most(), 4);
    enter(&mut play, ids::GROUP, "g0");
    assert_eq!(ids_shown(&play), [4]);
    enter(&mut play, ids::USER, "u7");
    assert_eq!(ids_shown(&play), [0; 0]);
    enter(&mut play, ids::USER, "");
    enter(&mut play, ids::GROUP, "");
    assert_eq!(desk(&play).totals.count, 12);
    assert_eq!(play.asked(), None, "no remote call");
}

#[test]
fn rows_are_ordered_by_time_user_and_length() {
    let mut connections = day(10, 0..4);
    connections[1].end_at = None;
    let mut play = showing(report(page(connections, None)));
    assert_eq!(ids_shown(&play), [3, 2, 1, 0]);
    play.send(Message::Sort(Order::Start));
    assert_eq!(ids_shown(&play), [0, 1, 2, 3]);
    play.send(Message::Sort(Order::Duration));
    assert_eq!(ids_shown(&play), [1, 3, 2, 0], "what still runs is the longest");
    play.send(Message::Sort(Order::Duration));
    assert_eq!(ids_shown(&play), [0, 2, 3, 1]);
    play.send(Message::Sort(Order::User));
    assert_eq!(ids_shown(&play), [1, 2, 3, 0], "Émile, eva, Zoé");
    assert_eq!((desk(&play).totals.count, desk(&play).totals.running), (4, 1));
    assert!(play.effects.contains(&Any::Own(Effect::ScrollToTop)));
}

#[test]
fn a_user_who_is_gone_from_the_report_hides_nothing() {
    let mut play = whole(12);
    enter(&mut play, ids::USER, "u1");
    play.send(Message::Show);
    let mut other = report(page(day(10, 0..1), None));
    other.account_id = "u9".to_owned();
    play.answer(Ok(crate::model::Answer::Report(Box::new(other))));
    assert_eq!(play.state.own.choice.user, None);
    assert_eq!(desk(&play).shown.len(), 1);
}

#[test]
fn only_a_window_of_the_rows_is_drawn() {
    let mut play = whole(600);
    let first = play.state.own.window();
    assert_eq!(first.first(), Some(&0));
    assert!(first.len() < 60, "{}", first.len());
    play.send(Message::Scrolled(View {
        top: 300 * LAYOUT.row_height,
        height: 440,
    }));
    let window = play.state.own.window();
    assert_eq!((window.first(), window.last()), (Some(&295), Some(&319)));
    play.send(Message::Sort(Order::Start));
    assert_eq!(play.state.own.window().first(), Some(&0));
}

#[test]
fn rows_that_come_into_a_low_table_are_drawn() {
    let mut play = whole(600);
    // Measured when it had one row, and as high as that row.
    play.send(Message::Scrolled(View {
        top: 0,
        height: 2 * LAYOUT.row_height,
    }));
    assert!(play.state.own.window().len() >= 576 / LAYOUT.row_height as usize);
}

#[test]
fn the_row_being_changed_is_always_drawn() {
    let mut play = whole(600);
    let id = desk(&play).rows.get(desk(&play).shown[5]).unwrap().id.to_string();
    play.send(Message::Edit(id));
    play.send(Message::Scrolled(View {
        top: 300 * LAYOUT.row_height,
        height: 440,
    }));
    assert_eq!(play.state.own.window()[..2], [5, 295]);
    play.send(Message::Scrolled(View { top: 0, height: 440 }));
    assert_eq!(play.state.own.window()[..7], [0, 1, 2, 3, 4, 5, 6]);
    // The other way round: it is the last row, and the first ones are seen.
    play.send(Message::Sort(Order::Start));
    assert_eq!(play.state.own.window().last(), Some(&594));
}

fn words() -> ExportWords {
    let heads = [
        "Start", "End", "Duration", "Seconds", "User", "Group", "Device", "ID", "Code", "Type", "Billing",
        "Fee", "Currency", "Notes", "Rating", "Comment",
    ];
    ExportWords {
        heads: heads.map(str::to_owned),
        billing: ["To be billed", "Billed", "Free"].map(str::to_owned),
        kinds: ["Remote control", "Pilot"].map(str::to_owned),
    }
}

#[test]
fn the_file_has_what_is_shown_and_no_formula() {
    let mut odd = connection(1, "2026-11-10T08:00:00Z", 3_725);
    odd.notes = Some("=HYPERLINK(\"http://evil.example\")\nsecond line".to_owned());
    odd.device_name = Some("@server".to_owned());
    odd.billing = Some(Billing::DoNotBill);
    odd.fee = Some("12.50".to_owned());
    odd.currency = Some("EUR".to_owned());
    odd.rating = Some(4);
    odd.comment = Some("-1, said he".to_owned());
    let mut running = connection(2, "2026-11-11T08:00:00Z", 0);
    running.end_at = None;
    let mut play = showing(report(page(vec![odd, running], None)));
    play.send(Message::Export(Box::new(words())));
    let [Any::Own(Effect::Download { name, text })] = &play.effects[..] else {
        panic!("{:?}", play.effects);
    };
    assert_eq!(name, "teamviewer-connections-2026-11-01-2026-11-26.csv");
    assert_eq!(
        text,
        "\u{feff}Start,End,Duration,Seconds,User,Group,Device,ID,Code,Type,Billing,Fee,Currency,Notes,Rating,Comment\r\n\
         2026-11-11 09:00:00,,,,eva <b>,Group 0,PC-2,100000002,,Remote control,To be billed,,,,,\r\n\
         2026-11-10 09:00:00,2026-11-10 10:02:05,1:02:05,3725,Émile Roy,Group 1,'@server,100000001,,Remote control,\
         Free,12.50,EUR,\"'=HYPERLINK(\"\"http://evil.example\"\")\nsecond line\",4,\"'-1, said he\"\r\n"
    );
    enter(&mut play, ids::USER, "u2");
    assert_eq!(export::table(desk(&play), &words()).lines().count(), 2);
}

#[test]
fn a_file_that_the_browser_refuses_is_said() {
    let mut play = whole(1);
    play.send(Message::NotDownloaded);
    assert!(play.state.core.trouble.is_some());
}
