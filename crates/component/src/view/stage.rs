//! What every part of a view has at hand.

use domain::Instant;
use leptos::prelude::*;
use page::{Figures, Words};
use ui::{Button, Look};

use crate::model::{Component, Message, State};

/// The state, the words and the way back.
pub struct Stage<C: Component> {
    state: RwSignal<State<C>>,
    props: StoredValue<Props<C>, LocalStorage>,
}

struct Props<C: Component> {
    words: Words,
    formats: Box<dyn Figures>,
    send: Box<dyn Fn(Message<C>)>,
}

impl<C: Component> Clone for Stage<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Component> Copy for Stage<C> {}

impl<C: Component> Stage<C> {
    /// Shows a state.
    pub fn new(
        state: RwSignal<State<C>>,
        words: Words,
        formats: Box<dyn Figures>,
        send: Box<dyn Fn(Message<C>)>,
    ) -> Self {
        let props = StoredValue::new_local(Props { words, formats, send });
        Self { state, props }
    }

    /// Looks at the state; who does while drawing draws again when it changes.
    pub fn with<T>(self, look: impl FnOnce(&State<C>) -> T) -> T {
        self.state.with(look)
    }

    /// The words of a key.
    pub fn say(self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The words of a key, with values in their places.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        self.props.with_value(|props| props.words.fill(key, values))
    }

    /// Writes dates, numbers and spans for the user.
    pub fn write(self, how: impl FnOnce(&dyn Figures) -> String) -> String {
        self.props.with_value(|props| how(&*props.formats))
    }

    /// Date and time in the user's words; nothing when there is none.
    pub fn date_time(self, instant: Option<Instant>) -> String {
        instant
            .map(|it| self.write(|formats| formats.date_time(it)))
            .unwrap_or_default()
    }

    /// What a click does; the message is made when it comes.
    pub fn click(self, message: impl Fn() -> Message<C> + 'static) -> ui::Click {
        Box::new(move || self.send(message()))
    }

    /// Sends a message now.
    pub fn send(self, message: Message<C>) {
        self.props.with_value(|props| (props.send)(message));
    }

    /// A click that means something of the component's own.
    pub fn on(self, message: C::Message) -> ui::Click {
        self.click(move || Message::Own(message.clone()))
    }

    /// A button. `busy` when what it does is under way, `ready` when a click does something.
    pub fn button(
        self,
        look: Look,
        label: String,
        busy: bool,
        ready: bool,
        message: impl Fn() -> Message<C> + 'static,
    ) -> AnyView {
        let button = Button {
            id: None,
            look,
            submits: false,
            label,
            about: None,
            busy,
            ready,
        };
        ui::button(button, self.click(message))
    }
}
