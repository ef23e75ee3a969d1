//! The notification component: tells the user on the desktop when a customer connects to one of their sessions.
//!
//! Stands unseen or small on every page, so it is light: no leptos, its markup is put together by the page. One page of
//! all pages of a browser asks Apex (`poll`) and notifies; a click on the notification joins (`join`). The same module
//! is the page that asks the user for the browser's permission (`data-mode="setup"`), which only a page that is no frame
//! may do.
//! Calls the remote actions `poll`, `join` and `signIn` (crate `contract`).

#![cfg_attr(target_arch = "wasm32", no_main)]

mod digits;
mod heard;
mod json;
mod lead;
mod model;
mod shell;
mod tasks;
mod text;
mod view;

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use heard::Heard;
use tasks::Runner;

/// The standard allocator would be an eighth of the module.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());

thread_local! {
    /// The component lives as long as its page.
    static RUNNER: RefCell<Option<Runner>> = const { RefCell::new(None) };
}

/// Starts the component in its root element, which carries the catalogue of translations. Called once, by boot.js, which
/// shows the error card when this throws.
#[wasm_bindgen]
pub fn start() {
    shell::open(view::FRAME);
    let runner = Runner::new();
    RUNNER.with_borrow_mut(|kept| *kept = Some(runner));
    shell::started();
}

/// Takes what the scripts of the folder `shell` tell, at `now` (monotonic milliseconds). They tell one thing after the
/// other, never one while another is being worked on.
#[wasm_bindgen]
pub fn hear(now: f64, kind: u8, number: u32) {
    RUNNER.with_borrow_mut(|runner| {
        if let (Some(runner), Some(heard)) = (runner, Heard::of(kind)) {
            runner.hear(now as i64, heard, number);
        }
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
