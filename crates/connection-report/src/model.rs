//! What the report knows and how it changes. Pure.
//!
//! - [`rows`]: the connections, in one order whatever order they come in.
//!
//! A report is read part by part. What has come stays when a part fails or the user stops the reading, and the reading
//! goes on where it ended.

mod rows;

use component::view::HEADING;
use component::{Access, Component, Core, Lane, Turn};
use contract::{Account, ErrorCode, RemoteError, ReportBatch, ReportWarning};
use domain::pages::Pages;
use domain::poll::LONGEST_WAIT_SECONDS;

pub use rows::{Row, Rows};

/// Rows on one page: more make a record page slow, and nobody reads them.
const ROWS_PER_PAGE: u32 = 50;
/// The timer that goes on with a report when TeamViewer lets it.
const GO_ON: u8 = 0;

/// How the report looks; chosen where it is put on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A table.
    Desktop,
    /// Cards below one another.
    Mobile,
}

impl Form {
    /// The form of this name, else a table.
    pub fn of(name: &str) -> Self {
        match name {
            "Mobile" => Self::Mobile,
            _ => Self::Desktop,
        }
    }
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// A part is on its way.
    Reading,
    /// TeamViewer wants to be asked later; it goes on by itself.
    Waiting,
    /// It ended before its end.
    Stopped,
    /// Everything has come.
    Whole,
}

/// All that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How it looks.
    pub form: Form,
    /// The connections; `None` before the first answer.
    pub rows: Option<Rows>,
    /// Whether the newest connection comes first.
    pub newest_first: bool,
    /// The page that is shown, from 1.
    pub page: u32,
    /// How many of the record's sessions have been looked up.
    pub done: u32,
    /// How many sessions the record has.
    pub total: u32,
    /// How many connections could not be read.
    pub unreadable: u32,
    /// Why it may not be whole.
    pub warning: Option<ReportWarning>,
    /// Whose connections they are.
    pub account: Option<Account>,
    /// Whether it has to be read from its beginning.
    anew: bool,
    /// Where the reading goes on.
    next: Option<String>,
    /// Where it went on before.
    been: Vec<String>,
    /// Whether it goes on when TeamViewer may be asked again.
    waits: bool,
}

/// What the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The other order.
    Turn,
    /// This page.
    Page(u32),
    /// No more parts.
    Stop,
    /// The parts that are missing.
    GoOn,
    /// The report from its beginning.
    Again,
    /// To sign out of TeamViewer.
    SignOut,
}

/// A remote call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// The first part.
    Load,
    /// The part that begins here.
    More(String),
    /// Sign out of TeamViewer.
    SignOut,
}

/// What a remote call brings.
#[derive(Debug)]
pub enum Answer {
    /// A part of the report.
    Part(Box<ReportBatch>),
    /// The user is signed out.
    SignedOut,
}

impl Report {
    /// Nothing is known yet.
    pub fn new(form: Form) -> Self {
        Self {
            form,
            rows: None,
            newest_first: true,
            page: 1,
            done: 0,
            total: 0,
            unreadable: 0,
            warning: None,
            account: None,
            anew: true,
            next: None,
            been: Vec::new(),
            waits: false,
        }
    }

    /// How far the reading is.
    pub fn phase(&self, core: &Core<Self>) -> Phase {
        if core.is_reading() {
            Phase::Reading
        } else if self.waits {
            Phase::Waiting
        } else if self.next.is_some() {
            Phase::Stopped
        } else {
            Phase::Whole
        }
    }

    /// How much of the reading is done, sessions of all sessions; `None` while it begins.
    pub fn progress(&self) -> Option<(u32, u32)> {
        (!self.anew).then_some((self.done, self.total))
    }

    /// How many connections are known.
    pub fn count(&self) -> u32 {
        self.rows.as_ref().map_or(0, Rows::count)
    }

    /// The pages of the connections.
    pub fn pages(&self) -> Pages {
        Pages {
            total: self.count(),
            size: ROWS_PER_PAGE,
        }
    }

    /// The connections of the page that is shown.
    pub fn shown(&self) -> Vec<&Row> {
        let Some((rows, (first, last))) = self.rows.as_ref().zip(self.pages().items(self.page)) else {
            return Vec::new();
        };
        rows.part(first, last, self.newest_first)
    }

    /// Takes a part; then asks for the next, or ends.
    fn have_part(&mut self, turn: &mut Turn<'_, Self>, part: ReportBatch) {
        // A record without sessions says nothing of the sign-in.
        turn.have_read(part.total > 0);
        let rows = self.rows.get_or_insert_default();
        self.unreadable += part.unreadable + rows.take(part.connections);
        (self.done, self.total) = (part.done, part.total);
        self.warning = part.warning.or(self.warning);
        self.account = part.account.or(self.account.take());
        self.next = part.next;
        match &self.next {
            Some(next) if self.been.contains(next) => {
                self.next = None;
                self.warning = Some(ReportWarning::RepeatedCursor);
                self.end(turn);
            }
            Some(next) => {
                self.been.push(next.clone());
                turn.call(Lane::Reading, Call::More(next.clone()));
            }
            None => self.end(turn),
        }
    }

