//! The command line.

use clap::Parser;
use url::Url;

use crate::model::grants::OAuthClient;

/// The TeamViewer cloud on a laptop: OAuth, Web API and join pages, for development and tests.
#[derive(Debug, Parser)]
#[command(name = "teamviewer-sim", version)]
pub struct Options {
    /// Port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 8601)]
    pub port: u16,

    /// Host name under which login., webapi., get. and start. are reached, and which links name.
    #[arg(long, default_value = "teamviewer.localhost")]
    pub host: String,

    /// An OAuth app as ID:SECRET:REDIRECT_URI; may be given several times.
    #[arg(long = "oauth-client", value_name = "ID:SECRET:REDIRECT_URI", value_parser = oauth_client)]
    pub oauth_clients: Vec<OAuthClient>,

    /// Makes session codes, tokens and ids the same at every start.
    #[arg(long)]
    pub seed: Option<u64>,

    /// Starts with a company of 50 users, 300 computers and 20,000 connections.
    #[arg(long)]
    pub seed_company: bool,

    /// Ends when standard input closes.
    #[arg(long)]
    pub exit_with_stdin: bool,

    /// Does not enforce TeamViewer's rate limits.
    #[arg(long)]
    pub no_pacing: bool,
}

fn oauth_client(text: &str) -> Result<OAuthClient, String> {
    let mut parts = text.splitn(3, ':');
    let (Some(id), Some(secret), Some(redirect_uri)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(
            "expected ID:SECRET:REDIRECT_URI, for example app:secret:http://localhost:8600/callback"
                .to_owned(),
        );
    };
    if id.is_empty() || secret.is_empty() {
        return Err("neither ID nor SECRET may be empty".to_owned());
    }
    match Url::parse(redirect_uri) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(OAuthClient {
            id: id.to_owned(),
            secret: secret.to_owned(),
            redirect_uri: redirect_uri.to_owned(),
        }),
        _ => Err(format!(
            "REDIRECT_URI {redirect_uri:?} is not an http or https address"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_redirect_address_keeps_its_colons() {
        let client = oauth_client("app:secret:http://my.localhost:8600/cb").unwrap();
        assert_eq!(client.redirect_uri, "http://my.localhost:8600/cb");
        assert_eq!((client.id.as_str(), client.secret.as_str()), ("app", "secret"));
    }

    #[test]
    fn a_mistake_is_named() {
        for wrong in [
            "app",
            "app:secret",
            ":secret:http://a/",
            "app::http://a/",
            "app:secret:javascript:alert(1)",
        ] {
            assert!(oauth_client(wrong).is_err(), "{wrong}");
        }
    }
}
