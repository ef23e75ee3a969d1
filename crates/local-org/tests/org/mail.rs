//! Mail of a transaction: checks, limits, templates, and when it leaves.

use apex::host::{EmailAttachment, EmailMessage, EmailResult, Host};
use local_org::host::OrgHost;
use serde_json::json;

use crate::harness::{ADMINISTRATOR, AGENT, Browser, Harness, LIGHTNING, Remoting};

fn message(to: &str) -> EmailMessage {
    EmailMessage {
        to: vec![to.to_owned()],
        subject: Some("Hello".to_owned()),
        plain_body: Some("Text".to_owned()),
        ..EmailMessage::default()
    }
}

/// Status and message of the only error of the only message.
fn refused(host: &mut OrgHost, message: EmailMessage) -> (String, String) {
    let results = host.send_email(&[message], true).expect("is judged");
    let [EmailResult { errors }] = results.as_slice() else {
        panic!("one result: {results:?}")
    };
    let [error] = errors.as_slice() else {
        panic!("one error: {errors:?}")
    };
    (error.status.clone(), error.message.clone())
}

fn accepted(host: &mut OrgHost, message: EmailMessage) {
    let results = host.send_email(&[message], true).expect("is judged");
    assert!(
        results.iter().all(|result| result.errors.is_empty()),
        "{results:?}"
    );
}

#[test]
fn a_mail_leaves_with_the_commit_and_not_before() {
    let harness = Harness::start();
    let mut host = harness.host(AGENT);
    let mut mail = message("customer@example.com");
    mail.cc = vec!["copy@example.com".to_owned()];
    mail.html_body = Some("<b>Text</b>".to_owned());
    mail.attachments = vec![EmailAttachment {
        name: "a.txt".to_owned(),
        content_type: Some("text/plain".to_owned()),
        body: vec![1, 2, 3],
    }];
    accepted(&mut host, mail);
    assert!(harness.outbox().is_empty());
    host.commit(&harness.org).expect("commits");
    let outbox = harness.outbox();
    assert_eq!(outbox.len(), 1, "{outbox:?}");
    let mail = &outbox[0];
    assert_eq!(mail["to"], json!(["customer@example.com"]));
    assert_eq!(mail["cc"], json!(["copy@example.com"]));
    assert_eq!(
        (&mail["subject"], &mail["text"], &mail["html"]),
        (&json!("Hello"), &json!("Text"), &json!("<b>Text</b>"))
    );
    assert_eq!(mail["userId"], harness.user_id(AGENT));
    assert_eq!(
        (&mail["fromName"], &mail["fromAddress"]),
        (&json!("Ann Agent"), &json!("agent@example.com"))
    );
    assert_eq!(mail["attachments"][0]["size"], 3);
}

#[test]
fn what_is_taken_back_is_not_sent() {
    let harness = Harness::start();
    let mut host = harness.host(AGENT);
    accepted(&mut host, message("never@example.com"));
    host.rollback().expect("rolls back");
    let mut host = harness.host(AGENT);
    accepted(&mut host, message("kept@example.com"));
    let savepoint = host.savepoint().expect("a savepoint");
    accepted(&mut host, message("taken-back@example.com"));
    host.rollback_to(savepoint).expect("returns");
    accepted(&mut host, message("after@example.com"));
    host.commit(&harness.org).expect("commits");
    let to: Vec<_> = harness
        .outbox()
        .iter()
        .map(|mail| mail["to"][0].clone())
        .collect();
    assert_eq!(to, ["kept@example.com", "after@example.com"]);
}