    /// The reading has ended.
    fn end(&self, turn: &mut Turn<'_, Self>) {
        turn.tell("report.told", vec![("count", self.count().to_string())]);
    }

    /// Nothing goes on by itself any more.
    fn wait_no_more(&mut self, turn: &mut Turn<'_, Self>) {
        self.waits = false;
        turn.let_sleep(GO_ON);
    }

    /// A call for a part has failed. What has come stays.
    fn have_no_part(&mut self, turn: &mut Turn<'_, Self>, call: Call, error: RemoteError) {
        // Whoever signs in may see other connections.
        self.anew |= error.code == ErrorCode::SignedOut;
        let wait = error.retry_after_seconds.filter(|_| !self.anew);
        let again = if self.anew { Call::Load } else { call };
        turn.have_not_read(error, again);
        if let Some(seconds) = wait {
            self.waits = true;
            turn.wake(
                GO_ON,
                seconds.clamp(1, LONGEST_WAIT_SECONDS).saturating_mul(1_000),
            );
        }
        if self.is_known() {
            turn.focus_if_lost(HEADING);
        }
    }

    fn stop(&mut self, turn: &mut Turn<'_, Self>) {
        turn.cancel(Lane::Reading);
        self.wait_no_more(turn);
        // A report that was to be read again stays as it is.
        self.anew = self.rows.is_none();
        if self.next.is_some() {
            let (done, total) = (self.done.to_string(), self.total.to_string());
            turn.tell("report.stopped", vec![("done", done), ("total", total)]);
        }
    }
}

impl Component for Report {
    type Message = Wish;
    type Call = Call;
    type Answer = Answer;
    type Effect = ();

    fn reading(&self, _: bool) -> Call {
        match &self.next {
            Some(next) if !self.anew => Call::More(next.clone()),
            _ => Call::Load,
        }
    }

    fn is_known(&self) -> bool {
        self.rows.is_some()
    }

    fn sign_out(&self) -> Option<Wish> {
        Some(Wish::SignOut)
    }

    fn take(&mut self, turn: &mut Turn<'_, Self>, wish: Wish) {
        match wish {
            Wish::Turn => {
                self.newest_first = !self.newest_first;
                self.page = 1;
            }
            Wish::Page(page) => {
                if self.pages().items(page).is_some() {
                    self.page = page;
                }
            }
            Wish::Stop => {
                self.stop(turn);
                turn.focus_if_lost(HEADING);
            }
            Wish::GoOn | Wish::Again => {
                if !turn.core.is_reading() && !turn.core.is_busy() && turn.core.wait_seconds().is_none() {
                    self.wait_no_more(turn);
                    self.anew |= wish == Wish::Again;
                    turn.call(Lane::Reading, self.reading(true));
                    turn.focus_if_lost(HEADING);
                }
            }
            Wish::SignOut => {
                if turn.call(Lane::Action, Call::SignOut) {
                    // What is on its way would be for somebody who has gone.
                    turn.cancel(Lane::Reading);
                    self.wait_no_more(turn);
                }
            }
        }
    }

    fn woken(&mut self, turn: &mut Turn<'_, Self>, timer: u8) {
        if timer == GO_ON && self.waits && !turn.core.is_reading() {
            self.waits = false;
            turn.call(Lane::Reading, self.reading(true));
        }
    }

    fn answered(&mut self, turn: &mut Turn<'_, Self>, call: Call, result: Result<Answer, RemoteError>) {
        match (call, result) {
            (_, Ok(Answer::SignedOut)) => {
                *self = Self::new(self.form);
                turn.core.access = Access::Out;
            }
            (call, Ok(Answer::Part(part))) => {
                // The button that stops may go. The first screen takes the keyboard from nobody.
                if self.is_known() {
                    turn.focus_if_lost(HEADING);
                }
                self.wait_no_more(turn);
                if call == Call::Load {
                    // The new report takes the place of the old one in one go.
                    *self = Self {
                        newest_first: self.newest_first,
                        anew: false,
                        ..Self::new(self.form)
                    };
                }
                self.have_part(turn, *part);
            }
            (Call::SignOut, Err(error)) => turn.failed(error, Some((Lane::Action, Call::SignOut))),
            (call, Err(error)) => self.have_no_part(turn, call, error),
        }
    }
}

#[cfg(test)]
pub mod fixtures;
#[cfg(test)]
mod tests;
