//! The contract by its examples in `tests/contract/`. One program, since each links the same once more.

mod administration;
mod common;
mod company;
mod devices;
mod examples;
mod history;
mod notification;
mod readers;
mod report;
