//! The whole org over HTTP, with a small package of its own (`tests/fixtures/package`).

mod harness;
mod oauth;
mod pages;
mod program;
mod provider;
mod remoting;
mod resources;
mod shell;
