//! Tests of the running program, over HTTP.

// A failed step of a test is a failed test: its helpers may stop there, as the tests themselves may.
#![allow(clippy::unwrap_used, clippy::panic)]

mod account;
mod client;
mod company;
mod control;
mod devices;
mod fault_answers;
mod fault_connections;
mod fault_shapes;
mod hosts;
mod join_pages;
mod oauth_flow;
mod oauth_tokens;
mod people;
mod report_quirks;
mod reports;
mod session_create;
mod session_list;
mod session_modify;
mod shapes;
mod shapes_walk;
mod sms;
mod sms_faults;
mod start_stop;
