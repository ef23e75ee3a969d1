//! Handing a text to the user as a file.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use crate::{Timer, window};

/// How long the browser may take to read the file before it is thrown away.
const KEPT_MILLIS: u32 = 60_000;

/// Offers a text as a file of this name and type; must be called in a click. `None` when the browser does not take it.
/// What it does with the file is up to its user; it tells nobody.
pub fn download(name: &str, kind: &str, text: &str) -> Option<()> {
    let document = window()?.document()?;
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.click();
    let end = Timer::after(KEPT_MILLIS, move || {
        // Fails only for an address that is none.
        let _ = Url::revoke_object_url(&address);
    });
    // It fires once, whoever may have gone by then.
    std::mem::forget(end);
    Some(())
}
