//! Small pictures beside words; never instead of them.

use leptos::prelude::*;

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A clock: something is waited for.
    Clock,
    /// A tick: something is there.
    Check,
    /// A cross: something has ended.
    Cross,
    /// An exclamation mark: something needs attention.
    Attention,
}

/// Draws a picture, hidden from screen readers.
pub fn icon(icon: Icon) -> AnyView {
    let path = match icon {
        Icon::Clock => "M8 4v4l3 2",
        Icon::Check => "M4.5 8.5l2.5 2.5 4.5-5.5",
        Icon::Cross => "M5 5l6 6M11 5l-6 6",
        Icon::Attention => "M8 4v5M8 11v1",
    };
    view! {
        <svg class="tv-icon" viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="7" />
            <path d=path />
        </svg>
    }
    .into_any()
}
