//! Parses Visualforce markup. It looks like XML but is not: expressions hold `<`, `&&` and quotes, and
//! `script` and `style` hold raw text. So no XML parser reads it.

use super::error::MarkupError;
use super::escape;
use super::expression::{self, Expression};

/// A piece of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Text with merge fields; the literal parts are HTML already.
    Text(Vec<Part>),
    /// An element.
    Element(Element),
    /// `<!DOCTYPE ...>`
    Doctype(String),
}

/// A literal or a merge field.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// As it stands in the markup.
    Literal(String),
    /// `{! ... }`
    Merge(Merge),
}

/// A merge field.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// The parsed expression.
    pub expression: Expression,
    /// Its text, for messages.
    pub source: String,
    /// Its line, from 1.
    pub line: u32,
}

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Name as written, for example `apex:page`, `c:Panel`, `div`.
    pub name: String,
    /// Attributes in order.
    pub attributes: Vec<Attribute>,
    /// Content.
    pub children: Vec<Node>,
    /// Line of the opening tag, from 1.
    pub line: u32,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Name as written.
    pub name: String,
    /// Value; literal parts are as written, with their character references.
    pub value: Vec<Part>,
    /// Line, from 1.
    pub line: u32,
}

impl Element {
    /// An attribute by name, without regard to case.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }
}

impl Attribute {
    /// The value, when it has no merge field.
    pub fn literal(&self) -> Option<String> {
        match self.value.as_slice() {
            [] => Some(String::new()),
            [Part::Literal(text)] => Some(escape::unescape(text)),
            _ => None,
        }
    }
}

/// Elements of HTML without content or closing tag.
pub const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Parses a page or component; `file` is used in messages.
///
/// # Errors
/// The first fault, with its line.
pub fn parse(file: &str, source: &str) -> Result<Vec<Node>, MarkupError> {
    let mut parser = Parser {
        file,
        source,
        at: 0,
        depth: 0,
    };
    let nodes = parser.nodes(None)?;
    Ok(nodes)
}

/// How deep elements may nest.
const MOST_DEPTH: u32 = 200;

struct Parser<'a> {
    file: &'a str,
    source: &'a str,
    at: usize,
    depth: u32,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn line_at(&self, at: usize) -> u32 {
        let lines = self.source[..at].bytes().filter(|byte| *byte == b'\n').count();
        u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn error(&self, at: usize, message: impl Into<String>) -> MarkupError {
        MarkupError {
            file: self.file.to_owned(),
            line: self.line_at(at),
            message: message.into(),
        }
    }

    fn nodes(&mut self, parent: Option<&str>) -> Result<Vec<Node>, MarkupError> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(self.error(self.at, "elements are nested too deeply"));
        }
        let mut nodes = Vec::new();
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                match parent {
                    None => break,
                    Some(name) => return Err(self.error(self.at, format!("<{name}> is not closed"))),
                }
            } else if let Some(closing) = rest.strip_prefix("</") {
                let name = closing.split('>').next().unwrap_or_default().trim_end();
                match parent {
                    Some(open) if open == name => break,
                    Some(open) => return Err(self.error(self.at, format!("</{name}> closes <{open}>"))),
                    None => return Err(self.error(self.at, format!("</{name}> closes nothing"))),
                }
            } else if rest.starts_with("<!--") {
                let end = rest
                    .find("-->")
                    .ok_or_else(|| self.error(self.at, "the comment is not closed"))?;
                self.at += end + 3;
            } else if rest.starts_with("<?") {
                let end = rest
                    .find("?>")
                    .ok_or_else(|| self.error(self.at, "the instruction is not closed"))?;
                self.at += end + 2;
            } else if rest
                .get(..9)
                .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"))
            {
                let end = rest
                    .find('>')
                    .ok_or_else(|| self.error(self.at, "the doctype is not closed"))?;
                nodes.push(Node::Doctype(rest[..=end].to_owned()));
                self.at += end + 1;
            } else if rest.starts_with('<') {
                nodes.push(Node::Element(self.element()?));
            } else {
                nodes.push(Node::Text(self.text("<")?));
            }
        }
        self.depth -= 1;
        Ok(nodes)
    }

    /// Text with merge fields up to `end` (not consumed) or the end of the source.
    fn text(&mut self, end: &str) -> Result<Vec<Part>, MarkupError> {
        let mut parts = Vec::new();
        let mut start = self.at;
        loop {
            let rest = self.rest();
            let merge = rest.find("{!");
            let stop = find_ignoring_case(rest, end).unwrap_or(rest.len());
            if merge.is_none_or(|merge| stop < merge) {
                self.at += stop;
                push_literal(&mut parts, &self.source[start..self.at]);
                return Ok(parts);
            }
            self.at += merge.unwrap_or_default();
            push_literal(&mut parts, &self.source[start..self.at]);
            parts.push(Part::Merge(self.merge()?));
            start = self.at;
        }
    }

    /// A merge field; the position is at its `{!`.
    fn merge(&mut self) -> Result<Merge, MarkupError> {
        let begin = self.at;
        let body = &self.rest()[2..];
        let end = merge_end(body).ok_or_else(|| self.error(begin, "the expression {! is not closed"))?;
        let source = escape::unescape(body[..end].trim());
        let expression = expression::parse(&source)
            .map_err(|message| self.error(begin, format!("{message} ({{!{source}}})")))?;
        self.at += 2 + end + 1;
        Ok(Merge {
            expression,
            source,
            line: self.line_at(begin),
        })
    }

    fn element(&mut self) -> Result<Element, MarkupError> {
        let begin = self.at;
        self.at += 1;
        let name = self
            .name()
            .ok_or_else(|| self.error(begin, "`<` must be written &lt; in text"))?;
        let mut element = Element {
            name: name.to_owned(),
            attributes: Vec::new(),
            children: Vec::new(),
            line: self.line_at(begin),
        };
        loop {
            self.skip_space();
            let rest = self.rest();
            if rest.starts_with("/>") {
                self.at += 2;
                return Ok(element);
            }
            if rest.starts_with('>') {
                self.at += 1;
                break;
            }
            let attribute = self.attribute(name)?;
            if element.attribute(&attribute.name).is_some() {
                return Err(self.error(
                    self.at,
                    format!("<{name}> has the attribute {} twice", attribute.name),
                ));
            }
            element.attributes.push(attribute);
        }
        let lower = name.to_ascii_lowercase();
        if VOID.contains(&lower.as_str()) {
            return Err(self.error(begin, format!("<{name}> must be closed: <{name}/>")));
        }
        if lower == "script" || lower == "style" {
            let parts = self.text(&format!("</{lower}"))?;
            if !parts.is_empty() {
                element.children.push(Node::Text(parts));
            }
        } else {
            element.children = self.nodes(Some(name))?;
        }
        self.close(name, begin)?;
        Ok(element)
    }

    fn close(&mut self, name: &str, begin: usize) -> Result<(), MarkupError> {
        let unclosed = || self.error(begin, format!("<{name}> is not closed"));
        let rest = self.rest();
        let length = 2 + name.len();
        if !rest.starts_with("</")
            || !rest
                .get(2..length)
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
        {
            return Err(unclosed());
        }
        let end = rest.find('>').ok_or_else(unclosed)?;
        self.at += end + 1;
        Ok(())
    }

    fn attribute(&mut self, element: &str) -> Result<Attribute, MarkupError> {
        let begin = self.at;
        let name = self
            .name()
            .ok_or_else(|| self.error(begin, format!("<{element}> is not closed properly")))?;
        let line = self.line_at(begin);
        self.skip_space();
        let unquoted = format!("the attribute {name} of <{element}> needs a value in quotes");
        if !self.rest().starts_with('=') {
            return Err(self.error(begin, unquoted));
        }
        self.at += 1;
        self.skip_space();
        let quote = match self.rest().chars().next() {
            Some(quote @ ('"' | '\'')) => quote,
            _ => return Err(self.error(begin, unquoted)),
        };
        self.at += 1;
        let start = self.at;
        let length = self
            .rest()
            .find(quote)
            .ok_or_else(|| self.error(begin, format!("the attribute {name} is not closed")))?;
        let end = start + length;
        // A parser of its own over the value, so that an expression cannot run past the quote.
        let mut inner = Parser {
            file: self.file,
            source: &self.source[..end],
            at: start,
            depth: 0,
        };
        let value = inner.text("\0")?;
        self.at = end + 1;
        Ok(Attribute {
            name: name.to_owned(),
            value,
            line,
        })
    }

    fn name(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '-' | '_' | '.'))
            .unwrap_or(rest.len());
        let first = rest.chars().next()?;
        if end == 0 || !(first.is_alphabetic() || first == '_') {
            return None;
        }
        self.at += end;
        Some(&rest[..end])
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }
}

