//! Placeholder until the crate is built.
fn main() {}
