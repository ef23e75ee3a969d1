//! Sends one HTTP request. Failures carry the words of an Apex `CalloutException`.

use std::io::ErrorKind;
use std::time::Duration;

use apex::host::{HttpAnswer, HttpCall};
use ureq::Agent;
use ureq::http::{Method, Request, Uri};
use url::Url;

/// Largest body of a request or of a response, in bytes.
/// Source: Salesforce Developer Limits, "Maximum size of callout request or response (HTTP request or Web
/// services call)": 6 MB for synchronous Apex.
pub const MAX_BODY: u64 = 6_000_000;

/// Sends `call` to `url` (already resolved); redirects are answers, as in Apex.
///
/// # Errors
/// The message of the `CalloutException` that Apex shall throw.
pub fn send(agent: &Agent, call: &HttpCall, url: &Url) -> Result<HttpAnswer, String> {
    if call.body.len() as u64 > MAX_BODY {
        return Err(too_large("request", call.body.len() as u64));
    }
    let method = Method::from_bytes(call.method.as_bytes())
        .map_err(|_| format!("Invalid HTTP method: {}", call.method))?;
    let uri: Uri = url
        .as_str()
        .parse()
        .map_err(|_| format!("Invalid endpoint: {url}"))?;
    let mut builder = Request::builder().method(method).uri(uri);
    for (name, value) in &call.headers {
        builder = builder.header(name, value);
    }
    let request = builder
        .body(call.body.clone())
        .map_err(|error| format!("Invalid request: {error}"))?;
    let timeout = Duration::from_millis(u64::from(call.timeout_ms.max(1)));
    let request = agent
        .configure_request(request)
        .timeout_global(Some(timeout))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .allow_non_standard_methods(true)
        .build();
    let mut response = agent.run(request).map_err(|error| explain(error, url))?;
    let status = response.status();
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect();
    let body = match response.body_mut().with_config().limit(MAX_BODY).read_to_vec() {
        Ok(body) => body,
        Err(ureq::Error::BodyExceedsLimit(limit)) => {
            return Err(too_large(
                "response",
                response.body().content_length().unwrap_or(limit + 1),
            ));
        }
        Err(error) => return Err(explain(error, url)),
    };
    let reason = status.canonical_reason().unwrap_or_default().to_owned();
    Ok(HttpAnswer {
        status_code: status.as_u16(),
        status: reason,
        headers,
        body,
    })
}

fn too_large(what: &str, size: u64) -> String {
    format!("Exceeded max size limit of {MAX_BODY} with {what} size {size}")
}

/// The words of `java.net`'s exceptions, which Salesforce passes on.
fn explain(error: ureq::Error, url: &Url) -> String {
    match error {
        ureq::Error::Timeout(_) => "Read timed out".to_owned(),
        ureq::Error::HostNotFound => url.host_str().unwrap_or_default().to_owned(),
        ureq::Error::ConnectionFailed => "Connection refused".to_owned(),
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused => "Connection refused".to_owned(),
            ErrorKind::TimedOut | ErrorKind::WouldBlock => "Read timed out".to_owned(),
            ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => "Connection reset".to_owned(),
            ErrorKind::UnexpectedEof => "Unexpected end of file from server".to_owned(),
            ErrorKind::NotFound => url.host_str().unwrap_or_default().to_owned(),
            _ => error.to_string(),
        },
        ureq::Error::Protocol(_) => "Unexpected end of file from server".to_owned(),
        other => other.to_string(),
    }
}
