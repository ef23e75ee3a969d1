//! Jobs: queued, future, batch and scheduled ones, and when a test runs them.

use crate::common::{Org, error, fails, program, run_on};
use apex::host::{Data, Host};
use apex::{Interpreter, testing};

/// `method ok` or `method type: message` of every test of the classes.
fn outcomes(classes: &[&str]) -> Vec<String> {
    let program = program(classes);
    let report = testing::run(
        &program,
        &mut || Box::new(Org::new()) as Box<dyn Host>,
        None,
        &mut |_| {},
    );
    let show = |r: &testing::TestResult| match &r.failure {
        None => format!("{} ok", r.method),
        Some(f) => format!("{} {}: {}", r.method, f.type_name, f.message),
    };
    report.results.iter().map(show).collect()
}

const WORKER: &str = "public class Worker implements Queueable { String name; public Worker(String name) { this.name = name; }
    public void execute(QueueableContext c) { if (name == null) { throw new IllegalArgumentException('no name'); } insert new Account(Name = name + (c.getJobId() != null) + System.isQueueable()); } }";

#[test]
fn jobs_without_stop_test_run_when_the_test_method_has_ended() {
    let test = "@IsTest class A {
        @TestSetup static void data() { System.enqueueJob(new Worker('setup')); }
        @IsTest static void ranInSetup() { System.assertEquals('setuptruetrue', [SELECT Name FROM Account].Name); }
        @IsTest static void failsAtTheEnd() { System.enqueueJob(new Worker(null)); }
        @IsTest static void limits() { Test.startTest(); for (Integer i = 0; i < 51; i++) { System.enqueueJob(new Worker('x')); } }
    }";
    assert_eq!(
        outcomes(&[WORKER, test]),
        [
            "ranInSetup ok",
            "failsAtTheEnd System.IllegalArgumentException: no name",
            "limits System.LimitException: Too many queueable jobs added to the queue: 51"
        ]
    );
}

#[test]
fn a_job_of_a_test_cannot_queue_the_next_one() {
    let chain = "public class Chain implements Queueable { public void execute(QueueableContext c) { System.enqueueJob(new Chain()); } }";
    let test = "@IsTest class A { @IsTest static void t() { Test.startTest(); System.enqueueJob(new Chain()); Test.stopTest(); } }";
    assert_eq!(
        outcomes(&[chain, test]),
        ["t System.AsyncException: Maximum stack depth has been reached."]
    );
}

const FUTURE: &str = "public class Later { static Integer calls = 0;
    @future(callout=true) public static void write(String name, Set<Id> ids) { calls++; insert new Account(Name = name + ids.size() + calls + System.isFuture()); }
    @future public static void nested() { write('n', new Set<Id>()); } }";

#[test]
fn a_future_method_runs_in_a_transaction_of_its_own() {
    let test = "@IsTest class A {
        @IsTest static void runs() { Test.startTest(); Later.write('a', new Set<Id>{UserInfo.getUserId()}); Later.write('b', new Set<Id>()); System.assertEquals(2, Limits.getFutureCalls()); System.assertEquals(0, [SELECT COUNT() FROM Account]); Test.stopTest();
            List<Account> rows = [SELECT Name FROM Account]; System.assertEquals('a11true', rows[0].Name); System.assertEquals('b02true', rows[1].Name); }
        @IsTest static void inFuture() { Later.nested(); }
        @IsTest static void many() { for (Integer i = 0; i < 51; i++) { Later.write('a', null); } } }";
    assert_eq!(
        outcomes(&[FUTURE, test]),
        [
            "runs ok",
            "inFuture System.AsyncException: Future method cannot be called from a future or batch method: Later.write(String, Set<Id>)",
            "many System.LimitException: Too many future calls: 51"
        ]
    );
}

#[test]
fn a_future_call_outside_a_test_goes_to_the_org_and_runs_from_there() {
    let program = program(&[
        FUTURE,
        "public class T { public static void run() { Later.write('org', new Set<Id>()); } }",
    ]);
    let mut org = Org::new();
    Interpreter::new(&program, &mut org)
        .call_static("T", "run", vec![])
        .unwrap();
    assert_eq!((org.jobs.len(), org.count("Account")), (1, 0));
    let job = org.jobs[0].clone();
    Interpreter::new(&program, &mut org).run_job(&job).unwrap();
    assert_eq!(org.count("Account"), 1);
}

/// A batch that renames accounts; `BODY` is what its interfaces and members add.
const BATCH: &str = "public class Renamer implements Database.Batchable<SObject>, Database.Stateful { Integer seen = 0; public static Integer calls = 0;
    public Database.QueryLocator start(Database.BatchableContext c) { return Database.getQueryLocator('SELECT Id, Name FROM Account'); }
    public void execute(Database.BatchableContext c, List<Account> rows) { calls++; for (Account a : rows) { if (a.Name == 'bad') { throw new IllegalArgumentException('bad row'); } a.Name += calls; seen++; } update rows; }
    public void finish(Database.BatchableContext c) { insert new Account(Name = 'seen' + seen + System.isBatch()); } }";

