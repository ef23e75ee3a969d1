//! One type for all elements.

use std::borrow::Cow;

use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::Click;

/// Attributes that elements here can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are named as in HTML")]
pub enum Attr {
    Id,
    Class,
    Role,
    TabIndex,
    Href,
    Target,
    Rel,
    AriaHidden,
    AriaDisabled,
    AriaLabelledBy,
    AriaDescribedBy,
    AriaInvalid,
    Type,
    For,
    Value,
    DataValue,
    MaxLength,
    ReadOnly,
    AutoComplete,
}

/// How many attributes there are.
const COUNT: usize = 19;

/// The attributes as leptos compares them: one by one, so that what stays the same is left alone. (A list of
/// erased attributes is taken off and put on again at every drawing, upon which a heading loses the keyboard.)
macro_rules! attributes {
    ($values:expr) => {{
        let [
            id,
            class,
            role,
            tab_index,
            href,
            target,
            rel,
            hidden,
            disabled,
            labelled_by,
            described_by,
            invalid,
            kind,
            label_for,
            value,
            data_value,
            max_length,
            read_only,
            auto_complete,
        ] = $values;
        (
            custom_attribute("id", id),
            custom_attribute("class", class),
            custom_attribute("role", role),
            custom_attribute("tabindex", tab_index),
            custom_attribute("href", href),
            custom_attribute("target", target),
            custom_attribute("rel", rel),
            custom_attribute("aria-hidden", hidden),
            custom_attribute("aria-disabled", disabled),
            custom_attribute("aria-labelledby", labelled_by),
            custom_attribute("aria-describedby", described_by),
            custom_attribute("aria-invalid", invalid),
            custom_attribute("type", kind),
            custom_attribute("for", label_for),
            custom_attribute("value", value),
            custom_attribute("data-value", data_value),
            custom_attribute("maxlength", max_length),
            custom_attribute("readonly", read_only),
            custom_attribute("autocomplete", auto_complete),
        )
    }};
}

/// An element to be drawn.
///
/// Drawn again at the same place, it changes the element that is there, if the tag is the same; else it takes
/// its place. So what must not turn into something else under the user's finger stands below a tag of its own.
pub struct El {
    tag: &'static str,
    // All attributes always, in one order: drawing compares them place by place.
    attributes: [Option<Cow<'static, str>>; COUNT],
    children: Vec<AnyView>,
}

/// An element with a class. The tag is written in capitals, as the browser's DOM names elements: leptos
/// compares the two to see whether an element can stay.
pub fn el(tag: &'static str, class: &'static str) -> El {
    let el = El {
        tag,
        attributes: Default::default(),
        children: Vec::new(),
    };
    if class.is_empty() {
        el
    } else {
        el.attr(Attr::Class, class)
    }
}

/// A text; whatever is in it stays text.
pub fn text(text: String) -> AnyView {
    text.into_any()
}

/// Nothing, where something may be another time: keeps the place of what follows.
pub fn nothing() -> AnyView {
    ().into_any()
}

impl El {
    /// Sets an attribute.
    pub fn attr(mut self, name: Attr, value: impl Into<Cow<'static, str>>) -> Self {
        self.attributes[name as usize] = Some(value.into());
        self
    }

    /// Adds a child.
    pub fn child(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    /// Adds a text.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.child(crate::text(text.into()))
    }

    /// Adds a child, or keeps its place.
    pub fn maybe(self, child: Option<AnyView>) -> Self {
        self.child(child.unwrap_or_else(nothing))
    }

    /// Adds children whose number may change; nothing may follow them.
    pub fn children(mut self, children: impl IntoIterator<Item = AnyView>) -> Self {
        self.children.extend(children);
        self
    }

    /// Ready to be drawn.
    pub fn view(self) -> AnyView {
        html::custom(self.tag)
            .add_any_attr(attributes!(self.attributes))
            .child(self.children)
            .into_any()
    }

    /// Ready to be drawn as a button (its tag is `BUTTON` whatever was said) that does something when clicked,
    /// and nothing else: one of the type `submit` does its thing on the Enter key too, and sends no form.
    pub fn button(mut self, click: Click) -> AnyView {
        self.attributes[Attr::Type as usize].get_or_insert(Cow::Borrowed("button"));
        let click: Box<dyn FnMut(ev::MouseEvent)> = Box::new(move |event| {
            event.prevent_default();
            click();
        });
        html::button()
            .add_any_attr(attributes!(self.attributes))
            .on(ev::click, click)
            .child(self.children)
            .into_any()
    }
}
