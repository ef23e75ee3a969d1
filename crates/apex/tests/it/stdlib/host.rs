//! An org in memory for the tests: a fixed clock, a user in Paris, a few objects, no rows.

use std::sync::Arc;

use apex::host::{
    ChildRelationship, CredentialState, Data, DmlOperation, DmlOptions, Field, FieldAccess, FieldDescribe,
    FieldType, Host, HostError, HttpAnswer, HttpCall, Job, ObjectAccess, ObjectDescribe, ObjectKind,
    Organization, Query, QueryResult, Record, RowResult, Savepoint, User,
};
use chrono::{DateTime, Utc};
use indexmap::IndexMap;

/// The org.
pub struct Org {
    /// What Apex sent.
    pub calls: Vec<HttpCall>,
    /// What Apex logged.
    pub log: Vec<String>,
    objects: Vec<Arc<ObjectDescribe>>,
}

fn field(name: &str, kind: FieldType) -> FieldDescribe {
    FieldDescribe {
        name: name.into(),
        label: name.trim_end_matches("__c").replace('_', " "),
        calculated: matches!(kind, FieldType::Id) || name == "CreatedDate",
        kind,
        length: 80,
        precision: 0,
        scale: 0,
        required: name == "Name",
        unique: false,
        external_id: false,
        name_field: name == "Name",
        custom: name.ends_with("__c"),
        default: None,
    }
}

fn object(name: &str, prefix: &str, kind: ObjectKind, fields: Vec<FieldDescribe>) -> ObjectDescribe {
    ObjectDescribe {
        name: name.into(),
        label: name.trim_end_matches("__c").into(),
        label_plural: format!("{name}s"),
        key_prefix: prefix.into(),
        kind,
        custom: name.contains("__"),
        fields: fields.into_iter().map(|f| (f.name.to_lowercase(), f)).collect(),
        children: vec![],
    }
}

impl Org {
    pub fn new() -> Self {
        let reference = |to: &str, relationship: &str| FieldType::Reference {
            to: vec![to.into()],
            relationship: Some(relationship.into()),
            master_detail: false,
        };
        let picklist = FieldType::Picklist {
            values: vec!["Hot".into(), "Cold".into()],
            restricted: true,
        };
        let mut account = object(
            "Account",
            "001",
            ObjectKind::Normal,
            vec![
                field("Id", FieldType::Id),
                field("Name", FieldType::String),
                field("Rating", picklist),
                field("AnnualRevenue", FieldType::Currency),
                field("CreatedDate", FieldType::Datetime),
                field("Secret__c", FieldType::String),
            ],
        );
        account.children.push(ChildRelationship {
            name: "Contacts".into(),
            object: "Contact".into(),
            field: "AccountId".into(),
        });
        let contact = object(
            "Contact",
            "003",
            ObjectKind::Normal,
            vec![
                field("Id", FieldType::Id),
                field("Name", FieldType::String),
                field("Email", FieldType::Email),
                field("AccountId", reference("Account", "Account")),
            ],
        );
        let setting = object(
            "Setting__c",
            "a00",
            ObjectKind::HierarchySetting,
            vec![
                field("Id", FieldType::Id),
                field("Limit__c", FieldType::Double),
                field("On__c", FieldType::Boolean),
            ],
        );
        let rule = object(
            "Rule__mdt",
            "m00",
            ObjectKind::Metadata,
            vec![
                field("Id", FieldType::Id),
                field("DeveloperName", FieldType::String),
                field("QualifiedApiName", FieldType::String),
                field("Value__c", FieldType::String),
            ],
        );
        let objects = [account, contact, setting, rule]
            .into_iter()
            .map(Arc::new)
            .collect();
        Self {
            calls: vec![],
            log: vec![],
            objects,
        }
    }
}

fn no_database() -> HostError {
    HostError::new("UnexpectedException", "this org has no database")
}

fn text(name: &str, value: &str) -> (String, Field) {
    (name.into(), Field::Data(Data::String(value.into())))
}

