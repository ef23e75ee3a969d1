//! What the history knows and how it changes. Pure.
//!
//! - [`query`]: which sessions are wanted, and in which order.
//! - [`known`]: the sessions as they came.
//!
//! Whatever is on the screen comes from Salesforce; whether TeamViewer could be asked about it is told beside it.

mod known;
pub mod query;

use component::{Access, Component, Core, Lane, Turn};
use contract::{ErrorCode, HistoryDetails, HistorySort, JoinLinks, RemoteError};

pub use known::{List, Opened, Row};
pub use query::{Query, kind_of, status_of};

use crate::view::ids;

/// Words for what can be copied.
pub const CODE: &str = "code";
/// The customer's link.
pub const LINK: &str = "link";

/// All that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Id of the record.
    record_id: String,
    /// What is wanted.
    pub query: Query,
    /// The last page, once there is one.
    pub list: Option<List>,
    /// The session that is shown by itself.
    pub opened: Option<Opened>,
    /// Id of the session that was opened last: its row gets the keyboard back.
    pub last: Option<String>,
    /// Whether TeamViewer could not be asked the last time: then the user's clicks do not wait for it.
    pub stale: bool,
}

/// What the user wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The rows ordered by this; the other way round if they are already.
    Sort(HistorySort),
    /// This page.
    Page(u32),
    /// Every session, whatever its status and kind.
    ShowAll,
    /// The session with this id by itself.
    Open(String),
    /// All sessions again.
    Back,
    /// To join the session with this id.
    Join(String),
    /// To copy this of the session that is shown by itself.
    Copy(&'static str),
}

/// A remote call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// A page of the history.
    List {
        /// Which.
        query: Query,
        /// Whether TeamViewer is asked too.
        ask: bool,
        /// Whether the user waits for it.
        by_user: bool,
    },
    /// One session with its timeline.
    Details {
        /// Id of the session.
        session_id: String,
        /// Whether TeamViewer is asked too.
        ask: bool,
    },
    /// The links of the session with this id.
    Join(String),
}

/// What a remote call brings.
#[derive(Debug)]
pub enum Answer {
    /// Of [`Call::List`].
    List(contract::History),
    /// Of [`Call::Details`].
    Details(Box<HistoryDetails>),
    /// Of [`Call::Join`]. Goes straight into an effect and is never kept.
    Links(JoinLinks),
}

impl History {
    /// Nothing is known yet.
    pub fn new(record_id: String) -> Self {
        Self {
            record_id,
            query: Query::default(),
            list: None,
            opened: None,
            last: None,
            stale: false,
        }
    }

    /// What is on the screen, asked for again.
    fn question(&self, ask: bool, by_user: bool) -> Call {
        match &self.opened {
            Some(opened) => Call::Details {
                session_id: opened.row.id.clone(),
                ask,
            },
            None => Call::List {
                query: self.query,
                ask,
                by_user,
            },
        }
    }

    /// Asks for another page, or the same in another order.
    fn show(&mut self, turn: &mut Turn<'_, Self>, query: Query) {
        self.query = query;
        turn.call(Lane::Reading, self.question(!self.stale, true));
    }

    fn open(&mut self, turn: &mut Turn<'_, Self>, session_id: &str) {
        let list = self.list.as_ref().filter(|_| self.opened.is_none());
        let Some(list) = list else { return };
        if let Some(row) = list.rows.iter().find(|row| row.id == session_id) {
            self.opened = Some(Opened {
                row: row.clone(),
                events: None,
                events_total: 0,
                clock: list.clock,
                poll_seconds: list.poll_seconds,
            });
            turn.call(Lane::Reading, self.question(!self.stale, true));
        }
    }

    fn back(&mut self, turn: &mut Turn<'_, Self>) {
        if let Some(opened) = self.opened.take() {
            self.last = Some(opened.row.id);
            turn.focus(ids::LAST);
            turn.call(Lane::Reading, self.question(!self.stale, false));
        }
    }

