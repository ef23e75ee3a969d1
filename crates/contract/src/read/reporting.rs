//! Readers of what the administration page is answered about reporting.

use super::{FromSource, Source, optional, required};
use crate::{ErasedPerson, FoundPerson, Reporting, ReportingBounds, SavedReporting};

impl FromSource for Reporting {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            enabled: required(source, "enabled")?,
            all_connections: required(source, "allConnections")?,
            hour: required(source, "hour")?,
            connection_days: optional(source, "connectionDays")?,
            session_days: optional(source, "sessionDays")?,
            running: required(source, "running")?,
            rows: required(source, "rows")?,
            refused: required(source, "refused")?,
            deleted_rows: required(source, "deletedRows")?,
            not_deleted: required(source, "notDeleted")?,
            repeated_cursor: required(source, "repeatedCursor")?,
            signed_in: optional(source, "signedIn")?,
            account_problem: optional(source, "accountProblem")?,
            next_run: optional(source, "nextRun")?,
            started_at: optional(source, "startedAt")?,
            ended_at: optional(source, "endedAt")?,
            watermark: optional(source, "watermark")?,
            deleted_at: optional(source, "deletedAt")?,
            failure: optional(source, "failure")?,
        })
    }
}

impl FromSource for ReportingBounds {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            hour: required(source, "hour")?,
            days: required(source, "days")?,
        })
    }
}

impl FromSource for SavedReporting {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            reporting: required(source, "reporting")?,
            started: required(source, "started")?,
        })
    }
}

impl FromSource for FoundPerson {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            agent_connections: required(source, "agentConnections")?,
            customer_connections: required(source, "customerConnections")?,
            sessions_of_record: required(source, "sessionsOfRecord")?,
            sessions: required(source, "sessions")?,
            events: required(source, "events")?,
            unfinished: required(source, "unfinished")?,
            most: required(source, "most")?,
        })
    }
}

impl FromSource for ErasedPerson {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            erased: required(source, "erased")?,
            more: required(source, "more")?,
        })
    }
}
