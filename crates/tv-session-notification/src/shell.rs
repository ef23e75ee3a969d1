//! The browser, as far as the component needs it: small scripts without decisions, in the folder `shell`.
//!
//! Bindings of the browser's interfaces one by one would be half of what the component may weigh, and bindings of the
//! scripts' functions one by one a tenth. So one function stands for all ([`Act`]): texts are handed over before, and a
//! text is fetched after. What the scripts tell comes in as [`crate::heard::Heard`].

#![allow(missing_docs, reason = "each function is described where it is written")]

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::digits::digits;

/// A function whose arguments and result JavaScript takes as they are has to stand in an object (`js_namespace`): else
/// wasm-bindgen lets the module import it from its file directly, which the shrinking of the module does not know.
#[wasm_bindgen(module = "/src/shell/acts.js")]
extern "C" {
    #[wasm_bindgen(js_namespace = acts)]
    pub fn open(root: &JsValue, catalogue: &JsValue);
    fn hand(text: &str);
    #[wasm_bindgen(js_namespace = acts)]
    fn act(what: u32, number: u32) -> f64;
    fn answer() -> Option<String>;
}

/// The scripts that `acts.js` imports: wasm-bindgen ships the files that are named to it, whatever is called in them.
mod files {
    #![allow(dead_code, reason = "acts.js calls what is in them")]

    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen(module = "/src/shell/calls.js")]
    extern "C" {
        #[wasm_bindgen(js_name = call)]
        fn calls();
    }

    #[wasm_bindgen(module = "/src/shell/desktop.js")]
    extern "C" {
        #[wasm_bindgen(js_name = permission)]
        fn desktop();
    }

    #[wasm_bindgen(module = "/src/shell/heard.js")]
    extern "C" {
        #[wasm_bindgen(js_name = tell)]
        fn heard();
    }

    #[wasm_bindgen(module = "/src/shell/json.js")]
    extern "C" {
        #[wasm_bindgen(js_name = parse)]
        fn json();
    }

    #[wasm_bindgen(module = "/src/shell/others.js")]
    extern "C" {
        #[wasm_bindgen(js_name = listen)]
        fn others();
    }

    #[wasm_bindgen(module = "/src/shell/page.js")]
    extern "C" {
        #[wasm_bindgen(js_name = open)]
        fn page();
    }

    #[wasm_bindgen(module = "/src/shell/tab.js")]
    extern "C" {
        #[wasm_bindgen(js_name = openTab)]
        fn tab();
    }

    #[wasm_bindgen(module = "/src/shell/timers.js")]
    extern "C" {
        #[wasm_bindgen(js_name = arm)]
        fn timers();
    }
}

/// What the scripts do; `acts.js` has the same list.
#[derive(Clone, Copy)]
enum Act {
    Frame,
    Circumstances,
    Attribute,
    Required,
    Own,
    Words,
    Draw,
    Say,
    Title,
    Raise,
    Close,
    Toast,
    Highlight,
    AskPermission,
    Notify,
    Withdraw,
    Listen,
    Broadcast,
    Remembered,
    Remember,
    Identity,
    Wait,
    Steal,
    Look,
    Call,
    Quoted,
    Parse,
    Member,
    Items,
    Text,
    Number,
    Flag,
    Length,
    OpenTab,
    SendTab,
    CloseTab,
    Arm,
    Started,
}

/// Acts with the texts that were handed over; answers a number.
fn run(what: Act, number: u32) -> f64 {
    act(what as u32, number)
}

/// Acts with the texts that were handed over; answers a text, an empty one when there is none.
fn ask(what: Act) -> String {
    run(what, 0);
    answer().unwrap_or_default()
}

pub fn frame(markup: &str) {
    hand(markup);
    run(Act::Frame, 0);
}

pub fn started() {
    run(Act::Started, 0);
}

pub fn circumstances() -> u8 {
    run(Act::Circumstances, 0) as u8
}

pub fn attribute(name: &str) -> String {
    hand(name);
    ask(Act::Attribute)
}

pub fn required(name: &str) -> String {
    hand(name);
    ask(Act::Required)
}

pub fn own(name: &str) -> String {
    hand(name);
    ask(Act::Own)
}

