//! Does what the model wants: remote calls, leading, notifications, tabs, timers; and draws what it says.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use contract::{
    Connected, ErrorCode, FromSource as _, JoinLinks, JoinRequest, RemoteError, SignInUrl, Watched,
};
use page::json::{broken, reply_data, write};
use page::{
    Channel, Clicks, DesktopNotification, Drawn, Host, Lead, MissingAttribute, News, Permission, Tab, Watch,
    Wire, Words, Wrapper, digits,
};
use web_sys::HtmlElement;

use crate::model::{
    Answer, Call, Click, Effect, Memory, Message, Mode, Place, Screen, State, Ticket, Timer, tag, update,
};
use crate::view::{self, Surroundings};

/// What pages of this component tell one another begins with one of these.
const REPLY: char = 'r';
const MEMORY: char = 'm';
const PERMISSION: char = 'p';
/// The permissions that are told.
const GRANTED: &str = "granted";
const DENIED: &str = "denied";

/// Keeps the state, and runs what follows from it.
struct Runner {
    state: RefCell<State>,
    waiting: RefCell<Vec<Message>>,
    running: Cell<bool>,
    words: Words,
    around: Surroundings,
    actions: Actions,
    part: Drawn,
    said: Drawn,
    drawn: RefCell<(String, String)>,
    title: String,
    /// Under which name pages share what they know, and lead.
    name: String,
    wrapper: Option<Wrapper>,
    tab: RefCell<Option<Tab>>,
    timers: RefCell<[Option<page::Timer>; 2]>,
    notifications: RefCell<Vec<(String, DesktopNotification)>>,
    listening: RefCell<Option<Listening>>,
}

/// Full names of the remote actions.
struct Actions {
    poll: String,
    join: String,
    sign_in: String,
}

/// What the component hears; each ends when dropped.
struct Listening {
    wire: Wire,
    lead: Option<Lead>,
    #[expect(dead_code, reason = "they listen as long as the component lives")]
    guards: (Channel, Watch, Clicks),
}

/// Begins to listen, to lead and to ask. The component lives as long as its page: what it listens to keeps it.
///
/// # Errors
/// When the page lacks an attribute.
pub fn start(root: &HtmlElement, host: &Host, words: Words) -> Result<(), MissingAttribute> {
    root.set_inner_html(view::FRAME);
    let part = |id| Drawn::at(root, id).ok_or(MissingAttribute(id));
    let name = ["teamviewer", "notification", &host.user_id].join(".");
    let mode = if host.setting("mode") == "setup" {
        Mode::Setup
    } else {
        Mode::Watch
    };
    let visible = page::is_visible();
    let memory = Memory::read(&page::remembered(&memory_name(&name)).unwrap_or_default());
    let state = State::new(mode, page::is_framed(), page::is_online(), visible, memory);
    let runner = Rc::new(Runner {
        state: RefCell::new(state),
        waiting: RefCell::default(),
        running: Cell::new(false),
        around: Surroundings {
            setup_page: host.setting("setup-page"),
            org_address: host.setting("org-address"),
            site: page::own_origin(),
            own_address: page::own_address(),
            browser: page::browser_name(),
        },
        actions: Actions {
            poll: host.action("poll")?,
            join: host.action("join")?,
            sign_in: host.action("sign-in")?,
        },
        part: part(view::PART)?,
        said: part(view::SAID)?,
        drawn: RefCell::default(),
        title: words.say("notify.heading"),
        words,
        wrapper: Wrapper::around(host),
        tab: RefCell::new(None),
        timers: RefCell::default(),
        notifications: RefCell::default(),
        listening: RefCell::default(),
        name,
    });
    runner.listen(root, mode, visible);
    runner.send(Message::Start(page::permission()));
    Ok(())
}

fn memory_name(name: &str) -> String {
    [name, ".told"].concat()
}

