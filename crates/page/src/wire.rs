//! Texts between the pages of one component in the same browser.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A wire to every other page that opened it under the same name; ends when dropped. Where a browser denies channels,
/// nothing is heard and nothing arrives.
pub struct Wire {
    channel: Option<BroadcastChannel>,
    #[expect(dead_code, reason = "the closure lives as long as the wire")]
    heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Wire {
    /// Calls `heard` with every text that another page sends from now on.
    pub fn open(name: &str, heard: impl Fn(String) + 'static) -> Self {
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                heard(text);
            }
        });
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
        Self { channel, heard }
    }

    /// Sends a text to every other page.
    pub fn send(&self, text: &str) {
        if let Some(channel) = &self.channel {
            // Fails only for what cannot be copied, which a text can.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}
