//! Mail, the platform cache, mocks of the platform, limits that are estimates.

use crate::common::{Org, error, ok, run_on, run_with};

const SEND: &str = "static Messaging.SingleEmailMessage mail() { Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage(); m.setToAddresses(new List<String>{'a@example.com'}); m.setSubject('Hi'); m.setHtmlBody('<b>x</b>'); m.setSaveAsActivity(false); return m; }";

#[test]
fn a_message_reaches_the_org_with_what_was_set() {
    let mut org = Org::new();
    let body = "Messaging.SingleEmailMessage m = mail(); m.ccAddresses = new String[]{'c@example.com'};
        Messaging.EmailFileAttachment f = new Messaging.EmailFileAttachment(); f.setFileName('a.txt'); f.setBody(Blob.valueOf('hello')); m.setFileAttachments(new List<Messaging.EmailFileAttachment>{f});
        List<Messaging.SendEmailResult> r = Messaging.sendEmail(new List<Messaging.Email>{m}); return r[0].isSuccess() + '' + m.getSubject() + Limits.getEmailInvocations();";
    assert_eq!(run_on(&mut org, body, SEND).unwrap(), "trueHi1");
    let sent = &org.outbox[0];
    assert_eq!(
        (sent.to[0].as_str(), sent.cc[0].as_str()),
        ("a@example.com", "c@example.com")
    );
    assert_eq!(sent.html_body.as_deref(), Some("<b>x</b>"));
    assert_eq!((sent.save_as_activity, sent.use_signature), (false, true));
    assert_eq!(sent.attachments[0].body, b"hello");
}

#[test]
fn a_refused_message_is_an_exception_or_a_result() {
    let mut org = Org::new();
    org.mail_refused = Some("INVALID_EMAIL_ADDRESS".into());
    let send = "List<Messaging.SingleEmailMessage> all = new List<Messaging.SingleEmailMessage>{mail()};";
    assert_eq!(
        error(run_on(
            &mut org,
            &format!("{send} return Messaging.sendEmail(all);"),
            SEND
        )),
        "System.EmailException: SendEmail failed. First exception on row 0; first error: INVALID_EMAIL_ADDRESS, no: []"
    );
    let caught = format!(
        "{send} try {{ Messaging.sendEmail(all); return null; }} catch (EmailException e) {{ return e.getDmlType(0) + '' + e.getNumDml(); }}"
    );
    assert_eq!(run_on(&mut org, &caught, SEND).unwrap(), "INVALID_EMAIL_ADDRESS1");
    let result = format!(
        "{send} Messaging.SendEmailResult r = Messaging.sendEmail(all, false)[0]; return r.isSuccess() + '' + r.getErrors()[0].getStatusCode();"
    );
    assert_eq!(
        run_on(&mut org, &result, SEND).unwrap(),
        "falseINVALID_EMAIL_ADDRESS"
    );
}

#[test]
fn mail_waits_for_the_commit_and_is_limited() {
    let mut org = Org::new();
    let one = "Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{mail()});";
    let call = "HttpRequest r = new HttpRequest(); r.setEndpoint('callout:X'); r.setMethod('GET'); new Http().send(r); return 1;";
    assert!(error(run_on(&mut org, &format!("{one} {call}"), SEND)).contains("uncommitted work pending"));
    let many = format!("for (Integer i = 0; i < 11; i++) {{ {one} }} return 1;");
    assert_eq!(
        error(run_on(&mut org, &many, SEND)),
        "System.LimitException: Too many Email Invocations: 11"
    );
    assert_eq!(
        error(run_with(
            "Messaging.reserveSingleEmailCapacity(1); return Messaging.sendEmail(null);",
            ""
        )),
        "System.HandledException: This org has no e-mail"
    );
}

#[test]
fn templates_are_filled() {
    let mut org = Org::new().with("Account", &[("Name", apex::host::Data::String("Acme".into()))]);
    let body = "Account a = [SELECT Id FROM Account]; Messaging.SingleEmailMessage m = Messaging.renderStoredEmailTemplate('00X000000000001', null, a.Id);
        return m.getSubject() + m.getPlainTextBody().startsWith('001') + m.getHtmlBody() + Messaging.renderEmailTemplate(null, a.Id, new List<String>{'Hi {!Account.Name}, {!Contact.LastName}.'})[0].getMergedBody();";
    assert_eq!(
        run_on(&mut org, body, "").unwrap(),
        "00X000000000001EAAtruenullHi Acme, ."
    );
}

