//! Customer and supporter come and go; while both are in, a connection runs.

use super::World;
use super::code::SessionCode;
use super::connection::{BillingState, Connection, Feedback, SessionFacts};
use super::session::{Kind, Running, Session, State, Supporter};
use crate::clock::Instant;

/// Why somebody cannot enter, or cannot leave.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    /// Never made, or deleted.
    #[error("There is no session with this code. Ask your supporter for a new one.")]
    NoSession,
    /// Closed by the supporter.
    #[error("This session is closed. Ask your supporter for a new one.")]
    Closed,
    /// Past its validity.
    #[error("This session code has expired. Ask your supporter for a new one.")]
    Expired,
    /// No connection of this session has ended, so there is nothing to rate.
    #[error("There is no ended connection to rate.")]
    NothingToRate,
}

impl World {
    /// The customer connects: the session goes online.
    pub fn customer_connects(&mut self, code: &SessionCode) -> Result<(), JoinError> {
        self.enterable(code)?.customer_online = true;
        self.settle(code);
        Ok(())
    }

    /// The customer disconnects; a running connection ends.
    pub fn customer_disconnects(&mut self, code: &SessionCode) -> Result<(), JoinError> {
        self.session_mut(code)
            .ok_or(JoinError::NoSession)?
            .customer_online = false;
        self.settle(code);
        Ok(())
    }

    /// The supporter joins. Without a name it is the assignee's, else the creator's.
    pub fn supporter_joins(&mut self, code: &SessionCode, name: Option<String>) -> Result<(), JoinError> {
        let now = self.now();
        let name = name.unwrap_or_else(|| self.supporter_name(code));
        self.enterable(code)?.supporter = Some(Supporter { name, joined_at: now });
        self.settle(code);
        Ok(())
    }

    /// The supporter leaves; a running connection ends.
    pub fn supporter_leaves(&mut self, code: &SessionCode) -> Result<(), JoinError> {
        self.session_mut(code).ok_or(JoinError::NoSession)?.supporter = None;
        self.settle(code);
        Ok(())
    }

    /// Closing sends both away; a running connection ends.
    pub fn close_session(&mut self, code: &SessionCode) -> Result<(), JoinError> {
        let now = self.now();
        let session = self.session_mut(code).ok_or(JoinError::NoSession)?;
        if session.state == State::Open {
            session.state = State::Closed;
            session.closed_at = Some(now);
            session.customer_online = false;
            session.supporter = None;
        }
        self.settle(code);
        Ok(())
    }

    /// The customer rates the session's latest connection.
    pub fn customer_rates(&mut self, code: &SessionCode, feedback: Feedback) -> Result<(), JoinError> {
        let facts = self
            .connections
            .iter_mut()
            .rev()
            .filter_map(|connection| connection.session.as_mut());
        let latest = facts
            .into_iter()
            .find(|facts| facts.code == *code)
            .ok_or(JoinError::NothingToRate)?;
        latest.feedback = Some(feedback);
        Ok(())
    }

    /// The session, when it may be entered now.
    fn enterable(&mut self, code: &SessionCode) -> Result<&mut Session, JoinError> {
        let now = self.now();
        let session = self.session_mut(code).ok_or(JoinError::NoSession)?;
        match session.state {
            State::Closed => Err(JoinError::Closed),
            State::Open if session.is_expired(now) => Err(JoinError::Expired),
            State::Open => Ok(session),
        }
    }

    fn supporter_name(&self, code: &SessionCode) -> String {
        let session = self.session(code);
        let userid = session.map(|session| session.assigned_userid.as_ref().unwrap_or(&session.creator));
        let account = userid.and_then(|userid| self.account(userid));
        account.map_or_else(|| "Supporter".to_owned(), |account| account.name.clone())
    }

    /// Starts or ends the connection so that one runs exactly while both are in.
    fn settle(&mut self, code: &SessionCode) {
        let started_at = self.now();
        let (id, deviceid) = (self.ids.guid(), self.ids.device_id());
        let Some(session) = self.session_mut(code) else {
            return;
        };
        let both = session.customer_online && session.supporter.is_some();
        match (both, session.running.take()) {
            (true, None) => {
                session.running = Some(Running {
                    id,
                    deviceid,
                    started_at,
                });
            }
            (true, running) => session.running = running,
            (false, None) => {}
            (false, Some(running)) => {
                let session = session.clone();
                let end = Some(self.now());
                let record = self.report(&session, &running, end);
                self.connections.push(record);
            }
        }
    }

