//! Triggers, platform events, merge, mixed DML.

// Helpers of tests are not tests themselves, so the configuration does not exempt them.
#![allow(clippy::panic)]

use crate::common::{Org, error, run_classes};
use apex::host::{Data, Host};
use apex::{Program, SourceFile, testing};

fn program(triggers: &[&str], test: &str) -> Program {
    let mut files: Vec<SourceFile> = triggers
        .iter()
        .enumerate()
        .map(|(i, text)| SourceFile {
            path: format!("{i}.trigger"),
            text: (*text).to_owned(),
        })
        .collect();
    files.push(SourceFile {
        path: "A.cls".into(),
        text: format!("@IsTest class A {{ public static List<String> log = new List<String>(); {test} }}"),
    });
    Program::load(files).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn outcomes(program: &Program) -> Vec<String> {
    let report = testing::run(
        program,
        &mut || Box::new(Org::new()) as Box<dyn Host>,
        None,
        &mut |_| {},
    );
    let show = |r: &testing::TestResult| match &r.failure {
        None => format!("{} ok", r.method),
        Some(f) => format!("{} {}: {}\n{}", r.method, f.type_name, f.message, f.stack_trace),
    };
    report.results.iter().map(show).collect()
}

#[test]
fn before_triggers_change_what_is_saved_and_after_triggers_see_it() {
    let trigger = "trigger T on Account (before insert, after insert, before update, after update, before delete, after delete) {
        A.log.add(Trigger.operationType + ':' + Trigger.size);
        if (Trigger.isBefore && Trigger.isInsert) { for (Account a : Trigger.new) { System.assertEquals(null, a.Id); System.assertEquals(false, a.Active__c); a.Name += '!'; } }
        if (Trigger.isAfter && Trigger.isInsert) { for (Account a : (List<Account>) Trigger.new) { System.assertEquals('x!', Trigger.newMap.get(a.Id).get('Name')); try { a.Name = 'no'; System.assert(false); } catch (FinalException e) { System.assertEquals('Record is read-only', e.getMessage()); } } }
        if (Trigger.isUpdate) { System.assertEquals('x!', ((Account) Trigger.old[0]).Name); System.assertEquals('y', Trigger.new[0].Name); }
        if (Trigger.isDelete) { System.assertEquals(null, Trigger.new); System.assertEquals('y', Trigger.oldMap.values()[0].Name); }
    }";
    let test = "@IsTest static void all() {
        System.assertEquals(false, Trigger.isExecuting);
        Account a = new Account(Name = 'x'); insert a;
        System.assertEquals('x', a.Name); System.assertEquals('x!', [SELECT Name FROM Account].Name);
        a.Name = 'y'; update a; delete a;
        System.assertEquals('(BEFORE_INSERT:1, AFTER_INSERT:1, BEFORE_UPDATE:1, AFTER_UPDATE:1, BEFORE_DELETE:1, AFTER_DELETE:1)', log.toString());
        log.clear(); List<Account> many = new List<Account>(); for (Integer i = 0; i < 201; i++) { many.add(new Account(Name = 'x')); } insert many;
        System.assertEquals('(BEFORE_INSERT:200, AFTER_INSERT:200, BEFORE_INSERT:1, AFTER_INSERT:1)', log.toString()); }";
    let program = program(&[trigger], test);
    assert_eq!(outcomes(&program), ["all ok"]);
}

