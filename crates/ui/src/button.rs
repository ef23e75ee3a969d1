//! A button.

use leptos::prelude::*;

use crate::{Click, spinner};

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
    /// Its words.
    pub label: Signal<String>,
    /// More words for screen readers, where the label alone leaves open what is meant.
    pub about: Option<String>,
    /// Whether what it does is under way.
    pub busy: Signal<bool>,
    /// Whether a click does something.
    pub ready: Signal<bool>,
    /// What a click does.
    pub click: Click,
}

/// Draws a button. One that does nothing at the moment says so (`aria-disabled`) and keeps the keyboard,
/// which a `disabled` one would lose.
pub fn button(button: Button) -> AnyView {
    let Button { id, look, label, about, busy, ready, click } = button;
    let class = match look {
        Look::Brand => "slds-button slds-button_brand tv-button",
        Look::Neutral => "slds-button slds-button_neutral tv-button",
        Look::Plain => "slds-button tv-button",
    };
    let click = move |_| {
        if ready.get_untracked() {
            click();
        }
    };
    let idle = Signal::derive(move || if ready.get() { "false" } else { "true" });
    let ring = move || busy.get().then(spinner);
    let about = about.map(|about| view! { <span class="slds-assistive-text">" " {about}</span> });
    view! {
        <button type="button" id=id class=class aria-disabled=idle on:click=click>
            {ring}
            {label}
            {about}
        </button>
    }
    .into_any()
}
