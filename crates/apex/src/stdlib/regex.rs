//! Java's regular expressions: `Pattern`, and what `String` does with patterns.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use fancy_regex::{Captures, Regex};

use super::args::{self, Found, found};
use super::java_regex;
use super::matcher;
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, Value};

/// Patterns kept compiled; the cache is emptied when it is full, so a program that makes patterns without end
/// does not fill the memory.
const CACHE_SIZE: usize = 256;

thread_local! {
    static CACHE: RefCell<HashMap<String, Rc<Regex>>> = RefCell::default();
}

/// Compiles a Java pattern; `StringException` when it is not one.
pub(super) fn compile(interp: &Interpreter<'_>, pattern: &str) -> Result<Rc<Regex>, Thrown> {
    if let Some(regex) = CACHE.with_borrow(|cache| cache.get(pattern).cloned()) {
        return Ok(regex);
    }
    let regex = Regex::new(&java_regex::translate(pattern))
        .map_err(|e| interp.throw("StringException", format!("Invalid regex: {pattern}: {e}")))?;
    let regex = Rc::new(regex);
    CACHE.with_borrow_mut(|cache| {
        if cache.len() >= CACHE_SIZE {
            cache.clear();
        }
        cache.insert(pattern.to_owned(), regex.clone());
    });
    Ok(regex)
}

/// The error of a match that takes too many steps, as Apex calls it.
pub(super) fn too_complicated(interp: &Interpreter<'_>, _cause: fancy_regex::Error) -> Thrown {
    interp.throw("LimitException", "Regex too complicated")
}

/// `String.replaceAll` and `replaceFirst`.
pub(super) fn replace(
    interp: &Interpreter<'_>,
    text: &str,
    pattern: &str,
    replacement: &str,
    all: bool,
) -> Result<String, Thrown> {
    let regex = compile(interp, pattern)?;
    let mut out = String::with_capacity(text.len());
    let mut last = 0;
    for captures in regex.captures_iter(text) {
        let captures = captures.map_err(|e| too_complicated(interp, e))?;
        let Some(whole) = captures.get(0) else { continue };
        out.push_str(&text[last..whole.start()]);
        expand(interp, &captures, replacement, &mut out)?;
        last = whole.end();
        if !all {
            break;
        }
    }
    out.push_str(&text[last..]);
    Ok(out)
}

/// Appends a replacement: `$1` and `${name}` are groups, a backslash makes the next character literal.
fn expand(
    interp: &Interpreter<'_>,
    captures: &Captures<'_>,
    replacement: &str,
    out: &mut String,
) -> Result<(), Thrown> {
    let mut chars = replacement.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '$' if chars.peek() == Some(&'{') => {
                chars.next();
                let name: String = chars.by_ref().take_while(|c| *c != '}').collect();
                out.push_str(captures.name(&name).map_or("", |m| m.as_str()));
            }
            '$' => {
                let Some(mut group) = chars.peek().and_then(|c| c.to_digit(10)) else {
                    return Err(interp.throw("StringException", "Illegal group reference"));
                };
                chars.next();
                // Java takes further digits only while such a group exists.
                while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                    let wider = group * 10 + digit;
                    if wider as usize >= captures.len() {
                        break;
                    }
                    group = wider;
                    chars.next();
                }
                if group as usize >= captures.len() {
                    return Err(interp.throw("StringException", format!("No group {group}")));
                }
                out.push_str(captures.get(group as usize).map_or("", |m| m.as_str()));
            }
            other => out.push(other),
        }
    }
    Ok(())
}

/// `String.split` and `Pattern.split` with Java's rules for `limit`: positive, at most so many parts;
/// 0, as many as there are without trailing empty ones; negative, all.
pub(super) fn split(
    interp: &Interpreter<'_>,
    text: &str,
    pattern: &str,
    limit: i32,
) -> Result<Vec<String>, Thrown> {
    let regex = compile(interp, pattern)?;
    let mut parts = Vec::new();
    let mut last = 0;
    for m in regex.find_iter(text) {
        let m = m.map_err(|e| too_complicated(interp, e))?;
        if limit > 0 && parts.len() + 1 == limit.unsigned_abs() as usize {
            break;
        }
        // An empty match at the start makes no empty first part.
        if m.end() == 0 {
            continue;
        }
        // An empty match at the very end is no separator either.
        if m.start() == m.end() && m.start() == text.len() {
            continue;
        }
        parts.push(text[last..m.start()].to_owned());
        last = m.end();
    }
    if parts.is_empty() {
        return Ok(vec![text.to_owned()]);
    }
    parts.push(text[last..].to_owned());
    if limit == 0 {
        while parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
    }
    Ok(parts)
}

/// `Pattern.x(...)`.
pub(super) fn call_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("compile", 1) => {
            let pattern = args::text(interp, args, 0)?;
            compile(interp, &pattern)?;
            found(Value::native(Native::with_state(
                "System.Pattern",
                pattern.to_string(),
            )))
        }
        ("matches", 2) => {
            let (pattern, text) = (args::text(interp, args, 0)?, args::text(interp, args, 1)?);
            let mut matcher = matcher::State::new(&pattern, &text);
            found(Value::Boolean(matcher.matches(interp)?))
        }
        ("quote", 1) => {
            let text = args::text(interp, args, 0)?;
            found(Value::string(format!(
                "\\Q{}\\E",
                text.replace("\\E", "\\E\\\\E\\Q")
            )))
        }
        _ => Ok(None),
    }
}

/// `pattern.x(...)`.
pub(super) fn call_method(interp: &Interpreter<'_>, pattern: &Native, method: &str, args: &[Value]) -> Found {
    let source = pattern
        .state
        .borrow()
        .downcast_ref::<String>()
        .cloned()
        .unwrap_or_default();
    match (method, args.len()) {
        ("pattern" | "tostring", 0) => found(Value::string(source)),
        ("matcher", 1) => {
            let text = args::text(interp, args, 0)?;
            found(Value::native(Native::with_state(
                "System.Matcher",
                matcher::State::new(&source, &text),
            )))
        }
        ("split", 1 | 2) => {
            let text = args::text(interp, args, 0)?;
            let limit = if args.len() == 2 {
                args::int(interp, args, 1)?
            } else {
                0
            };
            found(Value::strings(split(interp, &text, &source, limit)?))
        }
        _ => Ok(None),
    }
}
