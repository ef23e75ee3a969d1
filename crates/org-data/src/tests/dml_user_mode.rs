//! Object and field permissions in user mode.

use apex::host::{Data, DmlOperation, DmlOptions};

use super::support::*;

#[test]
fn an_object_without_permission_does_not_exist_for_queries_and_is_denied_to_dml() {
    let org = org();
    let mut bob = org.session("bob");
    let error = as_user(&mut bob, "SELECT Id FROM Widget__c").unwrap_err();
    assert_eq!(error.exception, "QueryException");
    assert!(
        error
            .message
            .starts_with("sObject type 'Widget__c' is not supported."),
        "{}",
        error.message
    );
    let row = record("Widget__c", &[("Needed__c", string("x"))]);
    let error = bob.dml(&DmlOperation::Insert, &mut [row], USER).unwrap_err();
    assert_eq!(
        (error.exception.as_str(), error.message.as_str()),
        ("SecurityException", "Access to entity 'Widget__c' denied")
    );
    // Ann may create and edit, not delete.
    let mut ann = org.session("ann");
    let mut row = [record("Widget__c", &[("Needed__c", string("x"))])];
    ann.dml(&DmlOperation::Insert, &mut row, USER).unwrap();
    let error = ann.dml(&DmlOperation::Delete, &mut row, USER).unwrap_err();
    assert_eq!(error.exception, "SecurityException");
}

#[test]
fn a_field_without_permission_does_not_exist_for_queries() {
    let org = org();
    let mut ann = org.session("ann");
    for soql in [
        "SELECT Secret__c FROM Widget__c",
        "SELECT Id FROM Widget__c WHERE Secret__c = 'x'",
        "SELECT Id FROM Widget__c ORDER BY Secret__c",
        "SELECT COUNT(Id) FROM Widget__c GROUP BY Secret__c",
        "SELECT Id FROM Case WHERE Id IN (SELECT Case__c FROM Widget__c WHERE Secret__c = 'x')",
    ] {
        let error = as_user(&mut ann, soql).unwrap_err();
        assert!(
            error
                .message
                .starts_with("No such column 'Secret__c' on entity 'Widget__c'."),
            "{soql}: {error:?}"
        );
    }
    assert!(as_user(&mut ann, "SELECT Key__c, Needed__c, Name, OwnerId FROM Widget__c").is_ok());
    assert!(as_user(&mut org.session("admin"), "SELECT Secret__c FROM Widget__c").is_ok());
}

#[test]
fn the_mode_in_the_text_wins() {
    let org = org();
    let mut ann = org.session("ann");
    assert!(as_user(&mut ann, "SELECT Secret__c FROM Widget__c WITH SYSTEM_MODE").is_ok());
    let message = query_error(&mut ann, "SELECT Secret__c FROM Widget__c WITH USER_MODE");
    assert!(message.starts_with("No such column 'Secret__c'"), "{message}");
    let message = query_error(&mut ann, "SELECT Secret__c FROM Widget__c WITH SECURITY_ENFORCED");
    assert_eq!(
        message,
        "Insufficient permissions: secure query included inaccessible field"
    );
    // SECURITY_ENFORCED looks at the SELECT and FROM clauses only.
    rows(
        &mut ann,
        "SELECT Id FROM Widget__c WHERE Secret__c = 'x' WITH SECURITY_ENFORCED",
    );
}

#[test]
fn fields_are_checked_when_they_are_set_or_changed() {
    let org = org();
    let mut ann = org.session("ann");
    let text = "Operation failed due to fields being inaccessible on Sobject Widget__c, check errors on Exception or Result!";
    let price = [("Needed__c", string("x")), ("Price__c", Data::Integer(5))];
    let error = ann
        .dml(&DmlOperation::Insert, &mut [record("Widget__c", &price)], USER)
        .unwrap_err();
    assert_eq!(
        (error.exception.as_str(), error.message.as_str()),
        ("DmlException", text)
    );
    assert_eq!(error.rows[0].1.fields, ["Price__c"]);
    let id = widget(&mut ann, &price).unwrap();
    let unchanged = [
        ("Id", Data::Id(id.clone())),
        ("Price__c", Data::Integer(5)),
        ("Key__c", string("new")),
    ];
    ann.dml(
        &DmlOperation::Update,
        &mut [record("Widget__c", &unchanged)],
        USER,
    )
    .unwrap();
    let changed = [("Id", Data::Id(id)), ("Price__c", Data::Integer(6))];
    let partial = DmlOptions {
        all_or_none: false,
        ..USER
    };
    let results = ann
        .dml(
            &DmlOperation::Update,
            &mut [record("Widget__c", &changed)],
            partial,
        )
        .unwrap();
    assert_eq!(results[0].errors[0].message, text);
}

