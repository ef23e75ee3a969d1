//! What a session is and the rules about it. Pure: no input or output, no browser, no JSON.

pub mod buckets;
pub mod code;
pub mod connection;
pub mod csv;
pub mod day;
pub mod device;
pub mod email;
pub mod instant;
pub mod link;
pub mod pages;
pub mod period;
pub mod phone;
pub mod poll;
pub mod remaining;
pub mod request_id;
pub mod sorting;
pub mod status;
pub mod totals;
pub mod validity;
pub mod window;
pub mod zone;

pub use day::Day;
pub use instant::Instant;
pub use request_id::RequestId;
pub use status::Status;