impl Host for Org {
    fn user(&self) -> User {
        User {
            id: "005000000000001AAA".into(),
            username: "agent@example.com".into(),
            first_name: "Ada".into(),
            last_name: "Agent".into(),
            email: "ada@example.com".into(),
            profile_id: "00e000000000001AAA".into(),
            profile_name: "Standard User".into(),
            role_id: None,
            user_type: "Standard".into(),
            locale: "en_US".into(),
            language: "en_US".into(),
            time_zone: "Europe/Paris".into(),
        }
    }
    fn organization(&self) -> Organization {
        Organization {
            id: "00D000000000001AAA".into(),
            name: "Acme".into(),
            namespace: String::new(),
            sandbox: false,
        }
    }
    fn now(&self) -> DateTime<Utc> {
        // 2026-11-22 23:30 in UTC is already the 23rd in Paris.
        DateTime::parse_from_rfc3339("2026-11-22T23:30:15.250Z")
            .expect("a valid time")
            .to_utc()
    }
    fn run_as(&mut self, _: &str) -> Result<(), HostError> {
        Err(no_database())
    }
    fn end_run_as(&mut self) {}
    fn describe(&self, object: &str) -> Option<Arc<ObjectDescribe>> {
        self.objects
            .iter()
            .find(|o| o.name.eq_ignore_ascii_case(object))
            .cloned()
    }
    fn objects(&self) -> Vec<String> {
        self.objects.iter().map(|o| o.name.clone()).collect()
    }
    fn object_of_id(&self, id: &str) -> Option<String> {
        self.objects
            .iter()
            .find(|o| id.starts_with(&o.key_prefix))
            .map(|o| o.name.clone())
    }
    fn object_access(&self, object: &str) -> ObjectAccess {
        let all = object == "Account";
        ObjectAccess {
            read: true,
            create: all,
            edit: all,
            delete: false,
            view_all: false,
            modify_all: false,
        }
    }
    fn field_access(&self, _: &str, field: &str) -> FieldAccess {
        let allowed = field != "Secret__c";
        FieldAccess {
            read: allowed,
            edit: allowed,
        }
    }
    fn query(&mut self, _: &Query<'_>) -> Result<QueryResult, HostError> {
        Err(no_database())
    }
    fn dml(
        &mut self,
        _: &DmlOperation,
        _: &mut [Record],
        _: DmlOptions,
    ) -> Result<Vec<RowResult>, HostError> {
        Err(no_database())
    }
    fn savepoint(&mut self) -> Result<Savepoint, HostError> {
        Err(no_database())
    }
    fn rollback_to(&mut self, _: Savepoint) -> Result<(), HostError> {
        Err(no_database())
    }
    fn custom_setting(
        &mut self,
        object: &str,
        owner: &str,
        merged: bool,
    ) -> Result<Option<Record>, HostError> {
        if !merged && owner.starts_with("005") {
            return Ok(None);
        }
        let limit = if merged { 7 } else { 5 };
        let fields = IndexMap::from([("Limit__c".to_owned(), Field::Data(Data::Decimal(limit.into())))]);
        Ok(Some(Record {
            object: object.into(),
            fields,
        }))
    }
    fn custom_metadata(&mut self, object: &str) -> Result<Vec<Record>, HostError> {
        let row = |name: &str| Record {
            object: object.into(),
            fields: IndexMap::from([
                text("DeveloperName", name),
                text("QualifiedApiName", name),
                text("Value__c", "v"),
            ]),
        };
        Ok(vec![row("First"), row("Second")])
    }
    fn has_custom_permission(&self, name: &str) -> bool {
        name == "CanDoIt"
    }
    fn label(&self, name: &str) -> Option<String> {
        (name == "Hello").then(|| "Hello, you".into())
    }
    fn callout(&mut self, call: &HttpCall) -> Result<HttpAnswer, HostError> {
        self.calls.push(call.clone());
        if call.endpoint.ends_with("/timeout") {
            return Err(HostError::new("CalloutException", "Read timed out"));
        }
        Ok(HttpAnswer {
            status_code: 201,
            status: "Created".into(),
            headers: vec![
                ("Content-Type".into(), "text/plain".into()),
                ("X-Many".into(), "1".into()),
                ("x-many".into(), "2".into()),
            ],
            body: format!("{} {}", call.method, call.endpoint).into_bytes(),
        })
    }
    fn oauth_url(
        &mut self,
        credential: &str,
        principal: &str,
        return_url: Option<&str>,
    ) -> Result<String, HostError> {
        Ok(format!(
            "https://login.example.com/{credential}/{principal}?to={}",
            return_url.unwrap_or("-")
        ))
    }
    fn credential(&mut self, credential: &str, _: &str) -> Result<CredentialState, HostError> {
        Ok(CredentialState {
            configured: credential == "Known",
        })
    }
    fn delete_credential(&mut self, _: &str, _: &str) -> Result<(), HostError> {
        Ok(())
    }
    fn enqueue(&mut self, _: Job) -> Result<String, HostError> {
        Ok("707000000000001AAA".into())
    }
    fn domain(&self, kind: &str, namespace: &str) -> String {
        let namespace = if namespace.is_empty() { "c" } else { namespace };
        format!("{namespace}.{}.force.localhost:8600", kind.to_lowercase())
    }
    fn page_url(&self, page: &str) -> Option<String> {
        page.eq_ignore_ascii_case("Welcome")
            .then(|| "/apex/Welcome".into())
    }
    fn debug(&mut self, line: &str) {
        self.log.push(line.into());
    }
    fn begin_test(&mut self, _: bool) -> Result<(), HostError> {
        Ok(())
    }
    fn end_test(&mut self) -> Result<(), HostError> {
        Ok(())
    }
}
