//! What Apex sees of the org: one transaction of one user.

use std::sync::Arc;

use apex::host::{
    CredentialState, DmlOperation, DmlOptions, FieldAccess, Host, HostError, HttpAnswer, HttpCall, Job,
    ObjectAccess, ObjectDescribe, Organization, Query, QueryResult, Record, RowResult, Savepoint, User,
};
use chrono::{DateTime, Utc};
use org_data::Session;

use crate::credentials::Caller;
use crate::jobs::QueuedJob;
use crate::org::Org;

/// One transaction of one user.
pub struct OrgHost {
    org: Arc<Org>,
    session: Session,
    jobs: Vec<QueuedJob>,
    /// How many jobs were queued when each savepoint was set.
    savepoints: Vec<(Savepoint, usize)>,
    /// While a page is made, Apex may not change data.
    read_only: bool,
}

impl OrgHost {
    /// A transaction on a session of the database.
    pub(crate) fn new(org: Arc<Org>, session: Session) -> Self {
        Self {
            org,
            session,
            jobs: Vec::new(),
            savepoints: Vec::new(),
            read_only: false,
        }
    }

    /// The same, refusing every change of data.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Whether the user may open a page.
    pub fn page_access(&self, page: &str) -> bool {
        self.session.page_access(page)
    }

    /// Makes the changes permanent and then queues the jobs.
    ///
    /// # Errors
    /// When the database refuses; nothing is queued then.
    pub fn commit(mut self, org: &Org) -> Result<(), HostError> {
        self.session.commit()?;
        for job in self.jobs.drain(..) {
            org.jobs.push(job);
        }
        Ok(())
    }

    /// Undoes the changes and forgets the jobs.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollback(mut self) -> Result<(), HostError> {
        self.session.rollback()
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
        self.session.describe(object)
    }

    fn objects(&self) -> Vec<String> {
        self.session.objects()
    }

    fn object_of_id(&self, id: &str) -> Option<String> {
        self.session.object_of_id(id)
    }

    fn object_access(&self, object: &str) -> ObjectAccess {
        self.session.object_access(object)
    }

    fn field_access(&self, object: &str, field: &str) -> FieldAccess {
        self.session.field_access(object, field)
    }

    fn query(&mut self, query: &Query<'_>) -> Result<QueryResult, HostError> {
        self.session.query(query)
    }

    fn dml(
        &mut self,
        operation: &DmlOperation,
        rows: &mut [Record],
        options: DmlOptions,
    ) -> Result<Vec<RowResult>, HostError> {
        if self.read_only {
            return Err(HostError::new("LimitException", DML_NOT_ALLOWED));
        }
        self.session.dml(operation, rows, options)
    }

    fn savepoint(&mut self) -> Result<Savepoint, HostError> {
        let savepoint = self.session.savepoint()?;
        self.savepoints.push((savepoint, self.jobs.len()));
        Ok(savepoint)
    }

    fn rollback_to(&mut self, savepoint: Savepoint) -> Result<(), HostError> {
        self.session.rollback_to(savepoint)?;
        // As on the platform, a rollback also takes back the jobs queued since.
        if let Some(at) = self.savepoints.iter().position(|(known, _)| *known == savepoint) {
            self.jobs.truncate(self.savepoints[at].1);
            self.savepoints.truncate(at + 1);
        }
        Ok(())
    }

    fn custom_setting(
        &mut self,
        object: &str,
        owner: &str,
        merged: bool,
    ) -> Result<Option<Record>, HostError> {
        self.session.custom_setting(object, owner, merged)
    }

    fn custom_metadata(&mut self, object: &str) -> Result<Vec<Record>, HostError> {
        self.session.custom_metadata(object)
    }

    fn has_custom_permission(&self, name: &str) -> bool {
        self.session.has_custom_permission(name)
    }

    fn label(&self, name: &str) -> Option<String> {
        self.session.label(name)
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

    fn enqueue(&mut self, job: Job) -> Result<String, HostError> {
        if self.read_only {
            return Err(HostError::new("LimitException", DML_NOT_ALLOWED));
        }
        let id = self.org.jobs.next_id();
        self.jobs.push(QueuedJob {
            id: id.clone(),
            user_id: self.session.user().id,
            job,
        });
        Ok(id)
    }

    fn domain(&self, kind: &str, namespace: &str) -> String {
        self.org.hosts.of_kind(kind, namespace)
    }

    fn page_url(&self, page: &str) -> Option<String> {
        self.org
            .library
            .page_name(page)
            .map(|name| format!("/apex/{name}"))
    }

    fn debug(&mut self, line: &str) {
        eprintln!("USER_DEBUG {line}");
    }

    fn begin_test(&mut self, see_all_data: bool) -> Result<(), HostError> {
        self.session.begin_test(see_all_data)
    }

    fn end_test(&mut self) -> Result<(), HostError> {
        self.session.end_test()
    }
}
