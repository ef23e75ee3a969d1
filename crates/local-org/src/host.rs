//! What Apex sees of the org: one transaction of one user.

mod local;
mod pending;
mod row;

use std::sync::Arc;

use apex::host::{
    CacheScope, CredentialState, DmlOperation, DmlOptions, EmailMessage, EmailResult, FieldAccess, Host,
    HostError, HttpAnswer, HttpCall, IdentityProviderState, Job, ObjectAccess, ObjectDescribe, Organization,
    Query, QueryResult, Record, RenderedTemplate, RowResult, Savepoint, ScheduledJob, Search, SearchRows,
    User,
};
use chrono::{DateTime, TimeDelta, Utc};
use org_data::Session;

use crate::cache::PlatformCache;
use crate::credentials::Caller;
use crate::jobs::schedule;
use crate::jobs::{QueuedJob, Scheduled};
use crate::mail;
use crate::org::Org;
pub use local::LocalNames;
use pending::Pending;
pub use row::row_of;

/// One transaction of one user.
pub struct OrgHost {
    org: Arc<Org>,
    session: Session,
    /// What happens with the commit.
    pending: Pending,
    /// While a page is made, Apex may not change data.
    read_only: bool,
    /// Session id of the login that the transaction belongs to; empty when there is none.
    login: String,
    /// Whether names are those in the org, not those inside the package.
    full_names: bool,
    /// Cache of a running test: it sees nothing of the org's, nor leaves anything in it.
    test_cache: Option<PlatformCache>,
}

impl OrgHost {
    /// A transaction on a session of the database.
    pub(crate) fn new(org: Arc<Org>, session: Session) -> Self {
        Self {
            org,
            session,
            pending: Pending::default(),
            read_only: false,
            login: String::new(),
            full_names: false,
            test_cache: None,
        }
    }

    /// The same, refusing every change of data.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// The same, as part of a login: it has the login's session cache.
    #[must_use]
    pub fn of_login(mut self, session_id: &str) -> Self {
        session_id.clone_into(&mut self.login);
        self
    }

    /// The same, telling names as the org has them: for what is no Apex.
    #[must_use]
    pub fn with_full_names(mut self) -> Self {
        self.full_names = true;
        self
    }

    /// Whether the user may open a page.
    pub fn page_access(&self, page: &str) -> bool {
        self.session.page_access(page)
    }

    /// Whether the user may call a class from outside.
    pub fn class_access(&self, class: &str) -> bool {
        self.session.class_access(class)
    }

    /// Whether the user may customize the application.
    pub fn may_customize(&self) -> bool {
        self.session.may_customize()
    }

    /// Whether a tab is there for the user.
    pub fn tab_access(&self, tab: &str) -> bool {
        self.session.tab_access(tab)
    }

    /// Whether an app is there for the user.
    pub fn application_access(&self, application: &str) -> bool {
        self.session.application_access(application)
    }

    /// Makes the changes permanent, delivers the mails and queues the jobs.
    ///
    /// # Errors
    /// When the database or the outbox refuses; nothing is delivered or queued then.
    pub fn commit(self, org: &Org) -> Result<(), HostError> {
        let Self {
            mut session, pending, ..
        } = self;
        org.postmaster.deliver(pending.mails, || session.commit())?;
        for job in pending.jobs {
            org.jobs.push(job);
        }
        if pending.schedules.is_empty() {
            return Ok(());
        }
        org.jobs.schedule(pending.schedules);
        schedule::keep(org)
    }

    /// Undoes the changes and forgets mails and jobs.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollback(mut self) -> Result<(), HostError> {
        self.session.rollback()
    }

    fn require_writable(&self) -> Result<(), HostError> {
        if self.read_only {
            return Err(HostError::new("LimitException", DML_NOT_ALLOWED));
        }
        Ok(())
    }

    /// How names are told.
    fn names(&self) -> &LocalNames {
        if self.full_names {
            &self.org.full_names
        } else {
            &self.org.local_names
        }
    }

    fn cache(&self) -> &PlatformCache {
        self.test_cache.as_ref().unwrap_or(&self.org.cache)
    }

    /// The session cache's owner: the login, else the user alone (a job, a test).
    fn cache_owner(&self) -> String {
        if self.login.is_empty() {
            format!("user {}", self.session.user().id)
        } else {
            self.login.clone()
        }
    }
}

/// Source: the message of `System.LimitException` when a constructor or getter of a page does DML.
const DML_NOT_ALLOWED: &str = "DML currently not allowed";

