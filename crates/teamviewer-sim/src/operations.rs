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
    "list_users",
    "get_user",
    "list_groups",
    "create_group",
    "get_group",
    "modify_group",
    "delete_group",
    "share_group",
    "unshare_group",
    "create_session",
    "list_sessions",
    "get_session",
    "modify_session",
    "close_session",
    "send_sms",
    "delete_session",
    "list_devices",
    "create_device",
    "get_device",
    "modify_device",
    "delete_device",
    "list_managed_devices",
    "list_company_devices",
    "get_managed_device",
    "list_managed_groups",
    "get_managed_group",
    "list_managed_group_devices",
    "list_connections",
    "get_connection",
    "modify_connection",
    "delete_connection",
    "customer_page",
    "supporter_page",
    "web_client_page",
    "device_page",
];

/// The names of a request, the most general first: closing a session is `modify_session` and `close_session`,
/// inviting by SMS with PUT `modify_session` and `send_sms`.
/// Empty for a path the simulator does not have.
pub fn of(method: &Method, path: &str, body: &[u8]) -> Vec<Name> {
    let names: &[Name] = match (method.as_str(), path) {
        ("GET", "/oauth2/authorize" | "/api/v1/oauth2/authorize") => &["authorize"],
        ("POST", "/oauth2/sign-in") => &["sign_in"],
        ("POST", "/oauth2/consent") => &["consent"],
        ("POST", "/api/v1/oauth2/token") if has_grant_type(body, "refresh_token") => &["token", "refresh"],
        ("POST", "/api/v1/oauth2/token") => &["token", "exchange_code"],
        ("POST", "/api/v1/oauth2/revoke") => &["revoke"],
        ("GET", path) if is_device_page(path) => &["device_page"],
        (_, "/Connect/IndexByol") => &["web_client_page"],
        _ => match path.strip_prefix("/api/v1/") {
            Some(path) => api(method.as_str(), path, body),
            None => page(path),
        },
    };
    names.to_vec()
}

fn api(method: &str, path: &str, body: &[u8]) -> &'static [Name] {
    let segments: Vec<&str> = path.split('/').collect();
    match (method, segments.as_slice()) {
        ("GET", ["ping"]) => &["ping"],
        ("GET", ["account"]) => &["account"],
        ("GET", ["users"]) => &["list_users"],
        ("GET", ["users", _]) => &["get_user"],
        ("GET", ["groups"]) => &["list_groups"],
        ("POST", ["groups"]) => &["create_group"],
        ("GET", ["groups", _]) => &["get_group"],
        ("PUT", ["groups", _]) => &["modify_group"],
        ("DELETE", ["groups", _]) => &["delete_group"],
        ("POST", ["groups", _, "share_group"]) => &["share_group"],
        ("POST", ["groups", _, "unshare_group"]) => &["unshare_group"],
        ("POST", ["sessions"]) => &["create_session"],
        ("GET", ["sessions"]) => &["list_sessions"],
        ("GET", ["sessions", _]) => &["get_session"],
        ("PUT", ["sessions", _]) => change(body),
        ("DELETE", ["sessions", _]) => &["delete_session"],
        ("GET", ["devices"]) => &["list_devices"],
        ("POST", ["devices"]) => &["create_device"],
        ("GET", ["devices", _]) => &["get_device"],
        ("PUT", ["devices", _]) => &["modify_device"],
        ("DELETE", ["devices", _]) => &["delete_device"],
        ("GET", ["managed", "devices"]) => &["list_managed_devices"],
        ("GET", ["managed", "devices", "company"]) => &["list_company_devices"],
        ("GET", ["managed", "devices", _]) => &["get_managed_device"],
        ("GET", ["managed", "groups"]) => &["list_managed_groups"],
        ("GET", ["managed", "groups", _]) => &["get_managed_group"],
        ("GET", ["managed", "groups", _, "devices"]) => &["list_managed_group_devices"],
        ("GET", ["reports", "connections"]) => &["list_connections"],
        ("GET", ["reports", "connections", _]) => &["get_connection"],
        ("PUT", ["reports", "connections", _]) => &["modify_connection"],
        ("DELETE", ["reports", "connections", _]) => &["delete_connection"],
        _ => &[],
    }
}

/// What a PUT of a session does besides changing it.
fn change(body: &[u8]) -> &'static [Name] {
    let closes = json_field(body, "state").is_some_and(|state| state.eq_ignore_ascii_case("closed"));
    match (closes, json_field(body, "sms_invite_number").is_some()) {
        (true, true) => &["modify_session", "close_session", "send_sms"],
        (true, false) => &["modify_session", "close_session"],
        (false, true) => &["modify_session", "send_sms"],
        (false, false) => &["modify_session"],
    }
}

fn is_device_page(path: &str) -> bool {
    let id = path.strip_prefix("/device/").or_else(|| path.strip_prefix('/'));
    let id = id.and_then(|id| id.split('/').next()).unwrap_or_default();
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
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
            (
                "PUT",
                "/api/v1/sessions/s119-457-589",
                r#"{"sms_invite_number":"+33 6"}"#,
                &["modify_session", "send_sms"],
            ),
            (
                "PUT",
                "/api/v1/sessions/s119-457-589",
                r#"{"sms_invite_number":"+33 6","state":"Closed"}"#,
                &["modify_session", "close_session", "send_sms"],
            ),
            ("GET", "/api/v1/devices", "", &["list_devices"]),
            (
                "GET",
                "/api/v1/managed/devices/company",
                "",
                &["list_company_devices"],
            ),
            ("POST", "/api/v1/groups/g1/share_group", "{}", &["share_group"]),
            (
                "GET",
                "/device/123456789/authorization/prompt/mode/control",
                "",
                &["device_page"],
            ),
            ("GET", "/api/v1/meetings", "", &[]),
            ("GET", "/api/v1/sessions/s1/more", "", &[]),
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
