//! Reads JSON text.
//!
//! Our own reader because Apex programs show and compare the error messages of Salesforce's (the Jackson
//! library's), and because numbers must keep their digits.

use std::iter::Peekable;
use std::str::CharIndices;

use super::event::{Event, Json, build};

/// Deepest nesting read; deeper text is refused instead of exhausting the stack.
const MAX_DEPTH: usize = 500;

/// Where and why reading ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReadError {
    what: String,
    line: usize,
    column: usize,
}

/// How a message names the place.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// ` at [line:1, column:2]`: `JSON.deserialize`.
    Line,
    /// ` at input location [1,2]`: `JSON.deserializeUntyped`, `JSONParser`.
    Input,
}

impl ReadError {
    /// The message of the `JSONException`.
    pub(super) fn message(&self, place: Place) -> String {
        let Self { what, line, column } = self;
        match place {
            _ if *line == 0 => what.clone(),
            Place::Line => format!("{what} at [line:{line}, column:{column}]"),
            Place::Input => format!("{what} at input location [{line},{column}]"),
        }
    }
}

/// Reads the first value of a text; what follows it is not looked at, as in Salesforce.
pub(super) fn parse(text: &str) -> Result<Json, ReadError> {
    let (events, error) = events(text);
    match error {
        Some(error) => Err(error),
        None => Ok(build(&mut events.into_iter().peekable()).unwrap_or(Json::Null)),
    }
}

/// Every step up to the end of the first value, or up to the error.
pub(super) fn events(text: &str) -> (Vec<Event>, Option<ReadError>) {
    let mut reader = Reader {
        text,
        chars: text.char_indices().peekable(),
        events: Vec::new(),
    };
    let error = reader.value(0).err();
    (reader.events, error)
}

struct Reader<'t> {
    text: &'t str,
    chars: Peekable<CharIndices<'t>>,
    events: Vec<Event>,
}

