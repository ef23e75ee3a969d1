//! Remote actions: one JSON string to Apex, one JSON string back.

use std::cell::Cell;
use std::rc::Rc;

use contract::{ErrorCode, RemoteError, remoting_failure};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::{property, window};

/// The longest that JavaScript remoting allows; a callout may take as long in Apex.
const TIMEOUT_MILLIS: f64 = 120_000.0;

/// Calls a remote action with a request and tells `done` its reply, to be read with [`crate::json::parse_reply`].
/// Failures between the page and Apex are [`ErrorCode::Offline`], [`ErrorCode::TimedOut`],
/// [`ErrorCode::SalesforceSignedOut`] and [`ErrorCode::Internal`].
///
/// Remoting calls back by itself, so no promise and no future stands between.
pub fn call(action: &str, request: &str, done: Box<dyn FnOnce(Result<String, RemoteError>)>) {
    let done = Rc::new(Cell::new(Some(done)));
    let answered = Rc::clone(&done);
    let name = action.to_owned();
    let callback = Closure::once_into_js(move |result: JsValue, event: JsValue| {
        if let Some(done) = answered.take() {
            done(reply(&name, &result, &event));
        }
    });
    if invoke(action, request, &callback).is_none()
        && let Some(done) = done.take()
    {
        done(Err(internal("Visualforce.remoting")));
    }
}

/// What remoting's callback says.
fn reply(action: &str, result: &JsValue, event: &JsValue) -> Result<String, RemoteError> {
    if property(event, "status").is_some_and(|status| status.is_truthy()) {
        return result.as_string().ok_or_else(|| internal(action));
    }
    let text = |name| {
        property(event, name)
            .and_then(|value| value.as_string())
            .unwrap_or_default()
    };
    let status = property(event, "statusCode").and_then(|code| code.as_f64());
    Err(RemoteError {
        reference: Some(text("where")).filter(|at| !at.is_empty()),
        ..RemoteError::of(remoting_failure(status.map(|code| code as u32), &text("message")))
    })
}

/// Starts the call. `None` when the page has no JavaScript remoting, or it refused the call.
fn invoke(action: &str, request: &str, callback: &JsValue) -> Option<()> {
    let visualforce = property(window()?.as_ref(), "Visualforce")?;
    let manager = property(&property(&visualforce, "remoting")?, "Manager")?;
    let invoke: Function = property(&manager, "invokeAction")?.dyn_into().ok()?;
    let options = Object::new();
    for (name, value) in [
        // Buffering would make one slow call delay the others.
        ("buffer", JsValue::FALSE),
        // The reply is JSON that is rendered as text: escaping it would only break it.
        ("escape", JsValue::FALSE),
        ("timeout", JsValue::from_f64(TIMEOUT_MILLIS)),
    ] {
        Reflect::set(&options, &JsValue::from_str(name), &value).ok()?;
    }
    let arguments = Array::of4(
        &JsValue::from_str(action),
        &JsValue::from_str(request),
        callback,
        &options,
    );
    invoke.apply(&manager, &arguments).ok()?;
    Some(())
}

fn internal(reference: &str) -> RemoteError {
    RemoteError {
        reference: Some(reference.to_owned()),
        ..RemoteError::of(ErrorCode::Internal)
    }
}
