//! What is to be seen, derived from what is known.

use contract::MissingSource;
use domain::Instant;

use super::Devices;
use super::list::Row;

/// How many rows a page has.
pub const PAGE: usize = 50;

/// The main part.
#[derive(Debug, PartialEq)]
pub struct Scene<'a> {
    /// What stands below the filters.
    pub main: Main<'a>,
    /// Where in the list it is.
    pub page: Page,
    /// What is to be known about the list.
    pub remarks: Vec<Remark<'a>>,
    /// When the list was made.
    pub made: Option<Instant>,
}

/// What stands below the filters.
#[derive(Debug, PartialEq)]
pub enum Main<'a> {
    /// The account has no devices.
    Empty,
    /// None of the devices fits what the user wants to see.
    NoneFits,
    /// Some of them.
    Rows(Vec<&'a Row>),
}

/// A part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Which, from 0.
    pub number: usize,
    /// Of how many.
    pub count: usize,
    /// How many devices fit.
    pub fitting: usize,
    /// How many devices there are.
    pub total: usize,
}

impl Page {
    /// The first row of the part, counted from 1.
    pub fn first(self) -> usize {
        (self.number * PAGE + 1).min(self.fitting)
    }

    /// The last row of the part.
    pub fn last(self) -> usize {
        ((self.number + 1) * PAGE).min(self.fitting)
    }
}

/// What is to be known about a list.
#[derive(Debug, PartialEq)]
pub enum Remark<'a> {
    /// Something could not be had; when to ask again, if that was said.
    Missing(&'a MissingSource, Option<Instant>),
    /// There are more devices than these many.
    Cut(usize),
    /// So many devices could not be read.
    Unreadable(u32),
    /// The org allows no links to devices.
    NoLinks,
}

impl<'a> Scene<'a> {
    /// Derives what is to be seen.
    pub fn of(own: &'a Devices) -> Self {
        let Some(list) = &own.list else {
            return Self {
                main: Main::Empty,
                page: page(0, 0, 0),
                remarks: Vec::new(),
                made: None,
            };
        };
        let mut rows = list.fitting(&own.choice);
        let page = page(own.choice.page, rows.len(), list.len());
        let main = match (list.len(), rows.len()) {
            (0, _) => Main::Empty,
            (_, 0) => Main::NoneFits,
            _ => {
                rows.truncate(page.last());
                Main::Rows(rows.split_off(page.number * PAGE))
            }
        };
        let until = |missing: &MissingSource| {
            let seconds = missing.error.retry_after_seconds?;
            Some(list.made?.plus_millis(i64::from(seconds) * 1000))
        };
        let missing = list.missing.iter().map(|it| Remark::Missing(it, until(it)));
        let mut remarks: Vec<Remark<'_>> = missing.collect();
        remarks.extend(list.cut.then(|| Remark::Cut(list.len())));
        remarks.extend((list.unreadable > 0).then_some(Remark::Unreadable(list.unreadable)));
        remarks.extend((!list.can_connect).then_some(Remark::NoLinks));
        Self {
            main,
            page,
            remarks,
            made: list.made,
        }
    }
}

fn page(wanted: usize, fitting: usize, total: usize) -> Page {
    let count = fitting.div_ceil(PAGE).max(1);
    Page {
        number: wanted.min(count - 1),
        count,
        fitting,
        total,
    }
}
