//! Something the user should know.

use leptos::prelude::*;

use crate::{Icon, icon};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A remark; said when the user pauses (`role=status`).
    Info,
    /// Something failed; said at once (`role=alert`).
    Error,
}

/// Draws a message. Only `text` is announced: `extra` (details, buttons with a countdown) is read when the
/// user comes to it.
pub fn alert(tone: Tone, text: String, extra: AnyView) -> AnyView {
    let (class, role, picture) = match tone {
        Tone::Info => ("tv-alert tv-alert_info", "status", Icon::Attention),
        Tone::Error => ("tv-alert tv-alert_error", "alert", Icon::Cross),
    };
    view! {
        <div class=class>
            {icon(picture)}
            <div class="tv-alert__body">
                <p role=role>{text}</p>
                {extra}
            </div>
        </div>
    }
    .into_any()
}
