//! What the component knows and how it changes. Pure: time comes with the messages.
//!
//! - [`desk`]: a report, page by page, and what follows from its rows.
//! - [`rows`], [`parties`]: the connections, and whose they are.
//! - [`stream`]: how far the pages have come.
//! - [`choice`]: which rows the user wants to see, and the period of the next report.
//! - [`reading`]: asking for a report and its pages.
//! - [`edit`], [`editing`]: changing a row.
//! - [`export`]: the rows as a table for spreadsheets.

pub mod choice;
pub mod desk;
pub mod edit;
mod editing;
pub mod export;
pub mod parties;
mod reading;
pub mod rows;
pub mod stream;

use std::ops::Range;

use component::{Access, Component, Lane, Turn};
use contract::{Billing, CompanyPage, CompanyReport, ErrorCode, RemoteError};
use domain::period::Period;
use domain::window::Layout;
use page::View;

pub use choice::{Choice, Form, Order, Wrong};
pub use desk::{Desk, Own};
pub use edit::Edit;
pub use export::ExportWords;
pub use rows::Row;
pub use stream::Stream;

use crate::view::ids;

/// How the rows are drawn. The style sheet says the same height.
pub const LAYOUT: Layout = Layout {
    row_height: 44,
    step: 5,
};

/// How high the table is taken for before it was scrolled: higher than it ever is.
const ASSUMED_HEIGHT: u32 = 900;
/// The timer that goes on with a report when TeamViewer lets it.
const GO_ON: u8 = 0;

/// What only this component knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Company {
    /// The report, once there is one.
    pub desk: Option<Desk>,
    /// What of it the user wants to see.
    pub choice: Choice,
    /// The fields of the period.
    pub form: Form,
    /// The row being changed.
    pub edit: Option<Edit>,
    /// Whether the numbers of the chart are shown as a table.
    pub numbers: bool,
    /// The period that was asked for and has not come yet.
    wanted: Option<Period>,
    /// What can be seen of the table.
    seen: Option<View>,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The user wants the report of the period in the fields.
    Show,
    /// The user wants no more pages.
    Stop,
    /// The user wants the pages that are missing.
    GoOn,
    /// The user wants the rows in another order.
    Sort(Order),
    /// The table was scrolled.
    Scrolled(View),
    /// The user wants the chart's numbers as a table, or no more.
    Numbers,
    /// The user wants to change the connection with this id.
    Edit(String),
    /// The user throws away what was entered.
    Cancel,
    /// The user wants what was entered to be kept.
    Save,
    /// The user wants what is shown as a file.
    Export(Box<ExportWords>),
    /// The browser did not take the file.
    NotDownloaded,
    /// The user wants to sign out of TeamViewer.
    SignOut,
}

/// The remote calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// A report with its first page.
    Load {
        /// Of these days; of those that Apex chooses when there are none.
        period: Option<Period>,
        /// With the company's users and groups.
        people: bool,
    },
    /// The next page.
    More {
        /// Of these days.
        period: Period,
        /// Where it begins.
        next: String,
    },
    /// Notes and billing state of a connection; what is `None` stays as it is.
    Change {
        /// TeamViewer's name of the connection.
        id: String,
        /// Its notes.
        notes: Option<String>,
        /// Its billing state.
        billing: Option<Billing>,
    },
    /// Forget the account.
    SignOut,
}

/// What they bring.
#[derive(Debug)]
pub enum Answer {
    /// A report with its first page.
    Report(Box<CompanyReport>),
    /// The next page.
    Page(CompanyPage),
    /// The connection was changed.
    Changed,
    /// The account is forgotten.
    SignedOut,
}

/// What only this component can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Hand a text to the user as a file, in the click that wanted it.
    Download {
        /// The name of the file.
        name: String,
        /// What is in it.
        text: String,
    },
    /// Give the keyboard to the button that changes the connection with this id.
    FocusRow(String),
    /// Show the first rows.
    ScrollToTop,
}

impl Component for Company {
    type Message = Message;
    type Call = Call;
    type Answer = Answer;
    type Effect = Effect;

    fn reading(&self, _: bool) -> Call {
        let people = !self.desk.as_ref().is_some_and(|desk| desk.knows_people);
        let next = self
            .desk
            .as_ref()
            .and_then(|desk| Some((desk.period, desk.next()?)));
        match (self.wanted, next) {
            (None, Some((period, next))) => Call::More {
                period,
                next: next.to_owned(),
            },
            (wanted, _) => Call::Load {
                period: wanted.or(self.desk.as_ref().map(|desk| desk.period)),
                people,
            },
        }
    }

    fn is_known(&self) -> bool {
        self.desk.is_some()
    }

    fn sign_out(&self) -> Option<Message> {
        Some(Message::SignOut)
    }

