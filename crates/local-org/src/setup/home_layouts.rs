//! Home Page Layouts: which components stand on the home page of Classic.

use axum::response::Response;
use maud::{Markup, html};
use url::form_urlencoded::byte_serialize;

use super::form::Form;
use super::visit::{Answer, Visit, buttons, go, table, tick, ticked};
use crate::classic::sidebar::{self, HomeComponent, HomeLayout};

/// The address of the list of layouts.
pub const HOME: &str = "/lightning/setup/HomePageLayouts/home";

fn path(layout: &HomeLayout) -> String {
    let name: String = byte_serialize(layout.name.as_bytes()).collect();
    format!("/lightning/setup/HomePageLayouts/edit?layout={name}")
}

/// Answers [`HOME`].
pub fn home(visit: &Visit<'_>) -> Response {
    let layouts = visit.org.classic.home.layouts();
    let rows: Vec<Vec<Markup>> = layouts
        .iter()
        .map(|layout| {
            vec![
                html! { a href=(path(layout)) aria-label=(format!("Edit {}", layout.name)) { "Edit" } },
                html! { (layout.name) },
            ]
        })
        .collect();
    visit.page(
        "Home Page Layouts",
        &table("Home Page Layouts", &["Action", "Page Layout Name"], &rows),
    )
}

fn find<'v>(visit: &Visit<'v>, name: &str) -> Option<&'v HomeLayout> {
    let layouts = visit.org.classic.home.layouts();
    layouts.iter().find(|layout| layout.name == name)
}

fn gone(visit: &Visit<'_>) -> Response {
    visit.missing("This org has no such home page layout.")
}

/// Shows a layout with the components to choose from.
///
/// # Errors
/// When the database fails.
pub fn edit(visit: &Visit<'_>, name: &str) -> Answer {
    let Some(layout) = find(visit, name) else {
        return Ok(gone(visit));
    };
    let main = html! {
        form method="post" action=(path(layout)) {
            (column(visit, layout, "Select Narrow Components to Show", true)?)
            (column(visit, layout, "Select Wide Components to Show", false)?)
            (buttons("Save", HOME))
        }
    };
    Ok(visit.page(&format!("Edit {}", layout.name), &main))
}

fn column(
    visit: &Visit<'_>,
    layout: &HomeLayout,
    title: &str,
    narrow: bool,
) -> Result<Markup, apex::host::HostError> {
    let home = &visit.org.classic.home;
    let mut boxes = Vec::new();
    for component in home.components().filter(|component| component.narrow == narrow) {
        let on = home.shows(&visit.org.database, layout, component)?;
        boxes.push(tick(&field(component), &component.name, on));
    }
    Ok(html! {
        @if !boxes.is_empty() {
            fieldset class="slds-m-top_medium" {
                legend class="slds-text-heading_small" { (title) }
                @for tick in &boxes { (tick) }
            }
        }
    })
}

fn field(component: &HomeComponent) -> String {
    format!("component-{}", component.name)
}

/// Carries the form out.
///
/// # Errors
/// When the database refuses.
pub fn save(visit: &Visit<'_>, name: &str, form: &Form) -> Answer {
    let Some(layout) = find(visit, name) else {
        return Ok(gone(visit));
    };
    for component in visit.org.classic.home.components() {
        let on = ticked(form, &field(component));
        sidebar::set(&visit.org.database, layout, component, on)?;
    }
    Ok(go(HOME))
}
