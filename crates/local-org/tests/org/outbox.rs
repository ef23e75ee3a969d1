//! The page of the outbox.

use apex::host::{EmailMessage, Host};

use crate::harness::{AGENT, Browser, Harness, LIGHTNING};

fn send(harness: &Harness, html: &str) {
    let mut host = harness.host(AGENT);
    let message = EmailMessage {
        to: vec!["customer@example.com".to_owned()],
        subject: Some("A <mail>".to_owned()),
        html_body: Some(html.to_owned()),
        plain_body: Some("plain <text>".to_owned()),
        ..EmailMessage::default()
    };
    host.send_email(&[message], true).expect("sent");
    host.commit(&harness.org).expect("commits");
}

#[test]
fn mails_are_shown_without_giving_them_the_page() {
    let harness = Harness::start();
    let agent = harness.login(AGENT);
    let empty = harness.get(&agent, LIGHTNING, "/outbox");
    assert!(empty.body.contains("No mail has been sent."), "{}", empty.body);
    send(&harness, "<script>alert(1)</script><b>Hi</b>");
    let page = harness.get(&agent, LIGHTNING, "/outbox");
    assert_eq!(page.status, 200, "{}", page.body);
    for part in [
        "A &lt;mail&gt;",
        "plain &lt;text&gt;",
        "customer@example.com",
        "src=\"/outbox/1/html\"",
        "sandbox=\"allow-popups allow-popups-to-escape-sandbox\"",
        "aria-current=\"page\">Outbox</a>",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert!(!page.body.contains("alert(1)"), "{}", page.body);
    let frame = harness.get(&agent, LIGHTNING, "/outbox/1/html");
    assert!(frame.body.contains("<b>Hi</b>"), "{}", frame.body);
    let policy = frame.header("content-security-policy").expect("a policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("sandbox allow-popups"),
        "{policy}"
    );
    assert!(!policy.contains("allow-scripts"), "{policy}");
    assert_eq!(harness.get(&agent, LIGHTNING, "/outbox/9/html").status, 404);
    for path in ["/outbox", "/outbox/1/html"] {
        assert_eq!(
            harness.get(&Browser::default(), LIGHTNING, path).status,
            303,
            "{path}"
        );
    }
    let cleared = harness.send("DELETE", LIGHTNING, "/_test/outbox", "", &[], "");
    assert_eq!(cleared.status, 200);
    assert!(harness.outbox().is_empty());
}
