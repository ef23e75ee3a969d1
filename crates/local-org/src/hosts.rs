//! The host names of the org. One port, three hosts, as a Salesforce org has them: the shell and the
//! Visualforce pages are two origins of one site, the login is another site.

use axum::http::{HeaderMap, header};

/// What a host of the org serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostKind {
    /// The Lightning shell.
    Lightning,
    /// Visualforce pages, remoting and static resources.
    Visualforce,
    /// Login and OAuth callbacks (My Domain).
    MyDomain,
}

/// Addresses of the org.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts {
    port: u16,
    /// In lower case, as host names are.
    namespace: String,
    /// As the package writes it.
    given: String,
}

/// The domain that shell and pages share; the session cookie belongs to it.
pub const SITE: &str = "force.localhost";
const LIGHTNING: &str = "lightning.force.localhost";
const MY_DOMAIN: &str = "my.salesforce.localhost";

impl Hosts {
    /// Hosts of an org that listens on `port` and has its package under `namespace` (empty: unmanaged).
    pub fn new(port: u16, namespace: &str) -> Self {
        Self {
            port,
            namespace: namespace.to_ascii_lowercase(),
            given: namespace.to_owned(),
        }
    }

    /// Host and port of the shell.
    pub fn lightning(&self) -> String {
        format!("{LIGHTNING}:{}", self.port)
    }

    /// Host and port of the login.
    pub fn my_domain(&self) -> String {
        format!("{MY_DOMAIN}:{}", self.port)
    }

    /// Host and port of the Visualforce pages of a namespace; `c` stands for none.
    pub fn visualforce(&self, namespace: &str) -> String {
        let label = if namespace.is_empty() {
            "c".to_owned()
        } else {
            namespace.to_ascii_lowercase()
        };
        format!("{label}.vf.{SITE}:{}", self.port)
    }

    /// Hosts and ports of every namespace that has pages: the org's own, and the package's.
    pub fn pages(&self) -> Vec<String> {
        let mut all = vec![self.visualforce("")];
        if !self.namespace.is_empty() {
            all.push(self.visualforce(&self.namespace));
        }
        all
    }

    /// The namespace whose pages the host of a request serves; empty for the org's own.
    pub fn namespace_of(&self, headers: &HeaderMap) -> String {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let label = host.and_then(|host| host.split('.').next()).unwrap_or_default();
        if label.eq_ignore_ascii_case(&self.namespace) {
            self.given.clone()
        } else {
            String::new()
        }
    }

    /// The host that Apex's `DomainCreator` names by `kind`.
    pub fn of_kind(&self, kind: &str, namespace: &str) -> String {
        match kind {
            "Visualforce" => self.visualforce(namespace),
            "Lightning" => self.lightning(),
            _ => self.my_domain(),
        }
    }

    /// Which host a `Host` header names; `None` for a foreign one. The port is not looked at, so that a
    /// proxy in front may have another.
    pub fn kind(&self, host_header: &str) -> Option<HostKind> {
        let host = host_header
            .rsplit_once(':')
            .map_or(host_header, |(host, _)| host)
            .to_ascii_lowercase();
        match host.as_str() {
            LIGHTNING => Some(HostKind::Lightning),
            MY_DOMAIN => Some(HostKind::MyDomain),
            _ => {
                let label = host.strip_suffix(&format!(".vf.{SITE}"))?;
                (label == "c" || label == self.namespace).then_some(HostKind::Visualforce)
            }
        }
    }

    /// The name of a credential in lower case, without the namespace that it may carry.
    pub fn local_name(&self, name: &str) -> String {
        let lower = name.to_ascii_lowercase();
        let local = lower
            .strip_prefix(&self.namespace)
            .and_then(|rest| rest.strip_prefix("__"));
        match local {
            Some(local) if !self.namespace.is_empty() => local.to_owned(),
            _ => lower,
        }
    }

    /// An absolute address of the shell.
    pub fn lightning_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.lightning())
    }

    /// An absolute address of the login host.
    pub fn my_domain_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.my_domain())
    }

    /// An absolute address on the Visualforce host of a namespace.
    pub fn page_url(&self, namespace: &str, path: &str) -> String {
        format!("http://{}{path}", self.visualforce(namespace))
    }

    /// Makes a return address absolute when it stays inside the org; `None` when it leads elsewhere. An
    /// unchecked return address is an open redirect.
    pub fn safe_return(&self, address: &str) -> Option<String> {
        let base = url::Url::parse(&self.lightning_url("/")).ok()?;
        let parsed = base.join(address.trim()).ok()?;
        let own = parsed.scheme() == "http"
            && parsed.username().is_empty()
            && parsed.password().is_none()
            && parsed.port() == Some(self.port)
            && parsed.host_str().is_some_and(|host| self.kind(host).is_some());
        if !own {
            return None;
        }
        if parsed.host_str() == Some(LIGHTNING) && parsed.path().starts_with("/apex/") {
            let query = parsed
                .query()
                .map(|query| format!("?{query}"))
                .unwrap_or_default();
            let page = parsed.path().trim_start_matches("/apex/").to_ascii_lowercase();
            let managed = !self.namespace.is_empty() && page.starts_with(&format!("{}__", self.namespace));
            let namespace = if managed { self.namespace.as_str() } else { "" };
            return Some(self.page_url(namespace, &format!("{}{query}", parsed.path())));
        }
        Some(parsed.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_apart_whatever_the_port() {
        let hosts = Hosts::new(8600, "");
        assert_eq!(
            hosts.kind("c.vf.force.localhost:1234"),
            Some(HostKind::Visualforce)
        );
        assert_eq!(hosts.kind("LIGHTNING.force.localhost"), Some(HostKind::Lightning));
        assert_eq!(
            hosts.kind("my.salesforce.localhost:8600"),
            Some(HostKind::MyDomain)
        );
        assert_eq!(hosts.kind("evil.example"), None);
        assert_eq!(hosts.kind("other.vf.force.localhost:8600"), None);
    }

    #[test]
    fn a_return_address_stays_in_the_org() {
        let hosts = Hosts::new(8600, "");
        assert_eq!(
            hosts.safe_return("/apex/Done?x=1").as_deref(),
            Some("http://c.vf.force.localhost:8600/apex/Done?x=1")
        );
        assert_eq!(
            hosts
                .safe_return("http://c.vf.force.localhost:8600/apex/Done")
                .as_deref(),
            Some("http://c.vf.force.localhost:8600/apex/Done")
        );
        assert_eq!(
            hosts.safe_return("/lightning/o/Case/list").as_deref(),
            Some("http://lightning.force.localhost:8600/lightning/o/Case/list")
        );
        let managed = Hosts::new(8600, "Acme");
        assert_eq!(
            managed.safe_return("/apex/acme__Done").as_deref(),
            Some("http://acme.vf.force.localhost:8600/apex/acme__Done")
        );
        assert_eq!(
            managed.safe_return("/apex/Done").as_deref(),
            Some("http://c.vf.force.localhost:8600/apex/Done")
        );
        for bad in [
            "//evil.example/",
            "https://evil.example/",
            "http://c.vf.force.localhost:9/apex/X",
            "javascript:alert(1)",
            "http://c.vf.force.localhost:8600@evil.example/",
            "\\\\evil.example",
        ] {
            assert_eq!(hosts.safe_return(bad), None, "{bad}");
        }
    }
}
