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
        ..Scope::default()
    };
    let settings = Settings::read(definition, &scope)?;
    renderer
        .apex
        .set_current_page(&context.request.url, &context.request.parameters);
    if let Some(object) = &settings.standard_controller {
        let loaded = record::load(
            &mut renderer.apex,
            object,
            &definition.root,
            context.request,
            &scope,
        )?;
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
    let name = own_name(class, renderer.context.namespace);
    if renderer.apex.program().class(name).is_none() {
        return Err(scope
            .error(line, format!("Apex class '{class}' does not exist"))
            .into());
    }
    renderer
        .apex
        .construct(name, arguments)
        .map_err(|error| super::thrown(&error))
}

/// A class name without the package's own namespace.
pub fn own_name<'n>(class: &'n str, namespace: &str) -> &'n str {
    match class.split_once('.') {
        Some((prefix, name)) if !namespace.is_empty() && prefix.eq_ignore_ascii_case(namespace) => name,
        _ => class,
    }
}

/// The classes whose remote actions a page offers: its controller and extensions, and the controllers of the
/// components on it, in the order they stand.
///
/// # Errors
/// When a component's markup is at fault.
pub fn controllers(
    definition: &Definition,
    library: &Library,
    namespace: &str,
) -> Result<Vec<String>, PageError> {
    let mut found = Vec::new();
    add_controllers(&definition.root, library, namespace, &mut found, 0)?;
    Ok(found)
}

fn add_controllers(
    element: &Element,
    library: &Library,
    namespace: &str,
    found: &mut Vec<String>,
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
                let class = own_name(class, namespace);
                if !class.is_empty()
                    && !found
                        .iter()
                        .any(|known: &String| known.eq_ignore_ascii_case(class))
                {
                    found.push(class.to_owned());
                }
            }
        }
    }
    for child in &element.children {
        let Node::Element(child) = child else { continue };
        add_controllers(child, library, namespace, found, depth)?;
        if let Some((_, name)) = child.name.split_once(':')
            && !child.name.to_ascii_lowercase().starts_with("apex:")
            && depth < 50
            && let Some(component) = library.component(name)?
        {
            add_controllers(&component.root, library, namespace, found, depth + 1)?;
        }
    }
    Ok(())
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
