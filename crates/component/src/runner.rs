//! Keeps the state in the page, and does what the model wants: remote calls, tabs, timers, copying.

use std::cell::RefCell;
use std::rc::Rc;

use contract::{ErrorCode, RemoteError, SignInRequest, SignInUrl};
use leptos::prelude::*;
use page::json::{parse_reply, write};
use page::{BrowserFormats, Channel, Fields, Host, MissingAttribute, News, Tab, Watch, Words};
use web_sys::HtmlElement;

use crate::model::{Brought, Component, Effect, Message, Request, State, Ticket, Timer, update};
use crate::view::{self, Draw, Stage};

/// Gives a component a message; may be kept by listeners and timers of its own.
pub type Sender<C> = Rc<dyn Fn(Message<C>)>;

/// A remote call, ready to be sent.
pub struct Remote<Answer> {
    /// Full name of the remote action.
    pub action: String,
    /// The request; `None` when it cannot be written.
    pub request: Option<String>,
    /// Reads the reply.
    pub read: fn(&str) -> Result<Answer, RemoteError>,
}

/// How the calls of a component become remote calls.
pub type ToRemote<C> = Box<dyn Fn(&<C as Component>::Call) -> Remote<<C as Component>::Answer>>;

/// What a component brings along to be started.
pub struct Setup<C: Component> {
    /// What it knows at first.
    pub own: C,
    /// How its calls become remote calls.
    pub remote: ToRemote<C>,
    /// Does what only the component can do.
    pub perform: fn(C::Effect, &Sender<C>),
    /// Begins to listen to what only the component listens to.
    pub listen: fn(&Sender<C>),
    /// The words around the main part.
    pub words: view::Words,
    /// Draws the main part.
    pub draw: Draw<C>,
}

/// Starts a component in its root element, with the catalogue of translations as JSON text. Called once by the
/// module's `start`, which boot.js calls; upon an error boot.js shows the error card.
///
/// # Errors
/// What the page lacks.
pub fn start<C: Component>(
    root: HtmlElement,
    catalogue: &str,
    setup: impl FnOnce(&Host) -> Result<Setup<C>, MissingAttribute>,
) -> Result<(), String> {
    page::report_panics();
    let text = |error: MissingAttribute| error.to_string();
    let host = Host::read(&root).map_err(text)?;
    let words = Words::read(catalogue).map_err(|error| error.to_string())?;
    let formats = BrowserFormats::new(host.locale.clone(), host.time_zone.clone());
    let sign_in = host.action("sign-in").map_err(text)?;
    let Setup {
        own,
        remote,
        perform,
        listen,
        words: frame,
        draw,
    } = setup(&host).map_err(text)?;
    let runner = Rc::new(Runner {
        state: RwSignal::new(State::new(own, page::is_online(), page::is_visible())),
        record_id: host.record_id.clone(),
        sign_in,
        remote,
        perform,
        tab: RefCell::default(),
        timers: RefCell::default(),
        focus: RefCell::default(),
        values: RefCell::default(),
        listening: RefCell::default(),
    });
    runner.send(Message::Start);
    runner.listen();
    listen(&runner.sender());
    // The first request is on its way; only now is there time to draw.
    root.set_inner_html("");
    let mounted = leptos::mount::mount_to(root, move || {
        let sender = runner.sender();
        let stage = Stage::new(
            runner.state,
            words,
            Box::new(formats),
            Box::new(move |message| sender(message)),
        );
        view::panel(stage, frame, draw)
    });
    // The component lives as long as its page.
    mounted.forget();
    Ok(())
}

struct Runner<C: Component> {
    state: RwSignal<State<C>>,
    record_id: String,
    sign_in: String,
    remote: ToRemote<C>,
    perform: fn(C::Effect, &Sender<C>),
    tab: RefCell<Option<Tab>>,
    timers: RefCell<Vec<(Timer, page::Timer)>>,
    /// What takes the keyboard only when it is lost, and anything else.
    focus: RefCell<[Option<page::Timer>; 2]>,
    values: RefCell<Option<page::Timer>>,
    listening: RefCell<Option<(Channel, Watch, Fields)>>,
}

impl<C: Component> Runner<C> {
    fn sender(self: &Rc<Self>) -> Sender<C> {
        let runner = Rc::clone(self);
        Rc::new(move |message| runner.send(message))
    }

