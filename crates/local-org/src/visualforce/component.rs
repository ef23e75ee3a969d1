//! Custom components (`c:Name`): attributes, controller, content.

use apex::Value;
use apex::interp::coerce::normal_id;

use super::error::PageError;
use super::escape;
use super::library::Definition;
use super::render::Renderer;
use super::scope::{Bound, Scope};
use super::syntax::{Element, Node, Part};
use super::tags;

/// One `apex:attribute` of a component.
struct Declared {
    name: String,
    kind: String,
    required: bool,
    default: Option<String>,
    assign_to: Option<String>,
}

/// Writes one use of a component.
///
/// # Errors
/// A missing, unknown or mistyped attribute, named; or what its controller and content fail with.
pub fn render(
    renderer: &mut Renderer<'_, '_>,
    definition: &Definition,
    usage: &Element,
    caller: &mut Scope,
) -> Result<(), PageError> {
    if !tags::is_rendered(renderer, usage, caller)? {
        return Ok(());
    }
    if let Some(Node::Element(child)) = usage
        .children
        .iter()
        .find(|child| matches!(child, Node::Element(_)))
    {
        let message = format!(
            "content of <{}> is not supported: {} has no <apex:componentBody>",
            usage.name, definition.file
        );
        return Err(caller.error(child.line, message).into());
    }
    let mut scope = Scope {
        file: definition.file.clone(),
        namespace: definition.namespace.clone(),
        is_global: definition.is_global(),
        ..Scope::default()
    };
    let declared = declared(definition, &scope)?;
    for attribute in &usage.attributes {
        let name = &attribute.name;
        let known = declared
            .iter()
            .any(|declared| declared.name.eq_ignore_ascii_case(name));
        if !known && name != "id" && name != "rendered" {
            return Err(caller
                .error(
                    attribute.line,
                    format!("<{}> has no attribute {name}", usage.name),
                )
                .into());
        }
    }
    let controller = controller(renderer, definition, &scope)?;
    for attribute in &declared {
        let given = usage.attribute(&attribute.name);
        let bound = match (given, &attribute.default) {
            (Some(given), _) => {
                let bound = renderer.attribute(given, caller)?;
                convert(bound, &attribute.kind).map_err(|message| caller.error(given.line, message))?
            }
            (None, Some(default)) => convert(Bound::Value(Value::string(default)), &attribute.kind)
                .map_err(|message| scope.error(definition.root.line, message))?,
            (None, None) if attribute.required => {
                return Err(caller
                    .error(
                        usage.line,
                        format!("<{}> needs the attribute {}", usage.name, attribute.name),
                    )
                    .into());
            }
            (None, None) => Bound::Value(Value::Null),
        };
        if let (Some(target), Some(controller), Bound::Value(value)) =
            (&attribute.assign_to, &controller, &bound)
        {
            renderer
                .apex
                .set_property(controller, target, value.clone())
                .map_err(|error| super::thrown(&error))?;
        }
        scope.attributes.push((attribute.name.clone(), bound));
    }
    scope.controllers.extend(controller);
    let wrapper = wrapper(definition, &scope)?;
    if let Some(tag) = wrapper {
        let id = match usage.attribute("id") {
            Some(attribute) => renderer.attribute_text(attribute, caller)?,
            None => renderer.next_id(),
        };
        renderer
            .out
            .push_str(&format!("<{tag} id=\"{}\">", escape::html(&id)));
    }
    let content: Vec<Node> = definition
        .root
        .children
        .iter()
        .filter(|node| !is_declaration(node))
        .cloned()
        .collect();
    renderer.nodes(&content, &mut scope)?;
    if let Some(tag) = wrapper {
        renderer.out.push_str(&format!("</{tag}>"));
    }
    Ok(())
}

/// The element around the content, by the component's `layout` (`inline` when it has none).
fn wrapper(definition: &Definition, scope: &Scope) -> Result<Option<&'static str>, PageError> {
    let layout = definition.root.attribute("layout");
    match layout.and_then(|attribute| attribute.literal()).as_deref() {
        None if layout.is_none() => Ok(Some("span")),
        Some("inline") => Ok(Some("span")),
        Some("block") => Ok(Some("div")),
        Some("none") => Ok(None),
        _ => Err(scope
            .error(
                definition.root.line,
                "the layout of <apex:component> must be inline, block or none",
            )
            .into()),
    }
}

