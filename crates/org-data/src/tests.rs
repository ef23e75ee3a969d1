//! Tests of the whole crate through its public border.
