//! The pages behind the links, pressed as a person would.

use serde_json::{Value, json};

use crate::client::{Sim, keys, sorted};

struct Bench {
    sim: Sim,
    token: String,
    code: String,
    customer: String,
    supporter: String,
    web: String,
}

impl Bench {
    fn new(facts: Value) -> Self {
        let sim = Sim::start();
        sim.control(
            "POST",
            "/clock",
            json!({ "set": "2026-03-01T12:00:00Z", "stopped": true }),
        );
        let token = sim.jane();
        let session = sim.create(&token, facts);
        let code = session["code"].as_str().unwrap().to_owned();
        let customer = sim.path_of(&session["end_customer_link"]);
        let supporter = sim.path_of(&session["supporter_link"]);
        let web = sim.path_of(&session["webclient_supporter_link"]);
        Self {
            sim,
            token,
            code,
            customer,
            supporter,
            web,
        }
    }

    fn online(&self) -> bool {
        self.sim
            .get(&self.token, &format!("/sessions/{}", self.code))
            .json()["online"]
            .as_bool()
            .unwrap()
    }

    fn reports(&self) -> Vec<Value> {
        self.sim.get(&self.token, "/reports/connections").json()["records"]
            .as_array()
            .unwrap()
            .clone()
    }

    fn page(&self, path: &str) -> String {
        self.sim.send("GET", path, &[], "").body
    }
}

#[test]
fn the_customer_goes_online_and_offline() {
    let bench = Bench::new(json!({ "waiting_message": "Please <wait>" }));
    let page = bench.page(&bench.customer);
    assert!(
        page.contains(&bench.code) && page.contains("TeamViewer simulator") && page.contains(">Connect<")
    );
    assert!(page.contains("Please &lt;wait&gt;"), "{page}");
    assert!(!bench.online());
    let page = bench.sim.press(&bench.customer, "connect").body;
    assert!(page.contains("waiting for your supporter") && page.contains("Please &lt;wait&gt;"));
    assert!(bench.online());
    bench.sim.press(&bench.customer, "disconnect");
    assert!(!bench.online());
    assert!(bench.reports().is_empty(), "nobody supported");
}

#[test]
fn the_older_form_of_the_customer_link_works() {
    let bench = Bench::new(json!({}));
    let short = bench.customer.strip_prefix("/v15").unwrap();
    bench.sim.press(short, "connect");
    assert!(bench.online());
}

#[test]
fn a_connection_runs_while_both_are_in_and_is_reported_at_its_end() {
    let facts = json!({ "description": "note", "custom_api": "sf1", "end_customer": { "name": "Jon" } });
    let bench = Bench::new(facts);
    bench.sim.press(&bench.customer, "connect");
    let page = bench.sim.press(&bench.supporter, "join").body;
    assert!(
        page.contains("The connection is running, as Jane Miller."),
        "{page}"
    );
    assert!(page.contains("Customer: Jon"));
    assert!(
        bench
            .page(&bench.customer)
            .contains("Jane Miller is connected to this computer.")
    );
    assert!(bench.reports().is_empty());
    bench.sim.advance(90);
    bench.sim.press(&bench.supporter, "leave");
    assert!(bench.online(), "the customer is still there");
    let [record] = bench.reports().try_into().unwrap();
    let expected = [
        "id",
        "userid",
        "username",
        "deviceid",
        "devicename",
        "groupid",
        "groupname",
        "support_session_type",
        "start_date",
        "end_date",
        "billing_state",
        "session_code",
        "session_created_at",
        "valid_until",
        "assigned_userid",
        "assigned_at",
        "session_note",
        "custom_api",
        "end_customer",
        "feedback",
    ];
    assert_eq!(keys(&record), sorted(&expected));
    assert_eq!(record["start_date"], "2026-03-01T12:00:00Z");
    assert_eq!(record["end_date"], "2026-03-01T12:01:30Z");
    assert_eq!(
        (&record["session_code"], &record["session_note"]),
        (&json!(bench.code), &json!("note"))
    );
    assert_eq!(
        (&record["username"], &record["feedback"]),
        (&json!("Jane Miller"), &json!({}))
    );
    assert_eq!(record["support_session_type"], 1);
}

