//! The page that watches.

use super::{AGAIN, BRAND, Button, DISMISS, ENABLE, JOIN, NEUTRAL, Paper, SIGN_IN, View, about};
use crate::model::{Caller, Desktop, Problem, Scene, WatchLine, WayOut, What};
use crate::text;

pub fn watch<P: Paper>(view: &mut View<'_, P>, scene: &Scene<'_>) {
    view.heading("notify.heading");
    if scene.offline {
        view.raw("<div class=\"tv-alert tv-alert_info\">");
        view.line("offline");
        view.raw("</div>");
    }
    if let Some(problem) = &scene.problem {
        show(view, scene, problem);
    }
    line(view, scene.line);
    if !scene.callers.is_empty() {
        view.raw("<ul class=\"tv-callers\">");
        for it in &scene.callers {
            caller(view, scene, it);
        }
        view.raw("</ul>");
    }
    desktop(view, scene.desktop);
}

fn line<P: Paper>(view: &mut View<'_, P>, line: WatchLine) {
    match line {
        WatchLine::Loading => view.line("notify.loading"),
        WatchLine::Nothing => view.line("notify.nothing"),
        WatchLine::Watching(1) => view.line("notify.watchingOne"),
        WatchLine::Watching(count) => view.count("notify.watching", count),
        WatchLine::Paused => {
            view.line("notify.paused");
            again(view, "notify.resume", 0, true);
        }
        WatchLine::Stopped => {}
    }
}

/// The button that tries again, or goes on.
fn again<P: Paper>(view: &mut View<'_, P>, key: &'static str, seconds: u32, ready: bool) {
    view.button(&Button {
        id: AGAIN,
        look: NEUTRAL,
        key,
        seconds,
        about: None,
        ready,
    });
}

/// A customer who is connected: one who waits stands out.
fn caller<P: Paper>(view: &mut View<'_, P>, scene: &Scene<'_>, caller: &Caller<'_>) {
    let connected = caller.connected;
    view.raw(if caller.calling {
        "<li class=\"tv-caller tv-caller_new\"><strong>"
    } else {
        "<li class=\"tv-caller\"><strong>"
    });
    view.say("notify.connected");
    view.raw("</strong><p>");
    about(view.paper, connected);
    view.raw("</p><div class=\"tv-actions\">");
    view.button(&Button {
        id: JOIN,
        look: BRAND,
        key: if caller.joining {
            "busy.join"
        } else {
            "button.join"
        },
        seconds: 0,
        about: Some(connected),
        ready: !scene.busy,
    });
    if view.around.records {
        view.link("<a class=\"tv-link\" href=\"", "org-address");
        view.raw("/");
        view.paper.text(&connected.record_id);
        view.link_words(NO_OPENER, "notify.openRecord", Some(connected));
    }
    if caller.calling {
        view.button(&Button {
            id: DISMISS,
            look: NEUTRAL,
            key: "button.dismiss",
            seconds: 0,
            about: Some(connected),
            ready: true,
        });
    }
    view.raw("</div></li>");
}

/// The end of a link to what must not know of this page.
const NO_OPENER: &str = "\" target=\"_blank\" rel=\"noopener\">";

/// The end of a link to a page that may close itself.
const OPENER: &str = "\" target=\"_blank\" rel=\"opener\">";

fn desktop<P: Paper>(view: &mut View<'_, P>, desktop: Desktop) {
    match desktop {
        Desktop::On => return view.line("notify.on"),
        Desktop::Missing => return view.line("notify.missing"),
        Desktop::Blocked => view.blocked(),
        Desktop::Off { .. } => {}
    }
    view.raw("<a id=\"");
    view.raw(ENABLE);
    view.link(
        "\" class=\"slds-button slds-button_neutral tv-button\" href=\"",
        "setup-page",
    );
    view.link_words(OPENER, "notify.enable", None);
    if desktop != (Desktop::Off { tried: false }) {
        view.line("notify.ownTabWhy");
        view.link("<a class=\"tv-link\" href=\"", "href");
        view.link_words(NO_OPENER, "notify.ownTab", None);
    }
}

fn show<P: Paper>(view: &mut View<'_, P>, scene: &Scene<'_>, problem: &Problem<'_>) {
    view.raw("<div class=\"tv-alert tv-alert_error\"><p>");
    view.paper.failure(text::failure(problem.what));
    view.raw("</p>");
    if let What::Remote(error) = problem.what {
        for (key, name, value) in [
            ("failure.detail", "detail", &error.detail),
            ("failure.reference", "reference", &error.reference),
        ] {
            if let Some(value) = value {
                view.raw("<p>");
                view.paper.words(key, &[(name, value)]);
                view.raw("</p>");
            }
        }
    }
    match problem.way_out {
        Some(WayOut::SignIn) => view.button(&Button {
            id: SIGN_IN,
            look: BRAND,
            key: "button.signIn",
            seconds: 0,
            about: None,
            ready: !scene.busy,
        }),
        Some(WayOut::TryAgain(0)) => again(view, "button.tryAgain", 0, !scene.busy),
        Some(WayOut::TryAgain(seconds)) => again(view, "button.tryAgainIn", seconds, false),
        None => {}
    }
    view.raw("</div>");
}
