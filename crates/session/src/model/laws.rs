//! What holds whatever happens, in any order.

mod sharing;

use contract::{
    Channel, ErrorCode, JoinLinks, Notice, Outcome, Panel, RemoteError, Session, SessionKind, ShareOptions,
    Shared,
};
use domain::RequestId;
use page::Change;
use proptest::prelude::*;

use super::entry::{Field, TICKED};
use super::fixtures::{closed, colleagues, expired, online, open, options, panel, pilot};
use super::message::{Answer, Call, CopyWhat, Effect, Message, Sharing, Ticket, Via};
use super::scene::Scene;
use super::share::{Step as ShareStep, may_have_gone_out};
use super::state::{State, Work};
use super::update::update;

/// A step of a story. What refers to a call or a timer picks one that exists, or existed.
#[derive(Clone, Debug)]
enum Step {
    Say(Message),
    Create {
        kind: SessionKind,
        seed: u8,
    },
    Send(u8),
    Answer {
        which: prop::sample::Index,
        with: Result<Reply, ErrorCode>,
    },
    Tab {
        which: prop::sample::Index,
        opened: bool,
    },
    Fire {
        which: prop::sample::Index,
    },
    Wait(u32),
}

#[derive(Clone, Debug)]
enum Reply {
    Panel(Vec<Session>, Option<Notice>),
    Fitting,
    /// Of a sending: what became of SMS, e-mail and Chatter.
    Outcomes([Option<ErrorCode>; 3]),
}

fn sessions() -> impl Strategy<Value = Vec<Session>> {
    let session = (0..6usize, "[ab]").prop_map(|(sort, id)| match sort {
        0 => open(&id),
        5 => pilot(&id),
        1 => online(&id),
        2 => expired(&id),
        3 => closed(&id),
        _ => colleagues(&id),
    });
    prop::collection::vec(session, 0..3)
}

fn code() -> impl Strategy<Value = ErrorCode> {
    prop::sample::select(vec![
        ErrorCode::SignedOut,
        ErrorCode::NoPermission,
        ErrorCode::KindNotAllowed,
        ErrorCode::SessionNotFound,
        ErrorCode::SessionClosed,
        ErrorCode::SessionLimit,
        ErrorCode::RateLimit,
        ErrorCode::TeamViewerDown,
        ErrorCode::TimedOut,
        ErrorCode::Offline,
        ErrorCode::SalesforceSignedOut,
        ErrorCode::Internal,
    ])
}

fn outcome() -> impl Strategy<Value = Option<ErrorCode>> {
    prop::sample::select(vec![
        None,
        None,
        Some(ErrorCode::TimedOut),
        Some(ErrorCode::MailLimit),
        Some(ErrorCode::SignedOut),
    ])
}

fn step() -> impl Strategy<Value = Step> {
    let said = prop::sample::select(vec![
        Message::Start,
        Message::SignIn,
        Message::StopSigningIn,
        Message::CheckSignIn,
        Message::SignOut,
        Message::Close,
        Message::Confirm,
        Message::Decline,
        Message::Join(Via::Client),
        Message::Join(Via::Browser),
        Message::TryAgain,
        Message::Dismiss,
        Message::Copy(CopyWhat::Link),
        Message::CopyDone {
            what: CopyWhat::Link,
            worked: false,
        },
        Message::TabGone,
        Message::Page(Change::Shown),
        Message::Page(Change::Hidden),
        Message::Page(Change::Focused),
        Message::Page(Change::Online),
        Message::Page(Change::Offline),
        Message::SignedInElsewhere,
        Message::ChangedElsewhere,
        Message::Share,
        Message::Share,
        Message::StopSharing,
        Message::Enter(Field::Contact, "003B".to_owned()),
        Message::Enter(Field::Email, TICKED.to_owned()),
        Message::Enter(Field::Sms, String::new()),
        Message::Enter(Field::Phone, "+49 151 1234567".to_owned()),
        Message::Enter(Field::Address, "other@example.com".to_owned()),
        Message::Enter(Field::ChatterMessage, "Rosa waits.".to_owned()),
        Message::Enter(Field::Name, "Printer".to_owned()),
    ]);
    let notice = prop::option::of(prop::sample::select(vec![
        Notice::AlreadyOpen,
        Notice::Stale,
        Notice::Unknown,
    ]));
    let reply = prop_oneof![
        (sessions(), notice).prop_map(|(all, notice)| Reply::Panel(all, notice)),
        Just(Reply::Fitting),
        [outcome(), outcome(), outcome()].prop_map(Reply::Outcomes),
    ];
    prop_oneof![
        3 => said.prop_map(Step::Say),
        3 => (prop::sample::select(vec![SessionKind::RemoteControl, SessionKind::Pilot]), any::<u8>())
            .prop_map(|(kind, seed)| Step::Create { kind, seed }),
        3 => any::<u8>().prop_map(Step::Send),
        6 => (any::<prop::sample::Index>(), prop_oneof![2 => reply.prop_map(Ok), 1 => code().prop_map(Err)])
            .prop_map(|(which, with)| Step::Answer { which, with }),
        2 => (any::<prop::sample::Index>(), any::<bool>()).prop_map(|(which, opened)| Step::Tab { which, opened }),
        2 => any::<prop::sample::Index>().prop_map(|which| Step::Fire { which }),
        1 => (0u32..200_000).prop_map(Step::Wait),
    ]
}

