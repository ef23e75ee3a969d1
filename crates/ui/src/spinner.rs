//! Something is under way.

use leptos::prelude::*;

/// A turning ring, hidden from screen readers: the words beside it say what is under way. It stands still
/// for users who want less motion.
pub fn spinner() -> AnyView {
    view! { <span class="tv-spinner" aria-hidden="true"></span> }.into_any()
}
