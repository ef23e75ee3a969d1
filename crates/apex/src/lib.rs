//! Runs Apex: syntax, interpreter, standard library, test runner and coverage.
//!
//! Knows Apex and nothing of any particular org or package. The org is behind [`host::Host`].

pub mod host;
