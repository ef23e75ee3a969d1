//! SOSL as it crosses the border between Apex and the org.

use indexmap::IndexMap;

use super::{AccessMode, Bind, Record, Sharing};

/// A search as the Apex runtime hands it over.
pub struct Search<'a> {
    /// SOSL text without the brackets. Bind variables appear as in [`super::Query::soql`].
    pub sosl: &'a str,
    /// Bind values by name, compared without regard to case.
    pub binds: &'a IndexMap<String, Bind>,
    /// Object and field permissions. `WITH USER_MODE` and `WITH SYSTEM_MODE` in the text override it.
    pub access: AccessMode,
    /// Record sharing.
    pub sharing: Sharing,
}

/// The rows found of one object, in the order of the `RETURNING` clause; empty where nothing was found.
pub type SearchRows = (String, Vec<Record>);
