//! What the tests of a component need: a component to play with, and its screens as text.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says so at once"
)]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use contract::{ErrorCode, RemoteError};
use domain::Instant;
use domain::remaining::Remaining;
use leptos::prelude::*;
use page::{Figures, Formats, Words};

use crate::model::{Brought, Component, Effect, Message, Request, State, Ticket, Timer, update};
use crate::view::{self, Draw, Stage};

/// A component in the hands of a test.
#[derive(Clone, Debug)]
pub struct Play<C: Component> {
    /// What is known.
    pub state: State<C>,
    /// The effects of the last message.
    pub effects: Vec<Effect<C::Call, C::Effect>>,
    /// Monotonic milliseconds.
    pub now: i64,
    /// Calls without an answer yet, oldest first.
    pub open: Vec<(Ticket, Request<C::Call>)>,
    tab: Option<Ticket>,
}

impl<C: Component> Play<C> {
    /// A component that has just been put into a page which can be seen and has a network.
    pub fn start(own: C) -> Self {
        let mut play = Self {
            state: State::new(own, true, true),
            effects: Vec::new(),
            now: 0,
            open: Vec::new(),
            tab: None,
        };
        play.tell(Message::Start);
        play
    }

    /// Something happens.
    pub fn tell(&mut self, message: Message<C>) {
        self.now += 1;
        self.effects = update(&mut self.state, self.now, message);
        for effect in &self.effects {
            match effect {
                Effect::Call(ticket, request) => self.open.push((*ticket, request.clone())),
                Effect::OpenTab(ticket) => self.tab = Some(*ticket),
                _ => {}
            }
        }
    }

    /// Something of the component's own happens.
    pub fn send(&mut self, message: C::Message) {
        self.tell(Message::Own(message));
    }

    /// The newest call without an answer.
    pub fn asked(&self) -> Option<&C::Call> {
        self.open.iter().rev().find_map(|(_, request)| match request {
            Request::Own(call) => Some(call),
            Request::SignIn => None,
        })
    }

    /// Answers the newest call.
    ///
    /// # Panics
    /// When there is none.
    pub fn answer(&mut self, result: Result<C::Answer, RemoteError>) {
        let (ticket, _) = self.open.pop().expect("a call without an answer");
        self.tell(Message::Answered(ticket, result.map(Brought::Own)));
    }

    /// Lets the newest call fail.
    pub fn fail(&mut self, code: ErrorCode) {
        self.answer(Err(RemoteError::of(code)));
    }

    /// Answers the question for the address of the sign-in.
    ///
    /// # Panics
    /// When nobody asked.
    pub fn address(&mut self, result: Result<&str, RemoteError>) {
        let (ticket, request) = self.open.pop().expect("a call without an answer");
        assert!(request == Request::SignIn, "{request:?}");
        let result = result.map(|address| Brought::SignInUrl(address.to_owned()));
        self.tell(Message::Answered(ticket, result));
    }

    /// The browser opens the tab that was asked for last, or refuses to.
    ///
    /// # Panics
    /// When none was asked for.
    pub fn tab(&mut self, opened: bool) {
        let ticket = self.tab.take().expect("a tab was asked for");
        self.tell(Message::TabOpened(ticket, opened));
    }

    /// Time passes until a timer fires.
    ///
    /// # Panics
    /// When it is not armed.
    pub fn wait_for(&mut self, timer: Timer) {
        let due = self.state.core.deadline(timer).expect("an armed timer");
        self.now = self.now.max(due);
        self.tell(Message::Fired(timer, due));
    }

    /// The screen in English; fails when French looks different otherwise than in its words, or a word is missing.
    ///
    /// # Panics
    /// When words are missing.
    pub fn english(&self, words: view::Words, draw: Draw<C>) -> String {
        let english = html(&self.state, words, draw, ENGLISH);
        let french = html(&self.state, words, draw, FRENCH);
        assert_eq!(french.matches('<').count(), english.matches('<').count());
        english
    }

    /// The screen in French.
    ///
    /// # Panics
    /// When words are missing.
    pub fn french(&self, words: view::Words, draw: Draw<C>) -> String {
        html(&self.state, words, draw, FRENCH)
    }
}

const ENGLISH: &str = include_str!("../../../static/i18n/en.json");
const FRENCH: &str = include_str!("../../../static/i18n/fr.json");

thread_local! {
    static MISSING: RefCell<BTreeSet<String>> = RefCell::default();
}

fn html<C: Component>(state: &State<C>, frame: view::Words, draw: Draw<C>, catalogue: &str) -> String {
    let texts: BTreeMap<String, String> = serde_json::from_str(catalogue).expect("a catalogue");
    let words = Words::from(Box::new(move |key| texts.get(key).cloned()), |key| {
        MISSING.with_borrow_mut(|missing| missing.insert(key.to_owned()));
    });
    let html = Owner::new().with(|| {
        let stage = Stage::new(
            RwSignal::new(state.clone()),
            words,
            Box::new(PlainFormats),
            Box::new(|_| panic!("nothing is clicked")),
        );
        view::panel(stage, frame, draw).to_html()
    });
    MISSING.with_borrow(|missing| assert!(missing.is_empty(), "no words for {missing:?}"));
    assert!(!html.contains(" style="), "{html}");
    // Marks between text nodes, and one line for each element.
    html.replace("<!>", "").replace("><", ">\n<")
}

/// Dates and numbers without `Intl`, which only a browser has.
pub struct PlainFormats;

impl Formats for PlainFormats {
    fn date_time(&self, instant: Instant) -> String {
        format!("<time {}>", instant.millis() / 1000)
    }

    fn remaining(&self, remaining: Remaining) -> Option<String> {
        match remaining {
            Remaining::Over | Remaining::Moments => None,
            other => Some(format!("in {other:?}")),
        }
    }
}

impl Figures for PlainFormats {
    fn date(&self, instant: Instant) -> String {
        format!("<date {}>", instant.millis() / 1000)
    }

    fn number(&self, number: f64) -> String {
        number.to_string()
    }

    fn duration(&self, seconds: u64) -> String {
        format!("{seconds} s")
    }
}
