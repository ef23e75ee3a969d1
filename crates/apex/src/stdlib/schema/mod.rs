//! `Schema`: tokens and describe results.

mod field_describe;
mod object_describe;
mod token;

use super::args::{self, Found, found};
use crate::host::{FieldDescribe, FieldType};
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};

pub(super) use token::{display as token_display, field_of_token, object_of_token, object_token};
pub(crate) use token::{token_from, token_parts};

/// The key of a describe map: an API name in small letters.
fn key_of(name: String) -> Value {
    Value::string(name.to_ascii_lowercase())
}

/// `Schema.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("getglobaldescribe", 0) => {
            let names = interp.host().objects();
            let entries = names
                .iter()
                .map(|name| (key_of(interp.host().api_name(name, None)), object_token(name)));
            found(Value::describe_map("Schema.SObjectType", entries))
        }
        ("describesobjects", 1 | 2) => {
            let mut results = Vec::new();
            for name in args::elements(interp, args, 0)? {
                let name = args::text(interp, &[name], 0)?;
                let Some(described) = object_describe::result(interp, &name) else {
                    let message = format!("Invalid sobject: {name}");
                    return Err(interp.throw("InvalidParameterValueException", message));
                };
                results.push(described);
            }
            found(Value::list(
                TypeName::new("Schema.DescribeSObjectResult"),
                results,
            ))
        }
        _ => Ok(None),
    }
}

/// `Schema.SObjectType.Case`, `Case.SObjectType`, `Case.fields`, `Case.Subject`.
pub(super) fn static_property(interp: &mut Interpreter<'_>, class: &str, name: &str) -> Option<Value> {
    if matches!(class, "schema.sobjecttype" | "sobjecttype") {
        return object_describe::result(interp, name);
    }
    let object = class.strip_prefix("schema.").unwrap_or(class);
    let describe = interp.host().describe(object)?;
    match name.to_ascii_lowercase().as_str() {
        "sobjecttype" => Some(object_token(&describe.name)),
        "fields" => Some(token::fields_holder(&describe.name, false)),
        lower => describe
            .fields
            .get(lower)
            .map(|field| token::field_token(&describe.name, &field.name)),
    }
}

/// Methods of tokens and describe results.
pub(super) fn call_method(interp: &mut Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    match own.type_name.as_ref() {
        "Schema.SObjectType" | "Schema.SObjectField" => token::call_method(interp, own, method, args),
        "Schema.DescribeSObjectResult" | "Schema.ChildRelationship" | "Schema.RecordTypeInfo" => {
            object_describe::call_method(interp, own, method, args)
        }
        "Schema.DescribeFieldResult" | "Schema.PicklistEntry" => {
            field_describe::call_method(interp, own, method, args)
        }
        "Schema.SObjectTypeFields" if (method, args.len()) == ("getmap", 0) => {
            let object = token::holder_object(own);
            let Some(describe) = interp.host().describe(&object) else {
                return Ok(None);
            };
            let entries = describe.fields.values().map(|field| {
                let key = key_of(interp.host().api_name(&describe.name, Some(&field.name)));
                (key, token::field_token(&describe.name, &field.name))
            });
            found(Value::describe_map("Schema.SObjectField", entries))
        }
        _ => Ok(None),
    }
}

/// `describe.fields`, `describe.fields.Name`, and the properties that describe results have beside their
/// getters (`result.label`).
pub(super) fn get_property(interp: &mut Interpreter<'_>, own: &Native, name: &str) -> Found {
    let lower = name.to_ascii_lowercase();
    match (own.type_name.as_ref(), lower.as_str()) {
        ("Schema.DescribeSObjectResult", "fields") => {
            found(token::fields_holder(&object_describe::name_of(own), true))
        }
        ("Schema.SObjectType", "fields") => {
            let object = token::object_name(own);
            found(token::fields_holder(&object, false))
        }
        ("Schema.SObjectTypeFields", _) => {
            let object = token::holder_object(own);
            let describe = interp.host().describe(&object);
            let Some(field) = describe.as_ref().and_then(|d| d.fields.get(&lower)) else {
                return Ok(None);
            };
            if token::holder_describes(own) {
                return found(field_describe::result(&object, field));
            }
            found(token::field_token(&object, &field.name))
        }
        ("Schema.DescribeSObjectResult" | "Schema.DescribeFieldResult" | "Schema.PicklistEntry", _) => {
            for prefix in ["get", "is"] {
                if let Some(value) = call_method(interp, own, &format!("{prefix}{lower}"), &[])? {
                    return found(value);
                }
            }
            Ok(None)
        }
        _ => Ok(None),
    }
}

/// The Apex type of a field's value.
pub(super) fn apex_type(kind: &FieldType) -> TypeName {
    TypeName::new(field_type(kind))
}

/// Its name.
pub(crate) fn field_type(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Id | FieldType::Reference { .. } => "Id",
        FieldType::String
        | FieldType::Email
        | FieldType::Phone
        | FieldType::Url
        | FieldType::TextArea
        | FieldType::Picklist { .. }
        | FieldType::MultiPicklist { .. } => "String",
        FieldType::Boolean => "Boolean",
        FieldType::Integer => "Integer",
        FieldType::Double | FieldType::Currency | FieldType::Percent => "Decimal",
        FieldType::Date => "Date",
        FieldType::Datetime => "Datetime",
        FieldType::Time => "Time",
        FieldType::Blob => "Blob",
    }
}

/// The relationship of a reference field and the objects it may lead to, when it has the name.
pub(super) fn parent_of(field: &FieldDescribe, name: &str) -> Option<(String, Vec<String>)> {
    match &field.kind {
        FieldType::Reference {
            to,
            relationship: Some(relationship),
            ..
        } if relationship.eq_ignore_ascii_case(name) => Some((relationship.clone(), to.clone())),
        _ => None,
    }
}