    fn listen(self: &Rc<Self>) {
        let told = Rc::clone(self);
        let channel = Channel::open(move |news| {
            told.send(match news {
                News::SignedIn => Message::SignedInElsewhere,
                News::Changed { record_id } => Message::Changed(record_id),
            });
        });
        let seen = Rc::clone(self);
        let watch = Watch::start(move |change| seen.send(Message::Page(change)));
        let (typed, closed) = (Rc::clone(self), Rc::clone(self));
        let fields = Fields::listen(
            move |id: &str, value| {
                if !id.is_empty() {
                    typed.send(Message::Enter(id.to_owned(), value));
                }
            },
            move || closed.send(Message::DialogClosed),
        );
        *self.listening.borrow_mut() = Some((channel, watch, fields));
    }

    /// Takes a message and does what follows, in the same turn of the browser: what must happen in a click happens
    /// in the click.
    fn send(self: &Rc<Self>, message: Message<C>) {
        let now = page::monotonic_millis();
        let mut effects = Vec::new();
        self.state.update(|state| effects = update(state, now, message));
        for effect in effects {
            self.run(effect);
        }
        // After the view has followed the state.
        *self.values.borrow_mut() = Some(page::Timer::after(0, page::show_values));
    }

    fn run(self: &Rc<Self>, effect: Effect<C::Call, C::Effect>) {
        match effect {
            Effect::Call(ticket, request) => self.call(ticket, &request),
            Effect::OpenTab(ticket) => {
                self.close_tab();
                let tab = Tab::open();
                let opened = tab.is_some();
                *self.tab.borrow_mut() = tab;
                self.send(Message::TabOpened(ticket, opened));
            }
            Effect::SendTab(address) => {
                let tab = self.tab.borrow_mut().take();
                if !tab.is_some_and(|tab| tab.go(&address)) {
                    self.send(Message::TabGone);
                }
            }
            Effect::CloseTab => self.close_tab(),
            Effect::Arm(timer, after, due) => {
                let runner = Rc::clone(self);
                let armed = page::Timer::after(after, move || runner.send(Message::Fired(timer, due)));
                let mut timers = self.timers.borrow_mut();
                timers.retain(|(name, _)| *name != timer);
                timers.push((timer, armed));
            }
            Effect::TellChanged(record_id) => {
                if let Some((channel, ..)) = &*self.listening.borrow() {
                    channel.tell_changed(&record_id);
                }
            }
            Effect::Copy(what, text) => {
                let runner = Rc::clone(self);
                page::copy(&text, move |worked| runner.send(Message::CopyDone(what, worked)));
            }
            Effect::Focus(id) => self.later(1, move || page::focus(id)),
            Effect::FocusIfLost(id) => self.later(0, move || page::focus_if_lost(id)),
            Effect::ShowDialog(id) => self.later(1, move || page::show_dialog(id)),
            Effect::Own(effect) => (self.perform)(effect, &self.sender()),
        }
    }

    /// Moves the keyboard after the view has followed the state.
    fn later(&self, place: usize, how: impl FnOnce() + 'static) {
        self.focus.borrow_mut()[place] = Some(page::Timer::after(0, how));
    }

    fn close_tab(&self) {
        let tab = self.tab.borrow_mut().take();
        if let Some(tab) = tab {
            tab.close();
        }
    }

    fn call(self: &Rc<Self>, ticket: Ticket, request: &Request<C::Call>) {
        let runner = Rc::clone(self);
        match request {
            Request::SignIn => {
                let request = write(&SignInRequest {
                    record_id: &self.record_id,
                });
                let read = |text: &str| parse_reply::<SignInUrl>(text).map(|it| it.url);
                let done = move |result: Result<String, RemoteError>| {
                    runner.send(Message::Answered(ticket, result.map(Brought::SignInUrl)));
                };
                send(&self.sign_in, request, read, done);
            }
            Request::Own(call) => {
                let Remote {
                    action,
                    request,
                    read,
                } = (self.remote)(call);
                let done = move |result: Result<C::Answer, RemoteError>| {
                    runner.send(Message::Answered(ticket, result.map(Brought::Own)));
                };
                send(&action, request, read, done);
            }
        }
    }
}

fn send<Answer: 'static>(
    action: &str,
    request: Option<String>,
    read: fn(&str) -> Result<Answer, RemoteError>,
    done: impl FnOnce(Result<Answer, RemoteError>) + 'static,
) {
    match request {
        Some(request) => page::call(
            action,
            &request,
            Box::new(move |reply| done(reply.and_then(|text| read(&text)))),
        ),
        None => done(Err(RemoteError::of(ErrorCode::BadRequest))),
    }
}