/// Everything that happened in a story.
struct Story {
    state: State,
    clock: i64,
    calls: Vec<(Ticket, Call)>,
    tabs: Vec<Ticket>,
    timers: Vec<(super::Timer, i64)>,
    /// The creation that has no answer yet.
    wish: Option<(Ticket, RequestId)>,
    /// The last sending of which something may have gone out, unknown to the page.
    unsure: Option<Sharing>,
    /// Ids of own sessions of the last panel that was taken.
    known: Vec<String>,
}

impl Story {
    fn message(&mut self, step: Step) -> Option<Message> {
        Some(match step {
            Step::Say(message) => message,
            Step::Create { kind, seed } => Message::Create {
                kind,
                request_id: RequestId::from_random([seed; 16]),
            },
            Step::Send(seed) => Message::Send {
                request_id: RequestId::from_random([seed; 16]),
            },
            Step::Answer { which, with } => {
                let (ticket, call) = which
                    .get(self.calls.get(..).filter(|all| !all.is_empty())?)
                    .clone();
                Message::Answered {
                    ticket,
                    result: with.map(|it| reply(it, &call)).map_err(RemoteError::of),
                }
            }
            Step::Tab { which, opened } => {
                let ticket = *which.get(self.tabs.get(..).filter(|all| !all.is_empty())?);
                Message::TabOpened { ticket, opened }
            }
            Step::Fire { which } => {
                let (timer, due) = *which.get(self.timers.get(..).filter(|all| !all.is_empty())?);
                self.clock = self.clock.max(due);
                Message::Fired { timer, due }
            }
            Step::Wait(millis) => {
                self.clock += i64::from(millis);
                return None;
            }
        })
    }
}

fn reply(reply: Reply, call: &Call) -> Answer {
    match (reply, call) {
        (_, Call::Join(_)) => Answer::Links(JoinLinks {
            supporter_link: "https://get.teamviewer.com/s1-SECRET".to_owned(),
            web_client_link: None,
        }),
        (_, Call::SignIn) => Answer::SignInUrl("https://login.teamviewer.com/".to_owned()),
        (_, Call::SignOut) => Answer::SignedOut,
        (_, Call::ShareOptions(session_id)) => Answer::ShareOptions(ShareOptions {
            custom_recipient: session_id == "a",
            ..options()
        }),
        (Reply::Outcomes(failures), Call::Share(sharing)) => Answer::Shared(Shared {
            panel: panel(vec![pilot("a")]),
            outcomes: outcomes(sharing, failures),
        }),
        (_, Call::Share(sharing)) => Answer::Shared(Shared {
            panel: panel(vec![pilot("a")]),
            outcomes: outcomes(sharing, [None; 3]),
        }),
        (Reply::Panel(sessions, notice), _) => Answer::Panel(Panel {
            allow_pilot: true,
            notice,
            ..panel(sessions)
        }),
        (Reply::Fitting | Reply::Outcomes(_), _) => Answer::Panel(Panel {
            allow_pilot: true,
            ..panel(vec![open("a")])
        }),
    }
}

