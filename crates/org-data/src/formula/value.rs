//! Values of formulas and how they compare.

use std::cmp::Ordering;

use apex::host::Data;
use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::FormulaError;
use crate::store::value::decimal;

/// A value of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Val {
    /// No value.
    Null,
    /// Text, also of picklists and Ids.
    Text(String),
    /// A number.
    Number(BigDecimal),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(NaiveDate),
    /// A point in time.
    Datetime(DateTime<Utc>),
    /// A time of day.
    Time(NaiveTime),
}

impl Val {
    /// A text; empty text is no value.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Null
        } else {
            Self::Text(text)
        }
    }

    /// A whole number.
    pub(super) fn integer(number: i64) -> Self {
        Self::Number(BigDecimal::from(number))
    }

    /// The value of a field.
    pub fn of(data: &Data) -> Self {
        match data {
            Data::Null | Data::Blob(_) => Self::Null,
            Data::Boolean(value) => Self::Boolean(*value),
            Data::String(text) | Data::Id(text) => Self::text(text.clone()),
            Data::Date(date) => Self::Date(*date),
            Data::Datetime(time) => Self::Datetime(*time),
            Data::Time(time) => Self::Time(*time),
            number => decimal(number).map_or(Self::Null, Self::Number),
        }
    }

    /// The value as a field holds it.
    pub fn into_data(self) -> Data {
        match self {
            Self::Null => Data::Null,
            Self::Text(text) => Data::String(text),
            Self::Number(number) => Data::Decimal(number),
            Self::Boolean(value) => Data::Boolean(value),
            Self::Date(date) => Data::Date(date),
            Self::Datetime(time) => Data::Datetime(time),
            Self::Time(time) => Data::Time(time),
        }
    }

    /// Whether there is no value.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Truth of a condition; no value is false.
    ///
    /// # Errors
    /// When it is neither.
    pub fn truth(&self) -> Result<bool, FormulaError> {
        match self {
            Self::Null => Ok(false),
            Self::Boolean(value) => Ok(*value),
            other => Err(FormulaError(format!(
                "{} where a condition is expected",
                other.kind()
            ))),
        }
    }

    /// As text joins it: `TEXT(x)`.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.normalized().to_plain_string(),
            Self::Boolean(value) => value.to_string(),
            Self::Date(date) => date.format("%Y-%m-%d").to_string(),
            Self::Datetime(time) => time.format("%Y-%m-%d %H:%M:%SZ").to_string(),
            Self::Time(time) => time.format("%H:%M:%S%.3f").to_string(),
        }
    }

    /// What it is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "no value",
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "a checkbox",
            Self::Date(_) => "a date",
            Self::Datetime(_) => "a date-time",
            Self::Time(_) => "a time",
        }
    }

    /// Whether two values are the same; blank text is no value.
    pub(super) fn same(&self, other: &Self) -> Result<bool, FormulaError> {
        match (self, other) {
            (left, right) if left.is_blank() || right.is_blank() => {
                let falsy = |value: &Self| matches!(value, Self::Boolean(false));
                Ok((left.is_blank() || falsy(left)) && (right.is_blank() || falsy(right)))
            }
            (Self::Boolean(left), Self::Boolean(right)) => Ok(left == right),
            // An Id in either length names the same row.
            (Self::Text(left), Self::Text(right)) => Ok(left == right || same_id(left, right)),
            _ => self.order(other).map(|order| order == Some(Ordering::Equal)),
        }
    }

    /// Order of two values of one kind; `None` where one is missing.
    pub(super) fn order(&self, other: &Self) -> Result<Option<Ordering>, FormulaError> {
        Ok(match (self, other) {
            (Self::Null, _) | (_, Self::Null) => None,
            (Self::Text(left), Self::Text(right)) => Some(left.cmp(right)),
            (Self::Number(left), Self::Number(right)) => Some(left.cmp(right)),
            (Self::Date(left), Self::Date(right)) => Some(left.cmp(right)),
            (Self::Datetime(left), Self::Datetime(right)) => Some(left.cmp(right)),
            (Self::Time(left), Self::Time(right)) => Some(left.cmp(right)),
            (left, right) => {
                return Err(FormulaError(format!(
                    "{} cannot be compared with {}",
                    left.kind(),
                    right.kind()
                )));
            }
        })
    }
}

fn same_id(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() < right.len() {
        (left, right)
    } else {
        (right, left)
    };
    short.len() == 15 && long.len() == 18 && crate::store::id::normalise(short).as_deref() == Some(long)
}
