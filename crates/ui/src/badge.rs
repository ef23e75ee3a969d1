//! A status in a word.

use leptos::prelude::*;

use crate::{Icon, icon};

/// Draws a status: a picture and a word, in a colour of the class `tv-badge_<kind>`.
pub fn badge(kind: Signal<&'static str>, picture: Signal<Icon>, label: Signal<String>) -> AnyView {
    let class = Signal::derive(move || format!("slds-badge tv-badge tv-badge_{}", kind.get()));
    let picture = move || icon(picture.get());
    view! { <span class=class>{picture} {label}</span> }.into_any()
}
