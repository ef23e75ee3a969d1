//! `HttpRequest`, `HttpResponse` and `Http`.

use std::rc::Rc;

use super::args::{self, Found, found, void};
use crate::error::Thrown;
use crate::host::{HttpAnswer, HttpCall};
use crate::interp::Interpreter;
use crate::value::{Native, Value};

/// Salesforce's default time-out in milliseconds.
const DEFAULT_TIMEOUT: u32 = 10_000;

/// Salesforce's longest time-out in milliseconds.
const MAX_TIMEOUT: u32 = 120_000;

/// State of an `HttpRequest`.
struct Request {
    endpoint: Option<String>,
    method: Option<String>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    timeout: u32,
    compressed: bool,
}

/// State of an `HttpResponse`.
#[derive(Default)]
struct Response {
    status: Option<String>,
    status_code: i32,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// `new HttpRequest()`, `new HttpResponse()`, `new Http()`; the name in lower case.
pub(super) fn construct(name: &str) -> Option<Value> {
    Some(Value::native(match name {
        "httprequest" => Native::with_state(
            "System.HttpRequest",
            Request {
                endpoint: None,
                method: None,
                headers: Vec::new(),
                body: Vec::new(),
                timeout: DEFAULT_TIMEOUT,
                compressed: false,
            },
        ),
        "httpresponse" => Native::with_state("System.HttpResponse", Response::default()),
        "http" => Native::new("System.Http"),
        _ => return None,
    }))
}

/// What the host is to send for an `HttpRequest`.
///
/// # Errors
/// `CalloutException` when the endpoint or the method is missing.
pub fn request_to_call(interp: &mut Interpreter<'_>, request: &Value) -> Result<HttpCall, Thrown> {
    let native = args::native(interp, std::slice::from_ref(request), 0, "HttpRequest")?;
    let guard = native.state.borrow();
    let Some(request) = guard.downcast_ref::<Request>() else {
        return Err(args::null_argument(interp));
    };
    let Some(endpoint) = request.endpoint.clone() else {
        return Err(interp.throw("CalloutException", "no protocol: null"));
    };
    let Some(method) = request.method.clone() else {
        return Err(interp.throw("CalloutException", "Method is required"));
    };
    if request.compressed {
        return Err(interp.unsupported("HttpRequest.setCompressed(true)"));
    }
    let (headers, body) = (request.headers.clone(), request.body.clone());
    Ok(HttpCall {
        method,
        endpoint,
        headers,
        body,
        timeout_ms: request.timeout,
    })
}

/// The `HttpResponse` for the host's answer.
pub fn answer_to_response(_interp: &mut Interpreter<'_>, answer: HttpAnswer) -> Value {
    Value::native(Native::with_state(
        "System.HttpResponse",
        Response {
            status: Some(answer.status),
            status_code: i32::from(answer.status_code),
            headers: answer.headers,
            body: answer.body,
        },
    ))
}

/// Text of a body; bytes that are not UTF-8 are shown as replacement characters.
fn body_text(body: &[u8]) -> Value {
    Value::string(String::from_utf8_lossy(body))
}

/// A header by name without regard to case. Values of a repeated header are joined, as HTTP allows.
fn header(headers: &[(String, String)], name: &str) -> Value {
    let values: Vec<&str> = headers
        .iter()
        .filter(|(n, _)| n.eq_ignore_ascii_case(name))
        .map(|(_, v)| v.as_str())
        .collect();
    if values.is_empty() {
        Value::Null
    } else {
        Value::string(values.join(","))
    }
}

fn set_header(headers: &mut Vec<(String, String)>, name: &str, value: &str) {
    match headers.iter_mut().find(|(n, _)| n.eq_ignore_ascii_case(name)) {
        Some(header) => header.1 = value.to_owned(),
        None => headers.push((name.to_owned(), value.to_owned())),
    }
}

/// A text argument; null is refused in the words of the setter.
fn text(interp: &Interpreter<'_>, args: &[Value], index: usize, setter: &str) -> Result<Rc<str>, Thrown> {
    match args.get(index) {
        Some(Value::Null) | None => {
            Err(interp.throw("NullPointerException", format!("null argument for {setter}()")))
        }
        _ => args::text(interp, args, index),
    }
}

/// `http.x(...)`.
pub(super) fn http_method(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args) {
        ("send", [Value::Null]) => Err(args::null_argument(interp)),
        ("send", [request]) => interp.http_send(request).map(Some),
        ("tostring", []) => found(Value::string("System.Http[]")),
        _ => Ok(None),
    }
}