struct SessionCaller<'s>(&'s Session);

impl Caller for SessionCaller<'_> {
    fn user_id(&self) -> String {
        self.0.user().id
    }

    fn may_use(&self, principal: &str) -> bool {
        self.0.external_credential_principal_access(principal)
    }
}

impl Host for OrgHost {
    fn user(&self) -> User {
        self.session.user()
    }

    fn organization(&self) -> Organization {
        self.session.organization()
    }

    fn now(&self) -> DateTime<Utc> {
        self.org.clock.time()
    }

    fn run_as(&mut self, user_id: &str) -> Result<(), HostError> {
        self.session.run_as(user_id)
    }

    fn end_run_as(&mut self) {
        self.session.end_run_as();
    }

    fn describe(&self, object: &str) -> Option<Arc<ObjectDescribe>> {
        let found = self.session.describe(object)?;
        Some(self.names().describe(found))
    }

    fn objects(&self) -> Vec<String> {
        let objects = self.session.objects();
        objects
            .iter()
            .map(|object| self.names().name(object).to_owned())
            .collect()
    }

    fn api_name(&self, object: &str, field: Option<&str>) -> String {
        let known = self.session.describe(object);
        let full = known.as_ref().and_then(|full| match field {
            Some(field) => self.names().full_field(full, field),
            None => Some(full.name.as_str()),
        });
        full.unwrap_or(field.unwrap_or(object)).to_owned()
    }

    fn object_of_id(&self, id: &str) -> Option<String> {
        let object = self.session.object_of_id(id)?;
        Some(self.names().name(&object).to_owned())
    }

    fn object_access(&self, object: &str) -> ObjectAccess {
        self.session.object_access(object)
    }

    fn field_access(&self, object: &str, field: &str) -> FieldAccess {
        self.session.field_access(object, field)
    }

    fn query(&mut self, query: &Query<'_>) -> Result<QueryResult, HostError> {
        let result = self.session.query(query)?;
        Ok(self.names().result(result))
    }

    fn search(&mut self, search: &Search<'_>) -> Result<Vec<SearchRows>, HostError> {
        let found = self.session.search(search)?;
        let local =
            |(object, rows): SearchRows| (self.names().name(&object).to_owned(), self.names().records(rows));
        Ok(found.into_iter().map(local).collect())
    }

    fn dml(
        &mut self,
        operation: &DmlOperation,
        rows: &mut [Record],
        options: DmlOptions,
    ) -> Result<Vec<RowResult>, HostError> {
        self.require_writable()?;
        self.session.dml(operation, rows, options)
    }

    fn savepoint(&mut self) -> Result<Savepoint, HostError> {
        let savepoint = self.session.savepoint()?;
        self.pending.mark(savepoint);
        Ok(savepoint)
    }

    fn rollback_to(&mut self, savepoint: Savepoint) -> Result<(), HostError> {
        self.session.rollback_to(savepoint)?;
        self.pending.return_to(savepoint);
        Ok(())
    }

    fn custom_setting(
        &mut self,
        object: &str,
        owner: &str,
        merged: bool,
    ) -> Result<Option<Record>, HostError> {
        let row = self.session.custom_setting(object, owner, merged)?;
        Ok(row.map(|row| self.names().record(row)))
    }

    fn custom_metadata(&mut self, object: &str) -> Result<Vec<Record>, HostError> {
        let rows = self.session.custom_metadata(object)?;
        Ok(self.names().records(rows))
    }

    fn has_custom_permission(&self, name: &str) -> bool {
        self.session.has_custom_permission(name)
    }

    fn label(&self, name: &str) -> Option<String> {
        self.session.label(name)
    }

    fn static_resource(&self, name: &str) -> Option<Vec<u8>> {
        let own = self.org.package.own(name);
        match self.org.resources.content(&own, "") {
            Ok(content) => content.map(|content| content.bytes),
            Err(message) => {
                eprintln!("static resource {name}: {message}");
                None
            }
        }
    }

    fn callout(&mut self, call: &HttpCall) -> Result<HttpAnswer, HostError> {
        self.org.credentials.call(&SessionCaller(&self.session), call)
    }

    fn oauth_url(
        &mut self,
        external_credential: &str,
        principal: &str,
        return_url: Option<&str>,
    ) -> Result<String, HostError> {
        self.org.credentials.begin(
            &SessionCaller(&self.session),
            external_credential,
            principal,
            return_url,
        )
    }

