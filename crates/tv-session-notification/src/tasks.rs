//! Does what the model wants: remote calls, leading, notifications, tabs, timers; and draws what it says.

use contract::{RemoteError, Watched};

use crate::digits::digits;
use crate::heard::Heard;
use crate::json::{self, broken, failure, join_request, reply_data};
use crate::lead::{Lead, Want};
use crate::lease::BEAT_MILLIS;
use crate::model::{
    Answer, Call, Change, Click, Effect, Errand, Memory, Message, Mode, Permission, Place, Screen, State,
    Ticket, Timer, tag, update,
};
use crate::shell;
use crate::view::{self, Surroundings};
use crate::words::Words;

/// What pages of this component tell one another begins with one of these.
const REPLY: &str = "r";
const MEMORY: &str = "m";
const PERMISSION: &str = "p";
/// The permissions that are told.
const GRANTED: &str = "granted";
const DENIED: &str = "denied";

/// What the page after the sign-in leaves in the storage, for browsers without a channel between it and us.
const SIGNED_IN: &str = "teamviewer.signedIn";

/// The timer that renews a lease, after those of [`Timer`].
const BEAT: u32 = 2;

/// Keeps the state, and runs what follows from it.
pub struct Runner {
    state: State,
    lead: Lead,
    words: Words,
    around: Surroundings,
    actions: Actions,
    /// Under which name pages share what they know, and lead.
    name: String,
    /// Under which name they keep what was told.
    memory: String,
}

/// Full names of the remote actions.
struct Actions {
    poll: String,
    join: String,
    sign_in: String,
}

impl Runner {
    /// What the page says, before anything happens. Throws what boot.js shows the error card for when the page does not
    /// say what it must.
    pub fn new() -> Self {
        let name = ["teamviewer.notification.", &shell::attribute("user-id")].concat();
        let memory = [&name, ".told"].concat();
        let mode = if shell::attribute("mode") == "setup" {
            Mode::Setup
        } else {
            Mode::Watch
        };
        let told = Memory::read(&shell::remembered(&memory));
        let is = |circumstance| shell::circumstances() & circumstance > 0;
        shell::listen(&name);
        Self {
            state: State::new(mode, is(4), is(2), is(1), told),
            lead: Lead::new(shell::identity()),
            words: Words(|key, first, second| shell::words(key, first.0, first.1, second.0, second.1)),
            around: Surroundings {
                setup_page: shell::attribute("setup-page"),
                org_address: shell::attribute("org-address"),
                site: shell::own("origin"),
                own_address: shell::own("href"),
                browser: shell::own("userAgent"),
            },
            actions: Actions {
                poll: shell::required("poll"),
                join: shell::required("join"),
                sign_in: shell::required("sign-in"),
            },
            name,
            memory,
        }
    }

    /// Takes what has happened and does what follows, in the same turn of the browser: what must happen in a click
    /// happens in the click.
    pub fn hear(&mut self, now: i64, heard: Heard, number: u32, text: &str) {
        if let Some(change) = change(heard) {
            self.send(now, Message::Permission(permission(number)));
            return self.send(now, Message::Page(change));
        }
        let message = match heard {
            Heard::Started => {
                if self.state.mode == Mode::Watch && !self.state.visible {
                    let want = self.lead.wait();
                    self.seek(want);
                }
                Message::Start(permission(number))
            }
            Heard::Permitted => Message::Permission(permission(number)),
            Heard::Told => return self.told(now, permission(number), text),
            Heard::News => match text {
                "signedIn" => Message::SignedInElsewhere,
                "changed" => Message::ChangedElsewhere,
                _ => return,
            },
            Heard::Stored if text == SIGNED_IN => Message::SignedInElsewhere,
            Heard::Clicked => match click_on(text) {
                Some(click) => Message::Click(click),
                None => return,
            },
            Heard::NotificationClicked => Message::Click(Click::Join(text.to_owned(), Place::Desktop)),
            Heard::TabOpened | Heard::TabBlocked => Message::TabOpened {
                ticket: number,
                opened: heard == Heard::TabOpened,
            },
            Heard::TabGone => Message::TabGone,
            Heard::Answered => self.answered(number, text),
            Heard::CallFailed => Message::Answered {
                ticket: number,
                result: Err(failure(text)),
                text: None,
            },
            Heard::Fired if number == Timer::Poll as u32 => Message::Fired(Timer::Poll),
            Heard::Fired if number == Timer::Tick as u32 => Message::Fired(Timer::Tick),
            // What is left is about leading.
            _ => return self.lead(now, heard, number, text),
        };
        self.send(now, message);
    }

    /// Takes what is heard of the lock and of leases; tells the model when this page begins or ceases to lead.
    fn lead(&mut self, now: i64, heard: Heard, number: u32, text: &str) {
        let led = self.lead.leads();
        let want = match heard {
            Heard::LockGranted => {
                self.lead.granted(number);
                None
            }
            Heard::LockEnded => self.lead.ended(number),
            Heard::LockDenied => self.lead.denied(),
            Heard::LeaseRead => {
                shell::arm(BEAT, BEAT_MILLIS);
                self.lead.read(text, number)
            }
            Heard::Left => self.lead.left(),
            _ => self.lead.beat(),
        };
        self.seek(want);
        let leads = self.lead.leads();
        if leads != led {
            self.send(now, Message::Leads(leads));
        }
    }

