//! What changes do, and what is refused, in system mode.

use apex::host::{Data, DmlOperation, DmlOptions, Field};
use bigdecimal::BigDecimal;

use super::support::*;

const UPSERT: DmlOperation = DmlOperation::Upsert { external_id: None };

#[test]
fn insert_fills_what_the_database_fills() {
    let org = org();
    let mut session = org.session("ann");
    let id = widget(&mut session, &[]).unwrap();
    assert!(id.starts_with("a0") && id.len() == 18, "{id}");
    assert_eq!(session.object_of_id(&id).as_deref(), Some("Widget__c"));
    let soql =
        "SELECT Name, Flag__c, Level__c, Owner.Name, CreatedBy.Name, CreatedDate, IsDeleted FROM Widget__c";
    let found = rows(&mut session, soql).remove(0);
    assert_eq!(text(&found.fields["Name"]), "W-0001");
    assert_eq!(text(&found.fields["Flag__c"]), "true");
    assert_eq!(text(&found.fields["Level__c"]), "Mid");
    assert_eq!(found.fields["CreatedDate"], Field::Data(Data::Datetime(noon())));
    let Field::Parent(Some(owner)) = &found.fields["Owner"] else {
        panic!("no owner")
    };
    assert_eq!(text(&owner.fields["Name"]), "Ann Agent");
}

#[test]
fn required_fields_are_named_together() {
    let org = org();
    let mut session = org.session("ann");
    let error = insert(&mut session, "Lead", &[("FirstName", string("x"))]).unwrap_err();
    assert_eq!(
        error.message,
        "Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, \
         Required fields are missing: [LastName, Company]: [LastName, Company]"
    );
    assert_eq!(error.rows[0].1.fields, ["LastName", "Company"]);
    let id = widget(&mut session, &[]).unwrap();
    let result = change(
        &mut session,
        &DmlOperation::Update,
        "Widget__c",
        &[("Id", Data::Id(id)), ("Needed__c", Data::Null)],
    );
    assert_eq!(refusal(result).0, "REQUIRED_FIELD_MISSING");
}

#[test]
fn values_must_fit_their_fields() {
    let org = org();
    let mut session = org.session("ann");
    let mut refused = |field: &str, value: Data| refusal(widget(&mut session, &[(field, value)]));
    assert_eq!(
        refused("Needed__c", string("12345678901")),
        (
            "STRING_TOO_LONG".into(),
            "Needed: data value too large: 12345678901 (max length=10)".into()
        )
    );
    assert_eq!(
        refused("Level__c", string("Huge")),
        (
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST".into(),
            "Level: bad value for restricted picklist field: Huge".into()
        )
    );
    assert_eq!(
        refused("Mail__c", string("nobody")),
        (
            "INVALID_EMAIL_ADDRESS".into(),
            "Mail: invalid email address: nobody".into()
        )
    );
    let huge = Data::Decimal("1e17".parse().unwrap());
    assert_eq!(refused("Price__c", huge).0, "NUMBER_OUTSIDE_VALID_RANGE");
    assert_eq!(refused("Case__c", string("abc")).0, "MALFORMED_ID");
    assert_eq!(
        refused("Day__c", string("2026-01-01")).0,
        "INVALID_TYPE_ON_FIELD_IN_RECORD"
    );
    assert_eq!(refused("Nope__c", string("x")).0, "INVALID_FIELD");
}

#[test]
fn texts_are_trimmed_and_empty_ones_are_null() {
    let org = org();
    let mut session = org.session("ann");
    widget(
        &mut session,
        &[("Key__c", string("  k ")), ("Secret__c", string("  "))],
    )
    .unwrap();
    let found = rows(&mut session, "SELECT Key__c, Secret__c FROM Widget__c").remove(0);
    assert_eq!(
        (text(&found.fields["Key__c"]), text(&found.fields["Secret__c"])),
        ("k".into(), "null".into())
    );
}

