//! Literals: from source characters to values.

use crate::syntax::ast::Literal;

/// The content of a quoted string with its escapes resolved; `None` when an escape is not one.
pub(super) fn unescape(quoted: &str) -> Option<String> {
    resolve_escapes(quoted.strip_prefix('\'')?.strip_suffix('\'')?)
}

/// The content of a string between triple quotes: it begins on the line after the opening ones.
pub(super) fn unescape_block(quoted: &str) -> Option<String> {
    let inner = quoted.strip_prefix("'''")?.strip_suffix("'''")?;
    let first_line_end = inner.find('\n')?;
    let (opening, content) = inner.split_at(first_line_end + 1);
    opening.trim().is_empty().then(|| resolve_escapes(content))?
}

fn resolve_escapes(inner: &str) -> Option<String> {
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next()? {
            'n' | 'N' => text.push('\n'),
            'r' | 'R' => text.push('\r'),
            't' | 'T' => text.push('\t'),
            'b' | 'B' => text.push('\u{8}'),
            'f' | 'F' => text.push('\u{c}'),
            'u' | 'U' => {
                let digits: String = chars.by_ref().take(4).collect();
                let unit = u16::from_str_radix(&digits, 16)
                    .ok()
                    .filter(|_| digits.len() == 4)?;
                push_utf16(&mut text, unit, &mut chars)?;
            }
            c @ ('\'' | '"' | '\\') => text.push(c),
            // Wildcards of SOQL LIKE keep their backslash.
            c @ ('_' | '%') => text.extend(['\\', c]),
            _ => return None,
        }
    }
    Some(text)
}

/// Joins a surrogate pair that is written as two escapes.
fn push_utf16(text: &mut String, unit: u16, chars: &mut std::str::Chars<'_>) -> Option<()> {
    if (0xD800..0xDC00).contains(&unit) {
        let rest: String = chars.by_ref().take(6).collect();
        let low =
            u16::from_str_radix(rest.strip_prefix("\\u").or_else(|| rest.strip_prefix("\\U"))?, 16).ok()?;
        text.push_str(&String::from_utf16(&[unit, low]).ok()?);
    } else {
        text.push(char::from_u32(u32::from(unit))?);
    }
    Some(())
}

/// `12`, `12L`; `None` when it does not fit.
pub(super) fn integer(text: &str) -> Option<Literal> {
    let digits = text.replace('_', "");
    match digits.strip_suffix(['l', 'L']) {
        Some(digits) => digits.parse().ok().map(Literal::Long),
        None => digits.parse().ok().map(Literal::Integer),
    }
}

/// `1.5`, `1e3`, `1.5d`.
pub(super) fn decimal(text: &str) -> Option<Literal> {
    let digits = text.replace('_', "");
    match digits.strip_suffix(['d', 'D', 'f', 'F']) {
        Some(digits) => digits.parse().ok().map(Literal::Double),
        None => digits.parse().ok().map(Literal::Decimal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_characters() {
        assert_eq!(unescape(r"'a\n\t\'\\\u00e9'").unwrap(), "a\n\t'\\é");
        assert_eq!(unescape(r"'\uD83D\uDE00'").unwrap(), "😀");
        assert_eq!(unescape(r"'50\%'").unwrap(), r"50\%");
        assert_eq!(unescape(r"'\q'"), None);
    }

    #[test]
    fn an_integer_literal_must_fit() {
        assert!(matches!(integer("2147483647"), Some(Literal::Integer(i32::MAX))));
        assert!(integer("2147483648").is_none());
        assert!(matches!(
            integer("2147483648L"),
            Some(Literal::Long(2_147_483_648))
        ));
    }
}