    fn credential(
        &mut self,
        external_credential: &str,
        principal: &str,
    ) -> Result<CredentialState, HostError> {
        self.org
            .credentials
            .state(&SessionCaller(&self.session), external_credential, principal)
    }

    fn delete_credential(&mut self, external_credential: &str, principal: &str) -> Result<(), HostError> {
        self.org
            .credentials
            .delete(&SessionCaller(&self.session), external_credential, principal)
    }

    fn identity_provider(&mut self, name: &str) -> Result<IdentityProviderState, HostError> {
        self.org
            .credentials
            .identity_provider(self.session.may_customize(), name)
    }

    fn set_identity_provider_credentials(
        &mut self,
        name: &str,
        credentials: &[(String, String)],
        replace: bool,
    ) -> Result<(), HostError> {
        self.org
            .credentials
            .set_client(self.session.may_customize(), name, credentials, replace)
    }

    fn send_email(
        &mut self,
        messages: &[EmailMessage],
        all_or_none: bool,
    ) -> Result<Vec<EmailResult>, HostError> {
        self.require_writable()?;
        pending::send(self, messages, all_or_none)
    }

    fn reserve_email(&mut self, amount: u32) -> Result<(), HostError> {
        if amount <= self.org.postmaster.remaining(self.now())? {
            return Ok(());
        }
        let message = "The daily limit for the org would be exceeded by this request";
        Err(HostError::new("HandledException", message))
    }

    fn render_email_template(
        &mut self,
        template_id: &str,
        who: Option<&str>,
        what: Option<&str>,
    ) -> Result<RenderedTemplate, HostError> {
        let before = std::mem::replace(&mut self.full_names, true);
        let rendered = mail::render(self, template_id, who, what);
        self.full_names = before;
        rendered
    }

    fn cache_get(&mut self, scope: CacheScope, key: &str) -> Option<String> {
        self.cache().get(scope, &self.cache_owner(), key, self.now())
    }

    fn cache_put(&mut self, scope: CacheScope, key: &str, value: String, ttl_seconds: u32) {
        let (owner, now) = (self.cache_owner(), self.now());
        self.cache().put(scope, &owner, key, value, ttl_seconds, now);
    }

    fn cache_remove(&mut self, scope: CacheScope, key: &str) -> bool {
        self.cache().remove(scope, &self.cache_owner(), key, self.now())
    }

    fn cache_keys(&mut self, scope: CacheScope) -> Vec<String> {
        self.cache().keys(scope, &self.cache_owner(), self.now())
    }

    fn enqueue(&mut self, job: Job) -> Result<String, HostError> {
        self.enqueue_later(job, 0)
    }

    fn enqueue_later(&mut self, job: Job, minutes: u32) -> Result<String, HostError> {
        self.require_writable()?;
        let id = self.org.jobs.next_id();
        let wait = TimeDelta::minutes(minutes.into());
        self.pending.jobs.push(QueuedJob {
            id: id.clone(),
            user_id: self.session.user().id,
            job,
            not_before: (minutes > 0).then(|| self.org.clock.time() + wait),
            trigger: None,
        });
        Ok(id)
    }

    fn schedule(&mut self, job: ScheduledJob) -> Result<(), HostError> {
        self.require_writable()?;
        let user_id = self.session.user().id;
        self.pending.schedules.push(Scheduled::new(job, user_id));
        Ok(())
    }

    fn domain(&self, kind: &str, namespace: &str) -> String {
        self.org.hosts.of_kind(kind, namespace)
    }

    fn page_url(&self, page: &str) -> Option<String> {
        let own = self.org.package.own(page);
        let library = &self.org.library;
        let name = library.page_name(&own).or_else(|| library.page_name(page))?;
        Some(format!("/apex/{name}"))
    }

    fn debug(&mut self, line: &str) {
        eprintln!("USER_DEBUG {line}");
    }

    fn begin_test(&mut self, see_all_data: bool) -> Result<(), HostError> {
        self.session.begin_test(see_all_data)?;
        self.pending = Pending::default();
        self.test_cache = Some(PlatformCache::default());
        Ok(())
    }

    fn set_created_date(&mut self, id: &str, at: DateTime<Utc>) -> Result<(), HostError> {
        self.session.set_created_date(id, at)
    }

    fn end_test(&mut self) -> Result<(), HostError> {
        self.pending = Pending::default();
        self.test_cache = None;
        self.session.end_test()
    }
}
