//! Readers of what sharing answers.

use super::{FromSource, Source, list, optional, required};
use crate::{Channel, LastShare, Outcome, Recipient, ShareOptions, Shared, Template};

impl FromSource for ShareOptions {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            recipients: list(source, "recipients")?,
            custom_recipient: required(source, "customRecipient")?,
            templates: list(source, "templates")?,
            chatter: required(source, "chatter")?,
            last: optional(source, "last")?,
        })
    }
}

impl FromSource for Recipient {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            id: required(source, "id")?,
            name: required(source, "name")?,
            email: optional(source, "email")?,
            phone: optional(source, "phone")?,
        })
    }
}

impl FromSource for Template {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            id: required(source, "id")?,
            name: required(source, "name")?,
        })
    }
}

impl FromSource for LastShare {
    fn read(source: &impl Source) -> Option<Self> {
        // Nothing in it must be there, so that it is one at all has to be asked.
        source.is_object().then_some(())?;
        Some(Self {
            email: optional(source, "email")?,
            template_id: optional(source, "templateId")?,
            phone: optional(source, "phone")?,
        })
    }
}

impl FromSource for Shared {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            panel: required(source, "panel")?,
            outcomes: list(source, "outcomes")?,
        })
    }
}

impl FromSource for Outcome {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            channel: required(source, "channel")?,
            ok: required(source, "ok")?,
            error: optional(source, "error")?,
        })
    }
}

impl FromSource for Channel {
    fn read(source: &impl Source) -> Option<Self> {
        match source.text()?.as_str() {
            "sms" => Some(Self::Sms),
            "email" => Some(Self::Email),
            "chatter" => Some(Self::Chatter),
            _ => None,
        }
    }
}
