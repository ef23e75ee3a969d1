//! Arguments and results of remote actions, between JSON and Apex.

use apex::interp::coerce::normal_id;
use apex::value::TypeName;
use apex::{Interpreter, Value};
use chrono::{DateTime, TimeZone, Utc};
use serde_json::{Map, Number, Value as Json};

/// An argument as its parameter's declared type.
///
/// # Errors
/// When the JSON does not fit the type, or the type cannot be a parameter here.
pub fn argument(json: &Json, kind: &TypeName) -> Result<Value, String> {
    let wrong = || format!("{json} is not a valid {kind}");
    if json.is_null() {
        return Ok(Value::Null);
    }
    Ok(match (kind.lower().trim_start_matches("system."), json) {
        ("string", Json::String(text)) => Value::string(text),
        ("string", Json::Number(_) | Json::Bool(_)) => Value::string(json.to_string()),
        ("id", Json::String(text)) => {
            Value::id(normal_id(text).ok_or_else(|| format!("Invalid id: {text}"))?)
        }
        ("boolean", Json::Bool(value)) => Value::Boolean(*value),
        ("integer", Json::Number(number)) => {
            let number = number.as_i64().and_then(|number| i32::try_from(number).ok());
            Value::Integer(number.ok_or_else(wrong)?)
        }
        ("long", Json::Number(number)) => Value::Long(number.as_i64().ok_or_else(wrong)?),
        ("double", Json::Number(number)) => Value::Double(number.as_f64().ok_or_else(wrong)?),
        ("decimal", Json::Number(number)) => Value::decimal(number.to_string().parse().map_err(|_| wrong())?),
        ("datetime", Json::Number(number)) => {
            let at = number
                .as_i64()
                .and_then(|millis| Utc.timestamp_millis_opt(millis).single());
            Value::Datetime(at.ok_or_else(wrong)?)
        }
        ("datetime", Json::String(text)) => Value::Datetime(
            DateTime::parse_from_rfc3339(text)
                .map_err(|_| wrong())?
                .with_timezone(&Utc),
        ),
        ("date", Json::String(text)) => Value::Date(text.parse().map_err(|_| wrong())?),
        (_, Json::Array(items)) if kind.simple().eq_ignore_ascii_case("list") => {
            let element = kind.arg(0);
            let items = items
                .iter()
                .map(|item| argument(item, &element))
                .collect::<Result<_, _>>()?;
            Value::list(element, items)
        }
        (_, Json::Object(members))
            if kind.simple().eq_ignore_ascii_case("map") && kind.arg(0).is("String") =>
        {
            let value = kind.arg(1);
            let entry = |(name, json): (&String, &Json)| Ok((Value::string(name), argument(json, &value)?));
            let entries = members.iter().map(entry).collect::<Result<Vec<_>, String>>()?;
            Value::map(kind.arg(0), value, entries)
        }
        (
            "string" | "id" | "boolean" | "integer" | "long" | "double" | "decimal" | "datetime" | "date",
            _,
        ) => {
            return Err(wrong());
        }
        _ => {
            return Err(format!(
                "a remote action cannot take a {kind} here: take a String of JSON"
            ));
        }
    })
}

/// What a method returned, as JSON. Anything but a scalar is wrapped as `{"v": ...}`, as on the wire.
///
/// # Errors
/// When a value has no JSON form, or what a getter throws.
pub fn result(apex: &mut Interpreter<'_>, value: &Value) -> Result<Json, String> {
    Ok(match plain(apex, value)? {
        complex @ (Json::Array(_) | Json::Object(_)) => {
            Json::Object(Map::from_iter([("v".to_owned(), complex)]))
        }
        scalar => scalar,
    })
}

/// What a method returned, as JSON.
///
/// # Errors
/// When a value has no JSON form, or what a getter throws.
pub fn plain(apex: &mut Interpreter<'_>, value: &Value) -> Result<Json, String> {
    to_json(apex, value, 0)
}

fn to_json(apex: &mut Interpreter<'_>, value: &Value, depth: u32) -> Result<Json, String> {
    if depth > 50 {
        return Err("the result is nested too deeply".to_owned());
    }
    Ok(match value {
        Value::Null => Json::Null,
        Value::Boolean(value) => Json::Bool(*value),
        Value::Integer(number) => Json::from(*number),
        Value::Long(number) => Json::from(*number),
        Value::Double(number) => Number::from_f64(*number).map_or(Json::Null, Json::Number),
        Value::Decimal(number) => {
            let text = apex::value::decimal_string(number);
            serde_json::from_str(&text).map_err(|_| format!("{text} is not a JSON number"))?
        }
        Value::String(text) | Value::Id(text) => Json::from(&**text),
        Value::Enum(constant) => Json::from(&*constant.name),
        Value::Datetime(at) => Json::from(at.timestamp_millis()),
        Value::Date(date) => Json::from(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis()),
        Value::List(list) => {
            let items = list.items.borrow().clone();
            items
                .iter()
                .map(|item| to_json(apex, item, depth + 1))
                .collect::<Result<_, _>>()?
        }
        Value::Set(set) => {
            let items: Vec<Value> = set.items.borrow().iter().map(|key| key.0.clone()).collect();
            items
                .iter()
                .map(|item| to_json(apex, item, depth + 1))
                .collect::<Result<_, _>>()?
        }
        Value::Map(map) => {
            let entries: Vec<(Value, Value)> = map
                .entries
                .borrow()
                .iter()
                .map(|(key, value)| (key.0.clone(), value.clone()))
                .collect();
            let mut object = Map::new();
            for (key, value) in entries {
                object.insert(key.display_string(), to_json(apex, &value, depth + 1)?);
            }
            Json::Object(object)
        }
        Value::Object(instance) => {
            let names: Vec<String> = instance
                .class
                .fields
                .iter()
                .map(|field| field.name.clone())
                .collect();
            let mut object = Map::new();
            for name in names {
                let member = apex
                    .get_property(value, &name)
                    .map_err(|error| error.to_string())?;
                if !member.is_null() {
                    object.insert(name, to_json(apex, &member, depth + 1)?);
                }
            }
            Json::Object(object)
        }
        other => {
            return Err(format!(
                "a remote action cannot return a {} here: return a String of JSON",
                other.type_name()
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn arguments_take_the_declared_type() {
        let is = |json: Json, kind: &str| {
            argument(&json, &TypeName::new(kind)).map(|value| value.type_name().to_string())
        };
        assert_eq!(is(json!("x"), "String").as_deref(), Ok("String"));
        assert_eq!(is(json!(5), "Integer").as_deref(), Ok("Integer"));
        assert_eq!(is(json!(1.5), "Decimal").as_deref(), Ok("Decimal"));
        assert!(is(json!("x"), "Integer").is_err());
        assert!(is(json!(3_000_000_000_i64), "Integer").is_err());
        assert!(is(json!("nonsense"), "Id").is_err());
        assert!(is(json!({}), "Account").expect_err("type").contains("Account"));
    }
}
