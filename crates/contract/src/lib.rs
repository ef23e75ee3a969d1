//! The JSON that pages and Apex exchange. One source of truth.
//!
//! Every remote action takes one JSON string and returns one JSON string: an [`Envelope`]. The shapes are
//! versioned by being additive: Apex and the page may be one release apart while an upgrade rolls out, so a
//! reader ignores fields it does not know, and treats an unknown enum word as its `Unknown` or most cautious
//! meaning. Examples of every message lie in `tests/contract/`; the tests here read and write them, and the Apex
//! tests assert on the same keys (Apex cannot read files).

mod administration;
mod company;
mod connection;
mod device;
mod envelope;
mod error;
mod expiry;
mod history;
mod read;
mod remoting;
mod report;
mod reporting;
mod request;
mod session;
mod share;
mod watch;

pub use administration::{
    Administration, AdministrationRequest, Bounds, Health, HealthCheck, HealthItem, HealthLine, HealthState,
    OAuthApp, ObjectProblem, ObjectProblemCode, SaveAppRequest, SaveSettingsRequest, SavedApp, SavedSettings,
    SettingBounds, Settings, SupportedObject,
};
pub use company::{
    ChangeRequest, CompanyMoreRequest, CompanyPage, CompanyReport, CompanyRequest, Named, People, Scope,
    ZoneChange,
};
pub use connection::{Billing, Connection};
pub use device::{Device, DeviceGroup, DeviceList, DeviceSource, DeviceState, DevicesRequest, MissingSource};
pub use envelope::{Envelope, parse_reply};
pub use error::{ErrorCode, RemoteError};
pub use expiry::{Expiry, SwitchExpiryRequest, SwitchedExpiry};
pub use history::{
    DetailsRequest, History, HistoryDetails, HistoryRequest, HistorySession, HistorySort, HistoryStatus,
};
pub use read::{FromSource, Source, read_reply};
pub use remoting::remoting_failure;
pub use report::{ReportBatch, ReportRequest, ReportWarning};
pub use reporting::{
    ErasedPerson, FoundPerson, PersonRequest, Reporting, ReportingBounds, ReportingSettings,
    SaveReportingRequest, SavedReporting,
};
pub use request::{
    CloseRequest, CreateRequest, EmailShare, Field, Fields, JoinRequest, RecordRequest, ShareOptionsRequest,
    ShareRequest, SignInRequest, SmsShare,
};
pub use session::{
    Account, Done, EventKind, JoinLinks, Notice, Panel, Session, SessionEvent, SessionKind, SessionState,
    SignInUrl,
};
pub use share::{Channel, LastShare, Outcome, Recipient, ShareOptions, Shared, Template};
pub use watch::{Connected, Watched};
