//! Devices with TeamViewer: their ID, how they are looked for, and in which order.

use std::cmp::Ordering;

use crate::sorting;

/// A TeamViewer ID as TeamViewer itself writes it, in groups of three digits: `1 234 567 890`. Anything else is left as
/// it is.
pub fn format_id(id: &str) -> String {
    if !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return id.to_owned();
    }
    let mut formatted = String::new();
    for (place, digit) in id.chars().enumerate() {
        if place > 0 && (id.len() - place).is_multiple_of(3) {
            // One that lines do not break at.
            formatted.push('\u{a0}');
        }
        formatted.push(digit);
    }
    formatted
}

/// What of a device can be looked for, made once for many searches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findable {
    words: String,
    id: String,
}

impl Findable {
    /// A device with this ID, and with these words about it.
    pub fn new(id: &str, words: &[&str]) -> Self {
        Self {
            words: words
                .iter()
                .map(|text| sorting::key(text))
                .collect::<Vec<_>>()
                .join("\n"),
            id: id.to_owned(),
        }
    }

    /// Whether it is what somebody looks for: every word stands somewhere in the words or in the ID; capitals and
    /// accents do not matter, nor blanks in an ID.
    pub fn matches(&self, search: &Search) -> bool {
        let found = |word: &String| self.words.contains(word) || self.id.contains(word.as_str());
        search.words.iter().all(found) || search.id.as_ref().is_some_and(|id| self.id.contains(id))
    }
}

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    words: Vec<String>,
    /// The whole as a TeamViewer ID, or part of one.
    id: Option<String>,
}

impl Search {
    /// Reads what was typed.
    pub fn new(typed: &str) -> Self {
        let id: String = typed.split_whitespace().collect();
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        Self {
            words: typed.split_whitespace().map(sorting::key).collect(),
            id: is_id.then_some(id),
        }
    }
}

/// The order of two names, given as [`sorting::key`]: by letters, but numbers in them by their value, so that `pc 2`
/// stands before `pc 10`.
pub fn by_name(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one, other);
    loop {
        let (Some(a), Some(b)) = (one.chars().next(), other.chars().next()) else {
            return one.len().cmp(&other.len());
        };
        let order = if a.is_ascii_digit() && b.is_ascii_digit() {
            let (a, b) = (number(&mut one), number(&mut other));
            a.len().cmp(&b.len()).then_with(|| a.cmp(b))
        } else {
            one = &one[a.len_utf8()..];
            other = &other[b.len_utf8()..];
            a.cmp(&b)
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Takes the number that a text begins with, without zeros before it.
fn number<'a>(text: &mut &'a str) -> &'a str {
    let end = text
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    *text = rest;
    digits.trim_start_matches('0')
}

#[cfg(test)]
mod tests {
    use super::{Findable, Search, by_name, format_id};
    use proptest::prelude::*;
    use std::cmp::Ordering;

    #[test]
    fn an_id_stands_in_groups_of_three() {
        for (id, formatted) in [
            ("400000001", "400 000 001"),
            ("1100000003", "1 100 000 003"),
            ("12345678", "12 345 678"),
            ("12", "12"),
            ("", ""),
            ("no id", "no id"),
        ] {
            assert_eq!(format_id(id).replace('\u{a0}', " "), formatted);
        }
    }

    #[test]
    fn every_word_is_looked_for_everywhere() {
        let device = Findable::new("400000017", &["Réception Élysée", "Room 3"]);
        for typed in [
            "",
            "  ",
            "reception",
            "RÉCEPTION",
            "ely room",
            "3 elysee",
            "400000017",
            "400 000 017",
            "000 017",
            "17 room",
        ] {
            assert!(device.matches(&Search::new(typed)), "{typed}");
        }
        for typed in ["kitchen", "reception kitchen", "400 000 018", "reception\nroom3"] {
            assert!(!device.matches(&Search::new(typed)), "{typed}");
        }
    }

    #[test]
    fn numbers_are_ordered_by_their_value() {
        let mut names = ["pc 10", "pc 2", "pc 02", "pc", "printer", "pc 2a", "10", "9"];
        names.sort_by(|a, b| by_name(a, b));
        assert_eq!(
            names,
            ["9", "10", "pc", "pc 2", "pc 02", "pc 2a", "pc 10", "printer"]
        );
    }

    proptest! {
        /// What a sort needs to end: any three names have one order.
        #[test]
        fn the_order_is_one(a in "[ab0-2]{0,5}", b in "[ab0-2]{0,5}", c in "[ab0-2]{0,5}") {
            prop_assert_eq!(by_name(&a, &b), by_name(&b, &a).reverse());
            prop_assert_eq!(by_name(&a, &a), Ordering::Equal);
            if by_name(&a, &b) != Ordering::Greater && by_name(&b, &c) != Ordering::Greater {
                prop_assert_ne!(by_name(&a, &c), Ordering::Greater);
            }
        }

        #[test]
        fn a_device_is_found_by_any_part_of_its_id(id in "[0-9]{8,12}", start in 0usize..8, length in 1usize..8) {
            let part: String = id.chars().skip(start).take(length).collect();
            prop_assert!(Findable::new(&id, &[]).matches(&Search::new(&part)));
            prop_assert!(Findable::new(&id, &[]).matches(&Search::new(&format_id(&id))));
        }
    }
}