#[test]
fn the_customer_ends_a_connection_and_rates_it() {
    let bench = Bench::new(json!({}));
    bench.sim.press(&bench.supporter, "join");
    bench.sim.press(&bench.customer, "connect");
    let page = bench.sim.press(&bench.customer, "disconnect").body;
    assert!(page.contains("How was the support?"));
    let fields = [("step", "rate"), ("rating", "4"), ("comment", "thanks")];
    assert_eq!(bench.sim.form(&bench.customer, &[], &fields).status, 303);
    assert!(
        bench
            .page(&bench.customer)
            .contains("Thank you for your feedback.")
    );
    assert_eq!(
        bench.reports()[0]["feedback"],
        json!({ "session_rating": 4, "user_comment": "thanks" })
    );
}

#[test]
fn the_web_client_joins_under_the_name_of_its_link() {
    let bench = Bench::new(json!({}));
    bench.sim.press(&bench.customer, "connect");
    let web = bench.web.replace("Jane+Miller", "Guest+Supporter");
    assert!(bench.page(&web).contains("The customer is online."));
    assert!(bench.sim.press(&web, "join").body.contains("as Guest Supporter."));
    assert!(
        bench
            .page(&bench.customer)
            .contains("Guest Supporter is connected")
    );
    bench.sim.press(&web, "leave");
    assert_eq!(bench.reports().len(), 1);
}

#[test]
fn a_wrong_secret_or_code_opens_nothing() {
    let bench = Bench::new(json!({}));
    for path in [
        format!("{}-AAAAAAAAAAAA", bench.customer),
        format!("{}-", bench.customer),
        "/v15/s100000001".to_owned(),
        "/s12".to_owned(),
        bench.web.replace("servicequeuetoken=", "servicequeuetoken=x"),
        "/Connect/IndexByol".to_owned(),
    ] {
        let answer = bench.sim.send("GET", &path, &[], "");
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            answer.body.contains("There is no session with this code."),
            "{path}"
        );
        assert_eq!(
            bench.sim.form(&path, &[], &[("step", "join")]).status,
            404,
            "{path}"
        );
    }
}

#[test]
fn the_customers_link_does_not_join_as_supporter() {
    let bench = Bench::new(json!({}));
    assert_eq!(
        bench.sim.form(&bench.customer, &[], &[("step", "join")]).status,
        400
    );
    assert_eq!(
        bench
            .sim
            .form(&bench.supporter, &[], &[("step", "connect")])
            .status,
        400
    );
    assert!(
        !bench
            .page(&bench.customer)
            .contains(bench.supporter.rsplit('-').next().unwrap())
    );
}

#[test]
fn an_expired_or_closed_session_says_so_and_lets_nobody_in() {
    let bench = Bench::new(json!({}));
    let refused = |sentence: &str| {
        for (path, step) in [
            (&bench.customer, "connect"),
            (&bench.supporter, "join"),
            (&bench.web, "join"),
        ] {
            assert!(bench.page(path).contains(sentence), "{path}");
            let answer = bench.sim.form(path, &[], &[("step", step)]);
            assert_eq!(answer.status, 409, "{path}");
            assert!(answer.body.contains(sentence), "{path}");
        }
    };
    bench
        .sim
        .control("POST", &format!("/session/{}/expire", bench.code), json!(null));
    refused("This session code has expired.");
    bench.sim.api(
        &bench.token,
        "PUT",
        &format!("/sessions/{}", bench.code),
        json!({ "state": "closed" }),
    );
    refused("This session is closed.");
}

#[test]
fn pilot_sessions_have_their_page_and_their_kind_of_report() {
    let bench = Bench::new(json!({ "support_session_type": "Pilot" }));
    bench.sim.press(&bench.customer, "connect");
    bench.sim.press(&bench.supporter, "join");
    bench.sim.press(&bench.supporter, "leave");
    assert_eq!(bench.reports()[0]["support_session_type"], 2);
}
