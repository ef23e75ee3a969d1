//! Unguessable values: session ids, OAuth states, keys.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::RngCore;

/// 256 random bits in URL-safe text.
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(key())
}

/// 256 random bits.
pub fn key() -> [u8; 32] {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}
