//! What an Apex program needs from the org it runs in.
//!
//! The interpreter knows Apex and nothing of storage, permissions, HTTP or OAuth: all of that is behind
//! [`Host`]. Values that cross the border are [`Data`] and [`Record`]; they own their content and are `Send`.

mod cache;
mod http;
mod identity_provider;
mod job;
mod mail;
mod schema;
mod search;

use std::sync::Arc;

use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use indexmap::IndexMap;

pub use cache::CacheScope;
pub use http::{CredentialState, HttpAnswer, HttpCall};
pub use identity_provider::IdentityProviderState;
pub use job::{Job, ScheduledJob};
pub use mail::{EmailAttachment, EmailError, EmailMessage, EmailResult, RenderedTemplate};
pub use schema::*;
pub use search::{Search, SearchRows};

/// A scalar that crosses the border between Apex and the org.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// SQL NULL, Apex `null`.
    Null,
    /// Apex `Boolean`.
    Boolean(bool),
    /// Apex `Integer`, 32 bit.
    Integer(i32),
    /// Apex `Long`, 64 bit.
    Long(i64),
    /// Apex `Double`.
    Double(f64),
    /// Apex `Decimal`, any precision.
    Decimal(BigDecimal),
    /// Apex `String`.
    String(String),
    /// Apex `Id`, always the 18 character form.
    Id(String),
    /// Apex `Date`.
    Date(NaiveDate),
    /// Apex `Datetime`; Salesforce keeps milliseconds in memory and whole seconds in the database.
    Datetime(DateTime<Utc>),
    /// Apex `Time`.
    Time(NaiveTime),
    /// Apex `Blob`.
    Blob(Vec<u8>),
}

/// The value of one field of a [`Record`].
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// A scalar field.
    Data(Data),
    /// A parent reached through a relationship (`Contact`, `Parent__r`), or none.
    Parent(Option<Box<Record>>),
    /// The rows of a child subquery.
    Children(Vec<Record>),
}

/// A row, or an sObject on its way into the database. Field names carry the schema's capitals.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Record {
    /// API name of the object; `AggregateResult` for grouped queries.
    pub object: String,
    /// Fields in the order they were selected or set.
    pub fields: IndexMap<String, Field>,
}

/// Whether the running user's object and field permissions are enforced on an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessMode {
    /// `USER_MODE`, `as user`: object, field and sharing rules of the running user apply.
    User,
    /// `SYSTEM_MODE` and the default: only the sharing rules asked for apply.
    System,
}

/// Whether record sharing applies, from the `with sharing` declaration of the running class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Only rows the running user may see or edit.
    Enforced,
    /// Every row.
    Ignored,
}

/// The value of a bind variable (`:name`).
#[derive(Clone, Debug, PartialEq)]
pub enum Bind {
    /// One value.
    One(Data),
    /// A list or set, for `IN` and `INCLUDES`.
    Many(Vec<Data>),
}

/// A query as the Apex runtime hands it over.
pub struct Query<'a> {
    /// SOQL text. Bind variables appear as `:name`; `binds` holds their values by that name. Inline bind
    /// expressions have been evaluated by the interpreter and renamed `:b0`, `:b1`, ...
    pub soql: &'a str,
    /// Bind values by name, compared without regard to case.
    pub binds: &'a IndexMap<String, Bind>,
    /// Object and field permissions. `WITH USER_MODE` and `WITH SYSTEM_MODE` in the text override it.
    pub access: AccessMode,
    /// Record sharing.
    pub sharing: Sharing,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub enum QueryResult {
    /// Rows. `object` is the type of the list even when it is empty.
    Rows {
        /// API name of the object selected from.
        object: String,
        /// The rows.
        rows: Vec<Record>,
    },
    /// The answer to `SELECT COUNT() FROM ...`.
    Count(i64),
}

/// A change to the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DmlOperation {
    /// Insert new rows.
    Insert,
    /// Update rows by Id.
    Update,
    /// Insert or update, by the named external id field or by Id.
    Upsert {
        /// API name of the external id field.
        external_id: Option<String>,
    },
    /// Move to the recycle bin.
    Delete,
    /// Bring back from the recycle bin.
    Undelete,
}

