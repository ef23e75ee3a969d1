//! Functions of dates and times.

use bigdecimal::BigDecimal;
use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

use super::eval::Args;
use super::{Environment, FormulaError, Val};

pub(super) const NAMES: &[&str] = &[
    "TODAY",
    "NOW",
    "TIMENOW",
    "DATE",
    "DATEVALUE",
    "DATETIMEVALUE",
    "TIMEVALUE",
    "YEAR",
    "MONTH",
    "DAY",
    "WEEKDAY",
    "HOUR",
    "MINUTE",
    "SECOND",
    "MILLISECOND",
    "ADDMONTHS",
    "DAYOFYEAR",
    "ISOWEEK",
    "ISOYEAR",
    "UNIXTIMESTAMP",
    "FROMUNIXTIME",
];

pub(super) fn call(args: &Args<'_>, environment: &dyn Environment) -> Result<Val, FormulaError> {
    let whole = |number: u32| Ok(Val::integer(i64::from(number)));
    match args.name {
        "TODAY" => {
            let local = environment.now().with_timezone(&environment.zone());
            return Ok(Val::Date(local.date_naive()));
        }
        "NOW" => return Ok(Val::Datetime(environment.now())),
        "TIMENOW" => return Ok(Val::Time(environment.now().time())),
        "DATE" => return date(args),
        _ => {}
    }
    let first = args.get(0)?;
    if first.is_blank() {
        return Ok(Val::Null);
    }
    match (args.name, first) {
        ("DATEVALUE", Val::Date(_)) => Ok(first.clone()),
        // Salesforce calculates it in GMT.
        ("DATEVALUE", Val::Datetime(time)) => Ok(Val::Date(time.date_naive())),
        ("DATEVALUE", Val::Text(text)) => parsed(args, text, || {
            NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
                .ok()
                .map(Val::Date)
        }),
        ("DATETIMEVALUE", Val::Datetime(_)) => Ok(first.clone()),
        ("DATETIMEVALUE", Val::Date(date)) => Ok(Val::Datetime(date.and_time(NaiveTime::MIN).and_utc())),
        ("DATETIMEVALUE", Val::Text(text)) => parsed(args, text, || moment(text).map(Val::Datetime)),
        ("TIMEVALUE", Val::Time(_)) => Ok(first.clone()),
        ("TIMEVALUE", Val::Datetime(time)) => Ok(Val::Time(time.time())),
        ("TIMEVALUE", Val::Text(text)) => parsed(args, text, || {
            NaiveTime::parse_from_str(text.trim(), "%H:%M:%S%.f")
                .ok()
                .map(Val::Time)
        }),
        ("YEAR", Val::Date(date)) => Ok(Val::integer(i64::from(date.year()))),
        ("MONTH", Val::Date(date)) => whole(date.month()),
        ("DAY", Val::Date(date)) => whole(date.day()),
        ("WEEKDAY", Val::Date(date)) => whole(date.weekday().number_from_sunday()),
        ("DAYOFYEAR", Val::Date(date)) => whole(date.ordinal()),
        ("ISOWEEK", Val::Date(date)) => whole(date.iso_week().week()),
        ("ISOYEAR", Val::Date(date)) => Ok(Val::integer(i64::from(date.iso_week().year()))),
        ("HOUR", Val::Time(time)) => whole(time.hour()),
        ("MINUTE", Val::Time(time)) => whole(time.minute()),
        ("SECOND", Val::Time(time)) => whole(time.second()),
        ("MILLISECOND", Val::Time(time)) => whole(time.nanosecond() / 1_000_000),
        ("ADDMONTHS", Val::Date(date)) => Ok(Val::Date(add_months(*date, args.whole(1)?)?)),
        ("ADDMONTHS", Val::Datetime(time)) => {
            let date = add_months(time.date_naive(), args.whole(1)?)?;
            Ok(Val::Datetime(date.and_time(time.time()).and_utc()))
        }
        ("UNIXTIMESTAMP", Val::Datetime(time)) => Ok(Val::integer(time.timestamp())),
        ("UNIXTIMESTAMP", Val::Date(date)) => {
            Ok(Val::integer(date.and_time(NaiveTime::MIN).and_utc().timestamp()))
        }
        ("FROMUNIXTIME", Val::Number(_)) => DateTime::from_timestamp(args.whole(0)?, 0)
            .map(Val::Datetime)
            .ok_or_else(outside),
        (_, other) => Err(args.wrong(0, other, "a date, date-time, time or text that fits")),
    }
}

fn outside() -> FormulaError {
    FormulaError("a date outside the calendar".to_owned())
}

fn parsed(args: &Args<'_>, text: &str, read: impl Fn() -> Option<Val>) -> Result<Val, FormulaError> {
    read().ok_or_else(|| FormulaError(format!("{}: {text:?} cannot be read", args.name)))
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let plain = text.strip_suffix('Z').unwrap_or(text);
    ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%.f"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(plain, format).ok())
        .map(|time| time.and_utc())
}

fn date(args: &Args<'_>) -> Result<Val, FormulaError> {
    let part = |index| Ok::<_, FormulaError>(args.number(index)?.map(|number: BigDecimal| number.round(0)));
    if part(0)?.is_none() || part(1)?.is_none() || part(2)?.is_none() {
        return Ok(Val::Null);
    }
    let (year, month, day) = (args.whole(0)?, args.whole(1)?, args.whole(2)?);
    let date = i32::try_from(year)
        .ok()
        .zip(u32::try_from(month).ok())
        .zip(u32::try_from(day).ok())
        .and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day));
    date.map(Val::Date)
        .ok_or_else(|| FormulaError(format!("DATE({year}, {month}, {day}) does not exist")))
}

/// The last day of a month stays the last day.
fn add_months(date: NaiveDate, months: i64) -> Result<NaiveDate, FormulaError> {
    let amount = Months::new(u32::try_from(months.unsigned_abs()).map_err(|_| outside())?);
    let move_by = |date: NaiveDate| {
        if months < 0 {
            date.checked_sub_months(amount)
        } else {
            date.checked_add_months(amount)
        }
    };
    let next_day = date.succ_opt().ok_or_else(outside)?;
    let moved = if next_day.month() == date.month() {
        move_by(date)
    } else {
        move_by(next_day).and_then(|first| first.pred_opt())
    };
    moved.ok_or_else(outside)
}