    /// The connections that run, as reports without an end.
    pub fn running_connections(&self) -> Vec<Connection> {
        let runs = |session: &Session| {
            let running = session.running.as_ref()?;
            Some(self.report(session, running, None))
        };
        self.sessions.iter().filter_map(runs).collect()
    }

    fn report(&self, session: &Session, running: &Running, end_date: Option<Instant>) -> Connection {
        let details = &session.details;
        let userid = session
            .assigned_userid
            .clone()
            .unwrap_or_else(|| session.creator.clone());
        let customer = details.end_customer_name.as_deref().unwrap_or("Customer");
        Connection {
            id: running.id.clone(),
            username: self
                .account(&userid)
                .map_or_else(String::new, |account| account.name.clone()),
            userid,
            deviceid: running.deviceid.clone(),
            devicename: Some(format!("{customer}'s computer")),
            groupid: session.groupid.clone(),
            groupname: self
                .group(&session.groupid)
                .map_or_else(String::new, |group| group.name.clone()),
            contact_id: None,
            support_session_type: match session.kind {
                Kind::Default => 1,
                Kind::Pilot => 2,
            },
            start_date: running.started_at,
            end_date,
            fee: None,
            currency: None,
            billing_state: BillingState::Bill,
            notes: None,
            session: Some(SessionFacts {
                code: session.code.clone(),
                created_at: session.created_at,
                valid_until: session.valid_until,
                assigned_userid: session.assigned_userid.clone(),
                assigned_at: session.assigned_at,
                note: details.description.clone(),
                custom_api: details.custom_api.clone(),
                end_customer_name: details.end_customer_name.clone(),
                end_customer_email: details.end_customer_email.clone(),
                feedback: None,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::super::NewSession;
    use super::super::session::Details;
    use super::*;

    fn world() -> (World, SessionCode) {
        let mut world = World::new(Some(1), Vec::new());
        world.clock.stop(true);
        let code = world
            .create_session(NewSession {
                groupid: "g1001001".to_owned(),
                kind: Kind::Default,
                creator: "u11293276".to_owned(),
                assigned_userid: None,
                valid_until: None,
                details: Details::default(),
            })
            .code;
        (world, code)
    }

    #[test]
    fn a_connection_is_reported_when_it_ends_with_its_times() {
        let (mut world, code) = world();
        world.supporter_joins(&code, None).unwrap();
        world.clock.advance(TimeDelta::minutes(1));
        world.customer_connects(&code).unwrap();
        let start = world.now();
        assert!(world.connections.is_empty());
        world.clock.advance(TimeDelta::minutes(5));
        world.customer_disconnects(&code).unwrap();
        let [record] = world.connections.as_slice() else {
            panic!("one record")
        };
        assert_eq!((record.start_date, record.end_date), (start, Some(world.now())));
        assert_eq!(record.username, "Jane Miller");
    }

    #[test]
    fn nobody_enters_a_closed_expired_or_unknown_session() {
        let (mut world, code) = world();
        world.clock.advance(TimeDelta::hours(24));
        assert_eq!(world.customer_connects(&code), Err(JoinError::Expired));
        world.close_session(&code).unwrap();
        assert_eq!(world.supporter_joins(&code, None), Err(JoinError::Closed));
        world.delete_session(&code);
        assert_eq!(world.customer_connects(&code), Err(JoinError::NoSession));
    }

    #[test]
    fn only_an_ended_connection_can_be_rated() {
        let (mut world, code) = world();
        let rating = || Feedback {
            session_rating: 5,
            user_comment: None,
        };
        assert_eq!(
            world.customer_rates(&code, rating()),
            Err(JoinError::NothingToRate)
        );
        world.customer_connects(&code).unwrap();
        world.supporter_joins(&code, None).unwrap();
        world.supporter_leaves(&code).unwrap();
        assert_eq!(world.customer_rates(&code, rating()), Ok(()));
    }

    proptest! {
        #[test]
        fn a_connection_runs_exactly_while_both_are_in(steps in prop::collection::vec(0_u8..5, 0..40)) {
            let (mut world, code) = world();
            let mut started = 0;
            for step in steps {
                let before = world.session(&code).unwrap().running.is_some();
                let _ = match step {
                    0 => world.customer_connects(&code),
                    1 => world.customer_disconnects(&code),
                    2 => world.supporter_joins(&code, None),
                    3 => world.supporter_leaves(&code),
                    _ => world.close_session(&code),
                };
                let session = world.session(&code).unwrap();
                let runs = session.running.is_some();
                prop_assert_eq!(runs, session.customer_online && session.supporter.is_some());
                started += usize::from(runs && !before);
                prop_assert_eq!(world.connections.len() + usize::from(runs), started);
            }
        }
    }
}
