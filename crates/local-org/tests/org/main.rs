//! The whole org over HTTP, with a small package of its own (`tests/fixtures/package`).
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod apex_test;
mod apps;
mod cache;
mod chatter;
mod classic;
mod components;
mod harness;
mod jobs;
mod library;
mod mail;
mod managed;
mod oauth;
mod outbox;
mod pages;
mod program;
mod provider;
mod remoting;
mod resources;
mod setup;
mod shell;
