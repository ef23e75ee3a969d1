//! What of a report the user wants to see, and the period of the next one.

use domain::Day;
use domain::period::{Period, PeriodError, Preset};

/// Which connections, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Those of this user.
    pub user: Option<String>,
    /// Those of this group.
    pub group: Option<String>,
    /// The order.
    pub order: Order,
    /// The smallest first.
    pub ascending: bool,
}

/// What rows are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// When they began.
    Start,
    /// Whose they are.
    User,
    /// How long they took.
    Duration,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            user: None,
            group: None,
            order: Order::Start,
            ascending: false,
        }
    }
}

impl Choice {
    /// Orders by something, or the other way round. Names begin with A, times with the newest and longest.
    pub fn sort(&mut self, order: Order) {
        self.ascending = if self.order == order {
            !self.ascending
        } else {
            order == Order::User
        };
        self.order = order;
    }
}

/// The fields of the period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The chosen period with a name; `None` for the days below.
    pub preset: Option<Preset>,
    /// The first day, as entered.
    pub first: String,
    /// The last day, as entered.
    pub last: String,
    /// What is wrong with them.
    pub wrong: Option<Wrong>,
}

/// What is wrong with a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The first day is none.
    First,
    /// The last day is none.
    Last,
    /// The last day is before the first.
    Order,
    /// It is longer than a report can be.
    TooLong,
}

impl Form {
    /// Shows a period; one that has a name on this day is called by it.
    pub fn show(&mut self, period: Period, today: Day) {
        *self = Self {
            preset: Preset::ALL
                .into_iter()
                .find(|preset| preset.period(today) == period),
            first: period.first.text(),
            last: period.last.text(),
            wrong: None,
        };
    }

    /// The period that the fields say.
    pub fn period(&self) -> Result<Period, Wrong> {
        let first = Day::parse(&self.first).ok_or(Wrong::First)?;
        let last = Day::parse(&self.last).ok_or(Wrong::Last)?;
        Period::of(first, last).map_err(|error| match error {
            PeriodError::Order => Wrong::Order,
            PeriodError::TooLong => Wrong::TooLong,
        })
    }
}

/// The word of a preset in the field that chooses one.
pub fn word(preset: Option<Preset>) -> &'static str {
    match preset {
        None => "custom",
        Some(Preset::Today) => "today",
        Some(Preset::Yesterday) => "yesterday",
        Some(Preset::SevenDays) => "7",
        Some(Preset::ThirtyDays) => "30",
        Some(Preset::ThisMonth) => "month",
        Some(Preset::LastMonth) => "lastMonth",
        Some(Preset::NinetyDays) => "90",
        Some(Preset::Year) => "365",
    }
}

/// The preset of a word; `None` for the days that are entered.
pub fn preset(value: &str) -> Option<Preset> {
    Preset::ALL
        .into_iter()
        .find(|preset| word(Some(*preset)) == value)
}