#[test]
fn every_type_round_trips() {
    let org = org();
    let mut session = org.session("ann");
    let values = [
        ("Price__c", Data::Decimal(BigDecimal::new(1250.into(), 2))),
        ("Day__c", Data::Date("2026-02-28".parse().unwrap())),
        ("At__c", Data::Datetime("2026-02-28T23:59:59Z".parse().unwrap())),
        ("Clock__c", Data::Time("13:37:00.250".parse().unwrap())),
        ("Flag__c", Data::Boolean(false)),
        ("Note__c", string(" two\nlines ")),
        ("Tags__c", string("a;c")),
    ];
    widget(&mut session, &values).unwrap();
    let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    let found = rows(
        &mut session,
        &format!("SELECT {} FROM Widget__c", names.join(", ")),
    )
    .remove(0);
    for (name, data) in values {
        assert_eq!(found.fields[name], Field::Data(data), "{name}");
    }
}

#[test]
fn unique_values() {
    let org = org();
    let mut session = org.session("ann");
    let id = widget(
        &mut session,
        &[("Key__c", string("k")), ("Exact__c", string("e"))],
    )
    .unwrap();
    let message = format!(
        "duplicate value found: Key__c duplicates value on record with id: {}",
        &id[..15]
    );
    assert_eq!(
        refusal(widget(&mut session, &[("Key__c", string("K"))])),
        ("DUPLICATE_VALUE".into(), message)
    );
    // Case-sensitive uniqueness lets another case through.
    let other = widget(&mut session, &[("Exact__c", string("E"))]).unwrap();
    assert_eq!(
        refusal(widget(&mut session, &[("Exact__c", string("e"))])).0,
        "DUPLICATE_VALUE"
    );
    let clash = [("Id", Data::Id(other)), ("Exact__c", string("e"))];
    assert_eq!(
        refusal(change(&mut session, &DmlOperation::Update, "Widget__c", &clash)).0,
        "DUPLICATE_VALUE"
    );
    let same = [("Id", Data::Id(id.clone())), ("Exact__c", string("e"))];
    change(&mut session, &DmlOperation::Update, "Widget__c", &same).unwrap();
    // A deleted row's value is free.
    change(
        &mut session,
        &DmlOperation::Delete,
        "Widget__c",
        &[("Id", Data::Id(id.clone()))],
    )
    .unwrap();
    widget(&mut session, &[("Exact__c", string("e"))]).unwrap();
    assert_eq!(
        refusal(change(
            &mut session,
            &DmlOperation::Undelete,
            "Widget__c",
            &[("Id", Data::Id(id))]
        ))
        .0,
        "DUPLICATE_VALUE"
    );
}

#[test]
fn lookups_must_lead_somewhere() {
    let org = org();
    let mut session = org.session("ann");
    let mut refused = |id: &str| refusal(widget(&mut session, &[("Case__c", Data::Id(id.into()))]));
    assert_eq!(refused("500000000000zzz").0, "INVALID_CROSS_REFERENCE_KEY");
    let contact = text(&rows(&mut org.session("ann"), "SELECT Id FROM Contact LIMIT 1")[0].fields["Id"]);
    assert_eq!(
        refused(&contact),
        (
            "FIELD_INTEGRITY_EXCEPTION".into(),
            format!("Case: id value of incorrect type: {contact}")
        )
    );
    let case = insert(&mut session, "Case", &[]).unwrap();
    change(
        &mut session,
        &DmlOperation::Delete,
        "Case",
        &[("Id", Data::Id(case.clone()))],
    )
    .unwrap();
    assert_eq!(
        refusal(widget(&mut session, &[("Case__c", Data::Id(case))])).0,
        "ENTITY_IS_DELETED"
    );
}

#[test]
fn update_and_delete_need_a_living_row() {
    let org = org();
    let mut session = org.session("ann");
    let update = DmlOperation::Update;
    assert_eq!(
        refusal(change(&mut session, &update, "Case", &[("Subject", string("x"))])),
        (
            "MISSING_ARGUMENT".into(),
            "Id not specified in an update call".into()
        )
    );
    let id = insert(&mut session, "Case", &[]).unwrap();
    let with_id = [("Id", Data::Id(id.clone()))];
    assert_eq!(
        refusal(change(&mut session, &DmlOperation::Insert, "Case", &with_id)).0,
        "INVALID_FIELD_FOR_INSERT_UPDATE"
    );
    change(&mut session, &DmlOperation::Delete, "Case", &with_id).unwrap();
    let error = change(&mut session, &update, "Case", &with_id).unwrap_err();
    assert_eq!(
        error.message,
        format!(
            "Update failed. First exception on row 0 with id {id}; first error: ENTITY_IS_DELETED, entity is deleted: []"
        )
    );
    assert_eq!(
        refusal(change(&mut session, &DmlOperation::Delete, "Case", &with_id)).0,
        "ENTITY_IS_DELETED"
    );
    change(&mut session, &DmlOperation::Undelete, "Case", &with_id).unwrap();
    change(&mut session, &update, "Case", &with_id).unwrap();
    assert_eq!(
        refusal(change(&mut session, &DmlOperation::Undelete, "Case", &with_id)).0,
        "UNDELETE_FAILED"
    );
}

