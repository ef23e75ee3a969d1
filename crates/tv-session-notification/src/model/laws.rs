//! What holds in any order of messages.

use std::collections::BTreeSet;

use contract::{ErrorCode, RemoteError, Watched};
use proptest::prelude::*;

use super::tests::{connected, effects, watched};
use super::{
    Answer, Call, Change, Click, Effect, Memory, Message, Mode, Permission, Place, State, Timer, memory,
};

const LINK: &str = "https://get.teamviewer.com/v15/SECRET";

fn any_watched() -> impl Strategy<Value = Watched> {
    let one = (0usize..3, 1u32..3);
    proptest::collection::vec(one, 0..4).prop_map(|some| {
        let mut seen = BTreeSet::new();
        let online: Vec<_> = some
            .into_iter()
            .filter(|(place, _)| seen.insert(*place))
            .map(|(place, connects)| connected(["a01", "a02", "a03"][place], connects))
            .collect();
        watched(u32::try_from(online.len()).unwrap() + 1, &online)
    })
}

fn any_result() -> impl Strategy<Value = Result<Watched, RemoteError>> {
    let codes = [
        ErrorCode::SignedOut,
        ErrorCode::TeamViewerDown,
        ErrorCode::Offline,
        ErrorCode::Internal,
    ];
    prop_oneof![
        4 => any_watched().prop_map(Ok),
        1 => Just(Ok(watched(0, &[]))),
        1 => proptest::sample::select(codes.to_vec()).prop_map(|code| Err(RemoteError::of(code))),
        1 => (1u32..400).prop_map(|seconds| Err(RemoteError {
            retry_after_seconds: Some(seconds),
            ..RemoteError::of(ErrorCode::RateLimit)
        })),
    ]
}

fn any_message() -> impl Strategy<Value = Message> {
    let changes = [
        Change::Shown,
        Change::Hidden,
        Change::Focused,
        Change::Online,
        Change::Offline,
    ];
    let id = || proptest::sample::select(vec!["a01".to_owned(), "a02".to_owned(), "gone".to_owned()]);
    let permissions = vec![Permission::Granted, Permission::Denied, Permission::Ask];
    prop_oneof![
        any::<bool>().prop_map(Message::Leads),
        proptest::sample::select(permissions).prop_map(Message::Permission),
        proptest::sample::select(changes.to_vec()).prop_map(Message::Page),
        Just(Message::ChangedElsewhere),
        Just(Message::SignedInElsewhere),
        Just(Message::TabGone),
        any_result().prop_map(Message::Passed),
        (1u32..30, any_result()).prop_map(|(ticket, result)| Message::Answered {
            ticket,
            result: result.map(Answer::Watched),
        }),
        (1u32..30).prop_map(|ticket| Message::Answered {
            ticket,
            result: Ok(Answer::Address(LINK.to_owned())),
        }),
        (1u32..30, any::<bool>()).prop_map(|(ticket, opened)| Message::TabOpened { ticket, opened }),
        id().prop_map(|id| Message::Click(Click::Dismiss(id))),
        (id(), any::<bool>()).prop_map(|(id, here)| {
            let place = if here { Place::Page } else { Place::Desktop };
            Message::Click(Click::Join(id, place))
        }),
        Just(Message::Click(Click::TryAgain)),
        Just(Message::Click(Click::SignIn)),
        Just(Message::Fired(Timer::Poll)),
        Just(Message::Fired(Timer::Tick)),
    ]
}

/// A page, the browser's memory, and what it told the user.
struct World {
    state: State,
    now: i64,
    told: Vec<String>,
}

impl World {
    fn new(memory: Memory) -> Self {
        let mut world = Self {
            state: State::new(Mode::Watch, true, true, true, memory),
            now: 0,
            told: Vec::new(),
        };
        world.send(Message::Start(Permission::Granted));
        world
    }

    fn send(&mut self, message: Message) -> Vec<Effect<'static>> {
        let effects = effects(&mut self.state, self.now, message);
        for effect in &effects {
            if let Effect::Notify(connected) = effect {
                self.told.push(memory::name(connected));
            }
        }
        effects
    }
}

proptest! {
    /// Only the leader asks and notifies, one question at a time, and never before it may.
    #[test]
    fn the_leader_alone_asks(messages in proptest::collection::vec((any_message(), 0i64..40_000), 1..60)) {
        let mut world = World::new(Memory::default());
        for (message, passes) in messages {
            world.now += passes;
            let early = world.state.refused.as_ref().and_then(|refusal| refusal.not_before);
            let effects = world.send(message);
            let polls = effects.iter().filter(|it| matches!(it, Effect::Call(_, Call::Poll))).count();
            prop_assert!(polls <= 1);
            if polls == 1 {
                prop_assert!(world.state.leads && world.state.network);
                prop_assert!(world.state.asking.is_some());
                prop_assert!(early.is_none_or(|until| world.now >= until));
            }
            let tells = effects.iter().any(|it| matches!(it, Effect::Notify(_) | Effect::Pass));
            prop_assert!(!tells || world.state.leads);
        }
    }

    /// A connection is told once, whatever happens in between, and after any reload.
    #[test]
    fn a_connection_is_told_once(
        lives in proptest::collection::vec(proptest::collection::vec(any_watched(), 1..6), 1..4)
    ) {
        let mut kept = Memory::default();
        let mut online = BTreeSet::new();
        for life in lives {
            let mut world = World::new(Memory::read(&kept.write()));
            world.send(Message::Leads(true));
            for watched in life {
                world.now += 15_000;
                world.send(Message::Fired(Timer::Poll));
                let ticket = world.state.asking.unwrap();
                world.told.clear();
                world.send(Message::Answered {
                    ticket,
                    result: Ok(Answer::Watched(watched.clone())),
                });
                let now: BTreeSet<String> = watched.online.iter().map(memory::name).collect();
                let told: BTreeSet<String> = world.told.iter().cloned().collect();
                prop_assert_eq!(told.len(), world.told.len());
                // What is new is told, and nothing else.
                prop_assert_eq!(told, now.difference(&online).cloned().collect::<BTreeSet<_>>());
                online = now;
            }
            kept = world.state.memory.clone();
        }
    }

    /// A page with a question to ask and somebody to tell always wakes by itself.
    #[test]
    fn never_falls_asleep(messages in proptest::collection::vec((any_message(), 0i64..40_000), 1..60)) {
        let mut world = World::new(Memory::default());
        for (message, passes) in messages {
            world.now += passes;
            world.send(message);
            if let Some(due) = world.state.poll_due() {
                prop_assert_eq!(*world.state.deadline(Timer::Poll), Some(due));
            } else if world.state.asking.is_none() && world.state.leads && world.state.network {
                let state = &world.state;
                let nothing = state.watched.as_ref().is_some_and(|watched| watched.open == 0);
                prop_assert!(nothing || state.is_refused() || state.is_idle());
            }
        }
    }

    /// The link is in the effect that opens it and nowhere else; every tab that was opened ends.
    #[test]
    fn the_link_is_kept_nowhere(messages in proptest::collection::vec((any_message(), 0i64..40_000), 1..60)) {
        let mut world = World::new(Memory::default());
        for (message, passes) in messages {
            world.now += passes;
            world.send(message);
            let all = format!("{:?}", world.state);
            prop_assert!(!all.contains("SECRET"));
        }
    }
}
