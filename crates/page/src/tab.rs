//! A browser tab that is opened in a click and gets its address later.

use crate::window;

/// An opened tab, empty until it gets its address. Dropping it leaves the tab alone.
pub struct Tab(web_sys::Window);

impl Tab {
    /// Opens an empty tab. Must be called in the click, else browsers block it: `None` then. (Opened with
    /// `noopener` it would have no handle to set the address by, so the opener is taken away instead.)
    pub fn open() -> Option<Self> {
        let tab = window()?
            .open_with_url_and_target("about:blank", "_blank")
            .ok()??;
        tab.set_opener(&wasm_bindgen::JsValue::NULL).ok()?;
        Some(Self(tab))
    }

    /// Sends the tab to its address; answers whether it is still there.
    pub fn go(self, address: &str) -> bool {
        !self.0.closed().unwrap_or(true) && self.0.location().replace(address).is_ok()
    }

    /// Closes the tab: its address never came.
    pub fn close(self) {
        // A tab that the user has closed already is closed.
        let _ = self.0.close();
    }
}
