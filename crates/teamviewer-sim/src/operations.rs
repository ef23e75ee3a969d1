//! What a request is called: the names by which faults, limits and the log speak of it.

use axum::http::Method;

/// Name of an operation.
pub type Name = &'static str;

/// Every name [`of`] can return.
pub const ALL: &[Name] = &[
    "authorize",
    "sign_in",
    "consent",
    "token",
    "exchange_code",
    "refresh",
    "revoke",
    "ping",
    "account",
    "list_groups",
    "create_group",
    "create_session",
    "list_sessions",
    "get_session",
    "modify_session",
    "close_session",
    "delete_session",
    "list_connections",
    "get_connection",
    "modify_connection",
    "delete_connection",
    "customer_page",
    "supporter_page",
    "web_client_page",
];

/// The names of a request, the most general first: closing a session is `modify_session` and `close_session`.
/// Empty for a path the simulator does not have.
pub fn of(method: &Method, path: &str, body: &[u8]) -> Vec<Name> {
    let names: &[Name] = match (method.as_str(), path) {
        ("GET", "/oauth2/authorize" | "/api/v1/oauth2/authorize") => &["authorize"],
        ("POST", "/oauth2/sign-in") => &["sign_in"],
        ("POST", "/oauth2/consent") => &["consent"],
        ("POST", "/api/v1/oauth2/token") if has_grant_type(body, "refresh_token") => &["token", "refresh"],
        ("POST", "/api/v1/oauth2/token") => &["token", "exchange_code"],
        ("POST", "/api/v1/oauth2/revoke") => &["revoke"],
        (_, "/Connect/IndexByol") => &["web_client_page"],
        _ => match path.strip_prefix("/api/v1/") {
            Some(path) => api(method.as_str(), path, body),
            None => page(path),
        },
    };
    names.to_vec()
}

fn api(method: &str, path: &str, body: &[u8]) -> &'static [Name] {
    let (collection, id) = match path.strip_prefix("reports/") {
        Some(rest) => rest
            .split_once('/')
            .map_or((path, None), |(_, id)| ("reports/connections", Some(id))),
        None => path
            .split_once('/')
            .map_or((path, None), |(collection, id)| (collection, Some(id))),
    };
    match (method, collection, id.is_some()) {
        ("GET", "ping", false) => &["ping"],
        ("GET", "account", false) => &["account"],
        ("GET", "groups", false) => &["list_groups"],
        ("POST", "groups", false) => &["create_group"],
        ("POST", "sessions", false) => &["create_session"],
        ("GET", "sessions", false) => &["list_sessions"],
        ("GET", "sessions", true) => &["get_session"],
        ("PUT", "sessions", true) if closes(body) => &["modify_session", "close_session"],
        ("PUT", "sessions", true) => &["modify_session"],
        ("DELETE", "sessions", true) => &["delete_session"],
        ("GET", "reports/connections", false) => &["list_connections"],
        ("GET", "reports/connections", true) => &["get_connection"],
        ("PUT", "reports/connections", true) => &["modify_connection"],
        ("DELETE", "reports/connections", true) => &["delete_connection"],
        _ => &[],
    }
}

fn page(path: &str) -> &'static [Name] {
    let link = path
        .strip_prefix("/v15/")
        .or_else(|| path.strip_prefix('/'))
        .unwrap_or_default();
    match (
        link.starts_with('s') && link.len() > 1 && link.as_bytes()[1].is_ascii_digit(),
        link.contains('-'),
    ) {
        (true, true) => &["supporter_page"],
        (true, false) => &["customer_page"],
        (false, _) => &[],
    }
}

/// Whether a token request, form or JSON, has this grant type.
fn has_grant_type(body: &[u8], grant_type: &str) -> bool {
    let form =
        url::form_urlencoded::parse(body).any(|(name, value)| name == "grant_type" && value == grant_type);
    form || json_field(body, "grant_type").is_some_and(|value| value == grant_type)
}

fn closes(body: &[u8]) -> bool {
    json_field(body, "state").is_some_and(|state| state.eq_ignore_ascii_case("closed"))
}

fn json_field(body: &[u8], name: &str) -> Option<String> {
    let body: serde_json::Value = serde_json::from_slice(body).ok()?;
    Some(body.get(name)?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_method_path_and_body() {
        let cases: &[(&str, &str, &str, &[&str])] = &[
            ("POST", "/api/v1/sessions", "{}", &["create_session"]),
            ("GET", "/api/v1/sessions", "", &["list_sessions"]),
            ("GET", "/api/v1/sessions/s119-457-589", "", &["get_session"]),
            (
                "PUT",
                "/api/v1/sessions/s119-457-589",
                r#"{"description":"x"}"#,
                &["modify_session"],
            ),
            (
                "PUT",
                "/api/v1/sessions/s119-457-589",
                r#"{"state":"closed"}"#,
                &["modify_session", "close_session"],
            ),
            (
                "POST",
                "/api/v1/oauth2/token",
                "grant_type=refresh_token&refresh_token=a",
                &["token", "refresh"],
            ),
            (
                "POST",
                "/api/v1/oauth2/token",
                r#"{"grant_type":"refresh_token"}"#,
                &["token", "refresh"],
            ),
            (
                "POST",
                "/api/v1/oauth2/token",
                "grant_type=authorization_code",
                &["token", "exchange_code"],
            ),
            ("GET", "/api/v1/reports/connections", "", &["list_connections"]),
            (
                "PUT",
                "/api/v1/reports/connections/1-2",
                "",
                &["modify_connection"],
            ),
            ("GET", "/v15/s119457589", "", &["customer_page"]),
            ("POST", "/s119457589-AEG8iPEEzz96", "", &["supporter_page"]),
            ("GET", "/simulator.css", "", &[]),
            ("GET", "/api/v1/devices", "", &[]),
        ];
        for (method, path, body, names) in cases {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            assert_eq!(
                of(&method, path, body.as_bytes()),
                *names,
                "{method} {path} {body}"
            );
            assert!(names.iter().all(|name| ALL.contains(name)), "{names:?}");
        }
    }
}
