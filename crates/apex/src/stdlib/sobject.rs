//! Methods every sObject has.

use std::rc::Rc;

use super::args::{self, Found, found, void};
use super::schema;
use crate::error::Thrown;
use crate::host::RowError;
use crate::interp::Interpreter;
use crate::value::{Key, SObject, TypeName, Value};

/// Fields the database sets; a copy keeps them only on request.
const SYSTEM_FIELDS: [&str; 5] = [
    "createddate",
    "createdbyid",
    "lastmodifieddate",
    "lastmodifiedbyid",
    "systemmodstamp",
];

/// A copy, without Id and system fields unless they are kept; a deep one also copies parents and children.
pub(super) fn copy(object: &SObject, keep_id: bool, deep: bool, keep_timestamps: bool) -> Value {
    let copied = object.shallow_copy();
    {
        let mut fields = copied.fields.borrow_mut();
        if !keep_id {
            fields.shift_remove("id");
        }
        if !keep_timestamps {
            fields.retain(|name, _| !SYSTEM_FIELDS.contains(&name.as_str()));
        }
        if deep {
            for field in fields.values_mut() {
                field.value = match &field.value {
                    Value::SObject(parent) => copy(parent, true, true, true),
                    Value::List(rows) => {
                        let items = rows.items.borrow();
                        let copies = items.iter().map(|row| match row {
                            Value::SObject(row) => copy(row, true, true, true),
                            other => other.clone(),
                        });
                        Value::list(rows.element.clone(), copies.collect())
                    }
                    other => other.clone(),
                };
            }
        }
    }
    // What was not selected was not copied either, and reads as null from now on.
    copied.queried.set(false);
    Value::SObject(Rc::new(copied))
}

/// The name of a field given as a text or as a token.
fn field_name(interp: &Interpreter<'_>, args: &[Value], index: usize) -> Result<Rc<str>, Thrown> {
    match args.get(index).and_then(schema::field_of_token) {
        Some((_, field)) => Ok(field.into()),
        None => args::text(interp, args, index),
    }
}

/// The name of the relationship of a reference field, for `getSObject(field)`.
fn relationship(interp: &mut Interpreter<'_>, object: &str, name: &str) -> String {
    let describe = interp.host().describe(object);
    let field = describe.and_then(|d| d.fields.get(&name.to_ascii_lowercase()).cloned());
    match field.map(|f| f.kind) {
        Some(crate::host::FieldType::Reference {
            relationship: Some(relationship),
            ..
        }) => relationship,
        _ => name.to_owned(),
    }
}

/// `record.x(...)`.
pub(super) fn call_method(
    interp: &mut Interpreter<'_>,
    own: &Rc<SObject>,
    method: &str,
    args: &[Value],
) -> Found {
    match (method, args.len()) {
        ("get", 1) => {
            let name = field_name(interp, args, 0)?;
            interp.sobject_get(own, &name).map(Some)
        }
        ("put", 2) => {
            let name = field_name(interp, args, 0)?;
            let before = own.get(&name).unwrap_or(Value::Null);
            interp.sobject_put(own, &name, args[1].clone())?;
            found(before)
        }
        ("getsobject" | "getsobjects", 1) => {
            let name = field_name(interp, args, 0)?;
            let name = relationship(interp, &own.object, &name);
            match own.get(&name) {
                Some(value @ Value::SObject(_)) if method == "getsobject" => found(value),
                Some(Value::List(rows)) if method == "getsobjects" && rows.items.borrow().is_empty() => {
                    found(Value::Null)
                }
                Some(value @ Value::List(_)) if method == "getsobjects" => found(value),
                Some(Value::Null) | None => found(Value::Null),
                _ => Err(interp.throw(
                    "SObjectException",
                    format!("Invalid relationship {name} for {}", own.object),
                )),
            }
        }
        ("putsobject", 2) => {
            let name = field_name(interp, args, 0)?;
            let name = relationship(interp, &own.object, &name);
            let before = own.get(&name).unwrap_or(Value::Null);
            interp.sobject_put(own, &name, args[1].clone())?;
            found(before)
        }
        ("isset", 1) => {
            let name = field_name(interp, args, 0)?;
            found(Value::Boolean(own.get(&name).is_some()))
        }
        ("getpopulatedfieldsasmap", 0) => {
            let fields = own.fields.borrow();
            let entries = fields
                .values()
                .map(|f| (Value::String(f.name.clone()), f.value.clone()));
            found(Value::map(TypeName::new("String"), TypeName::object(), entries))
        }
        ("clone", 0..=4) => {
            let flag = |i: usize| args.get(i).and_then(Value::as_bool).unwrap_or(false);
            found(copy(own, flag(0), flag(1), flag(2)))
        }
        ("getsobjecttype", 0) => found(schema::object_token(&own.object)),
        ("adderror", 1..=3) => add_error(interp, own, args),
        ("haserrors", 0) => found(Value::Boolean(!own.errors.borrow().is_empty())),
        ("geterrors", 0) => {
            let errors = own.errors.borrow().clone();
            let errors = errors.into_iter().map(super::database::error_value).collect();
            found(Value::list(TypeName::new("Database.Error"), errors))
        }
        ("clear", 0) => {
            own.fields.borrow_mut().clear();
            void()
        }
        ("equals", 1) => found(Value::Boolean(
            Key(Value::SObject(own.clone())) == Key(args[0].clone()),
        )),
        ("hashcode", 0) => found(Value::Integer(super::collections::hash_code(&Value::SObject(
            own.clone(),
        )))),
        ("tostring", 0) => found(Value::string(interp.display(&Value::SObject(own.clone()))?)),
        _ => Ok(None),
    }
}

/// `addError(message)`, `addError(field, message)`, each with or without the flag for escaping; the message
/// may be an exception.
fn add_error(interp: &Interpreter<'_>, own: &SObject, args: &[Value]) -> Found {
    let args = match args {
        [rest @ .., Value::Boolean(_)] => rest,
        all => all,
    };
    let (fields, message) = match args {
        [message] => (Vec::new(), message),
        [_, message] => (vec![field_name(interp, args, 0)?.to_string()], message),
        _ => return Ok(None),
    };
    let message = match message.exception_state() {
        Some(state) => state.borrow().message.clone().unwrap_or_default(),
        None => message.as_str().unwrap_or("null").to_owned(),
    };
    own.errors.borrow_mut().push(RowError {
        status: "FIELD_CUSTOM_VALIDATION_EXCEPTION".into(),
        message,
        fields,
    });
    void()
}
