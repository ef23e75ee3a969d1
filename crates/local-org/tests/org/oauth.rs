//! Per-user OAuth of a named credential, from sign-in to refresh.

use std::collections::HashMap;

use local_org::credentials::Client;
use serde_json::{Value, json};
use url::Url;

use crate::harness::{ADMINISTRATOR, AGENT, Answer, Browser, Harness, LIGHTNING, MY_DOMAIN, Remoting};
use crate::provider::Provider;

fn start(provider: &Provider) -> Harness {
    let rewrite = |from: &str| {
        format!("https://{from}=http://127.0.0.1:{}", provider.port)
            .parse()
            .expect("rewrite")
    };
    let client = Client {
        id: "client".into(),
        secret: "se:cret".into(),
    };
    Harness::start_with(
        vec![rewrite("api.cloud.example"), rewrite("login.cloud.example")],
        vec![("Cloud".into(), client)],
    )
}

/// Starts a sign-in; the query of the authorize address.
fn begin(provider: &Provider, remoting: &Remoting<'_>) -> HashMap<String, String> {
    let reply = remoting.call("signIn", json!(["/apex/Done"]));
    let address = reply["result"].as_str().unwrap_or_else(|| panic!("{reply}"));
    let url = Url::parse(address).expect("an address");
    assert_eq!(url.port(), Some(provider.port));
    assert_eq!(url.path(), "/authorize");
    let query: HashMap<_, _> = url.query_pairs().into_owned().collect();
    let mut facts = provider.facts.lock().expect("facts");
    facts.challenge.clone_from(&query["code_challenge"]);
    facts.code_used = false;
    query
}

fn come_back(harness: &Harness, browser: &Browser, query: &str) -> Answer {
    harness.get(
        browser,
        MY_DOMAIN,
        &format!("/services/authcallback/Cloud?{query}"),
    )
}

fn sign_in(harness: &Harness, provider: &Provider, remoting: &Remoting<'_>) {
    let query = begin(provider, remoting);
    let answer = come_back(
        harness,
        &remoting.browser,
        &format!("code=the-code&state={}", query["state"]),
    );
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(
        answer.location(),
        format!("http://c.vf.force.localhost:{}/apex/Done", harness.port)
    );
}

fn message(reply: &Value) -> &str {
    assert_eq!(reply["type"], "exception", "{reply}");
    reply["message"].as_str().expect("message")
}

#[test]
fn sign_in_call_and_refresh() {
    let provider = Provider::start();
    let harness = start(&provider);
    let agent = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    let before = agent.call("fetch", json!(["/data"]));
    assert!(
        message(&before).starts_with("We couldn't access the credential(s)."),
        "{before}"
    );
    let query = begin(&provider, &agent);
    let redirect = format!(
        "http://my.salesforce.localhost:{}/services/authcallback/Cloud",
        harness.port
    );
    assert_eq!(
        (&query["redirect_uri"], query["client_id"].as_str()),
        (&redirect, "client")
    );
    assert_eq!(
        (
            query["response_type"].as_str(),
            query["code_challenge_method"].as_str()
        ),
        ("code", "S256")
    );
    let answer = come_back(
        &harness,
        &agent.browser,
        &format!("code=the-code&state={}", query["state"]),
    );
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(agent.call("fetch", json!(["/data"]))["result"], "200 the data");
    // The access token is replaced behind the org's back: it refreshes once, and rotates.
    provider.facts.lock().expect("facts").access = "revoked".into();
    assert_eq!(agent.call("fetch", json!(["/data"]))["result"], "200 the data");
    provider.facts.lock().expect("facts").access = "revoked".into();
    assert_eq!(agent.call("fetch", json!(["/data"]))["result"], "200 the data");
    assert_eq!(provider.facts.lock().expect("facts").refreshes, 2);
    // Tokens belong to one user.
    let other = Remoting::of(&harness, &harness.login(ADMINISTRATOR), "/apex/Hello");
    assert!(message(&other.call("fetch", json!(["/data"]))).starts_with("We couldn't access"));
}

