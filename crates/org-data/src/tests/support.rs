//! An org for tests: its sources and seed are written to a scratch directory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use apex::host::{
    AccessMode, Bind, Data, DmlOperation, DmlOptions, Field, HostError, Query, QueryResult, Record,
    RowResult, Sharing,
};
use chrono::{DateTime, Utc};
use indexmap::IndexMap;
use tempfile::TempDir;

use crate::{Clock, Database, DatabaseConfig, OpenError, Session};

/// A clock that stands still.
pub(super) struct Fixed(pub(super) DateTime<Utc>);

impl Clock for Fixed {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

/// Noon of a Sunday, UTC.
pub(super) fn noon() -> DateTime<Utc> {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

const NS: &str = "xmlns=\"http://soap.sforce.com/2006/04/metadata\"";

/// A field file's content.
pub(super) fn field(name: &str, kind: &str, more: &str) -> (String, String) {
    let body = format!(
        "<?xml version=\"1.0\"?>\n<CustomField {NS}><fullName>{name}</fullName><label>{}</label><type>{kind}</type>{more}</CustomField>",
        name.trim_end_matches("__c")
    );
    (format!("fields/{name}.field-meta.xml"), body)
}

/// Files of the test org's sources: (path, content).
pub(super) fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut object = |name: &str, definition: &str, fields: Vec<(String, String)>| {
        let folder = format!("main/default/objects/{name}");
        files.push((
            format!("{folder}/{name}.object-meta.xml"),
            format!("<CustomObject {NS}>{definition}</CustomObject>"),
        ));
        files.extend(
            fields
                .into_iter()
                .map(|(path, body)| (format!("{folder}/{path}"), body)),
        );
    };
    let picklist = "<valueSet><restricted>true</restricted><valueSetDefinition>\
        <value><fullName>Low</fullName><default>false</default></value>\
        <value><fullName>High</fullName><default>false</default></value>\
        <value><fullName>Mid</fullName><default>true</default></value></valueSetDefinition></valueSet>";
    let multi = "<visibleLines>4</visibleLines><valueSet><valueSetDefinition>\
        <value><fullName>a</fullName></value><value><fullName>b</fullName></value><value><fullName>c</fullName></value>\
        </valueSetDefinition></valueSet>";
    object(
        "Widget__c",
        "<label>Widget</label><pluralLabel>Widgets</pluralLabel><sharingModel>Private</sharingModel>\
         <nameField><type>AutoNumber</type><displayFormat>W-{0000}</displayFormat><label>Number</label></nameField>",
        vec![
            field(
                "Key__c",
                "Text",
                "<length>20</length><unique>true</unique><externalId>true</externalId>",
            ),
            field(
                "Exact__c",
                "Text",
                "<length>20</length><unique>true</unique><caseSensitive>true</caseSensitive>",
            ),
            field(
                "Needed__c",
                "Text",
                "<length>10</length><required>true</required>",
            ),
            field("Secret__c", "Text", "<length>10</length>"),
            field(
                "Price__c",
                "Currency",
                "<precision>18</precision><scale>2</scale>",
            ),
            field("Level__c", "Picklist", picklist),
            field("Tags__c", "MultiselectPicklist", multi),
            field("Mail__c", "Email", ""),
            field("Day__c", "Date", ""),
            field("At__c", "DateTime", ""),
            field("Clock__c", "Time", ""),
            field("Flag__c", "Checkbox", "<defaultValue>true</defaultValue>"),
            field("Note__c", "LongTextArea", "<length>1000</length>"),
            field(
                "Case__c",
                "Lookup",
                "<referenceTo>Case</referenceTo><relationshipName>Widgets</relationshipName><deleteConstraint>SetNull</deleteConstraint>",
            ),
        ],
    );
    object(
        "Part__c",
        "<label>Part</label><pluralLabel>Parts</pluralLabel><nameField><type>Text</type></nameField>",
        vec![field(
            "Widget__c",
            "MasterDetail",
            "<referenceTo>Widget__c</referenceTo><relationshipName>Parts</relationshipName>",
        )],
    );
    object(
        "Setting__c",
        "<label>Setting</label><customSettingsType>Hierarchy</customSettingsType>",
        vec![
            field("Group__c", "Text", "<length>40</length>"),
            field("Hours__c", "Number", "<precision>4</precision><scale>0</scale>"),
            field("Allowed__c", "Checkbox", "<defaultValue>true</defaultValue>"),
        ],
    );
    object(
        "Kind__mdt",
        "<label>Kind</label>",
        vec![
            field("Order__c", "Number", "<precision>4</precision><scale>0</scale>"),
            field("On__c", "Checkbox", "<defaultValue>false</defaultValue>"),
            field(
                "Object__c",
                "MetadataRelationship",
                "<referenceTo>EntityDefinition</referenceTo>",
            ),
        ],
    );
    let xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    files.push((
        "main/default/customMetadata/Kind.Second.md-meta.xml".into(),
        format!("<CustomMetadata {NS} {xsi}><label>The second</label>\
            <values><field>Order__c</field><value xsi:type=\"xsd:double\">2.0</value></values>\
            <values><field>On__c</field><value xsi:type=\"xsd:boolean\">true</value></values>\
            <values><field>Object__c</field><value xsi:type=\"xsd:string\">case</value></values></CustomMetadata>"),
    ));
    files.push((
        "main/default/customMetadata/Kind.First.md-meta.xml".into(),
        format!("<CustomMetadata {NS} {xsi}><label>The first</label><values><field>Order__c</field><value xsi:nil=\"true\"/></values></CustomMetadata>"),
    ));
    files.push((
        "main/default/permissionsets/Widgets.permissionset-meta.xml".into(),
        format!("<PermissionSet {NS}><label>Widgets</label>\
            <customPermissions><enabled>true</enabled><name>UseWidgets</name></customPermissions>\
            <objectPermissions><object>Widget__c</object><allowRead>true</allowRead><allowCreate>true</allowCreate><allowEdit>true</allowEdit></objectPermissions>\
            <pageAccesses><apexPage>WidgetPage</apexPage><enabled>true</enabled></pageAccesses>\
            <tabSettings><tab>Widget_Desk</tab><visibility>Visible</visibility></tabSettings>\
            <tabSettings><tab>Widget_Office</tab><visibility>None</visibility></tabSettings>\
            <applicationVisibilities><application>Widgets</application><visible>true</visible></applicationVisibilities>\
            <fieldPermissions><field>Widget__c.Key__c</field><readable>true</readable><editable>true</editable></fieldPermissions>\
            <fieldPermissions><field>Widget__c.Price__c</field><readable>true</readable><editable>false</editable></fieldPermissions>\
            <fieldPermissions><field>Widget__c.Case__c</field><readable>true</readable><editable>true</editable></fieldPermissions>\
            <classAccesses><apexClass>Widgets</apexClass><enabled>true</enabled></classAccesses>\
            <externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>Shop-User</externalCredentialPrincipal></externalCredentialPrincipalAccesses>\
            <customMetadataTypeAccesses><enabled>true</enabled><name>Kind__mdt</name></customMetadataTypeAccesses></PermissionSet>"),
    ));
    files.push((
        "main/default/labels/CustomLabels.labels-meta.xml".into(),
        format!("<CustomLabels {NS}><labels><fullName>Hello</fullName><language>en_US</language><protected>false</protected><shortDescription>x</shortDescription><value>Hello &amp; welcome</value></labels></CustomLabels>"),
    ));
    files.push((
        "main/default/translations/fr.translation-meta.xml".into(),
        format!("<Translations {NS}><customLabels><label>Bonjour</label><name>Hello</name></customLabels></Translations>"),
    ));
    files
}

/// The seed of the test org.
pub(super) const SEED: &str = r#"{
  "organization": { "name": "Test Org" },
  "sharing": { "Case": "Private", "Account": "Read" },
  "users": [
    { "alias": "admin", "username": "admin@test.example", "lastName": "Admin", "email": "admin@test.example", "profile": "System Administrator" },
    { "alias": "ann", "username": "ann@test.example", "firstName": "Ann", "lastName": "Agent", "email": "ann@test.example", "profile": "Standard User", "permissionSets": ["Widgets"], "timeZone": "America/New_York" },
    { "alias": "bob", "username": "bob@test.example", "firstName": "Bob", "lastName": "Baker", "email": "bob@test.example", "profile": "Standard User", "language": "fr", "timeZone": "Europe/Paris" }
  ],
  "records": [
    { "object": "Account", "rows": [
      { "@key": "acme", "Name": "Acme", "OwnerId": "@admin", "AnnualRevenue": 1000 },
      { "@key": "bolt", "Name": "Bolt", "OwnerId": "@ann", "ParentId": "@acme" } ] },
    { "object": "Contact", "rows": [
      { "@key": "cora", "FirstName": "Cora", "LastName": "Client", "Email": "cora@acme.example", "AccountId": "@acme", "OwnerId": "@ann" },
      { "@key": "dan", "LastName": "Dover", "AccountId": "@bolt", "OwnerId": "@ann" } ] },
    { "object": "Case", "rows": [
      { "@key": "one", "@age": 48, "Subject": "Printer", "ContactId": "@cora", "AccountId": "@acme", "OwnerId": "@ann", "Priority": "High" },
      { "@key": "two", "@age": 24, "Subject": "screen", "ContactId": "@dan", "OwnerId": "@ann", "Priority": "Low", "Status": "Closed" },
      { "@key": "three", "Subject": "Audit", "OwnerId": "@admin" } ] }
  ]
}"#;

