//! Object Manager: the objects with their page layouts and record pages.

use apex::host::Host;
use maud::{Markup, html};

use super::visit::{Answer, Visit, table};
use super::{app_builder, layout_editor};

/// The address of the list of objects.
pub const HOME: &str = "/lightning/setup/ObjectManager/home";

/// Answers [`HOME`].
///
/// # Errors
/// When the database fails.
pub fn home(visit: &Visit<'_>) -> Answer {
    let host = visit.host()?;
    let layouts = visit
        .org
        .classic
        .layouts
        .all()
        .map(|layout| layout.object.as_str());
    let mut objects: Vec<&str> = layouts.chain(visit.org.flexipages.objects()).collect();
    objects.sort_unstable();
    objects.dedup();
    let mut lines: Vec<Vec<Markup>> = Vec::new();
    for object in objects {
        let Some(describe) = host
            .describe(object)
            .filter(|describe| describe.kind == apex::host::ObjectKind::Normal)
        else {
            continue;
        };
        let label = &describe.label;
        lines.push(vec![
            html! { (label) },
            html! { (describe.name) },
            html! {
                @if visit.org.classic.layouts.of(object).is_some() {
                    a href=(layout_editor::path(&describe.name)) { (label) " Page Layout" }
                }
            },
            html! {
                @if visit.org.flexipages.of(object).is_some() {
                    a href=(app_builder::path(&describe.name)) { (label) " Lightning Record Page" }
                }
            },
        ]);
    }
    let columns = ["Label", "API Name", "Page Layouts", "Lightning Record Pages"];
    Ok(visit.page("Object Manager", &table("Objects", &columns, &lines)))
}
