//! Does what the model wants: remote calls, tabs, timers, copying.

use std::cell::RefCell;
use std::rc::Rc;

use contract::{
    CloseRequest, CreateRequest, Done, EmailShare, ErrorCode, JoinRequest, RecordRequest, RemoteError,
    ShareOptionsRequest, ShareRequest, SignInRequest, SignInUrl, SmsShare,
};
use domain::RequestId;
use leptos::prelude::*;
use page::json::{parse_reply, write};
use page::{Channel, Fields, Formats, Host, MissingAttribute, News, Tab, Watch, Words};

use crate::model::{Answer, Call, Effect, FocusOn, Message, State, Ticket, Timer, pending, update};
use crate::view::{Intent, Stage, ids};

/// Keeps the state, and runs what follows from it.
pub struct Runner {
    state: RwSignal<State>,
    record_id: String,
    actions: Actions,
    tab: RefCell<Option<Tab>>,
    timers: RefCell<[Option<page::Timer>; 4]>,
    /// The heading, which takes the keyboard only when it is lost, and anything else.
    focus: RefCell<[Option<page::Timer>; 2]>,
    values: RefCell<Option<page::Timer>>,
    listening: RefCell<Option<(Channel, Watch, Fields)>>,
    /// Under which name a wish for a session outlives a reload.
    wish: String,
}

/// Full names of the remote actions.
struct Actions {
    load: String,
    refresh: String,
    create: String,
    join: String,
    close: String,
    share_options: String,
    share: String,
    sign_in: String,
    sign_out: String,
}

impl Runner {
    /// Sends the first request and begins to listen.
    pub fn start(host: &Host) -> Result<Rc<Self>, MissingAttribute> {
        let runner = Rc::new(Self {
            state: RwSignal::new(State::new(page::is_online(), page::is_visible())),
            record_id: host.record_id.clone(),
            actions: Actions {
                load: host.action("load")?,
                refresh: host.action("refresh")?,
                create: host.action("create")?,
                join: host.action("join")?,
                close: host.action("close")?,
                share_options: host.action("share-options")?,
                share: host.action("share")?,
                sign_in: host.action("sign-in")?,
                sign_out: host.action("sign-out")?,
            },
            tab: RefCell::new(None),
            timers: RefCell::default(),
            focus: RefCell::default(),
            values: RefCell::default(),
            listening: RefCell::default(),
            wish: ["teamviewer", "wish", &host.user_id, &host.record_id].join("."),
        });
        let wish = page::kept(&runner.wish).and_then(|text| pending::read(&text, page::wall_millis()));
        runner.send(wish.map_or(Message::Start, Message::Resume));
        runner.listen();
        Ok(runner)
    }

    fn listen(self: &Rc<Self>) {
        let told = Rc::clone(self);
        let channel = Channel::open(move |news| match news {
            News::SignedIn => told.send(Message::SignedInElsewhere),
            News::Changed { record_id } if record_id == told.record_id => {
                told.send(Message::ChangedElsewhere)
            }
            News::Changed { .. } => {}
        });
        let seen = Rc::clone(self);
        let watch = Watch::start(move |change| seen.send(Message::Page(change)));
        let (typed, left) = (Rc::clone(self), Rc::clone(self));
        let entered = move |id: &str, value| {
            if let Some(field) = ids::field_of(id) {
                typed.send(Message::Enter(field, value));
            }
        };
        let fields = Fields::listen(entered, move || left.send(Message::StopSharing));
        *self.listening.borrow_mut() = Some((channel, watch, fields));
    }

    /// What the view needs.
    pub fn stage(self: Rc<Self>, words: Words, formats: Box<dyn Formats>) -> Stage {
        let state = self.state;
        let send = move |intent| match intent {
            Intent::Send(message) => self.send(message),
            Intent::Create(kind) => {
                self.send_named(|request_id| Message::Create { kind, request_id });
            }
            Intent::Share => self.send_named(|request_id| Message::Send { request_id }),
        };
        Stage::new(state, words, formats, Box::new(send))
    }

    /// Takes a message that needs a name of its own.
    fn send_named(self: &Rc<Self>, message: impl FnOnce(RequestId) -> Message) {
        match page::request_id() {
            Some(request_id) => self.send(message(request_id)),
            None => page::complain("crypto.getRandomValues is missing: nothing can be created or sent"),
        }
    }

    /// Takes a message and does what follows, in the same turn of the browser: what must happen in a click
    /// happens in the click.
    fn send(self: &Rc<Self>, message: Message) {
        let now = page::monotonic_millis();
        let mut effects = Vec::new();
        self.state.update(|state| {
            let last = std::mem::replace(state, State::new(true, true));
            (*state, effects) = update(last, now, message);
        });
        for effect in effects {
            self.run(effect);
        }
        // After the view has followed the state.
        *self.values.borrow_mut() = Some(page::Timer::after(0, page::show_values));
    }

