//! `System`, `Assert`, `Type`, `UserInfo`, labels, `ConnectApi`.

use apex::{Program, SourceFile};

use super::host::Org;
use super::{answer, check};

#[test]
fn assertions() {
    let cases = [
        (
            "System.assertEquals(2, 0);",
            "Assertion Failed: Expected: 2, Actual: 0",
        ),
        (
            "System.assertEquals('a', 'A', 'why');",
            "Assertion Failed: why: Expected: a, Actual: A",
        ),
        ("System.assertNotEquals(1, 1);", "Assertion Failed: Same value: 1"),
        ("System.assert(false);", "Assertion Failed"),
        ("System.assert(1 == 2, 'no');", "Assertion Failed: no"),
        (
            "Assert.areEqual(null, 'x');",
            "Assertion Failed: Expected: null, Actual: x",
        ),
        (
            "Assert.isTrue(false, 'why');",
            "Assertion Failed: why: Expected: true, Actual: false",
        ),
        ("Assert.isNull(1);", "Assertion Failed: Expected: null, Actual: 1"),
        ("Assert.isNotNull(null);", "Assertion Failed: Same value: null"),
        ("Assert.fail('why');", "Assertion Failed: why"),
        (
            "Assert.isInstanceOfType('x', Integer.class);",
            "Assertion Failed: Expected: Integer, Actual: String",
        ),
    ];
    for (statement, wanted) in cases {
        // No catch takes a failed assertion.
        let statements =
            format!("try {{ {statement} }} catch (Exception e) {{ return 'caught'; }} return 'passed';");
        assert_eq!(
            answer(&statements, ""),
            format!("System.AssertException: {wanted}"),
            "{statement}"
        );
    }
    let passing = "System.assertEquals(1, 1); System.assertEquals(new List<Integer>{1}, new List<Integer>{1});\
        Assert.isTrue(true); Assert.areEqual('a', 'a'); Assert.areNotEqual(1, 2); Assert.isInstanceOfType('x', String.class); return 'ok';";
    assert_eq!(answer(passing, ""), "ok");
}

#[test]
fn types() {
    check(&[
        ("Type.forName('Nope')", "null"),
        ("Type.forName('Probe').getName()", "Probe"),
        ("Type.forName('List<String>').newInstance()", "()"),
        ("Type.forName('Account').newInstance() instanceof Account", "true"),
        ("String.class.getName()", "String"),
        ("String.class == String.class", "true"),
    ]);
    let classes = "virtual class Animal { public virtual String noise() { return '...'; } }
        class Dog extends Animal { public override String noise() { return 'woof'; } }";
    let statements = "Animal a = (Animal) Type.forName('Probe.Dog').newInstance(); return a.noise() + Animal.class.isAssignableFrom(Dog.class);";
    assert_eq!(answer(statements, classes), "wooftrue");
}

#[test]
fn user_and_org() {
    check(&[
        ("UserInfo.getUserId()", "005000000000001AAA"),
        ("UserInfo.getName()", "Ada Agent"),
        ("UserInfo.getUserRoleId()", "null"),
        ("UserInfo.getTimeZone().getID()", "Europe/Paris"),
        ("UserInfo.getOrganizationName()", "Acme"),
        ("FeatureManagement.checkPermission('CanDoIt')", "true"),
        ("FeatureManagement.checkPermission('Other')", "false"),
        ("System.Label.Hello", "Hello, you"),
        ("Label.Hello", "Hello, you"),
        ("Limits.getLimitCallouts() + ' ' + Limits.getQueries()", "100 0"),
        ("Test.isRunningTest()", "false"),
        ("RoundingMode.valueOf('HALF_UP').ordinal()", "4"),
        ("System.LoggingLevel.values().size()", "9"),
        ("AccessLevel.USER_MODE", "USER_MODE"),
    ]);
}

#[test]
fn credentials() {
    let url = "ConnectApi.OAuthCredentialAuthUrlInput i = new ConnectApi.OAuthCredentialAuthUrlInput(); i.externalCredential = 'TV';\
        i.principalType = ConnectApi.CredentialPrincipalType.PerUserPrincipal; i.principalName = 'User'; i.returnUrl = '/apex/x';\
        ConnectApi.OAuthCredentialAuthUrl o = ConnectApi.NamedCredentials.getOAuthCredentialAuthUrl(i);\
        return o.authenticationUrl + ' ' + o.externalCredential;";
    assert_eq!(answer(url, ""), "https://login.example.com/TV/User?to=/apex/x TV");
    check(&[
        (
            "ConnectApi.NamedCredentials.getCredential('Known', 'User', ConnectApi.CredentialPrincipalType.PerUserPrincipal).authenticationStatus == ConnectApi.CredentialAuthenticationStatus.Configured",
            "true",
        ),
        (
            "ConnectApi.NamedCredentials.getCredential('Other', 'User', ConnectApi.CredentialPrincipalType.PerUserPrincipal).authenticationStatus",
            "NotConfigured",
        ),
    ]);
}

