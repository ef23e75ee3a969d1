//! Starts the program, and speaks HTTP with it. Every answer of the Web API is held against its shape.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::Request;

use crate::shapes::{SHAPES, Seen, is_spoiling};

pub const APP: &str = "demo-app";
pub const SECRET: &str = "demo-secret";
pub const CALLBACK: &str = "http://my.salesforce.localhost:8600/callback?keep=1";

pub const JANE: &str = "u11293276";
pub const TOM: &str = "u11293277";
pub const CLAIRE: &str = "u11293278";
pub const GROUP: &str = "g1001001";

/// A running simulator; it ends with this value, because its standard input closes.
pub struct Sim {
    child: Child,
    pub port: u16,
    agent: Agent,
    /// What the replies held so far.
    pub seen: Mutex<Seen>,
    /// Whether a fault may be waiting.
    has_faults: AtomicBool,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// Asserts an error body of the API and returns its description.
    pub fn error(&self, status: u16, error: &str) -> String {
        assert_eq!(
            (self.status, self.json()["error"].as_str()),
            (status, Some(error)),
            "{self:?}"
        );
        assert!(self.json()["error_code"].is_u64(), "{self:?}");
        self.json()["error_description"].as_str().unwrap().to_owned()
    }
}

pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_teamviewer-sim"));
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

/// Reads the address of the line that says the program is ready.
pub fn port_of(child: &mut Child) -> u16 {
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    let port = line.trim_end().strip_prefix("listening on http://127.0.0.1:");
    port.unwrap_or_else(|| panic!("unexpected first line {line:?}"))
        .parse()
        .unwrap()
}

impl Sim {
    pub fn start() -> Self {
        Self::start_with(&["--seed", "7"])
    }

    pub fn start_with(more: &[&str]) -> Self {
        let client = format!("{APP}:{SECRET}:{CALLBACK}");
        let basics = ["--port", "0", "--exit-with-stdin", "--oauth-client", &client];
        let mut child = command(&[&basics, more].concat()).spawn().unwrap();
        let port = port_of(&mut child);
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .into();
        Self {
            child,
            port,
            agent,
            seen: Mutex::default(),
            has_faults: AtomicBool::new(false),
        }
    }

