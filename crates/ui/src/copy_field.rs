//! Something to read and to copy.

use leptos::prelude::*;

use crate::{Button, Click, Look, button};

/// A value with its copy button.
pub struct CopyField {
    /// What the value is.
    pub label: String,
    /// The value.
    pub value: AnyView,
    /// Words of the button: "Copy", or "Copied" for a moment.
    pub copy: Signal<String>,
    /// Whether there is something to copy.
    pub ready: Signal<bool>,
    /// Copies it.
    pub click: Click,
}

/// Draws a value with its copy button, to stand in a `<dl>`.
pub fn copy_field(field: CopyField) -> AnyView {
    let CopyField { label, value, copy, ready, click } = field;
    let about = Some(label.clone());
    let busy = Signal::stored(false);
    let copy = button(Button { id: None, look: Look::Plain, label: copy, about, busy, ready, click });
    view! {
        <div class="tv-fact">
            <dt>{label}</dt>
            <dd>{value} {copy}</dd>
        </div>
    }
    .into_any()
}
