//! What queries find.

use apex::host::{AccessMode, Bind, Data, Field, QueryResult, Sharing};
use bigdecimal::BigDecimal;
use proptest::prelude::*;

use super::laws;
use super::support::*;

#[test]
fn selects_fields_in_their_order_with_the_schema_s_capitals_and_the_id() {
    let org = org();
    let mut session = org.session("ann");
    let rows = rows(
        &mut session,
        "select subject, STATUS from case where subject = 'PRINTER'",
    );
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].object, "Case");
    assert_eq!(
        rows[0].fields.keys().collect::<Vec<_>>(),
        ["Subject", "Status", "Id"]
    );
    assert_eq!(text(&rows[0].fields["Subject"]), "Printer");
    assert_eq!(text(&rows[0].fields["Status"]), "New");
}

#[test]
fn follows_parents_and_knows_when_there_is_none() {
    let org = org();
    let mut session = org.session("ann");
    let rows = rows(
        &mut session,
        "SELECT Contact.Account.Name, Contact.Name, Owner.Name FROM Case ORDER BY CaseNumber",
    );
    let Field::Parent(Some(contact)) = &rows[0].fields["Contact"] else {
        panic!("no contact")
    };
    assert_eq!(contact.object, "Contact");
    assert_eq!(text(&contact.fields["Name"]), "Cora Client");
    let Field::Parent(Some(account)) = &contact.fields["Account"] else {
        panic!("no account")
    };
    assert_eq!(text(&account.fields["Name"]), "Acme");
    let Field::Parent(Some(owner)) = &rows[0].fields["Owner"] else {
        panic!("no owner")
    };
    assert_eq!(
        (owner.object.as_str(), text(&owner.fields["Name"])),
        ("Name", "Ann Agent".to_owned())
    );
    assert_eq!(rows[2].fields["Contact"], Field::Parent(None));
    assert!(rows[0].fields.contains_key("ContactId"));
}

#[test]
fn reads_children() {
    let org = org();
    let mut session = org.session("ann");
    let rows = rows(
        &mut session,
        "SELECT Name, (SELECT LastName FROM Contacts WHERE LastName LIKE 'c%') FROM Account ORDER BY Name",
    );
    let children = |index: usize| match &rows[index].fields["Contacts"] {
        Field::Children(children) => texts(children),
        other => panic!("{other:?}"),
    };
    assert_eq!(children(0), ["Client"]);
    assert!(children(1).is_empty());
}

#[test]
fn children_are_read_only_through_a_lookup_that_may_be_read() {
    const SOQL: &str = "SELECT Id, (SELECT Id FROM Widgets__r) FROM Case";
    let mut files = sources();
    assert!(as_user(&mut org().session("ann"), SOQL).is_ok());
    let grant = "<field>Widget__c.Case__c</field><readable>true</readable><editable>true</editable>";
    let (_, permissions) = files
        .iter_mut()
        .find(|(_, body)| body.contains(grant))
        .expect("the permission set");
    *permissions = permissions.replace(
        grant,
        "<field>Widget__c.Case__c</field><readable>false</readable><editable>false</editable>",
    );
    let org = open(&files, Some(SEED)).unwrap();
    let mut ann = org.session("ann");
    let refused = as_user(&mut ann, SOQL).unwrap_err();
    assert!(
        refused
            .message
            .starts_with("Didn't understand relationship 'Widgets__r'"),
        "{refused:?}"
    );
    assert!(!rows(&mut ann, SOQL).is_empty());
}

#[test]
fn computes_names_and_flags() {
    let org = org();
    let mut session = org.session("ann");
    assert_eq!(
        texts(&rows(
            &mut session,
            "SELECT Name FROM Contact WHERE Name = 'CORA client'"
        )),
        ["Cora Client"]
    );
    assert_eq!(
        texts(&rows(
            &mut session,
            "SELECT Subject FROM Case WHERE IsClosed = true"
        )),
        ["screen"]
    );
    assert_eq!(
        texts(&rows(
            &mut session,
            "SELECT ContactEmail FROM Case WHERE Subject = 'Printer'"
        )),
        ["cora@acme.example"]
    );
    assert_eq!(
        texts(&rows(
            &mut session,
            "SELECT CaseNumber FROM Case ORDER BY CaseNumber LIMIT 1"
        )),
        ["00001001"]
    );
}