#[test]
fn a_bad_message_is_refused_in_salesforces_words() {
    let harness = Harness::start();
    let contact = harness.insert("Contact", &json!({ "LastName": "Mute" }));
    let user = harness.user_id(AGENT);
    let mut host = harness.host(ADMINISTRATOR);
    let pair = |status: &str, words: &str| (status.to_owned(), words.to_owned());
    assert_eq!(
        refused(&mut host, message("nobody")),
        pair("INVALID_EMAIL_ADDRESS", "Email address is invalid: nobody")
    );
    let no_body = EmailMessage {
        plain_body: None,
        ..message("a@b.example")
    };
    assert_eq!(
        refused(&mut host, no_body),
        pair(
            "REQUIRED_FIELD_MISSING",
            "Missing body, need at least one of html or plainText"
        )
    );
    let nobody = EmailMessage {
        to: Vec::new(),
        ..message("")
    };
    assert_eq!(
        refused(&mut host, nobody),
        pair("REQUIRED_FIELD_MISSING", "Add a recipient to send an email.")
    );
    let to_user = EmailMessage {
        target_object_id: Some(user.clone()),
        save_as_activity: true,
        ..message("a@b.example")
    };
    assert_eq!(
        refused(&mut host, to_user).1,
        "saveAsActivity must be false when sending mail to users."
    );
    let about = EmailMessage {
        target_object_id: Some(user.clone()),
        what_id: Some(contact.clone()),
        ..message("a@b.example")
    };
    assert_eq!(
        refused(&mut host, about).1,
        "WhatId is not available for sending emails to UserIds."
    );
    let template = EmailMessage {
        template_id: Some(contact.clone()),
        plain_body: None,
        ..message("a@b.example")
    };
    assert_eq!(
        refused(&mut host, template).1,
        "Missing targetObjectId with template"
    );
    let mute = EmailMessage {
        to: Vec::new(),
        target_object_id: Some(contact),
        treat_target_object_as_recipient: true,
        ..message("")
    };
    assert_eq!(refused(&mut host, mute).0, "INVALID_EMAIL_ADDRESS");
    let reply = EmailMessage {
        reply_to: Some("x".to_owned()),
        ..message("a@b.example")
    };
    assert_eq!(refused(&mut host, reply).1, "Email address is invalid: x");
    host.commit(&harness.org).expect("commits");
    assert!(harness.outbox().is_empty());
}

#[test]
fn one_refused_message_refuses_all_or_itself() {
    let harness = Harness::start();
    let pair = [message("good@example.com"), message("bad")];
    let mut host = harness.host(AGENT);
    let all = host.send_email(&pair, true).expect("is judged");
    assert!(all[0].errors.is_empty() && all[1].errors.len() == 1, "{all:?}");
    host.commit(&harness.org).expect("commits");
    assert!(harness.outbox().is_empty());
    let mut host = harness.host(AGENT);
    host.send_email(&pair, false).expect("is judged");
    host.commit(&harness.org).expect("commits");
    assert_eq!(harness.outbox()[0]["to"], json!(["good@example.com"]));
    assert_eq!(harness.outbox().len(), 1);
}

#[test]
fn deliverability_and_the_daily_limit_refuse_everything() {
    let harness = Harness::start();
    for level in ["system", "none"] {
        harness.control("mail", &json!({ "deliverability": level }));
        let error = harness.host(AGENT).send_email(&[message("a@b.example")], true);
        let error = error.expect_err("no access");
        assert_eq!(error.exception, "EmailException");
        assert!(
            error.message.contains("first error: NO_MASS_MAIL_PERMISSION, "),
            "{}",
            error.message
        );
    }
    harness.control("mail", &json!({ "deliverability": "all", "remaining": 2 }));
    let mut first = harness.host(AGENT);
    accepted(&mut first, message("a@b.example"));
    // Two transactions at once share what is left.
    let mut second = harness.host(ADMINISTRATOR);
    let mut two = message("c@d.example");
    two.cc = vec!["e@f.example".to_owned()];
    let error = second.send_email(&[two], true).expect_err("too many");
    let words = "SendEmail failed. First exception on row 0; first error: SINGLE_EMAIL_LIMIT_EXCEEDED, Failed to send \
         email: []";
    assert_eq!(error.message, words);
    let error = second.reserve_email(2).expect_err("too many");
    assert_eq!(
        (error.exception.as_str(), error.message.as_str()),
        (
            "HandledException",
            "The daily limit for the org would be exceeded by this request"
        )
    );
    second.reserve_email(1).expect("one is left");
    accepted(&mut second, message("c@d.example"));
    // What a rolled back transaction took is free again.
    drop(second);
    first.commit(&harness.org).expect("commits");
    assert_eq!(harness.control("mail", &json!({})).json()["remaining"], 1);
    assert_eq!(
        harness.control("mail", &json!({ "remaining": null })).json()["remaining"],
        4_999
    );
}

