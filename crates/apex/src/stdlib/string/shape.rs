//! Text brought to a length, and text taken apart by sorts of characters.

use super::units::{length, slice};

/// Fills up to a width in UTF-16 units; `method` says on which side.
pub(super) fn pad(text: &str, width: usize, filler: &str, method: &str) -> String {
    let missing = width.saturating_sub(length(text));
    let filler = if filler.is_empty() { " " } else { filler };
    let fill = |count: usize| {
        let times = count.div_ceil(length(filler).max(1));
        slice(&filler.repeat(times), 0, count)
    };
    match method {
        "leftpad" => format!("{}{text}", fill(missing)),
        "rightpad" => format!("{text}{}", fill(missing)),
        _ => format!("{}{text}{}", fill(missing / 2), fill(missing - missing / 2)),
    }
}

/// `StringUtils.abbreviate`; the error is the smallest width allowed.
pub(super) fn abbreviate(text: &str, width: usize, offset: usize) -> Result<String, usize> {
    let size = length(text);
    if width < 4 {
        return Err(4);
    }
    if size <= width {
        return Ok(text.to_owned());
    }
    let offset = offset.min(size);
    let offset = if size - offset < width - 3 {
        size - (width - 3)
    } else {
        offset
    };
    if offset <= 4 {
        return Ok(format!("{}...", slice(text, 0, width - 3)));
    }
    if width < 7 {
        return Err(7);
    }
    if offset + width - 3 < size {
        let rest = abbreviate(&slice(text, offset, size), width - 3, 0)?;
        return Ok(format!("...{rest}"));
    }
    Ok(format!("...{}", slice(text, size - (width - 3), size)))
}

#[derive(PartialEq, Clone, Copy)]
enum Sort {
    Upper,
    Lower,
    Letter,
    Digit,
    Space,
    Other,
}

fn sort_of(c: char) -> Sort {
    match c {
        c if c.is_uppercase() => Sort::Upper,
        c if c.is_lowercase() => Sort::Lower,
        c if c.is_alphabetic() => Sort::Letter,
        c if c.is_numeric() => Sort::Digit,
        c if c.is_whitespace() => Sort::Space,
        _ => Sort::Other,
    }
}

/// Runs of characters of the same sort; in camel case a capital belongs to the small letters after it.
pub(super) fn by_character_type(text: &str, camel_case: bool) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for c in text.chars() {
        let sort = sort_of(c);
        match parts.last_mut() {
            Some(part) if last == Some(sort) => part.push(c),
            Some(part) if camel_case && last == Some(Sort::Upper) && sort == Sort::Lower => {
                let capital = part.pop();
                if part.is_empty() {
                    parts.pop();
                }
                parts.push(capital.into_iter().chain([c]).collect());
            }
            _ => parts.push(c.to_string()),
        }
        last = Some(sort);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviates_as_commons_lang_does() {
        assert_eq!(abbreviate("abcdefg", 6, 0), Ok("abc...".into()));
        assert_eq!(abbreviate("abcdefg", 7, 0), Ok("abcdefg".into()));
        assert_eq!(abbreviate("abcdefghijklmno", 10, 6), Ok("...ghij...".into()));
        assert_eq!(abbreviate("abcdefghijklmno", 10, 12), Ok("...ijklmno".into()));
        assert_eq!(abbreviate("abcdefg", 3, 0), Err(4));
        assert_eq!(abbreviate("abcdefghij", 6, 5), Err(7));
    }

    #[test]
    fn splits_by_sort_of_character() {
        assert_eq!(
            by_character_type("Lightning.platform", false),
            ["L", "ightning", ".", "platform"]
        );
        assert_eq!(
            by_character_type("fooBAR12Baz", true),
            ["foo", "BAR", "12", "Baz"]
        );
        assert_eq!(by_character_type("ASFLicense", true), ["ASF", "License"]);
    }

    #[test]
    fn pads() {
        assert_eq!(pad("ab", 5, " ", "leftpad"), "   ab");
        assert_eq!(pad("ab", 5, "xy", "rightpad"), "abxyx");
        assert_eq!(pad("hi", 5, "*", "center"), "*hi**");
        assert_eq!(pad("long", 2, " ", "leftpad"), "long");
    }
}
