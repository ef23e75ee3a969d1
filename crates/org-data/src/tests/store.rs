//! What stays when an org is opened again.

use apex::host::Data;

use super::support::*;
use crate::metadata::custom_metadata::CustomMetadataRecord;
use crate::{Database, Saved};

#[test]
fn data_and_ids_survive_and_the_seed_is_loaded_once() {
    let mut ann = kept().reopen();
    let mut session = ann.session("ann");
    assert_eq!(rows(&mut session, "SELECT Id FROM Case").len(), 3);
    let first = widget(&mut session, &[]).unwrap();
    session.commit().unwrap();
    drop(session);
    ann = ann.reopen();
    let mut session = ann.session("ann");
    assert_eq!(
        texts(&rows(&mut session, "SELECT Id FROM Widget__c")),
        std::slice::from_ref(&first)
    );
    let second = widget(&mut session, &[]).unwrap();
    assert!(second > first);
    assert_eq!(
        texts(&rows(&mut session, "SELECT Name FROM Widget__c ORDER BY Name")),
        ["W-0001", "W-0002"]
    );
    assert_eq!(rows(&mut session, "SELECT Id FROM Kind__mdt").len(), 2);
}

#[test]
fn new_objects_and_fields_join_and_old_prefixes_stay() {
    let org = kept();
    let prefix = |org: &Org, name: &str| org.database.schema().describe(name).unwrap().key_prefix.clone();
    let before = prefix(&org, "Widget__c");
    // Sorts before every other object.
    let (path, body) = field("New__c", "Text", "<length>5</length>");
    write(
        &org.directory.path().join("source/main/default/objects"),
        &[
            (
                "Aaa__c/Aaa__c.object-meta.xml".into(),
                "<CustomObject><label>Aaa</label></CustomObject>".into(),
            ),
            (format!("Widget__c/{path}"), body),
        ],
    );
    let org = org.reopen();
    assert_eq!(prefix(&org, "Widget__c"), before);
    assert_ne!(prefix(&org, "Aaa__c"), before);
    let mut session = org.session("ann");
    widget(&mut session, &[("New__c", string("new"))]).unwrap();
    assert_eq!(
        texts(&rows(&mut session, "SELECT New__c FROM Widget__c")),
        ["new"]
    );
}

#[test]
fn a_field_that_changed_its_type_is_refused() {
    let org = kept();
    let (path, body) = field("Day__c", "Text", "<length>5</length>");
    write(
        &org.directory.path().join("source/main/default/objects/Widget__c"),
        &[(path, body)],
    );
    let Org { database, directory } = org;
    drop(database);
    let error = Database::open(&config(directory.path(), true))
        .map(|_| ())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("Widget__c.Day__c was stored as date and is now text"),
        "{error}"
    );
}

#[test]
fn an_org_without_a_seed_has_an_administrator() {
    let org = open(&sources(), None).unwrap();
    let users = org.database.users().unwrap();
    assert_eq!(users.len(), 1);
    assert_eq!(users[0].profile_name, "System Administrator");
    assert_eq!(org.database.user(&users[0].id).unwrap(), users[0]);
    let mut session = org.session("admin");
    insert(
        &mut session,
        "Account",
        &[("Name", string("A")), ("AnnualRevenue", Data::Long(5))],
    )
    .unwrap();
}

