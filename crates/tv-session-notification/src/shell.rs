//! The browser, as far as the component needs it: small scripts without decisions, in the folder `shell`.
//!
//! Bindings of the browser's interfaces one by one would be half of what the component may weigh. What the scripts
//! tell comes in as [`crate::heard::Heard`].

//!
//! A function whose arguments and result JavaScript takes as they are has to stand in an object (`js_namespace`): else
//! wasm-bindgen lets the module import it from its file directly, which the shrinking of the module does not know.

#![allow(missing_docs, reason = "each function is described where it is written")]

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/shell/heard.js")]
extern "C" {
    pub fn tell(kind: u8, number: u32);
}

#[wasm_bindgen(module = "/src/shell/page.js")]
extern "C" {
    pub fn open(root: &JsValue, catalogue: &str, frame: &str);
    #[wasm_bindgen(js_namespace = page)]
    pub fn circumstances() -> u8;
    pub fn attribute(name: &str) -> String;
    pub fn required(name: &str) -> String;
    pub fn own(name: &str) -> String;
    pub fn words(key: &str, name: &str, value: &str, other_name: &str, other: &str) -> String;
    pub fn draw(part: &str, markup: &str, otherwise: &str);
    pub fn say(part: &str, text: &str);
    pub fn title(text: &str);
    #[wasm_bindgen(js_namespace = page)]
    pub fn raise();
    #[wasm_bindgen(js_namespace = page)]
    pub fn close();
    pub fn toast(heading: &str, message: &str);
    pub fn highlight(on: bool);
}

#[wasm_bindgen(module = "/src/shell/desktop.js")]
extern "C" {
    #[wasm_bindgen(js_namespace = desktop)]
    pub fn permission() -> u32;
    #[wasm_bindgen(js_namespace = desktop, js_name = ask)]
    pub fn ask_permission();
    pub fn notify(id: &str, heading: &str, body: &str, tag: &str);
    pub fn withdraw(id: &str);
}

#[wasm_bindgen(module = "/src/shell/others.js")]
extern "C" {
    pub fn listen(name: &str);
    pub fn broadcast(text: &str);
    pub fn remembered(name: &str) -> String;
    pub fn remember(name: &str, text: &str);
    pub fn identity() -> String;
    pub fn lock(name: &str, request: u32, steal: bool);
    pub fn look(name: &str);
}

#[wasm_bindgen(module = "/src/shell/calls.js")]
extern "C" {
    pub fn call(ticket: u32, action: &str, request: &str);
}

#[wasm_bindgen(module = "/src/shell/json.js")]
extern "C" {
    pub fn quoted(text: &str) -> String;
    pub fn parse(text: &str) -> u32;
    pub fn member(value: u32, name: &str) -> u32;
    #[wasm_bindgen(js_name = member)]
    pub fn item(value: u32, index: u32) -> u32;
    pub fn text(value: u32) -> Option<String>;
    pub fn number(value: u32) -> f64;
    pub fn flag(value: u32) -> i32;
    pub fn length(value: u32) -> i32;
}

#[wasm_bindgen(module = "/src/shell/tab.js")]
extern "C" {
    #[wasm_bindgen(js_namespace = tab, js_name = open)]
    pub fn open_tab(ticket: u32);
    #[wasm_bindgen(js_namespace = tab, js_name = send)]
    pub fn send_tab(address: &str);
    #[wasm_bindgen(js_namespace = tab, js_name = close)]
    pub fn close_tab();
}

#[wasm_bindgen(module = "/src/shell/timers.js")]
extern "C" {
    pub fn arm(timer: u32, millis: i32);
}
