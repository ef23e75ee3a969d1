//! The page that watches.

use domain::link::is_safe;

use super::{AGAIN, DISMISS, ENABLE, JOIN, Look, SIGN_IN, View};
use crate::digits::digits;
use crate::model::{Caller, Desktop, Problem, Scene, WatchLine, WayOut, What};
use crate::text;

pub fn watch(view: &mut View<'_>, scene: &Scene<'_>) {
    view.heading("notify.heading");
    if scene.offline {
        view.html.open("div", &[("class", "tv-alert tv-alert_info")]);
        view.line("offline");
        view.html.close("div");
    }
    if let Some(problem) = &scene.problem {
        show(view, scene, problem);
    }
    line(view, scene.line);
    if !scene.callers.is_empty() {
        view.html.open("ul", &[("class", "tv-callers")]);
        for it in &scene.callers {
            caller(view, scene, it);
        }
        view.html.close("ul");
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
        let label = view.words.say("notify.resume");
        view.button(AGAIN, Look::Neutral, &label, "", true);
    }
}

/// A customer who is connected: one who waits stands out.
fn caller(view: &mut View<'_>, scene: &Scene<'_>, caller: &Caller<'_>) {
    let connected = caller.connected;
    let about = super::about(view.words, connected);
    let class = if caller.calling {
        "tv-caller tv-caller_new"
    } else {
        "tv-caller"
    };
    view.html.open("li", &[("class", class)]);
    let title = view.words.say("notify.connected");
    view.html.leaf("strong", &[], &title);
    view.paragraph(&about);
    view.open_row();
    let label = view.words.say(if caller.joining {
        "busy.join"
    } else {
        "button.join"
    });
    let id = [JOIN, &connected.id].concat();
    view.button(&id, Look::Brand, &label, &about, !scene.busy);
    let record = view.around.record(&connected.record_id);
    if is_safe(&record) {
        view.link("", "tv-link", &record, "notify.openRecord", &about);
    }
    if caller.calling {
        let (id, label) = (
            [DISMISS, &connected.id].concat(),
            view.words.say("button.dismiss"),
        );
        view.button(&id, Look::Neutral, &label, &about, true);
    }
    view.html.close("div");
    view.html.close("li");
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
    view.html.open("div", &[("class", "tv-alert tv-alert_error")]);
    view.line(text::failure(problem.what));
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
        Some(WayOut::SignIn) => {
            let label = view.words.say("button.signIn");
            view.button(SIGN_IN, Look::Brand, &label, "", !scene.busy);
        }
        Some(WayOut::TryAgain(0)) => {
            let label = view.words.say("button.tryAgain");
            view.button(AGAIN, Look::Neutral, &label, "", !scene.busy);
        }
        Some(WayOut::TryAgain(seconds)) => {
            let seconds = digits(seconds);
            let label = view.words.fill("button.tryAgainIn", &[("seconds", &seconds)]);
            view.button(AGAIN, Look::Neutral, &label, "", false);
        }
        None => {}
    }
    view.html.close("div");
}
