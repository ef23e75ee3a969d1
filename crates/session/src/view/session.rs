//! The user's session on the record.

use domain::Status;
use domain::remaining::Remaining;
use leptos::prelude::*;
use ui::{Button, El, Icon, Look, el, fact};

use super::new_session::{offers, options};
use super::timeline::timeline;
use super::{Stage, ids};
use crate::model::{Busy, Card, CopyWhat, Message, Question, Scene, Via};
use crate::text;

/// There is no session yet.
pub fn empty(stage: Stage, scene: &Scene, part: El) -> El {
    part.child(el("P", "").text(stage.say("empty")).view())
        .child(
            el("DIV", "tv-actions")
                .children(offers(stage, scene, Look::Brand))
                .view(),
        )
        .maybe(options(stage, scene))
}

/// A session: what it is, and what can be done with it.
pub fn session(stage: Stage, scene: &Scene, card: &Card, part: El) -> El {
    let open = card.status.is_live();
    let sort = el("SPAN", "").text(stage.say(text::kind(card.kind))).view();
    let link = open.then(|| customer_link(stage, scene, card));
    let text = |key, value: &Option<String>| {
        let value = value.clone()?;
        Some(fact(stage.say(key), el("DD", "").text(value)))
    };
    let facts = el("DL", "tv-facts")
        .child(code(stage, scene, card))
        .child(validity(stage, card))
        .maybe(link)
        .child(created(stage, card))
        .maybe(text("fact.name", &card.name))
        .maybe(text("fact.waitingMessage", &card.waiting_message));
    part.child(
        el("P", "tv-status")
            .child(status(stage, card.status))
            .child(sort)
            .view(),
    )
    .child(facts.view())
    .maybe(scene.question.map(|asked| question(stage, asked)))
    .child(actions(stage, scene, card.status))
    .maybe(options(stage, scene))
    .maybe(timeline(stage, card))
}

/// Who created it, and when.
fn created(stage: Stage, card: &Card) -> AnyView {
    let when = stage.date_time(card.created_at);
    let words = stage.fill("created", &[("time", &when), ("name", &card.owner)]);
    fact(stage.say("fact.created"), el("DD", "").text(words))
}

fn actions(stage: Stage, scene: &Scene, status: Status) -> AnyView {
    let open = status.is_live();
    let join = |look, key, busy, via| {
        open.then(|| stage.button(scene, None, look, key, Some(busy), Message::Join(via)))
    };
    let close = (status != Status::Closed).then(|| {
        let (look, busy) = (Look::Neutral, Some(Busy::Close));
        stage.button(
            scene,
            Some(ids::CLOSE),
            look,
            "button.close",
            busy,
            Message::Close,
        )
    });
    el("DIV", "tv-actions")
        .maybe(join(
            Look::Brand,
            "button.join",
            Busy::JoinWithClient,
            Via::Client,
        ))
        .maybe(join(
            Look::Neutral,
            "button.joinInBrowser",
            Busy::JoinInBrowser,
            Via::Browser,
        ))
        .maybe(open.then(|| {
            let (look, busy) = (Look::Neutral, Some(Busy::Share));
            stage.button(
                scene,
                Some(ids::SHARE),
                look,
                "button.share",
                busy,
                Message::Share,
            )
        }))
        .maybe(close)
        .children(offers(
            stage,
            scene,
            if open { Look::Neutral } else { Look::Brand },
        ))
        .view()
}

fn status(stage: Stage, status: Status) -> AnyView {
    let (class, picture) = match status {
        Status::Waiting => ("slds-badge tv-badge tv-badge_waiting", Icon::Waiting),
        Status::CustomerOnline => ("slds-badge tv-badge tv-badge_online", Icon::Check),
        Status::Expired => ("slds-badge tv-badge tv-badge_expired", Icon::Attention),
        Status::Closed => ("slds-badge tv-badge", Icon::Cross),
    };
    ui::badge(class, picture, stage.say(text::status(status)))
}

fn code(stage: Stage, scene: &Scene, card: &Card) -> AnyView {
    let code = el("STRONG", "tv-code").text(card.code.clone()).view();
    let value = el("DD", "").child(code).text(" ");
    let copy = card
        .status
        .is_live()
        .then(|| copy(stage, scene, CopyWhat::Code, "fact.code"));
    fact(stage.say("fact.code"), value.maybe(copy))
}

fn copy(stage: Stage, scene: &Scene, what: CopyWhat, about: &str) -> AnyView {
    let label = stage.say(if scene.copied == Some(what) {
        "button.copied"
    } else {
        "button.copy"
    });
    let about = Some(stage.say(about));
    let button = Button {
        id: None,
        look: Look::Plain,
        submits: false,
        label,
        about,
        busy: false,
        ready: true,
    };
    ui::button(button, stage.click(Message::Copy(what).into()))
}

/// The end of validity, and how much of it is left.
fn validity(stage: Stage, card: &Card) -> AnyView {
    let left = match card.remaining {
        None | Some(Remaining::Over) => String::new(),
        Some(remaining) => match stage.span(remaining) {
            Some(span) => stage.fill("ends.in", &[("span", &span)]),
            None => stage.say("ends.soon"),
        },
    };
    let until = stage.date_time(card.valid_until);
    fact(
        stage.say("fact.validUntil"),
        el("DD", "").text(format!("{until} {left}")),
    )
}

/// The customer's link with its copy button, or why there is none.
fn customer_link(stage: Stage, scene: &Scene, card: &Card) -> AnyView {
    let value = match &card.link {
        Some(address) => el("DD", "")
            .child(ui::link(address.clone(), address.clone(), stage.say("newTab")))
            .text(" ")
            .child(copy(stage, scene, CopyWhat::Link, "fact.customerLink")),
        None => el("DD", "").text(stage.say("failure.unsafeLink")),
    };
    fact(stage.say("fact.customerLink"), value)
}

fn question(stage: Stage, question: Question) -> AnyView {
    let (words, yes) = text::question(question);
    let answers = vec![
        stage.always(Look::Brand, yes, Message::Confirm),
        stage.always(Look::Neutral, "button.keep", Message::Decline),
    ];
    ui::prompt(ids::PROMPT, stage.say(words), answers)
}
