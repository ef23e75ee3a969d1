//! `JSONParser`.

use std::rc::Rc;

use super::super::args::{Found, found, void};
use super::super::{date, encoding, enums, number};
use super::deserialize;
use super::event::{self, Event, Json};
use super::reader::{self, Place, ReadError};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::interp::coerce::normal_id;
use crate::value::{Native, TypeName, Value};

struct State {
    events: Vec<Event>,
    error: Option<ReadError>,
    /// Index of the current event plus one; 0 before the first.
    next: usize,
    cleared: Option<&'static str>,
    last_cleared: Option<&'static str>,
}

/// `JSON.createParser(text)`. A text that is not valid is an error when the parser gets there.
pub(super) fn new(text: &str) -> Value {
    let (events, error) = reader::events(text);
    let state = State {
        events,
        error,
        next: 0,
        cleared: None,
        last_cleared: None,
    };
    Value::native(Native::with_state("System.JSONParser", state))
}

fn token_name(event: &Event) -> &'static str {
    match event {
        Event::StartObject => "START_OBJECT",
        Event::EndObject => "END_OBJECT",
        Event::StartArray => "START_ARRAY",
        Event::EndArray => "END_ARRAY",
        Event::Name(_) => "FIELD_NAME",
        Event::Scalar(Json::Null) => "VALUE_NULL",
        Event::Scalar(Json::Boolean(true)) => "VALUE_TRUE",
        Event::Scalar(Json::Boolean(false)) => "VALUE_FALSE",
        Event::Scalar(Json::String(_)) => "VALUE_STRING",
        Event::Scalar(Json::Number(n)) if n.contains(['.', 'e', 'E']) => "VALUE_NUMBER_FLOAT",
        Event::Scalar(_) => "VALUE_NUMBER_INT",
    }
}

fn token(name: Option<&'static str>) -> Value {
    name.and_then(|name| enums::constant("System.JSONToken", name))
        .unwrap_or(Value::Null)
}

impl State {
    fn current(&self) -> Option<&Event> {
        match self.cleared {
            Some(_) => None,
            None => self.events.get(self.next.checked_sub(1)?),
        }
    }

    fn advance(&mut self, interp: &Interpreter<'_>) -> Result<bool, Thrown> {
        self.cleared = None;
        if self.next >= self.events.len() {
            if let Some(error) = &self.error {
                // An empty text has no token; only what is not JSON is an error.
                if self.events.is_empty() && error.message(Place::Input).starts_with("No content") {
                    return Ok(false);
                }
                return Err(interp.throw("JSONException", error.message(Place::Input)));
            }
            self.next = self.events.len() + 1;
            return Ok(false);
        }
        self.next += 1;
        Ok(true)
    }

    /// The name of the member the current token belongs to.
    fn name(&self) -> Option<&str> {
        let at = self.next.checked_sub(1)?;
        if let Some(Event::Name(name)) = self.events.get(at) {
            return Some(name);
        }
        let start = match self.events.get(at)? {
            Event::EndObject | Event::EndArray => self.start_of(at)?,
            _ => at,
        };
        match self.events.get(start.checked_sub(1)?)? {
            Event::Name(name) => Some(name),
            _ => None,
        }
    }

    /// Index of the event that opens what the one at `end` closes.
    fn start_of(&self, end: usize) -> Option<usize> {
        let mut depth = 0;
        for (i, event) in self.events.get(..=end)?.iter().enumerate().rev() {
            match event {
                Event::EndObject | Event::EndArray => depth += 1,
                Event::StartObject | Event::StartArray => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(i);
            }
        }
        None
    }

    fn text(&self) -> Option<String> {
        Some(match self.current()? {
            Event::Name(s) | Event::Scalar(Json::String(s) | Json::Number(s)) => s.clone(),
            Event::Scalar(Json::Boolean(b)) => b.to_string(),
            Event::Scalar(_) => "null".into(),
            Event::StartObject => "{".into(),
            Event::EndObject => "}".into(),
            Event::StartArray => "[".into(),
            Event::EndArray => "]".into(),
        })
    }

    /// Index of the event after the structure that starts at the current one.
    fn end_of_children(&self) -> usize {
        let mut depth = 0;
        for (i, event) in self.events.iter().enumerate().skip(self.next.saturating_sub(1)) {
            match event {
                Event::StartObject | Event::StartArray => depth += 1,
                Event::EndObject | Event::EndArray => depth -= 1,
                _ => {}
            }
            if depth <= 0 {
                return i + 1;
            }
        }
        self.events.len()
    }
}

