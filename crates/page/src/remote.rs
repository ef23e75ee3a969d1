//! Remote actions: one JSON string to Apex, one JSON string back.

use std::cell::Cell;
use std::rc::Rc;

use contract::{ErrorCode, RemoteError};
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
        ..failure(status, &text("message"))
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

/// What remoting's own failures mean. It has no codes for them, only sentences: "Unable to connect to the
/// server (transaction aborted: timeout).", "Unable to connect to the server (communication failure).",
/// "Logged in?" when the login has ended, "Remoting request invalid for your session. Refresh the page and
/// resubmit the action for a valid request." when its token has.
fn failure(status: Option<f64>, message: &str) -> RemoteError {
    let says = |words: &str| message.starts_with(words);
    RemoteError::of(
        if says("Unable to connect to the server (transaction aborted: timeout)") {
            ErrorCode::TimedOut
        } else if says("You do not have access") {
            ErrorCode::NoPermission
        } else if says("Logged in?")
            || says("Remoting request invalid for your session")
            || matches!(status, Some(401.0 | 403.0))
        {
            ErrorCode::SalesforceSignedOut
        } else if says("Unable to connect") || matches!(status, Some(0.0 | 502.0..=504.0)) {
            ErrorCode::Offline
        } else {
            ErrorCode::Internal
        },
    )
}

#[cfg(test)]
mod tests {
    use super::failure;
    use contract::ErrorCode;

    #[test]
    fn remotings_sentences_become_codes() {
        for (status, message, code) in [
            (
                None,
                "Unable to connect to the server (transaction aborted: timeout).",
                ErrorCode::TimedOut,
            ),
            (
                Some(0.0),
                "Unable to connect to the server (communication failure).",
                ErrorCode::Offline,
            ),
            (Some(503.0), "", ErrorCode::Offline),
            (
                Some(403.0),
                "You do not have access to the Apex class or page",
                ErrorCode::NoPermission,
            ),
            (Some(402.0), "Logged in?", ErrorCode::SalesforceSignedOut),
            (Some(401.0), "", ErrorCode::SalesforceSignedOut),
            (
                Some(400.0),
                "Remoting request invalid for your session. Refresh the page and resubmit the action for a valid request.",
                ErrorCode::SalesforceSignedOut,
            ),
            (
                Some(400.0),
                "Attempt to de-reference a null object",
                ErrorCode::Internal,
            ),
            (None, "", ErrorCode::Internal),
        ] {
            assert_eq!(failure(status, message).code, code, "{message}");
        }
    }
}
