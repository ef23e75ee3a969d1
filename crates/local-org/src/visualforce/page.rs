//! A whole page: controllers, content, and the document around it.

use apex::host::Record;
use apex::{Interpreter, Value};

use super::error::PageError;
use super::escape;
use super::library::{Definition, Library};
use super::record;
use super::render::{Context, Renderer};
use super::scope::{Scope, StandardRecord};
use super::syntax::{Element, Node};
use crate::package::{self, Package};

/// Renders a page; `remoting` is the script that offers its remote actions (empty: none).
///
/// # Errors
/// [`PageError`].
pub fn render(
    apex: Interpreter<'_>,
    context: &Context<'_>,
    definition: &Definition,
    remoting: &[String],
) -> Result<String, PageError> {
    let mut renderer = Renderer::new(apex, context);
    let mut scope = Scope {
        file: definition.file.clone(),
        namespace: definition.namespace.clone(),
        ..Scope::default()
    };
    let settings = Settings::read(definition, &scope)?;
    renderer
        .apex
        .set_current_page(&context.request.url, &context.request.parameters);
    if let Some(object) = &settings.standard_controller {
        let loaded = record::load(&mut renderer.apex, object, &definition.root, context, &scope)?;
        scope.standard = Some(loaded);
    }
    let line = definition.root.line;
    let controller = match &settings.controller {
        Some(class) => Some(construct(&mut renderer, class, Vec::new(), line, &scope)?),
        None => None,
    };
    let base = match (&controller, &scope.standard) {
        (Some(controller), _) => Some(controller.clone()),
        (None, Some(standard)) if !settings.extensions.is_empty() => {
            Some(standard_controller(&mut renderer, standard)?)
        }
        (None, _) => None,
    };
    for class in &settings.extensions {
        // An extension is given the controller it extends.
        let base = base
            .clone()
            .ok_or_else(|| scope.error(line, format!("the extension {class} has no controller to extend")))?;
        let extension = construct(&mut renderer, class, vec![base], line, &scope)?;
        scope.controllers.push(extension);
    }
    scope.controllers.extend(controller);
    for script in remoting {
        renderer.add_to_head(script.clone());
    }
    let title = match definition.root.attribute("title") {
        Some(attribute) => Some(renderer.attribute_text(attribute, &scope)?),
        None => None,
    };
    let language = match definition.root.attribute("lang") {
        Some(attribute) => Some(renderer.attribute_text(attribute, &scope)?),
        None => None,
    };
    renderer.nodes(&definition.root.children, &mut scope)?;
    Ok(document(renderer, &settings, title, language))
}

/// The `ApexPages.StandardController` that extensions are given; it holds the fields the page selected.
fn standard_controller(
    renderer: &mut Renderer<'_, '_>,
    standard: &StandardRecord,
) -> Result<Value, PageError> {
    let record = renderer.apex.sobject_from(Record::clone(&standard.record));
    renderer
        .apex
        .construct("ApexPages.StandardController", vec![record])
        .map_err(|error| super::thrown(&error))
}

/// Makes a controller; its failure is told with the place that names it.
///
/// # Errors
/// [`PageError`].
pub(super) fn construct(
    renderer: &mut Renderer<'_, '_>,
    class: &str,
    arguments: Vec<Value>,
    line: u32,
    scope: &Scope,
) -> Result<Value, PageError> {
    let package = renderer.context.package;
    let name = package.class(class, &scope.namespace);
    let info = renderer.apex.program().class(name.name);
    let foreign = name.namespace != scope.namespace;
    match info.filter(|_| package.contains(&name)) {
        None => {
            return Err(scope
                .error(line, format!("Apex class '{class}' does not exist"))
                .into());
        }
        Some(info) if foreign && !info.is_global => {
            let message = format!("Apex class '{class}' is not visible: it is not global");
            return Err(scope.error(line, message).into());
        }
        Some(_) => {}
    }
    renderer
        .apex
        .construct(name.name, arguments)
        .map_err(|error| super::thrown(&error))
}

/// A class whose remote actions a page offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Controller {
    /// Name in the program.
    pub class: String,
    /// Namespace; empty outside the package.
    pub namespace: String,
}

/// The classes whose remote actions a page offers: its controller and extensions, and the controllers of the
/// components on it, in the order they stand.
///
/// # Errors
/// When a component's markup is at fault.
pub fn controllers(
    definition: &Definition,
    library: &Library,
    package: &Package,
) -> Result<Vec<Controller>, PageError> {
    let mut found = Vec::new();
    let search = Search { library, package };
    search.add(&definition.root, &definition.namespace, &mut found, 0)?;
    Ok(found)
}

struct Search<'s> {
    library: &'s Library,
    package: &'s Package,
}

