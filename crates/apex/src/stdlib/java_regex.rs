//! Java's regular expression syntax in the words of `fancy-regex`.
//!
//! The two agree on most. What differs: Java's `\d \w \s` are ASCII, `\uXXXX`, `\Q...\E`, `\Z`, `\h`, POSIX
//! names of classes, and characters that only one of them takes as operators inside `[...]`.

/// Rewrites a Java pattern.
pub(super) fn translate(pattern: &str) -> String {
    let chars: Vec<char> = pattern.chars().collect();
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut class_depth = 0usize;
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        match c {
            '\\' => {
                i = escape(&chars, i + 1, class_depth > 0, &mut out);
                continue;
            }
            '[' => {
                class_depth += 1;
                out.push('[');
                if chars.get(i + 1) == Some(&'^') {
                    out.push('^');
                    i += 1;
                }
                // A `]` right after the opening is a literal for both.
                if chars.get(i + 1) == Some(&']') {
                    out.push_str("\\]");
                    i += 1;
                }
            }
            ']' if class_depth > 0 => {
                class_depth -= 1;
                out.push(']');
            }
            // Operators of sets that Java does not have.
            '-' | '~' if class_depth > 0 && chars.get(i + 1) == Some(&c) => {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
        i += 1;
    }
    out
}

/// Writes the escape whose letter is at `i`; returns the position after it.
fn escape(chars: &[char], i: usize, in_class: bool, out: &mut String) -> usize {
    let Some(&c) = chars.get(i) else {
        out.push_str("\\\\");
        return i;
    };
    let class = |inside: &str, negated: bool| match (in_class, negated) {
        (true, false) => inside.to_owned(),
        (_, true) => format!("[^{inside}]"),
        (false, false) => format!("[{inside}]"),
    };
    match c {
        'd' => out.push_str(&class("0-9", false)),
        'D' => out.push_str(&class("0-9", true)),
        'w' => out.push_str(&class("a-zA-Z0-9_", false)),
        'W' => out.push_str(&class("a-zA-Z0-9_", true)),
        's' => out.push_str(&class(" \\t\\n\\x0B\\f\\r", false)),
        'S' => out.push_str(&class(" \\t\\n\\x0B\\f\\r", true)),
        'h' => out.push_str(&class(
            " \\t\\x{A0}\\x{1680}\\x{180E}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}",
            false,
        )),
        'R' => out.push_str("(?:\\r\\n|[\\n\\x0B\\f\\r\\x{85}\\x{2028}\\x{2029}])"),
        'Z' => out.push_str("(?=\\r?\\n?\\z)"),
        'e' => out.push_str("\\x1B"),
        'u' => return hexadecimal(chars, i + 1, 4, out),
        'x' if chars.get(i + 1) != Some(&'{') => return hexadecimal(chars, i + 1, 2, out),
        'p' | 'P' => return property(chars, i, in_class, out),
        'Q' => return quoted(chars, i + 1, out),
        // Literal for Java, not known to the other as an escape.
        other if !other.is_ascii_alphanumeric() => {
            if other.is_ascii() && !other.is_ascii_whitespace() && other != '<' && other != '>' {
                out.push('\\');
            }
            out.push(other);
        }
        other => {
            out.push('\\');
            out.push(other);
        }
    }
    i + 1
}

fn hexadecimal(chars: &[char], start: usize, digits: usize, out: &mut String) -> usize {
    let text: String = chars.iter().skip(start).take(digits).collect();
    out.push_str(&format!("\\x{{{text}}}"));
    start + digits
}

fn quoted(chars: &[char], start: usize, out: &mut String) -> usize {
    let mut i = start;
    while let Some(&c) = chars.get(i) {
        if c == '\\' && chars.get(i + 1) == Some(&'E') {
            return i + 2;
        }
        out.push_str(&fancy_regex::escape(&c.to_string()));
        i += 1;
    }
    i
}

/// `\p{...}`: POSIX names and Java's own are spelled out, Unicode properties are common to both.
fn property(chars: &[char], i: usize, in_class: bool, out: &mut String) -> usize {
    let negated = chars.get(i) == Some(&'P');
    let (name, next) = if chars.get(i + 1) == Some(&'{') {
        let name: String = chars.iter().skip(i + 2).take_while(|c| **c != '}').collect();
        let length = name.chars().count();
        (name, i + 3 + length)
    } else {
        (chars.get(i + 1).map(char::to_string).unwrap_or_default(), i + 2)
    };
    let spelled = match name.as_str() {
        "Lower" => "a-z",
        "Upper" => "A-Z",
        "ASCII" => "\\x00-\\x7F",
        "Alpha" => "a-zA-Z",
        "Digit" => "0-9",
        "Alnum" => "a-zA-Z0-9",
        "Punct" => "!-/:-@\\[-`{-\\~",
        "Graph" => "!-\\~",
        "Print" => "\\x20-\\~",
        "Blank" => " \\t",
        "Cntrl" => "\\x00-\\x1F\\x7F",
        "XDigit" => "0-9a-fA-F",
        "Space" => " \\t\\n\\x0B\\f\\r",
        "javaLowerCase" => "\\p{Ll}",
        "javaUpperCase" => "\\p{Lu}",
        "javaWhitespace" => "\\s",
        "IsAlphabetic" => "\\p{Alphabetic}",
        "IsDigit" => "\\p{Nd}",
        "IsLetter" => "\\p{L}",
        _ => "",
    };
    if spelled.is_empty() {
        // `\p{IsLatin}` and `\p{InGreek}` are scripts and blocks; scripts are the same without `Is`.
        let name = name.strip_prefix("Is").unwrap_or(&name);
        out.push_str(&format!("\\{}{{{name}}}", if negated { 'P' } else { 'p' }));
    } else if negated {
        out.push_str(&format!("[^{spelled}]"));
    } else if in_class {
        out.push_str(spelled);
    } else {
        out.push_str(&format!("[{spelled}]"));
    }
    next
}

#[cfg(test)]
mod tests {
    use fancy_regex::Regex;

    use super::translate;

    fn hit(pattern: &str, text: &str) -> bool {
        Regex::new(&format!("^(?:{})$", translate(pattern)))
            .unwrap()
            .is_match(text)
            .unwrap()
    }

    #[test]
    fn classes_are_ascii() {
        assert!(hit(r"\d+", "123"));
        assert!(!hit(r"\d", "٣"));
        assert!(hit(r"[\w-]+", "a_b-c"));
        assert!(hit(r"[^\s]+", "abc"));
        assert!(!hit(r"\w", "é"));
    }

    #[test]
    fn java_escapes() {
        assert!(hit(r"\u0041\x42", "AB"));
        assert!(hit(r"\Qa.b\E.", "a.bc"));
        assert!(!hit(r"\Qa.b\E", "axb"));
        assert!(hit(r"\p{Alpha}\p{Punct}+", "a.-~"));
        assert!(hit(r"[\p{Upper}_]+", "A_B"));
        assert!(hit(r"\p{L}", "é"));
        assert!(hit(r"[a--b]+", "a-"));
        assert!(hit(r"\<a\>\@", "<a>@"));
    }

    #[test]
    fn look_around_and_back_references() {
        assert!(hit(r"(?=.*\d)(a|\d)+", "a1"));
        assert!(hit(r"(.)\1", "xx"));
        assert!(hit(r"(?i)ABC", "abc"));
        assert!(hit(r"[a-z&&[^b]]+", "ac"));
        assert!(!hit(r"[a-z&&[^b]]+", "ab"));
    }
}
