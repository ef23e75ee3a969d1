//! `String` methods that look for something or compare.

use std::rc::Rc;

use super::units::{hash_code, index_of, last_index_of, length, units};
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found, size};
use crate::stdlib::regex;
use crate::value::Value;

fn position(found: Option<usize>) -> Value {
    found.map_or(Value::Integer(-1), size)
}

fn unsigned(number: i32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

pub(super) fn call(interp: &Interpreter<'_>, text: &Rc<str>, method: &str, args: &[Value]) -> Found {
    let arg = |i: usize| args::text(interp, args, i);
    let number = |i: usize| args::int(interp, args, i);
    let yes = |b: bool| found(Value::Boolean(b));
    match (method, args.len()) {
        ("length", 0) => found(size(length(text))),
        ("hashcode", 0) => found(Value::Integer(hash_code(text))),
        ("tostring" | "intern", 0) => found(Value::String(text.clone())),
        ("equals", 1) => yes(args[0].as_str().is_some_and(|other| *other == **text)),
        ("equalsignorecase", 1) => yes(args[0]
            .as_str()
            .is_some_and(|other| other.to_lowercase() == text.to_lowercase())),
        ("compareto", 1) => {
            let (a, b) = (units(text), units(&arg(0)?));
            let differing = a.iter().zip(&b).find(|(a, b)| a != b);
            let answer = match differing {
                Some((a, b)) => i32::from(*a) - i32::from(*b),
                None => {
                    i32::try_from(a.len()).unwrap_or(i32::MAX) - i32::try_from(b.len()).unwrap_or(i32::MAX)
                }
            };
            found(Value::Integer(answer))
        }
        ("contains", 1) => yes(text.contains(&*arg(0)?)),
        ("containsignorecase", 1) => yes(text.to_lowercase().contains(&arg(0)?.to_lowercase())),
        ("containsany", 1) => yes(text.contains(&*arg(0)?.chars().collect::<Vec<_>>())),
        ("containsnone", 1) => yes(!text.contains(&*arg(0)?.chars().collect::<Vec<_>>())),
        ("containsonly", 1) => {
            let allowed = arg(0)?;
            yes(text.chars().all(|c| allowed.contains(c)))
        }
        ("containswhitespace", 0) => yes(text.chars().any(char::is_whitespace)),
        ("startswith", 1) => yes(text.starts_with(&*arg(0)?)),
        ("startswithignorecase", 1) => yes(text.to_lowercase().starts_with(&arg(0)?.to_lowercase())),
        ("endswith", 1) => yes(text.ends_with(&*arg(0)?)),
        ("endswithignorecase", 1) => yes(text.to_lowercase().ends_with(&arg(0)?.to_lowercase())),
        ("matches", 1) => {
            regex::call_static(interp, "matches", &[args[0].clone(), Value::String(text.clone())])
        }
        ("countmatches", 1) => {
            let needle = arg(0)?;
            found(size(if needle.is_empty() {
                0
            } else {
                text.matches(&*needle).count()
            }))
        }
        ("indexof", 1) => found(position(index_of(text, &arg(0)?, 0))),
        ("indexof", 2) => found(position(index_of(text, &arg(0)?, unsigned(number(1)?)))),
        ("indexofignorecase", 1 | 2) => {
            let from = if args.len() == 2 { unsigned(number(1)?) } else { 0 };
            found(position(index_of(
                &text.to_lowercase(),
                &arg(0)?.to_lowercase(),
                from,
            )))
        }
        ("lastindexof", 1) => found(position(last_index_of(text, &arg(0)?, length(text)))),
        ("lastindexof" | "lastindexofignorecase", 2) if number(1)? < 0 => found(Value::Integer(-1)),
        ("lastindexof", 2) => found(position(last_index_of(text, &arg(0)?, unsigned(number(1)?)))),
        ("lastindexofignorecase", 1 | 2) => {
            let from = if args.len() == 2 {
                unsigned(number(1)?)
            } else {
                length(text)
            };
            found(position(last_index_of(
                &text.to_lowercase(),
                &arg(0)?.to_lowercase(),
                from,
            )))
        }
        ("indexofchar" | "lastindexofchar", 1 | 2) => {
            let wanted = u16::try_from(number(0)?).ok();
            let all = units(text);
            let answer = if method == "indexofchar" {
                let from = if args.len() == 2 { unsigned(number(1)?) } else { 0 };
                all.iter()
                    .enumerate()
                    .skip(from)
                    .find(|(_, u)| Some(**u) == wanted)
                    .map(|(i, _)| i)
            } else {
                let to = if args.len() == 2 {
                    unsigned(number(1)?).saturating_add(1)
                } else {
                    all.len()
                };
                all.iter().take(to).rposition(|u| Some(*u) == wanted)
            };
            found(position(answer))
        }
        ("indexofany" | "indexofanybut", 1) => {
            let set = units(&arg(0)?);
            let wanted = method == "indexofany";
            found(position(
                units(text).iter().position(|u| set.contains(u) == wanted),
            ))
        }
        ("indexofdifference", 1) => {
            let (a, b) = (units(text), units(&arg(0)?));
            let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
            found(if a.len() == b.len() && same == a.len() {
                Value::Integer(-1)
            } else {
                size(same)
            })
        }
        ("difference", 1) => {
            let other = arg(0)?;
            let (a, b) = (units(text), units(&other));
            let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
            found(Value::string(super::units::text(&b[same..])))
        }
        ("getlevenshteindistance", 1 | 2) => {
            let distance = levenshtein(&units(text), &units(&arg(0)?));
            let beyond = args.len() == 2 && distance > unsigned(number(1)?);
            found(if beyond {
                Value::Integer(-1)
            } else {
                size(distance)
            })
        }
        _ => Ok(None),
    }
}

fn levenshtein(a: &[u16], b: &[u16]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
