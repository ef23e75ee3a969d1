//! One transaction of one user.

use std::sync::Arc;

use apex::host::{
    DmlOperation, DmlOptions, FieldAccess, HostError, ObjectAccess, ObjectDescribe, Organization, Query, QueryResult,
    Record, RowResult, Savepoint, User,
};

/// One transaction of one user. Reads are committed reads until the first change; then the write lock is
/// held until [`Session::commit`] or [`Session::rollback`].
pub struct Session {
    user: User,
}

#[allow(unused_variables, clippy::unused_self)]
impl Session {
    /// The user the transaction runs as now.
    pub fn user(&self) -> User { self.user.clone() }
    /// The org.
    pub fn organization(&self) -> Organization { Organization::default() }
    /// `System.runAs`: switches the user until [`Session::end_run_as`].
    pub fn run_as(&mut self, user_id: &str) -> Result<(), HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// Returns to the user before the last [`Session::run_as`].
    pub fn end_run_as(&mut self) {  }
    /// Describes an object; the name is compared without regard to case.
    pub fn describe(&self, object: &str) -> Option<Arc<ObjectDescribe>> { None }
    /// API names of every object.
    pub fn objects(&self) -> Vec<String> { Vec::new() }
    /// The object whose key prefix an Id has.
    pub fn object_of_id(&self, id: &str) -> Option<String> { None }
    /// The running user's rights on an object.
    pub fn object_access(&self, object: &str) -> ObjectAccess { ObjectAccess::default() }
    /// The running user's rights on a field.
    pub fn field_access(&self, object: &str, field: &str) -> FieldAccess { FieldAccess::default() }
    /// Runs a query.
    pub fn query(&mut self, query: &Query<'_>) -> Result<QueryResult, HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// Changes rows.
    pub fn dml(&mut self, operation: &DmlOperation, rows: &mut [Record], options: DmlOptions) -> Result<Vec<RowResult>, HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// Marks a point to return to.
    pub fn savepoint(&mut self) -> Result<Savepoint, HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// Returns to a point.
    pub fn rollback_to(&mut self, savepoint: Savepoint) -> Result<(), HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// The effective row of a custom setting.
    pub fn custom_setting(&mut self, object: &str, owner: &str, merged: bool) -> Result<Option<Record>, HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// Every record of a custom metadata type, all fields.
    pub fn custom_metadata(&mut self, object: &str) -> Result<Vec<Record>, HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// Whether the running user has a custom permission.
    pub fn has_custom_permission(&self, name: &str) -> bool { false }
    /// A custom label in the running user's language.
    pub fn label(&self, name: &str) -> Option<String> { None }
    /// Enters the data isolation of a test.
    pub fn begin_test(&mut self, see_all_data: bool) -> Result<(), HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// Leaves the isolation and undoes everything.
    pub fn end_test(&mut self) -> Result<(), HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// Makes the transaction's changes permanent.
    pub fn commit(&mut self) -> Result<(), HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// Undoes the transaction's changes.
    pub fn rollback(&mut self) -> Result<(), HostError> { Err(HostError::new("UnexpectedException", "the store is not connected in this build")) }
    /// API names of the permission sets assigned to the running user.
    pub fn permission_sets_of_user(&self) -> Vec<String> { Vec::new() }
    /// Whether the running user may use a principal of an external credential, named `Credential-Principal` as in a permission set.
    pub fn external_credential_principal_access(&self, principal: &str) -> bool { false }
    /// Whether the running user may open a Visualforce page.
    pub fn page_access(&self, page: &str) -> bool { false }
    /// Whether the running user may call an Apex class from outside.
    pub fn class_access(&self, class: &str) -> bool { false }
}
