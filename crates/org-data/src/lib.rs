//! The database of a Salesforce org on a laptop.
//!
//! [`Database::open`] reads source-format metadata and seed files, lays the schema out in SQLite and gives
//! out [`Session`]s: one transaction of one user, with SOQL, DML, permissions and sharing as Salesforce has
//! them. Nothing here knows a particular package: what it holds is what the source folders say.

mod database;
mod dml;
mod error;
mod faults;
pub mod formula;
pub mod metadata;
mod namespace;
pub mod schema;
mod security;
mod session;
mod setup;
pub mod soql;
mod store;
#[cfg(test)]
mod tests;

pub use database::{Clock, Database, DatabaseConfig};
pub use error::OpenError;
pub use metadata::tree::{SourceFile, SourceRoot, SourceTree};
pub use namespace::Namespace;
pub use schema::Schema;
pub use session::Session;
pub use setup::kept_metadata::{Refusal, Saved};
