//! `Url` and `DomainCreator`.

use super::args::{self, Found, found};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, Value};

/// State of a `Url`: the parts as written.
#[derive(Clone, Debug, Default, PartialEq)]
struct Url {
    protocol: String,
    authority: String,
    path: String,
    query: Option<String>,
    reference: Option<String>,
}

/// Splits an absolute URL; the error is Java's.
fn parse(text: &str) -> Result<Url, String> {
    let (protocol, rest) = text
        .split_once(':')
        .ok_or_else(|| format!("no protocol: {text}"))?;
    if protocol.is_empty()
        || !protocol
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    {
        return Err(format!("no protocol: {text}"));
    }
    if !matches!(
        protocol.to_ascii_lowercase().as_str(),
        "http" | "https" | "ftp" | "file" | "mailto"
    ) {
        return Err(format!("unknown protocol: {protocol}"));
    }
    let (rest, reference) = split_optional(rest, '#');
    let (rest, query) = split_optional(&rest, '?');
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash)),
        None => ("", rest.as_str()),
    };
    Ok(Url {
        protocol: protocol.to_ascii_lowercase(),
        authority: authority.to_owned(),
        path: path.to_owned(),
        query,
        reference,
    })
}

fn split_optional(text: &str, at: char) -> (String, Option<String>) {
    match text.split_once(at) {
        Some((before, after)) => (before.to_owned(), Some(after.to_owned())),
        None => (text.to_owned(), None),
    }
}

impl Url {
    fn host_and_port(&self) -> (&str, Option<i32>) {
        let authority = self
            .authority
            .rsplit_once('@')
            .map_or(self.authority.as_str(), |(_, host)| host);
        match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port.parse().ok()),
            _ => (authority, None),
        }
    }

    fn default_port(&self) -> i32 {
        match self.protocol.as_str() {
            "http" => 80,
            "https" => 443,
            "ftp" => 21,
            _ => -1,
        }
    }

    fn file(&self) -> String {
        self.query
            .as_ref()
            .map_or_else(|| self.path.clone(), |query| format!("{}?{query}", self.path))
    }

    fn text(&self) -> String {
        let slashes = if self.authority.is_empty() { "" } else { "//" };
        let reference = self
            .reference
            .as_ref()
            .map(|r| format!("#{r}"))
            .unwrap_or_default();
        format!(
            "{}:{slashes}{}{}{reference}",
            self.protocol,
            self.authority,
            self.file()
        )
    }
}

fn object(url: Url) -> Value {
    Value::native(Native::with_state("System.Url", url))
}

fn malformed(interp: &Interpreter<'_>, message: String) -> Thrown {
    interp.throw("StringException", message)
}

/// Scheme and host of a domain of the org. Only loopback names are served without TLS.
fn origin(interp: &mut Interpreter<'_>, kind: &str) -> String {
    let host = interp.host().domain(kind, "");
    let name = host.split(':').next().unwrap_or_default();
    let scheme = if name == "localhost" || name.ends_with(".localhost") {
        "http"
    } else {
        "https"
    };
    format!("{scheme}://{host}")
}

/// `new Url(...)`.
pub(super) fn construct(interp: &Interpreter<'_>, args: &[Value]) -> Found {
    let arg = |i: usize| args::text(interp, args, i);
    let text = match args.len() {
        1 => arg(0)?.to_string(),
        // A context and an address relative to it.
        2 => {
            let context = args::native(interp, args, 0, "Url")?;
            let base = context
                .state
                .borrow()
                .downcast_ref::<Url>()
                .cloned()
                .unwrap_or_default();
            let spec = arg(1)?;
            if parse(&spec).is_ok() {
                spec.to_string()
            } else if spec.starts_with('/') {
                format!("{}://{}{spec}", base.protocol, base.authority)
            } else {
                let folder = base.path.rsplit_once('/').map_or("", |(folder, _)| folder);
                format!("{}://{}{folder}/{spec}", base.protocol, base.authority)
            }
        }
        3 => format!("{}://{}{}", arg(0)?, arg(1)?, arg(2)?),
        4 => format!(
            "{}://{}:{}{}",
            arg(0)?,
            arg(1)?,
            args::int(interp, args, 2)?,
            arg(3)?
        ),
        _ => return Ok(None),
    };
    parse(&text)
        .map(|url| Some(object(url)))
        .map_err(|message| malformed(interp, message))
}