/// A test org.
pub(super) struct Org {
    pub(super) database: Database,
    pub(super) directory: TempDir,
}

/// Writes files under a directory.
pub(super) fn write(root: &Path, files: &[(String, String)]) {
    for (path, content) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
}

/// Opens an org with these sources and the seed in a temporary store.
pub(super) fn open(files: &[(String, String)], seed: Option<&str>) -> Result<Org, OpenError> {
    let directory = TempDir::new().unwrap();
    write(&directory.path().join("source"), files);
    if let Some(seed) = seed {
        write(
            &directory.path().join("seed"),
            &[("seed.json".into(), seed.into())],
        );
    }
    let config = DatabaseConfig {
        data_dir: None,
        ..config(directory.path(), seed.is_some())
    };
    let database = Database::open(&config)?;
    Ok(Org { database, directory })
}

/// The test org with its data kept in `data` of the directory.
pub(super) fn kept() -> Org {
    let Org { database, directory } = org();
    drop(database);
    let database = Database::open(&config(directory.path(), true)).unwrap();
    Org { database, directory }
}

/// The sources and seed under a directory, with the data kept in `data` beside them.
pub(super) fn config(directory: &Path, seeded: bool) -> DatabaseConfig {
    DatabaseConfig {
        sources: vec![directory.join("source")],
        data_dir: Some(directory.join("data")),
        seed_dir: seeded.then(|| PathBuf::from(directory).join("seed")),
        ..DatabaseConfig::default()
    }
}

