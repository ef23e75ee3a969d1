//! The user's session on the record.

use domain::Status;
use domain::remaining::Remaining;
use leptos::prelude::*;
use ui::{CopyField, Icon, Look};

use super::{Intent, Stage, ids};
use crate::model::{Busy, Card, CopyWhat, Message, Scene, Shape, Via};
use crate::text;

/// There is no session yet.
pub fn empty(stage: Stage) -> AnyView {
    view! {
        <p>{stage.say("empty")}</p>
        <div class="tv-actions">{offers(stage, Look::Brand)}</div>
    }
    .into_any()
}

/// A session: what it is, and what can be done with it.
pub fn session(stage: Stage, shape: &Shape) -> AnyView {
    let open = matches!(shape, Shape::Open(_));
    let closed = matches!(shape, Shape::Closed(_));
    let sort = stage.about_card(|stage, card| stage.say(text::kind(card.kind)));
    let code = stage.about_card(|_, card| card.code.clone());
    let code = view! { <strong class="tv-code">{code}</strong> }.into_any();
    let facts = if open {
        view! { {copyable(stage, "fact.code", code, CopyWhat::Code)} {validity(stage)} {customer_link(stage)} }.into_any()
    } else {
        view! { {fact(stage, "fact.code", code)} {validity(stage)} }.into_any()
    };
    let join = open.then(|| {
        let client = Message::Join(Via::Client);
        let browser = Message::Join(Via::Browser);
        view! {
            {stage.button(None, Look::Brand, "button.join", Some(Busy::JoinWithClient), client)}
            {stage.button(None, Look::Neutral, "button.joinInBrowser", Some(Busy::JoinInBrowser), browser)}
        }
    });
    let close = (!closed)
        .then(|| stage.button(Some(ids::CLOSE), Look::Neutral, "button.close", Some(Busy::Close), Message::Close));
    let offers = offers(stage, if open { Look::Neutral } else { Look::Brand });
    view! {
        <p class="tv-status">{status(stage)} <span class="tv-kind">{sort}</span></p>
        <dl class="tv-facts">{facts}</dl>
        {question(stage)}
        <div class="tv-actions">{join} {offers} {close}</div>
    }
    .into_any()
}

/// The buttons that make a session; the first can get the keyboard.
fn offers(stage: Stage, look: Look) -> AnyView {
    let offers = Memo::new(move |_| stage.scene.with(|scene| scene.offers.clone()));
    let shown = move || {
        let buttons = offers.get().into_iter().enumerate();
        let button = |(place, offer): (usize, crate::model::Offer)| {
            let id = (place == 0).then_some(ids::CREATE);
            let look = if place == 0 { look } else { Look::Neutral };
            stage.button(id, look, text::offer(offer), Some(Busy::Create), Intent::Create(offer.kind()))
        };
        buttons.map(button).collect::<Vec<AnyView>>()
    };
    shown.into_any()
}

fn status(stage: Stage) -> AnyView {
    fn of(scene: &Scene) -> Status {
        scene.screen.card().map_or(Status::Closed, |card| card.status)
    }
    let kind = stage.signal(|scene| match of(scene) {
        Status::Waiting => "waiting",
        Status::CustomerOnline => "online",
        Status::Expired => "expired",
        Status::Closed => "closed",
    });
    let picture = Memo::new(move |_| match stage.scene.with(of) {
        Status::Waiting => Icon::Clock,
        Status::CustomerOnline => Icon::Check,
        Status::Expired => Icon::Attention,
        Status::Closed => Icon::Cross,
    });
    ui::badge(kind, picture.into(), stage.about_card(|stage, card| stage.say(text::status(card.status))))
}

fn fact(stage: Stage, key: &str, value: AnyView) -> AnyView {
    view! {
        <div class="tv-fact">
            <dt>{stage.say(key)}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

fn copyable(stage: Stage, key: &str, value: AnyView, what: CopyWhat) -> AnyView {
    let copy = Signal::derive(move || {
        let copied = stage.scene.with(|scene| scene.copied == Some(what));
        stage.say(if copied { "button.copied" } else { "button.copy" })
    });
    let click = stage.click(Message::Copy(what));
    ui::copy_field(CopyField { label: stage.say(key), value, copy, ready: Signal::stored(true), click })
}

fn validity(stage: Stage) -> AnyView {
    let until = stage.about_card(|stage, card| stage.date_time(card.valid_until));
    let left = stage.about_card(left);
    let value = view! { <span>{until}</span> " " <span class="tv-left">{left}</span> }.into_any();
    fact(stage, "fact.validUntil", value)
}

/// How much validity is left, in words.
fn left(stage: Stage, card: &Card) -> String {
    let Some(remaining) = card.remaining.filter(|remaining| *remaining != Remaining::Over) else {
        return String::new();
    };
    let span = stage.with_formats(|formats| formats.remaining(remaining));
    match span {
        Some(span) => stage.fill("ends.in", &[("span", &span)]),
        None => stage.say("ends.soon"),
    }
}

/// The customer's link with its copy button, or why there is none.
fn customer_link(stage: Stage) -> AnyView {
    let offered = Memo::new(move |_| {
        stage.scene.with(|scene| scene.screen.card().is_some_and(|card| card.link.is_some()))
    });
    let shown = move || {
        if offered.get() {
            let address = stage.about_card(|_, card| card.link.clone().unwrap_or_default());
            let link = ui::link(address, address, stage.say("newTab"));
            copyable(stage, "fact.customerLink", link, CopyWhat::Link)
        } else {
            fact(stage, "fact.customerLink", stage.say("failure.unsafeLink").into_any())
        }
    };
    shown.into_any()
}

fn question(stage: Stage) -> AnyView {
    let question = Memo::new(move |_| stage.scene.with(|scene| scene.question));
    let shown = move || {
        question.get().map(|question| {
            let (words, yes) = text::question(question);
            ui::prompt(ui::Prompt {
                id: ids::PROMPT,
                question: stage.say(words),
                yes: stage.say(yes),
                no: stage.say("button.keep"),
                confirm: stage.click(Message::Confirm),
                decline: stage.click(Message::Decline),
            })
        })
    };
    shown.into_any()
}