#[test]
fn all_or_none_and_partial() {
    let org = org();
    let mut session = org.session("ann");
    let rows_of = || {
        [
            record("Widget__c", &[("Needed__c", string("a"))]),
            record("Widget__c", &[]),
            record("Widget__c", &[("Needed__c", string("c"))]),
        ]
    };
    let mut batch = rows_of();
    let error = session
        .dml(&DmlOperation::Insert, &mut batch, SYSTEM)
        .unwrap_err();
    assert_eq!(
        error.rows.iter().map(|(index, _)| *index).collect::<Vec<_>>(),
        [1]
    );
    assert!(rows(&mut session, "SELECT Id FROM Widget__c").is_empty());
    assert!(!batch[0].fields.contains_key("Id"));
    let partial = DmlOptions {
        all_or_none: false,
        ..SYSTEM
    };
    let mut batch = rows_of();
    let results = session.dml(&DmlOperation::Insert, &mut batch, partial).unwrap();
    assert_eq!(
        results
            .iter()
            .map(|result| result.errors.len())
            .collect::<Vec<_>>(),
        [0, 1, 0]
    );
    assert_eq!(results[1].id, None);
    assert_eq!(rows(&mut session, "SELECT Id FROM Widget__c").len(), 2);
    assert!(batch[2].fields.contains_key("Id") && !batch[1].fields.contains_key("Id"));
}

#[test]
fn the_same_row_twice_is_refused() {
    let org = org();
    let mut session = org.session("ann");
    let id = insert(&mut session, "Case", &[]).unwrap();
    let row = record("Case", &[("Id", Data::Id(id.clone()))]);
    let error = session
        .dml(&DmlOperation::Update, &mut [row.clone(), row], SYSTEM)
        .unwrap_err();
    assert_eq!(
        (error.exception.as_str(), error.message),
        ("ListException", format!("Duplicate id in list: {id}"))
    );
}

#[test]
fn upsert_by_id_and_by_external_id() {
    let org = org();
    let mut session = org.session("ann");
    let by_key = DmlOperation::Upsert {
        external_id: Some("key__c".into()),
    };
    let values = [("Key__c", string("k")), ("Needed__c", string("a"))];
    let first = change(&mut session, &by_key, "Widget__c", &values).unwrap();
    assert!(first.created);
    let values = [("Key__c", string("K")), ("Needed__c", string("b"))];
    let second = change(&mut session, &by_key, "Widget__c", &values).unwrap();
    assert_eq!((second.created, &second.id), (false, &first.id));
    assert_eq!(
        texts(&rows(&mut session, "SELECT Needed__c FROM Widget__c")),
        ["b"]
    );
    assert_eq!(
        refusal(change(
            &mut session,
            &by_key,
            "Widget__c",
            &[("Needed__c", string("a"))]
        ))
        .0,
        "MISSING_ARGUMENT"
    );
    let id = Data::Id(first.id.unwrap());
    assert!(
        !change(
            &mut session,
            &UPSERT,
            "Widget__c",
            &[("Id", id), ("Needed__c", string("c"))]
        )
        .unwrap()
        .created
    );
    assert!(
        change(&mut session, &UPSERT, "Widget__c", &[("Needed__c", string("d"))])
            .unwrap()
            .created
    );
}

