//! TeamViewer's hosts on one port: which host answers which path, and the links in replies.

use url::form_urlencoded;

use crate::model::session::{Kind, Session};

/// Builds links to the simulator's hosts.
#[derive(Debug, Clone)]
pub struct Links {
    host: String,
    port: u16,
}

/// One of TeamViewer's hosts, or the address that plays all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// `login.`: sign-in, consent, web client.
    Login,
    /// `webapi.`: the API.
    WebApi,
    /// `get.`: join pages of remote control sessions.
    Get,
    /// `getpilot.`: join pages of camera sessions.
    GetPilot,
    /// `start.`: device links.
    Start,
    /// A loopback address or the bare host: everything by path.
    All,
}

impl Links {
    /// Links to `host` (without a subdomain) at `port`.
    pub fn new(host: &str, port: u16) -> Self {
        Self {
            host: host.to_ascii_lowercase(),
            port,
        }
    }

    /// Which host a `Host` header means; none for a name that is not ours.
    pub fn host(&self, header: &str) -> Option<Host> {
        let name = match header.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => header,
        };
        let name = name.to_ascii_lowercase();
        if name == self.host || ["127.0.0.1", "localhost", "[::1]"].contains(&name.as_str()) {
            return Some(Host::All);
        }
        match name.strip_suffix(&self.host)?.strip_suffix('.')? {
            "login" => Some(Host::Login),
            "webapi" => Some(Host::WebApi),
            "get" => Some(Host::Get),
            "getpilot" => Some(Host::GetPilot),
            "start" => Some(Host::Start),
            _ => None,
        }
    }

    /// An absolute address on a subdomain; `path` starts with a slash.
    pub fn on(&self, subdomain: &str, path: &str) -> String {
        format!("http://{subdomain}.{}:{}{path}", self.host, self.port)
    }

    /// The API's own address of a session, for `Location`.
    pub fn session(&self, session: &Session) -> String {
        self.on("webapi", &format!("/api/v1/sessions/{}", session.code))
    }

    /// What the customer opens.
    pub fn customer(&self, session: &Session) -> String {
        let code = session.code.compact();
        match session.kind {
            Kind::Default => self.on("get", &format!("/v15/{code}")),
            Kind::Pilot => self.on("getpilot", &format!("/{code}")),
        }
    }

    /// What the supporter opens: the customer's link and the session's secret.
    pub fn supporter(&self, session: &Session) -> String {
        format!("{}-{}", self.customer(session), session.supporter_token)
    }

    /// What a supporter without an installed client opens.
    pub fn web_client(&self, session: &Session, display_name: &str) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("sessioncode", &session.code.compact())
            .append_pair("servicequeuetoken", &session.supporter_token)
            .append_pair("lang", "en")
            .append_pair("displayName", display_name)
            .finish();
        self.on("login", &format!("/Connect/IndexByol?{query}"))
    }
}

impl Host {
    /// Whether this host answers `path` at all.
    pub fn serves(self, path: &str) -> bool {
        let shared =
            path == "/" || path == "/simulator.css" || path == "/control" || path.starts_with("/control/");
        let mine = match self {
            Self::All => true,
            Self::WebApi => path.starts_with("/api/"),
            Self::Login => ["/oauth2/", "/Connect/", "/register"]
                .iter()
                .any(|prefix| path.starts_with(prefix)),
            Self::Get | Self::GetPilot => path.starts_with("/s") || path.starts_with("/v15/"),
            Self::Start => {
                let id = path.trim_start_matches('/');
                path.starts_with("/device/") || id.bytes().all(|byte| byte.is_ascii_digit())
            }
        };
        shared || mine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_matched_whole_and_without_case() {
        let links = Links::new("teamviewer.localhost", 8601);
        assert_eq!(links.host("WEBAPI.teamviewer.localhost:8601"), Some(Host::WebApi));
        assert_eq!(links.host("login.teamviewer.localhost"), Some(Host::Login));
        assert_eq!(links.host("127.0.0.1:8601"), Some(Host::All));
        assert_eq!(links.host("[::1]:8601"), Some(Host::All));
        for foreign in [
            "evil.example",
            "webapi.teamviewer.localhost.evil.example",
            "xteamviewer.localhost",
            "a.login.teamviewer.localhost",
        ] {
            assert_eq!(links.host(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn hosts_keep_to_their_own_paths() {
        assert!(Host::WebApi.serves("/api/v1/ping"));
        assert!(!Host::Login.serves("/api/v1/ping"));
        assert!(!Host::Get.serves("/oauth2/authorize"));
        assert!(Host::Get.serves("/v15/s119457589"));
        assert!(Host::All.serves("/v15/s119457589"));
        assert!(Host::Start.serves("/control/api/state"));
        assert!(Host::Start.serves("/device/123456789/mode/chat") && Host::Start.serves("/123456789"));
        assert!(!Host::Start.serves("/s119457589") && !Host::Get.serves("/123456789"));
    }
}