/// How a change is to be made.
#[derive(Clone, Copy, Debug)]
pub struct DmlOptions {
    /// Object and field permissions.
    pub access: AccessMode,
    /// Record sharing.
    pub sharing: Sharing,
    /// `true`: one failure undoes the whole statement. `false`: good rows are kept.
    pub all_or_none: bool,
}

/// What happened to one row of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct RowResult {
    /// Id of the row, when known.
    pub id: Option<String>,
    /// Whether the row was inserted (only meaningful for upsert).
    pub created: bool,
    /// Empty on success.
    pub errors: Vec<RowError>,
}

/// Why a row was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// A `System.StatusCode` name, for example `REQUIRED_FIELD_MISSING`.
    pub status: String,
    /// Salesforce's message.
    pub message: String,
    /// API names of the fields concerned.
    pub fields: Vec<String>,
}

/// Why the org refused an operation: becomes an Apex exception of the named type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostError {
    /// Apex exception type without `System.`, for example `QueryException`, `CalloutException`,
    /// `DmlException`, `NoAccessException`, `SecurityException`, `LimitException`.
    pub exception: String,
    /// The exception's message, in Salesforce's words.
    pub message: String,
    /// For `DmlException`: one entry per failed row (its index in the statement first).
    pub rows: Vec<(usize, RowError)>,
}

impl HostError {
    /// An error without rows.
    pub fn new(exception: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            exception: exception.into(),
            message: message.into(),
            rows: Vec::new(),
        }
    }
}

/// The user a transaction runs as.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct User {
    /// 18 character Id.
    pub id: String,
    /// Login name, an address-like string.
    pub username: String,
    /// First name, may be empty.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Profile Id.
    pub profile_id: String,
    /// Profile name, for example `Standard User`.
    pub profile_name: String,
    /// Role Id, if any.
    pub role_id: Option<String>,
    /// `Standard`, `Guest`, ...
    pub user_type: String,
    /// For example `en_US`.
    pub locale: String,
    /// For example `fr`.
    pub language: String,
    /// IANA time zone, for example `Europe/Paris`.
    pub time_zone: String,
}

impl User {
    /// First and last name as Salesforce joins them.
    pub fn name(&self) -> String {
        if self.first_name.is_empty() {
            self.last_name.clone()
        } else {
            format!("{} {}", self.first_name, self.last_name)
        }
    }
}

/// The org itself.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Organization {
    /// 18 character Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Namespace the package is installed under, empty when unmanaged.
    pub namespace: String,
    /// Whether it is a sandbox.
    pub sandbox: bool,
}

/// What the running user may do with an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ObjectAccess {
    /// Read rows.
    pub read: bool,
    /// Create rows.
    pub create: bool,
    /// Edit rows.
    pub edit: bool,
    /// Delete rows.
    pub delete: bool,
    /// See every row whatever the sharing.
    pub view_all: bool,
    /// Edit every row whatever the sharing.
    pub modify_all: bool,
}

/// What the running user may do with a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldAccess {
    /// See its value.
    pub read: bool,
    /// Change its value.
    pub edit: bool,
}

/// Names a point to which a transaction can return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Savepoint(pub u32);

/// The org, as seen by one Apex transaction. Calls are synchronous; a host belongs to one thread.
///
/// The interpreter keeps the rules of the language and of the transaction (limits, "uncommitted work
/// pending", mixed DML, mandatory mocks in tests); the host keeps data, permissions and the network.
pub trait Host {
    /// The user Apex runs as now.
    fn user(&self) -> User;
    /// The org.
    fn organization(&self) -> Organization;
    /// The org's clock. Injected: tests set it.
    fn now(&self) -> DateTime<Utc>;
    /// `System.runAs`: switches the user until [`Host::end_run_as`]. Fails when there is no such user.
    fn run_as(&mut self, user_id: &str) -> Result<(), HostError>;
    /// Returns to the user before the last [`Host::run_as`].
    fn end_run_as(&mut self);

