//! Starts an org on a free port and talks to it as a browser does.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use local_org::credentials::{Client, Rewrite};
use local_org::host::OrgHost;
use local_org::org::{Org, OrgConfig};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use ureq::http::{Method, Request};

pub const LIGHTNING: &str = "lightning.force.localhost";
pub const PAGES: &str = "c.vf.force.localhost";
pub const MY_DOMAIN: &str = "my.salesforce.localhost";

pub const AGENT: &str = "agent@example.com";
pub const ADMINISTRATOR: &str = "admin@example.com";
pub const OUTSIDER: &str = "outsider@example.com";

/// A path below `tests/fixtures`.
pub fn fixture(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(path)
}

/// A running org.
pub struct Harness {
    pub port: u16,
    pub org: Arc<Org>,
    // Dropped last: the server runs on it.
    _runtime: Runtime,
}

/// An answer, with its body as text.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }
}

/// Cookies of one person: one for shell and pages, one for the login host.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    pub force: String,
    pub salesforce: String,
}

impl Harness {
    pub fn start() -> Self {
        Self::start_with(Vec::new(), Vec::new())
    }

    pub fn start_with(rewrites: Vec<Rewrite>, clients: Vec<(String, Client)>) -> Self {
        Self::open(OrgConfig {
            sources: vec![fixture("package")],
            seed_dir: Some(fixture("data")),
            rewrites,
            clients,
            ..OrgConfig::default()
        })
    }

    /// The package managed, under `acme`, in an org with metadata of its own.
    pub fn start_managed() -> Self {
        Self::open(OrgConfig {
            sources: vec![fixture("package")],
            subscriber_sources: vec![fixture("subscriber")],
            seed_dir: Some(fixture("data-managed")),
            namespace: "acme".to_owned(),
            ..OrgConfig::default()
        })
    }

    pub fn open(config: OrgConfig) -> Self {
        let runtime = local_org::serve::runtime().expect("runtime");
        let listener = runtime
            .block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .expect("a free port");
        let port = listener.local_addr().expect("address").port();
        let org = Org::open(OrgConfig {
            port,
            slds: fixture("slds"),
            lwc: Some(fixture("lwc")),
            test_control: true,
            ..config
        })
        .unwrap_or_else(|message| panic!("{message}"));
        let app = local_org::server::router(Arc::clone(&org));
        runtime.spawn(async move { axum::serve(listener, app).await.expect("serves") });
        Self {
            port,
            org,
            _runtime: runtime,
        }
    }

    /// Id of a user.
    pub fn user_id(&self, username: &str) -> String {
        let users = self.org.database.users().expect("users");
        let user = users.iter().find(|user| user.username == username);
        user.expect("the user").id.clone()
    }

    /// A transaction of a user, without HTTP.
    pub fn host(&self, username: &str) -> OrgHost {
        self.org.host(&self.user_id(username)).expect("a transaction")
    }

    /// Changes a setting of the org.
    pub fn control(&self, path: &str, body: &Value) -> Answer {
        let answer = self.post_json(LIGHTNING, &format!("/_test/{path}"), "", body);
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer
    }

    /// The mails that left, oldest first.
    pub fn outbox(&self) -> Vec<Value> {
        let answer = self.get(&Browser::default(), LIGHTNING, "/_test/outbox");
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json().as_array().expect("mails").clone()
    }

