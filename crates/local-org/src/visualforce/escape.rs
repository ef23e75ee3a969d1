//! Encodings of merge fields, by the place they are written to.

use std::fmt::Write;

/// `HTMLENCODE`, and what Visualforce does to a merge field in text and in an attribute.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// `JSENCODE`: safe between quotes of a JavaScript string, also inside a `script` element.
pub fn js(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\'' => out.push_str("\\'"),
            '/' => out.push_str("\\/"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // A closing tag, a comment and an entity must not survive; U+2028 and U+2029 end a line.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
            other => out.push(other),
        }
    }
    out
}

/// `JSINHTMLENCODE`: JavaScript inside an HTML attribute.
pub fn js_in_html(text: &str) -> String {
    html(&js(text))
}

/// `URLENCODE`: a component of a query, as `application/x-www-form-urlencoded` writes it.
pub fn url(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Replaces the character references of XML by their characters; others (`&nbsp;`) stay.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = rest.find(';') else { break };
        let decoded = match &rest[1..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            name => numeric(name),
        };
        match decoded {
            Some(character) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn numeric(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn html_cannot_leave_text_or_attribute(text in ".*") {
            let encoded = html(&text);
            prop_assert!(!encoded.contains(['<', '>', '"', '\'']));
            prop_assert_eq!(unescape(&encoded), text);
        }

        #[test]
        fn js_cannot_leave_its_string_or_script(text in ".*") {
            let encoded = js(&text);
            let leaves = encoded.contains(['<', '>', '&', '\n', '\r', '\u{2028}', '\u{2029}']);
            prop_assert!(!leaves, "{}", encoded);
            let as_json = format!("\"{}\"", encoded.replace("\\'", "'"));
            prop_assert_eq!(serde_json::from_str::<String>(&as_json).ok(), Some(text));
        }

        #[test]
        fn url_is_one_query_value(text in ".*") {
            let query = format!("a={}", url(&text));
            let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            prop_assert_eq!(pairs, vec![("a".to_owned(), text)]);
        }
    }
}
