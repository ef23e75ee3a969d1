//! Markup in which every text is a text, whatever is in it.

/// A piece of HTML being written.
#[derive(Clone, Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// Opens an element. Names of elements and attributes are the program's own; values of attributes may be anything,
    /// and an attribute with an empty one is left out.
    pub fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.raw("<");
        self.raw(tag);
        for (name, value) in attributes {
            if !value.is_empty() {
                for part in [" ", name, "=\""] {
                    self.raw(part);
                }
                self.text(value);
                self.raw("\"");
            }
        }
        self.raw(">");
    }

    /// Closes an element.
    pub fn close(&mut self, tag: &'static str) {
        for part in ["</", tag, ">"] {
            self.raw(part);
        }
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        // Signs that mean something in HTML are single bytes, and no part of longer signs.
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| b"&<>\"".contains(&byte)) {
            let (plain, from) = rest.split_at(at);
            self.raw(plain);
            self.raw(match from.as_bytes().first() {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                _ => "&quot;",
            });
            rest = from.get(1..).unwrap_or_default();
        }
        self.raw(rest);
    }

    /// An element with nothing in it but a text.
    pub fn leaf(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// As HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn raw(&mut self, text: &str) {
        self.0.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;
    use proptest::prelude::*;

    #[test]
    fn elements_nest() {
        let mut markup = Markup::default();
        markup.open("p", &[("id", "a"), ("class", "")]);
        markup.text("x");
        markup.leaf("b", &[], "");
        markup.close("p");
        assert_eq!(markup.as_str(), r#"<p id="a">x<b></b></p>"#);
    }

    proptest! {
        /// No text opens or closes anything: the signs that could are only the program's own.
        #[test]
        fn a_text_stays_a_text(value in "\\PC{1,20}|[<>\"&a-z= /]{1,20}", text in "\\PC{0,20}|[<>\"&a-z= /]{0,20}") {
            let mut markup = Markup::default();
            markup.leaf("p", &[("title", &value)], &text);
            let html = markup.as_str();
            prop_assert_eq!(html.matches('<').count(), 2);
            prop_assert_eq!(html.matches('>').count(), 2);
            prop_assert_eq!(html.matches('"').count(), 2);
            let back = html
                .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            prop_assert_eq!(back, format!("<p title=\"{value}\">{text}</p>"));
        }
    }
}
