//! Roles, sharing rules, share rows, and accounts seen through their children.

use apex::host::Data;

use super::support::*;

fn org_with_roles() -> Org {
    let mut files = sources();
    for (name, parent) in [("Boss", ""), ("Worker", "<parentRole>Boss</parentRole>")] {
        files.push((
            format!("main/default/roles/{name}.role-meta.xml"),
            format!("<Role><name>{name}</name>{parent}</Role>"),
        ));
    }
    files.push((
        "main/default/sharingRules/Case.sharingRules-meta.xml".to_owned(),
        "<SharingRules><sharingCriteriaRules><fullName>Closed</fullName><accessLevel>Edit</accessLevel><sharedTo><role>Boss</role></sharedTo>\
         <criteriaItems><field>Status</field><operation>equals</operation><value>Escalated</value></criteriaItems></sharingCriteriaRules></SharingRules>"
            .to_owned(),
    ));
    let seed = SEED
        .replace(r#""alias": "bob","#, r#""alias": "bob", "role": "Boss","#)
        .replace(r#""alias": "ann","#, r#""alias": "ann", "role": "Worker","#)
        .replace(r#""Account": "Read""#, r#""Account": "Private""#);
    open(&files, Some(&seed)).unwrap()
}

const CASES: &str = "SELECT Subject FROM Case ORDER BY Subject";

#[test]
fn whoever_is_above_sees_what_is_below() {
    let org = org_with_roles();
    let seen = texts(&as_user(&mut org.session("bob"), CASES).unwrap());
    assert_eq!(seen, ["Printer", "screen"]);
    assert_eq!(
        texts(&as_user(&mut org.session("ann"), CASES).unwrap()),
        ["Printer", "screen"]
    );
}

#[test]
fn rules_and_share_rows_give_access() {
    let org = org_with_roles();
    let mut admin = org.session("admin");
    insert(
        &mut admin,
        "Case",
        &[("Subject", string("Urgent")), ("Status", string("Escalated"))],
    )
    .unwrap();
    let audit = text(&rows(&mut admin, "SELECT Id FROM Case WHERE Subject = 'Audit'")[0].fields["Id"]);
    let ann = org.session("ann").user().id;
    insert(
        &mut admin,
        "CaseShare",
        &[
            ("CaseId", Data::Id(audit)),
            ("UserOrGroupId", Data::Id(ann)),
            ("CaseAccessLevel", string("Read")),
        ],
    )
    .unwrap();
    admin.commit().unwrap();
    let seen = texts(&as_user(&mut org.session("bob"), CASES).unwrap());
    assert_eq!(seen, ["Printer", "screen", "Urgent"]);
    let seen = texts(&as_user(&mut org.session("ann"), CASES).unwrap());
    assert_eq!(seen, ["Audit", "Printer", "screen"]);
}

#[test]
fn an_account_is_seen_through_its_children() {
    let org = org_with_roles();
    // Ann owns a contact and a case of Acme, which the administrator owns.
    let soql = "SELECT Name FROM Account ORDER BY Name";
    assert_eq!(
        texts(&as_user(&mut org.session("ann"), soql).unwrap()),
        ["Acme", "Bolt"]
    );
}

#[test]
fn a_rule_on_a_field_that_does_not_exist_is_refused() {
    let mut files = sources();
    files.push((
        "main/default/sharingRules/Case.sharingRules-meta.xml".to_owned(),
        "<SharingRules><sharingCriteriaRules><accessLevel>Read</accessLevel><sharedTo><allInternalUsers/></sharedTo>\
         <criteriaItems><field>Nope__c</field><operation>equals</operation><value>x</value></criteriaItems></sharingCriteriaRules></SharingRules>"
            .to_owned(),
    ));
    let error = open(&files, Some(SEED)).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("no field Nope__c"), "{error}");
}