fn push_literal(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Literal(text.to_owned()));
    }
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    // The needles are ASCII, so lower-casing ASCII keeps every position.
    text.to_ascii_lowercase().find(wanted)
}

/// Where the expression ends: the first `}` outside its strings.
pub(crate) fn merge_end(body: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in body.char_indices() {
        match (quote, character) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) if character == open => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, '}') => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn elements_attributes_and_merge_fields() {
        let nodes = parse(
            "x.page",
            "<apex:page title=\"a{!b}c\">\n<p>Hi {!'}'}</p><br/></apex:page>",
        )
        .expect("parses");
        let [Node::Element(page)] = nodes.as_slice() else {
            panic!("one element: {nodes:?}")
        };
        assert_eq!(page.name, "apex:page");
        assert_eq!(page.attributes[0].value.len(), 3);
        let Node::Element(paragraph) = &page.children[1] else {
            panic!("a paragraph")
        };
        assert_eq!(paragraph.line, 2);
        let Node::Text(parts) = &paragraph.children[0] else {
            panic!("text")
        };
        assert!(matches!(&parts[1], Part::Merge(merge) if merge.expression == Expression::Text("}".into())));
    }

    #[test]
    fn script_is_raw_text() {
        let nodes = parse("x.page", "<script>if (a<b && c) { x = '<p>'; }</script>").expect("parses");
        let [Node::Element(script)] = nodes.as_slice() else {
            panic!("one element")
        };
        assert_eq!(script.children.len(), 1);
    }

    #[test]
    fn faults_name_the_line() {
        for (source, line, part) in [
            ("<p>\n<b></p>", 2, "closes"),
            ("<p>\n\n", 3, "not closed"),
            ("<p a=b></p>", 1, "quotes"),
            ("<p>{!a</p>", 1, "not closed"),
            ("a\n<p a='1' a='2'/>", 2, "twice"),
            ("<br>", 1, "<br/>"),
        ] {
            let error = parse("x.page", source).expect_err(source);
            assert_eq!(error.line, line, "{source}: {error}");
            assert!(error.message.contains(part), "{source}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_parses_or_is_an_error(source in "[<>/a-c\"'{}!= \n&;-]{0,120}") {
            let _ = parse("x.page", &source);
        }
    }
}
