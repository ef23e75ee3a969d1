//! Which words belong to what.

use contract::{Billing, ReportWarning, SessionKind};

/// A billing state; `None` when nothing is said about it.
pub fn billing(billing: Billing) -> Option<&'static str> {
    match billing {
        Billing::Bill => Some("connection.bill"),
        Billing::Billed => Some("connection.billed"),
        Billing::DoNotBill => Some("connection.doNotBill"),
        Billing::Unknown => None,
    }
}

/// A sort of session.
pub fn kind(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::RemoteControl => "kind.remoteControl",
        SessionKind::Pilot => "kind.pilot",
    }
}

/// Why a report may not be whole.
pub fn warning(warning: ReportWarning) -> &'static str {
    match warning {
        ReportWarning::RepeatedCursor => "report.repeated",
        ReportWarning::OlderLeftOut => "report.olderLeftOut",
        ReportWarning::Unknown => "report.notWhole",
    }
}