    pub fn send(
        &self,
        method: &str,
        host: &str,
        path: &str,
        cookie: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let agent = ureq::Agent::new_with_defaults();
        let mut request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).expect("method"))
            .uri(format!("http://127.0.0.1:{}{path}", self.port))
            .header("Host", format!("{host}:{}", self.port));
        if !cookie.is_empty() {
            request = request.header("Cookie", format!("sid={cookie}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = agent
            .configure_request(request.body(body.to_owned()).expect("request"))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .build();
        let mut response = agent
            .run(request)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let headers = response.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("").to_owned()))
            .collect();
        Answer {
            status: response.status().as_u16(),
            headers,
            body: response.body_mut().read_to_string().expect("text"),
        }
    }

    /// GET on a host, with the browser's cookie for it.
    pub fn get(&self, browser: &Browser, host: &str, path: &str) -> Answer {
        let cookie = if host == MY_DOMAIN {
            &browser.salesforce
        } else {
            &browser.force
        };
        self.send("GET", host, path, cookie, &[], "")
    }

    /// GET of a page.
    pub fn page(&self, browser: &Browser, path: &str) -> Answer {
        self.get(browser, PAGES, path)
    }

    pub fn post_json(&self, host: &str, path: &str, cookie: &str, body: &Value) -> Answer {
        self.send(
            "POST",
            host,
            path,
            cookie,
            &[("Content-Type", "application/json")],
            &body.to_string(),
        )
    }

    /// Logs in through the front door, across both sites.
    pub fn login(&self, username: &str) -> Browser {
        let first = self.get(
            &Browser::default(),
            MY_DOMAIN,
            &format!("/secur/frontdoor.jsp?un={username}"),
        );
        assert_eq!(first.status, 302, "{}", first.body);
        let second = self.follow(&first);
        assert_eq!(second.status, 302, "{}", second.body);
        Browser {
            force: sid(&second),
            salesforce: sid(&first),
        }
    }

    /// Follows a redirect without cookies.
    pub fn follow(&self, answer: &Answer) -> Answer {
        let url = url::Url::parse(answer.location()).expect("an absolute address");
        let path = format!("{}?{}", url.path(), url.query().unwrap_or_default());
        self.send("GET", url.host_str().expect("host"), &path, "", &[], "")
    }

    /// Rows of a query in system mode.
    pub fn rows(&self, soql: &str) -> Vec<Value> {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("q", soql)
            .finish();
        let answer = self.get(&Browser::default(), LIGHTNING, &format!("/_test/soql?{query}"));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()["records"].as_array().expect("records").clone()
    }

    /// Inserts a row in system mode; its Id.
    pub fn insert(&self, object: &str, record: &Value) -> String {
        let body = json!({ "operation": "insert", "object": object, "records": [record] });
        let answer = self.post_json(LIGHTNING, "/_test/dml", "", &body);
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()["ids"][0].as_str().expect("an id").to_owned()
    }
}

fn sid(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie").expect("a cookie");
    cookie
        .split(';')
        .next()
        .and_then(|pair| pair.strip_prefix("sid="))
        .expect("sid")
        .to_owned()
}

/// The remote actions a page offers, as its script announces them.
pub struct Remoting<'h> {
    harness: &'h Harness,
    host: &'h str,
    pub browser: Browser,
    pub provider: Value,
}

impl<'h> Remoting<'h> {
    pub fn of(harness: &'h Harness, browser: &Browser, page: &str) -> Self {
        Self::on(harness, browser, PAGES, page)
    }

    pub fn on(harness: &'h Harness, browser: &Browser, host: &'h str, page: &str) -> Self {
        let html = harness.get(browser, host, page);
        assert_eq!(html.status, 200, "{}", html.body);
        let start =
            html.body.find("RemotingProviderImpl(").expect("a provider") + "RemotingProviderImpl(".len();
        let end = start + html.body[start..].find("));</script>").expect("its end");
        let provider = serde_json::from_str(&html.body[start..end]).expect("JSON");
        Self {
            harness,
            host,
            browser: browser.clone(),
            provider,
        }
    }

    /// The message that the library would send.
    pub fn message(&self, class: &str, method: &str, data: Value) -> Value {
        let methods = self.provider["actions"][class]["ms"].as_array().expect("methods");
        let found = methods
            .iter()
            .find(|one| one["name"] == method)
            .unwrap_or(&Value::Null);
        let namespace = found["ns"].as_str().unwrap_or_default();
        let action = match namespace {
            "" => class.to_owned(),
            namespace => format!("{namespace}.{class}"),
        };
        json!({
            "action": action, "method": method, "data": data, "type": "rpc", "tid": 7,
            "ctx": {
                "csrf": found["csrf"].as_str().unwrap_or_default(),
                "authorization": found["authorization"].as_str().unwrap_or_default(),
                "vid": self.provider["vf"]["vid"], "ns": namespace, "ver": 66.0
            }
        })
    }

    pub fn send(&self, message: &Value) -> Value {
        let answer = self
            .harness
            .post_json(self.host, "/apexremote", &self.browser.force, message);
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()[0].clone()
    }

    pub fn call(&self, method: &str, data: Value) -> Value {
        self.send(&self.message("MemoController", method, data))
    }
}