#[test]
fn seeds_say_which_row_is_wrong() {
    let error = |seed: &str| open(&sources(), Some(seed)).map(|_| ()).unwrap_err().to_string();
    let users = r#""users": [{ "alias": "a", "username": "a@b.co", "lastName": "A", "email": "a@b.co", "profile": "Standard User" }]"#;
    let with = |records: &str| format!(r#"{{ {users}, "records": [{records}] }}"#);
    let found = error(&with(r#"{ "object": "Case", "rows": [{}, { "Nope": 1 }] }"#));
    assert!(found.ends_with("Case row 2: Case has no field Nope"), "{found}");
    let found = error(&with(
        r#"{ "object": "Case", "rows": [{ "ContactId": "@nobody" }] }"#,
    ));
    assert!(
        found.ends_with("ContactId: nothing earlier has the key nobody"),
        "{found}"
    );
    let found = error(&with(
        r#"{ "object": "Contact", "rows": [{ "FirstName": "x" }] }"#,
    ));
    assert!(
        found.contains("Required fields are missing: [LastName]"),
        "{found}"
    );
    assert!(error("{}").contains("no user in the seed files"));
    assert!(error("{ nonsense").contains("seed.json"));
    let found = error(&format!("{{ {users}, \"sharing\": {{ \"Case\": \"Secret\" }} }}"));
    assert!(
        found.contains("unknown org-wide default Secret of Case"),
        "{found}"
    );
}

impl Org {
    fn reopen(self) -> Self {
        let Self { database, directory } = self;
        drop(database);
        let database = Database::open(&config(directory.path(), true)).unwrap();
        Self { database, directory }
    }
}

#[test]
fn what_an_administrator_changed_wins_over_the_sources_and_stays() {
    let org = kept().reopen();
    org.database.set_preference("look", "plain").unwrap();
    let id = |org: &Org, name: &str| {
        let soql = format!("SELECT Id FROM Kind__mdt WHERE DeveloperName = '{name}'");
        texts(&rows(&mut org.session("ann"), &soql)).remove(0)
    };
    let named = |org: &Org, name: &str| {
        let mut records = org.database.custom_metadata().into_iter();
        records.find(|record| record.name == name).unwrap()
    };
    let mut first = named(&org, "First");
    first.label = "The first".to_owned();
    first.values.insert("Order__c".to_owned(), Some("7".to_owned()));
    let own = id(&org, "First");
    let saved = org
        .database
        .save_custom_metadata(Some(&own), first.clone())
        .unwrap();
    assert_eq!(saved, Saved::Under(own.clone()));
    let third = CustomMetadataRecord {
        name: "Third".to_owned(),
        label: "Third".to_owned(),
        ..first.clone()
    };
    assert!(matches!(
        org.database.save_custom_metadata(None, third).unwrap(),
        Saved::Under(_)
    ));
    for (name, label, field) in [
        ("First", "x", "DeveloperName"),
        ("Two__words", "x", "DeveloperName"),
        ("2nd", "x", "DeveloperName"),
        ("Fourth", " ", "MasterLabel"),
    ] {
        let wrong = CustomMetadataRecord {
            name: name.to_owned(),
            label: label.to_owned(),
            ..first.clone()
        };
        let Saved::Refused(refusals) = org.database.save_custom_metadata(None, wrong).unwrap() else {
            panic!("{name} was saved");
        };
        assert_eq!(refusals[0].field, field, "{refusals:?}");
    }
    let mut wrong = first.clone();
    wrong
        .values
        .insert("Order__c".to_owned(), Some("many".to_owned()));
    let refused = org.database.save_custom_metadata(Some(&own), wrong).unwrap();
    assert!(
        matches!(&refused, Saved::Refused(refusals) if refusals[0].field == "Order__c"),
        "{refused:?}"
    );
    let seen = |org: &Org| {
        let soql = "SELECT DeveloperName, MasterLabel, Order__c FROM Kind__mdt ORDER BY DeveloperName";
        let mut session = org.session("ann");
        let all = rows(&mut session, soql);
        all.iter()
            .map(|row| {
                let text = |name: &str| text(&row.fields[name]);
                format!(
                    "{} {} {}",
                    text("DeveloperName"),
                    text("MasterLabel"),
                    text("Order__c")
                )
            })
            .collect::<Vec<_>>()
    };
    let expected = ["First The first 7", "Second The second 2", "Third Third 7"];
    assert_eq!(seen(&org), expected);
    let before = (id(&org, "First"), id(&org, "Third"));
    let org = org.reopen();
    assert_eq!(seen(&org), expected);
    assert_eq!((id(&org, "First"), id(&org, "Third")), before);
    assert_eq!(org.database.preference("look").unwrap().as_deref(), Some("plain"));
    assert_eq!(org.database.preference("other").unwrap(), None);
}