    fn take(&mut self, turn: &mut Turn<'_, Self>, message: Message) {
        match message {
            Message::Show => self.ask(turn),
            Message::Stop => self.stop(turn),
            Message::GoOn => self.go_on(turn),
            Message::Sort(order) => {
                self.choice.sort(order);
                self.look_anew(turn);
            }
            Message::Scrolled(view) => self.seen = Some(view),
            Message::Numbers => self.numbers = !self.numbers,
            Message::Edit(id) => self.begin_edit(turn, &id),
            Message::Cancel => self.end_edit(turn),
            Message::Save => self.save(turn),
            Message::Export(words) => {
                if let Some(desk) = &self.desk {
                    turn.core.trouble = None;
                    turn.want(Effect::Download {
                        name: export::name(desk),
                        text: export::table(desk, &words),
                    });
                }
            }
            Message::NotDownloaded => turn.complain("company.notDownloaded"),
            Message::SignOut => {
                if turn.call(Lane::Action, Call::SignOut) {
                    // A page that is on its way would be one of somebody who has gone.
                    turn.cancel(Lane::Reading);
                    turn.let_sleep(GO_ON);
                }
            }
        }
    }

    fn answered(&mut self, turn: &mut Turn<'_, Self>, call: Call, result: Result<Answer, RemoteError>) {
        match (call, result) {
            (call, Ok(Answer::Report(report))) => match Desk::of(*report, self.desk.as_ref()) {
                Ok(desk) => self.open(turn, desk),
                Err(error) => turn.have_not_read(error, call),
            },
            (_, Ok(Answer::Page(page))) => {
                if let Some(desk) = &mut self.desk {
                    desk.take(page);
                }
                self.arrange();
                turn.have_read(true);
                self.follow(turn);
            }
            (Call::Change { id, notes, billing }, Ok(_)) => self.have_changed(turn, &id, notes, billing),
            (_, Ok(Answer::Changed)) => {}
            (_, Ok(Answer::SignedOut)) => {
                *self = Self::default();
                turn.core.access = Access::Out;
            }
            (_, Err(error)) if error.code == ErrorCode::NoPermission => {
                self.interrupt(turn);
                turn.complain("failure.administratorsOnly");
            }
            (call @ (Call::Change { .. } | Call::SignOut), Err(error)) => {
                turn.failed(error, Some((Lane::Action, call)));
            }
            (call @ (Call::Load { .. } | Call::More { .. }), Err(error)) => self.not_read(turn, call, error),
        }
    }

    fn entered(&mut self, turn: &mut Turn<'_, Self>, field: &str, value: String) {
        match field {
            ids::PERIOD => self.choose_period(&value),
            ids::FIRST => {
                self.form.first = value;
                self.form.preset = None;
            }
            ids::LAST => {
                self.form.last = value;
                self.form.preset = None;
            }
            ids::USER => {
                self.choice.user = Some(value).filter(|id| !id.is_empty());
                self.look_anew(turn);
            }
            ids::GROUP => {
                self.choice.group = Some(value).filter(|id| !id.is_empty());
                self.look_anew(turn);
            }
            ids::NOTES => {
                if let Some(edit) = &mut self.edit {
                    edit.notes = value;
                }
            }
            ids::BILLING => {
                if let Some(edit) = &mut self.edit {
                    edit.billing = value;
                }
            }
            _ => {}
        }
    }

    fn woken(&mut self, turn: &mut Turn<'_, Self>, timer: u8) {
        if timer == GO_ON {
            self.go_on(turn);
        }
    }

    fn shape(&self) -> u8 {
        u8::from(self.desk.is_some())
    }
}

impl Company {
    /// The rows to be drawn, as places among those that are shown. The one being changed is always among them, so that
    /// what is entered is not lost, and neither is the keyboard.
    pub fn window(&self) -> Vec<usize> {
        let Some(desk) = &self.desk else {
            return Vec::new();
        };
        let mut view = self.seen.unwrap_or_default();
        // It may have been lower when it was measured than it is with the rows that came since.
        if view.top == 0 {
            view.height = view.height.max(ASSUMED_HEIGHT);
        }
        let window: Range<usize> = LAYOUT.window(view.top, view.height, desk.shown.len());
        let edited = self.edit.as_ref().and_then(|edit| {
            let place = desk.rows.find(&edit.id)?;
            desk.shown.iter().position(|shown| *shown == place)
        });
        let edited = edited.filter(|place| !window.contains(place));
        let (before, after) = match edited {
            Some(place) if place < window.start => (Some(place), None),
            other => (None, other),
        };
        before.into_iter().chain(window).chain(after).collect()
    }

    /// The period that was asked for and has not come yet.
    pub fn wanted(&self) -> Option<Period> {
        self.wanted
    }

    fn arrange(&mut self) {
        if let Some(desk) = &mut self.desk {
            desk.arrange(&self.choice);
        }
    }

    /// Shows other rows, or the same ones in another order, from the first one on.
    fn look_anew(&mut self, turn: &mut Turn<'_, Self>) {
        self.arrange();
        if let Some(view) = &mut self.seen {
            view.top = 0;
        }
        turn.want(Effect::ScrollToTop);
    }

    fn choose_period(&mut self, value: &str) {
        self.form.preset = choice::preset(value);
        self.form.wrong = None;
        if let (Some(preset), Some(desk)) = (self.form.preset, &self.desk) {
            let period = preset.period(desk.today);
            self.form.first = period.first.text();
            self.form.last = period.last.text();
        }
    }
}

#[cfg(test)]
pub mod fixtures;
#[cfg(test)]
mod tests;
