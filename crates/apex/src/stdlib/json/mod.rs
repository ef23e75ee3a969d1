//! `JSON`, `JSONGenerator` and `JSONParser`.

mod deserialize;
mod dml_result;
mod event;
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

use event::Json;
use reader::Place;

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::event::Json;
    use super::{reader, writer::Writer};

    fn write(json: &Json, writer: &mut Writer) {
        match json {
            Json::Null => writer.literal("null"),
            Json::Boolean(b) => writer.literal(&b.to_string()),
            Json::Number(n) => writer.literal(n),
            Json::String(s) => writer.string(s),
            Json::Array(items) => {
                writer.start(false);
                items.iter().for_each(|item| write(item, writer));
                writer.end();
            }
            Json::Object(members) => {
                writer.start(true);
                for (name, value) in members {
                    writer.name(name);
                    write(value, writer);
                }
                writer.end();
            }
        }
    }

    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Boolean),
            any::<i64>().prop_map(|n| Json::Number(n.to_string())),
            "-?[1-9][0-9]{0,5}\\.[0-9]{1,4}".prop_map(Json::Number),
            any::<String>().prop_map(Json::String),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Json::Array),
                prop::collection::vec((any::<String>(), inner), 0..5).prop_map(Json::Object),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(json in any_json(), pretty: bool) {
            let mut writer = Writer::new(pretty);
            write(&json, &mut writer);
            prop_assert_eq!(reader::parse(writer.text()), Ok(json));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[\\[\\]{}\",:0-9a-z\\\\. \\n-]{0,40}") {
            // No input makes the reader panic or run on.
            let _ = reader::parse(&text);
        }
    }
}
