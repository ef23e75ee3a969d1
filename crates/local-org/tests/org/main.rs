//! The whole org over HTTP, with a small package of its own (`tests/fixtures/package`).
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod harness;
mod library;
mod oauth;
mod pages;
mod program;
mod provider;
mod remoting;
mod resources;
mod shell;
