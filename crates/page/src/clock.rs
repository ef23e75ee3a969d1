//! Time.

use crate::window;

/// Milliseconds since the page was opened; never goes back, and no user can set it. While a laptop sleeps
/// it may stand still: what is shown must be asked for again after waking.
pub fn monotonic_millis() -> i64 {
    window()
        .and_then(|window| window.performance())
        .map_or(0, |performance| performance.now() as i64)
}

/// Milliseconds since 1970 by the computer's clock, which users can set: only for what outlives the page.
pub fn wall_millis() -> i64 {
    js_sys::Date::now() as i64
}
