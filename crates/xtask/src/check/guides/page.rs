//! A page of the documentation: its links, its headings, and what stands in it.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What a page has.
#[derive(Debug, Default)]
pub struct Page {
    /// Links and pictures, in their order.
    pub links: Vec<Link>,
    /// Headings, in their order.
    pub headings: Vec<Heading>,
    /// The texts of paragraphs and of cells of tables, as they are read: without marks.
    pub texts: Vec<String>,
}

/// A link or a picture.
#[derive(Debug)]
pub struct Link {
    /// As it is written.
    pub address: String,
    /// Whether it is a picture.
    pub is_picture: bool,
    /// What is read in its place.
    pub words: String,
}

/// A heading.
#[derive(Debug)]
pub struct Heading {
    level: HeadingLevel,
    /// How a link names it, as GitHub makes the name.
    pub anchor: String,
}

impl Page {
    /// Reads Markdown as GitHub does, tables included.
    pub fn read(text: &str) -> Self {
        let mut page = Self::default();
        let mut words = String::new();
        let mut open: Vec<Link> = Vec::new();
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Paragraph | Tag::TableCell | Tag::Heading { .. }) => words.clear(),
                Event::End(TagEnd::Paragraph | TagEnd::TableCell) => page.texts.push(words.clone()),
                Event::End(TagEnd::Heading(level)) => {
                    let anchor = page.free_anchor(&words);
                    page.headings.push(Heading { level, anchor });
                }
                Event::Start(Tag::Link { dest_url, .. }) => open.push(Link::to(&dest_url, false)),
                Event::Start(Tag::Image { dest_url, .. }) => open.push(Link::to(&dest_url, true)),
                Event::End(TagEnd::Link | TagEnd::Image) => page.links.extend(open.pop()),
                Event::Text(text) | Event::Code(text) => {
                    words.push_str(&text);
                    for link in &mut open {
                        link.words.push_str(&text);
                    }
                }
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => {}
            }
        }
        page
    }

    /// The levels of the headings, for example `122`.
    pub fn outline(&self) -> String {
        let levels = self
            .headings
            .iter()
            .map(|heading| (heading.level as u8).to_string());
        levels.collect()
    }

    /// The anchor of the next heading: repeated ones are numbered.
    fn free_anchor(&self, words: &str) -> String {
        let plain = anchor(words);
        let numbered = (1..).map(|number| format!("{plain}-{number}"));
        let is_free = |name: &String| self.headings.iter().all(|heading| heading.anchor != *name);
        std::iter::once(plain.clone())
            .chain(numbered)
            .find(is_free)
            .unwrap_or_default()
    }
}

impl Link {
    fn to(address: &str, is_picture: bool) -> Self {
        Self {
            address: address.to_owned(),
            is_picture,
            words: String::new(),
        }
    }
}

/// A heading as GitHub writes it in addresses: small letters, no punctuation, dashes for blanks.
fn anchor(words: &str) -> String {
    words
        .trim()
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_it_is_shown() {
        let page = Page::read(
            "# Contrôle de l’état\n\nSee `[no](link.md)` and [a *link*](b.md).\n\n## Twice?\n\n## Twice?\n\n\
             | one | two |\n| --- | --- |\n| Machine\\_\\_c | ![alt](c.png) |\n",
        );
        let anchors: Vec<&str> = page
            .headings
            .iter()
            .map(|heading| heading.anchor.as_str())
            .collect();
        assert_eq!(anchors, ["contrôle-de-létat", "twice", "twice-1"]);
        assert_eq!(page.outline(), "122");
        let links: Vec<_> = page
            .links
            .iter()
            .map(|link| (link.address.as_str(), link.is_picture, link.words.as_str()))
            .collect();
        assert_eq!(links, [("b.md", false, "a link"), ("c.png", true, "alt")]);
        assert_eq!(
            page.texts,
            ["See [no](link.md) and a link.", "one", "two", "Machine__c", "alt"]
        );
    }
}
