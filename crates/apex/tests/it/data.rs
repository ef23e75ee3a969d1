//! sObjects, queries, DML.

use crate::common::{Org, error, fails, ok, run, run_classes, run_on};
use apex::host::{AccessMode, Data, Sharing};

fn with_accounts(names: &[&str]) -> Org {
    names.iter().fold(Org::new(), |org, name| {
        org.with("Account", &[("Name", Data::String((*name).into()))])
    })
}

#[test]
fn fields_are_read_and_written_with_their_types() {
    assert_eq!(
        ok(
            "Contact c = new Contact(LastName = 'x', Score__c = 1); c.Birthdate = Date.newInstance(2020, 1, 2); c.score__C += 1; return c;"
        ),
        "Contact:{LastName=x, Score__c=2, Birthdate=2020-01-02 00:00:00}"
    );
    assert_eq!(
        ok("Account a = new Account(); return a.Name + '|' + a.Active__c + '|' + a.Id;"),
        "null|false|null"
    );
    assert_eq!(
        ok("Contact c = new Contact(Account = new Account(Name = 'p')); return c.Account.Name;"),
        "p"
    );
}

#[test]
fn wrong_fields_are_refused() {
    assert_eq!(
        fails("Account a = new Account(); a.Nope__c = 1; return 1;"),
        "System.SObjectException: Invalid field Nope__c for Account"
    );
    assert_eq!(
        fails("return new Account().Nope;"),
        "System.SObjectException: Invalid field Nope for Account"
    );
    assert_eq!(
        fails("return new Account(Name = 5);"),
        "System.SObjectException: Illegal assignment from Integer to String for field Account.Name"
    );
    assert_eq!(
        fails("Account a = new Account(); a.CreatedDate = null; return 1;"),
        "System.SObjectException: Field CreatedDate is not editable"
    );
    assert_eq!(
        fails("return new Contact(AccountId = 'x');"),
        "System.StringException: Invalid id: x"
    );
}

#[test]
fn queries_answer_rows_with_the_selected_fields() {
    let mut org = with_accounts(&["a", "b"]);
    assert_eq!(run_on(&mut org, "String n = 'B'; for (Account a : [SELECT Name FROM Account WHERE Name = :n]) { return a.Name; } return '';", "").unwrap(), "b");
    assert_eq!(
        error(run_on(
            &mut org,
            "Account a = [SELECT Id FROM Account LIMIT 1]; return a.Name;",
            ""
        )),
        "System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Name"
    );
    assert_eq!(
        run_on(&mut org, "return [SELECT COUNT() FROM Account];", "").unwrap(),
        "2"
    );
    assert_eq!(run_on(&mut org, "Set<String> names = new Set<String>{'a', 'b'}; Integer n = 0; for (Account a : [SELECT Name FROM Account WHERE Name IN :names]) { n++; } return n;", "").unwrap(), "2");
}

#[test]
fn one_row_is_wanted_for_one_variable() {
    let mut org = with_accounts(&["a", "b"]);
    assert_eq!(
        error(run_on(
            &mut org,
            "Account a = [SELECT Id FROM Account]; return 1;",
            ""
        )),
        "System.QueryException: List has more than 1 row for assignment to SObject"
    );
    assert_eq!(
        error(run_on(
            &mut org,
            "Account a = [SELECT Id FROM Account WHERE Name = 'z']; return 1;",
            ""
        )),
        "System.QueryException: List has no rows for assignment to SObject"
    );
    assert_eq!(
        run_on(
            &mut org,
            "return [SELECT Name FROM Account WHERE Name = 'a'].Name;",
            ""
        )
        .unwrap(),
        "a"
    );
}

#[test]
fn parents_are_followed() {
    let mut org = with_accounts(&["parent"]);
    let body = "Id parent = [SELECT Id FROM Account].Id; insert new Contact(LastName = 'c', AccountId = parent); insert new Contact(LastName = 'd'); String s = ''; for (Contact c : [SELECT Account.Name FROM Contact]) { s += c.Account?.Name; } return s;";
    assert_eq!(run_on(&mut org, body, "").unwrap(), "parentnull");
}

#[test]
fn insert_writes_the_id_and_refuses_a_second_time() {
    let mut org = Org::new();
    assert_eq!(run_on(&mut org, "Account a = new Account(Name = 'n'); insert a; a.Name = 'm'; update a; return [SELECT Name FROM Account WHERE Id = :a.Id].Name;", "").unwrap(), "m");
    assert_eq!(org.count("Account"), 1);
    assert_eq!(
        run_on(
            &mut org,
            "List<Account> l = [SELECT Id FROM Account]; delete l; return l.isEmpty();",
            ""
        )
        .map(|_| org.count("Account"))
        .unwrap_or(org.count("Account")),
        0
    );
    let message = error(run_on(
        &mut org,
        "Account a = new Account(Name = 'n'); insert a; insert a; return 1;",
        "",
    ));
    assert!(
        message.contains("cannot specify Id in an insert call"),
        "{message}"
    );
}

