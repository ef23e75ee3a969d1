//! SOQL: text to a parsed query, to SQL, to records.

pub mod ast;
mod columns;
mod conditions;
pub mod dates;
mod filter;
mod items;
mod lexer;
mod literal;
mod name;
mod parser;
mod plan;
mod run;
mod scope;
pub mod sosl;

use apex::host::{AccessMode, Bind, HostError, Query, QueryResult, Sharing};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use indexmap::IndexMap;
use rusqlite::Connection;

use crate::schema::Schema;
use crate::security::Rights;
use ast::With;
pub use parser::parse;

/// Why a query cannot be run: the message of a `System.QueryException`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SoqlError(pub String);

impl SoqlError {
    fn malformed(reason: &str, at: usize) -> Self {
        Self(format!("{reason} (column {})", at + 1))
    }
}

impl From<SoqlError> for HostError {
    fn from(error: SoqlError) -> Self {
        Self::new("QueryException", error.0)
    }
}

/// What a query runs against.
pub(crate) struct Context<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) connection: &'a Connection,
    pub(crate) rights: &'a Rights,
    pub(crate) now: DateTime<Utc>,
    pub(crate) zone: Tz,
}

impl Context<'_> {
    /// SQL of a computed field for the table `alias`: see [`crate::schema::bound`].
    pub(crate) fn expand(&self, sql: &str, alias: &str) -> String {
        let mut sql = sql.replace("{t}", alias);
        if sql.contains("{now}") {
            sql = sql.replace("{now}", &self.now.timestamp().to_string());
            sql = sql.replace("{zone}", self.zone.name());
        }
        if sql.contains("{user}") {
            let user = self.rights.principals.first().cloned().unwrap_or_default();
            sql = sql.replace("{user}", &user);
        }
        while let Some((before, rest)) = sql.split_once("{permission:") {
            let Some((name, after)) = rest.split_once('}') else {
                break;
            };
            let has = i32::from(self.rights.custom_permission(name));
            sql = format!("{before}{has}{after}");
        }
        sql
    }
}

/// How a query is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mode {
    /// Object and field permissions: none, on everything, or (`WITH SECURITY_ENFORCED`) on what is selected.
    pub(crate) permissions: Permissions,
    /// Only rows the user may see.
    pub(crate) sharing: bool,
}

/// Which parts of a query permissions are checked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permissions {
    Ignored,
    Enforced,
    EnforcedOnSelect,
}

/// Whether a query locks the rows it reads.
pub(crate) fn locks(select: &ast::Select) -> bool {
    select.for_update
}

/// Runs a parsed query.
pub(crate) fn execute(
    context: &Context<'_>,
    select: &ast::Select,
    query: &Query<'_>,
) -> Result<QueryResult, HostError> {
    let mode = mode(select, query.access, query.sharing);
    run::run(context, select, query.binds, mode)
}

fn mode(select: &ast::Select, access: AccessMode, sharing: Sharing) -> Mode {
    let enforced = sharing == Sharing::Enforced;
    match (select.with, access) {
        (Some(With::UserMode), _) | (None, AccessMode::User) => Mode {
            permissions: Permissions::Enforced,
            sharing: true,
        },
        (Some(With::SecurityEnforced), _) => Mode {
            permissions: Permissions::EnforcedOnSelect,
            sharing: enforced,
        },
        (Some(With::SystemMode), _) | (None, AccessMode::System) => Mode {
            permissions: Permissions::Ignored,
            sharing: enforced,
        },
    }
}

/// The value of a bind variable, by name without regard to case.
fn bind<'a>(binds: &'a IndexMap<String, Bind>, name: &str) -> Result<&'a Bind, SoqlError> {
    binds
        .get(name)
        .or_else(|| {
            binds
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, bind)| bind)
        })
        .ok_or_else(|| SoqlError(format!("Variable does not exist: {name}")))
}
