//! Parameters, checked: from the query of GET and DELETE, from the JSON body of POST and PUT.

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::errors::ApiError;
use crate::clock::{Instant, parse_iso, parse_iso_or_day};

/// The fields of a JSON body.
#[derive(Debug)]
pub struct Fields {
    fields: Map<String, Value>,
}

impl Fields {
    /// Reads a JSON object.
    pub fn of(headers: &HeaderMap, body: &[u8]) -> Result<Self, ApiError> {
        let content_type = headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        if content_type.is_some_and(|kind| kind.contains("xml")) {
            return Err(ApiError::invalid_request(
                "The simulator does not read XML bodies; send JSON",
            ));
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => Ok(Self { fields }),
            Ok(_) => Err(ApiError::invalid_request("The body must be a JSON object")),
            Err(error) => Err(ApiError::invalid_request(format!(
                "The body is not valid JSON: {error}"
            ))),
        }
    }

    /// The fields of an object inside a list.
    pub fn of_value(value: &Value) -> Result<Self, ApiError> {
        match value {
            Value::Object(fields) => Ok(Self {
                fields: fields.clone(),
            }),
            _ => Err(ApiError::invalid_request("The list must hold objects")),
        }
    }

    fn value(&self, name: &str) -> Option<&Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// A text of at most `longest` characters.
    pub fn text(&self, name: &str, longest: usize) -> Result<Option<String>, ApiError> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.chars().count() <= longest => Ok(Some(text.clone())),
            Some(Value::String(_)) => Err(ApiError::invalid_request(format!(
                "{name} must not be longer than {longest} characters"
            ))),
            Some(_) => Err(ApiError::invalid_request(format!("{name} must be a string"))),
        }
    }

    /// An id: the prefix and digits.
    pub fn id(&self, name: &str, prefix: char) -> Result<Option<String>, ApiError> {
        self.text(name, 64)?
            .map(|id| check_id(name, prefix, id))
            .transpose()
    }

    /// A GUID, or nothing in an empty text.
    pub fn guid(&self, name: &str) -> Result<Option<String>, ApiError> {
        let is_guid = |text: &str| {
            let parts: Vec<&str> = text.split('-').collect();
            parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
                && parts
                    .iter()
                    .all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        match self.text(name, 64)? {
            Some(text) if !text.is_empty() && !is_guid(&text) => {
                Err(ApiError::invalid_request(format!("{name} must be a GUID")))
            }
            other => Ok(other),
        }
    }

    /// A list that is there and not empty.
    pub fn list(&self, name: &str) -> Result<&[Value], ApiError> {
        match self.value(name) {
            Some(Value::Array(items)) if !items.is_empty() => Ok(items),
            _ => Err(ApiError::invalid_request(format!(
                "{name} must be a list with something in it"
            ))),
        }
    }

    /// A point in time in the documented form.
    pub fn time(&self, name: &str) -> Result<Option<Instant>, ApiError> {
        let wrong = || ApiError::invalid_request(format!("{name} must have the form YYYY-MM-DDTHH:MM:SSZ"));
        self.text(name, 64)?
            .map(|text| parse_iso(&text).ok_or_else(wrong))
            .transpose()
    }

    /// A whole number from 0 to `largest`.
    pub fn number(&self, name: &str, largest: u8) -> Result<Option<u8>, ApiError> {
        let wrong =
            || ApiError::invalid_request(format!("{name} must be a whole number from 0 to {largest}"));
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        let number = value.as_u64().and_then(|number| u8::try_from(number).ok());
        number
            .filter(|number| *number <= largest)
            .map(Some)
            .ok_or_else(wrong)
    }

    /// The fields of an object inside the object.
    pub fn object(&self, name: &str) -> Result<Option<Self>, ApiError> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::Object(fields)) => Ok(Some(Self {
                fields: fields.clone(),
            })),
            Some(_) => Err(ApiError::invalid_request(format!("{name} must be an object"))),
        }
    }

    /// A word or a number, as the API takes for enumerations.
    pub fn raw(&self, name: &str) -> Option<&Value> {
        self.value(name)
    }
}

/// The parameters of a query string. An empty value counts as absent.
#[derive(Debug)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads a query string.
    pub fn of(query: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
            .into_owned()
            .collect();
        Self { pairs }
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<&str> {
        let pair = self
            .pairs
            .iter()
            .find(|(key, value)| key == name && !value.is_empty());
        pair.map(|(_, value)| value.as_str())
    }

    /// Whether a parameter is there, by a test of its name.
    pub fn any(&self, test: impl Fn(&str) -> bool) -> bool {
        self.pairs.iter().any(|(name, _)| test(name))
    }

    /// An id: the prefix and digits.
    pub fn id(&self, name: &str, prefix: char) -> Result<Option<String>, ApiError> {
        self.text(name)
            .map(|id| check_id(name, prefix, id.to_owned()))
            .transpose()
    }

    /// `true` or `false`.
    pub fn flag(&self, name: &str) -> Result<Option<bool>, ApiError> {
        match self.text(name).map(str::to_ascii_lowercase).as_deref() {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(_) => Err(ApiError::invalid_request(format!("{name} must be true or false"))),
        }
    }

    /// A point in time, or a day meaning its first moment.
    pub fn time(&self, name: &str) -> Result<Option<Instant>, ApiError> {
        let wrong = || {
            ApiError::invalid_request(format!(
                "{name} must have the form YYYY-MM-DDTHH:MM:SSZ or YYYY-MM-DD"
            ))
        };
        self.text(name)
            .map(|text| parse_iso_or_day(text).ok_or_else(wrong))
            .transpose()
    }
}

fn check_id(name: &str, prefix: char, id: String) -> Result<String, ApiError> {
    let digits = id.strip_prefix(prefix);
    if digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())) {
        Ok(id)
    } else {
        Err(ApiError::invalid_request(format!(
            "{name} must be {prefix} followed by digits"
        )))
    }
}
