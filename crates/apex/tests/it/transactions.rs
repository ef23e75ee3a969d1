//! Callouts, mocks, queued jobs, the test runner, coverage.

use crate::common::{Org, error, program, run_on};
use apex::host::Host;
use apex::{Interpreter, Program, testing};

const SEND: &str = "static Integer send() { HttpRequest r = new HttpRequest(); r.setEndpoint('callout:X/a'); r.setMethod('GET'); return new Http().send(r).getStatusCode(); }";

#[test]
fn a_callout_reaches_the_org_and_is_refused_after_dml() {
    let mut org = Org::new();
    assert_eq!(run_on(&mut org, "return send();", SEND).unwrap(), "200");
    assert_eq!(org.calls[0].endpoint, "callout:X/a");
    assert_eq!(
        error(run_on(
            &mut org,
            "insert new Account(Name = 'x'); return send();",
            SEND
        )),
        "System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out"
    );
    assert_eq!(
        error(run_on(
            &mut org,
            "for (Integer i = 0; i < 101; i++) { send(); } return 1;",
            SEND
        )),
        "System.LimitException: Too many callouts: 101"
    );
}

const JOB: &str = "public class Worker implements Queueable { Integer n; List<Account> rows; Map<String, Object> notes; transient String lost = 'l';
    public Worker(Integer n) { this.n = n; rows = new List<Account>{new Account(Name = 'job' + n)}; notes = new Map<String, Object>{'d' => 1.50, 't' => Datetime.newInstanceGmt(2020, 1, 2, 3, 4, 5)}; }
    public void execute(QueueableContext c) { if (lost == null) { rows[0].Name += notes.get('d') + '' + notes.get('t'); insert rows; } } }";

#[test]
fn a_queued_job_keeps_its_state() {
    let program = program(&[
        JOB,
        "public class T { public static Object run() { return System.enqueueJob(new Worker(3)); } }",
    ]);
    let mut org = Org::new();
    Interpreter::new(&program, &mut org)
        .call_static("T", "run", vec![])
        .unwrap();
    let job = org.jobs[0].clone();
    assert_eq!(job.class, "Worker");
    assert_eq!(org.count("Account"), 0);
    Interpreter::new(&program, &mut org).run_job(&job).unwrap();
    assert_eq!(
        format!("{:?}", org.rows[0].fields["Name"]),
        "Data(String(\"job31.502020-01-02 03:04:05\"))"
    );
}

fn run_tests(program: &Program, filter: Option<&str>) -> testing::TestReport {
    let seeded = Org::new().with("Account", &[("Name", apex::host::Data::String("real".into()))]);
    testing::run(
        program,
        &mut || Box::new(seeded.clone()) as Box<dyn Host>,
        filter,
        &mut |_| {},
    )
}

fn outcomes(report: &testing::TestReport) -> Vec<String> {
    let show = |r: &testing::TestResult| match &r.failure {
        None => format!("{} ok", r.method),
        Some(f) => format!("{} {}: {}", r.method, f.type_name, f.message),
    };
    report.results.iter().map(show).collect()
}

