//! What the component knows and how it changes. Pure: time comes with the messages.
//!
//! - [`list`]: the devices as TeamViewer last told of them, ready to be looked through.
//! - [`choice`]: what of them the user wants to see, and in which order.
//! - [`scene`]: what is to be seen, derived from both.

pub mod choice;
pub mod list;
pub mod scene;

use component::{Access, Component, Core, Lane, Turn};
use contract::{Account, DeviceList, RemoteError};
use domain::link::is_safe;

pub use choice::{Choice, Column, Fits, Group};
pub use list::{List, Row};
pub use scene::{Main, Remark, Scene};

/// The page asks no sooner than this by itself, whatever Apex says.
const FASTEST_SECONDS: u32 = 60;

/// Ids of the fields.
pub const SEARCH: &str = "tv-search";
/// The group.
pub const GROUP: &str = "tv-group";
/// Whether they are online.
pub const STATE: &str = "tv-state";

/// What only this component knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Devices {
    /// The devices, once they are known.
    pub list: Option<List>,
    /// Whose they are, as far as TeamViewer tells.
    pub account: Option<Account>,
    /// What the user wants to see.
    pub choice: Choice,
    /// Whether the user waits for the list to be asked for again.
    refreshing: bool,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The user wants the list as it is now.
    Refresh,
    /// The user wants the rows ordered by a column, or the other way round.
    Sort(Column),
    /// The user wants the rows before these.
    Previous,
    /// The user wants the rows after these.
    Next,
    /// The user wants to see all devices again.
    ShowAll,
    /// The user wants to connect to the device with this ID.
    Connect(String),
    /// The browser opened no tab for that.
    TabBlocked,
    /// The user wants to sign out of TeamViewer.
    SignOut,
}

/// The remote calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// The devices, and whose they are.
    Load,
    /// The devices.
    Refresh,
    /// Forget the account.
    SignOut,
}

/// What they bring.
#[derive(Debug)]
pub enum Answer {
    /// The devices.
    List(Box<DeviceList>),
    /// The account is forgotten.
    SignedOut,
}

/// What only this component can do.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// Open this address in a tab, in the click that wanted it.
    Connect(String),
}

impl Component for Devices {
    type Message = Message;
    type Call = Call;
    type Answer = Answer;
    type Effect = Effect;

    fn reading(&self, _: bool) -> Call {
        if self.list.is_some() && self.account.is_some() {
            Call::Refresh
        } else {
            Call::Load
        }
    }

    fn is_known(&self) -> bool {
        self.list.is_some()
    }

    fn sign_out(&self) -> Option<Message> {
        Some(Message::SignOut)
    }

    fn take(&mut self, turn: &mut Turn<'_, Self>, message: Message) {
        match message {
            Message::Refresh => {
                if !turn.core.is_reading() && !turn.core.is_busy() {
                    self.refreshing = true;
                    turn.call(Lane::Reading, self.reading(true));
                }
            }
            Message::Sort(column) => {
                self.choice.sort(column);
                self.arrange();
            }
            Message::Previous => self.choice.page = self.page().saturating_sub(1),
            Message::Next => self.choice.page = self.page() + 1,
            Message::ShowAll => {
                self.choice.show_all();
                turn.focus(SEARCH);
            }
            Message::Connect(id) => self.connect(turn, &id),
            Message::TabBlocked => turn.complain("failure.tabBlocked"),
            Message::SignOut => {
                if turn.call(Lane::Action, Call::SignOut) {
                    // A list that is on its way would be one of somebody who has gone.
                    turn.cancel(Lane::Reading);
                }
            }
        }
    }

    fn answered(&mut self, turn: &mut Turn<'_, Self>, call: Call, result: Result<Answer, RemoteError>) {
        match (call, result) {
            (_, Ok(Answer::List(list))) => {
                self.show(*list);
                turn.have_read(true);
                if std::mem::take(&mut self.refreshing) {
                    turn.tell("devices.refreshed", Vec::new());
                }
            }
            (_, Ok(Answer::SignedOut)) => {
                *self = Self::default();
                turn.core.access = Access::Out;
            }
            (Call::SignOut, Err(error)) => turn.failed(error, Some((Lane::Action, call))),
            (_, Err(error)) => {
                self.refreshing = false;
                turn.have_not_read(error, call);
            }
        }
    }

    fn entered(&mut self, _: &mut Turn<'_, Self>, field: &str, value: String) {
        match field {
            SEARCH => self.choice.search = value,
            GROUP => self.choice.group = Group::of(value),
            STATE => self.choice.fits = Fits::of(&value),
            _ => return,
        }
        self.choice.page = 0;
    }

    fn poll_seconds(&self, core: &Core<Self>) -> Option<u32> {
        let list = self.list.as_ref().filter(|_| core.visible)?;
        let waits = list.missing.iter().filter_map(|it| it.error.retry_after_seconds);
        let wait = waits
            .max()
            .unwrap_or_default()
            .min(domain::poll::LONGEST_WAIT_SECONDS);
        Some(list.refresh_seconds.max(FASTEST_SECONDS).max(wait))
    }

    fn shape(&self) -> u8 {
        u8::from(self.list.is_some())
    }
}

impl Devices {
    fn show(&mut self, list: DeviceList) {
        let (list, account) = List::new(list);
        // A refresh does not ask whose they are.
        self.account = account.or(self.account.take());
        if !list.has_group(&self.choice.group) {
            self.choice.group = Group::Any;
        }
        self.list = Some(list);
        self.arrange();
    }

    fn arrange(&mut self) {
        if let Some(list) = &mut self.list {
            list.arrange(&self.choice);
        }
    }

    /// Which page is on the screen: the last one when there are fewer than the user went through.
    fn page(&self) -> usize {
        Scene::of(self).page.number
    }

    fn connect(&self, turn: &mut Turn<'_, Self>, id: &str) {
        let row = self.list.as_ref().and_then(|list| list.row(id));
        let Some(link) = row
            .and_then(|row| row.device.link.clone())
            .filter(|it| is_safe(it))
        else {
            return;
        };
        // What was said about the last one is over.
        turn.core.trouble = None;
        turn.want(Effect::Connect(link));
    }
}

#[cfg(test)]
pub mod fixtures;
#[cfg(test)]
mod tests;
