//! Ids of what can get the keyboard.

/// The heading of the main part.
pub const HEADING: &str = "tv-heading";
/// The question on the screen.
pub const PROMPT: &str = "tv-question";
/// The button that makes a session.
pub const CREATE: &str = "tv-create";
/// The button that closes the session.
pub const CLOSE: &str = "tv-close";
