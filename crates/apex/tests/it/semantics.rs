//! Rules of the language that code relies on without thinking of them.

use crate::common::{Org, ok, program, run_classes, run_with};
use apex::testing;

fn test_passes(classes: &[&str]) {
    let program = program(classes);
    let report = testing::run(&program, &mut || Box::new(Org::new()), None, &mut |_| {});
    assert!(!report.results.is_empty());
    for result in &report.results {
        assert!(
            result.failure.is_none(),
            "{}: {:?}",
            result.method,
            result.failure
        );
    }
}

#[test]
fn a_safe_navigation_ends_the_whole_chain() {
    assert_eq!(ok("String s; return s?.trim().split(',').size();"), "null");
    assert_eq!(ok("Account a; return a?.Name.length();"), "null");
    assert_eq!(
        ok("Contact c = new Contact(); return c.Account?.Name.trim();"),
        "null"
    );
    assert!(
        crate::common::fails("Account a = new Account(); return a?.Name.length();")
            .contains("NullPointerException")
    );
}

#[test]
fn inner_types_are_inherited() {
    let classes = [
        "public virtual class Base { public enum Mode { A, B } public interface Op { Integer go(); } public virtual class Part { public virtual Integer n() { return 1; } } }",
        "public class T extends Base { class One implements Op { public Integer go() { return 7; } } class Own extends Part { } public static String run() { return Mode.B.name() + new One().go() + new Own().n() + T.Mode.A; } }",
    ];
    assert_eq!(run_classes(&mut Org::new(), &classes).unwrap(), "B71A");
}

#[test]
fn fields_have_their_first_values_before_any_constructor() {
    let classes = [
        "public abstract class Base { protected Base() { begin(); } protected abstract void begin(); }",
        "public class T extends Base { List<String> log = new List<String>{'field'}; public T() { super(); log.add('own'); } protected override void begin() { log.add('begin'); } public static String run() { return String.join(new T().log, ' '); } }",
    ];
    assert_eq!(run_classes(&mut Org::new(), &classes).unwrap(), "field begin own");
}

#[test]
fn an_abstract_method_needs_no_override_keyword() {
    let classes = [
        "public abstract class Base { abstract Integer n(); public Integer twice() { return n() * 2; } }",
        "public class T extends Base { public Integer n() { return 4; } public static Integer run() { return new T().twice(); } }",
    ];
    assert_eq!(run_classes(&mut Org::new(), &classes).unwrap(), "8");
}

#[test]
fn a_final_property_may_keep_what_its_getter_found() {
    let members =
        "static final String LAZY { get { if (LAZY == null) { LAZY = 'found'; } return LAZY; } set; }";
    assert_eq!(run_with("return LAZY + LAZY;", members).unwrap(), "foundfound");
}

#[test]
fn what_converts_is_an_instance() {
    assert_eq!(
        ok("Object o = Date.today(); return o instanceof Datetime;"),
        "true"
    );
    assert_eq!(
        ok("Object o = '001000000000001'; return o instanceof Id;"),
        "true"
    );
    assert_eq!(ok("Object o = 'bob'; return o instanceof Id;"), "false");
    assert_eq!(
        ok(
            "Object o = new Map<Id, List<Contact>>(); Map<Id, List<SObject>> m = (Map<Id, List<SObject>>) o; return m.size();"
        ),
        "0"
    );
    assert_eq!(
        ok(
            "Iterable<Account> all = new List<Account>{new Account(), new Account()}; Integer n = 0; for (Account a : all) { n++; } return n;"
        ),
        "2"
    );
}

#[test]
fn an_id_that_counts_up_is_taken() {
    assert_eq!(ok("Id i = '001000000000000012'; return i;"), "001000000000000012");
}

#[test]
fn an_exception_for_the_page_keeps_its_text_from_apex() {
    assert_eq!(
        ok(
            "try { throw new AuraHandledException('secret'); } catch (AuraHandledException e) { return e.getMessage(); }"
        ),
        "Script-thrown exception"
    );
    assert_eq!(
        ok(
            "AuraHandledException e = new AuraHandledException('x'); e.setMessage('told'); return e.getMessage();"
        ),
        "told"
    );
}

