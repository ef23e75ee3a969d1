//! `Trigger.new[0].Name = 'a';`: the grammar takes `Trigger` at the start of a statement for the keyword that
//! declares a trigger. Only the parser sees the text with another word in its place; names are read from the
//! source itself, which has the same length.

use std::borrow::Cow;

const WORD: &str = "trigger";
/// As long as [`WORD`], and no identifier of a program: Apex allows no two underscores in a row.
const STAND_IN: &str = "Tr__ger";

/// The text with another word wherever `Trigger` is followed by a dot, outside of strings and comments.
pub(super) fn without_trigger_word(text: &str) -> Cow<'_, str> {
    let mut changed: Option<String> = None;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = skipped(rest);
        if length > 0 {
            at += length;
            continue;
        }
        let length = word(rest);
        if is_variable(rest, length) {
            changed
                .get_or_insert_with(|| text.to_owned())
                .replace_range(at..at + length, STAND_IN);
        }
        at += length.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    changed.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether a text begins with a word of that length that is the variable `Trigger`.
fn is_variable(rest: &str, length: usize) -> bool {
    let (name, after) = rest.split_at(length);
    let after = after.trim_start();
    name.eq_ignore_ascii_case(WORD) && (after.starts_with('.') || after.starts_with("?."))
}

/// Length of the word that a text begins with.
fn word(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len())
}

/// Length of the string or comment that a text begins with.
fn skipped(rest: &str) -> usize {
    let until = |end: &str, from: usize| {
        rest[from..]
            .find(end)
            .map_or(rest.len(), |found| from + found + end.len())
    };
    if rest.starts_with("//") {
        until("\n", 2)
    } else if rest.starts_with("/*") {
        until("*/", 2)
    } else if let Some(inside) = rest.strip_prefix('\'') {
        let mut escaped = false;
        let end = inside.find(|c| {
            let ends = c == '\'' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        end.map_or(rest.len(), |end| end + 2)
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_variable_changes_and_nothing_moves() {
        let text = "trigger T on Account (before insert) { // Trigger.new\n Trigger.new[0].Name = 'Trigger.new\\'';\
                    /* trigger.old */ TRIGGER .old.clear(); MyTrigger.run(); Trigger?.isAfter; é(trigger.size); }";
        let seen = without_trigger_word(text);
        assert_eq!(seen.len(), text.len());
        assert_eq!(seen.matches(STAND_IN).count(), 4, "{seen}");
        assert!(seen.starts_with("trigger T on Account"));
        assert!(seen.contains("// Trigger.new\n") && seen.contains("'Trigger.new\\''"));
        assert!(seen.contains("/* trigger.old */") && seen.contains("MyTrigger.run"));
        assert!(matches!(without_trigger_word("class A {}"), Cow::Borrowed(_)));
    }
}