/// `parser.x(...)`.
pub(crate) fn call_method(
    interp: &mut Interpreter<'_>,
    own: &Rc<Native>,
    method: &str,
    args: &[Value],
) -> Found {
    if let ("readvalueas" | "readvalueasstrict", [Value::Type(wanted)]) = (method, args) {
        return read_value(interp, own, wanted, method == "readvalueasstrict").map(Some);
    }
    let mut guard = own.state.borrow_mut();
    let Some(state) = guard.downcast_mut::<State>() else {
        return Ok(None);
    };
    if !args.is_empty() {
        return Ok(None);
    }
    match method {
        "nexttoken" => {
            state.advance(interp)?;
            found(token(state.current().map(token_name)))
        }
        "nextvalue" => {
            while state.advance(interp)? && matches!(state.current(), Some(Event::Name(_))) {}
            found(token(state.current().map(token_name)))
        }
        "getcurrenttoken" => found(token(state.current().map(token_name))),
        "hascurrenttoken" => found(Value::Boolean(state.current().is_some())),
        "clearcurrenttoken" => {
            state.cleared = state.current().map(token_name);
            state.last_cleared = state.cleared.or(state.last_cleared);
            void()
        }
        "getlastclearedtoken" => found(token(state.last_cleared)),
        "getcurrentname" => found(state.name().map_or(Value::Null, Value::string)),
        "gettext" => found(state.text().map_or(Value::Null, Value::string)),
        "skipchildren" => {
            if matches!(state.current(), Some(Event::StartObject | Event::StartArray)) {
                state.next = state.end_of_children();
            }
            void()
        }
        _ => {
            let Some(kind) = method.strip_prefix("get").and_then(|m| m.strip_suffix("value")) else {
                return Ok(None);
            };
            typed(interp, state, kind)
        }
    }
}

/// `getIntegerValue()` and the like.
fn typed(interp: &Interpreter<'_>, state: &State, kind: &str) -> Found {
    let text = state.text().unwrap_or_default();
    let is_text = matches!(state.current(), Some(Event::Scalar(Json::String(_))));
    let number = |kind: &str| match state.current() {
        Some(Event::Scalar(Json::Number(n))) => Ok(n.clone()),
        _ => Err(interp.throw("JSONException", format!("Current token is not of type {kind}"))),
    };
    let value = match kind {
        "integer" => number("Integer")?.parse().ok().map(Value::Integer),
        "long" => number("Long")?.parse().ok().map(Value::Long),
        "double" => number("Double")?.parse().ok().map(Value::Double),
        "decimal" => number::parse_decimal(&number("Decimal")?).map(Value::decimal),
        "boolean" => match state.current() {
            Some(Event::Scalar(Json::Boolean(b))) => Some(Value::Boolean(*b)),
            _ => None,
        },
        "id" if is_text => normal_id(&text).map(Value::id),
        "blob" if is_text => encoding::from_base64(&text).map(Value::blob),
        "date" if is_text => date::parse_iso(&text).map(|t| Value::Date(t.date_naive())),
        "datetime" if is_text => date::parse_iso(&text).map(Value::Datetime),
        "time" if is_text => chrono::NaiveTime::parse_from_str(text.trim_end_matches('Z'), "%H:%M:%S%.f")
            .ok()
            .map(Value::Time),
        "id" | "blob" | "date" | "datetime" | "time" => None,
        _ => return Ok(None),
    };
    match value {
        Some(value) => found(value),
        None => Err(interp.throw("JSONException", format!("Illegal value for {kind}: {text}"))),
    }
}

/// The current structure as a value of a type; the parser then stands at its end.
fn read_value(
    interp: &mut Interpreter<'_>,
    own: &Rc<Native>,
    wanted: &TypeName,
    strict: bool,
) -> Result<Value, Thrown> {
    let json = {
        let mut guard = own.state.borrow_mut();
        let Some(state) = guard.downcast_mut::<State>() else {
            return Ok(Value::Null);
        };
        if state.next == 0 || matches!(state.current(), Some(Event::Name(_))) {
            state.advance(interp)?;
        }
        let start = state.next.saturating_sub(1);
        let end = state.end_of_children();
        if end == state.events.len() && state.error.is_some() {
            state.next = end;
            state.advance(interp)?;
        }
        state.next = end;
        let part = state.events.get(start..end).unwrap_or_default().to_vec();
        event::build(&mut part.into_iter().peekable()).unwrap_or(Json::Null)
    };
    deserialize::to_type(interp, json, wanted, strict)
}
