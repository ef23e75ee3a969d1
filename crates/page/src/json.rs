//! JSON by the browser's own reader and writer, which cost no bytes.

use contract::{ErrorCode, Field, Fields, FromSource, RemoteError, Source, read_reply};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::property;

/// Writes a request; `None` if the browser refuses, which it has no reason for.
pub fn write(request: &dyn Fields) -> Option<String> {
    let value = value(&Field::Group(request.fields()))?;
    JSON::stringify(&value).ok()?.as_string()
}

fn value(field: &Field<'_>) -> Option<JsValue> {
    Some(match field {
        Field::Text(text) => JsValue::from_str(text),
        Field::Flag(flag) => JsValue::from_bool(*flag),
        Field::Number(number) => JsValue::from_f64(f64::from(*number)),
        Field::Group(members) => {
            let object = Object::new();
            for (name, member) in members {
                Reflect::set(&object, &JsValue::from_str(name), &value(member)?).ok()?;
            }
            object.into()
        }
    })
}

/// Reads a reply, like [`contract::parse_reply`] does without a browser.
pub fn parse_reply<T: FromSource>(text: &str) -> Result<T, RemoteError> {
    let parsed = parse(text).ok_or_else(|| RemoteError::of(ErrorCode::Internal))?;
    read_reply(&Parsed(parsed))
}

/// Reads a text as a JavaScript value; `None` for a text that is no JSON.
pub(crate) fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// What the browser's reader gives.
struct Parsed(JsValue);

impl Source for Parsed {
    fn member(&self, name: &str) -> Option<Self> {
        // What every object inherits (`constructor`) is no member; no name of the contract is among it.
        property(&self.0, name).map(Parsed)
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn flag(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn number(&self) -> Option<u32> {
        let number = self.0.as_f64()?;
        let whole = number as u32;
        (f64::from(whole) == number).then_some(whole)
    }

    fn is_object(&self) -> bool {
        self.0.is_object()
    }

    fn items(&self) -> Option<Vec<Self>> {
        Array::is_array(&self.0).then(|| Array::from(&self.0).iter().map(Parsed).collect())
    }
}
