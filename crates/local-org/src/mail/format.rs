//! Field values as a mail shows them: in the sender's locale and time zone.

use apex::host::{Data, User};
use chrono::{DateTime, Locale, NaiveDate, Utc};
use chrono_tz::Tz;

/// A value as text.
pub fn text(data: &Data, user: &User) -> String {
    match data {
        Data::Null | Data::Blob(_) => String::new(),
        Data::Boolean(value) => value.to_string(),
        Data::Integer(number) => number.to_string(),
        Data::Long(number) => number.to_string(),
        Data::Double(number) => number.to_string(),
        Data::Decimal(number) => apex::value::decimal_string(number),
        Data::String(text) | Data::Id(text) => text.clone(),
        Data::Date(date) => day(*date, user),
        Data::Datetime(at) => moment(*at, user),
        Data::Time(time) => time.format("%H:%M").to_string(),
    }
}

fn locale(user: &User) -> Locale {
    user.locale.parse().unwrap_or(Locale::en_US)
}

fn day(date: NaiveDate, user: &User) -> String {
    match locale(user) {
        // Salesforce writes no leading zeros here.
        Locale::en_US => date.format("%-m/%-d/%Y").to_string(),
        Locale::en_GB => date.format("%d/%m/%Y").to_string(),
        locale => date.format_localized("%x", locale).to_string(),
    }
}

fn moment(at: DateTime<Utc>, user: &User) -> String {
    let zone: Tz = user.time_zone.parse().unwrap_or(Tz::UTC);
    let local = at.with_timezone(&zone);
    let day = day(local.date_naive(), user);
    match locale(user) {
        Locale::en_US => format!("{day}, {}", local.format("%-I:%M %p")),
        _ => format!("{day} {}", local.format("%H:%M")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_the_user() {
        let at = Data::Datetime("2026-01-02T23:05:00Z".parse().expect("a time"));
        let user = |locale: &str, zone: &str| User {
            locale: locale.into(),
            time_zone: zone.into(),
            ..User::default()
        };
        assert_eq!(text(&at, &user("en_US", "America/New_York")), "1/2/2026, 6:05 PM");
        assert_eq!(text(&at, &user("fr_FR", "Europe/Paris")), "03/01/2026 00:05");
        assert_eq!(text(&at, &user("de_DE", "Europe/Paris")), "03.01.2026 00:05");
    }
}
