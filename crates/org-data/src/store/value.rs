//! How field values lie in SQLite, exactly: decimals as scaled integers, date-times as whole seconds.

use std::str::FromStr;

use apex::host::{Data, FieldDescribe, FieldType};
use bigdecimal::num_bigint::BigInt;
use bigdecimal::{BigDecimal, RoundingMode, ToPrimitive};
use chrono::{DateTime, NaiveDate, NaiveTime, Timelike};
use rusqlite::types::{Value, ValueRef};

use super::id;

/// Form of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// Text, compared without regard to case.
    Text,
    /// An 18 character Id.
    Id,
    /// 0 or 1.
    Boolean,
    /// A whole number.
    Integer,
    /// A decimal times ten to this power.
    Decimal(u32),
    /// `YYYY-MM-DD`.
    Date,
    /// Seconds since 1970, UTC.
    Datetime,
    /// Milliseconds since midnight.
    Time,
    /// Bytes.
    Blob,
}

impl Storage {
    /// The form of a field.
    pub fn of(field: &FieldDescribe) -> Self {
        match &field.kind {
            // A metadata relationship to an object holds its API name.
            FieldType::Reference { to, .. } if to.iter().any(|target| target == "EntityDefinition") => {
                Self::Text
            }
            FieldType::Id | FieldType::Reference { .. } => Self::Id,
            FieldType::String
            | FieldType::Email
            | FieldType::Phone
            | FieldType::Url
            | FieldType::TextArea
            | FieldType::Picklist { .. }
            | FieldType::MultiPicklist { .. } => Self::Text,
            FieldType::Boolean => Self::Boolean,
            FieldType::Integer => Self::Integer,
            FieldType::Double | FieldType::Currency | FieldType::Percent => Self::Decimal(field.scale),
            FieldType::Date => Self::Date,
            FieldType::Datetime => Self::Datetime,
            FieldType::Time => Self::Time,
            FieldType::Blob => Self::Blob,
        }
    }

    /// The column's declaration.
    pub fn declaration(self) -> &'static str {
        match self {
            Self::Text => "TEXT COLLATE SALESFORCE",
            Self::Id | Self::Date => "TEXT",
            Self::Boolean => "INTEGER NOT NULL DEFAULT 0",
            Self::Integer | Self::Decimal(_) | Self::Datetime | Self::Time => "INTEGER",
            Self::Blob => "BLOB",
        }
    }

    /// A stable name, kept beside the data to notice that a field changed its type.
    pub fn name(self) -> String {
        match self {
            Self::Decimal(scale) => format!("decimal{scale}"),
            other => format!("{other:?}").to_lowercase(),
        }
    }

    /// The stored form of a value; the error says why it does not fit the field.
    pub fn to_sql(self, data: &Data) -> Result<Value, String> {
        let wrong = || format!("a value of type {} does not fit", type_name(data));
        Ok(match (self, data) {
            (Self::Boolean, Data::Null) => Value::Integer(0),
            (_, Data::Null) => Value::Null,
            (Self::Text, Data::String(text) | Data::Id(text)) if text.is_empty() => Value::Null,
            (Self::Text, Data::String(text) | Data::Id(text)) => Value::Text(text.clone()),
            (Self::Id, Data::String(text) | Data::Id(text)) if text.is_empty() => Value::Null,
            (Self::Id, Data::String(text) | Data::Id(text)) => {
                Value::Text(id::normalise(text).ok_or_else(|| format!("{text:?} is not an Id"))?)
            }
            (Self::Boolean, Data::Boolean(value)) => Value::Integer(i64::from(*value)),
            (Self::Integer, Data::Integer(value)) => Value::Integer(i64::from(*value)),
            (Self::Integer, Data::Long(value)) => Value::Integer(*value),
            (Self::Integer, Data::Decimal(_) | Data::Double(_)) => scaled(data, 0)?,
            (Self::Decimal(scale), Data::Integer(_) | Data::Long(_) | Data::Double(_) | Data::Decimal(_)) => {
                scaled(data, scale)?
            }
            (Self::Date, Data::Date(date)) => Value::Text(date.format("%Y-%m-%d").to_string()),
            (Self::Date, Data::Datetime(time)) => Value::Text(time.format("%Y-%m-%d").to_string()),
            (Self::Datetime, Data::Datetime(time)) => Value::Integer(time.timestamp()),
            (Self::Datetime, Data::Date(date)) => {
                Value::Integer(date.and_time(NaiveTime::default()).and_utc().timestamp())
            }
            (Self::Time, Data::Time(time)) => Value::Integer(
                i64::from(time.num_seconds_from_midnight()) * 1000 + i64::from(time.nanosecond() / 1_000_000),
            ),
            (Self::Blob, Data::Blob(bytes)) => Value::Blob(bytes.clone()),
            _ => return Err(wrong()),
        })
    }

    /// The value of a stored form.
    ///
    /// # Errors
    /// When the column holds something of another form.
    pub fn read(self, value: ValueRef<'_>) -> Result<Data, String> {
        let wrong = || format!("a column of type {} holds {value:?}", self.name());
        Ok(match (self, value) {
            (Self::Boolean, ValueRef::Null) => Data::Boolean(false),
            (_, ValueRef::Null) => Data::Null,
            (Self::Text, ValueRef::Text(text)) => Data::String(String::from_utf8_lossy(text).into_owned()),
            (Self::Id, ValueRef::Text(text)) => Data::Id(String::from_utf8_lossy(text).into_owned()),
            (Self::Boolean, ValueRef::Integer(value)) => Data::Boolean(value != 0),
            (Self::Integer, ValueRef::Integer(value)) => {
                i32::try_from(value).map_or(Data::Long(value), Data::Integer)
            }
            (Self::Decimal(scale), ValueRef::Integer(value)) => {
                Data::Decimal(BigDecimal::new(BigInt::from(value), i64::from(scale)))
            }
            (Self::Date, ValueRef::Text(text)) => {
                let text = String::from_utf8_lossy(text);
                Data::Date(NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_err(|_| wrong())?)
            }
            (Self::Datetime, ValueRef::Integer(seconds)) => {
                Data::Datetime(DateTime::from_timestamp(seconds, 0).ok_or_else(wrong)?)
            }
            (Self::Time, ValueRef::Integer(millis)) => {
                let seconds = u32::try_from(millis / 1000).map_err(|_| wrong())?;
                let nanos = u32::try_from(millis % 1000).map_err(|_| wrong())? * 1_000_000;
                Data::Time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos).ok_or_else(wrong)?)
            }
            (Self::Blob, ValueRef::Blob(bytes)) => Data::Blob(bytes.to_vec()),
            _ => return Err(wrong()),
        })
    }
}