fn is_declaration(node: &Node) -> bool {
    matches!(node, Node::Element(element) if element.name.eq_ignore_ascii_case("apex:attribute"))
}

fn controller(
    renderer: &mut Renderer<'_, '_>,
    definition: &Definition,
    scope: &Scope,
) -> Result<Option<Value>, PageError> {
    for attribute in &definition.root.attributes {
        let known = [
            "controller",
            "access",
            "layout",
            "allowDML",
            "selfClosing",
            "id",
            "language",
        ];
        if !known.contains(&attribute.name.as_str()) {
            let message = format!("<apex:component> has no supported attribute {}", attribute.name);
            return Err(scope.error(attribute.line, message).into());
        }
    }
    let Some(attribute) = definition.root.attribute("controller") else {
        return Ok(None);
    };
    let class = attribute.literal().unwrap_or_default();
    super::page::construct(renderer, &class, Vec::new(), attribute.line, scope).map(Some)
}

fn declared(definition: &Definition, scope: &Scope) -> Result<Vec<Declared>, PageError> {
    let mut all = Vec::new();
    for node in &definition.root.children {
        let Node::Element(element) = node else { continue };
        if !is_declaration(node) {
            continue;
        }
        let mut declared = Declared {
            name: String::new(),
            kind: String::new(),
            required: false,
            default: None,
            assign_to: None,
        };
        for attribute in &element.attributes {
            let at = attribute.line;
            match attribute.name.as_str() {
                "assignTo" => match attribute.value.as_slice() {
                    [Part::Merge(merge)] => declared.assign_to = Some(merge.source.clone()),
                    _ => {
                        return Err(scope
                            .error(at, "assignTo must be one expression such as {!name}")
                            .into());
                    }
                },
                name => {
                    let value = attribute.literal();
                    let value = value.ok_or_else(|| {
                        scope.error(at, format!("{name} of <apex:attribute> must be a plain value"))
                    })?;
                    match name {
                        "name" => declared.name = value,
                        "type" => declared.kind = value,
                        "required" => declared.required = value.eq_ignore_ascii_case("true"),
                        "default" => declared.default = Some(value),
                        "description" | "access" | "encode" | "id" => {}
                        _ => {
                            return Err(scope
                                .error(at, format!("<apex:attribute> has no supported attribute {name}"))
                                .into());
                        }
                    }
                }
            }
        }
        if declared.name.is_empty() || declared.kind.is_empty() {
            return Err(scope
                .error(element.line, "<apex:attribute> needs name and type")
                .into());
        }
        all.push(declared);
    }
    Ok(all)
}

/// Converts what the caller gives to the declared type.
fn convert(bound: Bound, kind: &str) -> Result<Bound, String> {
    let Bound::Value(value) = bound else {
        return Ok(bound);
    };
    let wrong = || format!("a {} is not a {kind}", value.type_name());
    let text = value.as_str().map(str::to_owned);
    let converted = match (kind.to_ascii_lowercase().as_str(), text) {
        (_, None) if value.is_null() => Value::Null,
        ("string", Some(text)) => Value::string(text),
        ("string", None) => Value::string(value.display_string()),
        ("id", Some(text)) if text.is_empty() => Value::Null,
        ("id", Some(text)) => Value::id(normal_id(&text).ok_or_else(|| format!("`{text}` is not an Id"))?),
        ("boolean", Some(text)) if text.eq_ignore_ascii_case("true") => Value::Boolean(true),
        ("boolean", Some(text)) if text.eq_ignore_ascii_case("false") => Value::Boolean(false),
        ("boolean", None) if value.as_bool().is_some() => value,
        ("integer", Some(text)) => Value::Integer(text.trim().parse().map_err(|_| wrong())?),
        ("integer", None) => {
            let number = value
                .as_int()
                .or_else(|| value.as_decimal()?.to_string().parse().ok());
            Value::Integer(number.ok_or_else(wrong)?)
        }
        ("decimal" | "double" | "long", Some(text)) => {
            Value::decimal(text.trim().parse().map_err(|_| wrong())?)
        }
        ("decimal" | "double" | "long", None) if value.as_decimal().is_some() => value,
        ("id" | "boolean" | "decimal" | "double" | "long", _) => return Err(wrong()),
        // Classes, sObjects and collections pass by reference.
        (_, None) => value,
        (_, Some(_)) => return Err(wrong()),
    };
    Ok(Bound::Value(converted))
}
