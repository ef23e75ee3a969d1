//! The page that watches.

use domain::link::is_safe;

use super::{AGAIN, DISMISS, ENABLE, JOIN, Look, SIGN_IN, View};
use crate::digits::digits;
use crate::model::{Caller, Desktop, Problem, Scene, WatchLine, WayOut, What};
use crate::text;

pub fn watch(view: &mut View<'_>, scene: &Scene<'_>) {
    view.heading("notify.heading");
    if scene.offline {
        view.html.raw("<div class=\"tv-alert tv-alert_info\">");
        view.line("offline");
        view.html.raw("</div>");
    }
    if let Some(problem) = &scene.problem {
        show(view, scene, problem);
    }
    line(view, scene.line);
    if !scene.callers.is_empty() {
        view.html.raw("<ul class=\"tv-callers\">");
        for it in &scene.callers {
            caller(view, scene, it);
        }
        view.html.raw("</ul>");
    }
    desktop(view, scene.desktop);
}

fn line(view: &mut View<'_>, line: WatchLine) {
    let key = match line {
        WatchLine::Loading => "notify.loading",
        WatchLine::Nothing => "notify.nothing",
        WatchLine::Watching(1) => "notify.watchingOne",
        WatchLine::Watching(count) => {
            let words = view.words.fill("notify.watching", &[("count", &digits(count))]);
            return view.paragraph(&words);
        }
        WatchLine::Paused => "notify.paused",
        WatchLine::Stopped => return,
    };
    view.line(key);
    if line == WatchLine::Paused {
        view.button(AGAIN, Look::Neutral, "notify.resume", "", true);
    }
}

/// A customer who is connected: one who waits stands out.
fn caller(view: &mut View<'_>, scene: &Scene<'_>, caller: &Caller<'_>) {
    let connected = caller.connected;
    let about = super::about(view.words, connected);
    view.html.raw(if caller.calling {
        "<li class=\"tv-caller tv-caller_new\"><strong>"
    } else {
        "<li class=\"tv-caller\"><strong>"
    });
    view.say("notify.connected");
    view.html.raw("</strong>");
    view.paragraph(&about);
    view.html.raw("<div class=\"tv-actions\">");
    let label = if caller.joining {
        "busy.join"
    } else {
        "button.join"
    };
    let id = [JOIN, &connected.id].concat();
    view.button(&id, Look::Brand, label, &about, !scene.busy);
    let record = view.around.record(&connected.record_id);
    if is_safe(&record) {
        view.link("", "tv-link", &record, "notify.openRecord", &about);
    }
    if caller.calling {
        let id = [DISMISS, &connected.id].concat();
        view.button(&id, Look::Neutral, "button.dismiss", &about, true);
    }
    view.html.raw("</div></li>");
}

fn desktop(view: &mut View<'_>, desktop: Desktop) {
    match desktop {
        Desktop::On => return view.line("notify.on"),
        Desktop::Missing => return view.line("notify.missing"),
        Desktop::Blocked => view.blocked(),
        Desktop::Off { .. } => {}
    }
    let around = view.around;
    let look = "slds-button slds-button_neutral tv-button";
    view.link(ENABLE, look, &around.setup_page, "notify.enable", "");
    if desktop != (Desktop::Off { tried: false }) {
        view.line("notify.ownTabWhy");
        view.link("", "tv-link", &around.own_address, "notify.ownTab", "");
    }
}

fn show(view: &mut View<'_>, scene: &Scene<'_>, problem: &Problem<'_>) {
    view.html.raw("<div class=\"tv-alert tv-alert_error\">");
    view.line(&text::failure(problem.what));
    if let What::Remote(error) = problem.what {
        for (key, name, value) in [
            ("failure.detail", "detail", &error.detail),
            ("failure.reference", "reference", &error.reference),
        ] {
            if let Some(value) = value {
                let words = view.words.fill(key, &[(name, value)]);
                view.paragraph(&words);
            }
        }
    }
    match problem.way_out {
        Some(WayOut::SignIn) => view.button(SIGN_IN, Look::Brand, "button.signIn", "", !scene.busy),
        Some(WayOut::TryAgain(0)) => view.button(AGAIN, Look::Neutral, "button.tryAgain", "", !scene.busy),
        Some(WayOut::TryAgain(seconds)) => {
            let seconds = digits(seconds);
            let label = view.words.fill("button.tryAgainIn", &[("seconds", &seconds)]);
            view.button_of(AGAIN, Look::Neutral, &label, "", false);
        }
        None => {}
    }
    view.html.raw("</div>");
}
