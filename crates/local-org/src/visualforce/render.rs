//! Writes nodes of a page: text, plain HTML, and the hand-over to tags and components.

use apex::{Interpreter, Program};

use super::component;
use super::error::PageError;
use super::escape;
use super::evaluate::{Evaluator, to_text};
use super::expression::Expression;
use super::library::Library;
use super::scope::{Bound, Scope};
use super::syntax::{Attribute, Element, Merge, Node, Part, VOID};
use super::tags;
use crate::host::LocalNames;
use crate::package::Package;
use crate::resources::Resources;

/// The request for a page.
#[derive(Clone, Debug, Default)]
pub struct PageRequest {
    /// Page, as declared.
    pub name: String,
    /// Path and query.
    pub url: String,
    /// Query parameters in order.
    pub parameters: Vec<(String, String)>,
}

impl PageRequest {
    /// A query parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What the org offers to a page.
pub struct Context<'c> {
    /// Pages and components.
    pub library: &'c Library,
    /// Static resources.
    pub resources: &'c Resources,
    /// The request.
    pub request: &'c PageRequest,
    /// The managed package.
    pub package: &'c Package,
    /// Names as controllers see them.
    pub names: &'c LocalNames,
}

impl Context<'_> {
    /// The address of a static resource named in a file.
    pub fn resource_url(&self, name: &str, scope: &Scope) -> Option<String> {
        self.resources.url(&self.package.resolve(name, &scope.namespace))
    }

    /// The name by which a page calls a remote action.
    ///
    /// # Errors
    /// Why a file may not name it.
    pub fn remote_action(
        &self,
        program: &Program,
        class: &str,
        method: &str,
        scope: &Scope,
    ) -> Result<String, String> {
        let missing = || format!("Remote action {class}.{method} does not exist");
        let class_name = self.package.class(class, &scope.namespace);
        let info = program
            .class(class_name.name)
            .filter(|_| self.package.contains(&class_name))
            .ok_or_else(missing)?;
        let found = info
            .methods_named(method)
            .find(|method| crate::remoting::is_remote_action(method))
            .ok_or_else(missing)?;
        // Source: Visualforce Developer Guide, "Scope and Visibility of @RemoteAction Methods".
        let foreign = scope.namespace != class_name.namespace;
        if (foreign || scope.is_global)
            && !class_name.namespace.is_empty()
            && !(info.is_global && found.is_global)
        {
            return Err(format!(
                "Remote action {class}.{method} is public: a global component and another namespace need a \
                 global method of a global class"
            ));
        }
        let prefix = if class_name.namespace.is_empty() {
            String::new()
        } else {
            format!("{}.", class_name.namespace)
        };
        Ok(format!("{prefix}{}.{}", info.name, found.name))
    }
}

/// Where a merge field is written to: decides how it is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between tags, or in an ordinary attribute.
    Html,
    /// In a `script` element.
    Script,
    /// In a `style` element.
    Style,
    /// In an attribute that holds JavaScript, such as `onclick`.
    Handler,
}

/// Writes one page.
pub struct Renderer<'r, 'i> {
    /// Runs the controllers.
    pub apex: Interpreter<'i>,
    /// The request and the org.
    pub context: &'r Context<'r>,
    /// The body so far.
    pub out: String,
    /// Links and scripts that belong into the head, each once.
    pub head: Vec<String>,
    /// Where the head of the page's own markup ends, when it has one.
    pub head_end: Option<usize>,
    ids: u32,
    depth: u32,
}

/// How deep components may use one another.
const MOST_DEPTH: u32 = 50;

impl<'r, 'i> Renderer<'r, 'i> {
    /// Starts a page.
    pub fn new(apex: Interpreter<'i>, context: &'r Context<'r>) -> Self {
        Self {
            apex,
            context,
            out: String::new(),
            head: Vec::new(),
            head_end: None,
            ids: 0,
            depth: 0,
        }
    }

    /// Writes nodes.
    ///
    /// # Errors
    /// [`PageError`], naming file and line.
    pub fn nodes(&mut self, nodes: &[Node], scope: &mut Scope) -> Result<(), PageError> {
        for node in nodes {
            match node {
                Node::Text(parts) => self.parts(parts, scope, Place::Html)?,
                Node::Doctype(_) => {
                    return Err(scope.error(1, "the doctype must stand before the root").into());
                }
                Node::Element(element) => self.element(element, scope)?,
            }
        }
        Ok(())
    }

