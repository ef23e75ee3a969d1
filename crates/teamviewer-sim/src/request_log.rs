//! Every request received since the log was last cleared, with secrets blanked out.

use std::collections::{BTreeMap, VecDeque};

use axum::http::HeaderMap;
use serde::Serialize;
use serde_json::Value;
use url::form_urlencoded;

/// Requests kept; the oldest go first.
const KEPT: usize = 10_000;

/// Form and JSON fields of sign-in and token requests whose values are secrets.
const SECRET_FIELDS: [&str; 4] = ["password", "client_secret", "code", "refresh_token"];

const BLANK: &str = "[redacted]";

/// The log.
#[derive(Debug, Default)]
pub struct RequestLog {
    entries: VecDeque<Entry>,
    dropped: usize,
    last_id: u64,
}

/// One request and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Counts up from 1 since the start or reset.
    pub id: u64,
    /// Simulator time.
    pub at: String,
    /// HTTP method.
    pub method: String,
    /// `Host` header.
    pub host: String,
    /// Path.
    pub path: String,
    /// Query string as sent.
    pub query: String,
    /// What the API calls it: operation names, most general first.
    pub operations: Vec<&'static str>,
    /// Headers; those with credentials are blanked out.
    pub headers: BTreeMap<String, String>,
    /// Body as sent, secrets of sign-in and token requests blanked out.
    pub body: String,
    /// The fault that met it.
    pub fault: Option<&'static str>,
    /// Status of the answer; absent while none was given.
    pub status: Option<u16>,
}

/// The log as the control API gives it.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    /// Oldest first.
    requests: &'a VecDeque<Entry>,
    /// How many older ones were dropped since the log was cleared.
    dropped: usize,
}

impl RequestLog {
    /// Appends an entry and returns its id.
    pub fn add(&mut self, mut entry: Entry) -> u64 {
        self.last_id += 1;
        entry.id = self.last_id;
        if self.entries.len() == KEPT {
            self.entries.pop_front();
            self.dropped += 1;
        }
        self.entries.push_back(entry);
        self.last_id
    }

    /// Notes the answer's status. Nothing happens when the log was cleared meanwhile.
    pub fn answered(&mut self, id: u64, status: u16) {
        if let Some(entry) = self.entries.iter_mut().rev().find(|entry| entry.id == id) {
            entry.status = Some(status);
        }
    }

    /// Forgets all entries; ids go on counting.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.dropped = 0;
    }

    /// Everything kept.
    pub fn report(&self) -> Report<'_> {
        Report {
            requests: &self.entries,
            dropped: self.dropped,
        }
    }

    /// Newest first.
    pub fn newest(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev()
    }
}

/// Headers for the log.
pub fn blank_headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    let credentials = ["authorization", "cookie", "proxy-authorization"];
    let value = |name: &str, value: &[u8]| match credentials.contains(&name) {
        true => BLANK.to_owned(),
        false => String::from_utf8_lossy(value).into_owned(),
    };
    headers
        .iter()
        .map(|(name, text)| (name.to_string(), value(name.as_str(), text.as_bytes())))
        .collect()
}

/// A body for the log. Only the bodies of OAuth requests, registrations and devices carry secrets; all others are
/// kept as they are.
pub fn blank_body(path: &str, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body).into_owned();
    let may_hold = ["/oauth2/", "/register", "/api/v1/devices"];
    if !may_hold.iter().any(|part| path.contains(part)) {
        return text;
    }
    if let Ok(Value::Object(mut fields)) = serde_json::from_str(&text) {
        for (name, value) in &mut fields {
            if SECRET_FIELDS.contains(&name.as_str()) {
                *value = BLANK.into();
            }
        }
        return Value::Object(fields).to_string();
    }
    let mut blanked = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(body) {
        let secret = SECRET_FIELDS.contains(&name.as_ref());
        blanked.append_pair(&name, if secret { BLANK } else { &value });
    }
    blanked.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_of_token_requests_are_blanked_in_both_forms() {
        let form = blank_body(
            "/api/v1/oauth2/token",
            b"grant_type=refresh_token&refresh_token=abc&client_secret=def",
        );
        assert_eq!(
            form,
            "grant_type=refresh_token&refresh_token=%5Bredacted%5D&client_secret=%5Bredacted%5D"
        );
        let json = blank_body("/api/v1/oauth2/token", br#"{"code":"abc","client_id":"app"}"#);
        assert!(!json.contains("abc") && json.contains("app"), "{json}");
    }

    #[test]
    fn passwords_of_devices_are_blanked() {
        let json = blank_body("/api/v1/devices/d1", br#"{"alias":"PC","password":"abc"}"#);
        assert!(!json.contains("abc") && json.contains("PC"), "{json}");
    }

    #[test]
    fn api_bodies_are_kept_as_sent() {
        let body = r#"{"description":"x","code":"kept"}"#;
        assert_eq!(blank_body("/api/v1/sessions", body.as_bytes()), body);
    }

    #[test]
    fn the_log_is_bounded_and_says_what_it_dropped() {
        let entry = || Entry {
            id: 0,
            at: String::new(),
            method: String::new(),
            host: String::new(),
            path: String::new(),
            query: String::new(),
            operations: Vec::new(),
            headers: BTreeMap::new(),
            body: String::new(),
            fault: None,
            status: None,
        };
        let mut log = RequestLog::default();
        for _ in 0..KEPT + 3 {
            log.add(entry());
        }
        assert_eq!((log.entries.len(), log.dropped), (KEPT, 3));
        log.clear();
        assert_eq!(log.add(entry()), KEPT as u64 + 4);
    }
}
