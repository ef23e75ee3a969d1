//! The standard tags (`apex:...`).

use apex::Value;

use super::error::PageError;
use super::escape;
use super::render::Renderer;
use super::scope::{Bound, Scope};
use super::syntax::{Attribute, Element, Node, Part};

/// Where the org serves the Salesforce Lightning Design System.
pub const SLDS_STYLESHEET: &str = "/slds/styles/salesforce-lightning-design-system.min.css";

/// Writes a standard tag; `tag` is the name after `apex:`.
///
/// # Errors
/// An unknown tag or attribute, named with file and line; or what an expression fails with.
pub fn render(
    renderer: &mut Renderer<'_, '_>,
    tag: &str,
    element: &Element,
    scope: &mut Scope,
) -> Result<(), PageError> {
    let known: &[&str] = match tag {
        "slds" => &[],
        "stylesheet" => &["value"],
        "includeScript" => &["value", "loadOnReady"],
        "outputText" => &["value", "escape", "id", "styleClass", "lang", "title", "dir"],
        "outputPanel" => &["id", "layout", "styleClass", "style", "title", "lang", "dir"],
        "variable" => &["var", "value"],
        "repeat" => &["var", "value", "id", "first", "rows"],
        "attribute" => {
            return Err(scope
                .error(
                    element.line,
                    "<apex:attribute> may only stand directly in <apex:component>",
                )
                .into());
        }
        "page" | "component" => {
            return Err(scope
                .error(element.line, format!("<apex:{tag}> may only be the root"))
                .into());
        }
        _ => {
            return Err(scope
                .error(element.line, format!("<apex:{tag}> is not a supported tag"))
                .into());
        }
    };
    for attribute in &element.attributes {
        if attribute.name != "rendered" && !known.contains(&attribute.name.as_str()) {
            let message = format!("<apex:{tag}> has no supported attribute {}", attribute.name);
            return Err(scope.error(attribute.line, message).into());
        }
    }
    if !is_rendered(renderer, element, scope)? {
        return Ok(());
    }
    match tag {
        "slds" => renderer.add_to_head(format!(
            "<link class=\"user\" href=\"{SLDS_STYLESHEET}\" rel=\"stylesheet\" type=\"text/css\"/>"
        )),
        "stylesheet" => {
            let address = required_text(renderer, element, "value", scope)?;
            let address = escape::html(&address);
            renderer.add_to_head(format!(
                "<link class=\"user\" href=\"{address}\" rel=\"stylesheet\" type=\"text/css\"/>"
            ));
        }
        "includeScript" => {
            let address = required_text(renderer, element, "value", scope)?;
            renderer.add_to_head(format!("<script src=\"{}\"></script>", escape::html(&address)));
        }
        "outputText" => output_text(renderer, element, scope)?,
        "outputPanel" => output_panel(renderer, element, scope)?,
        "variable" => variable(renderer, element, scope)?,
        _ => repeat(renderer, element, scope)?,
    }
    Ok(())
}

/// Whether the tag's `rendered` attribute lets it show.
///
/// # Errors
/// When it is not a Boolean.
pub fn is_rendered(
    renderer: &mut Renderer<'_, '_>,
    element: &Element,
    scope: &Scope,
) -> Result<bool, PageError> {
    let Some(attribute) = element.attribute("rendered") else {
        return Ok(true);
    };
    boolean(renderer, attribute, scope)
}

/// The Boolean value of an attribute.
///
/// # Errors
/// When it is neither a Boolean nor one of the words.
pub fn boolean(
    renderer: &mut Renderer<'_, '_>,
    attribute: &Attribute,
    scope: &Scope,
) -> Result<bool, PageError> {
    match renderer.attribute(attribute, scope)? {
        Bound::Value(Value::Boolean(value)) => Ok(value),
        Bound::Value(Value::Null) => Ok(false),
        Bound::Value(Value::String(text)) if text.eq_ignore_ascii_case("true") => Ok(true),
        Bound::Value(Value::String(text)) if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(scope
            .error(
                attribute.line,
                format!("the attribute {} must be true or false", attribute.name),
            )
            .into()),
    }
}

fn required<'e>(element: &'e Element, name: &str, scope: &Scope) -> Result<&'e Attribute, PageError> {
    let missing = || {
        scope
            .error(
                element.line,
                format!("<{}> needs the attribute {name}", element.name),
            )
            .into()
    };
    element.attribute(name).ok_or_else(missing)
}

fn required_text(
    renderer: &mut Renderer<'_, '_>,
    element: &Element,
    name: &str,
    scope: &Scope,
) -> Result<String, PageError> {
    let attribute = required(element, name, scope)?;
    renderer.attribute_text(attribute, scope)
}

