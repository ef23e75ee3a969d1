//! What Visualforce merges into a page is escaped for the place where it ends. PMD looks for that too, but takes some
//! expressions for harmless by their names (`….id`), so here is the rule without exceptions: inside a script only
//! `JSENCODE` and its relatives, and `escape="false"` nowhere.

use std::path::Path;

use super::{Subject, Violations, texts};

/// What makes a value harmless inside a script, and what is no value of a user or a record; in capitals.
const SAFE: [&str; 5] = [
    "JSENCODE(",
    "JSINHTMLENCODE(",
    "URLFOR($RESOURCE",
    "$RESOURCE.",
    "$REMOTEACTION.",
];

/// The files that expressions are merged into.
const MARKUP: [&str; 4] = [".page", ".component", ".email", ".html"];

/// What the names of attributes begin with that a browser runs as a script; capitals, as all names here.
const EVENTS: &str = "ON";

/// # Errors
/// When the package cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    let root = &subject.workspace.root;
    let mut found = violations(&root.join("visualforce"))?;
    found.extend(violations(&root.join("demo"))?);
    Ok(found)
}

fn violations(package: &Path) -> anyhow::Result<Violations> {
    let mut found = Vec::new();
    for (file, text) in texts(package, &MARKUP)? {
        // The same length: comments become blanks, so that places stay what they are.
        let text = without_comments(&text);
        let upper = text.to_ascii_uppercase();
        let mut say = |at: usize, words: &str| {
            let line = text[..at].matches('\n').count() + 1;
            found.push(format!("{file}:{line}: {words}"));
        };
        for (at, _) in upper.match_indices("ESCAPE=") {
            let value = upper[at + "ESCAPE=".len()..].trim_start_matches(['"', '\'']);
            // `{!...}` could become false; nothing here needs that.
            if !value.starts_with("TRUE") && upper[..at].ends_with(char::is_whitespace) {
                say(at, "escape must not be switched off");
            }
        }
        for (at, expression) in expressions(&upper) {
            let place = place(&upper[..at]);
            if place != Place::Text && !SAFE.iter().any(|safe| expression.trim_start().starts_with(safe)) {
                let words = match place {
                    Place::Style => "merged into a style; nothing escapes for that",
                    _ => "merged into a script without JSENCODE",
                };
                say(at, words);
            }
        }
    }
    Ok(found)
}

/// What a browser takes a text for.
#[derive(PartialEq, Eq)]
enum Place {
    /// Words or an attribute.
    Text,
    /// JavaScript.
    Script,
    /// Styles.
    Style,
}

/// Where an expression ends up that begins after `before`.
fn place(before: &str) -> Place {
    let inside = |open: &str, close: &str| {
        let opened = before.rfind(open);
        opened.is_some_and(|at| {
            // The tag itself must have ended: its attributes are none of the body.
            before[at..].contains('>') && before.rfind(close).is_none_or(|closed| closed < at)
        })
    };
    if inside("<SCRIPT", "</SCRIPT") {
        return Place::Script;
    }
    if inside("<STYLE", "</STYLE") {
        return Place::Style;
    }
    // Inside a tag: the attribute that was opened last.
    let tag = before
        .rfind('<')
        .filter(|at| before.rfind('>').is_none_or(|end| end < *at));
    let Some(tag) = tag.map(|at| &before[at..]) else {
        return Place::Text;
    };
    let Some((name, value)) = tag.rsplit_once('=') else {
        return Place::Text;
    };
    let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
    if name.starts_with(EVENTS) || value.trim_start_matches(['"', '\'']).starts_with("JAVASCRIPT:") {
        Place::Script
    } else if name == "STYLE" {
        Place::Style
    } else {
        Place::Text
    }
}

/// The merge expressions of a text, with where they begin.
fn expressions(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("{!").map(|(at, open)| {
        let rest = &text[at + open.len()..];
        (at, &rest[..rest.find('}').unwrap_or(rest.len())])
    })
}

fn without_comments(text: &str) -> String {
    let mut rest = text;
    let mut result = String::with_capacity(text.len());
    while let Some((before, comment)) = rest.split_once("<!--") {
        result.push_str(before);
        let end = comment.find("-->").map_or(comment.len(), |at| at + "-->".len());
        let blank = |sign: char| if sign == '\n' { '\n' } else { ' ' };
        result.extend("<!--".chars().chain(comment[..end].chars()).map(blank));
        rest = &comment[end..];
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    fn found(markup: &str) -> usize {
        let folder = planted(&[("pages/A.page", markup)]);
        violations(folder.path()).unwrap().len()
    }

    #[test]
    fn unescaped_expressions_are_found() {
        for bad in [
            "<script>var id = '{!$CurrentPage.parameters.id}';</script>",
            "<script>var id = '{!HTMLENCODE(id)}';</script>",
            "<script type=\"module\">\nlet x = {!x};\n</script>",
            "<a onclick=\"go('{!name}')\">",
            "<a href=\"javascript:go('{!name}')\">",
            "<p style=\"color: {!color}\">",
            "<style>p { color: {!color} }</style>",
            "<apex:outputText value=\"{!x}\" escape=\"false\"/>",
            "<apex:outputText value=\"{!x}\"\n  escape='{!yes}'/>",
        ] {
            assert_eq!(found(bad), 1, "{bad}");
        }
    }

    #[test]
    fn escaped_and_harmless_ones_are_not() {
        for fine in [
            "<script>var id = '{!JSENCODE($CurrentPage.parameters.id)}';</script>",
            "<script>go({!$RemoteAction.A.b});</script>",
            "<script src=\"{!URLFOR($Resource.A,'a.js')}\"></script><p>{!name}</p>",
            "<!-- <script>{!x}</script> -->{!name}",
            "<div data-record-id=\"{!recordId}\" data-on=\"{!x}\">",
            "<apex:outputText value=\"{!x}\" escape=\"true\"/>",
        ] {
            assert_eq!(found(fine), 0, "{fine}");
        }
    }
}
