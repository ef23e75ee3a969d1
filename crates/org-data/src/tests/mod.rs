//! Tests of the whole crate through its public border.

mod demo;
mod dml;
mod dml_user_mode;
mod isolation;
mod metadata;
mod settings;
mod sharing;
mod soql;
mod soql_errors;
mod soql_grouped;
mod store;
mod support;

/// How laws are tried: always the same cases.
pub(crate) fn laws() -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases: 128,
        rng_seed: proptest::test_runner::RngSeed::Fixed(17),
        failure_persistence: None,
        ..Default::default()
    }
}
