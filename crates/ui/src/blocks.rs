//! Buttons, messages, links.

use leptos::prelude::*;

use crate::{Attr, Click, El, el};

/// How much a button wants to be clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The main thing to do.
    Brand,
    /// Another thing to do.
    Neutral,
    /// Looks like a link.
    Plain,
}

/// A button.
pub struct Button {
    /// Id, where something moves the keyboard to it.
    pub id: Option<&'static str>,
    /// How much it wants to be clicked.
    pub look: Look,
    /// Whether it is what the Enter key means in its form.
    pub submits: bool,
    /// Its words.
    pub label: String,
    /// More words for screen readers, where the label alone leaves open what is meant.
    pub about: Option<String>,
    /// Whether what it does is under way.
    pub busy: bool,
    /// Whether a click does something at the moment.
    pub ready: bool,
}

/// Draws a button. One that does nothing at the moment says so (`aria-disabled`) and keeps the keyboard,
/// which a `disabled` one would lose; that clicks then do nothing is up to `click`.
pub fn button(button: Button, click: Click) -> AnyView {
    let class = match button.look {
        Look::Brand => "slds-button slds-button_brand tv-button",
        Look::Neutral => "slds-button slds-button_neutral tv-button",
        Look::Plain => "slds-button tv-button",
    };
    let mut drawn = el("BUTTON", class)
        .attr(Attr::AriaDisabled, if button.ready { "false" } else { "true" })
        .maybe(button.busy.then(spinner))
        .text(button.label)
        .maybe(button.about.map(hint));
    if let Some(id) = button.id {
        drawn = drawn.attr(Attr::Id, id);
    }
    if button.submits {
        drawn = drawn.attr(Attr::Type, "submit");
    }
    drawn.button(click)
}

/// Words for screen readers only.
fn hint(words: String) -> AnyView {
    el("SPAN", "slds-assistive-text").text(format!(" {words}")).view()
}

/// Draws a turning ring, hidden from screen readers: the words beside it say what is under way. It stands
/// still for users who want less motion.
pub fn spinner() -> AnyView {
    el("SPAN", "tv-spinner").attr(Attr::AriaHidden, "true").view()
}

/// A small picture beside words; never instead of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Something is waited for.
    Waiting,
    /// Something is there.
    Check,
    /// Something has ended.
    Cross,
    /// Something needs attention.
    Attention,
}

/// Draws a picture, hidden from screen readers.
pub fn icon(icon: Icon) -> AnyView {
    let sign = match icon {
        Icon::Waiting => "…",
        Icon::Check => "✓",
        Icon::Cross => "✕",
        Icon::Attention => "!",
    };
    el("SPAN", "tv-icon")
        .attr(Attr::AriaHidden, "true")
        .text(sign)
        .view()
}

/// Draws a status: a picture and a word, in the colour of its class beside `tv-badge`.
pub fn badge(class: &'static str, picture: Icon, label: String) -> AnyView {
    el("SPAN", class).child(icon(picture)).text(label).view()
}

/// How much a message matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A remark; said when the user pauses (`role=status`).
    Info,
    /// Something failed; said at once (`role=alert`).
    Error,
}

/// Draws a message. Only `words` are announced: `extra` (details, buttons with a countdown) is read when the
/// user comes to it.
pub fn alert(tone: Tone, words: String, extra: Vec<AnyView>) -> AnyView {
    let (class, role, picture) = match tone {
        Tone::Info => ("tv-alert tv-alert_info", "status", Icon::Attention),
        Tone::Error => ("tv-alert tv-alert_error", "alert", Icon::Cross),
    };
    let words = el("P", "").attr(Attr::Role, role).text(words).view();
    let body = el("DIV", "tv-alert__body").child(words).children(extra).view();
    el("DIV", class).child(icon(picture)).child(body).view()
}

/// Draws a link that opens in a new tab, without handing it this page. The address must have been checked.
/// `new_tab` says to screen readers that a tab opens.
pub fn link(address: String, label: String, new_tab: String) -> AnyView {
    el("A", "tv-link")
        .attr(Attr::Href, address)
        .attr(Attr::Target, "_blank")
        .attr(Attr::Rel, "noopener noreferrer")
        .text(label)
        .child(hint(new_tab))
        .view()
}

/// Draws a value with its name, to stand in a `<dl>`.
pub fn fact(name: String, value: El) -> AnyView {
    el("DIV", "tv-fact")
        .child(el("DT", "").text(name).view())
        .child(value.view())
        .view()
}

/// Draws a question with its answers where it belongs in the page: a dialogue over it would not fit into a
/// frame of 200 px. `id` is by what it gets the keyboard.
pub fn prompt(id: &'static str, question: String, answers: Vec<AnyView>) -> AnyView {
    let question = el("P", "")
        .attr(Attr::Id, id)
        .attr(Attr::TabIndex, "-1")
        .text(question)
        .view();
    el("DIV", "tv-prompt")
        .attr(Attr::Role, "group")
        .attr(Attr::AriaLabelledBy, id)
        .child(question)
        .child(el("DIV", "tv-actions").children(answers).view())
        .view()
}
