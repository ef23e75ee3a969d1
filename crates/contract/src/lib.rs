//! The JSON that pages and Apex exchange. One source of truth.
//!
//! Every remote action takes one JSON string and returns one JSON string: an [`Envelope`]. The shapes are
//! versioned by being additive: Apex and the page may be one release apart while an upgrade rolls out, so a
//! reader ignores fields it does not know, and treats an unknown enum word as its `Unknown` or most cautious
//! meaning. Examples of every message lie in `tests/contract/`; the tests here read and write them, and the Apex
//! tests assert on the same keys (Apex cannot read files).

mod envelope;
mod error;
mod read;
mod request;
mod session;

pub use envelope::{Envelope, parse_reply};
pub use error::{ErrorCode, RemoteError};
pub use read::{FromSource, Source, read_reply};
pub use request::{CloseRequest, CreateRequest, Field, Fields, JoinRequest, RecordRequest, SignInRequest};
pub use session::{Account, Done, JoinLinks, Notice, Panel, Session, SessionKind, SessionState, SignInUrl};
