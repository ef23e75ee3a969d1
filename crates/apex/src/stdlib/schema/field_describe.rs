//! `Schema.DescribeFieldResult` and `Schema.PicklistEntry`.

use super::token::{field_token, object_token};
use crate::host::{FieldDescribe, FieldType};
use crate::interp::Interpreter;
use crate::stdlib::args::Found;
use crate::stdlib::enums;
use crate::value::{Native, TypeName, Value};

/// What a result describes.
#[derive(Clone)]
struct Described {
    object: String,
    field: FieldDescribe,
}

/// A `DescribeFieldResult`.
pub(super) fn result(object: &str, field: &FieldDescribe) -> Value {
    let described = Described {
        object: object.to_owned(),
        field: field.clone(),
    };
    Value::native(Native::with_state("Schema.DescribeFieldResult", described))
}

/// Name of the type in `Schema.DisplayType` and in `Schema.SOAPType`.
fn type_names(kind: &FieldType) -> (&'static str, &'static str) {
    match kind {
        FieldType::Id => ("ID", "ID"),
        FieldType::String => ("STRING", "STRING"),
        FieldType::Email => ("EMAIL", "STRING"),
        FieldType::Phone => ("PHONE", "STRING"),
        FieldType::Url => ("URL", "STRING"),
        FieldType::TextArea => ("TEXTAREA", "STRING"),
        FieldType::Picklist { .. } => ("PICKLIST", "STRING"),
        FieldType::MultiPicklist { .. } => ("MULTIPICKLIST", "STRING"),
        FieldType::Boolean => ("BOOLEAN", "BOOLEAN"),
        FieldType::Integer => ("INTEGER", "INTEGER"),
        FieldType::Double => ("DOUBLE", "DOUBLE"),
        FieldType::Currency => ("CURRENCY", "DOUBLE"),
        FieldType::Percent => ("PERCENT", "DOUBLE"),
        FieldType::Date => ("DATE", "DATE"),
        FieldType::Datetime => ("DATETIME", "DATETIME"),
        FieldType::Time => ("TIME", "TIME"),
        FieldType::Blob => ("BASE64", "BASE64BINARY"),
        FieldType::Reference { .. } => ("REFERENCE", "ID"),
    }
}

pub(super) fn call_method(interp: &mut Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    if !args.is_empty() {
        return Ok(None);
    }
    let described = own.state.borrow().downcast_ref::<Described>().cloned();
    if let Some(described) = described {
        return Ok(field_method(interp, &described, method));
    }
    let entry = own.state.borrow().downcast_ref::<String>().cloned();
    Ok(entry.and_then(|value| match method {
        "getvalue" | "getlabel" => Some(Value::string(value)),
        "isactive" => Some(Value::Boolean(true)),
        "isdefaultvalue" => Some(Value::Boolean(false)),
        _ => None,
    }))
}