#[test]
fn tests_are_isolated_and_report_failures() {
    let program = program(&["@IsTest private class A {
        static Integer n = 0;
        @TestSetup static void data() { insert new Account(Name = 'setup'); n = 5; }
        @IsTest static void seesOnlyItsSetup() { System.assertEquals(1, [SELECT COUNT() FROM Account]); System.assertEquals(0, n); delete [SELECT Id FROM Account]; n = 1; }
        @IsTest static void startsAfresh() { System.assertEquals('setup', [SELECT Name FROM Account].Name); System.assertEquals(0, n); }
        @IsTest(SeeAllData=true) static void seesAll() { System.assertEquals(2, [SELECT COUNT() FROM Account]); }
        static testMethod void fails() { System.assertEquals(1, 2, 'no'); }
        @IsTest static void cannotCatch() { try { System.assert(false); } catch (Exception e) { } }
        static void helper() { }
    }"]);
    let report = run_tests(&program, None);
    let outcomes = outcomes(&report);
    assert_eq!(
        outcomes[..3],
        ["seesOnlyItsSetup ok", "startsAfresh ok", "seesAll ok"]
    );
    assert!(
        outcomes[3].starts_with("fails System.AssertException: Assertion Failed: no"),
        "{outcomes:?}"
    );
    assert!(
        outcomes[4].starts_with("cannotCatch System.AssertException"),
        "{outcomes:?}"
    );
    assert_eq!(outcomes.len(), 5);
    assert_eq!(report.failed(), 2);
    let stack = &report.results[3].failure.as_ref().unwrap().stack_trace;
    assert_eq!(stack, "Class.A.fails: line 7, column 1");
    assert_eq!(run_tests(&program, Some("a.STARTS")).results.len(), 1);
}

#[test]
fn callouts_in_tests_need_a_mock() {
    let test = format!("@IsTest class A {{ {SEND}
        class Mock implements HttpCalloutMock {{ public HttpResponse respond(HttpRequest r) {{ HttpResponse a = new HttpResponse(); a.setStatusCode(r.getMethod() == 'GET' ? 418 : 500); return a; }} }}
        @IsTest static void mocked() {{ insert new Account(Name = 'x'); Test.setMock(HttpCalloutMock.class, new Mock()); Test.startTest(); System.assertEquals(418, send()); Test.stopTest(); }}
        @IsTest static void bare() {{ send(); }} }}");
    let report = run_tests(&program(&[&test]), None);
    assert_eq!(
        outcomes(&report),
        [
            "mocked ok",
            "bare System.TypeException: Methods defined as TestMethod do not support Web service callouts"
        ]
    );
}

#[test]
fn stop_test_runs_jobs_and_start_test_gives_fresh_limits() {
    let test = "@IsTest class A {
        @IsTest static void job() { Test.startTest(); System.enqueueJob(new Worker(1)); System.assertEquals(0, [SELECT COUNT() FROM Account]); Test.stopTest(); System.assertEquals(1, [SELECT COUNT() FROM Account]); }
        @IsTest static void limits() { for (Integer i = 0; i < 100; i++) { Object o = [SELECT Id FROM Account]; } Test.startTest(); for (Integer i = 0; i < 100; i++) { Object o = [SELECT Id FROM Account]; } Test.stopTest(); Object o = [SELECT Id FROM Account]; }
        @IsTest static void twice() { Test.startTest(); Test.stopTest(); Test.startTest(); } }";
    let report = run_tests(&program(&[JOB, test]), None);
    assert_eq!(
        outcomes(&report),
        [
            "job ok",
            "limits System.LimitException: Too many SOQL queries: 101",
            "twice System.FinalException: Testing already started"
        ]
    );
}

#[test]
fn run_as_switches_the_user_for_its_block() {
    let test = "@IsTest class A { @IsTest static void other() { User u = new User(Username = 'u'); insert u; Id me = UserInfo.getUserId(); System.runAs(u) { System.assertEquals(u.Id, UserInfo.getUserId()); } System.assertEquals(me, UserInfo.getUserId()); } }";
    assert_eq!(outcomes(&run_tests(&program(&[test]), None)), ["other ok"]);
}

#[test]
fn coverage_counts_statement_lines() {
    let class = "public class C {\n  static final Integer START = 1;\n  public static Integer f(Boolean b) {\n    Integer x;\n    if (b) {\n      x = 1;\n    } else {\n      x = 2;\n    }\n    return x + START;\n  }\n}";
    let test = "@IsTest class A { @IsTest static void t() { System.assertEquals(2, C.f(true)); } }";
    let program = program(&[class, test]);
    let report = run_tests(&program, None);
    let classes = report.coverage.classes(&program);
    assert_eq!(classes.len(), 1);
    assert_eq!(
        classes[0].executable.iter().copied().collect::<Vec<_>>(),
        [2, 5, 6, 8, 10]
    );
    assert_eq!(
        classes[0].covered.iter().copied().collect::<Vec<_>>(),
        [2, 5, 6, 10]
    );
    assert_eq!(classes[0].percent(), 80.0);
    let lcov = report.coverage.lcov(&program);
    assert!(
        lcov.contains("SF:0.cls\nDA:2,1\nDA:5,1\nDA:6,1\nDA:8,0\nDA:10,1\nLF:5\nLH:4\nend_of_record"),
        "{lcov}"
    );
}