/// The test org.
pub(super) fn org() -> Org {
    open(&sources(), Some(SEED)).unwrap()
}

impl Org {
    /// A transaction of the user with this alias-like start of the username.
    pub(super) fn session(&self, user: &str) -> Session {
        let users = self.database.users().unwrap();
        let found = users
            .iter()
            .find(|known| known.username.starts_with(user))
            .unwrap();
        self.database.session(&found.id, Arc::new(Fixed(noon()))).unwrap()
    }
}

/// A query in system mode without sharing.
pub(super) fn rows(session: &mut Session, soql: &str) -> Vec<Record> {
    match query(session, soql, &[], AccessMode::System, Sharing::Ignored).unwrap() {
        QueryResult::Rows { rows, .. } => rows,
        QueryResult::Count(count) => panic!("{soql} gives the count {count}"),
    }
}

/// A query in user mode.
pub(super) fn as_user(session: &mut Session, soql: &str) -> Result<Vec<Record>, HostError> {
    match query(session, soql, &[], AccessMode::User, Sharing::Enforced)? {
        QueryResult::Rows { rows, .. } => Ok(rows),
        QueryResult::Count(count) => panic!("{soql} gives the count {count}"),
    }
}

pub(super) fn query(
    session: &mut Session,
    soql: &str,
    binds: &[(&str, Bind)],
    access: AccessMode,
    sharing: Sharing,
) -> Result<QueryResult, HostError> {
    let binds: IndexMap<String, Bind> = binds
        .iter()
        .map(|(name, bind)| ((*name).to_owned(), bind.clone()))
        .collect();
    session.query(&Query {
        soql,
        binds: &binds,
        access,
        sharing,
    })
}

