//! `Schema.SObjectType` and `Schema.SObjectField`: names of objects and fields as values.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::{field_describe, object_describe};
use crate::interp::Interpreter;
use crate::stdlib::args::{self, Found, found};
use crate::stdlib::string::units;
use crate::value::{Native, Value};

/// What a token names: an object, and a field of it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Token {
    object: String,
    field: Option<String>,
}

thread_local! {
    /// One instance per token: Apex compares tokens with `==` and uses them as map keys, and native values
    /// are equal when they are the same instance. As many entries as schemas have names.
    static TOKENS: RefCell<HashMap<Token, Rc<Native>>> = RefCell::default();
}

fn intern(token: Token) -> Value {
    let type_name = if token.field.is_some() {
        "Schema.SObjectField"
    } else {
        "Schema.SObjectType"
    };
    TOKENS.with_borrow_mut(|tokens| {
        let native = tokens.entry(token.clone()).or_insert_with(|| {
            let native = Native::with_state(type_name, token.clone());
            let name = token.field.as_ref().unwrap_or(&token.object);
            // `Database.upsert(rows, token)` reads it.
            native.set("name", Value::string(name));
            Rc::new(native)
        });
        Value::Native(native.clone())
    })
}

/// `Case.SObjectType`. `object` has the schema's capitals.
pub(in crate::stdlib) fn object_token(object: &str) -> Value {
    intern(Token {
        object: object.to_owned(),
        field: None,
    })
}

/// `Case.Subject`. Both names have the schema's capitals.
pub(super) fn field_token(object: &str, field: &str) -> Value {
    intern(Token {
        object: object.to_owned(),
        field: Some(field.to_owned()),
    })
}

fn token_of(native: &Native) -> Option<Token> {
    native.state.borrow().downcast_ref::<Token>().cloned()
}

/// The object an `SObjectType` names.
pub(in crate::stdlib) fn object_of_token(value: &Value) -> Option<String> {
    match value {
        Value::Native(native) => token_of(native).filter(|t| t.field.is_none()).map(|t| t.object),
        _ => None,
    }
}

/// The object a token names.
pub(super) fn object_name(native: &Native) -> String {
    token_of(native).map(|t| t.object).unwrap_or_default()
}

/// The object and field an `SObjectField` names.
pub(in crate::stdlib) fn field_of_token(value: &Value) -> Option<(String, String)> {
    match value {
        Value::Native(native) => token_of(native).and_then(|t| Some((t.object, t.field?))),
        _ => None,
    }
}

/// Object and field of a token.
pub(crate) fn token_parts(native: &Native) -> Option<(String, Option<String>)> {
    token_of(native).map(|t| (t.object, t.field))
}

/// The token of an object or of a field of it.
pub(crate) fn token_from(object: &str, field: Option<&str>) -> Value {
    intern(Token {
        object: object.to_owned(),
        field: field.map(str::to_owned),
    })
}

/// A token as text: the name alone.
pub(in crate::stdlib) fn display(native: &Native) -> Option<String> {
    token_of(native).map(|t| t.field.unwrap_or(t.object))
}

/// State of `Case.fields` and `describe.fields`.
struct Holder {
    object: String,
    describes: bool,
}

/// The value of `.fields`; with `describes`, its members are describe results, else tokens.
pub(super) fn fields_holder(object: &str, describes: bool) -> Value {
    Value::native(Native::with_state(
        "Schema.SObjectTypeFields",
        Holder {
            object: object.to_owned(),
            describes,
        },
    ))
}

pub(super) fn holder_object(native: &Native) -> String {
    native
        .state
        .borrow()
        .downcast_ref::<Holder>()
        .map(|h| h.object.clone())
        .unwrap_or_default()
}

pub(super) fn holder_describes(native: &Native) -> bool {
    native
        .state
        .borrow()
        .downcast_ref::<Holder>()
        .is_some_and(|h| h.describes)
}

pub(super) fn call_method(interp: &mut Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    let Some(token) = token_of(own) else {
        return Ok(None);
    };
    let shown = token.field.clone().unwrap_or_else(|| token.object.clone());
    match (method, args.len(), &token.field) {
        ("tostring", 0, _) => found(Value::string(shown)),
        ("hashcode", 0, _) => found(Value::Integer(units::hash_code(&shown))),
        ("equals", 1, _) => {
            let same = matches!(&args[0], Value::Native(other) if token_of(other).as_ref() == Some(&token));
            found(Value::Boolean(same))
        }
        // The argument says how much to describe at once; everything is at hand here.
        ("getdescribe", 0 | 1, None) => Ok(object_describe::result(interp, &token.object)),
        ("getdescribe", 0 | 1, Some(field)) => {
            let describe = interp.host().describe(&token.object);
            let field = describe
                .as_ref()
                .and_then(|d| d.fields.get(&field.to_ascii_lowercase()));
            Ok(field.map(|field| field_describe::result(&token.object, field)))
        }
        ("newsobject", 0..=2, None) => {
            let record = interp.new_sobject(&token.object)?;
            let Value::SObject(object) = &record else {
                return found(record);
            };
            match args {
                [] => {}
                [id] => interp.sobject_put(object, "Id", id.clone())?,
                [_, defaults] => {
                    if !args[0].is_null() {
                        return Err(interp.unsupported("SObjectType.newSObject with a record type"));
                    }
                    if args::boolean(interp, std::slice::from_ref(defaults), 0)? {
                        set_defaults(interp, object)?;
                    }
                }
                _ => return Ok(None),
            }
            found(record)
        }
        _ => Ok(None),
    }
}

fn set_defaults(
    interp: &mut Interpreter<'_>,
    object: &Rc<crate::value::SObject>,
) -> Result<(), crate::error::Thrown> {
    let Some(describe) = interp.host().describe(&object.object) else {
        return Ok(());
    };
    for field in describe.fields.values().filter(|f| !f.calculated) {
        if let Some(default) = &field.default {
            interp.sobject_put(object, &field.name, default.clone().into())?;
        }
    }
    Ok(())
}
