//! `String.format`: the part of Java's `MessageFormat` that Apex uses.

/// Replaces `{0}`, `{1}`... by the arguments. A single quote starts a literal part, two are one quote. What
/// is no argument stays as it is.
pub(super) fn message(template: &str, arguments: &[String]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut chars = template.char_indices().peekable();
    let mut literal = false;
    while let Some((at, c)) = chars.next() {
        match c {
            '\'' if chars.peek().is_some_and(|(_, next)| *next == '\'') => {
                chars.next();
                out.push('\'');
            }
            '\'' => literal = !literal,
            '{' if !literal => {
                let rest = &template[at + 1..];
                let name = rest.split_once('}').map(|(name, _)| name);
                let argument = name
                    .and_then(|n| n.trim().parse::<usize>().ok())
                    .and_then(|i| arguments.get(i));
                match (name, argument) {
                    (Some(name), Some(argument)) => {
                        out.push_str(argument);
                        for _ in 0..=name.chars().count() {
                            chars.next();
                        }
                    }
                    _ => out.push('{'),
                }
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::message;

    fn format(template: &str, arguments: &[&str]) -> String {
        message(
            template,
            &arguments.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn replaces_arguments() {
        assert_eq!(format("Hello {0}, {1} {0}", &["a", "b"]), "Hello a, b a");
        assert_eq!(format("{0} {2}", &["a"]), "a {2}");
        assert_eq!(format("{", &["a"]), "{");
    }

    #[test]
    fn quotes_make_literals() {
        assert_eq!(format("it''s {0}", &["x"]), "it's x");
        assert_eq!(format("'{0}' {0}", &["x"]), "{0} x");
    }
}
