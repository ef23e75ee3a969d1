//! Copying a text.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, HtmlTextAreaElement};

use crate::{property, window};

/// Copies a text and tells `done` whether it worked. Must be called in the click: a frame placed by
/// Salesforce has no permission for the clipboard interface, and the old `execCommand("copy")`, which works
/// there, wants a click. It is tried first, since after waiting for the interface's refusal the click is over.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    if window().and_then(|window| copy_by_command(&window.document()?, text)) == Some(true) {
        return done(true);
    }
    let Some(promise) = write_text(text) else {
        return done(false);
    };
    // One of the two is called, once; the other is freed with the page.
    let done = Rc::new(Cell::new(Some(done)));
    let told = |worked: bool| {
        let done = Rc::clone(&done);
        Closure::<dyn FnMut(JsValue)>::new(move |_| {
            if let Some(done) = done.take() {
                done(worked);
            }
        })
        .into_js_value()
    };
    let then = property(&promise, "then").and_then(|it| it.dyn_into::<Function>().ok());
    if let Some(then) = then {
        // `then` of a promise does not throw.
        let _ = then.call2(&promise, &told(true), &told(false));
    }
}

/// Selects the text in a field that nobody sees and copies the selection. `None` when the page cannot.
fn copy_by_command(document: &Document, text: &str) -> Option<bool> {
    let body = document.body()?;
    let focused = document.active_element();
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_class_name("tv-copy-source");
    field.set_value(text);
    field.set_read_only(true);
    body.append_child(&field).ok()?;
    field.select();
    let command: Option<Function> =
        property(document.as_ref(), "execCommand").and_then(|it| it.dyn_into().ok());
    let copied =
        command.and_then(|command| command.call1(document.as_ref(), &JsValue::from_str("copy")).ok());
    field.remove();
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Focus that cannot return stays where the browser put it.
        let _ = focused.focus();
    }
    copied?.as_bool()
}

/// `navigator.clipboard.writeText(text)`, which only exists where the page may use it.
fn write_text(text: &str) -> Option<JsValue> {
    let clipboard = property(window()?.navigator().as_ref(), "clipboard")?;
    let write: Function = property(&clipboard, "writeText")?.dyn_into().ok()?;
    write.call1(&clipboard, &JsValue::from_str(text)).ok()
}
