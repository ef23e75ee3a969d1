//! Details: who may write them, and what becomes of them with their master.

use apex::host::{AccessMode, Data, DmlOperation, DmlOptions, Field, Sharing};

use super::support::*;

const SHARED: DmlOptions = DmlOptions {
    access: AccessMode::System,
    sharing: Sharing::Enforced,
    all_or_none: true,
};

/// Widgets everyone may read; parts by edit right on the widget, notes by read right.
fn shop() -> Org {
    let mut files = sources();
    for (path, body) in &mut files {
        if path.ends_with("Widget__c.object-meta.xml") {
            *body = body.replace("Private", "Read");
        }
    }
    files.push((
        "main/default/objects/Remark__c/Remark__c.object-meta.xml".to_owned(),
        "<CustomObject><label>Remark</label><nameField><type>Text</type></nameField></CustomObject>"
            .to_owned(),
    ));
    let (path, body) = field(
        "Widget__c",
        "MasterDetail",
        "<referenceTo>Widget__c</referenceTo><relationshipName>Remarks</relationshipName><writeRequiresMasterRead>true</writeRequiresMasterRead>",
    );
    files.push((format!("main/default/objects/Remark__c/{path}"), body));
    open(&files, Some(SEED)).unwrap()
}

#[test]
fn writing_a_detail_takes_the_right_its_field_asks_for() {
    let org = shop();
    let mut admin = org.session("admin");
    let widget = insert(&mut admin, "Widget__c", &[("Needed__c", string("x"))]).unwrap();
    admin.commit().unwrap();
    let mut bob = org.session("bob");
    let detail = |object: &str| {
        record(
            object,
            &[("Name", string("d")), ("Widget__c", Data::Id(widget.clone()))],
        )
    };
    let refused = bob.dml(&DmlOperation::Insert, &mut [detail("Part__c")], SHARED);
    assert_eq!(
        refusal(refused).0,
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"
    );
    let mut rows = [detail("Remark__c")];
    bob.dml(&DmlOperation::Insert, &mut rows, SHARED).unwrap();
    let own = match &rows[0].fields["Id"] {
        Field::Data(own) => own.clone(),
        other => panic!("{other:?}"),
    };
    let mut changed = [record("Remark__c", &[("Id", own.clone()), ("Name", string("e"))])];
    bob.dml(&DmlOperation::Update, &mut changed, SHARED).unwrap();
    bob.dml(
        &DmlOperation::Delete,
        &mut [record("Remark__c", &[("Id", own)])],
        SHARED,
    )
    .unwrap();
}

#[test]
fn details_follow_their_master_into_the_bin_and_back() {
    let org = shop();
    let mut session = org.session("admin");
    let widget = insert(&mut session, "Widget__c", &[("Needed__c", string("x"))]).unwrap();
    let values = [("Name", string("d")), ("Widget__c", Data::Id(widget.clone()))];
    insert(&mut session, "Remark__c", &values).unwrap();
    let soql = "SELECT Needed__c, (SELECT Name FROM Remarks__r) FROM Widget__c";
    match &rows(&mut session, soql)[0].fields["Remarks__r"] {
        Field::Children(children) => assert_eq!(texts(children), ["d"]),
        other => panic!("{other:?}"),
    }
    let id = [("Id", Data::Id(widget))];
    change(&mut session, &DmlOperation::Delete, "Widget__c", &id).unwrap();
    assert!(rows(&mut session, "SELECT Id FROM Remark__c").is_empty());
    change(&mut session, &DmlOperation::Undelete, "Widget__c", &id).unwrap();
    assert_eq!(rows(&mut session, "SELECT Id FROM Remark__c").len(), 1);
}

#[test]
fn a_detail_keeps_its_master() {
    let org = shop();
    let mut session = org.session("admin");
    let mut widget = || insert(&mut session, "Widget__c", &[("Needed__c", string("x"))]).unwrap();
    let (first, second) = (widget(), widget());
    let values = [("Name", string("d")), ("Widget__c", Data::Id(first.clone()))];
    let own = insert(&mut session, "Remark__c", &values).unwrap();
    let moved = [("Id", Data::Id(own.clone())), ("Widget__c", Data::Id(second))];
    let refused = change(&mut session, &DmlOperation::Update, "Remark__c", &moved);
    assert_eq!(refusal(refused).0, "INVALID_FIELD_FOR_INSERT_UPDATE");
    // Written back unchanged it is no change.
    let same = [("Id", Data::Id(own)), ("Widget__c", Data::Id(first))];
    change(&mut session, &DmlOperation::Update, "Remark__c", &same).unwrap();
}
