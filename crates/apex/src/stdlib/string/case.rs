//! `String` methods about capitals and sorts of characters.

use std::rc::Rc;

use crate::interp::Interpreter;
use crate::stdlib::args::{Found, found};
use crate::value::Value;

fn first_changed(text: &str, change: impl Fn(char) -> String) -> String {
    let mut chars = text.chars();
    chars.next().map(change).unwrap_or_default() + chars.as_str()
}

pub(super) fn call(_interp: &Interpreter<'_>, text: &Rc<str>, method: &str, args: &[Value]) -> Found {
    let string = |s: String| found(Value::string(s));
    // The checks of Commons Lang: false for an empty text unless spaces are allowed.
    let all = |test: fn(char) -> bool| found(Value::Boolean(!text.is_empty() && text.chars().all(test)));
    let all_or_empty = |test: fn(char) -> bool| found(Value::Boolean(text.chars().all(test)));
    match (method, args.len()) {
        // The second form names a locale; only Turkish, Azeri and Lithuanian differ, and they are refused.
        ("tolowercase", 0) => string(text.to_lowercase()),
        ("touppercase", 0) => string(text.to_uppercase()),
        ("tolowercase" | "touppercase", 1) => {
            let locale = args[0].as_str().unwrap_or_default().to_lowercase();
            if ["tr", "az", "lt"].iter().any(|l| locale.starts_with(l)) {
                return Ok(None);
            }
            string(if method == "tolowercase" {
                text.to_lowercase()
            } else {
                text.to_uppercase()
            })
        }
        ("capitalize", 0) => string(first_changed(text, |c| c.to_uppercase().collect())),
        ("uncapitalize", 0) => string(first_changed(text, |c| c.to_lowercase().collect())),
        ("swapcase", 0) => string(
            text.chars()
                .flat_map(|c| {
                    let swapped: Vec<char> = if c.is_uppercase() {
                        c.to_lowercase().collect()
                    } else {
                        c.to_uppercase().collect()
                    };
                    swapped
                })
                .collect(),
        ),
        ("isallupper" | "isalluppercase", 0) => all(char::is_uppercase),
        ("isalllower" | "isalllowercase", 0) => all(char::is_lowercase),
        ("isalpha", 0) => all(char::is_alphabetic),
        ("isalphaspace", 0) => all_or_empty(|c| c.is_alphabetic() || c == ' '),
        ("isalphanumeric", 0) => all(|c| c.is_alphabetic() || c.is_numeric()),
        ("isalphanumericspace", 0) => all_or_empty(|c| c.is_alphabetic() || c.is_numeric() || c == ' '),
        ("isnumeric", 0) => all(char::is_numeric),
        ("isnumericspace", 0) => all_or_empty(|c| c.is_numeric() || c == ' '),
        ("isasciiprintable", 0) => all_or_empty(|c| (' '..='~').contains(&c)),
        ("iswhitespace", 0) => all_or_empty(char::is_whitespace),
        _ => Ok(None),
    }
}
