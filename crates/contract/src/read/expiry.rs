//! Readers of what the administration page is answered about the closing of expired sessions.

use super::{FromSource, Source, optional, required};
use crate::{Expiry, SwitchedExpiry};

impl FromSource for Expiry {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            on: required(source, "on")?,
            running: required(source, "running")?,
            closed: required(source, "closed")?,
            failed: required(source, "failed")?,
            next_run: optional(source, "nextRun")?,
            started_at: optional(source, "startedAt")?,
            ended_at: optional(source, "endedAt")?,
            failure: optional(source, "failure")?,
        })
    }
}

impl FromSource for SwitchedExpiry {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            expiry: required(source, "expiry")?,
        })
    }
}