    fn run(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Call(ticket, call) => self.call(ticket, call),
            Effect::OpenTab(ticket) => {
                self.close_tab();
                let tab = Tab::open();
                let opened = tab.is_some();
                *self.tab.borrow_mut() = tab;
                self.send(Message::TabOpened { ticket, opened });
            }
            Effect::SendTab(address) => {
                let tab = self.tab.borrow_mut().take();
                if !tab.is_some_and(|tab| tab.go(&address)) {
                    self.send(Message::TabGone);
                }
            }
            Effect::CloseTab => self.close_tab(),
            Effect::Arm { timer, after, due } => self.arm(timer, after, due),
            Effect::TellChanged => {
                if let Some((channel, ..)) = &*self.listening.borrow() {
                    channel.tell_changed(&self.record_id);
                }
            }
            Effect::Copy(what, text) => {
                let runner = Rc::clone(self);
                page::copy(&text, move |worked| {
                    runner.send(Message::CopyDone { what, worked })
                });
            }
            Effect::Keep(wish) => {
                let text = wish.map(|wish| pending::write(&wish, page::wall_millis()));
                page::keep(&self.wish, text.as_deref());
            }
            Effect::Focus(on) => {
                // After the view has followed the state.
                let timer = page::Timer::after(0, move || match on {
                    FocusOn::Heading => page::focus_if_lost(ids::HEADING),
                    FocusOn::Prompt => page::focus(ids::PROMPT),
                    FocusOn::CreateButton => page::focus(ids::CREATE),
                    FocusOn::CloseButton => page::focus(ids::CLOSE),
                    FocusOn::Dialog => page::show_dialog(ids::DIALOG),
                    FocusOn::DialogHeading => page::focus(ids::DIALOG_HEADING),
                    FocusOn::ShareButton => {
                        page::focus(ids::SHARE);
                        page::focus_if_lost(ids::HEADING);
                    }
                    FocusOn::Field(field) => page::focus(ids::field(field).0),
                });
                self.focus.borrow_mut()[usize::from(on != FocusOn::Heading)] = Some(timer);
            }
        }
    }

    fn close_tab(&self) {
        let tab = self.tab.borrow_mut().take();
        if let Some(tab) = tab {
            tab.close();
        }
    }

    fn arm(self: &Rc<Self>, timer: Timer, after: u32, due: i64) {
        let runner = Rc::clone(self);
        let armed = page::Timer::after(after, move || runner.send(Message::Fired { timer, due }));
        self.timers.borrow_mut()[timer as usize] = Some(armed);
    }

    fn call(self: &Rc<Self>, ticket: Ticket, call: Call) {
        let (action, request, read) = self.prepare(&call);
        let runner = Rc::clone(self);
        let answered = move |result| runner.send(Message::Answered { ticket, result });
        match request {
            Some(request) => {
                page::call(
                    action,
                    &request,
                    Box::new(move |reply| answered(reply.and_then(|text| read(&text)))),
                );
            }
            None => answered(Err(RemoteError::of(ErrorCode::BadRequest))),
        }
    }

    /// The name of the action, the request, and how to read the reply.
    fn prepare(&self, call: &Call) -> (&str, Option<String>, Read) {
        let actions = &self.actions;
        let record_id = self.record_id.as_str();
        let record = || write(&RecordRequest { record_id });
        match call {
            Call::Load => (&actions.load, record(), read_panel),
            Call::Refresh => (&actions.refresh, record(), read_panel),
            Call::Create(creation) => {
                let request = CreateRequest {
                    record_id,
                    kind: creation.kind,
                    request_id: creation.request_id.as_str(),
                    retry: creation.retry,
                    replaces: creation.replaces.as_deref(),
                    name: creation.wanted.name.as_deref(),
                    waiting_message: creation.wanted.waiting_message.as_deref(),
                    valid_for_hours: creation.wanted.valid_for_hours,
                };
                (&actions.create, write(&request), read_panel)
            }
            Call::Join(session_id) => (
                &actions.join,
                write(&JoinRequest {
                    record_id,
                    session_id,
                }),
                read_links,
            ),
            Call::Close(session_id) => (
                &actions.close,
                write(&CloseRequest {
                    record_id,
                    session_id,
                }),
                read_panel,
            ),
            Call::ShareOptions(session_id) => (
                &actions.share_options,
                write(&ShareOptionsRequest {
                    record_id,
                    session_id,
                }),
                read_options,
            ),
            Call::Share(sharing) => {
                let email = sharing.email.as_ref().map(|mail| EmailShare {
                    to: &mail.to,
                    template_id: &mail.template_id,
                });
                let request = ShareRequest {
                    record_id,
                    session_id: &sharing.session_id,
                    request_id: sharing.request_id.as_str(),
                    email,
                    sms: sharing.sms.as_deref().map(|to| SmsShare { to }),
                    message: sharing.message.as_deref(),
                };
                (&actions.share, write(&request), read_shared)
            }
            Call::SignIn => (
                &actions.sign_in,
                write(&SignInRequest { record_id }),
                read_address,
            ),
            Call::SignOut => (&actions.sign_out, write(&SignInRequest { record_id }), read_done),
        }
    }
}

/// Reads a reply.
type Read = fn(&str) -> Result<Answer, RemoteError>;

fn read_panel(text: &str) -> Result<Answer, RemoteError> {
    parse_reply(text).map(Answer::Panel)
}

fn read_links(text: &str) -> Result<Answer, RemoteError> {
    parse_reply(text).map(Answer::Links)
}

fn read_options(text: &str) -> Result<Answer, RemoteError> {
    parse_reply(text).map(Answer::ShareOptions)
}

fn read_shared(text: &str) -> Result<Answer, RemoteError> {
    parse_reply(text).map(Answer::Shared)
}

fn read_address(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<SignInUrl>(text).map(|answer| Answer::SignInUrl(answer.url))
}

fn read_done(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<Done>(text).map(|_| Answer::SignedOut)
}
