//! A question before something that cannot be undone.

use leptos::prelude::*;

use crate::{Button, Click, Look, button};

/// A question with two answers.
pub struct Prompt {
    /// Id of the question, by which it gets the keyboard.
    pub id: &'static str,
    /// The question.
    pub question: String,
    /// Words for going on.
    pub yes: String,
    /// Words for leaving it.
    pub no: String,
    /// Goes on.
    pub confirm: Click,
    /// Leaves it.
    pub decline: Click,
}

/// Draws a question where it belongs in the page: a dialogue over it would not fit into a frame of 200 px.
pub fn prompt(prompt: Prompt) -> AnyView {
    let Prompt { id, question, yes, no, confirm, decline } = prompt;
    let choice = |look, label, click| {
        let (busy, ready) = (Signal::stored(false), Signal::stored(true));
        button(Button { id: None, look, label: Signal::stored(label), about: None, busy, ready, click })
    };
    let yes = choice(Look::Brand, yes, confirm);
    let no = choice(Look::Neutral, no, decline);
    view! {
        <div class="tv-prompt" role="group" aria-labelledby=id>
            <p id=id tabindex="-1">{question}</p>
            <div class="tv-actions">{yes} {no}</div>
        </div>
    }
    .into_any()
}
