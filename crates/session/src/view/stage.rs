//! What every part of the view has at hand.

use contract::SessionKind;
use domain::Instant;
use leptos::prelude::*;
use page::{Formats, Words};
use ui::{Button, Look};

use crate::model::{Busy, Card, Message, Scene, State};

/// What a click means.
#[derive(Clone, Debug)]
pub enum Intent {
    /// A message as it is.
    Send(Message),
    /// A new session; the request gets its id on the way.
    Create(SessionKind),
}

impl From<Message> for Intent {
    fn from(message: Message) -> Self {
        Intent::Send(message)
    }
}

/// The scene, the words and the way back.
#[derive(Clone, Copy)]
pub struct Stage {
    /// What is to be seen.
    pub scene: Memo<Scene>,
    words: StoredValue<Words, LocalStorage>,
    formats: StoredValue<Box<dyn Formats>, LocalStorage>,
    send: StoredValue<Box<dyn Fn(Intent)>, LocalStorage>,
}

impl Stage {
    /// Shows a state.
    pub fn new(
        state: RwSignal<State>,
        words: Words,
        formats: Box<dyn Formats>,
        send: Box<dyn Fn(Intent)>,
    ) -> Self {
        Self {
            scene: Memo::new(move |_| state.with(Scene::of)),
            words: StoredValue::new_local(words),
            formats: StoredValue::new_local(formats),
            send: StoredValue::new_local(send),
        }
    }

    /// The words of a key.
    pub fn say(self, key: &str) -> String {
        self.words.with_value(|words| words.say(key))
    }

    /// The words of a key, with values in their places.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        self.words.with_value(|words| words.fill(key, values))
    }

    /// Writes dates and spans.
    pub fn with_formats<T>(self, write: impl FnOnce(&dyn Formats) -> T) -> T {
        self.formats.with_value(|formats| write(&**formats))
    }

    /// An instant in the user's words; nothing when there is none.
    pub fn date_time(self, instant: Option<Instant>) -> String {
        instant.map(|instant| self.with_formats(|formats| formats.date_time(instant))).unwrap_or_default()
    }

    /// Something read off the scene.
    pub fn signal<T: Send + Sync + 'static>(self, read: fn(&Scene) -> T) -> Signal<T> {
        Signal::derive(move || self.scene.with(read))
    }

    /// Words about the session on the screen; none when there is no session.
    pub fn about_card(self, write: fn(Stage, &Card) -> String) -> Signal<String> {
        Signal::derive(move || {
            let card = self.scene.with(|scene| scene.screen.card().cloned());
            card.map(|card| write(self, &card)).unwrap_or_default()
        })
    }

    /// What a click does.
    pub fn click(self, intent: impl Into<Intent>) -> ui::Click {
        let intent = intent.into();
        Box::new(move || self.send.with_value(|send| send(intent.clone())))
    }

    /// A button for something that TeamViewer does: waits while another action is under way.
    pub fn button(
        self,
        id: Option<&'static str>,
        look: Look,
        key: &str,
        busy: Option<Busy>,
        intent: impl Into<Intent>,
    ) -> AnyView {
        self.button_when(self.signal(|scene| scene.ready), id, look, Signal::stored(self.say(key)), busy, intent.into())
    }

    /// A button that always does something.
    pub fn always(self, look: Look, key: &str, message: Message) -> AnyView {
        let label = Signal::stored(self.say(key));
        self.button_when(Signal::stored(true), None, look, label, None, message.into())
    }

    /// A button that does something when `ready`, and turns while the scene says that it is busy.
    pub fn button_when(
        self,
        ready: Signal<bool>,
        id: Option<&'static str>,
        look: Look,
        label: Signal<String>,
        busy: Option<Busy>,
        intent: Intent,
    ) -> AnyView {
        let busy = Signal::derive(move || busy.is_some() && self.scene.with(|scene| scene.busy == busy));
        ui::button(Button { id, look, label, about: None, busy, ready, click: self.click(intent) })
    }
}
