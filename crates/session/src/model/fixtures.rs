//! Sessions, panels and a component to play with, for tests.

use contract::{
    Account, ErrorCode, EventKind, Panel, Recipient, RemoteError, Session, SessionEvent, SessionKind,
    SessionState, ShareOptions, Template,
};
use domain::RequestId;

use super::message::{Answer, Call, Effect, Message, Ticket};
use super::state::State;
use super::update::update;

/// Salesforce's time in every panel.
pub const NOW: &str = "2026-11-22T10:00:00Z";

/// An own session, valid for a day, whose customer has not come.
pub fn open(id: &str) -> Session {
    Session {
        id: id.to_owned(),
        code: "s12-345-678".to_owned(),
        kind: SessionKind::RemoteControl,
        state: SessionState::Open,
        online: false,
        valid_until: "2026-11-23T10:00:00Z".to_owned(),
        created_at: NOW.to_owned(),
        checked_at: NOW.to_owned(),
        customer_link: "https://get.teamviewer.com/s12345678".to_owned(),
        mine: true,
        owner_name: "Ada Agent".to_owned(),
        name: None,
        waiting_message: None,
        events: Vec::new(),
    }
}

/// An own Pilot session.
pub fn pilot(id: &str) -> Session {
    Session {
        kind: SessionKind::Pilot,
        ..open(id)
    }
}

/// An own session with everything that can be known of one.
pub fn storied(id: &str) -> Session {
    let event = |kind, to: Option<&str>| SessionEvent {
        kind,
        at: NOW.to_owned(),
        by: "Ada Agent".to_owned(),
        to: to.map(str::to_owned),
    };
    Session {
        name: Some("Printer <reception>".to_owned()),
        waiting_message: Some("We are coming.".to_owned()),
        events: vec![
            event(EventKind::Closed, None),
            event(EventKind::Joined, None),
            event(EventKind::Unknown, None),
            event(EventKind::Online, None),
            event(EventKind::Chatter, None),
            event(EventKind::Sms, Some("+33 6 12 34 56 78")),
            event(EventKind::Email, Some("rosa@example.com")),
            event(EventKind::Created, None),
        ],
        ..open(id)
    }
}

/// Two contacts, the second without number and address, and two templates.
pub fn options() -> ShareOptions {
    let template = |id: &str, name: &str| Template {
        id: id.to_owned(),
        name: name.to_owned(),
    };
    ShareOptions {
        recipients: vec![
            Recipient {
                id: "003A".to_owned(),
                name: "Rosa <Customer>".to_owned(),
                email: Some("rosa@example.com".to_owned()),
                phone: Some("+33.6.12.34.56.78".to_owned()),
            },
            Recipient {
                id: "003B".to_owned(),
                name: "Sam Customer".to_owned(),
                email: None,
                phone: None,
            },
        ],
        custom_recipient: false,
        templates: vec![template("00XA", "TeamViewer Case"), template("00XB", "Short")],
        chatter: true,
        last: None,
    }
}

/// An own session with its customer.
pub fn online(id: &str) -> Session {
    Session {
        online: true,
        ..open(id)
    }
}

/// An own session whose validity has ended.
pub fn expired(id: &str) -> Session {
    Session {
        valid_until: NOW.to_owned(),
        ..open(id)
    }
}

/// An own closed session.
pub fn closed(id: &str) -> Session {
    Session {
        state: SessionState::Closed,
        ..open(id)
    }
}

/// An open session of a colleague.
pub fn colleagues(id: &str) -> Session {
    Session {
        mine: false,
        owner_name: "Bo <Colleague>".to_owned(),
        code: "s98-765-432".to_owned(),
        ..open(id)
    }
}

/// A panel with these sessions, in an org that allows remote control.
pub fn panel(sessions: Vec<Session>) -> Panel {
    Panel {
        now: NOW.to_owned(),
        account: Some(Account {
            name: "Ada".to_owned(),
            email: Some("ada@example.com".to_owned()),
        }),
        allow_remote_control: true,
        allow_pilot: false,
        poll_seconds: 15,
        valid_for_hours: 24,
        sessions,
        notice: None,
    }
}

/// The state after a panel was loaded.
pub fn show(panel: Panel) -> State {
    let mut play = Play::start();
    play.answer(Ok(Answer::Panel(panel)));
    play.state
}

/// A request id made of one digit.
pub fn id(digit: char) -> RequestId {
    RequestId::parse(&digit.to_string().repeat(32)).unwrap()
}

/// A wish for a remote control session.
pub fn create(digit: char) -> Message {
    Message::Create {
        kind: SessionKind::RemoteControl,
        request_id: id(digit),
    }
}

/// A failure.
pub fn error(code: ErrorCode) -> RemoteError {
    RemoteError::of(code)
}

/// A component, its clock, and the effects of the last message.
pub struct Play {
    /// The state.
    pub state: State,
    /// What the last message led to.
    pub effects: Vec<Effect>,
    /// Monotonic milliseconds.
    pub clock: i64,
    pending: Vec<(Ticket, Call)>,
}

impl Play {
    /// A component that has just asked for its panel.
    pub fn start() -> Self {
        let mut play = Self {
            state: State::new(true, true),
            effects: Vec::new(),
            clock: 1_000,
            pending: Vec::new(),
        };
        play.send(Message::Start);
        play
    }

    /// A component that shows a panel.
    pub fn showing(panel: Panel) -> Self {
        let mut play = Self::start();
        play.answer(Ok(Answer::Panel(panel)));
        play
    }

    /// Sends a message.
    pub fn send(&mut self, message: Message) {
        let (state, effects) = update(self.state.clone(), self.clock, message);
        self.state = state;
        self.effects = effects;
        for effect in &self.effects {
            if let Effect::Call(ticket, call) = effect {
                self.pending.push((*ticket, call.clone()));
            }
        }
    }

    /// The calls that the last message led to.
    pub fn calls(&self) -> Vec<&Call> {
        self.effects
            .iter()
            .filter_map(|effect| {
                if let Effect::Call(_, call) = effect {
                    Some(call)
                } else {
                    None
                }
            })
            .collect()
    }

    /// Answers the newest call.
    pub fn answer(&mut self, result: Result<Answer, RemoteError>) {
        let (ticket, _) = self.pending.pop().expect("a call to answer");
        self.send(Message::Answered { ticket, result });
    }

    /// Answers the oldest call that has no answer yet.
    pub fn answer_oldest(&mut self, result: Result<Answer, RemoteError>) {
        let (ticket, _) = self.pending.remove(0);
        self.send(Message::Answered { ticket, result });
    }

    /// Answers the newest call with a panel.
    pub fn give(&mut self, panel: Panel) {
        self.answer(Ok(Answer::Panel(panel)));
    }

    /// Says whether the browser opened the tab that the last message asked for.
    pub fn tab(&mut self, opened: bool) {
        let ticket = self.effects.iter().find_map(|effect| match effect {
            Effect::OpenTab(ticket) => Some(*ticket),
            _ => None,
        });
        self.send(Message::TabOpened {
            ticket: ticket.expect("a tab to open"),
            opened,
        });
    }

    /// Lets the timer that is due next fire, at its time.
    pub fn wait_for(&mut self, timer: super::Timer) {
        let due = self.state.deadline(timer).expect("an armed timer");
        self.clock = self.clock.max(due);
        self.send(Message::Fired { timer, due });
    }
}