impl Runner {
    fn listen(self: &Rc<Self>, root: &HtmlElement, mode: Mode, visible: bool) {
        let told = Rc::clone(self);
        let wire = Wire::open(&self.name, move |text| told.hear(&text));
        let told = Rc::clone(self);
        let channel = Channel::open(move |news| match news {
            News::SignedIn => told.send(Message::SignedInElsewhere),
            News::Changed { .. } => told.send(Message::ChangedElsewhere),
        });
        let seen = Rc::clone(self);
        let watch = Watch::start(move |change| {
            // The user may have granted or taken it meanwhile.
            seen.send(Message::Permission(page::permission()));
            seen.send(Message::Page(change));
        });
        let pressed = Rc::clone(self);
        let clicks = Clicks::listen(root, move |id| {
            if let Some(click) = click_on(id) {
                pressed.send(Message::Click(click));
            }
        });
        let leader = Rc::clone(self);
        let lead = (mode == Mode::Watch).then(|| {
            Lead::seek(self.name.clone(), visible, move |leads| {
                leader.send(Message::Leads(leads))
            })
        });
        *self.listening.borrow_mut() = Some(Listening {
            wire,
            lead,
            guards: (channel, watch, clicks),
        });
    }

    /// Takes what another page of this component tells.
    fn hear(self: &Rc<Self>, text: &str) {
        let mut rest = text.chars();
        let kind = rest.next();
        let rest = rest.as_str();
        match kind {
            Some(REPLY) => self.send(Message::Passed(read_watched(rest))),
            Some(MEMORY) => self.send(Message::Remembered(Memory::read(rest))),
            Some(PERMISSION) => {
                self.send(Message::Permission(page::permission()));
                if rest == DENIED {
                    self.send(Message::Told(Permission::Denied));
                }
            }
            _ => {}
        }
    }

    /// Takes a message and does what follows, in the same turn of the browser: what must happen in a click
    /// happens in the click. What doing it brings about in turn (drawing moves the keyboard) waits for its end.
    fn send(self: &Rc<Self>, message: Message) {
        self.waiting.borrow_mut().push(message);
        if self.running.replace(true) {
            return;
        }
        let mut next = 0;
        loop {
            let message = self.waiting.borrow().get(next).cloned();
            let Some(message) = message else { break };
            next += 1;
            let effects = update(&mut self.state.borrow_mut(), page::monotonic_millis(), message);
            for effect in effects {
                self.run(effect);
            }
            self.draw();
        }
        self.waiting.borrow_mut().clear();
        self.running.set(false);
    }

    /// Shows the state, if it looks different: what is drawn anew loses what the user selected in it.
    fn draw(&self) {
        let state = self.state.borrow();
        let screen = Screen::of(&state);
        let markup = view::draw(&self.words, &self.around, &screen);
        let said = view::said(&self.words, &screen, state.news.as_ref());
        let mut drawn = self.drawn.borrow_mut();
        if drawn.0 != markup.as_str() {
            self.part.show(markup.as_str(), view::HEADING);
            drawn.0 = markup.as_str().to_owned();
        }
        if drawn.1 != said {
            self.said.say(&said);
            drawn.1 = said;
        }
    }