#[test]
fn a_refused_row_is_an_exception_or_a_result() {
    let body = "try { insert new List<Account>{new Account(Name = 'ok'), new Account()}; } catch (DmlException e) { return e.getNumDml() + '|' + e.getDmlIndex(0) + '|' + e.getDmlMessage(0) + '|' + e.getDmlType(0) + '|' + [SELECT COUNT() FROM Account]; } return '';";
    assert_eq!(
        ok(body),
        "1|1|Required fields are missing: [Name]|REQUIRED_FIELD_MISSING|0"
    );
    let body = "List<Database.SaveResult> r = Database.insert(new List<Account>{new Account(Name = 'ok'), new Account()}, false); return r[0].isSuccess() + '|' + r[1].isSuccess() + '|' + r[1].getErrors()[0].getMessage() + '|' + [SELECT COUNT() FROM Account];";
    assert_eq!(ok(body), "true|false|Required fields are missing: [Name]|1");
}

#[test]
fn savepoints_undo() {
    let body = "insert new Account(Name = 'kept'); Savepoint s = Database.setSavepoint(); insert new Account(Name = 'gone'); Database.rollback(s); return [SELECT COUNT() FROM Account];";
    assert_eq!(ok(body), "1");
}

#[test]
fn dynamic_queries_see_the_callers_variables() {
    let mut org = with_accounts(&["a", "b"]);
    let body = "String wanted = 'b'; List<Account> l = Database.query('SELECT Name FROM Account WHERE Name = :wanted'); return l[0].Name;";
    assert_eq!(run_on(&mut org, body, "").unwrap(), "b");
    assert_eq!(
        error(run_on(
            &mut org,
            "return Database.query('SELECT Id FROM Account WHERE Name = :unknown');",
            ""
        )),
        "System.QueryException: Variable does not exist: unknown"
    );
}

#[test]
fn sharing_follows_the_running_class() {
    let classes = [
        "public with sharing class T { public static Object run() { Object o = [SELECT Id FROM Account]; Without.q(); Inherits.q(); Plain.q(); return 1; } }",
        "public without sharing class Without { public static void q() { Object o = [SELECT Id FROM Account]; Inherits.q(); Plain.q(); } }",
        "public inherited sharing class Inherits { public static void q() { Object o = [SELECT Id FROM Account]; } }",
        "public class Plain { public static void q() { Object o = [SELECT Id FROM Account]; } }",
    ];
    let mut org = Org::new();
    run_classes(&mut org, &classes).unwrap();
    let seen: Vec<bool> = org
        .queries
        .iter()
        .map(|(_, sharing, _)| *sharing == Sharing::Enforced)
        .collect();
    assert_eq!(seen, [true, false, false, false, true, true]);
}

#[test]
fn user_mode_reaches_the_org() {
    let mut org = Org::new();
    run_on(&mut org, "insert as user new Account(Name = 'u'); insert as system new Account(Name = 's'); Database.insert(new Account(Name = 'd'), AccessLevel.USER_MODE); return 1;", "").unwrap();
    let modes: Vec<AccessMode> = org.changes.iter().map(|(_, access)| *access).collect();
    assert_eq!(modes, [AccessMode::User, AccessMode::System, AccessMode::User]);
}

#[test]
fn limits_count_rows_and_statements() {
    assert_eq!(
        fails("for (Integer i = 0; i < 151; i++) { insert new Account(Name = 'n'); } return 1;"),
        "System.LimitException: Too many DML statements: 151"
    );
    let body = "List<Account> l = new List<Account>(); for (Integer i = 0; i < 10001; i++) { l.add(new Account(Name = 'n')); } insert l; return 1;";
    assert_eq!(fails(body), "System.LimitException: Too many DML rows: 10001");
}

#[test]
fn a_user_mode_query_tells_which_field_the_user_may_not_read() {
    let ask = |mode: &str, field: &str| {
        let mut org = Org::new();
        org.unreadable.push("account.name".into());
        let body = format!(
            "try {{ return Database.query('SELECT {field} FROM Account', AccessLevel.{mode}); }} catch (QueryException e) {{ return e.getInaccessibleFields(); }}"
        );
        run_on(&mut org, &body, "").unwrap()
    };
    assert_eq!(ask("USER_MODE", "Name"), "{Account={Name}}");
    assert_eq!(ask("USER_MODE", "Nonsense"), "{}");
    assert_eq!(ask("SYSTEM_MODE", "Name"), "()");
}

#[test]
fn dml_options_allow_partial_success_unless_told_otherwise() {
    let insert = |options: &str| {
        run(&format!(
            "Database.DMLOptions o = new Database.DMLOptions(); {options} List<Database.SaveResult> r = Database.insert(new List<Account>{{new Account(Name = 'a'), new Account()}}, o); return o.optAllOrNone + '' + r[0].isSuccess() + r[1].isSuccess();"
        ))
    };
    assert_eq!(insert("").unwrap(), "falsetruefalse");
    assert!(error(insert("o.OptAllOrNone = true;")).starts_with("System.DmlException"));
    assert!(
        error(insert("o.allowFieldTruncation = true;"))
            .contains("DMLOptions.allowFieldTruncation is not supported (T line 1)")
    );
}
