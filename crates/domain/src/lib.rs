//! What a session is and the rules about it. Pure: no input or output, no browser, no JSON.

pub mod code;
pub mod email;
pub mod instant;
pub mod link;
pub mod phone;
pub mod poll;
pub mod remaining;
pub mod request_id;
pub mod status;
pub mod validity;

pub use instant::Instant;
pub use request_id::RequestId;
pub use status::Status;