    /// Any request. The host is 127.0.0.1 unless a `host` header is among the headers.
    pub fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("http://127.0.0.1:{}{path}", self.port));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut answer = self.agent.run(request.body(body.to_owned()).unwrap())?;
        let pairs = answer.headers().iter();
        let headers = pairs
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        let body = answer.body_mut().with_config().limit(64 << 20).read_to_string()?;
        let answer = Answer {
            status: answer.status().as_u16(),
            headers,
            body,
        };
        if path.starts_with("/control") && method == "POST" {
            self.has_faults.store(true, Ordering::Relaxed);
        }
        self.check_shape(method, path, &answer);
        Ok(answer)
    }

    /// Fails when the answer has not the shape it is documented with, unless a fault spoilt it.
    fn check_shape(&self, method: &str, path: &str, answer: &Answer) {
        if !path.starts_with("/api/v1/") {
            return;
        }
        let mut seen = self.seen.lock().unwrap();
        let complaints = SHAPES.faults_of(method, path, answer, &mut seen);
        drop(seen);
        if complaints.is_empty() {
            return;
        }
        let spoilt =
            self.has_faults.load(Ordering::Relaxed) && self.last_fault().as_deref().is_some_and(is_spoiling);
        assert!(spoilt, "{method} {path}: {complaints:#?} in {answer:?}");
    }

    /// The fault that met the last request.
    fn last_fault(&self) -> Option<String> {
        let last = self.logged().pop()?;
        last["fault"].as_str().map(str::to_owned)
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.try_send(method, path, headers, body)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// An API call with a bearer token and a JSON body.
    pub fn api(&self, token: &str, method: &str, path: &str, body: Value) -> Answer {
        let bearer = format!("Bearer {token}");
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
        ];
        self.send(method, &format!("/api/v1{path}"), &headers, &body)
    }

    pub fn get(&self, token: &str, path: &str) -> Answer {
        self.api(token, "GET", path, Value::Null)
    }

    /// A form as a browser posts it.
    pub fn form(&self, path: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.send("POST", path, &[&[kind], headers].concat(), &body)
    }

    /// A control call that succeeds; null when it answers nothing.
    pub fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = self.send(method, &format!("/control/api{path}"), &[], &body);
        assert!((200..300).contains(&answer.status), "{method} {path}: {answer:?}");
        if answer.body.is_empty() {
            Value::Null
        } else {
            answer.json()
        }
    }

    /// Injects one fault.
    pub fn fault(&self, pattern: &str, kind: &str) {
        self.control("POST", "/faults", json!({ "match": pattern, "kind": kind }));
    }

    pub fn advance(&self, seconds: i64) {
        self.control("POST", "/clock", json!({ "advance_seconds": seconds }));
    }

    /// The requests logged so far.
    pub fn logged(&self) -> Vec<Value> {
        self.control("GET", "/requests", Value::Null)["requests"]
            .as_array()
            .unwrap()
            .clone()
    }

    /// Signs in to the pages and returns the cookie.
    pub fn sign_in(&self, email: &str, password: &str) -> String {
        let fields = [("email", email), ("password", password), ("query", "")];
        let answer = self.form("/oauth2/sign-in", &[], &fields);
        assert_eq!(answer.status, 303, "{answer:?}");
        answer
            .header("set-cookie")
            .unwrap()
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    }

    /// Goes through sign-in and consent and exchanges the code.
    pub fn tokens(&self, email: &str, password: &str) -> Value {
        let cookie = self.sign_in(email, password);
        let query = authorize_query(&[]);
        let fields = [("query", query.as_str()), ("decision", "allow")];
        let answer = self.form("/oauth2/consent", &[("cookie", &cookie)], &fields);
        let code = parameter(answer.header("location").unwrap(), "code").unwrap();
        let answer = self.exchange(&code);
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    pub fn jane(&self) -> String {
        self.access("jane.miller@northwind.example", "jane-demo")
    }

    pub fn tom(&self) -> String {
        self.access("tom.berger@northwind.example", "tom-demo")
    }

    pub fn claire(&self) -> String {
        self.access("claire.dubois@northwind.example", "claire-demo")
    }

    fn access(&self, email: &str, password: &str) -> String {
        self.tokens(email, password)["access_token"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub fn exchange(&self, code: &str) -> Answer {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("client_id", APP),
            ("client_secret", SECRET),
        ];
        self.form("/api/v1/oauth2/token", &[], &fields)
    }

    pub fn refresh(&self, token: &str) -> Answer {
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("client_id", APP),
            ("client_secret", SECRET),
        ];
        self.form("/api/v1/oauth2/token", &[], &fields)
    }

    /// Creates a session in the demo group.
    pub fn create(&self, token: &str, more: Value) -> Value {
        let mut body = json!({ "groupid": GROUP });
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().cloned().unwrap_or_default());
        let answer = self.api(token, "POST", "/sessions", body);
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// The path of a link in a reply.
    pub fn path_of(&self, link: &Value) -> String {
        let link = url::Url::parse(link.as_str().unwrap()).unwrap();
        assert_eq!(link.port(), Some(self.port));
        link[url::Position::BeforePath..].to_owned()
    }

    /// Presses a button of a join page and follows the redirect back to it.
    pub fn press(&self, path: &str, step: &str) -> Answer {
        let answer = self.form(path, &[], &[("step", step)]);
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, Some(path)),
            "{answer:?}"
        );
        self.send("GET", path, &[], "")
    }

    /// Sends a POST with a bearer token and returns the connection, its answer unread.
    pub fn open(&self, token: &str, path: &str, body: &Value) -> TcpStream {
        self.open_with("POST", token, path, body)
    }

    /// The same with any method.
    pub fn open_with(&self, method: &str, token: &str, path: &str, body: &Value) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let body = body.to_string();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        stream
    }

    /// Asks again and again until `met`, at most ten seconds.
    pub fn until(&self, what: &str, met: impl Fn(&Self) -> bool) {
        let started = Instant::now();
        while !met(self) {
            assert!(
                started.elapsed() < Duration::from_secs(10),
                "{what} did not happen"
            );
        }
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let ended = self.child.wait();
        if !std::thread::panicking() {
            assert!(ended.unwrap().success(), "the simulator ended with an error");
        }
    }
}

/// A query of the authorization endpoint, with parameters replaced or (by an empty value) left out.
pub fn authorize_query(changes: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("response_type", "code"),
        ("client_id", APP),
        ("redirect_uri", CALLBACK),
        ("state", "s t&te"),
        ("display", "popup"),
    ];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        if !value.is_empty() {
            fields.push((name, value));
        }
    }
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

/// A parameter of an address.
pub fn parameter(address: &str, name: &str) -> Option<String> {
    let address = url::Url::parse(address).unwrap();
    address
        .query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// Whether nothing has come over the connection so far.
pub fn is_silent(mut stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let read = stream.read(&mut [0]);
    stream.set_nonblocking(false).unwrap();
    matches!(read, Err(error) if error.kind() == ErrorKind::WouldBlock)
}

/// Every kind of fault, as the refusal of an unknown one lists them.
pub fn fault_kinds() -> Vec<String> {
    let sim = Sim::start();
    let order = json!({ "match": "account", "kind": "explode" }).to_string();
    let refusal = sim.send("POST", "/control/api/faults", &[], &order);
    let sentence = refusal.json()["error"].as_str().unwrap().to_owned();
    let (_, list) = sentence.split_once("expected one of ").unwrap();
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The names of an object's fields, sorted.
pub fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Sorted names, to compare with [`keys`].
pub fn sorted(names: &[&'static str]) -> Vec<&'static str> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}
