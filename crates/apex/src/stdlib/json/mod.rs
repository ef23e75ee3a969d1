//! `JSON`, `JSONGenerator` and `JSONParser`.

mod deserialize;
mod generator;
mod parser;
mod reader;
mod serialize;
mod writer;

use super::args::{self, Found, found};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{TypeName, Value};

pub(super) use generator::call_method as generator_method;
pub(super) use parser::call_method as parser_method;

use reader::{Json, Place};

/// Parses a whole text. The untyped and the typed way give the place of an error in different words.
fn parse(interp: &Interpreter<'_>, text: &str, place: Place) -> Result<Json, Thrown> {
    reader::parse(text).map_err(|e| interp.throw("JSONException", e.message(place)))
}

/// A value without a declared type: `Map<String, Object>`, `List<Object>`, and the narrowest number.
fn untyped(json: Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Boolean(b) => Value::Boolean(b),
        Json::String(s) => Value::string(s),
        Json::Number(text) => number(&text),
        Json::Array(items) => Value::list(TypeName::object(), items.into_iter().map(untyped).collect()),
        Json::Object(members) => {
            let entries = members
                .into_iter()
                .map(|(name, value)| (Value::string(name), untyped(value)));
            Value::map(TypeName::new("String"), TypeName::object(), entries)
        }
    }
}

/// `Integer` when it fits, else `Long`; with a fraction or an exponent, or larger still, `Decimal`.
fn number(text: &str) -> Value {
    if let Ok(integer) = text.parse::<i32>() {
        return Value::Integer(integer);
    }
    if let Ok(long) = text.parse::<i64>() {
        return Value::Long(long);
    }
    super::number::parse_decimal(text).map_or(Value::Null, Value::decimal)
}

/// `JSON.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("serialize" | "serializepretty", 1 | 2) => {
            let suppress_nulls = args.len() == 2 && args::boolean(interp, args, 1)?;
            let pretty = method == "serializepretty";
            found(Value::string(serialize::to_text(
                interp,
                &args[0],
                suppress_nulls,
                pretty,
            )?))
        }
        ("deserialize" | "deserializestrict", 2) => {
            let text = args::text(interp, args, 0)?;
            let type_name = args::type_value(interp, args, 1)?;
            let json = parse(interp, &text, Place::Line)?;
            deserialize::to_type(interp, json, &type_name, method == "deserializestrict").map(Some)
        }
        ("deserializeuntyped", 1) => {
            let text = args::text(interp, args, 0)?;
            parse(interp, &text, Place::Input).map(|json| Some(untyped(json)))
        }
        ("creategenerator", 1) => found(generator::new(args::boolean(interp, args, 0)?)),
        ("createparser", 1) => found(parser::new(&args::text(interp, args, 0)?)),
        _ => Ok(None),
    }
}
