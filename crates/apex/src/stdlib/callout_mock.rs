//! `StaticResourceCalloutMock` and `MultiStaticResourceCalloutMock`: answers from static resources.
//!
//! Source: Apex Developer Guide, "Testing HTTP Callouts Using Static Resources".

use super::args::{self, Found, void};
use super::http;
use crate::error::Thrown;
use crate::host::HttpAnswer;
use crate::interp::Interpreter;
use crate::value::{Native, Value};

const ONE: &str = "StaticResourceCalloutMock";
const MANY: &str = "MultiStaticResourceCalloutMock";

/// Whether the object is one of the two.
pub fn is_mock(native: &Native) -> bool {
    native.is(ONE) || native.is(MANY)
}

/// The methods that set more than a property.
pub(super) fn call_method(interp: &mut Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("setheader", 2) => {
            let (name, value) = (args::text(interp, args, 0)?, args::text(interp, args, 1)?);
            own.set(&format!("header:{name}"), Value::String(value));
            void()
        }
        ("setstaticresource", 2) if own.is(MANY) => {
            let (url, name) = (args::text(interp, args, 0)?, args::text(interp, args, 1)?);
            // Names of fields have no case; addresses have.
            let taken = own.fields.borrow().len();
            own.set(&format!("url{taken}"), Value::String(url));
            own.set(&format!("resource{taken}"), Value::String(name));
            void()
        }
        ("respond", 1) => respond(interp, own, &args[0]).map(Some),
        _ => super::beans::call_method(interp, own, method, args),
    }
}

/// The answer to a request.
fn respond(interp: &mut Interpreter<'_>, own: &Native, request: &Value) -> Result<Value, Thrown> {
    let call = http::request_to_call(interp, request)?;
    let fields = own.fields.borrow();
    let resource = if own.is(ONE) {
        own.get("staticresource")
    } else {
        fields
            .iter()
            .find(|(key, url)| key.starts_with("url") && url.as_str() == Some(&call.endpoint))
            .and_then(|(key, _)| fields.get(&key.replace("url", "resource")))
            .cloned()
            .unwrap_or(Value::Null)
    };
    let Some(name) = resource.as_str() else {
        return Err(interp.throw(
            "CalloutException",
            format!("No static resource is set for {}", call.endpoint),
        ));
    };
    let Some(body) = interp.host().static_resource(name) else {
        return Err(interp.throw(
            "CalloutException",
            format!("Static resource does not exist: {name}"),
        ));
    };
    let headers = fields
        .iter()
        .filter_map(|(key, value)| Some((key.strip_prefix("header:")?, value.as_str()?)))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let code = own.get("statuscode").as_int().and_then(|c| u16::try_from(c).ok());
    let status = own.get("status").as_str().map(str::to_owned);
    drop(fields);
    Ok(http::answer_to_response(
        interp,
        HttpAnswer {
            status_code: code.unwrap_or(200),
            status: status.unwrap_or_else(|| "OK".to_owned()),
            headers,
            body,
        },
    ))
}
