//! The utility bar at the foot of an app.

use maud::{Markup, html};

use super::flexipage::{Component, Utility, UtilityBar};
use super::place::Place;
use crate::org::Org;

/// What components must be made for to be utilities.
const TARGET: &str = "lightning__UtilityBar";

/// Shows a utility bar. What is loaded in the background is in the page from the beginning; the rest when it is
/// first opened.
pub fn show(org: &Org, bar: &UtilityBar) -> Markup {
    let place = Place {
        org,
        namespace: &bar.namespace,
        record: None,
        target: TARGET,
    };
    html! {
        footer class="org-utilities" aria-label="Utility Bar" data-utilities {
            @for (at, utility) in bar.items.iter().enumerate() { (panel(&place, utility, at)) }
            ul class="org-utilities__bar" {
                @for (at, utility) in bar.items.iter().enumerate() {
                    li {
                        button type="button" class="org-utility" id=(format!("utility-{at}"))
                            aria-expanded="false" aria-controls=(format!("utility-panel-{at}")) { (utility.label) }
                    }
                }
            }
        }
    }
}

fn panel(place: &Place<'_>, utility: &Utility, at: usize) -> Markup {
    html! {
        section class="org-utility-panel" id=(format!("utility-panel-{at}")) role="dialog"
            aria-labelledby=(format!("utility-title-{at}")) tabindex="-1"
            data-utility=(format!("utility-{at}")) data-eager[utility.eager]
            data-width=(utility.width) data-height=(utility.height) {
            div class="org-utility-panel__head" {
                h2 id=(format!("utility-title-{at}")) class="slds-text-heading_small" { (utility.label) }
                button type="button" class="slds-button slds-button_neutral" data-minimize { "Minimize" }
            }
            div class="org-utility-panel__body" { (body(place, &utility.component)) }
        }
    }
}

fn body(place: &Place<'_>, component: &Component) -> Markup {
    match component {
        Component::VisualforcePage { page, label, .. } => place.frame(page, label, None),
        Component::Custom(custom) => place.component(custom),
        other => html! { p { "This org has no utility for " code { (format!("{other:?}")) } "." } },
    }
}
