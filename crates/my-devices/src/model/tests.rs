//! The component, played.

use component::{Access, Effect as Common, Message as Told, Part};
use contract::{DeviceSource, DeviceState, ErrorCode, MissingSource, RemoteError};
use domain::Instant;
use page::Change;
use proptest::prelude::*;

use super::fixtures::{LINK, device, devices, list, many, showing};
use super::scene::PAGE;
use super::{Answer, Call, Column, Devices, Effect, GROUP, Main, Message, Remark, SEARCH, STATE, Scene};
use component::model::Timer;
use component::testing::Play;

/// Names of the rows on the screen.
fn names(play: &Play<Devices>) -> Vec<String> {
    match Scene::of(&play.state.own).main {
        Main::Rows(rows) => rows.iter().map(|row| row.name.replace('\u{a0}', " ")).collect(),
        Main::Empty | Main::NoneFits => Vec::new(),
    }
}

fn enter(play: &mut Play<Devices>, field: &str, value: &str) {
    play.tell(Told::Enter(field.to_owned(), value.to_owned()));
}

fn limited(source: DeviceSource, seconds: u32) -> MissingSource {
    MissingSource {
        source,
        error: RemoteError {
            retry_after_seconds: Some(seconds),
            ..RemoteError::of(ErrorCode::RateLimit)
        },
    }
}

#[test]
fn devices_stand_by_their_names_and_the_nameless_by_their_id() {
    let play = showing(list(devices()));
    assert_eq!(
        names(&play),
        [
            "400 000 002",
            "<b>Étage 2</b>",
            "Éclair",
            "Front desk",
            "Till 9",
            "Till 10"
        ]
    );
    assert_eq!(play.state.core.access, Access::In);
}

#[test]
fn every_column_orders_both_ways_and_what_is_not_known_comes_last() {
    for (column, first, last) in [
        (Column::Name, "Till 10", "400 000 002"),
        (Column::Id, "400 000 002", "Éclair"),
        (Column::Groups, "400 000 002", "Till 10"),
        (Column::State, "Front desk", "Till 10"),
        (Column::LastSeen, "400 000 002", "Till 10"),
    ] {
        let mut play = showing(list(devices()));
        play.send(Message::Sort(column));
        if column == Column::Id {
            // Front desk has the smallest.
            assert_eq!(names(&play).first().map(String::as_str), Some("Front desk"));
            continue;
        }
        let shown = names(&play);
        assert_eq!(
            (shown[0].as_str(), shown[5].as_str()),
            (first, last),
            "{column:?}"
        );
        assert_eq!(shown.len(), 6);
    }
    let mut play = showing(list(devices()));
    play.send(Message::Sort(Column::LastSeen));
    play.send(Message::Sort(Column::LastSeen));
    assert_eq!(names(&play)[..2], ["Éclair", "400 000 002"]);
    assert_eq!(names(&play)[5], "Till 10");
    play.send(Message::Sort(Column::State));
    assert!(!play.state.own.choice.descending, "another column begins anew");
}

#[test]
fn search_and_filters_work_together() {
    let mut play = showing(list(devices()));
    enter(&mut play, SEARCH, "till");
    assert_eq!(names(&play), ["Till 9", "Till 10"]);
    enter(&mut play, STATE, "online");
    assert_eq!(names(&play), ["Till 9"], "busy is reachable");
    enter(&mut play, STATE, "unknown");
    assert_eq!(names(&play), ["Till 10"]);
    enter(&mut play, STATE, "offline");
    assert_eq!(Scene::of(&play.state.own).main, Main::NoneFits);
    play.send(Message::ShowAll);
    assert!(play.effects.contains(&Common::Focus(SEARCH)));
    assert_eq!(names(&play).len(), 6);
    enter(&mut play, GROUP, "g2");
    assert_eq!(names(&play), ["400 000 002", "Front desk"]);
    enter(&mut play, GROUP, "-");
    assert_eq!(names(&play).len(), 4);
    enter(&mut play, GROUP, "");
    enter(&mut play, SEARCH, "ROOM 400 000");
    assert_eq!(
        names(&play),
        ["Front desk"],
        "description and ID are looked through"
    );
    enter(&mut play, "tv-something-else", "x");
    assert_eq!(names(&play), ["Front desk"]);
}

