//! The browser, as far as the component needs it: small scripts without decisions, in the folder `shell`.
//!
//! Bindings of the browser's interfaces one by one would be half of what the component may weigh, and bindings of the
//! scripts' functions one by one a tenth. So one function stands for all ([`Act`]): texts are handed over before, and a
//! text is fetched after. No value of JavaScript comes in, which would need a table of them. What the scripts tell comes
//! in as [`crate::heard::Heard`].

#![allow(missing_docs, reason = "each function is described where it is written")]

use contract::Connected;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::text::about;
use crate::view::Paper;

/// A function whose arguments and result JavaScript takes as they are has to stand in an object (`js_namespace`): else
/// wasm-bindgen lets the module import it from its file directly, which the shrinking of the module does not know.
#[wasm_bindgen(module = "/src/shell/acts.js")]
extern "C" {
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
        #[wasm_bindgen(js_name = pass)]
        fn others();
    }

    #[wasm_bindgen(module = "/src/shell/page.js")]
    extern "C" {
        #[wasm_bindgen(js_name = open)]
        fn page();
    }

    #[wasm_bindgen(module = "/src/shell/paper.js")]
    extern "C" {
        #[wasm_bindgen(js_name = raw)]
        fn paper();
    }

    #[wasm_bindgen(module = "/src/shell/tab.js")]
    extern "C" {
        #[wasm_bindgen(js_name = openTab)]
        fn tab();
    }

    #[wasm_bindgen(module = "/src/shell/timers.js")]
    extern "C" {
        #[wasm_bindgen(js_name = armPoll)]
        fn timers();
    }

    #[wasm_bindgen(module = "/src/shell/words.js")]
    extern "C" {
        #[wasm_bindgen(js_name = read)]
        fn words();
    }
}

/// What the scripts do; `acts.js` has the same list.
#[derive(Clone, Copy)]
enum Act {
    Raw,
    Text,
    Words,
    Failure,
    Site,
    Own,
    Draw,
    Open,
    Circumstances,
    OwnText,
    Waiting,
    Listen,
    Raise,
    Close,
    Toast,
    AskPermission,
    Notify,
    Pass,
    Decided,
    Remembered,
    Remember,
    Wait,
    Steal,
    Call,
    Heard,
    Parse,
    Member,
    Items,
    TextOf,
    Number,
    Flag,
    Length,
    OpenTab,
    SendTab,
    SendTabToRecord,
    CloseTab,
    ArmPoll,
    ArmTick,
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

/// The page, which puts a screen together: [`draw`] shows it.
pub struct Page;

impl Paper for Page {
    fn raw(&mut self, markup: &'static str) {
        hand(markup);
        run(Act::Raw, 0);
    }

    fn text(&mut self, text: &str) {
        hand(text);
        run(Act::Text, 0);
    }

    fn words(&mut self, key: &str, values: &[(&str, &str)]) {
        hand(key);
        for (name, value) in values {
            hand(name);
            hand(value);
        }
        run(Act::Words, 0);
    }

    fn count(&mut self, key: &str, name: &str, number: u32) {
        hand(key);
        hand(name);
        run(Act::Words, number);
    }

    fn failure(&mut self, name: &str) {
        hand(name);
        run(Act::Failure, 0);
    }

    fn site(&mut self, key: &str) {
        hand(key);
        run(Act::Site, 0);
    }

    fn own(&mut self, name: &str) {
        hand(name);
        run(Act::Own, 0);
    }
}

/// Shows what was written in a part of the frame.
pub fn draw(part: &str) {
    hand(part);
    run(Act::Draw, 0);
}

pub fn open(frame: &str) {
    hand(frame);
    run(Act::Open, 0);
}

pub fn started() {
    run(Act::Started, 0);
}

pub fn circumstances() -> u8 {
    run(Act::Circumstances, 0) as u8
}

pub fn own(name: &str) -> String {
    hand(name);
    ask(Act::OwnText)
}

pub fn waiting<'a>(waiting: impl Iterator<Item = &'a Connected>) {
    for connected in waiting {
        hand(&connected.id);
    }
    run(Act::Waiting, 0);
}

pub fn listen() {
    run(Act::Listen, 0);
}

pub fn raise() {
    run(Act::Raise, 0);
}

pub fn close() {
    run(Act::Close, 0);
}

/// What is said of a connection.
fn hand_about(connected: &Connected) {
    let (key, record) = about(connected);
    hand(key);
    hand("record");
    hand(record);
    hand("code");
    hand(&connected.code);
}

pub fn toast(connected: &Connected) {
    hand_about(connected);
    run(Act::Toast, 0);
}

pub fn ask_permission() {
    run(Act::AskPermission, 0);
}

pub fn notify(connected: &Connected, tag: &str) {
    hand(&connected.id);
    hand(tag);
    hand_about(connected);
    run(Act::Notify, 0);
}

pub fn pass() {
    run(Act::Pass, 0);
}

pub fn decided(granted: bool) {
    run(Act::Decided, granted.into());
}

pub fn remembered() -> String {
    ask(Act::Remembered)
}

pub fn remember(text: &str) {
    hand(text);
    run(Act::Remember, 0);
}

pub fn wait(request: u32) {
    run(Act::Wait, request);
}

pub fn steal(request: u32) {
    run(Act::Steal, request);
}

pub fn call(action: &str, ticket: u32) {
    hand(action);
    run(Act::Call, ticket);
}

pub fn call_for(action: &str, record_id: &str, session_id: &str, ticket: u32) {
    hand(action);
    hand(record_id);
    hand(session_id);
    run(Act::Call, ticket);
}

pub fn heard() -> String {
    ask(Act::Heard)
}

pub fn parse() -> u32 {
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
    run(Act::TextOf, value);
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

pub fn send_tab_to_record(record_id: &str) {
    hand(record_id);
    run(Act::SendTabToRecord, 0);
}

pub fn close_tab() {
    run(Act::CloseTab, 0);
}

pub fn arm_poll(millis: u32) {
    run(Act::ArmPoll, millis);
}

pub fn arm_tick(millis: u32) {
    run(Act::ArmTick, millis);
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
