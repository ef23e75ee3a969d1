//! Every screen in both languages, as markup.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use contract::{Connected, ErrorCode, RemoteError};

use super::{FRAME, Paper, Surroundings, draw, said};
use crate::model::{Caller, Desktop, Problem, Scene, Screen, Setup, WatchLine, WayOut, What};

/// What the scripts do with the pieces, and the words as the other components fill them.
struct Written {
    language: &'static str,
    html: String,
}

impl Written {
    fn on(language: &'static str) -> Self {
        Self {
            language,
            html: String::new(),
        }
    }

    fn filled(&mut self, key: &str, values: &[(&str, &str)]) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/i18n");
        let text = fs::read_to_string(folder.join(format!("{}.json", self.language))).unwrap();
        let texts: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
        let missing = |key: &str| panic!("no translation for {key}");
        let words = page::Words::from(Box::new(move |key| texts.get(key).cloned()), missing);
        self.text(&words.fill(key, values));
    }
}

impl Paper for Written {
    fn raw(&mut self, markup: &'static str) {
        self.html.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        self.html.push_str(&text.replace('"', "&quot;"));
    }

    fn words(&mut self, key: &str, values: &[(&str, &str)]) {
        self.filled(key, values);
    }

    fn count(&mut self, key: &str, name: &str, number: u32) {
        self.filled(key, &[(name, &number.to_string())]);
    }

    fn failure(&mut self, name: &str) {
        self.filled(&format!("failure.{name}"), &[]);
    }

    fn site(&mut self, key: &str) {
        self.filled(key, &[("site", "https://acme--c.vf.force.com")]);
    }

    fn own(&mut self, name: &str) {
        self.text(match name {
            "setup-page" => "/apex/TeamViewerNotificationSetup",
            "org-address" => "https://acme.my.salesforce.com",
            "href" => "https://acme--c.vf.force.com/apex/tvSessionNotification",
            _ => panic!("the page says nothing of {name}"),
        });
    }
}

const AROUND: Surroundings = Surroundings {
    records: true,
    help: "notify.helpChrome",
};

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

/// The screen in a language, and what is said aloud.
fn written(language: &'static str, screen: &Screen<'_>, news: Option<&str>) -> (String, String) {
    let mut html = Written::on(language);
    draw(&mut html, AROUND, screen);
    let mut aloud = Written::on(language);
    said(&mut aloud, screen, news);
    (html.html, aloud.html)
}

/// The screen in English and French, and what is said aloud.
fn shown(screen: &Screen<'_>, news: Option<&str>) -> String {
    let in_language = |language| {
        let (html, said) = written(language, screen, news);
        let lines = html.replace("><", ">\n<");
        format!("{language}\n{lines}\nsaid: {said}\n")
    };
    ["en", "fr"].map(in_language).join("\n")
}

macro_rules! screens {
    ($($name:ident: $screen:expr;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(shown(&$screen, Some("a01")));
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
    assert!(FRAME.contains("aria-labelledby=\"tv-heading\""));
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
    let connected = connected("a01", None);
    let screen = Screen::Watch(Scene {
        callers: vec![caller(&connected)],
        ..quiet()
    });
    let mut html = Written::on("en");
    let around = Surroundings {
        records: false,
        ..AROUND
    };
    draw(&mut html, around, &screen);
    assert!(!html.html.contains("href"));
}

#[test]
fn nobody_who_has_gone_or_was_seen_is_said_aloud() {
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
    let said = |screen: &Screen<'_>| written("en", screen, Some("a01")).1;
    assert_eq!(
        said(&here(true)),
        "Customer connected. 00001000, session s12-345-678"
    );
    assert_eq!(said(&here(false)), "");
    assert_eq!(said(&Screen::Watch(quiet())), "");
}