#[test]
fn null_counts_as_different_and_is_found_by_not() {
    let org = org();
    let mut session = org.session("ann");
    let count = |session: &mut crate::Session, condition: &str| {
        rows(session, &format!("SELECT Id FROM Case WHERE {condition}")).len()
    };
    assert_eq!(count(&mut session, "Contact.FirstName != 'Cora'"), 2);
    assert_eq!(count(&mut session, "NOT Contact.FirstName = 'Cora'"), 2);
    assert_eq!(count(&mut session, "NOT (Contact.FirstName LIKE 'C%')"), 2);
    assert_eq!(count(&mut session, "Contact.FirstName NOT IN ('Cora')"), 2);
    assert_eq!(count(&mut session, "Contact.FirstName = null"), 2);
    assert_eq!(count(&mut session, "Contact.FirstName = ''"), 2);
    assert_eq!(
        count(
            &mut session,
            "ContactId != null AND (Priority = 'High' OR Priority = 'Low')"
        ),
        2
    );
    assert_eq!(count(&mut session, "ContactId IN ('000000000000000', null)"), 1);
}

#[test]
fn binds_of_every_sort() {
    let org = org();
    let mut session = org.session("ann");
    let one = |data| Bind::One(data);
    let find = |session: &mut crate::Session, condition: &str, bind: Bind| {
        let soql = format!("SELECT Subject FROM Case WHERE {condition} ORDER BY Subject");
        match query(
            session,
            &soql,
            &[("B0", bind)],
            AccessMode::System,
            Sharing::Ignored,
        )
        .unwrap()
        {
            QueryResult::Rows { rows, .. } => texts(&rows),
            QueryResult::Count(_) => unreachable!(),
        }
    };
    assert_eq!(
        find(&mut session, "Subject = :b0", one(string("audit"))),
        ["Audit"]
    );
    assert_eq!(
        find(&mut session, "Subject LIKE :b0", one(string("%r%n%"))),
        ["Printer", "screen"]
    );
    assert_eq!(
        find(
            &mut session,
            "Subject IN :b0",
            Bind::Many(vec![string("AUDIT"), string("none")])
        ),
        ["Audit"]
    );
    assert_eq!(
        find(&mut session, "Subject IN :b0", Bind::Many(vec![])),
        Vec::<String>::new()
    );
    assert_eq!(
        find(&mut session, "Subject NOT IN :b0", Bind::Many(vec![])).len(),
        3
    );
    assert_eq!(
        find(&mut session, "IsClosed = :b0", one(Data::Boolean(true))),
        ["screen"]
    );
    assert_eq!(find(&mut session, "ContactId = :b0", one(Data::Null)), ["Audit"]);
    let id = text(&rows(&mut session, "SELECT Id FROM Case WHERE Subject = 'Audit'")[0].fields["Id"]);
    assert_eq!(find(&mut session, "Id = :b0", one(string(&id[..15]))), ["Audit"]);
    let limit = query(
        &mut session,
        "SELECT Id FROM Case LIMIT :n",
        &[("n", one(Data::Integer(2)))],
        AccessMode::System,
        Sharing::Ignored,
    );
    assert!(matches!(limit, Ok(QueryResult::Rows { rows, .. }) if rows.len() == 2));
}

#[test]
fn semi_joins() {
    let org = org();
    let mut session = org.session("ann");
    let soql = "SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Email != null)";
    assert_eq!(texts(&rows(&mut session, soql)), ["Acme"]);
    let soql = "SELECT Name FROM Account WHERE Id NOT IN (SELECT AccountId FROM Case)";
    assert_eq!(texts(&rows(&mut session, soql)), ["Bolt"]);
}

