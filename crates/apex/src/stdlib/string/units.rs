//! Positions in an Apex `String`: UTF-16 code units, as in Java.

/// The code units of a text.
pub(crate) fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

/// The text of code units. Half of a surrogate pair, which Rust text cannot hold, becomes U+FFFD.
pub(crate) fn text(units: &[u16]) -> String {
    String::from_utf16_lossy(units)
}

/// Length in code units.
pub(crate) fn length(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.encode_utf16().count()
    }
}

/// The part from `start` to `end`, both in code units and clamped to the text.
pub(crate) fn slice(source: &str, start: usize, end: usize) -> String {
    if source.is_ascii() {
        let end = end.min(source.len());
        return source.get(start.min(end)..end).unwrap_or_default().to_owned();
    }
    let all = units(source);
    let end = end.min(all.len());
    text(&all[start.min(end)..end])
}

/// The code unit position of a byte position.
pub(crate) fn from_byte(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or_else(|| length(text), length)
}

/// The byte position of a code unit position, the end of the text when it lies beyond.
pub(crate) fn to_byte(text: &str, unit: usize) -> usize {
    if text.is_ascii() {
        return unit.min(text.len());
    }
    let mut seen = 0;
    for (byte, c) in text.char_indices() {
        if seen >= unit {
            return byte;
        }
        seen += c.len_utf16();
    }
    text.len()
}

/// First position of `needle` at or after `from`, in code units.
pub(crate) fn index_of(text: &str, needle: &str, from: usize) -> Option<usize> {
    let start = to_byte(text, from);
    let found = text.get(start..)?.find(needle)?;
    Some(from_byte(text, start + found))
}

/// Last position of `needle` that starts at or before `from`, in code units.
pub(crate) fn last_index_of(text: &str, needle: &str, from: usize) -> Option<usize> {
    let limit = to_byte(text, from).saturating_add(needle.len()).min(text.len());
    let limit = (limit..=text.len()).find(|i| text.is_char_boundary(*i))?;
    let found = text.get(..limit)?.rfind(needle)?;
    Some(from_byte(text, found))
}

/// Java's `String.hashCode`.
pub(crate) fn hash_code(text: &str) -> i32 {
    text.encode_utf16().fold(0i32, |hash, unit| {
        hash.wrapping_mul(31).wrapping_add(i32::from(unit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_utf16_units() {
        let text = "a😀b";
        assert_eq!(length(text), 4);
        assert_eq!(index_of(text, "b", 0), Some(3));
        assert_eq!(slice(text, 3, 4), "b");
        assert_eq!(slice(text, 1, 3), "😀");
        assert_eq!(to_byte(text, 3), 5);
        assert_eq!(from_byte(text, 5), 3);
    }

    #[test]
    fn searches_backwards() {
        assert_eq!(last_index_of("abcabc", "abc", 6), Some(3));
        assert_eq!(last_index_of("abcabc", "abc", 2), Some(0));
        assert_eq!(last_index_of("abc", "x", 3), None);
    }

    #[test]
    fn hashes_as_java_does() {
        assert_eq!(hash_code("hello"), 99_162_322);
        assert_eq!(hash_code(""), 0);
    }

    proptest::proptest! {
        #[test]
        fn positions_convert_back(text: String, cut: usize) {
            let boundaries: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let byte = boundaries[cut % boundaries.len()];
            proptest::prop_assert_eq!(to_byte(&text, from_byte(&text, byte)), byte);
            let unit = from_byte(&text, byte);
            proptest::prop_assert_eq!(slice(&text, 0, unit) + &slice(&text, unit, length(&text)), text);
        }
    }
}
