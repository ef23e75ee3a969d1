//! What the user enters, and the dialogue in which they do.
//!
//! One listener for all fields: a field is known by its id. A field that is drawn with the attribute `data-value` gets
//! that value from [`show_values`]: the attribute `value` would be without effect once the user has typed.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

use crate::listener::Listener;
use crate::{property, window};

/// The value of a ticked box; another has the empty one.
const TICKED: &str = "true";

/// Listens to the fields of the page; ends when dropped.
pub struct Fields(#[expect(dead_code, reason = "the listeners live as long as the fields")] Vec<Listener>);

impl Fields {
    /// Tells the id and the value of a field at every change by the user, and every closing of a dialogue by the
    /// browser (the Escape key).
    pub fn listen(entered: impl Fn(&str, String) + 'static, closed: impl Fn() + 'static) -> Self {
        let Some(document) = document() else {
            return Self(Vec::new());
        };
        let input = Listener::on(document.clone().into(), "input", move |event| {
            if let Some(element) = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
            {
                entered(&element.id(), value(&element));
            }
        });
        let close = Listener::on(document.into(), "close", move |_| closed());
        Self(vec![input, close])
    }
}

/// Shows every field the value with which it was drawn; one that shows it already is left alone.
pub fn show_values() {
    let Some(fields) = document().and_then(|document| document.query_selector_all("[data-value]").ok())
    else {
        return;
    };
    for place in 0..fields.length() {
        let field = fields
            .item(place)
            .and_then(|node| node.dyn_into::<Element>().ok());
        if let Some(field) = field
            && let Some(wanted) = field.get_attribute("data-value")
            && wanted != value(&field)
        {
            let (name, wanted) = if is_box(&field) {
                ("checked", JsValue::from_bool(wanted == TICKED))
            } else {
                ("value", JsValue::from_str(&wanted))
            };
            // A field takes every value; a list that has it not among its choices shows none.
            let _ = Reflect::set(&field, &JsValue::from_str(name), &wanted);
        }
    }
}

/// Shows the dialogue with this id over the rest of the page, which gives it the keyboard.
pub fn show_dialog(id: &str) {
    let Some(dialog) = document().and_then(|document| document.get_element_by_id(id)) else {
        return;
    };
    let show = property(&dialog, "showModal").and_then(|it| it.dyn_into::<Function>().ok());
    if let Some(show) = show.filter(|_| !dialog.has_attribute("open")) {
        // Fails only for a dialogue that is open already.
        let _ = show.call0(&dialog);
    }
}

fn document() -> Option<Document> {
    window()?.document()
}

fn is_box(field: &Element) -> bool {
    field.get_attribute("type").as_deref() == Some("checkbox")
}

fn value(field: &Element) -> String {
    if is_box(field) {
        let ticked = property(field, "checked").is_some_and(|checked| checked.is_truthy());
        return if ticked { TICKED } else { "" }.to_owned();
    }
    property(field, "value")
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}
