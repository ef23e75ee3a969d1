//! The model, message by message.

mod asking;
mod errands;
mod permission;
mod telling;

use contract::{Connected, ErrorCode, RemoteError, Watched};

use super::{Answer, Call, Change, Effect, Memory, Message, Mode, Permission, Screen, State, Ticket, update};

/// A component being played with.
pub struct Play {
    pub state: State,
    pub now: i64,
    /// Of the last message.
    pub effects: Vec<Effect<'static>>,
}

impl Play {
    /// A page that can be seen, in a frame, with that permission.
    pub fn new(permission: Permission) -> Self {
        Self::of(Mode::Watch, permission, Memory::default())
    }

    pub fn of(mode: Mode, permission: Permission, memory: Memory) -> Self {
        let mut play = Self {
            state: State::new(mode, mode == Mode::Watch, true, true, memory),
            now: 1_000,
            effects: Vec::new(),
        };
        play.send(Message::Start(permission));
        play
    }

    /// One that leads, and was answered.
    pub fn leading(online: &[Connected]) -> Self {
        let mut play = Self::new(Permission::Granted);
        play.send(Message::Leads(true));
        play.answer(Ok(watched(2, online)));
        play
    }

    pub fn send(&mut self, message: Message) -> &[Effect<'static>] {
        self.effects = effects(&mut self.state, self.now, message);
        &self.effects
    }

    /// The ids of the sessions whose customers wait for the user.
    pub fn waiting(&self) -> Vec<&str> {
        self.state.calling().map(|it| it.id.as_str()).collect()
    }

    /// Time passes; the timers that are due by then fire.
    pub fn wait(&mut self, millis: i64) -> Vec<Effect<'static>> {
        let until = self.now + millis;
        let mut all = Vec::new();
        loop {
            let due = [super::Timer::Poll, super::Timer::Tick]
                .into_iter()
                .filter_map(|timer| Some((self.state.deadline(timer).as_ref().copied()?, timer)))
                .filter(|(due, _)| *due <= until)
                .min_by_key(|(due, _)| *due);
            let Some((due, timer)) = due else { break };
            self.now = self.now.max(due);
            all.extend_from_slice(self.send(Message::Fired(timer)));
        }
        self.now = until;
        all
    }

    /// The call that was made by the last message, of which there may be one.
    pub fn call(&self) -> Option<(Ticket, Call<'static>)> {
        let mut calls = self.effects.iter().filter_map(|effect| match effect {
            Effect::Call(ticket, call) => Some((*ticket, *call)),
            _ => None,
        });
        let first = calls.next();
        assert_eq!(calls.next(), None, "one call at a time");
        first
    }

    /// Answers the question under way.
    pub fn answer(&mut self, result: Result<Watched, RemoteError>) -> &[Effect<'static>] {
        let ticket = self.state.asking.unwrap();
        self.send(Message::Answered {
            ticket,
            result: result.map(Answer::Watched),
        })
    }

    pub fn fail(&mut self, code: ErrorCode) -> &[Effect<'static>] {
        self.answer(Err(RemoteError::of(code)))
    }

    pub fn page(&mut self, change: Change) -> &[Effect<'static>] {
        self.send(Message::Page(change))
    }

    pub fn screen(&self) -> Screen<'_> {
        Screen::of(&self.state)
    }
}

/// What a message brings about, kept for ever.
pub fn effects(state: &mut State, now: i64, message: Message) -> Vec<Effect<'static>> {
    let mut effects = Vec::new();
    update(state, now, message, |effect| {
        effects.push(match effect {
            Effect::Call(ticket, call) => Effect::Call(
                ticket,
                match call {
                    Call::Poll => Call::Poll,
                    Call::SignIn => Call::SignIn,
                    Call::Join { record_id, id } => Call::Join {
                        record_id: keep(record_id),
                        id: keep(id),
                    },
                },
            ),
            Effect::Remember(memory) => Effect::Remember(keep(memory)),
            Effect::Notify(connected) => Effect::Notify(keep(connected)),
            Effect::Toast(connected) => Effect::Toast(keep(connected)),
            Effect::SendTab(address) => Effect::SendTab(keep(address)),
            Effect::SendTabToRecord(record_id) => Effect::SendTabToRecord(keep(record_id)),
            Effect::Lead => Effect::Lead,
            Effect::Pass => Effect::Pass,
            Effect::OpenTab(ticket) => Effect::OpenTab(ticket),
            Effect::CloseTab => Effect::CloseTab,
            Effect::Raise => Effect::Raise,
            Effect::AskPermission => Effect::AskPermission,
            Effect::TellPermission(permission) => Effect::TellPermission(permission),
            Effect::CloseWindow => Effect::CloseWindow,
            Effect::Arm(timer, after) => Effect::Arm(timer, after),
        });
    });
    effects
}

fn keep<T: ?Sized + ToOwned>(value: &T) -> &'static T
where
    T::Owned: 'static,
{
    let kept: &'static T::Owned = Box::leak(Box::new(value.to_owned()));
    std::borrow::Borrow::borrow(kept)
}

pub fn connected(id: &str, connects: u32) -> Connected {
    Connected {
        id: id.to_owned(),
        code: "s12-345-678".to_owned(),
        connects,
        record_id: "500000000000001AAA".to_owned(),
        record_name: Some("00001000".to_owned()),
    }
}

pub fn watched(open: u32, online: &[Connected]) -> Watched {
    Watched {
        poll_seconds: 15,
        idle_minutes: 120,
        open,
        online: online.to_vec(),
    }
}

/// Whether some of the effects ask Apex.
pub fn polls(effects: &[Effect<'_>]) -> usize {
    effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Call(_, Call::Poll)))
        .count()
}

/// The notifications that were shown.
pub fn notified(effects: &[Effect<'_>]) -> Vec<Connected> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Notify(connected) => Some((*connected).clone()),
            _ => None,
        })
        .collect()
}