#[test]
fn what_is_missing_is_named() {
    check(&[
        (
            "Crypto.sign('RSA-SHA256', null, null)",
            "Unsupported: method Crypto.sign is not supported (Probe line 2)",
        ),
        (
            "'x'.nope()",
            "Unsupported: method String.nope is not supported (Probe line 3)",
        ),
    ]);
}

/// Runs the test methods of a class; the messages of those that fail.
fn run_tests(members: &str) -> Vec<String> {
    let text = format!("@IsTest\nprivate class ProbeTest {{ {members} }}");
    let program = Program::load(vec![SourceFile {
        path: "ProbeTest.cls".into(),
        text,
    }])
    .expect("the probe compiles");
    let report = apex::testing::run(&program, &mut || Box::new(Org::new()), None, &mut |_| {});
    assert!(!report.results.is_empty());
    report
        .results
        .into_iter()
        .filter_map(|r| r.failure)
        .map(|f| format!("{}: {}", f.type_name, f.message))
        .collect()
}

#[test]
fn tests_have_mocks_and_pages() {
    let members = "public class Mock implements HttpCalloutMock { public HttpResponse respond(HttpRequest r) {\
            HttpResponse a = new HttpResponse(); a.setStatusCode(202); a.setBody(r.getBody() + '!'); return a; } }\
        @IsTest static void sends() { Test.setMock(HttpCalloutMock.class, new Mock()); HttpRequest r = new HttpRequest();\
            r.setEndpoint('callout:X'); r.setMethod('POST'); r.setBody('hi'); HttpResponse a = new Http().send(r);\
            Assert.areEqual(202, a.getStatusCode()); Assert.areEqual('hi!', a.getBody()); Assert.isTrue(Test.isRunningTest()); }\
        @IsTest static void shows() { PageReference p = Page.Welcome; Test.setCurrentPage(p); p.getParameters().put('id', 'x');\
            Assert.areEqual('x', ApexPages.currentPage().getParameters().get('id'));\
            ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.ERROR, 'bad'));\
            Assert.isTrue(ApexPages.hasMessages(ApexPages.Severity.ERROR)); Assert.isFalse(ApexPages.hasMessages(ApexPages.Severity.INFO));\
            Assert.areEqual('bad', ApexPages.getMessages()[0].getSummary()); }\
        @IsTest static void starts() { Test.startTest(); Assert.areEqual(0, Limits.getCallouts()); Test.stopTest(); }";
    assert_eq!(run_tests(members), Vec::<String>::new());
}

#[test]
fn what_a_package_runs_when_it_comes_and_goes_can_be_tested() {
    let members = "public class Scripts implements InstallHandler, UninstallHandler { String told;\
            public void onInstall(InstallContext c) { told = c.isUpgrade() + ' ' + c.isPush() + ' ' + (c.installerId() == UserInfo.getUserId()); }\
            public void onUninstall(UninstallContext c) { told = 'gone ' + (c.uninstallerId() == UserInfo.getUserId()) + ' ' + (c.organizationId() == UserInfo.getOrganizationId()); } }\
        @IsTest static void runs() { Scripts s = new Scripts(); Test.testInstall(s, null); Assert.areEqual('false false true', s.told);\
            Test.testInstall(s, null, true); Assert.areEqual('false true true', s.told);\
            Test.testUninstall(s); Assert.areEqual('gone true true', s.told); }";
    assert_eq!(run_tests(members), Vec::<String>::new());
}

#[test]
fn failures_of_tests() {
    let refused = "System.UnsupportedOperationException: ConnectApi methods are not supported in data siloed tests. \
        Please use @IsTest(SeeAllData=true).";
    let members = "@IsTest static void credential() { ConnectApi.NamedCredentials.getCredential('X', 'User',\
        ConnectApi.CredentialPrincipalType.PerUserPrincipal); }";
    assert_eq!(run_tests(members), [refused]);
    assert_eq!(
        run_tests("@IsTest static void fails() { System.assertEquals(2, 0); }"),
        ["System.AssertException: Assertion Failed: Expected: 2, Actual: 0"]
    );
}

#[test]
fn declared_types_of_the_schema_namespace() {
    let statements = "SObjectType t = Account.SObjectType; DescribeSObjectResult d = t.getDescribe();\
        SObjectField f = d.fields.getMap().get('name'); Schema.DescribeFieldResult r = f.getDescribe();\
        Map<String, Schema.SObjectType> all = Schema.getGlobalDescribe(); return d.getName() + r.getName() + all.size();";
    assert_eq!(answer(statements, ""), "AccountName4");
}
