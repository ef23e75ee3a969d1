//! Readers of what the notification asks for.

use super::{FromSource, Source, list, optional, required};
use crate::{Connected, Watched};

impl FromSource for Watched {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            poll_seconds: required(source, "pollSeconds")?,
            idle_minutes: required(source, "idleMinutes")?,
            open: required(source, "open")?,
            online: list(source, "online")?,
        })
    }
}

impl FromSource for Connected {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            id: required(source, "id")?,
            code: required(source, "code")?,
            connects: required(source, "connects")?,
            record_id: required(source, "recordId")?,
            record_name: optional(source, "recordName")?,
        })
    }
}