pub fn words(key: &str, name: &str, value: &str, other_name: &str, other: &str) -> String {
    hand(key);
    hand(name);
    hand(value);
    hand(other_name);
    hand(other);
    ask(Act::Words)
}

pub fn draw(part: &str, markup: &str, otherwise: &str) {
    hand(part);
    hand(markup);
    hand(otherwise);
    run(Act::Draw, 0);
}

pub fn say(part: &str, text: &str) {
    hand(part);
    hand(text);
    run(Act::Say, 0);
}

pub fn title(text: &str) {
    hand(text);
    run(Act::Title, 0);
}

pub fn raise() {
    run(Act::Raise, 0);
}

pub fn close() {
    run(Act::Close, 0);
}

pub fn toast(heading: &str, message: &str) {
    hand(heading);
    hand(message);
    run(Act::Toast, 0);
}

pub fn highlight(on: bool) {
    run(Act::Highlight, on.into());
}

pub fn ask_permission() {
    run(Act::AskPermission, 0);
}

pub fn notify(id: &str, heading: &str, body: &str, tag: &str) {
    hand(id);
    hand(heading);
    hand(body);
    hand(tag);
    run(Act::Notify, 0);
}

pub fn withdraw(id: &str) {
    hand(id);
    run(Act::Withdraw, 0);
}

pub fn listen(name: &str) {
    hand(name);
    run(Act::Listen, 0);
}

pub fn broadcast(text: &str) {
    hand(text);
    run(Act::Broadcast, 0);
}

pub fn remembered(name: &str) -> String {
    hand(name);
    ask(Act::Remembered)
}

pub fn remember(name: &str, text: &str) {
    hand(name);
    hand(text);
    run(Act::Remember, 0);
}

pub fn identity() -> String {
    ask(Act::Identity)
}

pub fn wait(name: &str, request: u32) {
    hand(name);
    run(Act::Wait, request);
}

pub fn steal(name: &str, request: u32) {
    hand(name);
    run(Act::Steal, request);
}

pub fn look(name: &str) {
    hand(name);
    run(Act::Look, 0);
}

pub fn call(action: &str, request: &str, ticket: u32) {
    hand(action);
    hand(request);
    run(Act::Call, ticket);
}

pub fn quoted(text: &str) -> String {
    hand(text);
    ask(Act::Quoted)
}

pub fn parse(text: &str) -> u32 {
    hand(text);
    run(Act::Parse, 0) as u32
}

pub fn member(value: u32, name: &str) -> u32 {
    hand(name);
    run(Act::Member, value) as u32
}

pub fn items(value: u32) -> u32 {
    run(Act::Items, value) as u32
}

pub fn text(value: u32) -> Option<String> {
    run(Act::Text, value);
    answer()
}

pub fn number(value: u32) -> f64 {
    run(Act::Number, value)
}

pub fn flag(value: u32) -> f64 {
    run(Act::Flag, value)
}

pub fn length(value: u32) -> f64 {
    run(Act::Length, value)
}

pub fn open_tab(ticket: u32) {
    run(Act::OpenTab, ticket);
}

pub fn send_tab(address: &str) {
    hand(address);
    run(Act::SendTab, 0);
}

pub fn close_tab() {
    run(Act::CloseTab, 0);
}

pub fn arm(timer: u32, millis: i32) {
    hand(&digits(timer));
    run(Act::Arm, millis.unsigned_abs());
}

#[cfg(test)]
mod tests {
    /// The order is written twice, since a script cannot read it here without a download of its own.
    #[test]
    fn the_scripts_have_the_same_list() {
        let list = |source: &str, from: &str, to: &str| -> Vec<String> {
            let (_, rest) = source.split_once(from).unwrap();
            let (list, _) = rest.split_once(to).unwrap();
            let names = list.lines().filter_map(|line| line.trim().strip_suffix(','));
            names.map(str::to_owned).collect()
        };
        let here = list(include_str!("shell.rs"), "\nenum Act {\n", "\n}\n");
        let there = list(include_str!("shell/acts.js"), "\nconst ACTS = [\n", "\n];\n");
        let capital = |name: &String| name[..1].to_uppercase() + &name[1..];
        assert!(here.len() > 30);
        assert_eq!(there.iter().map(capital).collect::<Vec<_>>(), here);
    }
}
