//! Readers of what the administration page is answered.

use super::{FromSource, Source, list, optional, required};
use crate::{
    Administration, Bounds, Health, HealthCheck, HealthItem, HealthLine, HealthState, OAuthApp,
    ObjectProblem, ObjectProblemCode, SavedApp, SavedSettings, SettingBounds, Settings, SupportedObject,
};

impl FromSource for Administration {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            settings: required(source, "settings")?,
            bounds: required(source, "bounds")?,
            app: required(source, "app")?,
            objects: list(source, "objects")?,
            objects_url: required(source, "objectsUrl")?,
            reporting: required(source, "reporting")?,
            reporting_bounds: required(source, "reportingBounds")?,
            expiry: required(source, "expiry")?,
        })
    }
}

impl FromSource for Settings {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            allow_remote_control: required(source, "allowRemoteControl")?,
            allow_pilot: required(source, "allowPilot")?,
            send_record_name: required(source, "sendRecordName")?,
            group_name: required(source, "groupName")?,
            poll_seconds: required(source, "pollSeconds")?,
            notification_idle_minutes: required(source, "notificationIdleMinutes")?,
            callout_timeout_seconds: required(source, "calloutTimeoutSeconds")?,
            valid_for_hours: optional(source, "validForHours")?,
        })
    }
}

impl FromSource for SettingBounds {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            poll_seconds: required(source, "pollSeconds")?,
            notification_idle_minutes: required(source, "notificationIdleMinutes")?,
            callout_timeout_seconds: required(source, "calloutTimeoutSeconds")?,
            valid_for_hours: required(source, "validForHours")?,
        })
    }
}

impl FromSource for Bounds {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            least: required(source, "least")?,
            most: required(source, "most")?,
            otherwise: required(source, "otherwise")?,
        })
    }
}

impl FromSource for OAuthApp {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            callback_url: optional(source, "callbackUrl")?,
            client_id: optional(source, "clientId")?,
            ready: required(source, "ready")?,
            problem: optional(source, "problem")?,
        })
    }
}

impl FromSource for SupportedObject {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            label: required(source, "label")?,
            object: required(source, "object")?,
            name_field: required(source, "nameField")?,
            template: required(source, "template")?,
            custom_recipient: required(source, "customRecipient")?,
            problems: list(source, "problems")?,
        })
    }
}

impl FromSource for ObjectProblem {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            code: required(source, "code")?,
            name: optional(source, "name")?,
        })
    }
}

impl FromSource for ObjectProblemCode {
    fn read(source: &impl Source) -> Option<Self> {
        Some(match source.text()?.as_str() {
            "noObject" => Self::NoObject,
            "twice" => Self::Twice,
            "noNameField" => Self::NoNameField,
            "noField" => Self::NoField,
            "notContact" => Self::NotContact,
            "notEmail" => Self::NotEmail,
            "notPhone" => Self::NotPhone,
            "noTemplate" => Self::NoTemplate,
            "noPage" => Self::NoPage,
            _ => Self::Unknown,
        })
    }
}

impl FromSource for SavedSettings {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            settings: required(source, "settings")?,
        })
    }
}

impl FromSource for SavedApp {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            app: required(source, "app")?,
        })
    }
}

impl FromSource for Health {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            now: required(source, "now")?,
            lines: list(source, "lines")?,
        })
    }
}

impl FromSource for HealthLine {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            check: required(source, "check")?,
            state: required(source, "state")?,
            count: optional(source, "count")?,
            items: match source.member("items") {
                None => Vec::new(),
                Some(_) => list(source, "items")?,
            },
            more: optional(source, "more")?.unwrap_or_default(),
            problem: optional(source, "problem")?,
        })
    }
}

impl FromSource for HealthItem {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            name: required(source, "name")?,
            lacks: match source.member("lacks") {
                None => Vec::new(),
                Some(_) => list(source, "lacks")?,
            },
        })
    }
}

impl FromSource for HealthCheck {
    fn read(source: &impl Source) -> Option<Self> {
        Some(match source.text()?.as_str() {
            "teamViewer" => Self::TeamViewer,
            "app" => Self::App,
            "chatter" => Self::Chatter,
            "publisher" => Self::Publisher,
            "users" => Self::Users,
            "userAccess" => Self::UserAccess,
            "objects" => Self::Objects,
            "templates" => Self::Templates,
            "notifications" => Self::Notifications,
            _ => Self::Unknown,
        })
    }
}

impl FromSource for HealthState {
    fn read(source: &impl Source) -> Option<Self> {
        Some(match source.text()?.as_str() {
            "ok" => Self::Ok,
            "attention" => Self::Attention,
            _ => Self::Unknown,
        })
    }
}
