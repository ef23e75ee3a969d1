//! The interpreter from outside, by what Apex does on it. One program, since each links the interpreter anew.

mod asynchronous;
mod classes;
mod common;
mod data;
mod exceptions;
mod language;
mod laws;
mod loading;
mod mail;
mod semantics;
mod stdlib;
mod transactions;
mod triggers;
mod types;
