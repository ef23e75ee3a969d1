//! Notifications on the user's desktop.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::{property, window};

/// Whether this page may show notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// The browser has none.
    Missing,
    /// The user was not asked yet, as far as the browser says.
    Ask,
    /// It may.
    Granted,
    /// It may not. A frame hears this in some browsers also when the user was never asked.
    Denied,
}

/// The permission as it is now.
pub fn permission() -> Permission {
    let word = constructor().and_then(|class| property(&class, "permission")?.as_string());
    match word.as_deref() {
        None => Permission::Missing,
        Some("granted") => Permission::Granted,
        Some("denied") => Permission::Denied,
        Some(_) => Permission::Ask,
    }
}

/// Has the browser ask the user, and calls `done` when they have answered. Must be called in a click, and in a page
/// that is no frame.
pub fn ask_permission(done: impl FnMut() + 'static) {
    let Some(class) = constructor() else { return };
    let done = Closure::<dyn FnMut()>::new(done).into_js_value();
    let promise = property(&class, "requestPermission")
        .and_then(|ask| ask.dyn_into::<Function>().ok()?.call0(&class).ok());
    let then = promise
        .as_ref()
        .and_then(|promise| property(promise, "then")?.dyn_into::<Function>().ok());
    if let (Some(promise), Some(then)) = (promise, then) {
        // `then` of a promise does not throw.
        let _ = then.call2(&promise, &done, &done);
    }
}

/// A notification; taken back when dropped.
pub struct DesktopNotification {
    notification: JsValue,
    #[expect(dead_code, reason = "the closure lives as long as the notification")]
    clicked: Closure<dyn FnMut()>,
}

impl DesktopNotification {
    /// Shows a notification. One with the same tag is replaced by it. `None` when the browser does not let it.
    pub fn show(title: &str, body: &str, tag: &str, clicked: impl Fn() + 'static) -> Option<Self> {
        let class = constructor()?;
        let options = Object::new();
        for (name, value) in [("body", body), ("tag", tag)] {
            set(&options, name, &JsValue::from_str(value))?;
        }
        let notification =
            Reflect::construct(&class, &Array::of2(&JsValue::from_str(title), &options)).ok()?;
        let clicked = Closure::<dyn FnMut()>::new(clicked);
        set(&notification, "onclick", clicked.as_ref())?;
        Some(Self {
            notification,
            clicked,
        })
    }
}

impl Drop for DesktopNotification {
    fn drop(&mut self) {
        let close = property(&self.notification, "close").and_then(|it| it.dyn_into::<Function>().ok());
        if let Some(close) = close {
            // One that the user has closed already is closed.
            let _ = close.call0(&self.notification);
        }
    }
}

fn constructor() -> Option<Function> {
    property(window()?.as_ref(), "Notification")?.dyn_into().ok()
}

fn set(object: &JsValue, name: &str, value: &JsValue) -> Option<()> {
    Reflect::set(object, &JsValue::from_str(name), value).ok()?;
    Some(())
}
