//! The App Launcher: every app and item that is there for the user, with a search.

use maud::{Markup, html};

use super::navigation::{self, Item};
use crate::host::OrgHost;
use crate::org::Org;

/// Id of the dialog.
const DIALOG: &str = "app-launcher";

/// The button that opens it.
pub fn button() -> Markup {
    html! {
        button type="button" class="org-waffle" aria-haspopup="dialog" data-opens=(DIALOG) {
            span class="org-waffle__dots" aria-hidden="true" {}
            span class="slds-assistive-text" { "App Launcher" }
        }
    }
}

/// The dialog.
pub fn dialog(org: &Org, host: &OrgHost) -> Markup {
    html! {
        dialog id=(DIALOG) class="org-launcher" aria-labelledby="app-launcher-title" {
            div class="org-launcher__head" {
                h2 id="app-launcher-title" class="slds-text-heading_medium" { "App Launcher" }
                button type="button" class="slds-button slds-button_neutral" data-closes=(DIALOG) { "Close" }
            }
            label for="app-launcher-search" { "Search apps and items" }
            input id="app-launcher-search" class="slds-input" type="search" autocomplete="off" data-search;
            p role="status" class="slds-assistive-text" data-found {}
            section aria-labelledby="app-launcher-apps" data-group {
                h3 id="app-launcher-apps" class="slds-text-heading_small" { "Apps" }
                ul {
                    @for app in navigation::apps(org, host) {
                        li data-word=(app.label) {
                            a href=(format!("/lightning/app/{}", app.name)) { (app.label) }
                            @if !app.description.is_empty() { p { (app.description) } }
                        }
                    }
                }
            }
            section aria-labelledby="app-launcher-items" data-group {
                h3 id="app-launcher-items" class="slds-text-heading_small" { "All Items" }
                ul { @for item in navigation::all(org, host) { (entry(&item)) } }
            }
            p data-nothing hidden { "Nothing is called like that." }
        }
    }
}

fn entry(item: &Item) -> Markup {
    html! { li data-word=(item.label) { a href=(item.path) { (item.label) } } }
}