fn field_method(interp: &mut Interpreter<'_>, described: &Described, method: &str) -> Option<Value> {
    let field = &described.field;
    let yes = |b: bool| Some(Value::Boolean(b));
    let count = |n: u32| i32::try_from(n).ok().map(Value::Integer);
    let system = matches!(field.kind, FieldType::Id) || field.calculated;
    match method {
        "getname" => Some(Value::string(
            interp.host().api_name(&described.object, Some(&field.name)),
        )),
        "getlocalname" => Some(Value::string(
            match field.name.split("__").collect::<Vec<_>>().as_slice() {
                [_, name, suffix] => format!("{name}__{suffix}"),
                _ => field.name.clone(),
            },
        )),
        "getlabel" => Some(Value::string(&field.label)),
        "gettype" => enums::constant("Schema.DisplayType", type_names(&field.kind).0),
        "getsoaptype" => enums::constant("Schema.SOAPType", type_names(&field.kind).1),
        "getlength" => count(field.length),
        // UTF-8 takes up to three bytes for a UTF-16 unit.
        "getbytelength" => count(field.length.saturating_mul(3)),
        "getprecision" => count(field.precision),
        "getscale" => count(field.scale),
        "getdigits" => match field.kind {
            FieldType::Integer => count(field.precision),
            _ => count(0),
        },
        "isaccessible" => yes(interp.host().field_access(&described.object, &field.name).read),
        "iscreateable" | "isupdateable" => {
            yes(!system && interp.host().field_access(&described.object, &field.name).edit)
        }
        "isnillable" => yes(!field.required && !matches!(field.kind, FieldType::Id | FieldType::Boolean)),
        "isunique" => yes(field.unique),
        "isexternalid" => yes(field.external_id),
        "isidlookup" => yes(field.external_id || matches!(field.kind, FieldType::Id)),
        "iscalculated" => yes(field.calculated),
        "iscustom" => yes(field.custom),
        "isnamefield" => yes(field.name_field),
        "isdefaultedoncreate" => yes(field.default.is_some()),
        "getdefaultvalue" => Some(field.default.clone().map_or(Value::Null, Value::from)),
        "isrestrictedpicklist" => yes(matches!(field.kind, FieldType::Picklist { restricted: true, .. })),
        "isfilterable" | "issortable" => yes(!matches!(field.kind, FieldType::TextArea | FieldType::Blob)),
        "isgroupable" => yes(!matches!(
            field.kind,
            FieldType::TextArea
                | FieldType::Blob
                | FieldType::Double
                | FieldType::Currency
                | FieldType::Percent
                | FieldType::Datetime
                | FieldType::MultiPicklist { .. }
        )),
        "ispermissionable" => yes(field.custom && !field.required),
        // No schema here has such fields.
        "isdependentpicklist"
        | "isdeprecatedandhidden"
        | "isencrypted"
        | "ishtmlformatted"
        | "iscasesensitive"
        | "isaipredictionfield"
        | "isformulatreatnullnumberaszero"
        | "isquerybydistance"
        | "isrestricteddelete"
        | "issearchprefilterable"
        | "iswriterequiresmasterread"
        | "isdisplaylocationindecimal"
        | "ishighscalenumber" => yes(false),
        "isautonumber" => yes(field.calculated && field.name_field),
        "isaggregatable" => yes(!matches!(field.kind, FieldType::TextArea | FieldType::Blob)),
        "getinlinehelptext"
        | "getcalculatedformula"
        | "getcontroller"
        | "getcompoundfieldname"
        | "getdefaultvalueformula"
        | "getfilteredlookupinfo"
        | "getmask"
        | "getmasktype"
        | "getreferencetargetfield"
        | "getrelationshiporder" => Some(Value::Null),
        "isnamepointing" => yes(matches!(&field.kind, FieldType::Reference { to, .. } if to.len() > 1)),
        "iscascadedelete" => yes(matches!(
            field.kind,
            FieldType::Reference {
                master_detail: true,
                ..
            }
        )),
        "getpicklistvalues" => {
            let values = match &field.kind {
                FieldType::Picklist { values, .. } | FieldType::MultiPicklist { values } => values.as_slice(),
                _ => &[],
            };
            let entries = values
                .iter()
                .map(|v| Value::native(Native::with_state("Schema.PicklistEntry", v.clone())));
            Some(Value::list(
                TypeName::new("Schema.PicklistEntry"),
                entries.collect(),
            ))
        }
        "getreferenceto" => {
            let to = match &field.kind {
                FieldType::Reference { to, .. } => to.as_slice(),
                _ => &[],
            };
            let tokens = to.iter().map(|object| object_token(object)).collect();
            Some(Value::list(TypeName::new("Schema.SObjectType"), tokens))
        }
        "getrelationshipname" => Some(match &field.kind {
            FieldType::Reference {
                relationship: Some(name),
                ..
            } => Value::string(name),
            _ => Value::Null,
        }),
        "getsobjectfield" => Some(field_token(&described.object, &field.name)),
        "getsobjecttype" => Some(object_token(&described.object)),
        _ => None,
    }
}
