//! What a user may do: object and field permissions, custom permissions, record sharing.

mod granted;
pub(crate) mod permission_set;
pub(crate) mod profile;
mod rights;
pub(crate) mod rules;
pub(crate) mod sharing;

pub(crate) use rights::{Policy, Rights};
