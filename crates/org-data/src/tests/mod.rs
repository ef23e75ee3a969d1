//! Tests of the whole crate through its public border.

mod demo;
mod derived;
mod dml;
mod dml_user_mode;
mod filter_law;
mod formulas;
mod isolation;
mod master_detail;
mod metadata;
mod rules;
mod search;
mod settings;
mod sharing;
mod sharing_hierarchy;
mod soql;
mod soql_errors;
mod soql_grouped;
mod soql_more;
mod store;
mod support;
mod tolerance;

/// How laws are tried: always the same cases.
pub(crate) fn laws() -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases: 128,
        rng_seed: proptest::test_runner::RngSeed::Fixed(17),
        failure_persistence: None,
        ..Default::default()
    }
}
