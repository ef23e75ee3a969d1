//! Waking up once, later.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::window;

/// A timer that fires once; never fires when dropped before.
pub struct Timer {
    handle: Option<i32>,
    #[expect(dead_code, reason = "the closure lives as long as the timer")]
    closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `fired` once, after that many milliseconds or later (browsers slow hidden pages down).
    pub fn after(millis: u32, fired: impl FnOnce() + 'static) -> Self {
        let mut fired = Some(fired);
        let closure = Closure::<dyn FnMut()>::new(move || {
            if let Some(fired) = fired.take() {
                fired();
            }
        });
        let millis = i32::try_from(millis).unwrap_or(i32::MAX);
        let callback = closure.as_ref().unchecked_ref();
        let handle = window().and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(callback, millis)
                .ok()
        });
        Self { handle, closure }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(handle), Some(window)) = (self.handle, window()) {
            window.clear_timeout_with_handle(handle);
        }
    }
}
