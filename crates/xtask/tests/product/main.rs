//! The whole product as a person starts it, without a browser. Needs the static resources that `cargo xtask build`
//! makes; the programs are built here when they are not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod harness;
mod live_editing;
mod other_cloud;
mod package;
mod stopping;
mod visitor;