fn outcomes(sharing: &Sharing, failures: [Option<ErrorCode>; 3]) -> Vec<Outcome> {
    let of = |channel: Channel| Outcome {
        channel,
        ok: failures[channel as usize].is_none(),
        error: failures[channel as usize].map(RemoteError::of),
    };
    sharing.channels().into_iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn promises_hold_in_any_order(steps in prop::collection::vec(step(), 1..60)) {
        let mut story = Story {
            state: State::new(true, true), clock: 0, calls: Vec::new(), tabs: Vec::new(), timers: Vec::new(),
            wish: None, unsure: None, known: Vec::new(),
        };
        let start = vec![Step::Say(Message::Start)];
        for step in start.into_iter().chain(steps) {
            let Some(message) = story.message(step) else { continue };
            let awaited = awaited(&story.state);
            let (next, effects) = update(story.state.clone(), story.clock, message.clone());
            let taken = matches!(&message, Message::Answered { ticket, .. } if awaited == Some(*ticket));
            note_answer(&mut story, &message, taken);
            check_effects(&mut story, &message, &effects)?;
            check_entries(&story.state, &message, &next)?;
            check_kept(&story.state, &effects, &next)?;
            story.state = next;
            check_state(&story)?;
        }
    }
}

fn awaited(state: &State) -> Option<Ticket> {
    match &state.work {
        Work::Idle | Work::Unsure { .. } => None,
        Work::Reading(ticket) | Work::SigningOut(ticket) | Work::Sharing(ticket) => Some(*ticket),
        Work::Creating { ticket, .. }
        | Work::Joining { ticket, .. }
        | Work::Closing { ticket, .. }
        | Work::SigningIn { ticket, .. } => Some(*ticket),
    }
}

fn note_answer(story: &mut Story, message: &Message, taken: bool) {
    let Message::Answered { ticket, result } = message else {
        return;
    };
    if !taken {
        return;
    }
    match result {
        Ok(Answer::Panel(panel) | Answer::Shared(Shared { panel, .. })) => {
            story.known = panel
                .sessions
                .iter()
                .filter(|it| it.mine)
                .map(|it| it.id.clone())
                .collect();
        }
        Ok(Answer::SignedOut) => story.known.clear(),
        // Signing out while signed out is signed out.
        Err(error)
            if error.code == ErrorCode::SignedOut && matches!(story.state.work, Work::SigningOut(_)) =>
        {
            story.known.clear();
        }
        _ => {}
    }
    if let ShareStep::Sending(sharing) = story.state.step().clone()
        && matches!(story.state.work, Work::Sharing(_))
    {
        note_sharing(story, sharing, result);
    }
    if story.wish.as_ref().is_some_and(|(wish, _)| wish == ticket) {
        story.wish = None;
    }
}

/// What an answer leaves open of a sending.
fn note_sharing(story: &mut Story, mut sharing: Sharing, result: &Result<Answer, RemoteError>) {
    let again = story
        .unsure
        .take_if(|earlier| earlier.request_id == sharing.request_id);
    match result {
        Ok(Answer::Shared(shared)) => {
            let open = |channel| {
                let outcome = shared.outcomes.iter().find(|it| it.channel == channel);
                let failure = outcome.and_then(|it| it.error.as_ref());
                failure.is_some_and(|error| may_have_gone_out(error.code))
            };
            // A channel that was left open by an earlier sending under this name and is refused now stays open.
            let refused = |channel| {
                let outcome = shared.outcomes.iter().find(|it| it.channel == channel);
                outcome.is_some_and(|it| !it.ok)
            };
            let earlier = again.clone().unwrap_or(Sharing {
                sms: None,
                email: None,
                message: None,
                ..sharing.clone()
            });
            let keeps = |channel, was_open: bool, sent: bool| {
                (sent && (open(channel) || (was_open && refused(channel)))) || (!sent && was_open)
            };
            let (sms, email) = (
                keeps(Channel::Sms, earlier.sms.is_some(), sharing.sms.is_some()),
                keeps(Channel::Email, earlier.email.is_some(), sharing.email.is_some()),
            );
            sharing.sms = sharing.sms.or(earlier.sms).filter(|_| sms);
            sharing.email = sharing.email.or(earlier.email).filter(|_| email);
            let done = shared.outcomes.iter().all(|it| it.ok);
            if !done && (sharing.sms.is_some() || sharing.email.is_some()) {
                story.unsure = Some(sharing);
            }
        }
        Err(error) if !may_have_gone_out(error.code) => story.unsure = again,
        _ => story.unsure = Some(sharing),
    }
}