#[test]
fn concurrent_calls_refresh_once() {
    const CALLS: u32 = 8;
    let provider = Provider::start();
    let harness = start(&provider);
    let agent = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    sign_in(&harness, &provider, &agent);
    {
        let mut facts = provider.facts.lock().expect("facts");
        facts.access = "revoked".into();
        facts.wait_for_refused = CALLS;
    }
    let replies: Vec<Value> = std::thread::scope(|scope| {
        let calls: Vec<_> = (0..CALLS)
            .map(|_| scope.spawn(|| agent.call("fetch", json!(["/data"]))))
            .collect();
        calls
            .into_iter()
            .map(|call| call.join().expect("a reply"))
            .collect()
    });
    for reply in replies {
        assert_eq!(reply["result"], "200 the data", "{reply}");
    }
    assert_eq!(provider.facts.lock().expect("facts").refreshes, 1);
}

#[test]
fn a_refused_refresh_signs_out() {
    let provider = Provider::start();
    let harness = start(&provider);
    let agent = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    sign_in(&harness, &provider, &agent);
    {
        let mut facts = provider.facts.lock().expect("facts");
        facts.access = "revoked".into();
        facts.refuse_refresh = true;
    }
    let first = agent.call("fetch", json!(["/data"]));
    let words = "Unable to fetch the OAuth token. Error: invalid_grant. Error description: no longer good.";
    assert_eq!(message(&first), words);
    assert!(message(&agent.call("fetch", json!(["/data"]))).starts_with("We couldn't access"));
}

#[test]
fn a_passing_failure_of_the_token_address_keeps_the_tokens() {
    let provider = Provider::start();
    let harness = start(&provider);
    let agent = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    sign_in(&harness, &provider, &agent);
    for failure in [
        (429, "rate_limit_reached"),
        (403, "rate_limit_reached"),
        (500, "internal_error"),
        (503, "invalid_grant"),
        (429, "invalid_grant"),
        (400, "invalid_client"),
    ] {
        {
            let mut facts = provider.facts.lock().expect("facts");
            facts.access = "revoked".into();
            facts.failure = Some(failure);
        }
        let failed = agent.call("fetch", json!(["/data"]));
        assert!(message(&failed).contains(failure.1), "{failed}");
        provider.facts.lock().expect("facts").failure = None;
        let recovered = agent.call("fetch", json!(["/data"]));
        assert_eq!(
            recovered["result"], "200 the data",
            "after {failure:?}: {recovered}"
        );
    }
}

#[test]
fn a_callback_is_checked() {
    let provider = Provider::start();
    let harness = start(&provider);
    let agent = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    let state = |name: &str| {
        let query = begin(&provider, &agent);
        format!("{name}&state={}", query["state"])
    };
    let says = |browser: &Browser, query: &str, text: &str| {
        let answer = come_back(&harness, browser, query);
        assert_eq!(answer.status, 400, "{}", answer.body);
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
    };
    says(&agent.browser, "code=the-code&state=made-up", "not known here");
    says(&agent.browser, "code=the-code", "not known here");
    says(
        &harness.login(ADMINISTRATOR),
        &state("code=the-code"),
        "another user",
    );
    says(&Browser::default(), &state("code=the-code"), "another user");
    says(
        &agent.browser,
        &state("error=access_denied&error_description=You+said+%3Cno%3E"),
        "Access was not granted: You said &lt;no&gt;",
    );
    says(&agent.browser, &state("x=1"), "no authorization code");
    says(
        &agent.browser,
        &state("code=wrong"),
        "Unable to fetch the OAuth token",
    );
    let late = state("code=the-code");
    let advance = harness.post_json(MY_DOMAIN, "/_test/clock", "", &json!({ "advanceSeconds": 601 }));
    assert_eq!(advance.status, 200, "{}", advance.body);
    says(&agent.browser, &late, "has expired");
    // Good once.
    let query = state("code=the-code");
    assert_eq!(come_back(&harness, &agent.browser, &query).status, 303);
    says(&agent.browser, &query, "not known here");
}

