//! User Interface: what the sidebar of Classic shows where.

use maud::html;

use super::form::Form;
use super::home::HOME;
use super::visit::{Answer, Visit, buttons, go, tick, ticked};
use crate::classic::sidebar;

/// The address of the settings.
pub const PATH: &str = "/lightning/setup/UserInterfaceUI/home";

/// Shows the settings.
///
/// # Errors
/// When the database fails.
pub fn view(visit: &Visit<'_>) -> Answer {
    let on = sidebar::on_all_pages(&visit.org.database)?;
    let main = html! {
        form method="post" action=(PATH) {
            fieldset {
                legend class="slds-text-heading_small" { "Sidebar" }
                (tick("everywhere", "Show Custom Sidebar Components on All Pages", on))
            }
            (buttons("Save", HOME))
        }
    };
    Ok(visit.page("User Interface", &main))
}

/// Carries the form out.
///
/// # Errors
/// When the database refuses.
pub fn save(visit: &Visit<'_>, form: &Form) -> Answer {
    let value = ticked(form, "everywhere").to_string();
    visit.org.database.set_preference(sidebar::ON_ALL_PAGES, &value)?;
    Ok(go(PATH))
}
