//! Writes JSON text, compact or as Jackson's default pretty printer does.

/// Text under construction. The caller keeps the order of calls valid; [`Writer::open`] tells what is open.
#[derive(Default)]
pub(super) struct Writer {
    out: String,
    pretty: bool,
    /// What is open, innermost last: `true` for an object, and how many values it has.
    open: Vec<(bool, usize)>,
    after_name: bool,
}

impl Writer {
    pub(super) fn new(pretty: bool) -> Self {
        Self {
            pretty,
            ..Self::default()
        }
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.out
    }

    /// Whether the innermost open thing is an object; `None` at the top.
    pub(super) fn in_object(&self) -> Option<bool> {
        self.open.last().map(|(object, _)| *object)
    }

    /// Whether a name waits for its value.
    pub(super) fn after_name(&self) -> bool {
        self.after_name
    }

    /// Line break and indentation of the innermost object; arrays stay on one line and do not indent.
    fn line(&mut self) {
        let depth = self.open.iter().filter(|(object, _)| *object).count();
        self.out.push('\n');
        self.out.push_str(&"  ".repeat(depth));
    }

    /// What comes between this value and the one before it.
    fn before_value(&mut self) {
        if std::mem::take(&mut self.after_name) {
            return;
        }
        if let Some((false, count)) = self.open.last_mut() {
            *count += 1;
            match (*count, self.pretty) {
                (1, false) => {}
                (1, true) => self.out.push(' '),
                (_, false) => self.out.push(','),
                (_, true) => self.out.push_str(", "),
            }
        }
    }

    pub(super) fn name(&mut self, name: &str) {
        if let Some((true, count)) = self.open.last_mut() {
            *count += 1;
            if *count > 1 {
                self.out.push(',');
            }
        }
        if self.pretty {
            self.line();
        }
        quote(name, &mut self.out);
        self.out.push_str(if self.pretty { " : " } else { ":" });
        self.after_name = true;
    }

    pub(super) fn start(&mut self, object: bool) {
        self.before_value();
        self.out.push(if object { '{' } else { '[' });
        self.open.push((object, 0));
    }

    pub(super) fn end(&mut self) {
        let Some((object, count)) = self.open.pop() else {
            return;
        };
        if self.pretty {
            if object && count > 0 {
                self.line()
            } else {
                self.out.push(' ')
            }
        }
        self.out.push(if object { '}' } else { ']' });
    }

    pub(super) fn string(&mut self, text: &str) {
        self.before_value();
        quote(text, &mut self.out);
    }

    /// A number, `true`, `false` or `null`.
    pub(super) fn literal(&mut self, text: &str) {
        self.before_value();
        self.out.push_str(text);
    }
}

/// A text in quotes.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{C}' => out.push_str("\\f"),
            c if u32::from(c) < 0x20 => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(pretty: bool) -> String {
        let mut w = Writer::new(pretty);
        w.start(true);
        w.name("a");
        w.start(false);
        w.literal("1");
        w.start(true);
        w.name("b");
        w.string("x\"\u{1}é");
        w.end();
        w.end();
        w.name("e");
        w.start(false);
        w.end();
        w.name("o");
        w.start(true);
        w.end();
        w.end();
        w.text().to_owned()
    }

    #[test]
    fn compact() {
        assert_eq!(sample(false), r#"{"a":[1,{"b":"x\"\u0001é"}],"e":[],"o":{}}"#);
    }

    #[test]
    fn pretty() {
        let wanted =
            "{\n  \"a\" : [ 1, {\n    \"b\" : \"x\\\"\\u0001é\"\n  } ],\n  \"e\" : [ ],\n  \"o\" : { }\n}";
        assert_eq!(sample(true), wanted);
    }
}
