//! Replaces the origin of outgoing addresses, so that the package's own metadata can point at the real
//! service while the org talks to another server.

use url::{Origin, Url};

/// `FROM=TO`: addresses of one origin go to another.
#[derive(Clone, Debug)]
pub struct Rewrite {
    from: Origin,
    to: Url,
}

impl std::str::FromStr for Rewrite {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let explain = || {
            format!(
                "`{text}` is not FROM=TO with two origins, such as https://api.example.com=http://127.0.0.1:8601"
            )
        };
        let (from, to) = text.split_once('=').ok_or_else(explain)?;
        let from = Url::parse(from).map_err(|_| explain())?;
        let to = Url::parse(to).map_err(|_| explain())?;
        let bare = |url: &Url| {
            url.has_host() && url.path() == "/" && url.query().is_none() && url.fragment().is_none()
        };
        if bare(&from) && bare(&to) {
            Ok(Self {
                from: from.origin(),
                to,
            })
        } else {
            Err(explain())
        }
    }
}

/// Applies the first rewrite that matches the origin of `address`; others pass unchanged.
pub fn apply(rewrites: &[Rewrite], address: &Url) -> Url {
    let origin = address.origin();
    let Some(rewrite) = rewrites.iter().find(|rewrite| rewrite.from == origin) else {
        return address.clone();
    };
    let mut moved = rewrite.to.clone();
    moved.set_path(address.path());
    moved.set_query(address.query());
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_origin_changes() {
        let rewrites = ["https://api.example.com=http://127.0.0.1:8601"
            .parse::<Rewrite>()
            .expect("rewrite")];
        let moved = apply(
            &rewrites,
            &Url::parse("https://api.example.com/a%20b/c?x=1").expect("url"),
        );
        assert_eq!(moved.as_str(), "http://127.0.0.1:8601/a%20b/c?x=1");
        let other = Url::parse("https://api.example.com.evil.example/a").expect("url");
        assert_eq!(apply(&rewrites, &other), other);
    }

    #[test]
    fn a_bad_rewrite_says_how_it_should_look() {
        for bad in ["x", "https://a.example", "https://a.example/path=http://b", "a=b"] {
            let error = bad.parse::<Rewrite>().expect_err(bad);
            assert!(error.contains("FROM=TO"), "{error}");
        }
    }
}
