//! Markup in which every text is a text, whatever is in it.

/// A piece of HTML being written.
#[derive(Clone, Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// An attribute: ` name="`, then its value, which may be anything. One with an empty value is left out.
    pub fn attribute(&mut self, name: &'static str, value: &str) {
        if !value.is_empty() {
            self.raw(name);
            self.text(value);
            self.raw("\"");
        }
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        // Signs that mean something in HTML are single bytes, and no part of longer signs.
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| b"&<>\"".contains(&byte)) {
            let (plain, from) = rest.split_at(at);
            self.0.push_str(plain);
            self.raw(match from.as_bytes().first() {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                _ => "&quot;",
            });
            rest = from.get(1..).unwrap_or_default();
        }
        self.0.push_str(rest);
    }

    /// As HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The program's own markup.
    pub fn raw(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;
    use proptest::prelude::*;

    #[test]
    fn elements_nest() {
        let mut markup = Markup::default();
        markup.raw("<p");
        markup.attribute(" id=\"", "a");
        markup.attribute(" class=\"", "");
        markup.raw(">");
        markup.text("x");
        markup.raw("<b></b></p>");
        assert_eq!(markup.as_str(), r#"<p id="a">x<b></b></p>"#);
    }

    proptest! {
        /// No text opens or closes anything: the signs that could are only the program's own.
        #[test]
        fn a_text_stays_a_text(value in "\\PC{1,20}|[<>\"&a-z= /]{1,20}", text in "\\PC{0,20}|[<>\"&a-z= /]{0,20}") {
            let mut markup = Markup::default();
            markup.raw("<p");
            markup.attribute(" title=\"", &value);
            markup.raw(">");
            markup.text(&text);
            markup.raw("</p>");
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