#[test]
fn a_batch_runs_at_stop_test() {
    let test = "@IsTest class A {
        @IsTest static void batch() { insert new List<Account>{new Account(Name = 'a'), new Account(Name = 'b')}; Test.startTest(); Id job = Database.executeBatch(new Renamer()); System.assertEquals('707', String.valueOf(job).left(3)); Test.stopTest();
            List<String> names = new List<String>(); for (Account a : [SELECT Name FROM Account]) { names.add(a.Name); } System.assertEquals('a1,b1,seen2true', String.join(names, ',')); }
        @IsTest static void tooMany() { insert new List<Account>{new Account(Name = 'a'), new Account(Name = 'b')}; Database.executeBatch(new Renamer(), 1); }
        @IsTest static void failsTheTest() { insert new Account(Name = 'bad'); Database.executeBatch(new Renamer()); }
        @IsTest static void scope() { Database.executeBatch(new Renamer(), 0); } }";
    let outcomes = outcomes(&[BATCH, test]);
    assert_eq!(outcomes[0], "batch ok");
    assert!(
        outcomes[1].starts_with("tooMany System.UnexpectedException: No more than one executeBatch"),
        "{outcomes:?}"
    );
    assert_eq!(
        outcomes[2],
        "failsTheTest System.IllegalArgumentException: bad row"
    );
    assert_eq!(
        outcomes[3],
        "scope System.TypeException: Invalid value for scope size: 0, must be between 1 and 2000"
    );
}

#[test]
fn in_the_org_a_failed_chunk_is_undone_and_the_others_go_on() {
    let named = |name: &str| [("Name", Data::String(name.into()))];
    let mut org = Org::new()
        .with("Account", &named("a"))
        .with("Account", &named("bad"))
        .with("Account", &named("c"));
    let program = program(&[
        BATCH,
        "public class T { public static Id run() { return Database.executeBatch(new Renamer(), 1); } }",
    ]);
    Interpreter::new(&program, &mut org)
        .call_static("T", "run", vec![])
        .unwrap();
    let job = org.jobs[0].clone();
    Interpreter::new(&program, &mut org).run_job(&job).unwrap();
    let names: Vec<String> = org
        .rows
        .iter()
        .map(|r| format!("{:?}", r.fields["Name"]))
        .collect();
    let text = |name: &str| format!("Data(String({name:?}))");
    assert_eq!(names, ["a1", "bad", "c1", "seen2true"].map(text));
    assert!(org.log[0].contains("batch Renamer: a chunk failed: System.IllegalArgumentException: bad row"));
}

#[test]
fn a_batch_over_an_iterable_without_state_starts_each_step_afresh() {
    let batch = "public class Numbers implements Database.Batchable<Integer>, Iterable<Integer>, Iterator<Integer> { Integer at = 0; Integer sum = 0;
        public Iterator<Integer> iterator() { return this; } public Boolean hasNext() { return at < 3; } public Integer next() { return at++; }
        public Iterable<Integer> start(Database.BatchableContext c) { return this; }
        public void execute(Database.BatchableContext c, List<Integer> scope) { for (Integer i : scope) { sum += i; } insert new Account(Name = 'sum' + sum + at); }
        public void finish(Database.BatchableContext c) { insert new Account(Name = 'end' + sum); } }";
    let test = "@IsTest class A { @IsTest static void t() { Test.startTest(); Database.executeBatch(new Numbers()); Test.stopTest();
        List<Account> rows = [SELECT Name FROM Account]; System.assertEquals('sum30', rows[0].Name); System.assertEquals('end0', rows[1].Name); } }";
    assert_eq!(outcomes(&[batch, test]), ["t ok"]);
}

#[test]
fn a_scheduled_class_runs_at_stop_test() {
    let class = "public class Nightly implements Schedulable { public void execute(SchedulableContext c) { insert new Account(Name = 'night' + (c.getTriggerId() != null) + System.isScheduled()); } }";
    let test = "@IsTest class A {
        @IsTest static void runs() { Test.startTest(); String id = System.schedule('n', '0 0 2 * * ?', new Nightly()); Test.stopTest(); System.assertEquals('nighttruetrue', [SELECT Name FROM Account].Name); }
        @IsTest static void broken() { System.schedule('n', 'nightly', new Nightly()); } }";
    assert_eq!(
        outcomes(&[class, test]),
        [
            "runs ok",
            "broken System.StringException: Illegal cron expression format (nightly)"
        ]
    );
    assert!(
        error(crate::common::run_classes(
            &mut Org::new(),
            &[class, "public class T { public static Object run() { return System.schedule('n', '0 0 2 * * ?', new Nightly()); } }"]
        ))
        .contains("System.schedule in an org without CronTrigger is not supported (T line 1)")
    );
}

#[test]
fn run_as_creates_a_user_that_is_not_inserted() {
    let test = "@IsTest class A { @IsTest static void t() { User u = new User(Username = 'fresh'); System.runAs(u) { System.assertEquals(u.Id, UserInfo.getUserId()); } System.assertNotEquals(null, u.Id); System.assertEquals(0, Limits.getDmlStatements()); } }";
    assert_eq!(outcomes(&[test]), ["t ok"]);
}

#[test]
fn a_released_savepoint_frees_callouts_when_its_work_was_undone() {
    let send = "static Integer send() { HttpRequest r = new HttpRequest(); r.setEndpoint('callout:X/a'); r.setMethod('GET'); return new Http().send(r).getStatusCode(); }";
    let with = |middle: &str| {
        let body = format!(
            "Savepoint s = Database.setSavepoint(); insert new Account(Name = 'x'); {middle} Database.releaseSavepoint(s); return send();"
        );
        run_on(&mut Org::new(), &body, send)
    };
    assert_eq!(with("Database.rollback(s);").unwrap(), "200");
    let pending = "System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out";
    assert_eq!(error(with("")), pending);
    assert_eq!(
        error(with("Database.rollback(s); insert new Account(Name = 'y');")),
        pending
    );
    assert_eq!(
        fails(
            "Savepoint s = Database.setSavepoint(); Database.releaseSavepoint(s); Database.rollback(s); return 1;"
        ),
        "System.InvalidParameterValueException: Invalid savepoint"
    );
}