#[test]
fn a_test_has_a_cache_of_its_own() {
    let test = "@IsTest class A { @IsTest static void t() {
        Cache.Org.put('local.part.key', new Map<String, Integer>{'a' => 1}); Cache.OrgPartition p = Cache.Org.getPartition('local.part');
        System.assertEquals(1, ((Map<String, Integer>) p.get('key')).get('a')); System.assert(p.contains('key')); System.assertEquals(null, Cache.Session.get('key')); System.assert(p.getKeys().contains('key')); System.assert(p.remove('key')); System.assertEquals(null, p.get('key'));
        System.assertEquals('built k', Cache.Org.get(Builder.class, 'k')); System.assertEquals('built k', Cache.Org.get('k'));
        try { Cache.Org.put('a b', 1); System.assert(false); } catch (Cache.InvalidParamException e) { } }
        class Builder implements Cache.CacheBuilder { public Object doLoad(String k) { return 'built ' + k; } } }";
    let program = crate::common::program(&[test]);
    let report = apex::testing::run(&program, &mut || Box::new(Org::new()), None, &mut |_| {});
    assert!(
        report.results[0].failure.is_none(),
        "{:?}",
        report.results[0].failure
    );
}

#[test]
fn resources_answer_callouts_and_hold_rows() {
    let test = "@IsTest class A { @IsTest static void one() { StaticResourceCalloutMock m = new StaticResourceCalloutMock(); m.setStaticResource('answer'); m.setStatusCode(201); m.setHeader('Content-Type', 'text/plain'); Test.setMock(HttpCalloutMock.class, m);
            HttpRequest r = new HttpRequest(); r.setEndpoint('https://a.example'); r.setMethod('GET'); HttpResponse a = new Http().send(r); System.assertEquals('hello', a.getBody()); System.assertEquals(201, a.getStatusCode()); System.assertEquals('text/plain', a.getHeader('content-type')); }
        @IsTest static void many() { MultiStaticResourceCalloutMock m = new MultiStaticResourceCalloutMock(); m.setStaticResource('https://a.example', 'answer'); m.setStatusCode(200); Test.setMock(HttpCalloutMock.class, m);
            HttpRequest r = new HttpRequest(); r.setEndpoint('https://a.example'); r.setMethod('GET'); System.assertEquals('hello', new Http().send(r).getBody()); }
        @IsTest static void rows() { List<SObject> rows = Test.loadData(Account.SObjectType, 'rows'); System.assertEquals(2, rows.size()); System.assertEquals('b, c', [SELECT Name FROM Account WHERE Active__c = true].Name); } }";
    let program = crate::common::program(&[&test.replace(" WHERE Active__c = true].Name", "][1].Name")]);
    let mut org = Org::new();
    org.resources.insert("answer".into(), b"hello".to_vec());
    org.resources.insert(
        "rows".into(),
        b"Name,Active__c\na,false\n\"b, c\",true\n".to_vec(),
    );
    let report = apex::testing::run(&program, &mut || Box::new(org.clone()), None, &mut |_| {});
    let failures: Vec<_> = report.results.iter().filter_map(|r| r.failure.as_ref()).collect();
    assert!(failures.is_empty(), "{failures:?}");
}

#[test]
fn runaway_code_meets_the_limits() {
    assert_eq!(
        error(run_with(
            "String s = 'xxxxxxxxxx'; while (true) { s += s; } return s;",
            ""
        ))
        .split(": ")
        .nth(1),
        Some("Apex heap size too large")
    );
    assert_eq!(
        ok(
            "for (Integer i = 0; i < 200; i++) { String s = 'x'.repeat(100000); } return Limits.getHeapSize() < 1000000;"
        ),
        "true"
    );
    assert!(
        ok("return Limits.getLimitHeapSize() + ' ' + Limits.getLimitCpuTime();").starts_with("6000000 10000")
    );
}

#[test]
fn a_stub_is_answered_by_its_provider() {
    let classes = [
        "public interface Greeter { String greet(String name, Integer times); void quiet(); }",
        "public class T { class P implements System.StubProvider { public Object handleMethodCall(Object stub, String method, Type returned, List<Type> types, List<String> names, List<Object> args) { return method == 'quiet' ? null : method + returned + types + names + args; } } }",
        "@IsTest class A { @IsTest static void t() { Greeter g = (Greeter) Test.createStub(Greeter.class, new T.P()); g.quiet(); System.assertEquals('greetString(String, Integer)(name, times)(you, 2)', g.greet('you', 2)); } }",
    ];
    let classes = classes.map(|c| c.replace("{ class P", "{ public class P"));
    let classes: Vec<&str> = classes.iter().map(String::as_str).collect();
    let program = crate::common::program(&classes);
    let report = apex::testing::run(&program, &mut || Box::new(Org::new()), None, &mut |_| {});
    assert!(
        report.results[0].failure.is_none(),
        "{:?}",
        report.results[0].failure
    );
}