#[test]
fn a_long_list_goes_page_by_page_and_a_filter_begins_anew() {
    let mut play = showing(list(many(120)));
    let page = |play: &Play<Devices>| {
        let page = Scene::of(&play.state.own).page;
        (page.first(), page.last(), page.number, page.count)
    };
    assert_eq!(page(&play), (1, 50, 0, 3));
    assert_eq!(names(&play)[..3], ["PC 0", "PC 1", "PC 2"]);
    play.send(Message::Previous);
    assert_eq!(page(&play), (1, 50, 0, 3));
    play.send(Message::Next);
    play.send(Message::Next);
    play.send(Message::Next);
    assert_eq!(page(&play), (101, 120, 2, 3));
    play.send(Message::Previous);
    assert_eq!(page(&play), (51, 100, 1, 3));
    enter(&mut play, SEARCH, "pc 1");
    assert_eq!(page(&play).0, 1);
    play.send(Message::Next);
    play.send(Message::Sort(Column::Id));
    assert_eq!(page(&play).0, 1);
    // Fewer after a refresh than the user went through: the last page.
    enter(&mut play, SEARCH, "");
    play.send(Message::Next);
    play.send(Message::Next);
    play.send(Message::Refresh);
    play.answer(Ok(Answer::List(Box::new(list(many(60))))));
    assert_eq!(page(&play), (51, 60, 1, 2));
}

#[test]
fn connecting_opens_the_devices_own_link_and_nothing_unsafe() {
    let mut all = devices();
    all[3].link = Some("javascript:alert(1)".to_owned());
    let mut play = showing(list(all));
    play.send(Message::Connect("400000001".to_owned()));
    assert_eq!(play.effects, [Common::Own(Effect::Connect(LINK.to_owned()))]);
    for id in ["400000002", "1100000003", "1100000004", "999"] {
        play.send(Message::Connect(id.to_owned()));
        assert_eq!(play.effects, [], "{id} is offline, unknown, unsafe or not there");
    }
    play.send(Message::TabBlocked);
    assert!(play.state.core.trouble.is_some());
    play.send(Message::Connect("400000001".to_owned()));
    assert_eq!(play.state.core.trouble, None);
}

#[test]
fn it_asks_again_by_itself_once_a_minute_while_it_can_be_seen() {
    let mut play = showing(list(devices()));
    let due = |play: &Play<Devices>| play.state.core.deadline(Timer::Poll).map(|due| due - play.now);
    assert_eq!(due(&play), Some(60_000));
    play.tell(Told::Page(Change::Hidden));
    assert_eq!(due(&play), None);
    play.tell(Told::Page(Change::Shown));
    assert_eq!(due(&play), Some(60_000));
    play.wait_for(Timer::Poll);
    assert_eq!(play.asked(), Some(&Call::Refresh));
    let mut slower = list(devices());
    slower.account = None;
    slower.refresh_seconds = 5;
    slower.missing = vec![
        limited(DeviceSource::Managed, 90),
        limited(DeviceSource::Groups, 7),
    ];
    play.answer(Ok(Answer::List(Box::new(slower))));
    assert_eq!(
        due(&play),
        Some(90_000),
        "a rate limit is obeyed, whichever list it was"
    );
    assert!(
        play.state.own.account.is_some(),
        "a refresh does not ask whose they are"
    );
    assert_eq!(play.state.core.told, None, "nobody waited for it");
}

#[test]
fn a_refresh_of_the_users_is_told_and_one_at_a_time() {
    let mut play = showing(list(devices()));
    play.send(Message::Refresh);
    play.send(Message::Refresh);
    assert_eq!(play.open.len(), 1);
    play.answer(Ok(Answer::List(Box::new(list(devices())))));
    assert_eq!(
        play.state.core.told.as_ref().map(|(key, _)| *key),
        Some("devices.refreshed")
    );
}