/// The message of a query that fails.
pub(super) fn query_error(session: &mut Session, soql: &str) -> String {
    let error = query(session, soql, &[], AccessMode::System, Sharing::Ignored).unwrap_err();
    assert_eq!(error.exception, "QueryException");
    error.message
}

/// The first column's texts.
pub(super) fn texts(rows: &[Record]) -> Vec<String> {
    rows.iter()
        .map(|row| text(row.fields.values().next().unwrap()))
        .collect()
}

/// A value as text.
pub(super) fn text(field: &Field) -> String {
    match field {
        Field::Data(Data::Null) => "null".into(),
        Field::Data(Data::String(text) | Data::Id(text)) => text.clone(),
        Field::Data(Data::Boolean(value)) => value.to_string(),
        Field::Data(Data::Integer(value)) => value.to_string(),
        Field::Data(Data::Decimal(value)) => value.to_plain_string(),
        other => format!("{other:?}"),
    }
}

/// A record of text, Id and other values.
pub(super) fn record(object: &str, values: &[(&str, Data)]) -> Record {
    let fields = values
        .iter()
        .map(|(name, data)| ((*name).to_owned(), Field::Data(data.clone())))
        .collect();
    Record {
        object: object.into(),
        fields,
    }
}

pub(super) fn string(text: &str) -> Data {
    Data::String(text.into())
}

pub(super) const SYSTEM: DmlOptions = DmlOptions {
    access: AccessMode::System,
    sharing: Sharing::Ignored,
    all_or_none: true,
};
pub(super) const USER: DmlOptions = DmlOptions {
    access: AccessMode::User,
    sharing: Sharing::Enforced,
    all_or_none: true,
};

/// Inserts one row in system mode and gives its Id.
pub(super) fn insert(
    session: &mut Session,
    object: &str,
    values: &[(&str, Data)],
) -> Result<String, HostError> {
    let mut rows = [record(object, values)];
    session.dml(&DmlOperation::Insert, &mut rows, SYSTEM)?;
    Ok(text(&rows[0].fields["Id"]))
}

/// One row changed in system mode.
pub(super) fn change(
    session: &mut Session,
    operation: &DmlOperation,
    object: &str,
    values: &[(&str, Data)],
) -> Result<RowResult, HostError> {
    Ok(session
        .dml(operation, &mut [record(object, values)], SYSTEM)?
        .remove(0))
}

/// The status and message of the first refused row.
pub(super) fn refusal<T: std::fmt::Debug>(result: Result<T, HostError>) -> (String, String) {
    let error = result.unwrap_err();
    assert_eq!(error.exception, "DmlException", "{error:?}");
    let row = &error.rows[0].1;
    (row.status.clone(), row.message.clone())
}

/// A widget with what it needs.
pub(super) fn widget(session: &mut Session, values: &[(&str, Data)]) -> Result<String, HostError> {
    let mut all = vec![("Needed__c", string("x"))];
    all.extend_from_slice(values);
    insert(session, "Widget__c", &all)
}
