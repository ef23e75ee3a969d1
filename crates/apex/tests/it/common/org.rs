//! A host that keeps rows in memory. Small and honest: what it does not do, it refuses.

use std::collections::HashMap;
use std::sync::Arc;

use apex::host::*;
use chrono::{DateTime, TimeZone, Utc};
use indexmap::IndexMap;

/// The org.
#[derive(Clone)]
pub struct Org {
    pub schema: HashMap<String, Arc<ObjectDescribe>>,
    pub rows: Vec<Record>,
    saved: Vec<Vec<Record>>,
    users: Vec<String>,
    next: u32,
    /// Queries as they arrived, with their sharing and access.
    pub queries: Vec<(String, Sharing, AccessMode)>,
    /// Sharing and access of each change.
    pub changes: Vec<(Sharing, AccessMode)>,
    /// Answers to callouts, and the calls made.
    pub answer: HttpAnswer,
    pub calls: Vec<HttpCall>,
    pub jobs: Vec<Job>,
    pub log: Vec<String>,
    /// Fields the user may not read, as `object.field` in lower case.
    pub unreadable: Vec<String>,
    /// What `begin_test` hid.
    hidden: Vec<Record>,
    /// Mail that was sent, the status that refuses it, and static resources.
    pub outbox: Vec<EmailMessage>,
    pub mail_refused: Option<String>,
    pub resources: HashMap<String, Vec<u8>>,
}

impl Org {
    pub fn new() -> Self {
        let mut schema = HashMap::new();
        for describe in [
            object(
                "Account",
                "001",
                &[("Name", FieldType::String), ("Active__c", FieldType::Boolean)],
            ),
            object(
                "Contact",
                "003",
                &[
                    ("LastName", FieldType::String),
                    ("AccountId", reference("Account", "Account")),
                    ("Birthdate", FieldType::Date),
                    ("Score__c", FieldType::Double),
                ],
            ),
            object(
                "User",
                "005",
                &[("Username", FieldType::String), ("UserRoleId", FieldType::Id)],
            ),
            object("Group", "00G", &[("DeveloperName", FieldType::String)]),
            ObjectDescribe {
                kind: ObjectKind::Event,
                ..object("Ping__e", "e00", &[("Text__c", FieldType::String)])
            },
        ] {
            schema.insert(describe.name.to_lowercase(), Arc::new(describe));
        }
        Self {
            schema,
            rows: Vec::new(),
            saved: Vec::new(),
            users: vec!["005000000000001AAA".into()],
            next: 1,
            queries: Vec::new(),
            changes: Vec::new(),
            answer: HttpAnswer {
                status_code: 200,
                ..HttpAnswer::default()
            },
            calls: Vec::new(),
            jobs: Vec::new(),
            log: Vec::new(),
            unreadable: Vec::new(),
            hidden: Vec::new(),
            outbox: Vec::new(),
            mail_refused: None,
            resources: HashMap::new(),
        }
    }

    /// Adds a row.
    pub fn with(mut self, object: &str, fields: &[(&str, Data)]) -> Self {
        let mut rows = [row(object, fields)];
        self.insert(&mut rows[0]);
        let [row] = rows;
        self.rows.push(row);
        self
    }

    pub fn count(&self, object: &str) -> usize {
        self.rows.iter().filter(|r| r.object == object).count()
    }

    fn insert(&mut self, record: &mut Record) {
        let prefix = self.schema[&record.object.to_lowercase()].key_prefix.clone();
        let id = apex::interp::coerce::normal_id(&format!("{prefix}{:012}", self.next)).unwrap();
        self.next += 1;
        record.fields.insert("Id".into(), Field::Data(Data::Id(id)));
    }
}

pub fn row(object: &str, fields: &[(&str, Data)]) -> Record {
    let fields = fields
        .iter()
        .map(|(n, d)| ((*n).to_owned(), Field::Data(d.clone())))
        .collect();
    Record {
        object: object.into(),
        fields,
    }
}

pub fn id_of(record: &Record) -> Option<String> {
    match record
        .fields
        .iter()
        .find(|(n, _)| n.eq_ignore_ascii_case("id"))?
        .1
    {
        Field::Data(Data::Id(id) | Data::String(id)) => Some(id.clone()),
        _ => None,
    }
}

fn reference(to: &str, relationship: &str) -> FieldType {
    FieldType::Reference {
        to: vec![to.into()],
        relationship: Some(relationship.into()),
        master_detail: false,
    }
}