#[test]
fn an_error_refuses_the_row_and_undoes_the_statement() {
    let trigger = "trigger T on Account (before insert, after insert) {
        for (Account a : Trigger.new) {
            if (Trigger.isBefore && a.Name == 'bad') { a.Name.addError('not this'); }
            if (Trigger.isAfter && a.Name == 'late') { a.addError('too late'); }
            if (a.Name == 'null') { String s; s.length(); }
        } }";
    let test = "
        static String fail(String name) { List<Account> rows = new List<Account>{new Account(Name = 'good'), new Account(Name = name)}; try { insert rows; return ''; } catch (DmlException e) { System.assertEquals(0, [SELECT COUNT() FROM Account]); System.assertEquals(null, rows[0].Id); return e.getMessage(); } }
        @IsTest static void all() {
        System.assertEquals('Insert failed. First exception on row 1; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, not this: [Name]', fail('bad'));
        System.assertEquals('Insert failed. First exception on row 1; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, too late: []', fail('late'));
        System.assertEquals('Insert failed. First exception on row 0; first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, T: execution of BeforeInsert\\n\\ncaused by: System.NullPointerException: Attempt to de-reference a null object\\n\\nTrigger.T: line 5, column 1: []', fail('null')); }
        @IsTest static void part() {
        List<Database.SaveResult> r = Database.insert(new List<Account>{new Account(Name = 'good'), new Account(Name = 'bad'), new Account(Name = 'late')}, false);
        System.assertEquals(true, r[0].isSuccess()); System.assertEquals('not this', r[1].getErrors()[0].getMessage()); System.assertEquals('Name', r[1].getErrors()[0].getFields()[0]); System.assertEquals(false, r[2].isSuccess());
        System.assertEquals(1, [SELECT COUNT() FROM Account]); }";
    assert_eq!(outcomes(&program(&[trigger], test)), ["all ok", "part ok"]);
}

#[test]
fn recursion_ends() {
    let trigger = "trigger T on Account (after insert) { insert new Account(Name = 'again'); }";
    let found = outcomes(&program(
        &[trigger],
        "@IsTest static void all() { insert new Account(Name = 'x'); }",
    ));
    assert!(
        found[0].starts_with("all System.LimitException: Maximum trigger depth exceeded"),
        "{found:?}"
    );
}

#[test]
fn events_reach_their_triggers_when_delivered() {
    let trigger = "trigger T on Ping__e (after insert) { for (Ping__e p : Trigger.new) { insert new Account(Name = p.Text__c); } }";
    let test = "@IsTest static void all() {
        Database.SaveResult r = EventBus.publish(new Ping__e(Text__c = 'one')); System.assert(r.isSuccess());
        System.assertEquals(0, [SELECT COUNT() FROM Account]); Test.getEventBus().deliver(); System.assertEquals('one', [SELECT Name FROM Account].Name);
        Test.startTest(); EventBus.publish(new List<Ping__e>{new Ping__e(Text__c = 'two')}); Test.stopTest(); System.assertEquals(2, [SELECT COUNT() FROM Account]); }";
    assert_eq!(outcomes(&program(&[trigger], test)), ["all ok"]);
}

#[test]
fn events_outside_a_test_are_jobs_and_forbid_callouts() {
    let mut org = Org::new();
    let trigger =
        "trigger P on Ping__e (after insert) { insert new Account(Name = Trigger.new[0].Text__c); }";
    let class = "public class T { public static void run() { EventBus.publish(new Ping__e(Text__c = 'x')); HttpRequest r = new HttpRequest(); r.setEndpoint('callout:X'); r.setMethod('GET'); new Http().send(r); } }";
    assert!(error(run_classes(&mut org, &[trigger, class])).contains("uncommitted work pending"));
    let program = crate::common::program(&[trigger, class]);
    let job = org.jobs[0].clone();
    apex::Interpreter::new(&program, &mut org).run_job(&job).unwrap();
    assert_eq!(org.count("Account"), 1);
}

#[test]
fn merging_moves_children_and_deletes_the_others() {
    let test = "@IsTest static void all() {
        Account a = new Account(Name = 'a'); Account b = new Account(Name = 'b'); insert new List<Account>{a, b}; Contact c = new Contact(LastName = 'c', AccountId = b.Id); insert c;
        a.Name = 'both'; merge a b;
        System.assertEquals('both', [SELECT Name FROM Account].Name); System.assertEquals(a.Id, [SELECT AccountId FROM Contact].AccountId);
        Database.MergeResult r = Database.merge(a, a.Id, false); System.assertEquals(false, r.isSuccess()); }";
    assert_eq!(outcomes(&program(&[], test)), ["all ok"]);
}