    fn row(&self, session_id: &str) -> Option<&Row> {
        let opened = self.opened.iter().map(|opened| &opened.row);
        let listed = self.list.iter().flat_map(|list| &list.rows);
        opened.chain(listed).find(|row| row.id == session_id)
    }

    /// A session on the screen can be joined while it is live and TeamViewer lets this user.
    pub fn can_join(&self, core: &Core<Self>, row: &Row) -> bool {
        let clock = match (&self.opened, &self.list) {
            (Some(opened), _) => opened.clock,
            (None, Some(list)) => list.clock,
            (None, None) => return false,
        };
        row.joinable && row.status(clock.at(core.now)).is_live()
    }

    fn join(&self, turn: &mut Turn<'_, Self>, session_id: String) {
        let allowed = self
            .row(&session_id)
            .is_some_and(|row| self.can_join(turn.core, row));
        if allowed {
            turn.call_in_tab(Call::Join(session_id));
        }
    }

    /// Joining has failed. TeamViewer does not know what its user may not see: only of the user's own session is it
    /// certain that it is closed.
    fn not_joined(&self, turn: &mut Turn<'_, Self>, session_id: String, error: RemoteError) {
        let changed = matches!(error.code, ErrorCode::SessionClosed | ErrorCode::SessionNotFound);
        let hidden =
            error.code == ErrorCode::SessionClosed && self.row(&session_id).is_some_and(|row| !row.mine);
        if hidden {
            turn.close_tab();
            turn.complain("history.notYours");
        } else {
            turn.failed_in_tab(error, Call::Join(session_id));
        }
        if changed {
            turn.call(Lane::Reading, self.question(true, false));
        }
    }

    fn have_list(
        &mut self,
        turn: &mut Turn<'_, Self>,
        query: Query,
        by_user: bool,
        history: contract::History,
    ) -> Result<(), RemoteError> {
        let list = List::of(history, query, turn.core.now)?;
        // There may be fewer pages than before.
        self.query.page = list.page;
        if by_user {
            turn.tell("history.shown", list.range());
        }
        self.list = Some(list);
        Ok(())
    }

    fn have_details(
        &mut self,
        turn: &mut Turn<'_, Self>,
        session_id: &str,
        details: HistoryDetails,
    ) -> Result<(), RemoteError> {
        let fresh = Opened::of(details, turn.core.now)?;
        if fresh.row.id != session_id {
            return Err(unexpected());
        }
        self.opened = Some(fresh);
        Ok(())
    }

    /// What the answer says of TeamViewer. An answer for which it was not asked says nothing.
    fn heed(&mut self, turn: &mut Turn<'_, Self>, problem: Option<RemoteError>, call: Call) {
        if matches!(
            call,
            Call::List { ask: false, .. } | Call::Details { ask: false, .. }
        ) {
            return;
        }
        self.stale = problem.is_some();
        match problem {
            None => turn.have_read(true),
            Some(error) if error.code == ErrorCode::SignedOut => {
                turn.core.trouble = None;
                turn.failed(error, None);
            }
            Some(error) => {
                // Somebody who is just signing in has done it: TeamViewer did not mind who asks.
                if let Access::SigningIn(_) = turn.core.access {
                    turn.core.access = Access::In;
                }
                turn.have_not_read(error, call);
            }
        }
    }
}

impl Component for History {
    type Message = Wish;
    type Call = Call;
    type Answer = Answer;
    type Effect = ();

    fn reading(&self, _: bool) -> Call {
        self.question(true, false)
    }

    fn is_known(&self) -> bool {
        self.list.is_some()
    }

