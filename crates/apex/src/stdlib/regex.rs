//! Java's regular expressions: `Pattern`, `Matcher`, and what `String` does with them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use fancy_regex::{Captures, Regex};

use super::args::{self, Found, found, size};
use super::java_regex;
use super::string::units;
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
fn too_complicated(interp: &Interpreter<'_>, _cause: fancy_regex::Error) -> Thrown {
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
            let mut matcher = MatcherState::new(&pattern, &text);
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

/// State of a `Matcher`. Positions are bytes.
struct MatcherState {
    pattern: String,
    text: String,
    region: (usize, usize),
    next: usize,
    groups: Option<Vec<Option<(usize, usize)>>>,
}

impl MatcherState {
    fn new(pattern: &str, text: &str) -> Self {
        Self {
            pattern: pattern.to_owned(),
            text: text.to_owned(),
            region: (0, text.len()),
            next: 0,
            groups: None,
        }
    }

    fn attempt(&mut self, interp: &Interpreter<'_>, pattern: &str, from: usize) -> Result<bool, Thrown> {
        let regex = compile(interp, pattern)?;
        self.groups = None;
        if from > self.region.1 {
            return Ok(false);
        }
        let captures = regex
            .captures_from_pos(&self.text[..self.region.1], from)
            .map_err(|e| too_complicated(interp, e))?;
        self.groups = captures.map(|c| {
            (0..c.len())
                .map(|i| c.get(i).map(|m| (m.start(), m.end())))
                .collect()
        });
        Ok(self.groups.is_some())
    }

    fn matches(&mut self, interp: &Interpreter<'_>) -> Result<bool, Thrown> {
        let pattern = format!("(?:{})\\z", self.pattern);
        self.attempt_at_start(interp, &pattern)
    }

    fn attempt_at_start(&mut self, interp: &Interpreter<'_>, pattern: &str) -> Result<bool, Thrown> {
        let from = self.region.0;
        let anchored = format!("\\G{pattern}");
        let hit = self.attempt(interp, &anchored, from)?;
        self.advance();
        Ok(hit)
    }

    /// Where the next `find` starts: after the match, one further when it was empty.
    fn advance(&mut self) {
        if let Some(Some((start, end))) = self.groups.as_ref().and_then(|g| g.first()).copied() {
            let step = self.text[end..].chars().next().map_or(1, char::len_utf8);
            self.next = if start == end { end + step } else { end };
        }
    }

    fn find(&mut self, interp: &Interpreter<'_>) -> Result<bool, Thrown> {
        let pattern = self.pattern.clone();
        let from = self.next.max(self.region.0);
        let hit = self.attempt(interp, &pattern, from)?;
        if hit {
            self.advance();
        } else {
            self.next = self.text.len() + 1;
        }
        Ok(hit)
    }

    fn group(&self, interp: &Interpreter<'_>, index: usize) -> Result<Option<(usize, usize)>, Thrown> {
        let groups = self
            .groups
            .as_ref()
            .ok_or_else(|| interp.throw("StringException", "No match found"))?;
        groups
            .get(index)
            .copied()
            .ok_or_else(|| interp.throw("StringException", format!("No group {index}")))
    }

    fn reset(&mut self) {
        (self.next, self.groups, self.region) = (0, None, (0, self.text.len()));
    }
}

/// `pattern.x(...)`.
pub(super) fn pattern_method(
    interp: &Interpreter<'_>,
    pattern: &Native,
    method: &str,
    args: &[Value],
) -> Found {
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
                MatcherState::new(&source, &text),
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

/// `matcher.x(...)`.
pub(super) fn matcher_method(
    interp: &Interpreter<'_>,
    matcher: &Rc<Native>,
    method: &str,
    args: &[Value],
) -> Found {
    let mut guard = matcher.state.borrow_mut();
    let Some(state) = guard.downcast_mut::<MatcherState>() else {
        return Ok(None);
    };
    let group = |index: usize| -> Result<usize, Thrown> {
        let n = args::int(interp, args, index)?;
        usize::try_from(n).map_err(|_| interp.throw("StringException", format!("No group {n}")))
    };
    match (method, args.len()) {
        ("matches", 0) => found(Value::Boolean(state.matches(interp)?)),
        ("lookingat", 0) => {
            let pattern = format!("(?:{})", state.pattern);
            found(Value::Boolean(state.attempt_at_start(interp, &pattern)?))
        }
        ("find", 0) => found(Value::Boolean(state.find(interp)?)),
        ("find", 1) => {
            let from = group(0)?;
            state.reset();
            state.next = units::to_byte(&state.text, from);
            found(Value::Boolean(state.find(interp)?))
        }
        ("group", 0 | 1) => {
            let index = if args.is_empty() { 0 } else { group(0)? };
            let range = state.group(interp, index)?;
            found(range.map_or(Value::Null, |(start, end)| Value::string(&state.text[start..end])))
        }
        ("groupcount", 0) => {
            let regex = compile(interp, &state.pattern)?;
            found(size(regex.captures_len().saturating_sub(1)))
        }
        ("start" | "end", 0 | 1) => {
            let index = if args.is_empty() { 0 } else { group(0)? };
            let place = state
                .group(interp, index)?
                .map(|(start, end)| if method == "start" { start } else { end });
            found(place.map_or(Value::Integer(-1), |byte| {
                size(units::from_byte(&state.text, byte))
            }))
        }
        ("replaceall" | "replacefirst", 1) => {
            let with = args::text(interp, args, 0)?;
            state.reset();
            let all = method == "replaceall";
            found(Value::string(replace(
                interp,
                &state.text,
                &state.pattern,
                &with,
                all,
            )?))
        }
        ("reset", 0 | 1) => {
            if let [text] = args {
                state.text = args::text(interp, std::slice::from_ref(text), 0)?.to_string();
            }
            state.reset();
            found(Value::Native(matcher.clone()))
        }
        ("region", 2) => {
            let (start, end) = (group(0)?, group(1)?);
            state.reset();
            state.region = (
                units::to_byte(&state.text, start),
                units::to_byte(&state.text, end),
            );
            found(Value::Native(matcher.clone()))
        }
        ("regionstart", 0) => found(size(units::from_byte(&state.text, state.region.0))),
        ("regionend", 0) => found(size(units::from_byte(&state.text, state.region.1))),
        ("pattern", 0) => found(Value::native(Native::with_state(
            "System.Pattern",
            state.pattern.clone(),
        ))),
        _ => Ok(None),
    }
}

/// Static `Matcher.quoteReplacement`.
pub(super) fn matcher_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("quotereplacement", 1) => {
            let text = args::text(interp, args, 0)?;
            found(Value::string(text.replace('\\', "\\\\").replace('$', "\\$")))
        }
        _ => Ok(None),
    }
}
