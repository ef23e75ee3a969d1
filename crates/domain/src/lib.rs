//! What a session is and the rules about it. Pure: no input or output, no browser, no JSON.

pub mod code;
pub mod instant;
pub mod link;
pub mod poll;
pub mod remaining;
pub mod request_id;
pub mod status;

pub use instant::Instant;
pub use request_id::RequestId;
pub use status::Status;
