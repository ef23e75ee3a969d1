//! What pages of this package tell one another in the same browser.
//!
//! Messages carry no secret and are only hints to ask Apex again: a forged one costs one call.

use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent, StorageEvent};

use crate::listener::Listener;
use crate::{property, window};

const NAME: &str = "teamviewer";
/// Where the page after the sign-in leaves its mark, for browsers without a channel between it and us.
const SIGNED_IN: &str = "teamviewer.signedIn";

/// What another page tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A sign-in to TeamViewer has ended, well or not.
    SignedIn,
    /// Something changed on the record with this id.
    Changed {
        /// Id of the record.
        record_id: String,
    },
}

/// Listens to the other pages; ends when dropped.
pub struct Channel {
    channel: Option<BroadcastChannel>,
    #[expect(dead_code, reason = "the closure lives as long as the channel")]
    heard: Closure<dyn FnMut(MessageEvent)>,
    #[expect(dead_code, reason = "the listener lives as long as the channel")]
    storage: Option<Listener>,
}

impl Channel {
    /// Calls `news` for every message from now on. Where a browser denies channels (some do in frames of
    /// other sites), only the mark in the storage is heard.
    pub fn open(news: impl Fn(News) + 'static) -> Self {
        let news = Rc::new(news);
        let told = Rc::clone(&news);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = read(&event.data()) {
                told(message);
            }
        });
        let channel = BroadcastChannel::new(NAME).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
        let storage = window().map(|window| {
            Listener::on(window.into(), "storage", move |event| {
                let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
                if key.as_deref() == Some(SIGNED_IN) {
                    news(News::SignedIn);
                }
            })
        });
        Self {
            channel,
            heard,
            storage,
        }
    }

    /// Tells the other pages that something changed on a record.
    pub fn tell_changed(&self, record_id: &str) {
        let Some(channel) = &self.channel else { return };
        let message = Object::new();
        let set = |name: &str, value: &str| {
            // A new object takes every property.
            let _ = Reflect::set(&message, &JsValue::from_str(name), &JsValue::from_str(value));
        };
        set("type", "changed");
        set("recordId", record_id);
        // Others ask by themselves a little later when this does not reach them.
        let _ = channel.post_message(&message);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

fn read(message: &JsValue) -> Option<News> {
    match property(message, "type")?.as_string()?.as_str() {
        "signedIn" => Some(News::SignedIn),
        "changed" => Some(News::Changed {
            record_id: property(message, "recordId")?.as_string()?,
        }),
        _ => None,
    }
}
