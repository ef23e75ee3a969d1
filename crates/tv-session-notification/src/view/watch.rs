//! The page that watches.

use super::{AGAIN, DISMISS, ENABLE, JOIN, Markup, SIGN_IN, Stage, Surroundings, details, paragraph};
use crate::model::{Caller, Desktop, Problem, Scene, WatchLine, WayOut};
use crate::text;

pub fn watch(stage: &Stage<'_>, scene: &Scene) -> Markup {
    let mut parts = vec![stage.heading("notify.heading")];
    if scene.offline {
        parts.push(alert("info", vec![stage.line("offline")]));
    }
    parts.extend(scene.problem.as_ref().map(|problem| show(stage, scene, problem)));
    parts.extend(line(stage, scene.line));
    if !scene.callers.is_empty() {
        let callers = scene.callers.iter().map(|it| caller(stage, scene, it));
        parts.push(Markup::el("ul", &[("class", "tv-callers")], callers));
    }
    parts.extend(desktop(stage, scene.desktop));
    Markup::el(
        "section",
        &[("class", "tv-part"), ("aria-labelledby", super::HEADING)],
        parts,
    )
}

fn line(stage: &Stage<'_>, line: WatchLine) -> Vec<Markup> {
    match line {
        WatchLine::Loading => vec![stage.line("notify.loading")],
        WatchLine::Nothing => vec![stage.line("notify.nothing")],
        WatchLine::Watching(1) => vec![stage.line("notify.watchingOne")],
        WatchLine::Watching(count) => {
            let count = count.to_string();
            vec![paragraph(&stage.fill("notify.watching", &[("count", &count)]))]
        }
        WatchLine::Paused => {
            let again = stage.button(AGAIN, "neutral", &stage.say("notify.resume"), "", true);
            vec![stage.line("notify.paused"), again]
        }
        WatchLine::Stopped => Vec::new(),
    }
}

/// A customer who is connected: one who waits stands out.
fn caller(stage: &Stage<'_>, scene: &Scene, caller: &Caller) -> Markup {
    let connected = &caller.connected;
    let about = stage.about(connected);
    let what = Markup::el(
        "p",
        &[],
        [Markup::el(
            "strong",
            &[],
            [Markup::text(&stage.say("notify.connected"))],
        )],
    );
    let join = if caller.joining {
        "busy.join"
    } else {
        "button.join"
    };
    let mut actions = vec![stage.button(
        &[JOIN, &connected.id].concat(),
        "brand",
        &stage.say(join),
        &about,
        !scene.busy,
    )];
    let record = stage.around.record(&connected.record_id);
    if domain::link::is_safe(&record) {
        actions.push(stage.link(None, "tv-link", &record, &stage.say("notify.openRecord"), &about));
    }
    if caller.calling {
        let id = [DISMISS, &connected.id].concat();
        actions.push(stage.button(&id, "neutral", &stage.say("button.dismiss"), &about, true));
    }
    let class = if caller.calling {
        "tv-caller tv-caller_new"
    } else {
        "tv-caller"
    };
    Markup::el("li", &[("class", class)], [what, paragraph(&about), row(actions)])
}

fn desktop(stage: &Stage<'_>, desktop: Desktop) -> Vec<Markup> {
    let Surroundings {
        setup_page,
        own_address,
        ..
    } = stage.around;
    let enable = || {
        let label = stage.say("notify.enable");
        stage.link(
            Some(ENABLE),
            "slds-button slds-button_neutral tv-button",
            setup_page,
            &label,
            "",
        )
    };
    let own_tab = || {
        let link = stage.link(None, "tv-link", own_address, &stage.say("notify.ownTab"), "");
        Markup::el(
            "p",
            &[],
            [
                Markup::text(&stage.say("notify.ownTabWhy")),
                Markup::text(" "),
                link,
            ],
        )
    };
    match desktop {
        Desktop::On => vec![stage.line("notify.on")],
        Desktop::Off { tried: false } => vec![enable()],
        Desktop::Off { tried: true } => vec![enable(), own_tab()],
        Desktop::Blocked => stage.blocked().into_iter().chain([enable(), own_tab()]).collect(),
        Desktop::Missing => vec![stage.line("notify.missing")],
    }
}

fn show(stage: &Stage<'_>, scene: &Scene, problem: &Problem) -> Markup {
    let mut parts = vec![stage.line(text::failure(&problem.what))];
    parts.extend(details(stage, &problem.what));
    let way_out = problem.way_out.map(|way_out| match way_out {
        WayOut::SignIn => stage.button(SIGN_IN, "brand", &stage.say("button.signIn"), "", !scene.busy),
        WayOut::TryAgain(0) => stage.button(AGAIN, "neutral", &stage.say("button.tryAgain"), "", !scene.busy),
        WayOut::TryAgain(seconds) => {
            let label = stage.fill("button.tryAgainIn", &[("seconds", &seconds.to_string())]);
            stage.button(AGAIN, "neutral", &label, "", false)
        }
    });
    parts.extend(way_out.map(|button| row(vec![button])));
    alert("error", parts)
}

fn alert(tone: &str, parts: Vec<Markup>) -> Markup {
    Markup::el("div", &[("class", &["tv-alert tv-alert_", tone].concat())], parts)
}

fn row(actions: Vec<Markup>) -> Markup {
    Markup::el("div", &[("class", "tv-actions")], actions)
}