#[test]
fn mail_to_a_user_by_id_does_not_count() {
    let harness = Harness::start();
    harness.control("mail", &json!({ "remaining": 0 }));
    let mut host = harness.host(AGENT);
    let by_id = EmailMessage {
        to: Vec::new(),
        target_object_id: Some(harness.user_id(ADMINISTRATOR)),
        treat_target_object_as_recipient: true,
        ..message("")
    };
    accepted(&mut host, by_id);
    host.commit(&harness.org).expect("commits");
    assert_eq!(harness.outbox()[0]["to"], json!([ADMINISTRATOR]));
}

#[test]
fn a_test_sends_nothing_and_takes_nothing() {
    let harness = Harness::start();
    harness.control("mail", &json!({ "remaining": 1 }));
    let mut host = harness.host(AGENT);
    host.begin_test(false).expect("a test");
    for _ in 0..3 {
        accepted(&mut host, message("a@b.example"));
    }
    host.end_test().expect("its end");
    host.commit(&harness.org).expect("commits");
    assert!(harness.outbox().is_empty());
    assert_eq!(harness.control("mail", &json!({})).json()["remaining"], 1);
}

fn template(harness: &Harness) -> String {
    template_called(harness, "Memo_Mail")
}

fn template_called(harness: &Harness, name: &str) -> String {
    let rows = harness.rows(&format!(
        "SELECT Id FROM EmailTemplate WHERE DeveloperName = '{name}'"
    ));
    rows[0]["Id"].as_str().expect("an id").to_owned()
}

fn memo(harness: &Harness, prefix: &str) -> (String, String) {
    let contact = harness.insert(
        "Contact",
        &json!({
            "FirstName": "Cleo", "LastName": "<Client>", "Email": "cleo@example.com",
            "OwnerId": harness.user_id(AGENT)
        }),
    );
    let record = json!({
        "Name": "Fan & noise", format!("{prefix}Person__c"): contact, format!("{prefix}Secret__c"): "hush"
    });
    let memo = harness.insert(&format!("{prefix}Memo__c"), &record);
    (contact, memo)
}

#[test]
fn a_template_shows_what_the_sender_may_see() {
    let harness = Harness::start();
    let (contact, memo) = memo(&harness, "");
    let id = template(&harness);
    let mut host = harness.host(AGENT);
    let filled = host
        .render_email_template(&id, Some(&contact), Some(&memo))
        .expect("is filled");
    assert_eq!(filled.subject, "About Fan & noise");
    let expected =
        "<p>Cleo, Fan &amp; noise of Cleo &lt;Client&gt; () - Ann Agent, Fixture Org, A label &amp; more</p>";
    assert_eq!(filled.html_body.as_deref().map(str::trim), Some(expected));
    // The agent may not read Secret__c.
    assert_eq!(filled.plain_body.as_deref(), Some("Fan & noise /  /  / Ann"));
    let mut administrator = harness.host(ADMINISTRATOR);
    let filled = administrator
        .render_email_template(&id, None, Some(&memo))
        .expect("is filled");
    assert_eq!(filled.plain_body.as_deref(), Some("Fan & noise / hush /  / Ada"));
    let missing = host
        .render_email_template(&memo, None, None)
        .expect_err("no template");
    assert!(missing.message.contains(&memo), "{}", missing.message);
}

#[test]
fn a_template_of_a_package_names_its_fields_from_inside() {
    let harness = Harness::start_managed();
    let (contact, memo) = memo(&harness, "acme__");
    let id = template(&harness);
    let mut host = harness.host(ADMINISTRATOR);
    let filled = host
        .render_email_template(&id, Some(&contact), Some(&memo))
        .expect("is filled");
    assert_eq!(filled.plain_body.as_deref(), Some("Fan & noise / hush /  / Ada"));
    let html = filled.html_body.expect("html");
    assert!(
        html.contains("of Cleo &lt;Client&gt; ()") && html.contains("A label &amp; more"),
        "{html}"
    );
}

