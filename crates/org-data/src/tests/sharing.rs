//! Which rows a user sees and may change.

use apex::host::{AccessMode, Data, DmlOperation, DmlOptions, QueryResult, Sharing};

use super::support::*;

const SHARED: DmlOptions = DmlOptions {
    access: AccessMode::System,
    sharing: Sharing::Enforced,
    all_or_none: true,
};

fn seen(session: &mut crate::Session, soql: &str) -> Vec<String> {
    match query(session, soql, &[], AccessMode::System, Sharing::Enforced).unwrap() {
        QueryResult::Rows { rows, .. } => texts(&rows),
        QueryResult::Count(count) => vec![count.to_string()],
    }
}

#[test]
fn private_rows_are_their_owner_s_and_the_administrator_s() {
    let org = org();
    let soql = "SELECT Subject FROM Case ORDER BY CaseNumber";
    assert_eq!(seen(&mut org.session("ann"), soql), ["Printer", "screen"]);
    assert_eq!(seen(&mut org.session("bob"), soql), Vec::<String>::new());
    assert_eq!(seen(&mut org.session("bob"), "SELECT COUNT() FROM Case"), ["0"]);
    assert_eq!(seen(&mut org.session("admin"), soql).len(), 3);
    assert_eq!(rows(&mut org.session("bob"), soql).len(), 3);
    // User mode always shares.
    assert!(as_user(&mut org.session("bob"), soql).unwrap().is_empty());
}

#[test]
fn a_queue_owns_for_its_members() {
    let org = org();
    let mut admin = org.session("admin");
    let queue = insert(
        &mut admin,
        "Group",
        &[("Name", string("Queue")), ("Type", string("Queue"))],
    )
    .unwrap();
    let bob = org.session("bob").user().id;
    insert(
        &mut admin,
        "GroupMember",
        &[
            ("GroupId", Data::Id(queue.clone())),
            ("UserOrGroupId", Data::Id(bob)),
        ],
    )
    .unwrap();
    insert(
        &mut admin,
        "Case",
        &[("Subject", string("Queued")), ("OwnerId", Data::Id(queue))],
    )
    .unwrap();
    admin.commit().unwrap();
    assert_eq!(
        seen(&mut org.session("bob"), "SELECT Subject FROM Case"),
        ["Queued"]
    );
    assert_eq!(
        seen(
            &mut org.session("ann"),
            "SELECT COUNT() FROM Case WHERE Subject = 'Queued'"
        ),
        ["0"]
    );
}

#[test]
fn children_follow_their_parent() {
    let org = org();
    let mut ann = org.session("ann");
    let id = widget(&mut ann, &[]).unwrap();
    insert(
        &mut ann,
        "Part__c",
        &[("Name", string("p")), ("Widget__c", Data::Id(id))],
    )
    .unwrap();
    ann.commit().unwrap();
    assert_eq!(seen(&mut org.session("ann"), "SELECT Name FROM Part__c"), ["p"]);
    assert!(seen(&mut org.session("bob"), "SELECT Name FROM Part__c").is_empty());
    // Contacts follow their account, which everyone may read.
    assert_eq!(
        seen(
            &mut org.session("bob"),
            "SELECT LastName FROM Contact ORDER BY LastName"
        ),
        ["Client", "Dover"]
    );
    let mut admin = org.session("admin");
    insert(&mut admin, "Contact", &[("LastName", string("Alone"))]).unwrap();
    admin.commit().unwrap();
    assert_eq!(
        seen(&mut org.session("bob"), "SELECT LastName FROM Contact").len(),
        2
    );
}

#[test]
fn changing_what_is_not_yours() {
    let org = org();
    let mut ann = org.session("ann");
    let id = |session: &mut crate::Session, soql: &str| text(&rows(session, soql)[0].fields["Id"]);
    let audit = id(&mut ann, "SELECT Id FROM Case WHERE Subject = 'Audit'");
    let acme = id(&mut ann, "SELECT Id FROM Account WHERE Name = 'Acme'");
    let hidden = [("Id", Data::Id(audit.clone())), ("Subject", string("x"))];
    let result = ann.dml(&DmlOperation::Update, &mut [record("Case", &hidden)], SHARED);
    assert_eq!(refusal(result).0, "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY");
    let readable = [("Id", Data::Id(acme)), ("Phone", string("1"))];
    let result = ann.dml(&DmlOperation::Update, &mut [record("Account", &readable)], SHARED);
    assert_eq!(
        refusal(result),
        (
            "INSUFFICIENT_ACCESS_OR_READONLY".into(),
            "insufficient access rights on object id".into()
        )
    );
    // Pointing at a row one cannot see is refused as well.
    let lookup = [("Needed__c", string("x")), ("Case__c", Data::Id(audit))];
    let result = ann.dml(&DmlOperation::Insert, &mut [record("Widget__c", &lookup)], SHARED);
    assert_eq!(refusal(result).0, "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY");
    ann.dml(&DmlOperation::Update, &mut [record("Case", &hidden)], SYSTEM)
        .unwrap();
}

#[test]
fn subqueries_share_too() {
    let org = org();
    let soql = "SELECT Name, (SELECT Subject FROM Cases) FROM Account WHERE Name = 'Acme'";
    let children =
        |session: &mut crate::Session| match as_user(session, soql).unwrap()[0].fields["Cases"].clone() {
            apex::host::Field::Children(children) => children.len(),
            other => panic!("{other:?}"),
        };
    assert_eq!(children(&mut org.session("ann")), 1);
    assert_eq!(children(&mut org.session("bob")), 0);
}
