//! The utility bar of a Lightning app: Visualforce pages that an administrator adds to it.

use apex::host::HostError;
use maud::html;
use serde::{Deserialize, Serialize};

use super::apps::HOME;
use super::field::Input;
use super::form::Form;
use super::visit::{Answer, Visit, buttons, go, ticked};
use crate::org::Org;
use crate::shell::app::App;
use crate::shell::flexipage::{Component, Utility, UtilityBar};

/// Size of a new utility's panel in CSS pixels, as the editor of apps proposes it.
const WIDTH: u32 = 340;
const HEIGHT: u32 = 480;

/// A utility that an administrator added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Added {
    label: String,
    /// Name of the page in the org.
    page: String,
    eager: bool,
}

fn preference(app: &App) -> String {
    format!("utilities:{}", app.name.to_lowercase())
}

fn added(org: &Org, app: &App) -> Result<Vec<Added>, HostError> {
    let Some(text) = org.database.preference(&preference(app))? else {
        return Ok(Vec::new());
    };
    serde_json::from_str(&text)
        .map_err(|error| HostError::new("UnexpectedException", format!("{}: {error}", app.name)))
}

/// The utility bar of an app as an administrator has it now; `None` when it has none.
///
/// # Errors
/// When the database fails.
pub fn applied(org: &Org, app: Option<&App>) -> Result<Option<UtilityBar>, HostError> {
    let Some(app) = app else {
        return Ok(None);
    };
    let own = app
        .utility_bar
        .as_ref()
        .and_then(|name| org.flexipages.utility_bar(name));
    let mut bar = own.cloned().unwrap_or_default();
    bar.items
        .extend(added(org, app)?.into_iter().map(|added| Utility {
            label: added.label.clone(),
            eager: added.eager,
            width: WIDTH,
            height: HEIGHT,
            component: Component::VisualforcePage {
                page: added.page,
                label: added.label,
                show_label: false,
                height: HEIGHT,
            },
        }));
    Ok((!bar.items.is_empty()).then_some(bar))
}

/// The address of the editor of an app.
pub(super) fn path(app: &App) -> String {
    format!("/lightning/setup/NavigationMenus/{}/edit", app.name)
}

/// Shows the utilities of an app.
///
/// # Errors
/// When the database fails.
pub fn edit(visit: &Visit<'_>, app: &App) -> Answer {
    form(visit, app, None).map(|main| visit.page(&format!("Edit {}", app.label), &main))
}

fn form(visit: &Visit<'_>, app: &App, problem: Option<&str>) -> Result<maud::Markup, HostError> {
    let bar = applied(visit.org, Some(app))?.unwrap_or_default();
    let fixed = bar.items.len() - added(visit.org, app)?.len();
    let none = (String::new(), "--None--".to_owned());
    let named = visit.org.library.page_names();
    let pages: Vec<(String, String)> = std::iter::once(none)
        .chain(named.map(|name| (name.to_owned(), name.to_owned())))
        .collect();
    let input = |name: &'static str, label: &'static str| Input {
        name,
        label,
        help: None,
        error: None,
        required: false,
    };
    Ok(html! {
        @if let Some(problem) = problem { p class="slds-text-color_error" role="alert" { (problem) } }
        form method="post" action=(path(app)) {
            fieldset {
                legend class="slds-text-heading_small" { "Utility Items" }
                @if bar.items.is_empty() { p { "This app has no utility bar." } }
                ul {
                    @for (at, utility) in bar.items.iter().enumerate() {
                        li {
                            (utility.label)
                            @if utility.eager { " (loaded in background)" }
                            @if at >= fixed {
                                " " label { input type="checkbox" name="remove" value=(at - fixed); " Remove " (utility.label) }
                            }
                        }
                    }
                }
            }
            fieldset class="slds-m-top_medium" {
                legend class="slds-text-heading_small" { "Add Visualforce" }
                (input("label", "Label").text("", 80))
                (input("page", "Visualforce Page Name").choice("", &pages))
                (input("eager", "Load in background when app opens").tick(false))
            }
            (buttons("Save", HOME))
        }
    })
}

/// Carries the form out.
///
/// # Errors
/// When the database refuses.
pub fn save(visit: &Visit<'_>, app: &App, sent: &Form) -> Answer {
    let removed: Vec<usize> = sent.all("remove").filter_map(|at| at.parse().ok()).collect();
    let known = added(visit.org, app)?.into_iter().enumerate();
    let mut kept: Vec<Added> = known
        .filter(|(at, _)| !removed.contains(at))
        .map(|(_, added)| added)
        .collect();
    let page = sent.text("page");
    if !page.is_empty() {
        let Some(page) = visit.org.library.page_name(page) else {
            return Ok(visit.missing("This org has no such Visualforce page."));
        };
        let label = sent.text("label");
        if label.is_empty() {
            let main = form(visit, app, Some("Give the utility a label."))?;
            return Ok(visit.refused(&format!("Edit {}", app.label), &main));
        }
        kept.push(Added {
            label: label.to_owned(),
            page: page.to_owned(),
            eager: ticked(sent, "eager"),
        });
    }
    let text = serde_json::to_string(&kept)
        .map_err(|error| HostError::new("UnexpectedException", error.to_string()))?;
    visit.org.database.set_preference(&preference(app), &text)?;
    Ok(go(HOME))
}