/// What the user has entered stays until it has worked, or something else is shared.
fn check_entries(before: &State, message: &Message, after: &State) -> Result<(), TestCaseError> {
    let session = |state: &State| state.share.as_ref().map(|share| share.session_id.clone());
    let custom = after
        .share
        .as_ref()
        .is_some_and(|share| share.options.custom_recipient);
    for field in Field::ALL {
        let creation = matches!(field, Field::Name | Field::WaitingMessage | Field::Validity);
        let may_change = match message {
            Message::Enter(..) => true,
            Message::Answered {
                result: Ok(answer), ..
            } => match answer {
                Answer::Panel(_) => creation,
                Answer::Shared(_) => !creation,
                Answer::ShareOptions(_) => field == Field::Address && !custom,
                _ => false,
            },
            _ => !creation && session(before) != session(after),
        };
        let stays = before.entries.get(field) == after.entries.get(field);
        prop_assert!(
            stays || may_change || !before.entries.is_entered(field),
            "{:?} is lost by {:?}",
            field,
            message
        );
    }
    Ok(())
}

/// A wish on its way is kept past a reload, and no other.
fn check_kept(before: &State, effects: &[Effect], after: &State) -> Result<(), TestCaseError> {
    let told = effects.iter().rev().find_map(|effect| match effect {
        Effect::Keep(wish) => Some(wish.clone()),
        _ => None,
    });
    prop_assert_eq!(told.unwrap_or(before.pending()), after.pending());
    Ok(())
}

fn check_effects(story: &mut Story, message: &Message, effects: &[Effect]) -> Result<(), TestCaseError> {
    let creations = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Call(_, Call::Create(_))));
    prop_assert!(creations.count() <= 1, "one click, one creation");
    let tabs = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::OpenTab(_)))
        .count();
    let click = matches!(message, Message::SignIn | Message::Join(_) | Message::TryAgain);
    prop_assert!(tabs == 0 || (tabs == 1 && click), "tabs open only in a click");
    for effect in effects {
        match effect {
            Effect::Call(ticket, call) => {
                if let Call::Create(creation) = call {
                    prop_assert!(
                        story
                            .wish
                            .as_ref()
                            .is_none_or(|(_, id)| *id == creation.request_id),
                        "another creation while one has no answer"
                    );
                    story.wish = Some((*ticket, creation.request_id.clone()));
                }
                if let Call::Share(sharing) = call {
                    if let Some(unsure) = &story.unsure {
                        let same = (sharing.sms.is_some() && sharing.sms == unsure.sms)
                            || (sharing.email.is_some() && sharing.email == unsure.email);
                        let changed =
                            (sharing.sms.is_some() && unsure.sms.is_some() && sharing.sms != unsure.sms)
                                || (sharing.email.is_some()
                                    && unsure.email.is_some()
                                    && sharing.email != unsure.email);
                        let message = sharing.message != unsure.message;
                        prop_assert!(
                            !same || changed || message || sharing.request_id == unsure.request_id,
                            "what may have gone out goes out again under another name"
                        );
                    }
                    let clicked = matches!(message, Message::Send { .. });
                    prop_assert!(clicked, "only a click on Send sends");
                }
                if let Call::ShareOptions(session_id) = call {
                    // Another session is shared: what may have gone out of this one is history.
                    story.unsure.take_if(|unsure| unsure.session_id != *session_id);
                }
                story.calls.push((*ticket, call.clone()));
            }
            Effect::OpenTab(ticket) => story.tabs.push(*ticket),
            Effect::Arm { timer, due, .. } => story.timers.push((*timer, *due)),
            _ => {}
        }
    }
    Ok(())
}

fn check_state(story: &Story) -> Result<(), TestCaseError> {
    let state = &story.state;
    let known = state
        .desk
        .as_ref()
        .map(|desk| desk.sessions.iter().filter(|seen| seen.session.mine));
    let known: Vec<String> = known
        .into_iter()
        .flatten()
        .map(|seen| seen.session.id.clone())
        .collect();
    prop_assert_eq!(
        &known,
        &story.known,
        "a session goes only when a panel or a sign-out says so"
    );
    let scene = Scene::of(state);
    let creating_anew = scene.screen == super::Screen::Creating;
    prop_assert!(
        known.is_empty() || scene.screen.card().is_some() || creating_anew,
        "an own session is on the screen"
    );
    prop_assert!(
        !format!("{state:?}").contains("SECRET"),
        "the supporter link is not kept"
    );
    prop_assert!(!(scene.ready && state.work.is_action()));
    let sharing = matches!(state.step(), ShareStep::Opening | ShareStep::Sending(_));
    prop_assert_eq!(sharing, matches!(state.work, Work::Sharing(_)));
    Ok(())
}