#[test]
fn a_sign_in_comes_back_to_the_org_alone() {
    let provider = Provider::start();
    let harness = start(&provider);
    let agent = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    let reply = agent.call("signIn", json!(["https://evil.example/"]));
    assert!(
        message(&reply).contains("must lead back into this org"),
        "{reply}"
    );
}

#[test]
fn failures_of_the_network_have_salesforces_words() {
    let provider = Provider::start();
    let harness = start(&provider);
    let agent = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    sign_in(&harness, &provider, &agent);
    assert_eq!(message(&agent.call("fetch", json!(["/never"]))), "Read timed out");
    let large = agent.call("fetch", json!(["/large"]));
    assert_eq!(
        message(&large),
        "Exceeded max size limit of 6000000 with response size 6000001"
    );
    assert_eq!(agent.call("fetch", json!(["/none"]))["result"], "404 ");
    drop(provider);
    let refused = agent.call("fetch", json!(["/data"]));
    assert!(
        ["Connection refused", "Connection reset"].contains(&message(&refused)),
        "{refused}"
    );
}

#[test]
fn an_administrator_sets_the_client_and_nobody_reads_the_secret() {
    let provider = Provider::start();
    let harness = start(&provider);
    let administrator = Remoting::of(&harness, &harness.login(ADMINISTRATOR), "/apex/Hello");
    let callback = format!(
        "http://my.salesforce.localhost:{}/services/authcallback/Cloud",
        harness.port
    );
    // As the org was started.
    let known = administrator.call("provider", json!(["Cloud"]));
    assert_eq!(
        known["result"],
        format!("{callback} clientId=client/false clientSecret=null/true")
    );
    let twice = administrator.call("setClient", json!([true, ["other", "hush"]]));
    assert!(message(&twice).contains("already has credentials"), "{twice}");
    let answer = harness.send("DELETE", LIGHTNING, "/_test/client?provider=Cloud", "", &[], "");
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(
        administrator.call("provider", json!(["cloud"]))["result"],
        callback
    );
    let nobody = administrator.call("signIn", json!(["/apex/Done"]));
    assert!(message(&nobody).contains("has no client ID"), "{nobody}");
    let early = administrator.call("setClient", json!([false, ["client", "se:cret"]]));
    assert!(message(&early).contains("has no credentials"), "{early}");
    let half = administrator.call("setClient", json!([true, ["client"]]));
    assert!(message(&half).contains("clientSecret is required"), "{half}");
    let stored = administrator.call("setClient", json!([true, ["client", "se:cret"]]));
    assert_eq!(stored["result"], " clientId=client/false clientSecret=null/true");
    sign_in(&harness, &provider, &administrator);
    // Another client in its place is used from then on.
    administrator.call("setClient", json!([false, ["other", "hush"]]));
    let query = begin(&provider, &administrator);
    assert_eq!(query["client_id"], "other");
}

#[test]
fn only_who_may_customize_the_org_sees_and_sets_the_client() {
    let provider = Provider::start();
    let harness = start(&provider);
    let agent = Remoting::of(&harness, &harness.login(AGENT), "/apex/Hello");
    for reply in [
        agent.call("provider", json!(["Cloud"])),
        agent.call("setClient", json!([false, ["other", "hush"]])),
    ] {
        assert!(message(&reply).contains("You need the permission"), "{reply}");
    }
    assert_eq!(begin(&provider, &agent)["client_id"], "client");
    let administrator = Remoting::of(&harness, &harness.login(ADMINISTRATOR), "/apex/Hello");
    let unknown = administrator.call("provider", json!(["Other"]));
    assert!(message(&unknown).contains("doesn't exist"), "{unknown}");
}
