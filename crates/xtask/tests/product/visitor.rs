//! A browser without a screen: cookies, redirects, forms, and the remote actions of a page.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use ureq::http::Request;
use url::Url;

/// A person's browser. Its cookies are kept per site (the last two parts of a host), whatever the port.
#[derive(Default)]
pub struct Visitor {
    cookies: BTreeMap<(String, String), String>,
}

/// A page that was reached.
pub struct Page {
    pub address: Url,
    pub status: u16,
    pub body: String,
}

impl Visitor {
    /// Opens an address and follows redirects.
    pub fn open(&mut self, address: &str) -> Page {
        self.follow("GET", address, &[], "")
    }

    /// Sends a form and follows redirects.
    pub fn submit(&mut self, address: &str, fields: &[(&str, &str)]) -> Page {
        let body: String = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        self.follow("POST", address, &kind, &body)
    }

    /// Logs in to the org as one of the demo org's users.
    pub fn log_in(&mut self, port: u16, username: &str) {
        let page = self.open(&format!(
            "http://my.salesforce.localhost:{port}/secur/frontdoor.jsp?un={username}"
        ));
        assert_eq!(page.status, 200, "{}", page.body);
    }

    /// Calls a remote action of a page, as the remoting library does; the envelope that it returned.
    pub fn call(&mut self, page: &Page, action: &str, request: &Value) -> Value {
        let marker = "RemotingProviderImpl(";
        let start = page.body.find(marker).expect("a page with remote actions") + marker.len();
        let end = start + page.body[start..].find("));</script>").expect("its end");
        let provider: Value = serde_json::from_str(&page.body[start..end]).expect("JSON");
        let class = "TeamViewerSessionController";
        let methods = provider["actions"][class]["ms"].as_array().expect("methods");
        let method = methods
            .iter()
            .find(|method| method["name"] == action)
            .unwrap_or_else(|| panic!("the page has no remote action {action}"));
        let message = json!({
            "action": class, "method": action, "data": [request.to_string()], "type": "rpc", "tid": 2,
            "ctx": {
                "csrf": method["csrf"], "authorization": method["authorization"],
                "vid": provider["vf"]["vid"], "ns": method["ns"], "ver": method["ver"],
            }
        });
        let address = page.address.join("/apexremote").unwrap();
        let origin = page.address.origin().ascii_serialization();
        let headers = [
            ("content-type", "application/json"),
            ("origin", &origin),
            ("referer", page.address.as_str()),
        ];
        let reply = self.follow("POST", address.as_str(), &headers, &message.to_string());
        let replies: Value = serde_json::from_str(&reply.body).unwrap_or_else(|_| panic!("{}", reply.body));
        let result = replies[0]["result"]
            .as_str()
            .unwrap_or_else(|| panic!("{replies}"));
        serde_json::from_str(result).expect("an envelope")
    }

    fn follow(&mut self, method: &str, address: &str, headers: &[(&str, &str)], body: &str) -> Page {
        let mut page = self.request(method, address, headers, body);
        for _ in 0..10 {
            let Err(target) = page else { break };
            page = self.request("GET", &target, &[], "");
        }
        page.unwrap_or_else(|target| panic!("redirected again and again, last to {target}"))
    }

    /// One request: the page, or where a redirect leads.
    fn request(
        &mut self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Page, String> {
        let address = Url::parse(address).expect("an address");
        let (host, port) = (address.host_str().unwrap().to_owned(), address.port().unwrap());
        // Names below localhost are this machine, which not every system's resolver knows.
        let path = &address[url::Position::BeforePath..url::Position::AfterQuery];
        let mut request = Request::builder()
            .method(method)
            .uri(format!("http://127.0.0.1:{port}{path}"))
            .header("host", format!("{host}:{port}"))
            .header("cookie", self.cookies_for(&host));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .into();
        let mut answer = agent
            .run(request.body(body.to_owned()).unwrap())
            .unwrap_or_else(|error| panic!("{method} {address}: {error}"));
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').expect("a cookie");
            self.cookies
                .insert((site(&host).to_owned(), name.to_owned()), value.to_owned());
        }
        if let Some(target) = answer.headers().get("location") {
            let target = target.to_str().unwrap();
            return Err(address.join(target).expect("a redirect's target").to_string());
        }
        Ok(Page {
            status: answer.status().as_u16(),
            body: answer.body_mut().read_to_string().expect("text"),
            address,
        })
    }

    fn cookies_for(&self, host: &str) -> String {
        let own = self.cookies.iter().filter(|((owner, _), _)| owner == site(host));
        let pairs: Vec<String> = own.map(|((_, name), value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }
}

/// The Id of one of the demo org's Cases.
pub fn demo_case(visitor: &mut Visitor, port: u16) -> String {
    let query = "SELECT Id FROM Case ORDER BY CaseNumber LIMIT 1".replace(' ', "+");
    let rows = visitor.open(&format!("http://127.0.0.1:{port}/_test/soql?q={query}"));
    let rows: Value = serde_json::from_str(&rows.body).unwrap_or_else(|_| panic!("{}", rows.body));
    let row = rows.get("records").unwrap_or(&rows)[0].clone();
    row["Id"].as_str().unwrap_or_else(|| panic!("{rows}")).to_owned()
}

fn site(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').skip(1);
    dots.next().map_or(host, |(dot, _)| &host[dot + 1..])
}
