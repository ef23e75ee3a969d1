//! `Matcher`.

use std::rc::Rc;

use super::args::{self, Found, found, size};
use super::regex::{compile, replace, too_complicated};
use super::string::units;
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, Value};

/// State of a `Matcher`. Positions are bytes.
pub(super) struct State {
    pattern: String,
    text: String,
    region: (usize, usize),
    next: usize,
    groups: Option<Vec<Option<(usize, usize)>>>,
}

impl State {
    pub(super) fn new(pattern: &str, text: &str) -> Self {
        Self {
            pattern: pattern.to_owned(),
            text: text.to_owned(),
            region: (0, text.len()),
            next: 0,
            groups: None,
        }
    }

    /// Searches the region from a position on; look-behind does not see beyond it, as in Java.
    fn attempt(&mut self, interp: &Interpreter<'_>, pattern: &str, from: usize) -> Result<bool, Thrown> {
        let regex = compile(interp, pattern)?;
        self.groups = None;
        let (start, end) = self.region;
        if from > end {
            return Ok(false);
        }
        let captures = regex
            .captures_from_pos(&self.text[start..end], from - start)
            .map_err(|e| too_complicated(interp, e))?;
        self.groups = captures.map(|c| {
            let place = |i| c.get(i).map(|m| (m.start() + start, m.end() + start));
            (0..c.len()).map(place).collect()
        });
        Ok(self.groups.is_some())
    }

    pub(super) fn matches(&mut self, interp: &Interpreter<'_>) -> Result<bool, Thrown> {
        let pattern = format!("(?:{})\\z", self.pattern);
        self.attempt_at_start(interp, &pattern)
    }

    fn attempt_at_start(&mut self, interp: &Interpreter<'_>, pattern: &str) -> Result<bool, Thrown> {
        let from = self.region.0;
        let anchored = format!("\\A{pattern}");
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

/// `matcher.x(...)`.
pub(super) fn call_method(
    interp: &Interpreter<'_>,
    matcher: &Rc<Native>,
    method: &str,
    args: &[Value],
) -> Found {
    let mut guard = matcher.state.borrow_mut();
    let Some(state) = guard.downcast_mut::<State>() else {
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
            let region = (
                units::to_byte(&state.text, start),
                units::to_byte(&state.text, end),
            );
            if region.0 > region.1 {
                return Err(interp.throw("StringException", format!("Illegal region: {start}, {end}")));
            }
            state.reset();
            state.region = region;
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
pub(super) fn call_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("quotereplacement", 1) => {
            let text = args::text(interp, args, 0)?;
            found(Value::string(text.replace('\\', "\\\\").replace('$', "\\$")))
        }
        _ => Ok(None),
    }
}