    fn run(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Call(ticket, call) => self.call(ticket, call),
            Effect::Lead => {
                if let Some(Listening { lead: Some(lead), .. }) = &*self.listening.borrow() {
                    lead.take();
                }
            }
            Effect::Pass(reply) => self.tell(REPLY, &reply),
            Effect::Remember(memory) => {
                let text = memory.write();
                page::remember(&memory_name(&self.name), Some(&text));
                self.tell(MEMORY, &text);
            }
            Effect::Notify(connected) => self.notify(connected),
            Effect::Withdraw(id) => self.notifications.borrow_mut().retain(|(of, _)| *of != id),
            Effect::Toast(connected) => {
                if let Some(wrapper) = &self.wrapper {
                    wrapper.toast(
                        &self.words.say("notify.connected"),
                        &view::about(&self.words, &connected),
                    );
                }
            }
            Effect::Badge(count) => self.badge(count),
            Effect::OpenTab(ticket) => {
                self.close_tab();
                let tab = Tab::open();
                let opened = tab.is_some();
                *self.tab.borrow_mut() = tab;
                self.send(Message::TabOpened { ticket, opened });
            }
            Effect::SendTab(address) => self.send_tab(&address),
            Effect::SendTabToRecord(record_id) => {
                let address = self.around.record(&record_id);
                if domain::link::is_safe(&address) {
                    self.send_tab(&address);
                } else {
                    self.close_tab();
                }
            }
            Effect::CloseTab => self.close_tab(),
            Effect::Raise => page::raise_window(),
            Effect::AskPermission => {
                let runner = Rc::clone(self);
                page::ask_permission(move || runner.send(Message::Permission(page::permission())));
            }
            Effect::TellPermission(permission) => {
                let word = if permission == Permission::Granted {
                    GRANTED
                } else {
                    DENIED
                };
                self.tell(PERMISSION, word);
            }
            Effect::CloseWindow => page::close_window(),
            Effect::Arm(timer, after) => self.arm(timer, after),
        }
    }

    fn tell(&self, kind: char, text: &str) {
        if let Some(listening) = &*self.listening.borrow() {
            let mut message = String::from(kind);
            message.push_str(text);
            listening.wire.send(&message);
        }
    }

    fn notify(self: &Rc<Self>, connected: Connected) {
        let runner = Rc::clone(self);
        let body = view::about(&self.words, &connected);
        let tag = tag(&connected);
        let id = connected.id.clone();
        let clicked = move || {
            let click = Click::Join(connected.id.clone(), Place::Desktop);
            runner.send(Message::Click(click));
        };
        let title = self.words.say("notify.connected");
        if let Some(notification) = DesktopNotification::show(&title, &body, &tag, clicked) {
            let mut notifications = self.notifications.borrow_mut();
            notifications.retain(|(of, _)| *of != id);
            notifications.push((id, notification));
        }
    }

    /// Says in the title, and around the frame, how many customers wait.
    fn badge(&self, count: u32) {
        let title = match count {
            0 => self.title.clone(),
            _ => ["(", &digits(count), ") ", &self.title].concat(),
        };
        page::set_title(&title);
        if let Some(wrapper) = &self.wrapper {
            wrapper.highlight(count > 0);
        }
    }

    fn send_tab(self: &Rc<Self>, address: &str) {
        let tab = self.tab.borrow_mut().take();
        if !tab.is_some_and(|tab| tab.go(address)) {
            self.send(Message::TabGone);
        }
    }

    fn close_tab(&self) {
        let tab = self.tab.borrow_mut().take();
        if let Some(tab) = tab {
            tab.close();
        }
    }

    fn arm(self: &Rc<Self>, timer: Timer, after: u32) {
        let runner = Rc::clone(self);
        let armed = page::Timer::after(after, move || runner.send(Message::Fired(timer)));
        self.timers.borrow_mut()[timer as usize] = Some(armed);
    }

    fn call(self: &Rc<Self>, ticket: Ticket, call: Call) {
        let actions = &self.actions;
        let (action, request) = match &call {
            Call::Poll => (&actions.poll, nothing()),
            Call::Join {
                record_id,
                session_id,
            } => {
                let request = JoinRequest {
                    record_id,
                    session_id,
                };
                (&actions.join, write(&request))
            }
            Call::SignIn => (&actions.sign_in, nothing()),
        };
        let runner = Rc::clone(self);
        let answered = move |reply: Result<String, RemoteError>| {
            let (result, text) = match reply {
                Ok(text) => (read(&call, &text), Some(text).filter(|_| call == Call::Poll)),
                Err(error) => (Err(error), None),
            };
            runner.send(Message::Answered { ticket, result, text });
        };
        match request {
            Some(request) => page::call(action, &request, Box::new(answered)),
            None => answered(Err(RemoteError::of(ErrorCode::BadRequest))),
        }
    }
}

/// A request that says nothing.
fn nothing() -> Option<String> {
    Some("{}".to_owned())
}

/// Reads the reply that the leader passes on.
fn read_watched(reply: &str) -> Result<Watched, RemoteError> {
    Watched::read(&reply_data(reply)?).ok_or_else(broken)
}

/// Reads the reply to a call.
fn read(call: &Call, reply: &str) -> Result<Answer, RemoteError> {
    let data = reply_data(reply)?;
    let answer = match call {
        Call::Poll => Watched::read(&data).map(Answer::Watched),
        Call::Join { .. } => JoinLinks::read(&data).map(Answer::Links),
        Call::SignIn => SignInUrl::read(&data).map(|SignInUrl { url }| Answer::SignInUrl(url)),
    };
    answer.ok_or_else(broken)
}

/// What the button or link with this id is for.
fn click_on(id: &str) -> Option<Click> {
    if let Some(id) = id.strip_prefix(view::JOIN) {
        return Some(Click::Join(id.to_owned(), Place::Page));
    }
    if let Some(id) = id.strip_prefix(view::DISMISS) {
        return Some(Click::Dismiss(id.to_owned()));
    }
    Some(match id {
        view::ENABLE => Click::Enable,
        view::ALLOW => Click::Allow,
        view::SIGN_IN => Click::SignIn,
        view::AGAIN => Click::TryAgain,
        _ => return None,
    })
}