fn object(name: &str, prefix: &str, fields: &[(&str, FieldType)]) -> ObjectDescribe {
    let id = ("Id", FieldType::Id);
    let created = ("CreatedDate", FieldType::Datetime);
    let fields = std::iter::once(&id)
        .chain(fields)
        .chain(std::iter::once(&created))
        .map(|(field, kind)| {
            let describe = FieldDescribe {
                name: (*field).into(),
                label: (*field).into(),
                kind: kind.clone(),
                length: 0,
                precision: 0,
                scale: 0,
                required: *field == "Name" || *field == "LastName",
                unique: false,
                external_id: false,
                calculated: *field == "CreatedDate",
                name_field: *field == "Name",
                custom: field.ends_with("__c"),
                default: None,
            };
            (field.to_lowercase(), describe)
        });
    let children = match name {
        "Account" => vec![ChildRelationship {
            name: "Contacts".into(),
            object: "Contact".into(),
            field: "AccountId".into(),
        }],
        _ => Vec::new(),
    };
    ObjectDescribe {
        name: name.into(),
        label: name.into(),
        label_plural: format!("{name}s"),
        key_prefix: prefix.into(),
        kind: ObjectKind::Normal,
        custom: false,
        fields: fields.collect(),
        children,
    }
}

fn refused(what: &str) -> HostError {
    HostError::new(
        "UnexpectedException",
        format!("the org of the tests has no {what}"),
    )
}

impl Host for Org {
    fn user(&self) -> User {
        let id = self.users.last().unwrap().clone();
        User {
            id,
            last_name: "Tester".into(),
            time_zone: "UTC".into(),
            ..User::default()
        }
    }
    fn organization(&self) -> Organization {
        Organization {
            id: "00D000000000001AAA".into(),
            name: "Test".into(),
            ..Organization::default()
        }
    }
    fn now(&self) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 4, 5, 6, 7).unwrap()
    }
    fn run_as(&mut self, user_id: &str) -> Result<(), HostError> {
        self.users.push(user_id.into());
        Ok(())
    }
    fn end_run_as(&mut self) {
        self.users.pop();
    }
    fn describe(&self, object: &str) -> Option<Arc<ObjectDescribe>> {
        self.schema.get(&object.to_lowercase()).cloned()
    }
    fn objects(&self) -> Vec<String> {
        self.schema.values().map(|d| d.name.clone()).collect()
    }
    fn object_of_id(&self, id: &str) -> Option<String> {
        self.schema
            .values()
            .find(|d| id.starts_with(&d.key_prefix))
            .map(|d| d.name.clone())
    }
    fn object_access(&self, _object: &str) -> ObjectAccess {
        let (read, create, edit, delete) = (true, true, true, true);
        ObjectAccess {
            read,
            create,
            edit,
            delete,
            view_all: true,
            modify_all: true,
        }
    }
    fn field_access(&self, object: &str, field: &str) -> FieldAccess {
        let name = format!("{object}.{field}").to_lowercase();
        FieldAccess {
            read: !self.unreadable.contains(&name),
            edit: true,
        }
    }
    fn query(&mut self, query: &Query<'_>) -> Result<QueryResult, HostError> {
        self.queries
            .push((query.soql.to_owned(), query.sharing, query.access));
        super::soql::run(self, query)
    }
    fn dml(
        &mut self,
        operation: &DmlOperation,
        rows: &mut [Record],
        options: DmlOptions,
    ) -> Result<Vec<RowResult>, HostError> {
        self.changes.push((options.sharing, options.access));
        let before = self.rows.clone();
        let mut results = Vec::new();
        let mut failed = Vec::new();
        for (index, record) in rows.iter_mut().enumerate() {
            let refusal = self.change(operation, record).err();
            if let Some(error) = &refusal {
                failed.push((index, error.clone()));
            }
            let id = id_of(record);
            results.push(RowResult {
                id,
                created: false,
                errors: refusal.into_iter().collect(),
            });
        }
        if options.all_or_none && !failed.is_empty() {
            self.rows = before;
            let (index, first) = &failed[0];
            let message = format!(
                "First exception on row {index}; first error: {}, {}",
                first.status, first.message
            );
            return Err(HostError {
                exception: "DmlException".into(),
                message,
                rows: failed,
            });
        }
        Ok(results)
    }
    fn savepoint(&mut self) -> Result<Savepoint, HostError> {
        self.saved.push(self.rows.clone());
        Ok(Savepoint(u32::try_from(self.saved.len() - 1).unwrap()))
    }
    fn rollback_to(&mut self, savepoint: Savepoint) -> Result<(), HostError> {
        self.rows = self.saved[savepoint.0 as usize].clone();
        Ok(())
    }
    fn custom_setting(&mut self, _: &str, _: &str, _: bool) -> Result<Option<Record>, HostError> {
        Err(refused("custom settings"))
    }
    fn custom_metadata(&mut self, _: &str) -> Result<Vec<Record>, HostError> {
        Err(refused("custom metadata"))
    }
    fn has_custom_permission(&self, _: &str) -> bool {
        false
    }
    fn label(&self, _: &str) -> Option<String> {
        None
    }
    fn callout(&mut self, call: &HttpCall) -> Result<HttpAnswer, HostError> {
        self.calls.push(call.clone());
        Ok(self.answer.clone())
    }
    fn oauth_url(&mut self, _: &str, _: &str, _: Option<&str>) -> Result<String, HostError> {
        Err(refused("credentials"))
    }
    fn credential(&mut self, _: &str, _: &str) -> Result<CredentialState, HostError> {
        Err(refused("credentials"))
    }
    fn delete_credential(&mut self, _: &str, _: &str) -> Result<(), HostError> {
        Err(refused("credentials"))
    }
    fn send_email(&mut self, messages: &[EmailMessage], _: bool) -> Result<Vec<EmailResult>, HostError> {
        let refuse = |status: &String| EmailError {
            status: status.clone(),
            message: "no".into(),
            target_object_id: None,
        };
        let errors: Vec<EmailError> = self.mail_refused.iter().map(refuse).collect();
        if errors.is_empty() {
            self.outbox.extend_from_slice(messages);
        }
        Ok(messages
            .iter()
            .map(|_| EmailResult {
                errors: errors.clone(),
            })
            .collect())
    }
    fn render_email_template(
        &mut self,
        template_id: &str,
        who: Option<&str>,
        what: Option<&str>,
    ) -> Result<RenderedTemplate, HostError> {
        Ok(RenderedTemplate {
            subject: template_id.into(),
            html_body: who.map(str::to_owned),
            plain_body: what.map(str::to_owned),
        })
    }
    fn static_resource(&self, name: &str) -> Option<Vec<u8>> {
        self.resources.get(name).cloned()
    }
    fn enqueue(&mut self, job: Job) -> Result<String, HostError> {
        self.jobs.push(job);
        Ok("707000000000001AAA".into())
    }
    fn domain(&self, kind: &str, _: &str) -> String {
        format!("{kind}.example.com")
    }
    fn page_url(&self, page: &str) -> Option<String> {
        Some(format!("/apex/{page}"))
    }
    fn debug(&mut self, line: &str) {
        self.log.push(line.into());
    }
    fn begin_test(&mut self, see_all_data: bool) -> Result<(), HostError> {
        self.hidden = self.rows.clone();
        if !see_all_data {
            self.rows.clear();
        }
        Ok(())
    }
    fn end_test(&mut self) -> Result<(), HostError> {
        self.rows = std::mem::take(&mut self.hidden);
        Ok(())
    }
}