/// `Url.x()`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("getorgdomainurl" | "getsalesforcebaseurl", 0) => {
            let text = origin(interp, "OrgMyDomain");
            parse(&text)
                .map(|url| Some(object(url)))
                .map_err(|message| malformed(interp, message))
        }
        ("getcurrentrequesturl", 0) => {
            let page = interp.current_page();
            let Some(path) = super::page_reference::url_of(interp, &page)? else {
                return Ok(None);
            };
            let text = if path.starts_with('/') {
                origin(interp, "Visualforce") + &path
            } else {
                path
            };
            parse(&text)
                .map(|url| Some(object(url)))
                .map_err(|message| malformed(interp, message))
        }
        _ => Ok(None),
    }
}

/// A URL as text.
pub(super) fn display(native: &Native) -> Option<String> {
    Some(format!(
        "System.Url[delegate={}]",
        native.state.try_borrow().ok()?.downcast_ref::<Url>()?.text()
    ))
}

/// `url.x()`.
pub(super) fn call_method(interp: &Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    let guard = own.state.borrow();
    let Some(url) = guard.downcast_ref::<Url>() else {
        return Ok(None);
    };
    let (host, port) = url.host_and_port();
    let optional = |value: &Option<String>| found(value.as_ref().map_or(Value::Null, Value::string));
    match (method, args.len()) {
        ("toexternalform", 0) => found(Value::string(url.text())),
        ("tostring", 0) => found(Value::string(format!("System.Url[delegate={}]", url.text()))),
        ("gethost", 0) => found(Value::string(host)),
        ("getport", 0) => found(Value::Integer(port.unwrap_or(-1))),
        ("getdefaultport", 0) => found(Value::Integer(url.default_port())),
        ("getprotocol", 0) => found(Value::string(&url.protocol)),
        ("getauthority", 0) => found(Value::string(&url.authority)),
        ("getpath", 0) => found(Value::string(&url.path)),
        ("getfile", 0) => found(Value::string(url.file())),
        ("getquery", 0) => optional(&url.query),
        ("getref", 0) => optional(&url.reference),
        ("getuserinfo", 0) => optional(&url.authority.rsplit_once('@').map(|(user, _)| user.to_owned())),
        ("samefile", 1) => {
            let other = args::native(interp, args, 0, "Url")?;
            let other = other.state.borrow();
            let same = other.downcast_ref::<Url>().is_some_and(|o| {
                (&o.protocol, &o.authority, o.file()) == (&url.protocol, &url.authority, url.file())
            });
            found(Value::Boolean(same))
        }
        _ => Ok(None),
    }
}

/// `DomainCreator.x(...)`: host names of the org, without scheme.
pub(super) fn domain_creator(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    let kind = match method {
        "getcontenthostname" => "Content",
        "getexperiencecloudsiteshostname" => "ExperienceCloudSites",
        "getexperiencecloudsitesbuilderhostname" => "ExperienceCloudSitesBuilder",
        "getexperiencecloudsiteslivepreviewhostname" => "ExperienceCloudSitesLivePreview",
        "getexperiencecloudsitespreviewhostname" => "ExperienceCloudSitesPreview",
        "getlightningcontainercomponenthostname" => "LightningContainerComponent",
        "getlightninghostname" => "Lightning",
        "getorgmydomainhostname" => "OrgMyDomain",
        "getsalesforcesiteshostname" => "SalesforceSites",
        "getsetuphostname" => "Setup",
        "getvisualforcehostname" => "Visualforce",
        _ => return Ok(None),
    };
    let namespace = match args {
        // Null is the org's own code, as without an argument.
        [] | [Value::Null] => String::new(),
        [_] => args::text(interp, args, 0)?.to_string(),
        _ => return Ok(None),
    };
    found(Value::string(interp.host().domain(kind, &namespace)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_apart_and_puts_together() {
        let text = "https://user@example.com:8443/a/b.html?x=1&y=2#top";
        let url = parse(text).unwrap();
        assert_eq!(url.host_and_port(), ("example.com", Some(8443)));
        assert_eq!(url.file(), "/a/b.html?x=1&y=2");
        assert_eq!(url.reference.as_deref(), Some("top"));
        assert_eq!(url.text(), text);
        assert_eq!(parse("https://example.com").unwrap().path, "");
    }

    #[test]
    fn refuses_what_is_no_url() {
        assert_eq!(parse("example.com/a"), Err("no protocol: example.com/a".into()));
        assert_eq!(
            parse("javascript:alert(1)"),
            Err("unknown protocol: javascript".into())
        );
    }
}
