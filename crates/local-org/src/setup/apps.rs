//! App Manager: the apps, the utilities of a Lightning app, and the components of a console.

use axum::response::Response;
use maud::{Markup, html};

use super::form::Form;
use super::utilities;
use super::visit::{Answer, Visit, buttons, go, table, tick, ticked};
use crate::classic::console_app::{self, ConsoleApp};

/// The address of the list of apps.
pub const HOME: &str = "/lightning/setup/NavigationMenus/home";

fn path(app: &ConsoleApp) -> String {
    format!("/lightning/setup/NavigationMenus/{}/edit", app.name)
}

/// Answers [`HOME`].
pub fn home(visit: &Visit<'_>) -> Response {
    let lightning = visit.org.apps.lightning().map(|app| {
        vec![
            html! { (app.label) },
            html! { (app.name) },
            html! { "Lightning" },
            html! { a href=(utilities::path(app)) aria-label=(format!("Edit {}", app.label)) { "Edit" } },
        ]
    });
    let consoles = visit.org.classic.consoles.all().map(|app| {
        vec![
            html! { (app.label) },
            html! { (app.name) },
            html! { "Classic Console" },
            html! { a href=(path(app)) aria-label=(format!("Edit {}", app.label)) { "Edit" } },
        ]
    });
    let rows: Vec<Vec<Markup>> = lightning.chain(consoles).collect();
    visit.page(
        "App Manager",
        &table(
            "Apps",
            &["App Name", "Developer Name", "App Type", "Action"],
            &rows,
        ),
    )
}

fn gone(visit: &Visit<'_>) -> Response {
    visit.missing("This org has no such app.")
}

/// Shows an app with the utilities to add, or the components to choose from.
///
/// # Errors
/// When the database fails.
pub fn edit(visit: &Visit<'_>, name: &str) -> Answer {
    if let Some(app) = visit.org.apps.get(name).filter(|app| app.lightning) {
        return utilities::edit(visit, app);
    }
    let consoles = &visit.org.classic.consoles;
    let Some(app) = consoles.get(name) else {
        return Ok(gone(visit));
    };
    let mut boxes = Vec::new();
    for component in consoles.components() {
        let on = consoles.shows(&visit.org.database, app, component)?;
        boxes.push(tick(&field(&component.name), &component.name, on));
    }
    let main = html! {
        form method="post" action=(path(app)) {
            fieldset {
                legend class="slds-text-heading_small" { "Choose Console Components" }
                @if boxes.is_empty() { p { "This org has no console components." } }
                @for tick in &boxes { (tick) }
            }
            (buttons("Save", HOME))
        }
    };
    Ok(visit.page(&format!("Edit {}", app.label), &main))
}

fn field(component: &str) -> String {
    format!("component-{component}")
}

/// Carries the form out.
///
/// # Errors
/// When the database refuses.
pub fn save(visit: &Visit<'_>, name: &str, form: &Form) -> Answer {
    if let Some(app) = visit.org.apps.get(name).filter(|app| app.lightning) {
        return utilities::save(visit, app, form);
    }
    let consoles = &visit.org.classic.consoles;
    let Some(app) = consoles.get(name) else {
        return Ok(gone(visit));
    };
    for component in consoles.components() {
        let on = ticked(form, &field(&component.name));
        console_app::set(&visit.org.database, app, component, on)?;
    }
    Ok(go(HOME))
}