impl Org {
    fn change(&mut self, operation: &DmlOperation, record: &mut Record) -> Result<(), RowError> {
        let refusal = |status: &str, message: &str, field: &str| RowError {
            status: status.into(),
            message: message.into(),
            fields: vec![field.into()],
        };
        let at = id_of(record).and_then(|id| self.rows.iter().position(|r| id_of(r).as_ref() == Some(&id)));
        let missing = || refusal("ENTITY_IS_DELETED", "entity is deleted", "Id");
        match operation {
            DmlOperation::Insert => {
                let describe = self.schema[&record.object.to_lowercase()].clone();
                for field in describe.fields.values().filter(|f| f.required) {
                    if !matches!(record.fields.get(&field.name), Some(Field::Data(d)) if *d != Data::Null) {
                        let message = format!("Required fields are missing: [{}]", field.name);
                        return Err(refusal("REQUIRED_FIELD_MISSING", &message, &field.name));
                    }
                }
                self.insert(record);
                self.rows.push(record.clone());
            }
            DmlOperation::Update => {
                let at = at.ok_or_else(missing)?;
                let changed: IndexMap<_, _> = record.fields.clone();
                self.rows[at].fields.extend(changed);
            }
            DmlOperation::Delete => {
                self.rows.remove(at.ok_or_else(missing)?);
            }
            DmlOperation::Upsert { .. } | DmlOperation::Undelete => {
                return Err(refusal(
                    "UNKNOWN_EXCEPTION",
                    "the org of the tests cannot do this",
                    "Id",
                ));
            }
        }
        Ok(())
    }
}
