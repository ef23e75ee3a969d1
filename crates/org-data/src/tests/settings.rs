//! Custom settings, custom metadata, labels.

use apex::host::{Data, DmlOperation};

use super::support::*;

#[test]
fn hierarchy_settings_merge_user_over_profile_over_organization() {
    let org = org();
    let mut ann = org.session("ann");
    let (user, organization) = (ann.user(), ann.organization().id);
    assert_eq!(ann.custom_setting("setting__c", &user.id, false).unwrap(), None);
    insert(
        &mut ann,
        "Setting__c",
        &[("Group__c", string("org")), ("Hours__c", Data::Integer(1))],
    )
    .unwrap();
    insert(
        &mut ann,
        "Setting__c",
        &[
            ("SetupOwnerId", Data::Id(user.profile_id.clone())),
            ("Hours__c", Data::Integer(2)),
        ],
    )
    .unwrap();
    let mine = insert(
        &mut ann,
        "Setting__c",
        &[
            ("SetupOwnerId", Data::Id(user.id.clone())),
            ("Group__c", string("user")),
        ],
    )
    .unwrap();
    let mut get = |owner: &str, merged| {
        let row = ann.custom_setting("Setting__c", owner, merged).unwrap()?;
        Some((
            text(&row.fields["Group__c"]),
            text(&row.fields["Hours__c"]),
            text(&row.fields["Id"]),
        ))
    };
    assert_eq!(get(&user.id, true), Some(("user".into(), "2".into(), mine)));
    let profile = get(&user.profile_id, true).unwrap();
    assert_eq!((profile.0.as_str(), profile.1.as_str()), ("org", "2"));
    assert_eq!(get(&user.profile_id, false).unwrap().0, "null");
    assert_eq!(get(&organization, true).unwrap().0, "org");
    let second = insert(&mut ann, "Setting__c", &[]);
    assert_eq!(refusal(second).0, "DUPLICATE_VALUE");
    assert!(ann.custom_setting("Case", &user.id, true).is_err());
}

#[test]
fn a_merged_setting_without_a_row_of_its_own_is_not_saved() {
    let org = org();
    let mut ann = org.session("ann");
    let (user, organization) = (ann.user(), ann.organization().id);
    let get = |session: &mut crate::Session, owner: &str| {
        let row = session
            .custom_setting("Setting__c", owner, true)
            .unwrap()
            .unwrap();
        let value = |name: &str| row.fields.get(name).map(text);
        [
            value("Id"),
            value("SetupOwnerId"),
            value("Group__c"),
            value("Allowed__c"),
        ]
    };
    let some = |text: &str| Some(text.to_owned());
    // No row at all: the fields' defaults.
    for owner in [&user.id, &organization] {
        assert_eq!(get(&mut ann, owner), [None, some(owner), None, some("true")]);
    }
    insert(
        &mut ann,
        "Setting__c",
        &[("Group__c", string("org")), ("Allowed__c", Data::Boolean(false))],
    )
    .unwrap();
    for owner in [&user.id, &user.profile_id] {
        assert_eq!(
            get(&mut ann, owner),
            [None, some(owner), some("org"), some("false")]
        );
    }
    assert!(get(&mut ann, &organization)[0].is_some());
    // What was answered can be stored as the user's own row.
    let row = ann.custom_setting("Setting__c", &user.id, true).unwrap().unwrap();
    let values: Vec<(&str, Data)> = row
        .fields
        .iter()
        .filter_map(|(name, field)| match field {
            apex::host::Field::Data(data) => Some((name.as_str(), data.clone())),
            _ => None,
        })
        .collect();
    let mine = insert(&mut ann, "Setting__c", &values).unwrap();
    assert_eq!(
        get(&mut ann, &user.id),
        [some(&mine), some(&user.id), some("org"), some("false")]
    );
}

#[test]
fn custom_metadata_is_what_the_sources_say() {
    let org = org();
    let mut bob = org.session("bob");
    let records = bob.custom_metadata("kind__mdt").unwrap();
    let names: Vec<String> = records
        .iter()
        .map(|record| text(&record.fields["DeveloperName"]))
        .collect();
    assert_eq!(names, ["First", "Second"]);
    assert_eq!(text(&records[0].fields["Order__c"]), "null");
    assert_eq!(text(&records[0].fields["On__c"]), "false");
    assert_eq!(text(&records[1].fields["Order__c"]), "2");
    assert_eq!(text(&records[1].fields["MasterLabel"]), "The second");
    assert!(bob.custom_metadata("Case").is_err());
}

#[test]
fn labels_speak_the_user_s_language() {
    let org = org();
    assert_eq!(
        org.session("ann").label("hello").as_deref(),
        Some("Hello & welcome")
    );
    assert_eq!(org.session("bob").label("Hello").as_deref(), Some("Bonjour"));
    assert_eq!(org.session("ann").label("Nope"), None);
}

#[test]
fn a_setting_can_be_changed_and_removed() {
    let org = org();
    let mut admin = org.session("admin");
    let id = insert(&mut admin, "Setting__c", &[("Group__c", string("a"))]).unwrap();
    let upsert = DmlOperation::Upsert { external_id: None };
    change(
        &mut admin,
        &upsert,
        "Setting__c",
        &[("Id", Data::Id(id.clone())), ("Group__c", string("b"))],
    )
    .unwrap();
    let organization = admin.organization().id;
    let row = admin
        .custom_setting("Setting__c", &organization, false)
        .unwrap()
        .unwrap();
    assert_eq!(text(&row.fields["Group__c"]), "b");
    change(
        &mut admin,
        &DmlOperation::Delete,
        "Setting__c",
        &[("Id", Data::Id(id))],
    )
    .unwrap();
    assert_eq!(
        admin.custom_setting("Setting__c", &organization, false).unwrap(),
        None
    );
}
