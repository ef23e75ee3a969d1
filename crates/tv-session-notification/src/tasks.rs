//! Does what the model wants: remote calls, leading, notifications, tabs, timers; and draws what it says.

use contract::{RemoteError, Watched};
use domain::link::is_safe;

use crate::heard::Heard;
use crate::json::{self, broken, failure, reply_data};
use crate::lead::{Lead, Want};
use crate::model::{
    Answer, Call, Change, Click, Effect, Memory, Message, Mode, Permission, Place, Screen, State, Ticket,
    Timer, tag, update,
};
use crate::shell;
use crate::text;
use crate::view::{self, Surroundings};

/// Keeps the state, and runs what follows from it.
pub struct Runner {
    state: State,
    hands: Hands,
}

/// What does it.
struct Hands {
    lead: Lead,
    around: Surroundings,
}

impl Runner {
    /// What the page says, before anything happens.
    pub fn new() -> Self {
        let is = |circumstance| shell::circumstances() & circumstance > 0;
        let mode = if is(8) { Mode::Setup } else { Mode::Watch };
        let told = Memory::read(&shell::remembered());
        shell::listen();
        Self {
            state: State::new(mode, is(4), is(2), is(1), told),
            hands: Hands {
                lead: Lead::default(),
                around: Surroundings {
                    records: is_safe(&shell::own("org-address")),
                    help: text::help(&shell::own("userAgent")),
                },
            },
        }
    }

    /// Takes what has happened and does what follows, in the same turn of the browser: what must happen in a click
    /// happens in the click.
    pub fn hear(&mut self, now: i64, heard: Heard, number: u32) {
        let message = match heard {
            Heard::Started => {
                if self.state.mode == Mode::Watch && !self.state.visible {
                    let want = self.hands.lead.wait();
                    seek(want);
                }
                Message::Start(permission(number))
            }
            Heard::Shown
            | Heard::Hidden
            | Heard::Focused
            | Heard::Online
            | Heard::Offline
            | Heard::Refused => {
                self.send(now, Message::Permission(permission(number)));
                match heard {
                    Heard::Shown => Message::Page(Change::Shown),
                    Heard::Hidden => Message::Page(Change::Hidden),
                    Heard::Focused => Message::Page(Change::Focused),
                    Heard::Online => Message::Page(Change::Online),
                    Heard::Offline => Message::Page(Change::Offline),
                    _ => Message::Told(Permission::Denied),
                }
            }
            Heard::Permitted => Message::Permission(permission(number)),
            Heard::Passed => Message::Passed(read_watched()),
            Heard::Remembered => Message::Remembered(Memory::read(&shell::heard())),
            Heard::SignedIn => Message::SignedInElsewhere,
            Heard::Changed => Message::ChangedElsewhere,
            Heard::Clicked => Message::Click(click(number)),
            Heard::NotificationClicked => Message::Click(Click::Join(shell::heard(), Place::Desktop)),
            Heard::TabOpened | Heard::TabBlocked => Message::TabOpened {
                ticket: number,
                opened: heard == Heard::TabOpened,
            },
            Heard::TabGone => Message::TabGone,
            Heard::Answered => Message::Answered {
                ticket: number,
                result: self.answer(number),
            },
            Heard::CallFailed => Message::Answered {
                ticket: number,
                result: Err(failure()),
            },
            Heard::PollDue => Message::Fired(Timer::Poll),
            Heard::TickDue => Message::Fired(Timer::Tick),
            Heard::LockGranted | Heard::LockEnded | Heard::LockDenied => {
                let lead = &mut self.hands.lead;
                let led = lead.leads();
                match heard {
                    Heard::LockGranted => lead.granted(number),
                    Heard::LockEnded => {
                        let want = lead.ended(number);
                        seek(want);
                    }
                    _ => lead.denied(),
                }
                let leads = lead.leads();
                if leads == led {
                    return;
                }
                Message::Leads(leads)
            }
        };
        self.send(now, message);
    }

    /// Reads the reply to a call: what is under way says what it is about.
    fn answer(&self, ticket: Ticket) -> Result<Answer, RemoteError> {
        if self.state.asking == Some(ticket) {
            return read_watched().map(Answer::Watched);
        }
        json::address(&reply_data()?)
            .map(Answer::Address)
            .ok_or_else(broken)
    }

    fn send(&mut self, now: i64, message: Message) {
        update(&mut self.state, now, message, |effect| self.hands.run(effect));
        self.draw();
    }

    fn draw(&self) {
        let screen = Screen::of(&self.state);
        view::draw(&mut shell::Page, self.hands.around, &screen);
        shell::draw(view::PART);
        view::said(&mut shell::Page, &screen, self.state.news.as_deref());
        shell::draw(view::SAID);
        shell::waiting(self.state.calling());
    }
}

impl Hands {
    #[inline(never)]
    fn run(&mut self, effect: Effect<'_>) {
        match effect {
            Effect::Call(ticket, Call::Poll) => shell::call("poll", ticket),
            Effect::Call(ticket, Call::SignIn) => shell::call("sign-in", ticket),
            Effect::Call(ticket, Call::Join { record_id, id }) => {
                shell::call_for("join", record_id, id, ticket);
            }
            Effect::Lead => {
                let want = self.lead.take();
                seek(want);
            }
            Effect::Pass => shell::pass(),
            Effect::Remember(memory) => shell::remember(&memory.write()),
            Effect::Notify(connected) => shell::notify(connected, &tag(connected)),
            Effect::Toast(connected) => shell::toast(connected),
            Effect::OpenTab(ticket) => shell::open_tab(ticket),
            Effect::SendTab(address) => shell::send_tab(address),
            Effect::SendTabToRecord(record_id) => {
                if self.around.records {
                    shell::send_tab_to_record(record_id);
                } else {
                    shell::close_tab();
                }
            }
            Effect::CloseTab => shell::close_tab(),
            Effect::Raise => shell::raise(),
            Effect::AskPermission => shell::ask_permission(),
            Effect::TellPermission(permission) => shell::decided(permission == Permission::Granted),
            Effect::CloseWindow => shell::close(),
            Effect::Arm(Timer::Poll, after) => shell::arm_poll(after),
            Effect::Arm(Timer::Tick, after) => shell::arm_tick(after),
        }
    }
}

fn seek(want: Option<Want>) {
    match want {
        Some(Want::Wait(request)) => shell::wait(request),
        Some(Want::Steal(request)) => shell::steal(request),
        None => {}
    }
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

/// What a button is for, as the scripts number it.
fn click(number: u32) -> Click {
    match number {
        0 => Click::Join(shell::heard(), Place::Page),
        1 => Click::Dismiss(shell::heard()),
        2 => Click::Enable,
        3 => Click::Allow,
        4 => Click::SignIn,
        _ => Click::TryAgain,
    }
}

/// Reads a reply to `poll`, this page's or the leader's.
fn read_watched() -> Result<Watched, RemoteError> {
    json::watched(&reply_data()?).ok_or_else(broken)
}

#[cfg(test)]
mod tests {
    use crate::view::{AGAIN, ALLOW, DISMISS, ENABLE, JOIN, SIGN_IN};

    /// The order is that of [`super::click`].
    #[test]
    fn the_scripts_know_the_buttons() {
        let list = [JOIN, DISMISS, ENABLE, ALLOW, SIGN_IN, AGAIN];
        let script = include_str!("shell/page.js");
        assert!(script.contains(&format!("const BUTTONS = {list:?};")));
    }
}
