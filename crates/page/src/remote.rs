//! Remote actions: one JSON string to Apex, one JSON string back.

use contract::{ErrorCode, RemoteError};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{property, window};

/// The longest that JavaScript remoting allows; a callout may take as long in Apex.
const TIMEOUT_MILLIS: f64 = 120_000.0;

/// Calls a remote action with a request and gives its reply, to be read with [`contract::parse_reply`].
/// Failures between the page and Apex are [`ErrorCode::Offline`], [`ErrorCode::TimedOut`],
/// [`ErrorCode::SalesforceSignedOut`] and [`ErrorCode::Internal`].
pub async fn call(action: &str, request: &str) -> Result<String, RemoteError> {
    let answer = invoke(action, request).ok_or_else(|| internal("Visualforce.remoting"))?;
    let answer = JsFuture::from(answer).await.map_err(|_| internal("Visualforce.remoting.Manager.invokeAction"))?;
    let answer = Array::from(&answer);
    let (result, event) = (answer.get(0), answer.get(1));
    if property(&event, "status").is_some_and(|status| status.is_truthy()) {
        return result.as_string().ok_or_else(|| internal(action));
    }
    let text = |name| property(&event, name).and_then(|value| value.as_string()).unwrap_or_default();
    let status = property(&event, "statusCode").and_then(|code| code.as_f64());
    Err(RemoteError { reference: Some(text("where")).filter(|at| !at.is_empty()), ..failure(status, &text("message")) })
}

/// Starts the call; the promise settles with the array `[result, event]` of remoting's callback. `None`
/// when the page has no JavaScript remoting.
fn invoke(action: &str, request: &str) -> Option<Promise> {
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
    Some(Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |result: JsValue, event: JsValue| {
            // A resolve function of a promise cannot throw.
            let _ = resolve.call1(&JsValue::NULL, &Array::of2(&result, &event));
        });
        let arguments = Array::of4(&JsValue::from_str(action), &JsValue::from_str(request), &done, &options);
        if let Err(error) = invoke.apply(&manager, &arguments) {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    }))
}

fn internal(reference: &str) -> RemoteError {
    RemoteError { reference: Some(reference.to_owned()), ..RemoteError::of(ErrorCode::Internal) }
}

/// What remoting's own failures mean. It has no codes for them, only sentences: "Unable to connect to the
/// server (transaction aborted: timeout).", "Unable to connect to the server (communication failure).",
/// "Logged in?" when the login has ended, "Remoting request invalid for your session. Refresh the page and
/// resubmit the action for a valid request." when its token has.
fn failure(status: Option<f64>, message: &str) -> RemoteError {
    let says = |words: &str| message.contains(words);
    RemoteError::of(if says("timeout") {
        ErrorCode::TimedOut
    } else if says("Logged in?") || says("invalid for your session") || matches!(status, Some(401.0 | 403.0)) {
        ErrorCode::SalesforceSignedOut
    } else if says("Unable to connect") || matches!(status, Some(0.0 | 502.0..=504.0)) {
        ErrorCode::Offline
    } else {
        ErrorCode::Internal
    })
}

#[cfg(test)]
mod tests {
    use super::failure;
    use contract::ErrorCode;

    #[test]
    fn remotings_sentences_become_codes() {
        for (status, message, code) in [
            (None, "Unable to connect to the server (transaction aborted: timeout).", ErrorCode::TimedOut),
            (Some(0.0), "Unable to connect to the server (communication failure).", ErrorCode::Offline),
            (Some(503.0), "", ErrorCode::Offline),
            (Some(402.0), "Logged in?", ErrorCode::SalesforceSignedOut),
            (Some(401.0), "", ErrorCode::SalesforceSignedOut),
            (
                Some(400.0),
                "Remoting request invalid for your session. Refresh the page and resubmit the action for a valid request.",
                ErrorCode::SalesforceSignedOut,
            ),
            (Some(400.0), "Attempt to de-reference a null object", ErrorCode::Internal),
            (None, "", ErrorCode::Internal),
        ] {
            assert_eq!(failure(status, message).code, code, "{message}");
        }
    }
}
