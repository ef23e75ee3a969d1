//! Chatter Settings.

use maud::html;

use super::form::Form;
use super::home::HOME;
use super::visit::{Answer, Visit, buttons, go, tick, ticked};
use crate::classic::publisher;

/// The address of the settings.
pub const PATH: &str = "/lightning/setup/CollaborationSettings/home";

/// Shows the settings.
///
/// # Errors
/// When the database fails.
pub fn view(visit: &Visit<'_>) -> Answer {
    let main = html! {
        form method="post" action=(PATH) {
            fieldset {
                legend class="slds-text-heading_small" { "Chatter" }
                (tick("chatter", "Enable", visit.org.database.chatter()))
            }
            fieldset class="slds-m-top_medium" {
                legend class="slds-text-heading_small" { "Publisher Actions" }
                (tick("actions", "Enable Actions in the Publisher", publisher::has_actions(visit.org)?))
            }
            (buttons("Save", HOME))
        }
    };
    Ok(visit.page("Chatter Settings", &main))
}

/// Carries the form out.
///
/// # Errors
/// When the database refuses.
pub fn save(visit: &Visit<'_>, form: &Form) -> Answer {
    let database = &visit.org.database;
    database.set_chatter(ticked(form, "chatter"))?;
    database.set_preference(publisher::ACTIONS, &ticked(form, "actions").to_string())?;
    Ok(go(PATH))
}