/// `request.x(...)`.
pub(super) fn request_method(
    interp: &mut Interpreter<'_>,
    own: &Native,
    method: &str,
    args: &[Value],
) -> Found {
    let mut guard = own.state.borrow_mut();
    let Some(state) = guard.downcast_mut::<Request>() else {
        return Ok(None);
    };
    let optional = |value: &Option<String>| found(value.as_ref().map_or(Value::Null, Value::string));
    match (method, args.len()) {
        ("setendpoint", 1) => {
            state.endpoint = Some(text(interp, args, 0, "HttpRequest.setEndpoint")?.to_string());
            void()
        }
        ("getendpoint", 0) => optional(&state.endpoint),
        ("setmethod", 1) => {
            state.method = Some(text(interp, args, 0, "HttpRequest.setMethod")?.to_string());
            void()
        }
        ("getmethod", 0) => optional(&state.method),
        ("setheader", 2) => {
            let name = text(interp, args, 0, "HttpRequest.setHeader")?;
            let value = text(interp, args, 1, "HttpRequest.setHeader")?;
            set_header(&mut state.headers, &name, &value);
            void()
        }
        ("getheader", 1) => found(header(&state.headers, &args::text(interp, args, 0)?)),
        ("setbody", 1) => {
            state.body = text(interp, args, 0, "HttpRequest.setBody")?.as_bytes().to_vec();
            void()
        }
        ("setbodyasblob", 1) => {
            state.body = args::blob(interp, args, 0)?.to_vec();
            void()
        }
        ("getbody", 0) => found(body_text(&state.body)),
        ("getbodyasblob", 0) => found(Value::blob(state.body.clone())),
        ("settimeout", 1) => {
            let wanted = args::int(interp, args, 0)?;
            let valid = u32::try_from(wanted)
                .ok()
                .filter(|t| (1..=MAX_TIMEOUT).contains(t));
            state.timeout = valid.ok_or_else(|| {
                let message =
                    format!("Invalid timeout {wanted}: must be between 1 and {MAX_TIMEOUT} milliseconds");
                interp.throw("CalloutException", message)
            })?;
            void()
        }
        ("setcompressed", 1) => {
            state.compressed = args::boolean(interp, args, 0)?;
            void()
        }
        ("getcompressed", 0) => found(Value::Boolean(state.compressed)),
        ("tostring", 0) => found(Value::string(show_request(state))),
        _ => Ok(None),
    }
}

fn show_request(request: &Request) -> String {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "null".into());
    format!(
        "System.HttpRequest[Endpoint={}, Method={}]",
        shown(&request.endpoint),
        shown(&request.method)
    )
}

fn show_response(response: &Response) -> String {
    let status = response.status.as_deref().unwrap_or("null");
    format!(
        "System.HttpResponse[Status={status}, StatusCode={}]",
        response.status_code
    )
}

/// A request or response as text.
pub(super) fn display(native: &Native) -> Option<String> {
    let state = native.state.try_borrow().ok()?;
    state
        .downcast_ref::<Request>()
        .map(show_request)
        .or_else(|| state.downcast_ref::<Response>().map(show_response))
}

/// `response.x(...)`.
pub(super) fn response_method(
    interp: &mut Interpreter<'_>,
    own: &Native,
    method: &str,
    args: &[Value],
) -> Found {
    let mut guard = own.state.borrow_mut();
    let Some(state) = guard.downcast_mut::<Response>() else {
        return Ok(None);
    };
    match (method, args.len()) {
        ("getbody", 0) => found(body_text(&state.body)),
        ("getbodyasblob", 0) => found(Value::blob(state.body.clone())),
        ("getstatus", 0) => found(state.status.as_ref().map_or(Value::Null, Value::string)),
        ("getstatuscode", 0) => found(Value::Integer(state.status_code)),
        ("getheader", 1) => found(header(&state.headers, &args::text(interp, args, 0)?)),
        ("getheaderkeys", 0) => {
            let mut keys: Vec<&str> = Vec::new();
            for (name, _) in &state.headers {
                if !keys.iter().any(|k| k.eq_ignore_ascii_case(name)) {
                    keys.push(name);
                }
            }
            found(Value::strings(keys))
        }
        ("setbody", 1) => {
            state.body = text(interp, args, 0, "HttpResponse.setBody")?.as_bytes().to_vec();
            void()
        }
        ("setbodyasblob", 1) => {
            state.body = args::blob(interp, args, 0)?.to_vec();
            void()
        }
        ("setheader", 2) => {
            let name = text(interp, args, 0, "HttpResponse.setHeader")?;
            let value = text(interp, args, 1, "HttpResponse.setHeader")?;
            set_header(&mut state.headers, &name, &value);
            void()
        }
        ("setstatus", 1) => {
            state.status = Some(args::text(interp, args, 0)?.to_string());
            void()
        }
        ("setstatuscode", 1) => {
            state.status_code = args::int(interp, args, 0)?;
            void()
        }
        ("tostring", 0) => found(Value::string(show_response(state))),
        _ => Ok(None),
    }
}