#[test]
fn a_template_of_the_org_needs_the_packages_namespace() {
    let harness = Harness::start_managed();
    let (_, memo) = memo(&harness, "acme__");
    let id = template_called(&harness, "Own_Mail");
    let mut host = harness.host(ADMINISTRATOR);
    let filled = host
        .render_email_template(&id, None, Some(&memo))
        .expect("is filled");
    assert_eq!(
        filled.plain_body.as_deref().map(str::trim),
        Some("full: Fan & noise hush / bare: /")
    );
}

#[test]
fn a_message_may_be_a_filled_template() {
    let harness = Harness::start();
    let (contact, memo) = memo(&harness, "");
    let mut host = harness.host(AGENT);
    let mail = EmailMessage {
        template_id: Some(template(&harness)),
        target_object_id: Some(contact.clone()),
        what_id: Some(memo.clone()),
        treat_target_object_as_recipient: true,
        ..EmailMessage::default()
    };
    accepted(&mut host, mail);
    host.commit(&harness.org).expect("commits");
    let mail = &harness.outbox()[0];
    assert_eq!(mail["to"], json!(["cleo@example.com"]));
    assert_eq!(mail["subject"], "About Fan & noise");
    assert_eq!(
        (&mail["whatId"], &mail["targetObjectId"]),
        (&json!(memo), &json!(contact))
    );
}

fn recipients(harness: &Harness) -> Vec<String> {
    let all = harness.outbox();
    let mut to: Vec<String> = all
        .iter()
        .map(|mail| mail["to"][0].as_str().expect("an address").to_owned())
        .collect();
    to.sort();
    to
}

#[test]
fn apex_sends_with_its_transaction_and_jobs_with_theirs() {
    let harness = Harness::start();
    let remoting = Remoting::of(&harness, &harness.login(AGENT), "/apex/Mail");
    let call = |method: &str, address: &str| {
        remoting.send(&remoting.message("MailController", method, json!([address])))
    };
    assert_eq!(call("send", "now@example.com")["statusCode"], 200);
    assert_eq!(call("sendAndFail", "never@example.com")["type"], "exception");
    assert_eq!(call("sendLater", "later@example.com")["statusCode"], 200);
    let idle = harness.get(&Browser::default(), LIGHTNING, "/_test/idle");
    assert_eq!(idle.status, 200, "{}", idle.body);
    assert_eq!(recipients(&harness), ["later@example.com", "now@example.com"]);
    let why = call("why", "nonsense")["result"]
        .as_str()
        .expect("a message")
        .to_owned();
    assert!(
        why.contains("first error: INVALID_EMAIL_ADDRESS, Email address is invalid: nonsense"),
        "{why}"
    );
}

#[test]
fn two_users_at_once_send_each_their_own() {
    let harness = Harness::start();
    harness.control("mail", &json!({ "remaining": 10 }));
    let users = [AGENT, ADMINISTRATOR].map(|user| (user, harness.login(user)));
    std::thread::scope(|scope| {
        for (user, browser) in &users {
            let harness = &harness;
            scope.spawn(move || {
                let remoting = Remoting::of(harness, browser, "/apex/Mail");
                for number in 0..8 {
                    let address = json!([format!("{number}.{user}")]);
                    remoting.send(&remoting.message("MailController", "send", address));
                }
            });
        }
    });
    let outbox = harness.outbox();
    assert_eq!(outbox.len(), 10, "no more than the day's limit");
    for mail in &outbox {
        let user = mail["to"][0].as_str().expect("an address")[2..].to_owned();
        assert_eq!(mail["userId"], harness.user_id(&user), "{mail}");
    }
    assert_eq!(harness.control("mail", &json!({})).json()["remaining"], 0);
}