    fn take(&mut self, turn: &mut Turn<'_, Self>, wish: Wish) {
        match wish {
            Wish::Sort(sort) => self.show(turn, self.query.sorted_by(sort)),
            Wish::Page(page) => {
                let pages = self.list.as_ref().map_or(1, |list| list.pages().count());
                if (1..=pages).contains(&page) {
                    self.show(turn, Query { page, ..self.query });
                }
            }
            Wish::ShowAll => {
                let query = Query {
                    status: None,
                    kind: None,
                    page: 1,
                    ..self.query
                };
                self.show(turn, query);
            }
            Wish::Open(session_id) => self.open(turn, &session_id),
            Wish::Back => self.back(turn),
            Wish::Join(session_id) => self.join(turn, session_id),
            Wish::Copy(what) => {
                if let Some(opened) = &self.opened {
                    let link = opened.row.link.clone().unwrap_or_default();
                    let text = if what == CODE {
                        opened.row.code.clone()
                    } else {
                        link
                    };
                    turn.copy(what, text);
                }
            }
        }
    }

    fn answered(&mut self, turn: &mut Turn<'_, Self>, call: Call, result: Result<Answer, RemoteError>) {
        match (call, result) {
            (Call::Join(_), Ok(Answer::Links(links))) => turn.send_tab(links.supporter_link),
            (Call::Join(session_id), Ok(_)) => self.not_joined(turn, session_id, unexpected()),
            (Call::Join(session_id), Err(error)) => self.not_joined(turn, session_id, error),
            (Call::List { query, ask, by_user }, Ok(Answer::List(mut history))) => {
                let problem = history.problem.take();
                let call = Call::List { query, ask, by_user };
                match self.have_list(turn, query, by_user, history) {
                    Ok(()) => self.heed(turn, problem, call),
                    Err(error) => turn.have_not_read(error, call),
                }
            }
            (Call::Details { session_id, ask }, Ok(Answer::Details(mut details))) => {
                let problem = details.problem.take();
                let done = self.have_details(turn, &session_id, *details);
                let call = Call::Details { session_id, ask };
                match done {
                    Ok(()) => self.heed(turn, problem, call),
                    Err(error) => turn.have_not_read(error, call),
                }
            }
            (call, Ok(_)) => turn.have_not_read(unexpected(), call),
            (Call::Details { .. }, Err(error)) if error.code == ErrorCode::SessionNotFound => {
                // Somebody has deleted it.
                self.opened = None;
                turn.failed(error, None);
                turn.call(Lane::Reading, self.question(!self.stale, false));
            }
            (call, Err(error)) => turn.have_not_read(error, call),
        }
    }

    fn entered(&mut self, turn: &mut Turn<'_, Self>, field: &str, value: String) {
        let query = match field {
            ids::STATUS => Query {
                status: status_of(&value),
                ..self.query
            },
            ids::KIND => Query {
                kind: kind_of(&value),
                ..self.query
            },
            _ => return,
        };
        self.show(turn, Query { page: 1, ..query });
    }

    fn changed_elsewhere(&mut self, turn: &mut Turn<'_, Self>, record_id: &str) {
        if record_id == self.record_id {
            turn.call(Lane::Reading, self.question(!self.stale, false));
        }
    }

    /// Only while something on the screen can change.
    fn poll_seconds(&self, core: &Core<Self>) -> Option<u32> {
        match (&self.opened, &self.list) {
            (Some(opened), _) => opened
                .row
                .status(opened.clock.at(core.now))
                .is_live()
                .then_some(opened.poll_seconds),
            (None, Some(list)) => (list.unfinished > 0).then_some(list.poll_seconds),
            (None, None) => None,
        }
    }

    fn changes_after(&self, core: &Core<Self>) -> Option<u32> {
        match (&self.opened, &self.list) {
            (Some(opened), _) => opened.changes_after(core.now),
            (None, Some(list)) => list.changes_after(core.now),
            (None, None) => None,
        }
    }

    fn shape(&self) -> u8 {
        u8::from(self.opened.is_some())
    }
}

/// An answer to another question than the one asked, or one that cannot be read.
fn unexpected() -> RemoteError {
    RemoteError {
        reference: Some("answer".to_owned()),
        ..RemoteError::of(ErrorCode::Internal)
    }
}

#[cfg(test)]
pub mod fixtures;
#[cfg(test)]
mod tests;
