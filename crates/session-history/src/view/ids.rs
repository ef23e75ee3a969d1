//! Ids of what can get the keyboard, and of the fields.

/// The session that was opened last.
pub const LAST: &str = "tv-last";
/// The choice of a status.
pub const STATUS: &str = "tv-status-choice";
/// What is said about it.
pub const STATUS_NOTE: &str = "tv-status-choice-note";
/// The choice of a sort of session.
pub const KIND: &str = "tv-kind-choice";
/// What is said about it.
pub const KIND_NOTE: &str = "tv-kind-choice-note";