    fn seek(&self, want: Option<Want>) {
        match want {
            Some(Want::Lock {
                request,
                steal: false,
            }) => shell::wait(&self.name, request),
            Some(Want::Lock { request, steal: true }) => shell::steal(&self.name, request),
            Some(Want::Look) => shell::look(&self.name),
            Some(Want::Keep(lease)) => shell::remember(&self.name, &lease),
            None => {}
        }
    }

    /// Takes what another page of this component tells.
    fn told(&mut self, now: i64, permission: Permission, text: &str) {
        let Some((kind, rest)) = text.split_at_checked(1) else {
            return;
        };
        let message = match kind {
            REPLY => Message::Passed(read_watched(rest)),
            MEMORY => Message::Remembered(Memory::read(rest)),
            PERMISSION => {
                self.send(now, Message::Permission(permission));
                if rest != DENIED {
                    return;
                }
                Message::Told(Permission::Denied)
            }
            _ => return,
        };
        self.send(now, message);
    }

    /// Reads the reply to a call: what is under way says what it is about.
    fn answered(&self, ticket: Ticket, reply: &str) -> Message {
        let asked = self.state.asking == Some(ticket);
        let answer = |data| {
            if asked {
                return json::watched(&data).map(Answer::Watched);
            }
            match self.state.errand {
                Some(Errand::SignIn(_)) => json::sign_in_url(&data).map(Answer::SignInUrl),
                _ => json::links(&data).map(Answer::Links),
            }
        };
        Message::Answered {
            ticket,
            result: reply_data(reply).and_then(|data| answer(data).ok_or_else(broken)),
            text: asked.then(|| reply.to_owned()),
        }
    }

    fn send(&mut self, now: i64, message: Message) {
        for effect in update(&mut self.state, now, message) {
            self.run(effect);
        }
        self.draw();
    }

    fn draw(&self) {
        let screen = Screen::of(&self.state);
        let markup = view::draw(&self.words, &self.around, &screen);
        shell::draw(view::PART, markup.as_str(), view::HEADING);
        let said = view::said(&self.words, &screen, self.state.news.as_ref());
        shell::say(view::SAID, &said);
    }

    fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Call(ticket, call) => self.call(ticket, &call),
            Effect::Lead => {
                let want = self.lead.take();
                self.seek(want);
            }
            Effect::Pass(reply) => tell(REPLY, &reply),
            Effect::Remember(memory) => {
                let text = memory.write();
                shell::remember(&self.memory, &text);
                tell(MEMORY, &text);
            }
            Effect::Notify(connected) => shell::notify(
                &connected.id,
                &self.words.say("notify.connected"),
                &view::about(&self.words, &connected),
                &tag(&connected),
            ),
            Effect::Withdraw(id) => shell::withdraw(&id),
            Effect::Toast(connected) => shell::toast(
                &self.words.say("notify.connected"),
                &view::about(&self.words, &connected),
            ),
            Effect::Badge(count) => self.badge(count),
            Effect::OpenTab(ticket) => shell::open_tab(ticket),
            Effect::SendTab(address) => shell::send_tab(&address),
            Effect::SendTabToRecord(record_id) => {
                let address = self.around.record(&record_id);
                if domain::link::is_safe(&address) {
                    shell::send_tab(&address);
                } else {
                    shell::close_tab();
                }
            }
            Effect::CloseTab => shell::close_tab(),
            Effect::Raise => shell::raise(),
            Effect::AskPermission => shell::ask_permission(),
            Effect::TellPermission(permission) => tell(
                PERMISSION,
                if permission == Permission::Granted {
                    GRANTED
                } else {
                    DENIED
                },
            ),
            Effect::CloseWindow => shell::close(),
            Effect::Arm(timer, after) => shell::arm(timer as u32, after),
        }
    }

    /// Says in the title, and around the frame, how many customers wait.
    fn badge(&self, count: u32) {
        let title = self.words.say("notify.heading");
        shell::title(&match count {
            0 => title,
            _ => ["(", &digits(count), ") ", &title].concat(),
        });
        shell::highlight(count > 0);
    }

    fn call(&self, ticket: Ticket, call: &Call) {
        let nothing = || "{}".to_owned();
        let (action, request) = match call {
            Call::Poll => (&self.actions.poll, nothing()),
            Call::Join {
                record_id,
                session_id,
            } => (
                &self.actions.join,
                join_request(record_id, session_id, shell::quoted),
            ),
            Call::SignIn => (&self.actions.sign_in, nothing()),
        };
        shell::call(action, &request, ticket);
    }
}

/// Tells the other pages of this component.
fn tell(kind: &str, text: &str) {
    shell::broadcast(&[kind, text].concat());
}

/// A permission, as the scripts number it.
fn permission(number: u32) -> Permission {
    match number {
        0 => Permission::Denied,
        1 => Permission::Granted,
        2 => Permission::Ask,
        _ => Permission::Missing,
    }
}

/// What has happened to the page.
fn change(heard: Heard) -> Option<Change> {
    Some(match heard {
        Heard::Shown => Change::Shown,
        Heard::Hidden => Change::Hidden,
        Heard::Focused => Change::Focused,
        Heard::Online => Change::Online,
        Heard::Offline => Change::Offline,
        _ => return None,
    })
}

/// Reads the reply that the leader passes on.
fn read_watched(reply: &str) -> Result<Watched, RemoteError> {
    json::watched(&reply_data(reply)?).ok_or_else(broken)
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