impl Reader<'_> {
    fn position(&mut self) -> usize {
        self.chars.peek().map_or(self.text.len(), |(at, _)| *at)
    }

    /// An error at a byte position; `after` counts the characters the parser had read beyond it.
    fn error(&self, at: usize, after: usize, what: impl Into<String>) -> ReadError {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |n| n + 1);
        let column = before[start..].encode_utf16().count() + 1 + after;
        ReadError {
            what: what.into(),
            line,
            column,
        }
    }

    fn unexpected(&self, at: usize, c: char, wanted: &str) -> ReadError {
        let shown = if c.is_control() {
            format!("(CTRL-CHAR, code {})", u32::from(c))
        } else {
            format!("('{c}' (code {}))", u32::from(c))
        };
        self.error(at, 1, format!("Unexpected character {shown}: {wanted}"))
    }

    fn end_of(&mut self, kind: &str, start: usize) -> ReadError {
        let open = self.error(start, 0, "");
        let from = format!("[line:{}, column:{}]", open.line, open.column.saturating_sub(1));
        let what = format!("Unexpected end-of-input: expected close marker for {kind} (from {from})");
        self.error(self.text.len(), 0, what)
    }

    fn skip_space(&mut self) {
        while self
            .chars
            .next_if(|(_, c)| matches!(c, ' ' | '\t' | '\n' | '\r'))
            .is_some()
        {}
    }

    fn value(&mut self, depth: usize) -> Result<(), ReadError> {
        const WANTED: &str =
            "expected a valid value (number, String, array, object, 'true', 'false' or 'null')";
        self.skip_space();
        let Some(&(at, c)) = self.chars.peek() else {
            return Err(if depth == 0 {
                ReadError {
                    what: "No content to map to Object due to end of input".into(),
                    line: 0,
                    column: 0,
                }
            } else {
                self.error(
                    self.text.len(),
                    0,
                    "Unexpected end-of-input within/between OBJECT entries",
                )
            });
        };
        if depth > MAX_DEPTH {
            return Err(self.error(at, 0, format!("Nesting is deeper than {MAX_DEPTH} levels")));
        }
        match c {
            '{' => self.object(at, depth),
            '[' => self.array(at, depth),
            '"' => {
                self.chars.next();
                let text = self.string()?;
                self.events.push(Event::Scalar(Json::String(text)));
                Ok(())
            }
            '-' | '0'..='9' => self.number(at),
            c if c.is_alphabetic() || c == '_' || c == '$' => self.word(at),
            other => Err(self.unexpected(at, other, WANTED)),
        }
    }

    fn object(&mut self, start: usize, depth: usize) -> Result<(), ReadError> {
        self.chars.next();
        self.events.push(Event::StartObject);
        let mut first = true;
        loop {
            self.skip_space();
            match self.chars.next() {
                None => return Err(self.end_of("OBJECT", start)),
                Some((_, '}')) if first => break,
                Some((_, '"')) => {}
                Some((at, c)) => {
                    return Err(self.unexpected(at, c, "was expecting double-quote to start field name"));
                }
            }
            first = false;
            let name = self.string()?;
            self.events.push(Event::Name(name));
            self.skip_space();
            match self.chars.next() {
                Some((_, ':')) => {}
                None => return Err(self.end_of("OBJECT", start)),
                Some((at, c)) => {
                    return Err(self.unexpected(
                        at,
                        c,
                        "was expecting a colon to separate field name and value",
                    ));
                }
            }
            self.value(depth + 1)?;
            self.skip_space();
            match self.chars.next() {
                Some((_, ',')) => {}
                Some((_, '}')) => break,
                None => return Err(self.end_of("OBJECT", start)),
                Some((at, c)) => {
                    return Err(self.unexpected(at, c, "was expecting comma to separate OBJECT entries"));
                }
            }
        }
        self.events.push(Event::EndObject);
        Ok(())
    }

    fn array(&mut self, start: usize, depth: usize) -> Result<(), ReadError> {
        self.chars.next();
        self.events.push(Event::StartArray);
        self.skip_space();
        if self.chars.next_if(|(_, c)| *c == ']').is_none() {
            loop {
                self.skip_space();
                if self.chars.peek().is_none() {
                    return Err(self.end_of("ARRAY", start));
                }
                self.value(depth + 1)?;
                self.skip_space();
                match self.chars.next() {
                    Some((_, ',')) => {}
                    Some((_, ']')) => break,
                    None => return Err(self.end_of("ARRAY", start)),
                    Some((at, c)) => {
                        return Err(self.unexpected(at, c, "was expecting comma to separate ARRAY entries"));
                    }
                }
            }
        }
        self.events.push(Event::EndArray);
        Ok(())
    }

    /// The rest of a text after its opening quote.
    fn string(&mut self) -> Result<String, ReadError> {
        const UNCLOSED: &str = "Unexpected end-of-input: was expecting closing quote for a string value";
        let mut units: Vec<u16> = Vec::new();
        loop {
            let Some((at, c)) = self.chars.next() else {
                return Err(self.error(self.text.len(), 0, UNCLOSED));
            };
            let plain = match c {
                '"' => return Ok(String::from_utf16_lossy(&units)),
                '\\' => {
                    match self.chars.next() {
                        None => return Err(self.error(self.text.len(), 0, UNCLOSED)),
                        Some((at, 'u')) => {
                            let digits = self.text.get(at + 1..at + 5).unwrap_or_default();
                            let code = u16::from_str_radix(digits, 16).map_err(|_| {
                            self.error(at, 2, "Unexpected character: expected a hex-digit for character escape sequence")
                        })?;
                            units.push(code);
                            self.chars.nth(3);
                            continue;
                        }
                        Some((_, c @ ('"' | '\\' | '/'))) => c,
                        Some((_, 'n')) => '\n',
                        Some((_, 't')) => '\t',
                        Some((_, 'r')) => '\r',
                        Some((_, 'b')) => '\u{8}',
                        Some((_, 'f')) => '\u{C}',
                        Some((at, c)) => {
                            let what = format!("Unrecognized character escape '{c}' (code {})", u32::from(c));
                            return Err(self.error(at, 1, what));
                        }
                    }
                }
                c if u32::from(c) < 0x20 => {
                    let code = u32::from(c);
                    let what = format!(
                        "Illegal unquoted character ((CTRL-CHAR, code {code})): has to be escaped using backslash \
                         to be included in string value"
                    );
                    return Err(self.error(at, 1, what));
                }
                c => c,
            };
            units.extend_from_slice(plain.encode_utf16(&mut [0; 2]));
        }
    }

    fn digits(&mut self) -> usize {
        let mut count = 0;
        while self.chars.next_if(|(_, c)| c.is_ascii_digit()).is_some() {
            count += 1;
        }
        count
    }

    fn number(&mut self, start: usize) -> Result<(), ReadError> {
        let negative = self.chars.next_if(|(_, c)| *c == '-').is_some();
        let first = self.position();
        let whole = self.digits();
        let after_digits = |reader: &mut Self, wanted: &str| {
            let next = reader.chars.peek().copied();
            match next {
                Some((at, c)) => {
                    let what = format!(
                        "Unexpected character ('{c}' (code {})) in numeric value: {wanted}",
                        u32::from(c)
                    );
                    reader.error(at, 1, what)
                }
                None => reader.error(reader.text.len(), 0, "Unexpected end-of-input in a numeric value"),
            }
        };
        if whole == 0 && negative {
            return Err(after_digits(
                self,
                "expected digit (0-9) to follow minus sign, for valid numeric value",
            ));
        }
        if whole > 1 && self.text[first..].starts_with('0') {
            return Err(self.error(first, 1, "Invalid numeric value: Leading zeroes not allowed"));
        }
        if self.chars.next_if(|(_, c)| *c == '.').is_some() && self.digits() == 0 {
            return Err(after_digits(self, "Decimal point not followed by a digit"));
        }
        if self.chars.next_if(|(_, c)| matches!(c, 'e' | 'E')).is_some() {
            self.chars.next_if(|(_, c)| matches!(c, '+' | '-'));
            if self.digits() == 0 {
                return Err(after_digits(self, "Exponent indicator not followed by a digit"));
            }
        }
        let end = self.position();
        self.events
            .push(Event::Scalar(Json::Number(self.text[start..end].to_owned())));
        Ok(())
    }

    fn word(&mut self, start: usize) -> Result<(), ReadError> {
        while self
            .chars
            .next_if(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '$'))
            .is_some()
        {}
        let end = self.position();
        let json = match &self.text[start..end] {
            "null" => Json::Null,
            "true" => Json::Boolean(true),
            "false" => Json::Boolean(false),
            other => {
                let what =
                    format!("Unrecognized token '{other}': was expecting 'null', 'true', 'false' or NaN");
                return Err(self.error(end, 0, what));
            }
        };
        self.events.push(Event::Scalar(json));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse(text).unwrap_err().message(Place::Line)
    }

    #[test]
    fn reads_values_in_order() {
        let json = parse(r#" {"b": [1, -2.50, 1e3], "a": {"x": null, "y": "é\u00e9\n\/"}} rest"#).unwrap();
        let number = |n: &str| Json::Number(n.into());
        let inner = vec![
            ("x".into(), Json::Null),
            ("y".into(), Json::String("éé\n/".into())),
        ];
        let wanted = vec![
            (
                "b".into(),
                Json::Array(vec![number("1"), number("-2.50"), number("1e3")]),
            ),
            ("a".into(), Json::Object(inner)),
        ];
        assert_eq!(json, Json::Object(wanted));
        assert_eq!(parse("[]").unwrap(), Json::Array(vec![]));
        assert_eq!(parse("{}").unwrap(), Json::Object(vec![]));
    }

    #[test]
    fn messages_are_jacksons() {
        assert_eq!(
            error("<html>"),
            "Unexpected character ('<' (code 60)): expected a valid value (number, String, array, object, 'true', \
             'false' or 'null') at [line:1, column:2]"
        );
        assert_eq!(
            parse("<")
                .unwrap_err()
                .message(Place::Input)
                .rsplit(" at ")
                .next(),
            Some("input location [1,2]")
        );
        assert_eq!(
            error("{\"a\":1,}"),
            "Unexpected character ('}' (code 125)): was expecting double-quote to start field name at \
             [line:1, column:9]"
        );
        assert_eq!(error(""), "No content to map to Object due to end of input");
        assert_eq!(
            error("{\"a\":1"),
            "Unexpected end-of-input: expected close marker for OBJECT (from [line:1, column:0]) at \
             [line:1, column:7]"
        );
        assert_eq!(
            error("[NULL]"),
            "Unrecognized token 'NULL': was expecting 'null', 'true', 'false' or NaN at [line:1, column:6]"
        );
        assert_eq!(
            error("{\n  \"a\" 1}"),
            "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value at \
             [line:2, column:8]"
        );
    }

    #[test]
    fn refuses_what_is_no_json() {
        for text in [
            "[01]",
            "[1.]",
            "[1e]",
            "[-]",
            "\"a",
            "\"\t\"",
            "\"\\x\"",
            "\"\\u12\"",
            "[1 2]",
            "[",
            "{\"a\"",
            "{\"a\":",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
