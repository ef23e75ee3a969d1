//! All attributes of an element, as one attribute of leptos.
//!
//! leptos's own way, a tuple with a place for each, repeats its code for every place and keeps a handle of the element
//! for each; a list of erased attributes is taken off and put on again at every drawing, upon which a heading loses
//! the keyboard. This compares name by name and changes what differs.

use std::borrow::Cow;

use leptos::attr::{Attribute, AttributeValue, NextAttribute};
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::Element;

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
    AriaLabel,
    AriaSort,
    Scope,
    Max,
    AriaRowCount,
    AriaRowIndex,
    ViewBox,
    PreserveAspectRatio,
    D,
    StyleTop,
    StyleHeight,
}

/// Their names, in the same order.
const NAMES: [&str; 30] = [
    "id",
    "class",
    "role",
    "tabindex",
    "href",
    "target",
    "rel",
    "aria-hidden",
    "aria-disabled",
    "aria-labelledby",
    "aria-describedby",
    "aria-invalid",
    "type",
    "for",
    "value",
    "data-value",
    "maxlength",
    "readonly",
    "autocomplete",
    "aria-label",
    "aria-sort",
    "scope",
    "max",
    "aria-rowcount",
    "aria-rowindex",
    "viewBox",
    "preserveAspectRatio",
    "d",
    "style:top",
    "style:height",
];

/// What stands before the name of a property of an element's style. It is set as a property, since a strict content
/// policy blocks the attribute `style`; an element that has had one keeps it.
const STYLE: &str = "style:";

/// The values of an element's attributes; `None` for one that it does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attributes([Option<Cow<'static, str>>; NAMES.len()]);

impl Attributes {
    /// Gives an attribute a value.
    pub(crate) fn set(&mut self, name: Attr, value: Cow<'static, str>) {
        self.0[name as usize] = Some(value);
    }

    /// Gives an attribute a value if it has none.
    pub(crate) fn set_default(&mut self, name: Attr, value: &'static str) {
        self.0[name as usize].get_or_insert(Cow::Borrowed(value));
    }
}

impl Attribute for Attributes {
    const MIN_LENGTH: usize = 0;

    type State = (Element, Self);
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(self, buf: &mut String, _: &mut String, _: &mut String, _: &mut String) {
        for (name, value) in NAMES.into_iter().zip(self.0) {
            value.to_html(name, buf);
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element) -> Self::State {
        self.build(element)
    }

    fn build(self, element: &Element) -> Self::State {
        let mut state = (element.clone(), Self::default());
        self.rebuild(&mut state);
        state
    }

    fn rebuild(self, state: &mut Self::State) {
        let (element, drawn) = state;
        for (name, (drawn, value)) in NAMES.into_iter().zip(drawn.0.iter().zip(&self.0)) {
            match value {
                Some(_) if drawn == value => {}
                Some(value) => match name.strip_prefix(STYLE) {
                    None => Rndr::set_attribute(element, name, value),
                    Some(name) => Rndr::set_css_property(&Rndr::style(element), name, value),
                },
                None if drawn.is_some() => Rndr::remove_attribute(element, name),
                None => {}
            }
        }
        *drawn = self;
    }

    fn into_cloneable(self) -> Self::Cloneable {
        self
    }

    fn into_cloneable_owned(self) -> Self::CloneableOwned {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }
}

impl NextAttribute for Attributes {
    type Output<NewAttr: Attribute> = (Self, NewAttr);

    fn add_any_attr<NewAttr: Attribute>(self, new_attr: NewAttr) -> Self::Output<NewAttr> {
        (self, new_attr)
    }
}
