//! `String` methods that escape for, and unescape from, other languages.

use std::rc::Rc;

use super::entities;
use crate::interp::Interpreter;
use crate::stdlib::args::{Found, found};
use crate::value::Value;

/// `String.escapeSingleQuotes`: also protects the backslash, which would undo the protection.
pub(super) fn single_quotes(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\'', "\\'")
}

/// `escapeHtml4`.
pub(crate) fn html4(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => match entities::name(other) {
                Some(name) => out.push_str(&format!("&{name};")),
                None => out.push(other),
            },
        }
    }
    out
}

fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            other => out.push(other),
        }
    }
    out
}

/// Replaces entities; what is none stays.
fn unescape_entities(text: &str, html: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after
            .split_once(';')
            .and_then(|(name, tail)| Some((entities::character(name, html)?, tail)));
        match entity {
            Some((c, tail)) => {
                out.push(c);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}

/// Escapes as in a Java or ECMAScript literal; characters outside ASCII become `\uXXXX`.
fn java(text: &str, ecma: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(b'"') => out.push_str("\\\""),
            Ok(b'\\') => out.push_str("\\\\"),
            Ok(b'\'') if ecma => out.push_str("\\'"),
            Ok(b'/') if ecma => out.push_str("\\/"),
            Ok(b'\n') => out.push_str("\\n"),
            Ok(b'\r') => out.push_str("\\r"),
            Ok(b'\t') => out.push_str("\\t"),
            Ok(0x08) => out.push_str("\\b"),
            Ok(0x0C) => out.push_str("\\f"),
            Ok(b @ 0x20..=0x7E) => out.push(char::from(b)),
            _ => out.push_str(&format!("\\u{unit:04X}")),
        }
    }
    out
}

/// Every character outside ASCII as `\uXXXX`.
fn unicode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(b @ 0..=0x7F) => out.push(char::from(b)),
            _ => out.push_str(&format!("\\u{unit:04X}")),
        }
    }
    out
}

/// Undoes [`java`] and [`unicode`].
fn unescape_java(text: &str, only_unicode: bool) -> String {
    let mut out: Vec<u16> = Vec::with_capacity(text.len());
    let all: Vec<u16> = text.encode_utf16().collect();
    let mut i = 0;
    while let Some(&unit) = all.get(i) {
        i += 1;
        if unit != u16::from(b'\\') {
            out.push(unit);
            continue;
        }
        let letter = all.get(i).and_then(|u| u8::try_from(*u).ok());
        if letter == Some(b'u') {
            let digits = String::from_utf16_lossy(all.get(i + 1..i + 5).unwrap_or_default());
            if let Ok(code) = u16::from_str_radix(&digits, 16) {
                out.push(code);
                i += 5;
                continue;
            }
        }
        let plain = match letter {
            _ if only_unicode => None,
            Some(b'n') => Some(b'\n'),
            Some(b'r') => Some(b'\r'),
            Some(b't') => Some(b'\t'),
            Some(b'b') => Some(0x08),
            Some(b'f') => Some(0x0C),
            other => other,
        };
        match plain {
            Some(byte) => {
                out.push(u16::from(byte));
                i += 1;
            }
            None => out.push(unit),
        }
    }
    String::from_utf16_lossy(&out)
}

fn csv(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn unescape_csv(text: &str) -> String {
    match text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(inner) if inner.contains([',', '"', '\n', '\r']) => inner.replace("\"\"", "\""),
        _ => text.to_owned(),
    }
}

pub(super) fn call(_interp: &Interpreter<'_>, text: &Rc<str>, method: &str, args: &[Value]) -> Found {
    if !args.is_empty() {
        return Ok(None);
    }
    let answer = match method {
        "escapehtml4" | "escapehtml3" => html4(text),
        "unescapehtml4" | "unescapehtml3" => unescape_entities(text, true),
        "escapexml" => xml(text),
        "unescapexml" => unescape_entities(text, false),
        "escapejava" => java(text, false),
        "escapeecmascript" => java(text, true),
        "unescapejava" | "unescapeecmascript" => unescape_java(text, false),
        "escapeunicode" => unicode(text),
        "unescapeunicode" => unescape_java(text, true),
        "escapecsv" => csv(text),
        "unescapecsv" => unescape_csv(text),
        _ => return Ok(None),
    };
    found(Value::string(answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html() {
        assert_eq!(
            html4("<a href=\"x\">é & 'ü' €</a>"),
            "&lt;a href=&quot;x&quot;&gt;&eacute; &amp; 'ü' &euro;&lt;/a&gt;".replace('ü', "&uuml;")
        );
        assert_eq!(
            unescape_entities("&lt;&eacute;&#233;&#xE9;&nope;&", true),
            "<éé\u{e9}&nope;&"
        );
    }

    #[test]
    fn java_literals() {
        assert_eq!(java("a\"b\\\n/é", false), "a\\\"b\\\\\\n/\\u00E9");
        assert_eq!(java("it's </x>", true), "it\\'s <\\/x>");
        assert_eq!(unescape_java("a\\u00E9\\n\\\\", false), "aé\n\\");
        assert_eq!(unescape_java("a\\u00E9\\n", true), "aé\\n");
    }

    #[test]
    fn csv_fields() {
        assert_eq!(csv("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(unescape_csv("\"a,\"\"b\"\"\""), "a,\"b\"");
        assert_eq!(unescape_csv("\"plain\""), "\"plain\"");
    }

    #[test]
    fn quotes_for_soql() {
        assert_eq!(single_quotes("O'Hara \\"), "O\\'Hara \\\\");
    }

    proptest::proptest! {
        #[test]
        fn unescaping_undoes_escaping(text: String) {
            proptest::prop_assert_eq!(unescape_entities(&html4(&text), true), text.clone());
            proptest::prop_assert_eq!(unescape_entities(&xml(&text), false), text.clone());
            proptest::prop_assert_eq!(unescape_java(&java(&text, true), false), text);
        }

        #[test]
        fn escaped_html_has_no_markup(text: String) {
            let escaped = html4(&text);
            proptest::prop_assert!(!escaped.contains(['<', '>', '"']));
        }
    }
}