#[test]
fn tokens_and_results_go_into_json_and_jobs() {
    assert_eq!(
        ok("return JSON.serialize(new Map<Schema.SObjectField, Object>{Account.Name => 'Test'});"),
        "{\"Name\":\"Test\"}"
    );
    assert_eq!(
        ok(
            "Database.SaveResult r = (Database.SaveResult) JSON.deserialize('{\"success\":true,\"id\":\"001000000000001AAA\"}', Database.SaveResult.class); return r.isSuccess() + ' ' + r.getId();"
        ),
        "true 001000000000001AAA"
    );
    assert_eq!(
        ok("return Account.getSObjectType() == Account.SObjectType;"),
        "true"
    );
}

#[test]
fn encrypted_text_can_be_read_with_its_key() {
    assert_eq!(
        ok(
            "Blob key = Crypto.generateAesKey(256); Blob secret = Crypto.encryptWithManagedIV('AES256', key, Blob.valueOf('hello')); return Crypto.decryptWithManagedIV('AES256', key, secret).toString() + secret.size();"
        ),
        "hello32"
    );
    assert!(
        crate::common::fails(
            "return Crypto.encrypt('AES128', Blob.valueOf('short'), Blob.valueOf('x'), Blob.valueOf('x'));"
        )
        .contains("InvalidParameterValueException")
    );
}

#[test]
fn a_rest_method_reads_its_request() {
    assert_eq!(
        ok(
            "RestRequest r = new RestRequest(); r.requestURI = '/x'; r.addParameter('a', '1'); RestContext.request = r; RestContext.response = new RestResponse(); RestContext.response.statusCode = 404; return RestContext.request.requestURI + RestContext.request.params.get('a') + RestContext.response.statusCode;"
        ),
        "/x1404"
    );
}

#[test]
fn an_action_calls_its_invocable_method() {
    let classes = [
        "public class Greet { public class Input { @InvocableVariable(required=true) public String who; } @InvocableMethod(label='Greet') public static List<String> run(List<Input> inputs) { List<String> all = new List<String>(); for (Input i : inputs) { all.add('Hi ' + i.who); } return all; } }",
        "public class T { public static String run() { Invocable.Action a = Invocable.Action.createCustomAction('apex', 'Greet'); a.setInvocationParameter('who', 'you'); a.addInvocation(); a.setInvocationParameter('who', 'me'); List<Invocable.Action.Result> r = a.invoke(); return r.size() + ' ' + r[0].isSuccess() + ' ' + r[1].getOutputParameters().get('output'); } }",
    ];
    assert_eq!(run_classes(&mut Org::new(), &classes).unwrap(), "2 true Hi me");
}

#[test]
fn texts_are_sorted_by_a_collator() {
    assert_eq!(
        ok("List<String> l = new List<String>{'b', 'A', 'c'}; l.sort(Collator.getInstance()); return l;"),
        "(A, b, c)"
    );
}

#[test]
fn a_finalizer_runs_after_its_job() {
    let job = "public class Job implements Queueable, Finalizer { Boolean fails; public Job(Boolean fails) { this.fails = fails; }
        public void execute(QueueableContext c) { System.attachFinalizer(this); if (fails) { throw new IllegalArgumentException('bad'); } }
        public void execute(FinalizerContext c) { insert new Account(Name = c.getResult() + ' ' + (c.getException() == null ? '' : c.getException().getMessage())); } }";
    let test = "@IsTest class A { @IsTest static void good() { Test.startTest(); System.enqueueJob(new Job(false)); Test.stopTest(); System.assertEquals('SUCCESS ', [SELECT Name FROM Account].Name); }
        @IsTest static void bad() { Test.startTest(); System.enqueueJob(new Job(true)); try { Test.stopTest(); System.assert(false); } catch (IllegalArgumentException e) { } System.assertEquals('UNHANDLED_EXCEPTION bad', [SELECT Name FROM Account].Name); } }";
    test_passes(&[job, test]);
}

#[test]
fn a_uuid_is_a_text_in_json_and_unused_cursors_count_nothing() {
    assert_eq!(
        ok(
            "UUID u = UUID.fromString('123e4567-e89b-12d3-a456-426614174000'); return JSON.serialize(new List<Object>{u});"
        ),
        "[\"123e4567-e89b-12d3-a456-426614174000\"]"
    );
    assert_eq!(
        ok("return Limits.getApexCursorRows() + Limits.getLimitFetchCallsOnApexCursor();"),
        "10"
    );
}
