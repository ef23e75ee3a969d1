//! Readers of what the history answers.

use super::{FromSource, Source, list, optional, required};
use crate::{History, HistoryDetails, HistorySession};

impl FromSource for History {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            now: required(source, "now")?,
            poll_seconds: required(source, "pollSeconds")?,
            unfinished: required(source, "unfinished")?,
            total: required(source, "total")?,
            page_size: required(source, "pageSize")?,
            page: required(source, "page")?,
            more: optional(source, "more")?.unwrap_or_default(),
            sessions: list(source, "sessions")?,
            problem: optional(source, "problem")?,
        })
    }
}

impl FromSource for HistorySession {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            session: FromSource::read(source)?,
            joinable: required(source, "joinable")?,
        })
    }
}

impl FromSource for HistoryDetails {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            now: required(source, "now")?,
            poll_seconds: required(source, "pollSeconds")?,
            session: required(source, "session")?,
            events_total: required(source, "eventsTotal")?,
            problem: optional(source, "problem")?,
        })
    }
}
