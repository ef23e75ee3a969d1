//! Governor limits of a transaction.

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
    /// Calls of `Messaging.sendEmail`.
    pub email_invocations: u32,
    /// SOSL searches.
    pub searches: u32,
    /// Platform events published at once, not at the commit.
    pub published_at_once: u32,
    /// Statements and calls that ran: what processor time is estimated from.
    pub steps: u64,
    /// Bytes made since the heap was last measured.
    pub made: u64,
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
    /// Queries of an asynchronous transaction.
    pub const MAX_QUERIES_ASYNC: u32 = 200;
    /// Calls of `Messaging.sendEmail`.
    pub const MAX_EMAIL_INVOCATIONS: u32 = 10;
    /// SOSL searches.
    pub const MAX_SEARCHES: u32 = 20;
    /// Events published at once.
    pub const MAX_PUBLISHED_AT_ONCE: u32 = 150;
    /// Heap of a synchronous transaction, in bytes.
    pub const MAX_HEAP: u64 = 6_000_000;
    /// Heap of an asynchronous transaction, in bytes.
    pub const MAX_HEAP_ASYNC: u64 = 12_000_000;
    /// Processor time of a synchronous transaction, in milliseconds.
    pub const MAX_CPU_MS: u64 = 10_000;
    /// Processor time of an asynchronous transaction, in milliseconds.
    pub const MAX_CPU_MS_ASYNC: u64 = 60_000;
    /// Steps that count as a millisecond. The platform's processors differ and their times vary; a fixed
    /// number of statements and calls for a millisecond makes a runaway loop fail, and always at the same
    /// place. Ordinary code is far below the limit on both.
    pub const STEPS_PER_MS: u64 = 2_000;

    /// Estimated processor time in milliseconds.
    pub fn cpu_ms(&self) -> u64 {
        self.steps / Self::STEPS_PER_MS
    }
}