#[test]
fn orders_by_picklist_rank_with_nulls_first_and_pages() {
    let org = org();
    let mut session = org.session("ann");
    let soql = "SELECT Subject FROM Case ORDER BY Priority";
    // High, Medium, Low is the order of the values.
    assert_eq!(texts(&rows(&mut session, soql)), ["Printer", "Audit", "screen"]);
    let soql = "SELECT Subject FROM Case ORDER BY Contact.LastName ASC NULLS LAST LIMIT 2 OFFSET 1";
    assert_eq!(texts(&rows(&mut session, soql)), ["screen", "Audit"]);
    let soql = "SELECT Subject FROM Case ORDER BY Subject DESC";
    assert_eq!(texts(&rows(&mut session, soql)), ["screen", "Printer", "Audit"]);
}

#[test]
fn date_literals_follow_the_user_s_day() {
    let org = org();
    let mut session = org.session("ann");
    for (key, time) in [
        ("late", "2026-11-22T04:30:00Z"),
        ("early", "2026-11-22T05:30:00Z"),
    ] {
        let at = Data::Datetime(time.parse().unwrap());
        widget(&mut session, &[("Key__c", string(key)), ("At__c", at)]).unwrap();
    }
    // Midnight in New York is 05:00 UTC.
    assert_eq!(
        texts(&rows(
            &mut session,
            "SELECT Key__c FROM Widget__c WHERE At__c = TODAY"
        )),
        ["early"]
    );
    assert_eq!(
        texts(&rows(
            &mut session,
            "SELECT Key__c FROM Widget__c WHERE At__c < TODAY"
        )),
        ["late"]
    );
    assert_eq!(
        rows(
            &mut session,
            "SELECT Key__c FROM Widget__c WHERE At__c = LAST_N_DAYS:1"
        )
        .len(),
        2
    );
    let soql = "SELECT Key__c FROM Widget__c WHERE At__c > 2026-11-22T05:00:00+00:00";
    assert_eq!(texts(&rows(&mut session, soql)), ["early"]);
}

#[test]
fn numbers_compare_exactly() {
    let org = org();
    let mut session = org.session("ann");
    for price in ["0.10", "0.20", "100000000000000.01"] {
        widget(
            &mut session,
            &[("Price__c", Data::Decimal(price.parse().unwrap()))],
        )
        .unwrap();
    }
    let prices = |session: &mut crate::Session, condition: &str| {
        texts(&rows(
            session,
            &format!("SELECT Price__c FROM Widget__c WHERE {condition} ORDER BY Price__c"),
        ))
    };
    assert_eq!(prices(&mut session, "Price__c = 0.1"), ["0.10"]);
    assert_eq!(
        prices(&mut session, "Price__c > 0.105"),
        ["0.20", "100000000000000.01"]
    );
    assert_eq!(
        prices(&mut session, "Price__c >= 100000000000000.01"),
        ["100000000000000.01"]
    );
    assert_eq!(prices(&mut session, "Price__c < 1e-1"), Vec::<String>::new());
}

#[test]
fn multi_select_picklists() {
    let org = org();
    let mut session = org.session("ann");
    for tags in ["a;b", "b;c", "c"] {
        widget(&mut session, &[("Tags__c", string(tags))]).unwrap();
    }
    let soql = "SELECT Tags__c FROM Widget__c WHERE Tags__c INCLUDES ('a;b', 'c') ORDER BY Tags__c";
    assert_eq!(texts(&rows(&mut session, soql)), ["a;b", "b;c", "c"]);
    let soql = "SELECT Tags__c FROM Widget__c WHERE Tags__c EXCLUDES ('b')";
    assert_eq!(texts(&rows(&mut session, soql)), ["c"]);
}