/// Writes the attributes of the enclosing HTML element; true when there are any.
fn pass_through(
    renderer: &mut Renderer<'_, '_>,
    element: &Element,
    scope: &Scope,
) -> Result<bool, PageError> {
    let mut any = false;
    for attribute in &element.attributes {
        let name = match attribute.name.as_str() {
            "styleClass" => "class",
            name @ ("id" | "style" | "title" | "lang" | "dir") => name,
            _ => continue,
        };
        let text = renderer.attribute_text(attribute, scope)?;
        renderer
            .out
            .push_str(&format!(" {name}=\"{}\"", escape::html(&text)));
        any = true;
    }
    Ok(any)
}

fn output_text(
    renderer: &mut Renderer<'_, '_>,
    element: &Element,
    scope: &mut Scope,
) -> Result<(), PageError> {
    if let Some(attribute) = element.attribute("escape")
        && !boolean(renderer, attribute, scope)?
    {
        return Err(scope
            .error(
                attribute.line,
                "<apex:outputText escape=\"false\"> is refused: it writes unescaped HTML",
            )
            .into());
    }
    if let Some(Node::Element(parameter)) = element
        .children
        .iter()
        .find(|child| matches!(child, Node::Element(_)))
    {
        return Err(scope
            .error(
                parameter.line,
                format!("<{}> in <apex:outputText> is not supported", parameter.name),
            )
            .into());
    }
    let before = renderer.out.len();
    renderer.out.push_str("<span");
    let wrapped = pass_through(renderer, element, scope)?;
    if wrapped {
        renderer.out.push('>');
    } else {
        renderer.out.truncate(before);
    }
    if let Some(value) = element.attribute("value") {
        let text = renderer.attribute_text(value, scope)?;
        renderer.out.push_str(&escape::html(&text));
    }
    if wrapped {
        renderer.out.push_str("</span>");
    }
    Ok(())
}

fn output_panel(
    renderer: &mut Renderer<'_, '_>,
    element: &Element,
    scope: &mut Scope,
) -> Result<(), PageError> {
    let layout = match element.attribute("layout") {
        Some(attribute) => renderer.attribute_text(attribute, scope)?,
        None => "none".to_owned(),
    };
    let tag = match layout.as_str() {
        "block" => "div",
        "inline" | "none" => "span",
        other => {
            return Err(scope
                .error(element.line, format!("<apex:outputPanel> has no layout {other}"))
                .into());
        }
    };
    renderer.out.push('<');
    renderer.out.push_str(tag);
    let any = pass_through(renderer, element, scope)?;
    // `layout="none"` without id or class writes its content alone.
    let wrapped = any || layout != "none";
    if wrapped {
        renderer.out.push('>');
    } else {
        let length = renderer.out.len() - tag.len() - 1;
        renderer.out.truncate(length);
    }
    renderer.nodes(&element.children, scope)?;
    if wrapped {
        renderer.out.push_str(&format!("</{tag}>"));
    }
    Ok(())
}

fn name_of(element: &Element, scope: &Scope) -> Result<String, PageError> {
    let attribute = required(element, "var", scope)?;
    attribute.literal().ok_or_else(|| {
        scope
            .error(attribute.line, "the attribute var must be a plain name")
            .into()
    })
}

fn variable(renderer: &mut Renderer<'_, '_>, element: &Element, scope: &mut Scope) -> Result<(), PageError> {
    let name = name_of(element, scope)?;
    let value = required(element, "value", scope)?;
    let bound = renderer.attribute(value, scope)?;
    let blank = |node: &Node| matches!(node, Node::Text(parts) if parts.iter().all(|part| matches!(part, Part::Literal(text) if text.trim().is_empty())));
    // With content the name lives inside the tag, without it until the end of the file.
    if element.children.iter().all(blank) {
        scope.variables.push((name, bound));
        return Ok(());
    }
    let before = scope.variables.len();
    scope.variables.push((name, bound));
    let result = renderer.nodes(&element.children, scope);
    scope.variables.truncate(before);
    result
}

fn repeat(renderer: &mut Renderer<'_, '_>, element: &Element, scope: &mut Scope) -> Result<(), PageError> {
    let name = name_of(element, scope)?;
    let value = required(element, "value", scope)?;
    for unsupported in ["first", "rows", "id"] {
        if let Some(attribute) = element.attribute(unsupported) {
            return Err(scope
                .error(
                    attribute.line,
                    format!("<apex:repeat {unsupported}> is not supported"),
                )
                .into());
        }
    }
    let items = match renderer.attribute(value, scope)? {
        Bound::Value(Value::Null) => Vec::new(),
        Bound::Value(Value::List(list)) => list.items.borrow().clone(),
        Bound::Value(Value::Set(set)) => set.items.borrow().iter().map(|key| key.0.clone()).collect(),
        _ => {
            return Err(scope
                .error(value.line, "<apex:repeat> needs a list or a set")
                .into());
        }
    };
    for item in items {
        let before = scope.variables.len();
        scope.variables.push((name.clone(), Bound::Value(item)));
        let result = renderer.nodes(&element.children, scope);
        scope.variables.truncate(before);
        result?;
    }
    Ok(())
}
