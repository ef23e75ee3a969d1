//! Governor limits of a synchronous transaction.

/// What a transaction has used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// SOQL queries.
    pub queries: u32,
    /// Rows read by queries.
    pub query_rows: u32,
    /// DML statements.
    pub dml_statements: u32,
    /// Rows changed.
    pub dml_rows: u32,
    /// Callouts.
    pub callouts: u32,
    /// Milliseconds callouts may have taken: the sum of what they took.
    pub callout_ms: u64,
    /// Jobs queued.
    pub queueable_jobs: u32,
    /// Calls of `@future` methods.
    pub future_calls: u32,
}

impl Limits {
    /// Queries of a transaction.
    pub const MAX_QUERIES: u32 = 100;
    /// Rows all queries may return together.
    pub const MAX_QUERY_ROWS: u32 = 50_000;
    /// DML statements of a transaction.
    pub const MAX_DML_STATEMENTS: u32 = 150;
    /// Rows all DML statements may change together.
    pub const MAX_DML_ROWS: u32 = 10_000;
    /// Callouts of a transaction.
    pub const MAX_CALLOUTS: u32 = 100;
    /// Time all callouts may take together.
    pub const MAX_CALLOUT_MS: u64 = 120_000;
    /// Jobs a synchronous transaction may queue.
    pub const MAX_QUEUEABLE_JOBS: u32 = 50;
    /// `@future` methods a transaction may call.
    pub const MAX_FUTURE_CALLS: u32 = 50;
}
