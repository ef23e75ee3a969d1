//! One type for all elements.

use std::borrow::Cow;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::Click;
use crate::attributes::{Attr, Attributes};

/// An element to be drawn.
///
/// Drawn again at the same place, it changes the element that is there, if the tag is the same; else it takes
/// its place. So what must not turn into something else under the user's finger stands below a tag of its own.
pub struct El {
    tag: &'static str,
    attributes: Attributes,
    children: Vec<AnyView>,
}

/// An element with a class. The tag is written in capitals, as the browser's DOM names elements: leptos
/// compares the two to see whether an element can stay.
pub fn el(tag: &'static str, class: &'static str) -> El {
    let el = El {
        tag,
        attributes: Attributes::default(),
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
        self.attributes.set(name, value.into());
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
            .add_any_attr(self.attributes)
            .child(self.children)
            .into_any()
    }

    /// Ready to be drawn as a button (its tag is `BUTTON` whatever was said) that does something when clicked,
    /// and nothing else: one of the type `submit` does its thing on the Enter key too, and sends no form.
    pub fn button(mut self, click: Click) -> AnyView {
        self.attributes.set_default(Attr::Type, "button");
        let click: Box<dyn FnMut(ev::MouseEvent)> = Box::new(move |event| {
            event.prevent_default();
            click();
        });
        html::button()
            .add_any_attr(self.attributes)
            .on(ev::click, click)
            .child(self.children)
            .into_any()
    }
}
