//! Which TeamViewer the org talks to: the simulator, or a server that the environment names.

use anyhow::bail;

use super::options::Options;

/// The addresses that the package names.
const WEB_API: &str = "https://webapi.teamviewer.com";
const LOGIN: &str = "https://login.teamviewer.com";

/// The OAuth client that org and simulator agree on. It guards nothing: both run on this machine only.
const SIMULATED_CLIENT: (&str, &str) = ("local-client", "local-secret");

/// The TeamViewer behind the org.
#[derive(Debug, PartialEq, Eq)]
pub enum TeamViewer {
    /// The simulator, on this port.
    Simulator {
        /// Its port.
        port: u16,
    },
    /// A server.
    Server {
        /// Origin of the Web API.
        api: String,
        /// Origin of the sign-in pages.
        login: String,
        /// Origin of its links, when they are not below teamviewer.com.
        links: Option<String>,
        /// The registered OAuth client's id.
        client_id: String,
        /// Its secret.
        client_secret: String,
    },
}

impl TeamViewer {
    /// Reads `TEAMVIEWER_API_URL`, `TEAMVIEWER_LOGIN_URL`, `TEAMVIEWER_LINK_ORIGIN`, `TEAMVIEWER_CLIENT_ID` and
    /// `TEAMVIEWER_CLIENT_SECRET`.
    ///
    /// # Errors
    /// When a server is named but not completely.
    pub fn from_environment(sim_port: u16) -> anyhow::Result<Self> {
        Self::from_variables(sim_port, |name| {
            std::env::var(name).ok().filter(|value| !value.is_empty())
        })
    }

    fn from_variables(sim_port: u16, variable: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let Some(api) = variable("TEAMVIEWER_API_URL") else {
            return Ok(Self::Simulator { port: sim_port });
        };
        let required = |name: &str| match variable(name) {
            Some(value) => Ok(value),
            None => bail!(
                "TEAMVIEWER_API_URL is set but {name} is not; register an OAuth app in the TeamViewer Management \
                 Console and set its client id and secret"
            ),
        };
        Ok(Self::Server {
            api: origin("TEAMVIEWER_API_URL", &api)?,
            login: origin(
                "TEAMVIEWER_LOGIN_URL",
                &variable("TEAMVIEWER_LOGIN_URL").unwrap_or_else(|| LOGIN.to_owned()),
            )?,
            links: variable("TEAMVIEWER_LINK_ORIGIN"),
            client_id: required("TEAMVIEWER_CLIENT_ID")?,
            client_secret: required("TEAMVIEWER_CLIENT_SECRET")?,
        })
    }

    /// What the org replaces in outgoing addresses.
    pub fn rewrites(&self) -> Vec<(&'static str, String)> {
        match self {
            // The org itself calls the Web API, so by number; the browser opens the sign-in page, so by name.
            Self::Simulator { port } => vec![
                (WEB_API, format!("http://127.0.0.1:{port}")),
                (LOGIN, format!("http://login.teamviewer.localhost:{port}")),
            ],
            Self::Server { api, login, .. } => {
                let both = [(WEB_API, api.clone()), (LOGIN, login.clone())];
                both.into_iter().filter(|(from, to)| from != to).collect()
            }
        }
    }

    /// The OAuth client's id and secret.
    pub fn client(&self) -> (&str, &str) {
        match self {
            Self::Simulator { .. } => SIMULATED_CLIENT,
            Self::Server {
                client_id,
                client_secret,
                ..
            } => (client_id, client_secret),
        }
    }

    /// The origin of links beyond those that the package allows.
    pub fn link_origin(&self) -> Option<String> {
        match self {
            Self::Simulator { port } => Some(format!("http://*.teamviewer.localhost:{port}")),
            Self::Server { links, .. } => links.clone(),
        }
    }

    /// The simulator's command line, with the org's address for OAuth answers.
    pub fn simulator_arguments(&self, options: &Options) -> Vec<String> {
        let (id, secret) = self.client();
        let redirect = format!(
            "http://my.salesforce.localhost:{}/services/authcallback/TeamViewer",
            options.port
        );
        let mut arguments = vec![
            "--exit-with-stdin".to_owned(),
            "--port".to_owned(),
            options.sim_port.to_string(),
            "--host".to_owned(),
            "teamviewer.localhost".to_owned(),
            "--oauth-client".to_owned(),
            format!("{id}:{secret}:{redirect}"),
        ];
        if !options.no_company {
            arguments.push("--seed-company".to_owned());
        }
        arguments
    }
}

/// An address without path: the org replaces origins.
fn origin(name: &str, value: &str) -> anyhow::Result<String> {
    let trimmed = value.trim_end_matches('/');
    let host = trimmed
        .strip_prefix("https://")
        .or_else(|| trimmed.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ', '=']) => {
            Ok(trimmed.to_owned())
        }
        _ => bail!("{name} is {value:?}; it must be scheme and host only, like {WEB_API}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> anyhow::Result<TeamViewer> {
        TeamViewer::from_variables(8601, |name| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn without_variables_it_is_the_simulator() {
        let cloud = with(&[]).unwrap();
        assert_eq!(cloud, TeamViewer::Simulator { port: 8601 });
        assert_eq!(
            cloud.link_origin().as_deref(),
            Some("http://*.teamviewer.localhost:8601")
        );
        assert!(
            cloud
                .rewrites()
                .contains(&(WEB_API, "http://127.0.0.1:8601".to_owned()))
        );
    }

    #[test]
    fn the_simulator_has_a_company_unless_it_shall_not() {
        let cloud = with(&[]).unwrap();
        let arguments = |words: &[&str]| {
            let options = Options::parse(words.iter().map(std::ffi::OsString::from).collect()).unwrap();
            cloud.simulator_arguments(&options)
        };
        let company = "--seed-company".to_owned();
        assert!(arguments(&[]).contains(&company));
        assert!(!arguments(&["--test-control"]).contains(&company));
    }

    #[test]
    fn the_real_teamviewer_needs_no_rewrites() {
        let client = [
            ("TEAMVIEWER_CLIENT_ID", "id"),
            ("TEAMVIEWER_CLIENT_SECRET", "secret"),
        ];
        let cloud = with(
            &[
                &[("TEAMVIEWER_API_URL", "https://webapi.teamviewer.com/")][..],
                &client,
            ]
            .concat(),
        )
        .unwrap();
        assert!(cloud.rewrites().is_empty());
        assert_eq!(cloud.client(), ("id", "secret"));
        assert_eq!(cloud.link_origin(), None);
    }

    #[test]
    fn a_server_without_a_client_is_refused_by_name() {
        let error = with(&[("TEAMVIEWER_API_URL", WEB_API), ("TEAMVIEWER_CLIENT_ID", "id")]).unwrap_err();
        assert!(error.to_string().contains("TEAMVIEWER_CLIENT_SECRET"));
    }

    #[test]
    fn only_origins_are_accepted() {
        assert_eq!(
            origin("X", "http://localhost:9000/").unwrap(),
            "http://localhost:9000"
        );
        for wrong in [
            "webapi.teamviewer.com",
            "https://",
            "https://host/api/v1",
            "ftp://host",
            "https://a@b",
        ] {
            assert!(origin("X", wrong).is_err(), "{wrong}");
        }
    }
}