impl Search<'_> {
    fn add(
        &self,
        element: &Element,
        namespace: &str,
        found: &mut Vec<Controller>,
        depth: u32,
    ) -> Result<(), PageError> {
        if ["apex:page", "apex:component"]
            .iter()
            .any(|root| element.name.eq_ignore_ascii_case(root))
        {
            for attribute in element
                .attributes
                .iter()
                .filter(|attribute| matches!(attribute.name.as_str(), "controller" | "extensions"))
            {
                for class in attribute.literal().unwrap_or_default().split(',').map(str::trim) {
                    self.add_class(class, namespace, found);
                }
            }
        }
        for child in &element.children {
            let Node::Element(child) = child else { continue };
            self.add(child, namespace, found, depth)?;
            let Some((prefix, name)) = child.name.split_once(':') else {
                continue;
            };
            let inside = if prefix.eq_ignore_ascii_case("c") {
                namespace
            } else if self.package.is_own(prefix) {
                self.package.namespace()
            } else {
                continue;
            };
            if depth < 50
                && let Some(component) = self.library.component(&package::full(inside, name))?
            {
                self.add(&component.root, inside, found, depth + 1)?;
            }
        }
        Ok(())
    }

    fn add_class(&self, class: &str, namespace: &str, found: &mut Vec<Controller>) {
        let name = self.package.class(class, namespace);
        let known = found
            .iter()
            .any(|known| known.class.eq_ignore_ascii_case(name.name) && known.namespace == name.namespace);
        if !name.name.is_empty() && !known && self.package.contains(&name) {
            found.push(Controller {
                class: name.name.to_owned(),
                namespace: name.namespace,
            });
        }
    }
}

/// The attributes of `apex:page`.
struct Settings {
    standard_controller: Option<String>,
    controller: Option<String>,
    extensions: Vec<String>,
    doctype: Option<String>,
    html_tag: bool,
    body_tag: bool,
}

impl Settings {
    fn read(definition: &Definition, scope: &Scope) -> Result<Self, PageError> {
        let mut settings = Self {
            standard_controller: None,
            controller: None,
            extensions: Vec::new(),
            doctype: definition.doctype.clone(),
            html_tag: true,
            body_tag: true,
        };
        let mut body_given = false;
        for attribute in &definition.root.attributes {
            let fault = |message: String| PageError::from(scope.error(attribute.line, message));
            let name = attribute.name.as_str();
            if matches!(name, "title" | "lang") {
                continue;
            }
            let value = attribute
                .literal()
                .ok_or_else(|| fault(format!("{name} of <apex:page> must be a plain value")))?;
            match name {
                "standardController" => settings.standard_controller = Some(value),
                "controller" => settings.controller = Some(value),
                "extensions" => {
                    settings.extensions = value.split(',').map(|class| class.trim().to_owned()).collect();
                }
                "docType" => {
                    settings.doctype =
                        Some(doctype(&value).ok_or_else(|| fault(format!("unknown docType {value}")))?)
                }
                "applyHtmlTag" => settings.html_tag = !value.eq_ignore_ascii_case("false"),
                "applyBodyTag" => {
                    body_given = true;
                    settings.body_tag = !value.eq_ignore_ascii_case("false");
                }
                // Lightning Experience shows no Visualforce header, sidebar or tab, whatever the page asks.
                "showHeader"
                | "sidebar"
                | "standardStylesheets"
                | "tabStyle"
                | "id"
                | "language"
                | "lightningStylesheets"
                | "showQuickActionVfHeader"
                | "readOnly" => {}
                "cspHeader" if value.eq_ignore_ascii_case("false") => {}
                _ => return Err(fault(format!("<apex:page> has no supported attribute {name}"))),
            }
        }
        if settings.standard_controller.is_some() && settings.controller.is_some() {
            let message = "<apex:page> cannot have both standardController and controller";
            return Err(scope.error(definition.root.line, message).into());
        }
        if !body_given {
            settings.body_tag = settings.html_tag;
        }
        Ok(settings)
    }
}

fn doctype(name: &str) -> Option<String> {
    match name.to_ascii_lowercase().as_str() {
        "html-5.0" => Some("<!DOCTYPE HTML>".to_owned()),
        "none" => Some(String::new()),
        _ => None,
    }
}

/// Puts the document together: the page's own `html` and `head` when it has them, else ours.
fn document(
    renderer: Renderer<'_, '_>,
    settings: &Settings,
    title: Option<String>,
    language: Option<String>,
) -> String {
    let Renderer {
        out: content,
        head,
        head_end,
        ..
    } = renderer;
    let doctype = match &settings.doctype {
        Some(doctype) => doctype.as_str(),
        None => {
            r#"<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">"#
        }
    };
    let head = head.concat();
    let mut html = String::with_capacity(content.len() + head.len() + 256);
    html.push_str(doctype);
    html.push('\n');
    if settings.html_tag {
        let language = language
            .map(|language| format!(" lang=\"{}\"", escape::html(&language)))
            .unwrap_or_default();
        let title = title
            .map(|title| format!("<title>{}</title>", escape::html(&title)))
            .unwrap_or_default();
        html.push_str(&format!("<html{language}><head>{head}{title}</head>"));
        html.push_str(&if settings.body_tag {
            format!("<body>{content}</body>")
        } else {
            content
        });
        html.push_str("</html>");
        return html;
    }
    match head_end {
        Some(end) => {
            html.push_str(&content[..end]);
            html.push_str(&head);
            html.push_str(&content[end..]);
        }
        None => {
            html.push_str(&head);
            html.push_str(&content);
        }
    }
    html
}
