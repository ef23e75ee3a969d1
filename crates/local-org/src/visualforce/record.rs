//! The standard controller: the record of a page's `id` parameter, as the user may see it.

use std::rc::Rc;

use apex::Interpreter;
use apex::host::{AccessMode, FieldType, Host, Record};
use apex::interp::coerce::normal_id;

use super::error::PageError;
use super::expression::Expression;
use super::render::Context;
use super::scope::{Scope, StandardRecord};
use super::syntax::{Element, Merge, Node, Part};
use crate::host::row_of;

/// Loads the record for a page.
///
/// # Errors
/// [`PageError::InvalidId`], [`PageError::InsufficientPrivileges`], [`PageError::DataNotAvailable`]; an
/// unknown object or field is a fault of the markup.
pub fn load(
    apex: &mut Interpreter<'_>,
    object: &str,
    root: &Element,
    context: &Context<'_>,
    scope: &Scope,
) -> Result<StandardRecord, PageError> {
    let (host, request) = (apex.host(), context.request);
    let names = context.names;
    let describe = host.describe(object).ok_or_else(|| {
        scope.error(
            root.line,
            format!("the standard controller {object} is not an object of this org"),
        )
    })?;
    let object = describe.name.clone();
    let mut merges = Vec::new();
    collect(root, &mut merges);
    let mut fields = Vec::new();
    for merge in merges {
        for path in paths(&merge.expression) {
            let first = names.name(&path[0]);
            if path.len() > 1 && (first.eq_ignore_ascii_case(&object) || first.eq_ignore_ascii_case("record"))
            {
                let steps: Vec<String> = path[1..].iter().map(|step| names.name(step).to_owned()).collect();
                let known = readable(host, &object, &steps);
                let readable = known.map_err(|message| scope.error(merge.line, message))?;
                let field = steps.join(".");
                if readable
                    && !fields
                        .iter()
                        .any(|known: &String| known.eq_ignore_ascii_case(&field))
                {
                    fields.push(field);
                }
            }
        }
    }
    let Some(given) = request.parameter("id").filter(|id| !id.is_empty()) else {
        let record = Record {
            object: object.clone(),
            ..Record::default()
        };
        return Ok(StandardRecord {
            object,
            record: Rc::new(record),
            id: None,
        });
    };
    let invalid = || PageError::InvalidId(given.to_owned(), object.clone());
    let id = normal_id(given).ok_or_else(invalid)?;
    if host
        .object_of_id(&id)
        .is_none_or(|found| !found.eq_ignore_ascii_case(&object))
    {
        return Err(invalid());
    }
    if !host.object_access(&object).read {
        return Err(PageError::InsufficientPrivileges);
    }
    if let Some(record) = select(host, &object, &fields, &id, AccessMode::User)? {
        return Ok(StandardRecord {
            object,
            record: Rc::new(record),
            id: Some(id),
        });
    }
    match select(host, &object, &[], &id, AccessMode::System)? {
        Some(_) => Err(PageError::InsufficientPrivileges),
        None => Err(PageError::DataNotAvailable),
    }
}

fn select(
    host: &mut dyn Host,
    object: &str,
    fields: &[String],
    id: &str,
    access: AccessMode,
) -> Result<Option<Record>, PageError> {
    let mut list = vec!["Id"];
    list.extend(
        fields
            .iter()
            .map(String::as_str)
            .filter(|field| !field.eq_ignore_ascii_case("id")),
    );
    row_of(host, object, &list, id, access)
        .map_err(|error| PageError::Org(format!("{}: {}", error.exception, error.message)))
}

/// Whether the user may read every step of a field path; an unknown step is an error.
fn readable(host: &dyn Host, object: &str, path: &[String]) -> Result<bool, String> {
    let describe = host
        .describe(object)
        .ok_or_else(|| format!("{object} is not an object of this org"))?;
    let invalid = |name: &str| format!("Invalid field {name} for SObject {object}");
    match path {
        [] => Ok(true),
        [field] => {
            let found = describe
                .fields
                .get(&field.to_lowercase())
                .ok_or_else(|| invalid(field))?;
            Ok(host.field_access(object, &found.name).read)
        }
        [relationship, rest @ ..] => {
            let parent = describe.fields.values().find_map(|field| match &field.kind {
                FieldType::Reference {
                    to,
                    relationship: Some(name),
                    ..
                } if name.eq_ignore_ascii_case(relationship) => {
                    Some((field.name.clone(), to.first()?.clone()))
                }
                _ => None,
            });
            let (field, target) = parent.ok_or_else(|| invalid(relationship))?;
            Ok(host.field_access(object, &field).read
                && host.object_access(&target).read
                && readable(host, &target, rest)?)
        }
    }
}

fn collect<'e>(element: &'e Element, found: &mut Vec<&'e Merge>) {
    let mut parts: Vec<&Part> = element
        .attributes
        .iter()
        .flat_map(|attribute| &attribute.value)
        .collect();
    for child in &element.children {
        match child {
            Node::Text(text) => parts.extend(text),
            Node::Element(child) => collect(child, found),
            Node::Doctype(_) => {}
        }
    }
    found.extend(parts.into_iter().filter_map(|part| match part {
        Part::Merge(merge) => Some(merge),
        Part::Literal(_) => None,
    }));
}

/// Every path inside an expression.
fn paths(expression: &Expression) -> Vec<&[String]> {
    match expression {
        Expression::Path(path) => vec![path.as_slice()],
        Expression::List(items) => items.iter().flat_map(|(_, item)| paths(item)).collect(),
        Expression::Call(_, arguments) => arguments.iter().flat_map(paths).collect(),
        Expression::Unary(_, inner) => paths(inner),
        Expression::Binary(_, left, right) => paths(left).into_iter().chain(paths(right)).collect(),
        Expression::Text(_) | Expression::Number(_) | Expression::Boolean(_) | Expression::Null => Vec::new(),
    }
}
