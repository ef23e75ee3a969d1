//! Anybody's sources: what this org cannot take is left out and told.

use tempfile::TempDir;

use super::support::*;
use crate::{Database, DatabaseConfig};

#[test]
fn what_cannot_be_taken_is_told_and_the_rest_is_there() {
    let mut files = sources();
    let mut add = |path: &str, body: &str| files.push((format!("main/default/{path}"), body.to_owned()));
    add(
        "objects/Big__b/Big__b.object-meta.xml",
        "<CustomObject><label>Big</label></CustomObject>",
    );
    add(
        "objects/Nope/fields/X__c.field-meta.xml",
        "<CustomField><fullName>X__c</fullName><type>Text</type></CustomField>",
    );
    add(
        "objects/Case/fields/Far__c.field-meta.xml",
        "<CustomField><fullName>Far__c</fullName><type>ExternalLookup</type></CustomField>",
    );
    add(
        "objects/Case/fields/Lost__c.field-meta.xml",
        "<CustomField><fullName>Lost__c</fullName><type>Lookup</type><referenceTo>Gone__c</referenceTo></CustomField>",
    );
    add("customMetadata/notes.txt", "no record");
    add(
        "permissionsets/P.permissionset-meta.xml",
        "<PermissionSet><fieldPermissions><field>Case.Nope__c</field><readable>true</readable></fieldPermissions></PermissionSet>",
    );
    add(
        "objects/Case/fields/Good__c.field-meta.xml",
        "<CustomField><fullName>Good__c</fullName><type>Text</type><length>9</length></CustomField>",
    );
    let directory = TempDir::new().unwrap();
    write(&directory.path().join("source"), &files);
    let config = |tolerant| DatabaseConfig {
        sources: vec![directory.path().join("source")],
        tolerant,
        ..DatabaseConfig::default()
    };
    assert!(Database::open(&config(false)).is_err());
    let database = Database::open(&config(true)).unwrap();
    let told = database.faults();
    for name in ["Big__b", "Nope", "Far__c", "Gone__c", "notes.txt", "Case.Nope__c"] {
        let count = told.iter().filter(|line| line.contains(name)).count();
        assert!(count >= 1, "{name} in {told:#?}");
    }
    let case = database.schema().describe("Case").unwrap();
    assert!(case.fields.contains_key("good__c"));
    assert!(!case.fields.contains_key("lost__c"));
}

#[test]
fn places_are_two_numbers_and_addresses_are_permitted_as_a_whole() {
    let mut files = sources();
    files.push((
        "main/default/objects/Widget__c/fields/Place__c.field-meta.xml".to_owned(),
        "<CustomField><fullName>Place__c</fullName><type>Location</type><label>Place</label></CustomField>"
            .to_owned(),
    ));
    files.push((
        "main/default/permissionsets/P.permissionset-meta.xml".to_owned(),
        "<PermissionSet><fieldPermissions><field>Widget__c.Place__c</field><readable>true</readable></fieldPermissions>\
         <fieldPermissions><field>Account.BillingAddress</field><readable>true</readable></fieldPermissions></PermissionSet>"
            .to_owned(),
    ));
    let org = open(&files, Some(SEED)).unwrap();
    let mut session = org.session("admin");
    let values = [
        ("Needed__c", string("x")),
        ("Place__Latitude__s", apex::host::Data::Integer(48)),
    ];
    insert(&mut session, "Widget__c", &values).unwrap();
    assert_eq!(
        rows(
            &mut session,
            "SELECT Id FROM Widget__c WHERE Place__Latitude__s > 47.5"
        )
        .len(),
        1
    );
}

#[test]
fn classes_may_lie_anywhere() {
    let directory = TempDir::new().unwrap();
    let files = [
        ("app/tests/one/One.cls", "class One {}"),
        ("app/main/classes/sub/Two.cls", "class Two {}"),
        ("app/tests/one/deep/Three.cls", "class Three {}"),
    ];
    let files: Vec<(String, String)> = files.map(|(path, body)| (path.into(), body.into())).to_vec();
    write(directory.path(), &files);
    let tree = crate::SourceTree::open(&[directory.path().to_path_buf()]).unwrap();
    let mut names: Vec<String> = tree
        .folder("classes")
        .unwrap()
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["One.cls", "Three.cls", "Two.cls"]);
}
