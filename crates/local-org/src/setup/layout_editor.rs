//! The editor of a page layout: sections with Visualforce pages, their heights, and the quick actions.

use apex::host::HostError;
use axum::response::Response;
use maud::{Markup, html};

use super::field::Input;
use super::form::Form;
use super::layouts::HOME;
use super::visit::{Answer, Visit, buttons, go, ticked};
use crate::classic::layout::{self, Item, Layout, PageItem, Section, USUAL_HEIGHT};
use crate::classic::page;

/// Lowest and highest page on a layout, in CSS pixels.
const HEIGHTS: std::ops::RangeInclusive<u32> = 20..=2_000;

/// The address of the editor of an object's layout.
pub fn path(object: &str) -> String {
    format!("/lightning/setup/ObjectManager/{object}/PageLayouts/view")
}

fn find(visit: &Visit<'_>, object: &str) -> Result<Option<Layout>, HostError> {
    visit.org.classic.layouts.now(&visit.org.database, object)
}

fn gone(visit: &Visit<'_>) -> Response {
    visit.missing("This org has no page layout for that object.")
}

/// Shows the editor.
///
/// # Errors
/// When the database fails.
pub fn view(visit: &Visit<'_>, object: &str) -> Answer {
    let Some(layout) = find(visit, object)? else {
        return Ok(gone(visit));
    };
    Ok(visit.page(&layout.name, &form(visit, &layout, None)))
}

/// Carries the form out.
///
/// # Errors
/// When the database fails.
pub fn save(visit: &Visit<'_>, object: &str, sent: &Form) -> Answer {
    let Some(layout) = find(visit, object)? else {
        return Ok(gone(visit));
    };
    match changed(&layout, sent) {
        Ok(layout) => {
            layout::keep(&visit.org.database, &layout)?;
            Ok(go(&path(&layout.object)))
        }
        Err(problem) => Ok(visit.refused(&layout.name, &form(visit, &layout, Some(&problem)))),
    }
}

/// The layout as the form has it.
fn changed(layout: &Layout, sent: &Form) -> Result<Layout, String> {
    let mut next = layout.clone();
    for (at, section) in next.sections.iter_mut().enumerate() {
        let mut number = 0;
        for column in &mut section.columns {
            let mut kept = Vec::new();
            for mut item in column.drain(..) {
                if let Item::Page(page) = &mut item {
                    let own = number;
                    let field = |part: &str| format!("{part}-{at}-{own}");
                    number += 1;
                    if ticked(sent, &field("remove")) {
                        continue;
                    }
                    page.height = height(sent.text(&field("height")))?;
                    page.show_label = ticked(sent, &field("label"));
                    page.show_scrollbars = ticked(sent, &field("scrollbars"));
                }
                kept.push(item);
            }
            *column = kept;
        }
    }
    let page = sent.text("page");
    if !page.is_empty() {
        let item = Item::Page(PageItem {
            page: page.to_owned(),
            height: height(sent.text("height"))?,
            show_label: false,
            show_scrollbars: ticked(sent, "scrollbars"),
        });
        let label = match sent.text("section") {
            "" => return Err("Give the section a name.".to_owned()),
            label => label,
        };
        match next.sections.iter_mut().find(|section| section.label == label) {
            Some(section) => match section.columns.first_mut() {
                Some(column) => column.push(item),
                None => section.columns.push(vec![item]),
            },
            None => next.sections.push(Section {
                label: label.to_owned(),
                heading: true,
                columns: vec![vec![item]],
            }),
        }
    }
    next.actions = sent.all("action").map(str::to_owned).collect();
    Ok(next)
}

fn height(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| HEIGHTS.contains(number));
    number.ok_or_else(|| {
        format!(
            "A height is a number of pixels from {} to {}.",
            HEIGHTS.start(),
            HEIGHTS.end()
        )
    })
}

/// Whether a page is for an object: its standard controller is the object.
fn is_for(visit: &Visit<'_>, name: &str, object: &str) -> bool {
    let page = visit.org.library.page(name).ok();
    let controller = page.and_then(|page| {
        let given = page.root.attribute("standardController")?.literal()?;
        Some(visit.org.package.resolve(&given, &page.namespace))
    });
    controller.is_some_and(|controller| {
        controller.eq_ignore_ascii_case(object)
            || controller
                .split_once("__")
                .is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(object))
    })
}

