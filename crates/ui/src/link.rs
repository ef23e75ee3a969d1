//! A link that leaves the page.

use leptos::prelude::*;

/// Draws a link that opens in a new tab, without handing it this page. The address must have been checked.
/// `hint` says to screen readers that a tab opens.
pub fn link(address: Signal<String>, label: Signal<String>, hint: String) -> AnyView {
    view! {
        <a class="tv-link" href=address target="_blank" rel="noopener noreferrer">
            {label}
            <span class="slds-assistive-text">" " {hint}</span>
        </a>
    }
    .into_any()
}