    fn element(&mut self, element: &Element, scope: &mut Scope) -> Result<(), PageError> {
        self.depth += 1;
        if self.depth > MOST_DEPTH * 4 {
            return Err(scope
                .error(element.line, "components use one another without end")
                .into());
        }
        match element.name.split_once(':') {
            None => self.html(element, scope)?,
            Some((prefix, tag)) if prefix.eq_ignore_ascii_case("apex") => {
                tags::render(self, tag, element, scope)?
            }
            Some((prefix, name)) => {
                let unknown = || {
                    let message = format!("<{}> is not a supported tag or component", element.name);
                    scope.error(element.line, message)
                };
                let package = self.context.package;
                // `c` is the namespace of the file itself.
                let namespace = if prefix.eq_ignore_ascii_case("c") {
                    scope.namespace.clone()
                } else if package.is_own(prefix) {
                    package.namespace().to_owned()
                } else {
                    return Err(unknown().into());
                };
                let found = self
                    .context
                    .library
                    .component(&crate::package::full(&namespace, name))?;
                let definition = found.ok_or_else(unknown)?;
                if definition.namespace != scope.namespace && !definition.is_global() {
                    let message = format!(
                        "<{}> is not accessible: it is not access=\"global\"",
                        element.name
                    );
                    return Err(scope.error(element.line, message).into());
                }
                component::render(self, &definition, element, scope)?;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn html(&mut self, element: &Element, scope: &mut Scope) -> Result<(), PageError> {
        let name = element.name.as_str();
        let lower = name.to_ascii_lowercase();
        self.out.push('<');
        self.out.push_str(name);
        for attribute in &element.attributes {
            self.html_attribute(attribute, scope)?;
        }
        if VOID.contains(&lower.as_str()) {
            self.out.push_str("/>");
            return Ok(());
        }
        self.out.push('>');
        let place = match lower.as_str() {
            "script" => Place::Script,
            "style" => Place::Style,
            _ => Place::Html,
        };
        if place == Place::Html {
            self.nodes(&element.children, scope)?;
        } else {
            for child in &element.children {
                if let Node::Text(parts) = child {
                    self.parts(parts, scope, place)?;
                }
            }
        }
        if lower == "head" {
            self.head_end = Some(self.out.len());
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        Ok(())
    }

    fn html_attribute(&mut self, attribute: &Attribute, scope: &mut Scope) -> Result<(), PageError> {
        let handler = attribute
            .name
            .get(..2)
            .is_some_and(|start| start.eq_ignore_ascii_case("on"));
        self.out.push(' ');
        self.out.push_str(&attribute.name);
        self.out.push_str("=\"");
        self.parts(
            &attribute.value,
            scope,
            if handler { Place::Handler } else { Place::Html },
        )?;
        self.out.push('"');
        Ok(())
    }

    /// Writes literals as they are and merge fields encoded for their place.
    ///
    /// # Errors
    /// [`PageError`]; also a merge field in a script, style or handler without `JSENCODE`.
    pub fn parts(&mut self, parts: &[Part], scope: &mut Scope, place: Place) -> Result<(), PageError> {
        for part in parts {
            match part {
                // An attribute written in single quotes may hold double ones; it is written in double quotes.
                Part::Literal(text) if place == Place::Handler => {
                    self.out.push_str(&text.replace('"', "&quot;"))
                }
                Part::Literal(text) => self.out.push_str(text),
                Part::Merge(merge) => {
                    let text = self.merge_text(merge, scope, place)?;
                    self.out.push_str(&text);
                }
            }
        }
        Ok(())
    }

    fn merge_text(&mut self, merge: &Merge, scope: &Scope, place: Place) -> Result<String, PageError> {
        let function = match &merge.expression {
            Expression::Call(name, _) => name.as_str(),
            _ => "",
        };
        if place != Place::Html && !is_safe_in_script(&merge.expression) {
            let message = match place {
                Place::Script => "a script",
                Place::Style => "a style",
                _ => "an event handler",
            };
            let hint = format!(
                "{{!{}}} stands in {message} without JSENCODE: write {{!JSENCODE({})}}",
                merge.source, merge.source
            );
            return Err(scope.error(merge.line, hint).into());
        }
        let text = self.text(merge, scope)?;
        Ok(match place {
            Place::Script | Place::Style => text,
            Place::Handler if function == "JSINHTMLENCODE" => text,
            Place::Html if matches!(function, "HTMLENCODE" | "JSINHTMLENCODE") => text,
            Place::Html | Place::Handler => escape::html(&text),
        })
    }

    fn text(&mut self, merge: &Merge, scope: &Scope) -> Result<String, PageError> {
        match self.bound(merge, scope)? {
            Bound::Value(value) => to_text(&mut self.apex, &value).map_err(|error| super::thrown(&error)),
            Bound::Record(_) => Err(scope
                .error(
                    merge.line,
                    format!("{{!{}}} is a record: name one of its fields", merge.source),
                )
                .into()),
        }
    }

    /// What a merge field is bound to.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn bound(&mut self, merge: &Merge, scope: &Scope) -> Result<Bound, PageError> {
        Evaluator {
            apex: &mut self.apex,
            context: self.context,
            scope,
        }
        .merge(merge)
    }

    /// The value of a tag's attribute: the bound value of a lone merge field, else the text of all parts.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn attribute(&mut self, attribute: &Attribute, scope: &Scope) -> Result<Bound, PageError> {
        if let [Part::Merge(merge)] = attribute.value.as_slice() {
            return self.bound(merge, scope);
        }
        self.attribute_text(attribute, scope)
            .map(|text| Bound::Value(apex::Value::string(text)))
    }

    /// The text of a tag's attribute, not encoded.
    ///
    /// # Errors
    /// [`PageError`].
    pub fn attribute_text(&mut self, attribute: &Attribute, scope: &Scope) -> Result<String, PageError> {
        let mut text = String::new();
        for part in &attribute.value {
            match part {
                Part::Literal(literal) => text.push_str(&escape::unescape(literal)),
                Part::Merge(merge) => text.push_str(&self.text(merge, scope)?),
            }
        }
        Ok(text)
    }

    /// Adds a line to the head, once.
    pub fn add_to_head(&mut self, line: String) {
        if !self.head.contains(&line) {
            self.head.push(line);
        }
    }

    /// An id for a tag that was given none, as Visualforce numbers them.
    pub fn next_id(&mut self) -> String {
        let id = format!("j_id0:j_id{}", self.ids);
        self.ids += 1;
        id
    }
}

/// Whether a merge field may stand inside JavaScript: encoded for it, or made by the org alone.
fn is_safe_in_script(expression: &Expression) -> bool {
    match expression {
        Expression::Call(name, _) if matches!(name.as_str(), "JSENCODE" | "JSINHTMLENCODE") => true,
        Expression::Path(path) => {
            matches!(
                path[0].to_ascii_lowercase().as_str(),
                "$remoteaction" | "$resource" | "$page"
            )
        }
        _ => false,
    }
}
