//! Fields of forms.

use leptos::prelude::*;

use crate::{Attr, el};

/// A field with its label, its hint and what is wrong with it.
pub struct Input {
    /// Id of the control.
    pub id: &'static str,
    /// Id of hint and error, by which the control is described.
    pub note: &'static str,
    /// Its label.
    pub label: String,
    /// Its value, to be shown by the page; `true` is a ticked box.
    pub value: String,
    /// What sort of control.
    pub control: Control,
    /// More words beside it; may be empty.
    pub hint: String,
    /// What is wrong, in words; empty when nothing is.
    pub wrong: String,
}

/// What sort of control.
pub enum Control {
    /// A line of text: the type of the input (`text`, `email`, `tel`), the most characters, whether it can
    /// only be read.
    Line(&'static str, &'static str, bool),
    /// Several lines of text, with the most characters.
    Lines(&'static str),
    /// A box to tick.
    Box,
    /// One of several: values and labels.
    Choice(Vec<(String, String)>),
}

/// Draws a field.
pub fn field(input: Input) -> AnyView {
    let is_box = matches!(input.control, Control::Box);
    let (tag, class) = match input.control {
        Control::Line(..) => ("INPUT", "slds-input"),
        Control::Lines(_) => ("TEXTAREA", "slds-textarea"),
        Control::Box => ("INPUT", ""),
        Control::Choice(_) => ("SELECT", "slds-select tv-select"),
    };
    let wrong = !input.wrong.is_empty();
    let control = el(tag, class)
        .attr(Attr::Id, input.id)
        .attr(Attr::DataValue, input.value)
        .attr(Attr::AriaDescribedBy, input.note)
        .attr(Attr::AriaInvalid, if wrong { "true" } else { "false" });
    let control = match input.control {
        Control::Line(kind, most, fixed) => {
            let control = control
                .attr(Attr::Type, kind)
                .attr(Attr::MaxLength, most)
                // The browser would offer the agent's own data for the customer's.
                .attr(Attr::AutoComplete, "off");
            if fixed {
                control.attr(Attr::ReadOnly, "")
            } else {
                control
            }
        }
        Control::Lines(most) => control.attr(Attr::MaxLength, most),
        Control::Box => control.attr(Attr::Type, "checkbox"),
        Control::Choice(choices) => control.children(
            choices
                .into_iter()
                .map(|(value, label)| el("OPTION", "").attr(Attr::Value, value).text(label).view()),
        ),
    }
    .view();
    let label = el("LABEL", "tv-label")
        .attr(Attr::For, input.id)
        .text(input.label)
        .view();
    let note = el("DIV", "tv-note")
        .attr(Attr::Id, input.note)
        .text(input.hint)
        .maybe(wrong.then(|| el("P", "tv-wrong").text(input.wrong).view()))
        .view();
    let (class, first, second) = if is_box {
        ("tv-field tv-field_box", control, label)
    } else {
        ("tv-field", label, control)
    };
    el("DIV", class).child(first).child(second).child(note).view()
}

/// Draws something that is unfolded when the user wants it.
pub fn details(summary: String, inside: Vec<AnyView>) -> AnyView {
    el("DETAILS", "tv-details")
        .child(el("SUMMARY", "").text(summary).view())
        .child(el("DIV", "tv-part").children(inside).view())
        .view()
}