#[test]
fn field_groups_and_deleted_rows() {
    let org = org();
    let mut session = org.session("ann");
    let id = widget(&mut session, &[]).unwrap();
    let all = rows(&mut session, "SELECT FIELDS(ALL) FROM Widget__c LIMIT 1");
    assert!(all[0].fields.contains_key("Price__c") && all[0].fields.contains_key("CreatedDate"));
    let custom = rows(&mut session, "SELECT FIELDS(CUSTOM) FROM Widget__c LIMIT 1");
    assert!(custom[0].fields.contains_key("Price__c") && !custom[0].fields.contains_key("CreatedDate"));
    change(
        &mut session,
        &apex::host::DmlOperation::Delete,
        "Widget__c",
        &[("Id", Data::Id(id))],
    )
    .unwrap();
    assert!(rows(&mut session, "SELECT Id FROM Widget__c").is_empty());
    assert_eq!(
        texts(&rows(&mut session, "SELECT IsDeleted FROM Widget__c ALL ROWS")),
        ["true"]
    );
}

#[test]
fn metadata_relationships_lead_to_the_object() {
    let org = org();
    let mut session = org.session("ann");
    let rows = rows(
        &mut session,
        "SELECT Object__r.QualifiedApiName, On__c FROM Kind__mdt WHERE DeveloperName = 'Second'",
    );
    let Field::Parent(Some(entity)) = &rows[0].fields["Object__r"] else {
        panic!("no object")
    };
    assert_eq!(text(&entity.fields["QualifiedApiName"]), "Case");
    assert_eq!(text(&rows[0].fields["On__c"]), "true");
}

/// SOQL text of a constant.
fn literal(text: &str) -> String {
    let escaped: String = text
        .chars()
        .flat_map(|letter| match letter {
            '\'' | '\\' => vec!['\\', letter],
            '\n' => vec!['\\', 'n'],
            '\r' => vec!['\\', 'r'],
            other => vec![other],
        })
        .collect();
    format!("'{escaped}'")
}

#[test]
fn any_text_is_found_by_its_literal_and_by_a_bind() {
    let org = org();
    let session = std::cell::RefCell::new(org.session("ann"));
    let mut runner = proptest::test_runner::TestRunner::new(laws());
    let texts = "[^\\s\\p{C}][^\\p{Cc}]{0,18}[^\\s\\p{C}]";
    runner
        .run(&texts, |subject| {
            let session = &mut *session.borrow_mut();
            let id = insert(session, "Case", &[("Subject", string(&subject))]).unwrap();
            let quoted = format!(
                "SELECT Id FROM Case WHERE Subject = {} AND Id = '{id}'",
                literal(&subject)
            );
            let bound = format!("SELECT Id FROM Case WHERE Subject = :s AND Id = '{id}'");
            prop_assert_eq!(rows(session, &quoted).len(), 1);
            let found = query(
                session,
                &bound,
                &[("s", Bind::One(string(&subject)))],
                AccessMode::System,
                Sharing::Ignored,
            );
            let found = matches!(found, Ok(QueryResult::Rows { rows, .. }) if rows.len() == 1);
            prop_assert!(found);
            Ok(())
        })
        .unwrap();
}

#[test]
fn any_decimal_comes_back_as_it_went_in() {
    let org = org();
    let session = std::cell::RefCell::new(org.session("ann"));
    let mut runner = proptest::test_runner::TestRunner::new(laws());
    runner
        .run(&(-9_999_999_999_999_999_i64..=9_999_999_999_999_999), |cents| {
            let session = &mut *session.borrow_mut();
            let price = BigDecimal::new(cents.into(), 2);
            let id = widget(session, &[("Price__c", Data::Decimal(price.clone()))]).unwrap();
            let found = rows(
                session,
                &format!("SELECT Price__c FROM Widget__c WHERE Id = '{id}' AND Price__c = {price}"),
            );
            prop_assert_eq!(&found[0].fields["Price__c"], &Field::Data(Data::Decimal(price)));
            Ok(())
        })
        .unwrap();
}
