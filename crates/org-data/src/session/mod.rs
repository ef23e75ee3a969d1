//! One transaction of one user.

mod access;
mod settings;
mod transaction;

use std::sync::Arc;

use apex::host::{
    DmlOperation, DmlOptions, HostError, Organization, Query, QueryResult, Record, RowResult, Savepoint,
    Search, SearchRows, User,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

use crate::database::{Clock, Shared};
use crate::dml::{self, Engine};
use crate::schema::Schema;
use crate::security::Rights;
use crate::setup::users;
use crate::soql::{self, Context};
use crate::store::{Sequences, UNABLE_TO_LOCK_ROW, host_error, id, quote};
use transaction::Transaction;

/// Objects whose rows decide what users may do.
const DECIDES_RIGHTS: &[&str] = &[
    "User",
    "PermissionSet",
    "PermissionSetAssignment",
    "ObjectPermissions",
    "FieldPermissions",
    "SetupEntityAccess",
    "Group",
    "GroupMember",
];

/// One transaction of one user. Reads see what is committed; the first change (or `FOR UPDATE`) takes the
/// org's write lock, which is held until [`Session::commit`] or [`Session::rollback`]. Dropping a session
/// undoes what it has not committed.
pub struct Session {
    shared: Arc<Shared>,
    /// The schema as it was when the transaction began.
    schema: Arc<Schema>,
    clock: Arc<dyn Clock>,
    /// The session's user, and above it those of `System.runAs`.
    users: Vec<Actor>,
    transaction: Transaction,
    /// The transaction that [`Session::begin_test`] put aside.
    outside: Option<Transaction>,
    sequences: Arc<Sequences>,
}

/// A user with the rights read for it.
struct Actor {
    user: User,
    rights: Arc<Rights>,
    zone: Tz,
}

impl Session {
    /// Starts a transaction.
    pub(crate) fn start(
        shared: Arc<Shared>,
        user_id: &str,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, HostError> {
        let connection = shared.store.take().map_err(host_error)?;
        let actor = match actor(&shared, &connection, user_id) {
            Ok(actor) => actor,
            Err(error) => {
                shared.store.give_back(connection);
                return Err(error);
            }
        };
        let sequences = shared.store.sequences.clone();
        let transaction = Transaction::new(connection);
        Ok(Self {
            schema: shared.schema_now(),
            shared,
            clock,
            users: vec![actor],
            transaction,
            outside: None,
            sequences,
        })
    }

    /// The user the transaction runs as now.
    pub fn user(&self) -> User {
        self.actor().map(|actor| actor.user.clone()).unwrap_or_default()
    }

    /// The org.
    pub fn organization(&self) -> Organization {
        self.shared.organization.clone()
    }

    /// `System.runAs`: switches the user until [`Session::end_run_as`].
    ///
    /// # Errors
    /// When there is no such active user.
    pub fn run_as(&mut self, user_id: &str) -> Result<(), HostError> {
        let actor = actor(&self.shared, self.transaction.connection()?, user_id)?;
        self.users.push(actor);
        Ok(())
    }

    /// Returns to the user before the last [`Session::run_as`].
    pub fn end_run_as(&mut self) {
        if self.users.len() > 1 {
            self.users.pop();
        }
    }

    /// Runs a query.
    ///
    /// # Errors
    /// `QueryException` in Salesforce's words, also for a `FOR UPDATE` that waited too long.
    pub fn query(&mut self, query: &Query<'_>) -> Result<QueryResult, HostError> {
        let select = soql::parse(query.soql)?;
        if soql::locks(&select) {
            self.transaction.begin().map_err(unavailable)?;
        }
        let actor = self.running()?;
        soql::execute(&self.context(actor)?, &select, query)
    }

    /// Searches (SOSL): one list of rows per object of `RETURNING`, in its order.
    ///
    /// # Errors
    /// `QueryException` in Salesforce's words.
    pub fn search(&mut self, search: &Search<'_>) -> Result<Vec<SearchRows>, HostError> {
        let actor = self.running()?;
        soql::sosl::execute(&self.context(actor)?, search)
    }

    /// Changes rows. On success Ids are written into `rows`.
    ///
    /// # Errors
    /// With `all_or_none` a refused row is a `DmlException` and nothing of the statement remains. Object
    /// permissions that are missing in user mode are a `SecurityException`.
    pub fn dml(
        &mut self,
        operation: &DmlOperation,
        rows: &mut [Record],
        options: DmlOptions,
    ) -> Result<Vec<RowResult>, HostError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let was_idle = self.transaction.begin()?;
        let actor = self.running()?;
        let context = self.context(actor)?;
        let engine = Engine {
            context: &context,
            sequences: &self.sequences,
            user_id: &actor.user.id,
            organization_id: &self.shared.organization.id,
            set_audit_fields: false,
        };
        let outcome = dml::execute(&engine, operation, rows, options);
        let nothing_done = match &outcome {
            Ok(results) => results.iter().all(|result| !result.errors.is_empty()),
            Err(_) => true,
        };
        if was_idle && nothing_done {
            // Do not keep others waiting.
            self.transaction.rollback()?;
        }
        let decides = |row: &Record| {
            DECIDES_RIGHTS
                .iter()
                .any(|name| row.object.eq_ignore_ascii_case(name))
        };
        if rows.iter().any(decides) {
            self.reload_rights()?;
        }
        outcome
    }

    /// Marks a point to return to.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn savepoint(&mut self) -> Result<Savepoint, HostError> {
        self.transaction.savepoint()
    }

    /// Returns to a point; later ones are forgotten.
    ///
    /// # Errors
    /// `TypeException` when the point has been forgotten.
    pub fn rollback_to(&mut self, savepoint: Savepoint) -> Result<(), HostError> {
        self.transaction.rollback_to(savepoint)?;
        self.reload_rights()
    }

    /// Makes the transaction's changes permanent and releases the write lock.
    ///
    /// # Errors
    /// When the store refuses, or inside a test.
    pub fn commit(&mut self) -> Result<(), HostError> {
        if self.outside.is_some() {
            return Err(HostError::new("UnexpectedException", "a test commits nothing"));
        }
        self.transaction.commit()
    }

    /// Undoes the transaction's changes and releases the write lock.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn rollback(&mut self) -> Result<(), HostError> {
        self.transaction.rollback()?;
        self.reload_rights()
    }

    /// Enters the data isolation of a test: the transaction goes on in a copy of the org's data in memory,
    /// which is thrown away by [`Session::end_test`]. Only set-up data (users, profiles, permission sets,
    /// custom metadata) is in it, or everything with `see_all_data`.
    ///
    /// # Errors
    /// When a test is running already or changes are pending.
    pub fn begin_test(&mut self, see_all_data: bool) -> Result<(), HostError> {
        if self.outside.is_some() || self.transaction.writing() {
            return Err(HostError::new(
                "UnexpectedException",
                "a test must begin in a fresh transaction",
            ));
        }
        let copy = self
            .shared
            .store
            .copy_for_test(&self.shared.schema, see_all_data)
            .map_err(host_error)?;
        self.outside = Some(std::mem::replace(&mut self.transaction, Transaction::new(copy)));
        self.sequences = Arc::default();
        Ok(())
    }

    /// `Test.setCreatedDate`: gives a row of a test another date of creation.
    ///
    /// # Errors
    /// Outside a test, or when there is no such row.
    pub fn set_created_date(&mut self, id: &str, at: DateTime<Utc>) -> Result<(), HostError> {
        let wrong = |reason: String| HostError::new("UnexpectedException", reason);
        if self.outside.is_none() {
            return Err(wrong("setCreatedDate is only for tests".to_owned()));
        }
        let full = id::normalise(id).ok_or_else(|| wrong(format!("{id} is not an Id")))?;
        let object = self
            .schema
            .object_of_id(&full)
            .and_then(|name| self.schema.object(name))
            .filter(|object| object.field("CreatedDate").is_some())
            .ok_or_else(|| wrong(format!("{id} is not the Id of a row with a CreatedDate")))?;
        self.transaction.begin()?;
        let sql = format!("UPDATE {} SET CreatedDate = ? WHERE Id = ?", quote(object.name()));
        let changed = self
            .transaction
            .connection()?
            .execute(&sql, rusqlite::params![at.timestamp(), full])
            .map_err(host_error)?;
        if changed == 1 {
            Ok(())
        } else {
            Err(wrong(format!("there is no row {id}")))
        }
    }

    /// Leaves the isolation and undoes everything done in it.
    ///
    /// # Errors
    /// When no test is running.
    pub fn end_test(&mut self) -> Result<(), HostError> {
        let outside = self
            .outside
            .take()
            .ok_or_else(|| HostError::new("UnexpectedException", "no test is running"))?;
        self.transaction = outside;
        self.sequences = self.shared.store.sequences.clone();
        self.users.truncate(1);
        self.reload_rights()
    }

    fn actor(&self) -> Option<&Actor> {
        self.users.last()
    }

    fn running(&self) -> Result<&Actor, HostError> {
        self.actor()
            .ok_or_else(|| HostError::new("UnexpectedException", "the transaction has no user"))
    }

    fn context<'a>(&'a self, actor: &'a Actor) -> Result<Context<'a>, HostError> {
        Ok(Context {
            schema: &self.schema,
            connection: self.transaction.connection()?,
            rights: &actor.rights,
            now: self.clock.now(),
            zone: actor.zone,
        })
    }

    /// Reads the rights of every user of this transaction again, after something they depend on changed.
    fn reload_rights(&mut self) -> Result<(), HostError> {
        let connection = self.transaction.connection()?;
        for actor in &mut self.users {
            actor.rights = rights(&self.shared, connection, &actor.user)?;
        }
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let transaction = self
            .outside
            .take()
            .unwrap_or_else(|| std::mem::take(&mut self.transaction));
        if let Some(connection) = transaction.into_idle_connection() {
            self.shared.store.give_back(connection);
        }
    }
}

/// A lock that `FOR UPDATE` could not have.
fn unavailable(error: HostError) -> HostError {
    if error.rows.iter().any(|(_, row)| row.status == UNABLE_TO_LOCK_ROW) {
        let message = "Record Currently Unavailable: The record you are attempting to edit, or one of its related \
             records, is currently being modified by another user. Please try again.";
        return HostError::new("QueryException", message);
    }
    error
}

fn actor(shared: &Shared, connection: &Connection, user_id: &str) -> Result<Actor, HostError> {
    let user = users::by_id(connection, user_id)?;
    let zone = user.time_zone.parse().map_err(|_| {
        HostError::new(
            "UnexpectedException",
            format!("{} has the unknown time zone {}", user.username, user.time_zone),
        )
    })?;
    let rights = rights(shared, connection, &user)?;
    Ok(Actor { user, rights, zone })
}

fn rights(shared: &Shared, connection: &Connection, user: &User) -> Result<Arc<Rights>, HostError> {
    Rights::load(
        connection,
        &shared.schema,
        &shared.policy,
        &user.id,
        &user.profile_name,
    )
    .map(Arc::new)
}
