//! Every screen's markup, in English; French has the same elements in other words.

use component::testing::Play;
use contract::{DeviceSource, ErrorCode, MissingSource, RemoteError};

use super::{WORDS, draw};
use crate::model::fixtures::{devices, list, many, showing};
use crate::model::{Answer, Devices, Message, SEARCH};

fn html(play: &Play<Devices>) -> String {
    play.english(WORDS, draw)
}

fn nothing_yet() -> Play<Devices> {
    Play::start(Devices::default())
}

#[test]
fn loading() {
    insta::assert_snapshot!(html(&nothing_yet()));
}

#[test]
fn signed_out() {
    let mut play = nothing_yet();
    play.fail(ErrorCode::SignedOut);
    insta::assert_snapshot!(html(&play));
}

#[test]
fn failed() {
    let mut play = nothing_yet();
    play.answer(Err(RemoteError {
        retry_after_seconds: Some(20),
        ..RemoteError::of(ErrorCode::RateLimit)
    }));
    insta::assert_snapshot!(html(&play));
}

#[test]
fn rows() {
    let play = showing(list(devices()));
    insta::assert_snapshot!(html(&play));
    insta::assert_snapshot!("rows_french", play.french(WORDS, draw));
}

#[test]
fn empty() {
    insta::assert_snapshot!(html(&showing(list(Vec::new()))));
}

#[test]
fn none_fits() {
    let mut play = showing(list(devices()));
    play.tell(component::Message::Enter(
        SEARCH.to_owned(),
        "\"><script>".to_owned(),
    ));
    insta::assert_snapshot!(html(&play));
}

#[test]
fn partly_known() {
    let mut partly = list(devices());
    partly.devices.truncate(1);
    partly.account = None;
    partly.groups.clear();
    partly.missing = [
        DeviceSource::ContactList,
        DeviceSource::Managed,
        DeviceSource::Groups,
        DeviceSource::Unknown,
    ]
    .into_iter()
    .map(|source| MissingSource {
        source,
        error: RemoteError {
            detail: Some("No <right>".to_owned()),
            retry_after_seconds: (source == DeviceSource::Managed).then_some(30),
            ..RemoteError::of(ErrorCode::Forbidden)
        },
    })
    .collect();
    partly.cut = true;
    partly.unreadable = 3;
    partly.can_connect = false;
    insta::assert_snapshot!(html(&showing(partly)));
}

#[test]
fn refreshing_a_long_list() {
    let mut play = showing(list(many(101)));
    play.send(Message::Next);
    play.send(Message::Next);
    play.send(Message::Refresh);
    insta::assert_snapshot!(html(&play));
}

#[test]
fn signed_out_meanwhile() {
    let mut play = showing(list(devices()));
    play.send(Message::Refresh);
    play.fail(ErrorCode::SignedOut);
    let shown = html(&play);
    assert!(shown.contains("Login to your TeamViewer account") && shown.contains("Front desk"));
    assert!(!shown.contains("Jane Miller") && !shown.contains("Sign out"));
}

#[test]
fn words_of_others_stay_words() {
    let shown = html(&showing(list(devices())));
    assert!(shown.contains("&lt;b&gt;Étage 2&lt;/b&gt;") && !shown.contains("<b>"));
}

#[test]
fn only_what_is_online_has_a_button() {
    let shown = html(&showing(list(devices())));
    assert_eq!(shown.matches(">Connect<").count(), 3);
    let mut play = showing(list(devices()));
    play.send(Message::SignOut);
    play.answer(Ok(Answer::SignedOut));
    assert!(!html(&play).contains("Connect<"));
}