fn form(visit: &Visit<'_>, layout: &Layout, problem: Option<&str>) -> Markup {
    let pages = visit.org.library.page_names();
    let offered: Vec<(String, String)> = std::iter::once((String::new(), "--None--".to_owned()))
        .chain(
            pages
                .filter(|name| is_for(visit, name, &layout.object))
                .map(|name| {
                    let label = visit.org.library.page_label(name);
                    (name.to_owned(), label.unwrap_or_else(|| name.to_owned()))
                }),
        )
        .collect();
    let input = |name: &'static str, label: &'static str| Input {
        name,
        label,
        help: None,
        error: None,
        required: false,
    };
    let is_on = |action: &str| {
        layout.actions.iter().any(|own| {
            own.eq_ignore_ascii_case(action)
                || own.rsplit('.').next().is_some_and(|name| {
                    action.eq_ignore_ascii_case(&format!(
                        "{}.{}",
                        layout.object,
                        visit.org.package.resolve(name, &layout.namespace)
                    ))
                })
        })
    };
    html! {
        @if let Some(problem) = problem { p class="slds-text-color_error" role="alert" { (problem) } }
        form method="post" action=(path(&layout.object)) {
            @for (at, section) in layout.sections.iter().enumerate() { (pages_of(visit, layout, section, at)) }
            fieldset class="slds-m-top_medium" {
                legend class="slds-text-heading_small" { "Add a Visualforce page" }
                (Input { help: Some("A new section, unless there is one of this name."), ..input("section", "Section Name") }.text("", 80))
                (input("page", "Visualforce Page").choice("", &offered))
                (input("height", "Height (in pixels)").text(&USUAL_HEIGHT.to_string(), 4))
                (input("scrollbars", "Show scrollbars").tick(false))
            }
            fieldset class="slds-m-top_medium" {
                legend class="slds-text-heading_small" { "Quick Actions in the Salesforce Classic Publisher" }
                @for action in visit.org.classic.actions.of(&layout.object) {
                    div { label { input type="checkbox" name="action" value=(action.name) checked[is_on(&action.name)]; " " (action.label) } }
                }
            }
            (buttons("Save", HOME))
        }
    }
}

/// The Visualforce pages of a section.
fn pages_of(visit: &Visit<'_>, layout: &Layout, section: &Section, at: usize) -> Markup {
    let items = section.columns.iter().flatten();
    let pages: Vec<&PageItem> = items
        .filter_map(|item| match item {
            Item::Page(page) => Some(page),
            _ => None,
        })
        .collect();
    html! {
        @if !pages.is_empty() { fieldset class="slds-m-top_medium" {
            legend class="slds-text-heading_small" { "Section " (section.label) }
            @for (number, item) in pages.iter().enumerate() {
                @let label = page::label(visit.org, &item.page, &layout.namespace);
                @let field = |part: &str| format!("{part}-{at}-{number}");
                fieldset class="slds-m-top_small" {
                    legend { "Visualforce page " (label) }
                    label { "Height (in pixels) " input class="slds-input" inputmode="numeric" name=(field("height")) value=(item.height); }
                    label { input type="checkbox" name=(field("label")) value="true" checked[item.show_label]; " Show label" }
                    " " label { input type="checkbox" name=(field("scrollbars")) value="true" checked[item.show_scrollbars]; " Show scrollbars" }
                    " " label { input type="checkbox" name=(field("remove")) value="true"; " Remove from the layout" }
                }
            }
        } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(values: &[(&str, &str)]) -> Form {
        Form::new(
            values
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn a_page_is_added_changed_and_removed() {
        let layout = Layout::default();
        let added = form(&[("section", "Desk"), ("page", "Hello"), ("height", "300")]);
        let layout = changed(&layout, &added).expect("added");
        let page = |layout: &Layout| match layout.sections.first()?.columns.first()?.first()? {
            Item::Page(page) => Some(page.clone()),
            _ => None,
        };
        assert_eq!(page(&layout).map(|page| page.height), Some(300));
        let higher = form(&[
            ("height-0-0", "450"),
            ("scrollbars-0-0", "true"),
            ("action", "A.B"),
        ]);
        let layout = changed(&layout, &higher).expect("changed");
        assert!(page(&layout).is_some_and(|page| page.height == 450 && page.show_scrollbars));
        assert_eq!(layout.actions, ["A.B"]);
        assert!(changed(&layout, &form(&[("height-0-0", "high")])).is_err());
        let layout = changed(&layout, &form(&[("remove-0-0", "true")])).expect("removed");
        assert_eq!(page(&layout), None);
    }
}
