//! What every part of the view has at hand.

use contract::SessionKind;
use domain::Instant;
use leptos::prelude::*;
use page::{Formats, Words};
use ui::{Button, Look};

use crate::model::{Busy, Message, Scene, State};

/// What a click means.
#[derive(Clone, Debug)]
pub enum Intent {
    /// A message as it is.
    Send(Message),
    /// A new session; the request gets its id on the way.
    Create(SessionKind),
    /// What the dialogue says is to be sent; it gets its id on the way too.
    Share,
}

impl From<Message> for Intent {
    fn from(message: Message) -> Self {
        Intent::Send(message)
    }
}

/// The scene, the words and the way back.
#[derive(Clone, Copy)]
pub struct Stage {
    state: RwSignal<State>,
    props: StoredValue<Props, LocalStorage>,
}

struct Props {
    words: Words,
    formats: Box<dyn Formats>,
    send: Box<dyn Fn(Intent)>,
}

impl Stage {
    /// Shows a state.
    pub fn new(
        state: RwSignal<State>,
        words: Words,
        formats: Box<dyn Formats>,
        send: Box<dyn Fn(Intent)>,
    ) -> Self {
        let props = StoredValue::new_local(Props { words, formats, send });
        Self { state, props }
    }

    /// What is to be seen; who asks while drawing draws again when the state changes.
    pub fn scene(self) -> Scene {
        self.state.with(Scene::of)
    }

    /// The words of a key.
    pub fn say(self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The words of a key, with values in their places.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        self.props.with_value(|props| props.words.fill(key, values))
    }

    /// An instant in the user's words; nothing when there is none.
    pub fn date_time(self, instant: Option<Instant>) -> String {
        instant
            .map(|instant| self.props.with_value(|props| props.formats.date_time(instant)))
            .unwrap_or_default()
    }

    /// A span in the user's words, when it has a number.
    pub fn span(self, remaining: domain::remaining::Remaining) -> Option<String> {
        self.props.with_value(|props| props.formats.remaining(remaining))
    }

    /// What a click does.
    pub fn click(self, intent: Intent) -> ui::Click {
        Box::new(move || self.props.with_value(|props| (props.send)(intent.clone())))
    }

    /// A button for something that TeamViewer does: waits while another action is under way.
    pub fn button(
        self,
        scene: &Scene,
        id: Option<&'static str>,
        look: Look,
        key: &str,
        busy: Option<Busy>,
        intent: impl Into<Intent>,
    ) -> AnyView {
        let busy = busy.is_some() && busy == scene.busy;
        let button = Button {
            id,
            look,
            submits: false,
            label: self.say(key),
            about: None,
            busy,
            ready: scene.ready,
        };
        ui::button(button, self.click(intent.into()))
    }

    /// A button that does something when `ready`.
    pub fn button_when(
        self,
        ready: bool,
        look: Look,
        label: String,
        busy: bool,
        message: Message,
    ) -> AnyView {
        ui::button(
            Button {
                id: None,
                look,
                submits: false,
                label,
                about: None,
                busy,
                ready,
            },
            self.click(message.into()),
        )
    }

    /// The button that sends a form, when `ready`.
    pub fn submit(self, ready: bool, key: &str, busy: bool, intent: Intent) -> AnyView {
        ui::button(
            Button {
                id: None,
                look: Look::Brand,
                submits: true,
                label: self.say(key),
                about: None,
                busy,
                ready,
            },
            self.click(intent),
        )
    }

    /// A button that always does something.
    pub fn always(self, look: Look, key: &str, message: Message) -> AnyView {
        self.button_when(true, look, self.say(key), false, message)
    }
}
