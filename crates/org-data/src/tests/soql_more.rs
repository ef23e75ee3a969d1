//! SOQL beyond one object: polymorphic lookups, `TYPEOF`, subqueries in subqueries, text functions.

use apex::host::{Data, Field};

use super::support::*;

fn parent(row: &apex::host::Record, name: &str) -> apex::host::Record {
    match &row.fields[name] {
        Field::Parent(Some(parent)) => (**parent).clone(),
        other => panic!("{name} is {other:?}"),
    }
}

fn task(session: &mut crate::Session, subject: &str, what: &str, who: Option<String>) {
    let values = [
        ("Subject", string(subject)),
        ("WhatId", Data::Id(what.to_owned())),
        ("WhoId", who.map_or(Data::Null, Data::Id)),
    ];
    insert(session, "Task", &values).unwrap();
}

#[test]
fn lookups_to_several_objects_show_names_and_types() {
    let org = org();
    let mut session = org.session("admin");
    let case = text(&rows(&mut session, "SELECT Id FROM Case WHERE Subject = 'Printer'")[0].fields["Id"]);
    let account = text(&rows(&mut session, "SELECT Id FROM Account WHERE Name = 'Acme'")[0].fields["Id"]);
    let contact =
        text(&rows(&mut session, "SELECT Id FROM Contact WHERE FirstName = 'Cora'")[0].fields["Id"]);
    task(&mut session, "first", &account, Some(contact));
    task(&mut session, "second", &case, None);
    let tasks = rows(
        &mut session,
        "SELECT Subject, What.Name, What.Type, Who.Name FROM Task ORDER BY Subject",
    );
    assert_eq!(text(&parent(&tasks[0], "What").fields["Name"]), "Acme");
    assert_eq!(text(&parent(&tasks[0], "What").fields["Type"]), "Account");
    assert_eq!(text(&parent(&tasks[0], "Who").fields["Name"]), "Cora Client");
    assert_eq!(text(&parent(&tasks[1], "What").fields["Type"]), "Case");
    assert_eq!(tasks[1].fields["Who"], Field::Parent(None));
    let soql = "SELECT Subject FROM Task WHERE What.Type = 'Case'";
    assert_eq!(texts(&rows(&mut session, soql)), ["second"]);
    let tasks = rows(
        &mut session,
        "SELECT Subject, TYPEOF What WHEN Account THEN Name, Phone WHEN Case THEN Subject, Status END FROM Task ORDER BY Subject",
    );
    assert_eq!(text(&parent(&tasks[0], "What").fields["Name"]), "Acme");
    assert_eq!(parent(&tasks[1], "What").object, "Case");
    assert_eq!(text(&parent(&tasks[1], "What").fields["Status"]), "New");
}

#[test]
fn owners_are_users_or_queues() {
    let org = org();
    let mut session = org.session("admin");
    let cases = rows(
        &mut session,
        "SELECT Owner.Name, Owner.Type FROM Case WHERE Subject = 'Printer'",
    );
    assert_eq!(text(&parent(&cases[0], "Owner").fields["Name"]), "Ann Agent");
    assert_eq!(text(&parent(&cases[0], "Owner").fields["Type"]), "User");
}

#[test]
fn subqueries_lie_in_subqueries() {
    let org = org();
    let mut session = org.session("admin");
    let accounts = rows(
        &mut session,
        "SELECT Name, (SELECT LastName, (SELECT Subject FROM Cases) FROM Contacts) FROM Account WHERE Name = 'Acme'",
    );
    let Field::Children(contacts) = &accounts[0].fields["Contacts"] else {
        panic!("no contacts");
    };
    let Field::Children(cases) = &contacts[0].fields["Cases"] else {
        panic!("no cases");
    };
    assert_eq!(texts(cases), ["Printer"]);
}

#[test]
fn values_as_text() {
    let mut files = sources();
    for (_, body) in &mut files {
        *body = body.replace(
            "<value><fullName>Low</fullName>",
            "<value><fullName>Low</fullName><label>Quite low</label>",
        );
    }
    let org = open(&files, Some(SEED)).unwrap();
    let mut session = org.session("admin");
    let values = [
        ("Needed__c", string("x")),
        ("Level__c", string("Low")),
        ("Price__c", Data::Integer(1234)),
    ];
    insert(&mut session, "Widget__c", &values).unwrap();
    let found = rows(
        &mut session,
        "SELECT toLabel(Level__c), FORMAT(Price__c) shown FROM Widget__c",
    );
    assert_eq!(text(&found[0].fields["Level__c"]), "Quite low");
    assert_eq!(text(&found[0].fields["shown"]), "$1,234.00");
    let soql = "SELECT Needed__c FROM Widget__c WHERE toLabel(Level__c) = 'quite low'";
    assert_eq!(texts(&rows(&mut session, soql)), ["x"]);
}

#[test]
fn scopes_and_notes_of_views_are_understood() {
    let org = org();
    let mut ann = org.session("ann");
    let soql = "SELECT Subject FROM Case USING SCOPE mine WHERE Status != 'Closed' FOR VIEW";
    assert_eq!(texts(&rows(&mut ann, soql)), ["Printer"]);
    let soql = "SELECT Subject FROM Case WHERE CreatedDate = THIS_FISCAL_YEAR ORDER BY Subject";
    assert!(
        query(
            &mut ann,
            soql,
            &[],
            apex::host::AccessMode::System,
            apex::host::Sharing::Ignored
        )
        .is_ok()
    );
}