#[test]
fn setup_objects_need_a_transaction_of_their_own() {
    let test = "
        @IsTest static void mixed() { insert new Account(Name = 'x'); try { insert new Group(DeveloperName = 'g'); System.assert(false); } catch (DmlException e) { System.assertEquals('Insert failed. First exception on row 0; first error: MIXED_DML_OPERATION, DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): Group, original object: Account: []', e.getMessage()); } }
        @IsTest static void runAs() { insert new Account(Name = 'x'); User u = new User(Username = 'u'); insert u; System.runAs(u) { insert new Group(DeveloperName = 'g'); } insert new Account(Name = 'y'); }
        @IsTest static void role() { insert new Account(Name = 'x'); Database.SaveResult r = Database.insert(new User(Username = 'u', UserRoleId = '00E000000000001'), false); System.assertEquals('MIXED_DML_OPERATION', r.getErrors()[0].getStatusCode().name()); }";
    assert_eq!(outcomes(&program(&[], test)), ["mixed ok", "runAs ok", "role ok"]);
}

#[test]
fn a_search_in_a_test_finds_the_fixed_results() {
    let test = "@IsTest static void all() {
        Account a = new Account(Name = 'a'); Account b = new Account(Name = 'b'); insert new List<Account>{a, b};
        System.assertEquals(0, [FIND 'x' IN ALL FIELDS RETURNING Account(Id, Name), Contact][0].size());
        Test.setFixedSearchResults(new List<Id>{b.Id}); String what = 'x';
        List<List<SObject>> found = [FIND :what IN ALL FIELDS RETURNING Contact(Id), Account(Id, Name)];
        System.assertEquals(2, found.size()); System.assertEquals('b', ((Account) found[1][0]).Name); System.assertEquals(1, Search.query('FIND {x} RETURNING Account')[0].size()); }";
    assert_eq!(outcomes(&program(&[], test)), ["all ok"]);
}

#[test]
fn rows_outside_triggers_may_have_errors_too() {
    let mut org = Org::new().with("Account", &[("Name", Data::String("x".into()))]);
    let class = "public class T { public static String run() { Account a = [SELECT Name FROM Account]; a.addError('Name', 'no'); return a.hasErrors() + a.getErrors()[0].getMessage() + a.getErrors()[0].getFields(); } }";
    assert_eq!(run_classes(&mut org, &[class]).unwrap(), "trueno(Name)");
}

#[test]
fn a_statement_may_begin_with_the_trigger_variable() {
    let trigger = "trigger T on Account (before insert, before update) {
        if (Trigger.isInsert) { Trigger.new[0].Name = 'a'; }
        if (Trigger.isUpdate) { Trigger.newMap.get(Trigger.new[0].Id).Name = 'c'; Trigger.new[0].addError('x'); }
    }";
    let test = "@IsTest static void all() {
        Account a = new Account(Name = 'x'); insert a;
        System.assertEquals('a', [SELECT Name FROM Account].Name);
        try { update a; System.assert(false); } catch (DmlException e) { System.assertEquals('x', e.getDmlMessage(0)); } }";
    assert_eq!(outcomes(&program(&[trigger], test)), ["all ok"]);
}

#[test]
fn new_and_old_of_an_after_trigger_speak_of_the_same_record_at_one_place() {
    let trigger = "trigger T on Account (after update) {
        for (Integer i = 0; i < Trigger.size; i++) { A.log.add(Trigger.old[i].Name + Trigger.new[i].Name); }
    }";
    let test = "@IsTest static void all() {
        List<Account> rows = new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b'), new Account(Name = 'c') };
        insert rows;
        List<Account> turned = new List<Account>{ rows[2], rows[0], rows[1] };
        for (Account row : turned) { row.Name += '1'; }
        update turned;
        System.assertEquals('(cc1, aa1, bb1)', log.toString()); }";
    assert_eq!(outcomes(&program(&[trigger], test)), ["all ok"]);
}
