//! JSON by the browser's own reader and writer, which cost no bytes.

use contract::{ErrorCode, FromSource as _, RemoteError, Source, remoting_failure};

use crate::shell;

/// The request of `join`: [`contract::JoinRequest`] as JSON, with each text as `quoted` writes it.
pub fn join_request(record_id: &str, session_id: &str, quoted: fn(&str) -> String) -> String {
    [
        "{\"recordId\":",
        &quoted(record_id),
        ",\"sessionId\":",
        &quoted(session_id),
        "}",
    ]
    .concat()
}

/// A value of the JSON that was read last; another reading makes it another's.
#[derive(Clone, Copy)]
pub struct Parsed(u32);

impl Parsed {
    /// Reads a text; `None` when it is no JSON.
    pub fn of(text: &str) -> Option<Self> {
        Self::at(shell::parse(text))
    }

    fn at(place: u32) -> Option<Self> {
        (place > 0).then_some(Self(place))
    }
}

impl Source for Parsed {
    fn member(&self, name: &str) -> Option<Self> {
        Self::at(shell::member(self.0, name))
    }

    fn text(&self) -> Option<String> {
        shell::text(self.0)
    }

    fn flag(&self) -> Option<bool> {
        let flag = shell::flag(self.0);
        (flag >= 0).then_some(flag > 0)
    }

    fn number(&self) -> Option<u32> {
        let number = shell::number(self.0);
        let whole = number as u32;
        (f64::from(whole) == number).then_some(whole)
    }

    fn is_object(&self) -> bool {
        // Of no reply that this component reads.
        false
    }

    fn items(&self) -> Option<Vec<Self>> {
        let length = u32::try_from(shell::length(self.0)).ok()?;
        // What is null is no item of the contract.
        (0..length)
            .map(|index| Self::at(shell::item(self.0, index)))
            .collect()
    }
}

/// The data of a reply, not read yet: what does not depend on the sort of reply is there once then.
pub fn reply_data(text: &str) -> Result<Parsed, RemoteError> {
    let reply = Parsed::of(text).ok_or_else(broken)?;
    match reply.member("ok").and_then(|ok| ok.flag()) {
        Some(true) => reply.member("data").ok_or_else(broken),
        Some(false) => {
            let error = reply.member("error").and_then(|error| RemoteError::read(&error));
            Err(error.unwrap_or_else(broken))
        }
        None => Err(broken()),
    }
}

/// What a reply is that is not the contract's.
pub fn broken() -> RemoteError {
    RemoteError::of(ErrorCode::Internal)
}

/// What remoting says of a call that failed between the page and Apex.
pub fn failure(event: &str) -> RemoteError {
    let event = Parsed::of(event);
    let member = |name| event.and_then(|event| event.member(name));
    let text = |name| member(name).and_then(|value| value.text());
    let status = member("statusCode").and_then(|status| status.number());
    RemoteError {
        reference: text("where").filter(|at| !at.is_empty()),
        ..RemoteError::of(remoting_failure(status, &text("message").unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use contract::JoinRequest;

    #[test]
    fn the_request_is_that_of_the_contract() {
        let request = JoinRequest {
            record_id: "500\"1",
            session_id: "a01",
        };
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        assert_eq!(
            super::join_request(request.record_id, request.session_id, quoted),
            serde_json::to_string(&request).unwrap()
        );
    }
}