/// A number as an exact decimal; `None` for what is not a number.
pub fn decimal(data: &Data) -> Option<BigDecimal> {
    match data {
        Data::Integer(value) => Some(BigDecimal::from(*value)),
        Data::Long(value) => Some(BigDecimal::from(*value)),
        // The shortest text that reads back as the same double is what Apex shows and stores.
        Data::Double(value) if value.is_finite() => BigDecimal::from_str(&value.to_string()).ok(),
        Data::Decimal(value) => Some(value.clone()),
        _ => None,
    }
}

fn scaled(data: &Data, scale: u32) -> Result<Value, String> {
    let number = decimal(data).ok_or_else(|| "not a number".to_owned())?;
    let rounded = number.with_scale_round(i64::from(scale), RoundingMode::HalfUp);
    let whole = rounded.as_bigint_and_exponent().0;
    whole
        .to_i64()
        .map(Value::Integer)
        .ok_or_else(|| format!("value outside of valid range on numeric field: {number}"))
}

/// The Apex name of a value's type, for messages.
pub fn type_name(data: &Data) -> &'static str {
    match data {
        Data::Null => "null",
        Data::Boolean(_) => "Boolean",
        Data::Integer(_) => "Integer",
        Data::Long(_) => "Long",
        Data::Double(_) => "Double",
        Data::Decimal(_) => "Decimal",
        Data::String(_) => "String",
        Data::Id(_) => "Id",
        Data::Date(_) => "Date",
        Data::Datetime(_) => "Datetime",
        Data::Time(_) => "Time",
        Data::Blob(_) => "Blob",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn round_trip(storage: Storage, data: &Data) -> Data {
        let value = storage.to_sql(data).unwrap();
        storage.read(ValueRef::from(&value)).unwrap()
    }

    #[test]
    fn rounds_half_up_to_the_scale_of_the_field() {
        let data = Data::Decimal(BigDecimal::from_str("1.005").unwrap());
        assert_eq!(
            round_trip(Storage::Decimal(2), &data),
            Data::Decimal(BigDecimal::from_str("1.01").unwrap())
        );
        assert!(Storage::Decimal(2).to_sql(&Data::Double(1e30)).is_err());
    }

    #[test]
    fn empty_text_is_null_and_a_null_checkbox_is_false() {
        assert_eq!(
            round_trip(Storage::Text, &Data::String(String::new())),
            Data::Null
        );
        assert_eq!(round_trip(Storage::Boolean, &Data::Null), Data::Boolean(false));
    }

    #[test]
    fn refuses_what_does_not_fit() {
        assert!(Storage::Id.to_sql(&Data::String("abc".into())).is_err());
        assert!(Storage::Date.to_sql(&Data::String("2026-01-01".into())).is_err());
    }

    proptest! {
        #![proptest_config(crate::tests::laws())]

        #[test]
        fn text_round_trips(text in ".+") {
            let data = Data::String(text);
            prop_assert_eq!(round_trip(Storage::Text, &data), data);
        }

        #[test]
        fn decimals_round_trip_within_their_scale(number in -999_999_999_999_999_999_i64..=999_999_999_999_999_999, scale in 0_u32..18) {
            let data = Data::Decimal(BigDecimal::new(BigInt::from(number), i64::from(scale)));
            prop_assert_eq!(round_trip(Storage::Decimal(scale), &data), data);
        }

        #[test]
        fn times_round_trip(seconds in -30_000_000_000_i64..200_000_000_000, millis in 0_u32..86_400_000) {
            let data = Data::Datetime(DateTime::from_timestamp(seconds, 0).unwrap());
            prop_assert_eq!(round_trip(Storage::Datetime, &data), data);
            let time = NaiveTime::from_num_seconds_from_midnight_opt(millis / 1000, millis % 1000 * 1_000_000).unwrap();
            prop_assert_eq!(round_trip(Storage::Time, &Data::Time(time)), Data::Time(time));
        }

        #[test]
        fn dates_round_trip(days in 0_i32..1_000_000) {
            let data = Data::Date(NaiveDate::from_num_days_from_ce_opt(days + 365_000).unwrap());
            prop_assert_eq!(round_trip(Storage::Date, &data), data);
        }
    }
}
