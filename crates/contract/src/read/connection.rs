//! Readers of connections and of what a record's report answers.

use super::{FromSource, Source, list, optional, required};
use crate::{Billing, Connection, ReportBatch, ReportWarning};

impl FromSource for Connection {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            id: required(source, "id")?,
            user_id: required(source, "userId")?,
            user_name: required(source, "userName")?,
            device_id: optional(source, "deviceId")?,
            device_name: optional(source, "deviceName")?,
            group_id: optional(source, "groupId")?,
            group_name: optional(source, "groupName")?,
            session_code: optional(source, "sessionCode")?,
            kind: optional(source, "kind")?,
            start_at: required(source, "startAt")?,
            end_at: optional(source, "endAt")?,
            notes: optional(source, "notes")?,
            billing: optional(source, "billing")?,
            fee: optional(source, "fee")?,
            currency: optional(source, "currency")?,
            rating: optional(source, "rating")?,
            comment: optional(source, "comment")?,
        })
    }
}

impl FromSource for Billing {
    fn read(source: &impl Source) -> Option<Self> {
        Some(match source.text()?.as_str() {
            "Bill" => Self::Bill,
            "Billed" => Self::Billed,
            "DoNotBill" => Self::DoNotBill,
            _ => Self::Unknown,
        })
    }
}

impl FromSource for ReportBatch {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            now: required(source, "now")?,
            account: optional(source, "account")?,
            connections: list(source, "connections")?,
            next: optional(source, "next")?,
            done: required(source, "done")?,
            total: required(source, "total")?,
            unreadable: required(source, "unreadable")?,
            warning: optional(source, "warning")?,
        })
    }
}

impl FromSource for ReportWarning {
    fn read(source: &impl Source) -> Option<Self> {
        Some(match source.text()?.as_str() {
            "repeatedCursor" => Self::RepeatedCursor,
            "olderLeftOut" => Self::OlderLeftOut,
            _ => Self::Unknown,
        })
    }
}
