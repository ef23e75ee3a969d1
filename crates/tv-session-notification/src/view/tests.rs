//! Every screen in both languages, as markup.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use contract::{Connected, ErrorCode, RemoteError};

use super::{FRAME, Surroundings, draw, said};
use crate::model::{Caller, Desktop, Problem, Scene, Screen, Setup, WatchLine, WayOut, What};
use crate::words::Words;

/// As the other components fill their words.
fn fill(language: &str, key: &str, values: &[(&str, &str)]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/i18n");
    let text = fs::read_to_string(folder.join(format!("{language}.json"))).unwrap();
    let texts: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    let missing = |key: &str| panic!("no translation for {key}");
    page::Words::from(Box::new(move |key| texts.get(key).cloned()), missing).fill(key, values)
}

fn words(language: &str) -> Words {
    match language {
        "fr" => Words(|key, first, second| fill("fr", key, &[first, second])),
        _ => Words(|key, first, second| fill("en", key, &[first, second])),
    }
}

fn around() -> Surroundings {
    Surroundings {
        setup_page: "/apex/TeamViewerNotificationSetup".to_owned(),
        org_address: "https://acme.my.salesforce.com".to_owned(),
        site: "https://acme--c.vf.force.com".to_owned(),
        own_address: "https://acme--c.vf.force.com/apex/tvSessionNotification".to_owned(),
        browser: "Chrome/156.0.0.0 Safari/537.36".to_owned(),
    }
}

fn connected(id: &str, name: Option<&str>) -> Connected {
    Connected {
        id: id.to_owned(),
        code: "s12-345-678".to_owned(),
        connects: 1,
        record_id: "500000000000001AAA".to_owned(),
        record_name: name.map(str::to_owned),
    }
}

fn caller(connected: &Connected) -> Caller<'_> {
    Caller {
        connected,
        calling: true,
        joining: false,
    }
}

fn quiet() -> Scene<'static> {
    Scene {
        line: WatchLine::Watching(1),
        callers: Vec::new(),
        offline: false,
        problem: None,
        desktop: Desktop::On,
        busy: false,
    }
}

fn remote(code: ErrorCode) -> What {
    What::Remote(RemoteError::of(code))
}

/// The screen in English and French, and what is said aloud.
fn shown(screen: &Screen<'_>, news: Option<&Connected>) -> String {
    let in_language = |language| {
        let words = words(language);
        let markup = draw(&words, &around(), screen);
        let lines = markup.as_str().replace("><", ">\n<");
        format!("{language}\n{lines}\nsaid: {}\n", said(&words, screen, news))
    };
    ["en", "fr"].map(in_language).join("\n")
}

macro_rules! screens {
    ($($name:ident: $screen:expr;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(shown(&$screen, Some(&connected("a01", Some("00001000")))));
            }
        )*
    };
}

screens! {
    loading: Screen::Watch(Scene { line: WatchLine::Loading, desktop: Desktop::Off { tried: false }, ..quiet() });
    no_session: Screen::Watch(Scene { line: WatchLine::Nothing, ..quiet() });
    one_session: Screen::Watch(quiet());
    several_sessions_and_the_permission_still_missing: Screen::Watch(Scene {
        line: WatchLine::Watching(3),
        desktop: Desktop::Off { tried: true },
        ..quiet()
    });
    paused: Screen::Watch(Scene { line: WatchLine::Paused, ..quiet() });
    blocked: Screen::Watch(Scene { desktop: Desktop::Blocked, ..quiet() });
    no_notifications_in_this_browser: Screen::Watch(Scene { desktop: Desktop::Missing, ..quiet() });
    offline: Screen::Watch(Scene { offline: true, ..quiet() });
    customers_connected: Screen::Watch(Scene {
        callers: vec![
            caller(&connected("a01", Some("00001000"))),
            Caller { calling: false, ..caller(&connected("a02", None)) },
        ],
        ..quiet()
    });
    joining: Screen::Watch(Scene {
        callers: vec![Caller { joining: true, ..caller(&connected("a01", Some("00001000"))) }],
        busy: true,
        ..quiet()
    });
    signed_out: Screen::Watch(Scene {
        line: WatchLine::Stopped,
        problem: Some(Problem { what: &remote(ErrorCode::SignedOut), way_out: Some(WayOut::SignIn) }),
        ..quiet()
    });
    no_permission: Screen::Watch(Scene {
        line: WatchLine::Stopped,
        problem: Some(Problem { what: &remote(ErrorCode::NoPermission), way_out: None }),
        ..quiet()
    });
    rate_limit: Screen::Watch(Scene {
        problem: Some(Problem { what: &remote(ErrorCode::RateLimit), way_out: Some(WayOut::TryAgain(42)) }),
        ..quiet()
    });
    something_went_wrong: Screen::Watch(Scene {
        problem: Some(Problem {
            what: &What::Remote(RemoteError {
                reference: Some("System.QueryException line 7".to_owned()),
                ..RemoteError::of(ErrorCode::Internal)
            }),
            way_out: Some(WayOut::TryAgain(0)),
        }),
        ..quiet()
    });
    tab_blocked: Screen::Watch(Scene {
        callers: vec![caller(&connected("a01", Some("00001000")))],
        problem: Some(Problem { what: &What::TabBlocked, way_out: Some(WayOut::TryAgain(0)) }),
        ..quiet()
    });
    setup_asks: Screen::Setup(Setup::Ask);
    setup_waits: Screen::Setup(Setup::Asking);
    setup_is_done: Screen::Setup(Setup::Done);
    setup_is_blocked: Screen::Setup(Setup::Blocked);
    setup_has_nothing_to_ask: Screen::Setup(Setup::Missing);
}

#[test]
fn the_frame_has_a_place_for_each_part() {
    for id in [super::PART, super::SAID] {
        assert!(FRAME.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(FRAME.contains(&format!("aria-labelledby=\"{}\"", super::HEADING)));
    assert!(!FRAME.contains("  "));
}

#[test]
fn the_name_of_a_record_is_a_text() {
    let connected = connected("a01", Some("<img src=x onerror=alert(1)>\"'"));
    let screen = Screen::Watch(Scene {
        callers: vec![caller(&connected)],
        ..quiet()
    });
    let html = shown(&screen, None);
    assert!(!html.contains("<img"), "{html}");
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;&quot;'"));
}

#[test]
fn a_record_without_a_safe_address_has_no_link() {
    let around = Surroundings {
        org_address: "javascript:alert(1)".to_owned(),
        ..around()
    };
    let connected = connected("a01", None);
    let screen = Screen::Watch(Scene {
        callers: vec![caller(&connected)],
        ..quiet()
    });
    let markup = draw(&words("en"), &around, &screen);
    assert!(!markup.as_str().contains("javascript"));
}

#[test]
fn nobody_who_has_gone_or_was_seen_is_said_aloud() {
    let words = words("en");
    let news = connected("a01", Some("00001000"));
    let here = |calling| {
        Screen::Watch(Scene {
            callers: vec![Caller {
                calling,
                ..caller(&news)
            }],
            ..quiet()
        })
    };
    assert_eq!(
        said(&words, &here(true), Some(&news)),
        "Customer connected. 00001000, session s12-345-678"
    );
    assert_eq!(said(&words, &here(false), Some(&news)), "");
    assert_eq!(said(&words, &Screen::Watch(quiet()), Some(&news)), "");
}
