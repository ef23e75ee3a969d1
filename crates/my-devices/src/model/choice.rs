//! What the user wants to see.

use contract::DeviceState;

/// Search, filters, order and page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is looked for.
    pub search: String,
    /// In which group.
    pub group: Group,
    /// In which state.
    pub fits: Fits,
    /// By what the rows are ordered.
    pub by: Column,
    /// Whether the largest comes first.
    pub descending: bool,
    /// Which page, from 0.
    pub page: usize,
}

/// A column that rows can be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// What it is called.
    #[default]
    Name,
    /// TeamViewer ID.
    Id,
    /// Groups it is in.
    Groups,
    /// Whether it can be reached; what can comes first.
    State,
    /// When it was last online.
    LastSeen,
}

/// Which groups are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Group {
    /// All.
    #[default]
    Any,
    /// What is in none that has a name.
    None,
    /// The one with this id.
    One(String),
}

impl Group {
    /// The choice for [`Group::None`]; no group of TeamViewer's has this id.
    pub const NONE: &'static str = "-";

    /// Reads the value of the field.
    pub fn of(value: String) -> Self {
        match value.as_str() {
            "" => Self::Any,
            Self::NONE => Self::None,
            _ => Self::One(value),
        }
    }

    /// The value of the field.
    pub fn value(&self) -> &str {
        match self {
            Self::Any => "",
            Self::None => Self::NONE,
            Self::One(id) => id,
        }
    }
}

/// Which states are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fits {
    /// All.
    #[default]
    Any,
    /// What can be reached.
    Online,
    /// What cannot.
    Offline,
    /// What nobody knows of.
    Unknown,
}

impl Fits {
    /// All choices.
    pub const ALL: [Self; 4] = [Self::Any, Self::Online, Self::Offline, Self::Unknown];

    /// Reads the value of the field.
    pub fn of(value: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|it| it.value() == value)
            .unwrap_or_default()
    }

    /// The value of the field.
    pub fn value(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Online => "online",
            Self::Offline => "offline",
            Self::Unknown => "unknown",
        }
    }

    /// Whether a state is shown.
    pub fn has(self, state: DeviceState) -> bool {
        match self {
            Self::Any => true,
            Self::Online => is_reachable(state),
            Self::Offline => state == DeviceState::Offline,
            Self::Unknown => state == DeviceState::Unknown,
        }
    }
}

/// Whether a connection can be made.
pub fn is_reachable(state: DeviceState) -> bool {
    matches!(state, DeviceState::Online | DeviceState::Busy | DeviceState::Away)
}

impl Choice {
    /// Orders by a column; by the same one, the other way round.
    pub fn sort(&mut self, column: Column) {
        self.descending = self.by == column && !self.descending;
        self.by = column;
        self.page = 0;
    }

    /// Forgets search and filters; the order stays.
    pub fn show_all(&mut self) {
        *self = Self {
            by: self.by,
            descending: self.descending,
            ..Self::default()
        };
    }
}
