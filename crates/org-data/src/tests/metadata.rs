//! Source trees: overriding, errors with file names, namespaces.

use std::path::PathBuf;

use tempfile::TempDir;

use super::support::*;
use crate::{Database, DatabaseConfig, SourceTree};

#[test]
fn typed_folders_are_found_anywhere_and_later_roots_win() {
    let directory = TempDir::new().unwrap();
    let file = |path: &str, content: &str| (path.to_owned(), content.to_owned());
    write(
        directory.path(),
        &[
            file("one/main/default/pages/A.page", "1"),
            file("one/main/default/pages/B.page", "1"),
            file("one/main/default/staticresources/app/pages/x.html", "not a page"),
            file("one/.hidden/pages/H.page", "hidden"),
            file("one/node_modules/x/pages/N.page", "hidden"),
            file("two/pages/A.page", "2"),
        ],
    );
    let roots: Vec<PathBuf> = ["one", "two"]
        .iter()
        .map(|root| directory.path().join(root))
        .collect();
    let tree = SourceTree::open(&roots).unwrap();
    let pages = tree.files("pages").unwrap();
    let names: Vec<String> = pages
        .iter()
        .map(|file| file.relative.display().to_string())
        .collect();
    assert_eq!(names, ["A.page", "B.page"]);
    assert_eq!(std::fs::read_to_string(&pages[0].path).unwrap(), "2");
    let resources = tree.entries("staticresources").unwrap();
    assert_eq!(resources.len(), 1);
    assert_eq!(resources[0].relative, PathBuf::from("app"));
    assert_eq!(tree.folder("staticresources").unwrap().len(), 1);
    assert!(
        SourceTree::open(&[directory.path().join("three")])
            .unwrap_err()
            .to_string()
            .contains("three")
    );
}

#[test]
fn errors_name_the_file() {
    let wrong = |path: &str, content: &str| {
        let mut files = sources();
        files.push((format!("main/default/{path}"), content.to_owned()));
        open(&files, Some(SEED)).map(|_| ()).unwrap_err().to_string()
    };
    let error = wrong(
        "objects/Case/fields/X__c.field-meta.xml",
        "<CustomField><fullName>X__c</fullName><type>ExternalLookup</type></CustomField>",
    );
    assert!(
        error.contains("X__c.field-meta.xml") && error.contains("X__c has type ExternalLookup"),
        "{error}"
    );
    let error = wrong(
        "objects/Case/fields/X__c.field-meta.xml",
        "<CustomField><fullName>Y__c</fullName><type>Text</type></CustomField>",
    );
    assert!(error.contains("fullName is Y__c"), "{error}");
    let error = wrong(
        "objects/Case/fields/X__c.field-meta.xml",
        "<CustomField><fullName>X__c</type></CustomField>",
    );
    assert!(error.contains("X__c.field-meta.xml"), "{error}");
    let error = wrong(
        "objects/Nope/fields/X__c.field-meta.xml",
        "<CustomField><fullName>X__c</fullName><type>Text</type></CustomField>",
    );
    assert!(error.contains("this org has no standard object Nope"), "{error}");
    let lost = "<CustomField><fullName>X__c</fullName><type>Lookup</type><referenceTo>Gone__c</referenceTo></CustomField>";
    assert!(wrong("objects/Case/fields/X__c.field-meta.xml", lost).contains("Case.X__c points to Gone__c"));
    let error = wrong(
        "customMetadata/Kind.Third.md-meta.xml",
        "<CustomMetadata><values><field>Nope__c</field></values></CustomMetadata>",
    );
    assert!(
        error.contains("Kind.Third.md-meta.xml") && error.contains("no field Nope__c"),
        "{error}"
    );
    let error = wrong(
        "permissionsets/P.permissionset-meta.xml",
        "<PermissionSet><fieldPermissions><field>Widget__c.Needed__c</field></fieldPermissions></PermissionSet>",
    );
    assert!(
        error.contains("permission set P: field Widget__c.Needed__c is required"),
        "{error}"
    );
}

#[test]
fn custom_fields_join_standard_objects() {
    let mut files = sources();
    let (path, body) = field("Extra__c", "Text", "<length>5</length>");
    files.push((format!("main/default/objects/Case/{path}"), body));
    let org = open(&files, Some(SEED)).unwrap();
    let describe = org.database.schema().describe("CASE").unwrap();
    assert!(describe.fields["extra__c"].custom && !describe.custom);
    assert_eq!(describe.fields["extra__c"].label, "Extra");
    let children: Vec<&str> = describe
        .children
        .iter()
        .map(|child| child.name.as_str())
        .collect();
    assert!(children.contains(&"Widgets__r"), "{children:?}");
}

#[test]
fn package_components_carry_the_namespace_and_the_orgs_own_do_not() {
    let directory = TempDir::new().unwrap();
    write(&directory.path().join("source"), &sources());
    let own = [
        (
            "objects/Visit__c/Visit__c.object-meta.xml".to_owned(),
            "<CustomObject><label>Visit</label></CustomObject>".to_owned(),
        ),
        (
            "customMetadata/shop__Kind.Mine.md-meta.xml".to_owned(),
            "<CustomMetadata><label>Mine</label><values><field>shop__Order__c</field><value>7</value></values></CustomMetadata>".to_owned(),
        ),
    ];
    write(&directory.path().join("own"), &own);
    let config = DatabaseConfig {
        namespace: "shop".into(),
        subscriber_sources: vec![directory.path().join("own")],
        ..config(directory.path(), false)
    };
    let database = Database::open(&config).unwrap();
    assert_eq!(database.organization().namespace, "shop");
    let name = |name: &str| database.schema().describe(name).map(|object| object.name.clone());
    assert_eq!(name("shop__Widget__c").as_deref(), Some("shop__Widget__c"));
    assert_eq!(name("widget__C").as_deref(), Some("shop__Widget__c"));
    assert_eq!(name("other__Widget__c"), None);
    assert_eq!(name("Visit__c").as_deref(), Some("Visit__c"));
    assert_eq!(name("shop__Visit__c"), None);
    let case = database.schema().describe("Case").unwrap();
    let children: Vec<&str> = case.children.iter().map(|child| child.name.as_str()).collect();
    assert!(children.contains(&"shop__Widgets__r"), "{children:?}");
    let org = Org { database, directory };
    let mut session = org.session("admin");
    insert(
        &mut session,
        "shop__Widget__c",
        &[("shop__Needed__c", string("x"))],
    )
    .unwrap();
    assert_eq!(
        texts(&rows(
            &mut session,
            "SELECT shop__Needed__c FROM shop__Widget__c WHERE shop__Case__r.Id = null"
        )),
        ["x"]
    );
    assert_eq!(
        texts(&rows(
            &mut session,
            "SELECT Needed__c FROM Widget__c WHERE Case__r.Id = null"
        )),
        ["x"]
    );
    let kinds = rows(
        &mut session,
        "SELECT QualifiedApiName FROM shop__Kind__mdt ORDER BY QualifiedApiName",
    );
    assert_eq!(texts(&kinds), ["Mine", "shop__First", "shop__Second"]);
    assert_eq!(session.label("Hello").as_deref(), Some("Hello & welcome"));
    assert_eq!(session.label("shop.Hello").as_deref(), Some("Hello & welcome"));
}
