//! Formats of dates and numbers by the user's locale.
//!
//! Source: Salesforce Help, "Supported Date and Time Formats (ICU)" and "Supported Number, Name, and Address
//! Formats (ICU)".

use crate::error::Thrown;
use crate::interp::Interpreter;

/// How a locale writes dates, times and numbers. Patterns are those of Java's `SimpleDateFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Locale {
    /// `Date.format()`.
    pub(crate) date: &'static str,
    /// `Datetime.format()`.
    pub(crate) date_time: &'static str,
    /// Decimal separator.
    pub(crate) decimal: char,
    /// Separator of thousands.
    pub(crate) group: char,
    /// Whether the week starts on Sunday, else on Monday.
    pub(crate) sunday_first: bool,
}

const fn locale(
    date: &'static str,
    date_time: &'static str,
    decimal: char,
    group: char,
    sunday_first: bool,
) -> Locale {
    Locale {
        date,
        date_time,
        decimal,
        group,
        sunday_first,
    }
}

/// The locales known. A language alone is the country it is named first with.
fn named(name: &str) -> Option<Locale> {
    const NARROW_SPACE: char = '\u{202F}';
    Some(match name {
        "en_US" | "en" => locale("M/d/yyyy", "M/d/yyyy, h:mm a", '.', ',', true),
        "en_GB" | "en_IE" => locale("dd/MM/yyyy", "dd/MM/yyyy, HH:mm", '.', ',', false),
        "en_AU" | "en_NZ" => locale("d/M/yyyy", "d/M/yyyy, h:mm a", '.', ',', false),
        "fr_FR" | "fr" | "fr_LU" => locale("dd/MM/yyyy", "dd/MM/yyyy HH:mm", ',', NARROW_SPACE, false),
        "fr_BE" => locale("d/MM/yyyy", "d/MM/yyyy HH:mm", ',', NARROW_SPACE, false),
        "fr_CH" => locale("dd.MM.yyyy", "dd.MM.yyyy HH:mm", ',', NARROW_SPACE, false),
        "de_DE" | "de" | "de_LU" => locale("dd.MM.yyyy", "dd.MM.yyyy, HH:mm", ',', '.', false),
        "de_AT" => locale("dd.MM.yyyy", "dd.MM.yyyy, HH:mm", ',', '\u{A0}', false),
        "de_CH" => locale("dd.MM.yyyy", "dd.MM.yyyy, HH:mm", '.', '’', false),
        "es_ES" | "es" => locale("d/M/yyyy", "d/M/yyyy, H:mm", ',', '.', false),
        "it_IT" | "it" => locale("dd/MM/yyyy", "dd/MM/yyyy, HH:mm", ',', '.', false),
        "nl_NL" | "nl" => locale("dd-MM-yyyy", "dd-MM-yyyy HH:mm", ',', '.', false),
        "pt_BR" => locale("dd/MM/yyyy", "dd/MM/yyyy, HH:mm", ',', '.', true),
        "pt_PT" | "pt" => locale("dd/MM/yyyy", "dd/MM/yyyy, HH:mm", ',', '\u{A0}', true),
        "sv_SE" | "sv" => locale("yyyy-MM-dd", "yyyy-MM-dd HH:mm", ',', '\u{A0}', false),
        "ja_JP" | "ja" => locale("yyyy/MM/dd", "yyyy/MM/dd H:mm", '.', ',', true),
        _ => return None,
    })
}

/// The running user's locale.
pub(crate) fn of_user(interp: &mut Interpreter<'_>) -> Result<Locale, Thrown> {
    let name = interp.host().user().locale;
    named(&name).ok_or_else(|| interp.unsupported(format!("formatting for the locale {name:?}")))
}

/// Reads the numbers of a text in the order of the fields of a pattern: `y`, `M`, `d`, `h`, `m`. The answer
/// is in that order; hours are those of the day. `None` when the text does not fit.
pub(super) fn read(pattern: &str, text: &str) -> Option<[u32; 5]> {
    let mut order: Vec<char> = Vec::new();
    for c in pattern.chars().filter(char::is_ascii_alphabetic) {
        if order.last() != Some(&c) {
            order.push(c);
        }
    }
    let afternoon = text.to_ascii_uppercase().contains("PM");
    let twelve_hours = order.pop_if(|c| *c == 'a').is_some();
    let numbers: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    if numbers.len() != order.len() {
        return None;
    }
    let of = |letters: &[char]| {
        order
            .iter()
            .position(|c| letters.contains(c))
            .and_then(|i| numbers.get(i))
            .copied()
            .unwrap_or(0)
    };
    let mut hour = of(&['h', 'H']);
    if twelve_hours {
        if hour == 0 || hour > 12 {
            return None;
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    Some([of(&['y']), of(&['M']), of(&['d']), hour, of(&['m'])])
}

impl Locale {
    /// A plain number with this locale's separators.
    pub(crate) fn number(&self, plain: &str) -> String {
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = String::from(sign);
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(self.group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(self.decimal);
            out.push_str(fraction);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_thousands() {
        let english = named("en_US").unwrap();
        assert_eq!(english.number("1234567.891"), "1,234,567.891");
        assert_eq!(english.number("-999"), "-999");
        assert_eq!(named("fr_FR").unwrap().number("1234.5"), "1\u{202F}234,5");
    }

    #[test]
    fn reads_what_it_writes() {
        let english = named("en_US").unwrap();
        assert_eq!(read(english.date, "12/27/2009"), Some([2009, 12, 27, 0, 0]));
        assert_eq!(
            read(english.date_time, "10/14/2011 11:46 PM"),
            Some([2011, 10, 14, 23, 46])
        );
        assert_eq!(
            read(english.date_time, "10/14/2011 12:05 AM"),
            Some([2011, 10, 14, 0, 5])
        );
        assert_eq!(
            read(named("de_DE").unwrap().date, "27.12.2009"),
            Some([2009, 12, 27, 0, 0])
        );
        assert_eq!(read(english.date, "12/2009"), None);
        assert_eq!(read(english.date, "soon"), None);
    }
}