#[test]
fn deleting_clears_cascades_or_is_refused() {
    let org = org();
    let mut session = org.session("ann");
    let case = insert(&mut session, "Case", &[]).unwrap();
    let widget_id = widget(&mut session, &[("Case__c", Data::Id(case.clone()))]).unwrap();
    insert(
        &mut session,
        "Part__c",
        &[("Widget__c", Data::Id(widget_id.clone()))],
    )
    .unwrap();
    change(
        &mut session,
        &DmlOperation::Delete,
        "Case",
        &[("Id", Data::Id(case))],
    )
    .unwrap();
    assert_eq!(
        texts(&rows(&mut session, "SELECT Case__c FROM Widget__c")),
        ["null"]
    );
    let widget_row = [("Id", Data::Id(widget_id))];
    change(&mut session, &DmlOperation::Delete, "Widget__c", &widget_row).unwrap();
    assert!(rows(&mut session, "SELECT Id FROM Part__c").is_empty());
    change(&mut session, &DmlOperation::Undelete, "Widget__c", &widget_row).unwrap();
    assert_eq!(rows(&mut session, "SELECT Id FROM Part__c").len(), 1);
    let contact = Data::Id(text(
        &rows(&mut session, "SELECT Id FROM Contact WHERE LastName = 'Client'")[0].fields["Id"],
    ));
    let (status, message) = refusal(change(
        &mut session,
        &DmlOperation::Delete,
        "Contact",
        &[("Id", contact)],
    ));
    assert_eq!(status, "DELETE_FAILED");
    assert_eq!(
        message,
        "Your attempt to delete Cora Client could not be completed because it is associated with the following cases.: 00001001"
    );
    assert_eq!(
        rows(&mut session, "SELECT Id FROM Contact WHERE LastName = 'Client'").len(),
        1
    );
}

#[test]
fn system_fields_of_a_row_that_was_read_are_ignored() {
    let org = org();
    let mut session = org.session("ann");
    let mut found = rows(
        &mut session,
        "SELECT FIELDS(ALL) FROM Case WHERE Subject = 'Printer' LIMIT 1",
    );
    found[0]
        .fields
        .insert("Subject".into(), Field::Data(string("Plotter")));
    session.dml(&DmlOperation::Update, &mut found, SYSTEM).unwrap();
    let after = rows(
        &mut session,
        "SELECT Subject, CreatedDate, LastModifiedDate, CaseNumber FROM Case WHERE Subject = 'Plotter'",
    );
    assert_eq!(after[0].fields["CreatedDate"], found[0].fields["CreatedDate"]);
    assert_eq!(after[0].fields["CaseNumber"], found[0].fields["CaseNumber"]);
    assert_eq!(
        after[0].fields["LastModifiedDate"],
        Field::Data(Data::Datetime(noon()))
    );
}

#[test]
fn what_dml_never_touches() {
    let org = org();
    let mut session = org.session("admin");
    for (object, operation, message) in [
        (
            "Kind__mdt",
            DmlOperation::Insert,
            "DML operation INSERT not allowed on Kind__mdt",
        ),
        (
            "EntityDefinition",
            DmlOperation::Insert,
            "DML operation INSERT not allowed on EntityDefinition",
        ),
        (
            "User",
            DmlOperation::Delete,
            "DML operation DELETE not allowed on User",
        ),
        (
            "Nope__c",
            DmlOperation::Insert,
            "sObject type 'Nope__c' is not supported.",
        ),
    ] {
        let error = session
            .dml(&operation, &mut [record(object, &[])], SYSTEM)
            .unwrap_err();
        assert_eq!(
            (error.exception.as_str(), error.message.as_str()),
            ("TypeException", message)
        );
    }
}

#[test]
fn a_parent_may_be_given_by_its_external_id() {
    let org = org();
    let mut session = org.session("ann");
    let id = widget(&mut session, &[("Key__c", string("k"))]).unwrap();
    let mut part = record("Part__c", &[]);
    let parent = |key: &str| Field::Parent(Some(Box::new(record("Widget__c", &[("Key__c", string(key))]))));
    part.fields.insert("Widget__r".into(), parent("k"));
    session
        .dml(&DmlOperation::Insert, &mut [part.clone()], SYSTEM)
        .unwrap();
    assert_eq!(texts(&rows(&mut session, "SELECT Widget__c FROM Part__c")), [id]);
    part.fields.insert("Widget__r".into(), parent("other"));
    assert_eq!(
        refusal(session.dml(&DmlOperation::Insert, &mut [part], SYSTEM)).0,
        "INVALID_FIELD"
    );
}
