//! What a lookup to several objects shows of its target: one table put together from all of them.

use apex::host::FieldType;

use super::Context;
use crate::schema::Object;
use crate::store::quote;

/// SQL of the rows of `targets` in the form of the object `Name`.
pub(super) fn source(context: &Context<'_>, name: &Object, targets: &[String]) -> String {
    let parts: Vec<String> = targets
        .iter()
        .filter_map(|target| context.schema.object(target))
        .map(|object| part(context, name, &object))
        .collect();
    format!("({})", parts.join(" UNION ALL "))
}

fn part(context: &Context<'_>, name: &Object, object: &Object) -> String {
    let columns: Vec<String> = name
        .describe
        .fields
        .values()
        .map(|field| {
            let sql = match field.name.as_str() {
                "Id" => "x.Id".to_owned(),
                "Name" => object
                    .name_field()
                    .map_or_else(|| "x.Id".to_owned(), |field| column(context, object, &field.name)),
                // Of a group the type says that it is a queue.
                "Type" if object.name() != "Group" => format!("'{}'", object.name()),
                other => match (object.field(other), &field.kind) {
                    (Some(found), kind)
                        if std::mem::discriminant(&found.kind) == std::mem::discriminant(kind) =>
                    {
                        column(context, object, other)
                    }
                    (_, FieldType::Boolean) => "0".to_owned(),
                    _ => "NULL".to_owned(),
                },
            };
            format!("{sql} AS {}", quote(&field.name))
        })
        .collect();
    let not_deleted = if object.field("IsDeleted").is_some() {
        " WHERE x.IsDeleted = 0"
    } else {
        ""
    };
    format!(
        "SELECT {} FROM {} AS x{not_deleted}",
        columns.join(", "),
        quote(object.name())
    )
}

fn column(context: &Context<'_>, object: &Object, name: &str) -> String {
    match object.entry(name) {
        Some((key, field)) => match &object.extra(key).computed {
            Some(computed) => format!("({})", context.expand(computed, "x")),
            None => format!("x.{}", quote(&field.name)),
        },
        None => "NULL".to_owned(),
    }
}
