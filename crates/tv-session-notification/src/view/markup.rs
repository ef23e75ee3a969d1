//! Markup in which every text is a text, whatever is in it.

/// A piece of HTML.
#[derive(Clone, Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// A text.
    pub fn text(text: &str) -> Self {
        let mut markup = Self::default();
        markup.push(text);
        markup
    }

    /// An element. Names of elements and attributes are the program's own; values of attributes may be anything.
    pub fn el(
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        children: impl IntoIterator<Item = Markup>,
    ) -> Self {
        let mut markup = Self::default();
        for part in ["<", tag] {
            markup.0.push_str(part);
        }
        for (name, value) in attributes {
            for part in [" ", name, "=\""] {
                markup.0.push_str(part);
            }
            markup.push(value);
            markup.0.push('"');
        }
        markup.0.push('>');
        for child in children {
            markup.0.push_str(&child.0);
        }
        for part in ["</", tag, ">"] {
            markup.0.push_str(part);
        }
        markup
    }

    /// As HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn push(&mut self, text: &str) {
        for sign in text.chars() {
            match sign {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;
    use proptest::prelude::*;

    #[test]
    fn elements_nest() {
        let markup = Markup::el("p", &[("id", "a")], [Markup::text("x"), Markup::el("b", &[], [])]);
        assert_eq!(markup.as_str(), r#"<p id="a">x<b></b></p>"#);
    }

    proptest! {
        /// No text opens or closes anything: the signs that could are only the program's own.
        #[test]
        fn a_text_stays_a_text(value in "\\PC{0,20}|[<>\"&a-z= /]{0,20}", text in "\\PC{0,20}|[<>\"&a-z= /]{0,20}") {
            let markup = Markup::el("p", &[("title", &value)], [Markup::text(&text)]);
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