#[test]
fn rights_follow_assignments_made_in_the_transaction() {
    let org = org();
    let mut admin = org.session("admin");
    let bob = org.session("bob").user().id;
    let set = text(&rows(&mut admin, "SELECT Id FROM PermissionSet WHERE Name = 'Widgets'")[0].fields["Id"]);
    admin.run_as(&bob).unwrap();
    assert!(!admin.has_custom_permission("UseWidgets"));
    insert(
        &mut admin,
        "PermissionSetAssignment",
        &[("AssigneeId", Data::Id(bob)), ("PermissionSetId", Data::Id(set))],
    )
    .unwrap();
    assert!(admin.has_custom_permission("usewidgets"));
    assert!(admin.object_access("Widget__c").create);
    assert_eq!(admin.permission_sets_of_user(), ["Widgets"]);
    admin.rollback().unwrap();
    assert!(!admin.has_custom_permission("UseWidgets"));
    admin.end_run_as();
    assert_eq!(admin.user().username, "admin@test.example");
}

#[test]
fn a_permission_set_made_of_rows_counts_as_one_of_the_sources() {
    let org = org();
    let mut admin = org.session("admin");
    let bob = org.session("bob").user().id;
    let id = |row: String| Data::Id(row);
    let set = [("Name", string("Made")), ("Label", string("Made"))];
    let set = insert(&mut admin, "PermissionSet", &set).unwrap();
    let assignment = [
        ("AssigneeId", id(bob.clone())),
        ("PermissionSetId", id(set.clone())),
    ];
    insert(&mut admin, "PermissionSetAssignment", &assignment).unwrap();
    admin.run_as(&bob).unwrap();
    assert!(!admin.object_access("Widget__c").read);
    let object = [
        ("ParentId", id(set.clone())),
        ("SobjectType", string("Widget__c")),
        ("PermissionsRead", Data::Boolean(true)),
    ];
    insert(&mut admin, "ObjectPermissions", &object).unwrap();
    let access = admin.object_access("Widget__c");
    assert_eq!((access.read, access.create), (true, false));
    assert!(!admin.field_access("Widget__c", "Price__c").read);
    let field = [
        ("ParentId", id(set.clone())),
        ("SobjectType", string("Widget__c")),
        ("Field", string("Widget__c.Price__c")),
        ("PermissionsRead", Data::Boolean(true)),
    ];
    insert(&mut admin, "FieldPermissions", &field).unwrap();
    assert!(admin.field_access("Widget__c", "Price__c").read);
    let permission = [
        ("DeveloperName", string("UseMade")),
        ("MasterLabel", string("Use Made")),
    ];
    let permission = insert(&mut admin, "CustomPermission", &permission).unwrap();
    let entity = [("ParentId", id(set)), ("SetupEntityId", id(permission))];
    insert(&mut admin, "SetupEntityAccess", &entity).unwrap();
    assert!(admin.has_custom_permission("UseMade"));
    admin.rollback().unwrap();
    assert!(!admin.object_access("Widget__c").read && !admin.has_custom_permission("UseMade"));
}

#[test]
fn other_accesses_come_from_permission_sets_or_the_administrator_profile() {
    let org = org();
    let (ann, bob, admin) = (org.session("ann"), org.session("bob"), org.session("admin"));
    assert!(ann.page_access("widgetpage") && ann.class_access("Widgets"));
    assert!(
        ann.tab_access("Widget_Desk")
            && !ann.tab_access("Widget_Office")
            && ann.application_access("widgets")
    );
    assert!(ann.external_credential_principal_access("Shop-User"));
    assert!(!bob.tab_access("Widget_Desk") && !bob.application_access("Widgets"));
    assert!(admin.tab_access("Widget_Office") && admin.application_access("Any"));
    assert!(!bob.page_access("WidgetPage") && !bob.class_access("Widgets"));
    assert!(!bob.external_credential_principal_access("Shop-User"));
    assert!(admin.page_access("WidgetPage") && admin.class_access("Widgets"));
    assert!(!admin.has_custom_permission("UseWidgets"));
    assert!(!admin.external_credential_principal_access("Shop-User"));
    let access = ann.field_access("Widget__c", "Price__c");
    assert_eq!((access.read, access.edit), (true, false));
    assert!(!ann.field_access("Widget__c", "Secret__c").read && !ann.field_access("Nope", "Nope").read);
    assert!(ann.field_access("Case", "Subject").edit && !ann.field_access("Case", "CaseNumber").edit);
}

#[test]
fn metadata_types_need_access_in_user_mode_only() {
    let org = org();
    let soql = "SELECT DeveloperName FROM Kind__mdt";
    assert_eq!(as_user(&mut org.session("ann"), soql).unwrap().len(), 2);
    assert!(as_user(&mut org.session("bob"), soql).is_err());
    assert_eq!(rows(&mut org.session("bob"), soql).len(), 2);
}
