//! Randomness nobody can guess.

use domain::RequestId;

use crate::window;

/// A new [`RequestId`]; `None` in a browser without `crypto.getRandomValues`, which no supported one is.
pub fn request_id() -> Option<RequestId> {
    let mut bytes = [0; 16];
    window()?
        .crypto()
        .ok()?
        .get_random_values_with_u8_array(&mut bytes)
        .ok()?;
    Some(RequestId::from_random(bytes))
}
