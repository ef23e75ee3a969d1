//! `Schema.DescribeSObjectResult`, with its child relationships and record types.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::token::{field_token, object_token};
use crate::host::{ChildRelationship, ObjectDescribe, ObjectKind};
use crate::interp::Interpreter;
use crate::stdlib::args::Found;
use crate::value::{Native, TypeName, Value};

/// Describes an object by name; `None` when there is none.
pub(super) fn result(interp: &mut Interpreter<'_>, object: &str) -> Option<Value> {
    let describe = interp.host().describe(object)?;
    Some(Value::native(Native::with_state(
        "Schema.DescribeSObjectResult",
        describe,
    )))
}

/// Name of the object a result describes.
pub(super) fn name_of(native: &Native) -> String {
    let state = native.state.borrow();
    state
        .downcast_ref::<Arc<ObjectDescribe>>()
        .map(|d| d.name.clone())
        .unwrap_or_default()
}

pub(super) fn call_method(interp: &mut Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    if !args.is_empty() {
        return Ok(None);
    }
    let state = own.state.borrow();
    if let Some(describe) = state.downcast_ref::<Arc<ObjectDescribe>>() {
        let describe = describe.clone();
        drop(state);
        return Ok(object_method(interp, &describe, method));
    }
    if let Some(child) = state.downcast_ref::<ChildRelationship>() {
        let child = child.clone();
        drop(state);
        return Ok(child_method(interp, &child, method));
    }
    Ok(match (own.type_name.as_ref(), method) {
        ("Schema.RecordTypeInfo", "getname" | "getdevelopername") => Some(Value::string("Master")),
        ("Schema.RecordTypeInfo", "getrecordtypeid") => Some(Value::id("012000000000000AAA")),
        ("Schema.RecordTypeInfo", "isactive" | "isavailable" | "ismaster" | "isdefaultrecordtypemapping") => {
            Some(Value::Boolean(true))
        }
        _ => None,
    })
}

thread_local! {
    /// One instance per relationship, as for tokens: they are compared and used as keys.
    static RELATIONSHIPS: RefCell<HashMap<(String, String), Value>> = RefCell::default();
}

fn relationship(child: &ChildRelationship) -> Value {
    let key = (
        child.object.to_ascii_lowercase(),
        child.field.to_ascii_lowercase(),
    );
    RELATIONSHIPS.with_borrow_mut(|known| {
        let made = || Value::native(Native::with_state("Schema.ChildRelationship", child.clone()));
        known.entry(key).or_insert_with(made).clone()
    })
}

/// The one record type every object has when no others are defined.
fn master() -> Value {
    Value::native(Native::new("Schema.RecordTypeInfo"))
}

fn object_method(interp: &mut Interpreter<'_>, describe: &ObjectDescribe, method: &str) -> Option<Value> {
    let access = interp.host().object_access(&describe.name);
    let normal = describe.kind == ObjectKind::Normal;
    let setting = matches!(
        describe.kind,
        ObjectKind::HierarchySetting | ObjectKind::ListSetting
    );
    let yes = |b: bool| Some(Value::Boolean(b));
    match method {
        "getname" => Some(Value::string(interp.host().api_name(&describe.name, None))),
        "getlocalname" => {
            // Without the namespace: `ns__Name__c` has two more underscores than `Name__c`.
            let parts: Vec<&str> = describe.name.split("__").collect();
            Some(Value::string(match parts.as_slice() {
                [_, name, suffix] => format!("{name}__{suffix}"),
                _ => describe.name.clone(),
            }))
        }
        "getlabel" => Some(Value::string(&describe.label)),
        "getlabelplural" => Some(Value::string(&describe.label_plural)),
        "getkeyprefix" => Some(if describe.key_prefix.is_empty() {
            Value::Null
        } else {
            Value::string(&describe.key_prefix)
        }),
        "getsobjecttype" => Some(object_token(&describe.name)),
        "isaccessible" => yes(access.read),
        "iscreateable" => yes(access.create),
        "isupdateable" => yes(access.edit),
        "isdeletable" => yes(access.delete),
        "isundeletable" => yes(normal && access.delete),
        "isqueryable" => yes(describe.kind != ObjectKind::Event && access.read),
        "iscustom" => yes(describe.custom),
        "iscustomsetting" => yes(setting),
        "issearchable" | "islayoutable" => yes(normal),
        "ismergeable" => yes(matches!(
            describe.name.as_str(),
            "Account" | "Case" | "Contact" | "Lead"
        )),
        "isfeedenabled"
        | "ismruenabled"
        | "isdeprecatedandhidden"
        | "gethassubtypes"
        | "isinterface"
        | "issubtype" => yes(false),
        "getdefaultimplementation"
        | "getimplementedby"
        | "getimplementsinterfaces"
        | "getassociateentitytype"
        | "getassociateparententity" => Some(Value::Null),
        "getsobjectdescribeoption" => crate::stdlib::enums::constant("Schema.SObjectDescribeOptions", "FULL"),
        "getchildrelationships" => {
            let rows = describe.children.iter().map(relationship);
            Some(Value::list(
                TypeName::new("Schema.ChildRelationship"),
                rows.collect(),
            ))
        }
        "getrecordtypeinfos" => Some(Value::list(
            TypeName::new("Schema.RecordTypeInfo"),
            vec![master()],
        )),
        "getrecordtypeinfosbyname" | "getrecordtypeinfosbydevelopername" | "getrecordtypeinfosbyid" => {
            let (key, type_name) = match method {
                "getrecordtypeinfosbyid" => (Value::id("012000000000000AAA"), "Id"),
                _ => (Value::string("Master"), "String"),
            };
            Some(Value::map(
                TypeName::new(type_name),
                TypeName::new("Schema.RecordTypeInfo"),
                [(key, master())],
            ))
        }
        _ => None,
    }
}

fn child_method(interp: &mut Interpreter<'_>, child: &ChildRelationship, method: &str) -> Option<Value> {
    match method {
        "getrelationshipname" => Some(if child.name.is_empty() {
            Value::Null
        } else {
            Value::string(&child.name)
        }),
        "getchildsobject" => Some(object_token(&child.object)),
        "getfield" => {
            let describe = interp.host().describe(&child.object)?;
            let field = describe.fields.get(&child.field.to_ascii_lowercase())?;
            Some(field_token(&describe.name, &field.name))
        }
        _ => None,
    }
}