#[test]
fn what_is_known_stays_when_a_refresh_fails() {
    let mut play = showing(list(devices()));
    play.send(Message::Refresh);
    play.fail(ErrorCode::TeamViewerDown);
    assert_eq!(names(&play).len(), 6);
    assert!(play.state.core.trouble.is_some());
    play.tell(Told::TryAgain);
    play.answer(Ok(Answer::List(Box::new(list(devices())))));
    assert_eq!(play.state.core.trouble, None);
    assert_eq!(play.state.core.told, None);
}

#[test]
fn signing_out_forgets_the_devices_even_those_on_their_way() {
    let mut play = showing(list(devices()));
    play.send(Message::Refresh);
    let late = play.open.clone();
    play.send(Message::SignOut);
    assert_eq!(play.asked(), Some(&Call::SignOut));
    play.answer(Ok(Answer::SignedOut));
    assert_eq!(play.state.part(), Part::SignedOut);
    play.open = late;
    play.answer(Ok(Answer::List(Box::new(list(devices())))));
    assert_eq!(play.state.part(), Part::SignedOut);
    assert_eq!(play.state.own, Devices::default());
}

#[test]
fn a_sign_out_that_fails_is_said() {
    let mut play = showing(list(devices()));
    play.send(Message::SignOut);
    play.fail(ErrorCode::Internal);
    assert_eq!(play.state.part(), Part::Known);
    play.tell(Told::TryAgain);
    assert_eq!(play.asked(), Some(&Call::SignOut));
}

#[test]
fn a_group_that_is_gone_is_no_longer_chosen() {
    let mut play = showing(list(devices()));
    enter(&mut play, GROUP, "g1");
    play.send(Message::Refresh);
    let mut without = list(devices());
    without.groups.clear();
    play.answer(Ok(Answer::List(Box::new(without))));
    assert_eq!(names(&play).len(), 6);
}

#[test]
fn everything_that_is_amiss_is_remarked() {
    let mut partly = list(devices());
    partly.missing = vec![limited(DeviceSource::Managed, 30)];
    partly.cut = true;
    partly.unreadable = 2;
    partly.can_connect = false;
    let play = showing(partly);
    let scene = Scene::of(&play.state.own);
    let at = Instant::parse("2026-11-22T10:00:30Z");
    assert!(
        matches!(
            scene.remarks[..],
            [Remark::Missing(missing, until), Remark::Cut(6), Remark::Unreadable(2), Remark::NoLinks]
            if missing.source == DeviceSource::Managed && until == at
        ),
        "{:?}",
        scene.remarks
    );
    assert_eq!(Scene::of(&showing(list(Vec::new())).state.own).main, Main::Empty);
}

proptest! {
    /// Whatever is searched, filtered and ordered: every device that fits is on exactly one page.
    #[test]
    fn the_pages_hold_every_fitting_device_once(
        count in 0usize..180,
        search in "[0-9]{0,2}",
        offline in proptest::collection::vec(any::<bool>(), 180),
        column in 0usize..5,
        twice: bool,
        only_online: bool,
    ) {
        let all: Vec<_> = (0..count)
            .map(|number| {
                let state = if offline[number] { DeviceState::Offline } else { DeviceState::Online };
                device(&(400_000_000 + number).to_string(), &format!("PC {}", number % 7), state)
            })
            .collect();
        let fits = |it: &&contract::Device| {
            let text = it.id.contains(&search) || it.name.as_ref().is_some_and(|name| name.contains(&search));
            text && (!only_online || it.state == DeviceState::Online)
        };
        let mut expected: Vec<String> = all.iter().filter(fits).map(|it| it.id.clone()).collect();
        let mut play = showing(list(all.clone()));
        let column = [Column::Name, Column::Id, Column::Groups, Column::State, Column::LastSeen][column];
        play.send(Message::Sort(column));
        if twice {
            play.send(Message::Sort(column));
        }
        enter(&mut play, SEARCH, &search);
        enter(&mut play, STATE, if only_online { "online" } else { "" });
        let mut seen = Vec::new();
        for _ in 0..Scene::of(&play.state.own).page.count {
            if let Main::Rows(rows) = Scene::of(&play.state.own).main {
                prop_assert!(rows.len() <= PAGE);
                seen.extend(rows.iter().map(|row| row.device.id.clone()));
            }
            play.send(Message::Next);
        }
        seen.sort();
        expected.sort();
        prop_assert_eq!(seen, expected);
    }
}