    /// Describes an object; the name is compared without regard to case.
    fn describe(&self, object: &str) -> Option<Arc<ObjectDescribe>>;
    /// API names of every object.
    fn objects(&self) -> Vec<String>;
    /// The API name of an object, or of a field of it, as describe tells it: code of a managed package says
    /// `Visit__c` for what is `ns__Visit__c` in the org. Equal to the name itself where nothing is managed.
    fn api_name(&self, object: &str, field: Option<&str>) -> String {
        field.unwrap_or(object).to_owned()
    }
    /// The object whose key prefix an Id has.
    fn object_of_id(&self, id: &str) -> Option<String>;
    /// The running user's rights on an object.
    fn object_access(&self, object: &str) -> ObjectAccess;
    /// The running user's rights on a field.
    fn field_access(&self, object: &str, field: &str) -> FieldAccess;

    /// Runs a query.
    fn query(&mut self, query: &Query<'_>) -> Result<QueryResult, HostError>;
    /// Changes rows. On success the host writes Ids into `rows`. With `all_or_none` a refusal is a
    /// `DmlException` and nothing of the statement remains; otherwise it is a [`RowResult`].
    fn dml(
        &mut self,
        operation: &DmlOperation,
        rows: &mut [Record],
        options: DmlOptions,
    ) -> Result<Vec<RowResult>, HostError>;
    /// Marks a point to return to.
    fn savepoint(&mut self) -> Result<Savepoint, HostError>;
    /// Returns to a point.
    fn rollback_to(&mut self, savepoint: Savepoint) -> Result<(), HostError>;

    /// The effective row of a custom setting: for hierarchy settings the org's defaults (`owner` = org Id),
    /// or user over profile over org when `owner` is a user; for list settings the row named `owner`. `merged`
    /// fills the fields of a hierarchy setting from the levels above (`getInstance`); a merged row carries an
    /// Id only where the owner has a row of its own.
    fn custom_setting(
        &mut self,
        object: &str,
        owner: &str,
        merged: bool,
    ) -> Result<Option<Record>, HostError>;
    /// Every record of a custom metadata type, all fields.
    fn custom_metadata(&mut self, object: &str) -> Result<Vec<Record>, HostError>;
    /// Whether the running user has a custom permission.
    fn has_custom_permission(&self, name: &str) -> bool;
    /// A custom label in the running user's language.
    fn label(&self, name: &str) -> Option<String>;

    /// Performs an HTTP request; named credentials are resolved and authorised by the host.
    fn callout(&mut self, call: &HttpCall) -> Result<HttpAnswer, HostError>;
    /// `ConnectApi.NamedCredentials.getOAuthCredentialAuthUrl`: the address of the sign-in for the running
    /// user, which ends at `return_url`.
    fn oauth_url(
        &mut self,
        external_credential: &str,
        principal: &str,
        return_url: Option<&str>,
    ) -> Result<String, HostError>;
    /// `ConnectApi.NamedCredentials.getCredential` for the running user.
    fn credential(
        &mut self,
        external_credential: &str,
        principal: &str,
    ) -> Result<CredentialState, HostError>;
    /// `ConnectApi.NamedCredentials.deleteCredential` for the running user.
    fn delete_credential(&mut self, external_credential: &str, principal: &str) -> Result<(), HostError>;
    /// `ConnectApi.NamedCredentials.getExternalAuthIdentityProvider`.
    fn identity_provider(&mut self, name: &str) -> Result<IdentityProviderState, HostError> {
        let message = format!("This org has no identity provider {name}");
        Err(HostError::new("ConnectApi.ConnectApiException", message))
    }
    /// Stores the credentials of an identity provider, by name: new ones, or in place of those it has.
    fn set_identity_provider_credentials(
        &mut self,
        name: &str,
        credentials: &[(String, String)],
        replace: bool,
    ) -> Result<(), HostError> {
        let _ = (credentials, replace);
        self.identity_provider(name).map(drop)
    }

    /// `Messaging.sendEmail`: takes the messages into the transaction; they leave with its commit. One result
    /// per message; with `all_or_none` a refused message refuses all. The org's refusal of everything
    /// (deliverability off, daily limit) is an `EmailException` whose message begins with the status code.
    fn send_email(
        &mut self,
        messages: &[EmailMessage],
        all_or_none: bool,
    ) -> Result<Vec<EmailResult>, HostError> {
        let _ = (messages, all_or_none);
        Err(HostError::new("EmailException", "This org has no e-mail"))
    }
    /// `Messaging.reserveSingleEmailCapacity`: whether so many more messages may be sent today; a
    /// `HandledException` when not.
    fn reserve_email(&mut self, amount: u32) -> Result<(), HostError> {
        let _ = amount;
        Err(HostError::new("HandledException", "This org has no e-mail"))
    }
    /// `Messaging.renderStoredEmailTemplate`: fills a template from a contact, lead or user (`who`) and a
    /// record (`what`).
    fn render_email_template(
        &mut self,
        template_id: &str,
        who: Option<&str>,
        what: Option<&str>,
    ) -> Result<RenderedTemplate, HostError> {
        let _ = (template_id, who, what);
        Err(HostError::new(
            "EmailException",
            "This org has no e-mail templates",
        ))
    }

    /// A value of the platform cache in the runtime's serialised form, if it is there and not expired. Keys
    /// are `namespace.partition.key`. An org without a cache keeps nothing, as the platform may at any time.
    fn cache_get(&mut self, scope: CacheScope, key: &str) -> Option<String> {
        let _ = (scope, key);
        None
    }
    /// Keeps a value for so many seconds.
    fn cache_put(&mut self, scope: CacheScope, key: &str, value: String, ttl_seconds: u32) {
        let _ = (scope, key, value, ttl_seconds);
    }
    /// Forgets a value; whether there was one.
    fn cache_remove(&mut self, scope: CacheScope, key: &str) -> bool {
        let _ = (scope, key);
        false
    }
    /// Every key that has a value.
    fn cache_keys(&mut self, scope: CacheScope) -> Vec<String> {
        let _ = scope;
        Vec::new()
    }

    /// Content of a static resource that is a single file; `None` when there is none of the name.
    fn static_resource(&self, name: &str) -> Option<Vec<u8>> {
        let _ = name;
        None
    }
    /// Runs a search.
    fn search(&mut self, search: &Search<'_>) -> Result<Vec<SearchRows>, HostError> {
        let _ = search;
        Err(HostError::new("SearchException", "This org has no search"))
    }

    /// Queues a job to run after the commit; returns its `AsyncApexJob` Id.
    fn enqueue(&mut self, job: Job) -> Result<String, HostError>;
    /// [`Host::enqueue`] with so many minutes to wait at least.
    fn enqueue_later(&mut self, job: Job, minutes: u32) -> Result<String, HostError> {
        let _ = minutes;
        self.enqueue(job)
    }
    /// Runs a class again and again from the commit on, in the running user's name.
    fn schedule(&mut self, scheduled: ScheduledJob) -> Result<(), HostError> {
        let message = format!("This org schedules nothing: {}", scheduled.job.class);
        Err(HostError::new("AsyncException", message))
    }
    /// Host name (without scheme; with port where the org has one) for `DomainCreator`: `kind` is
    /// `Visualforce`, `Lightning`, `OrgMyDomain`, ... and `namespace` the package's or empty.
    fn domain(&self, kind: &str, namespace: &str) -> String;
    /// The URL of a Visualforce page, for `Page.X`; `None` when there is none.
    fn page_url(&self, page: &str) -> Option<String>;
    /// One line of the debug log.
    fn debug(&mut self, line: &str);

    /// Enters the data isolation of a test: what exists is hidden unless `see_all_data` (users, profiles,
    /// permission sets and custom metadata stay visible). Everything done after it is undone by
    /// [`Host::end_test`].
    fn begin_test(&mut self, see_all_data: bool) -> Result<(), HostError>;
    /// `Test.setCreatedDate`: gives a row of the running test another date of creation.
    fn set_created_date(&mut self, id: &str, at: DateTime<Utc>) -> Result<(), HostError> {
        let _ = at;
        let message = format!("This org cannot change the CreatedDate of {id}");
        Err(HostError::new("UnexpectedException", message))
    }
    /// Leaves the isolation and undoes everything.
    fn end_test(&mut self) -> Result<(), HostError>;
}
