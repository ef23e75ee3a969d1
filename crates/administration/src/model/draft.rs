//! What stands in the fields, and what it means.

use std::fmt;

use contract::{Bounds, OAuthApp, SettingBounds, Settings};

use super::Field;

/// The value of a ticked box; another has the empty one.
pub const TICKED: &str = "true";

/// A number within its bounds; an empty one is the usual one.
pub fn read(value: &str, bounds: Bounds, otherwise: Option<u32>) -> Result<Option<u32>, ()> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(otherwise);
    }
    let number = value.parse().ok();
    let number = number.filter(|it| (bounds.least..=bounds.most).contains(it));
    number.map(Some).ok_or(())
}

/// What stands in the fields of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// By field: the first eight.
    values: [String; 8],
}

impl Draft {
    /// What the fields show of stored settings.
    pub fn of(settings: &Settings) -> Self {
        let tick = |on: bool| if on { TICKED } else { "" }.to_owned();
        Self {
            values: [
                tick(settings.allow_remote_control),
                tick(settings.allow_pilot),
                tick(settings.send_record_name),
                settings.group_name.clone(),
                settings.poll_seconds.to_string(),
                settings.notification_idle_minutes.to_string(),
                settings.callout_timeout_seconds.to_string(),
                settings
                    .valid_for_hours
                    .map(|hours| hours.to_string())
                    .unwrap_or_default(),
            ],
        }
    }

    /// What stands in a field.
    pub fn value(&self, field: Field) -> &str {
        self.values.get(field as usize).map_or("", String::as_str)
    }

    /// Takes what is entered.
    pub fn enter(&mut self, field: Field, value: String) {
        if let Some(place) = self.values.get_mut(field as usize) {
            *place = value;
        }
    }

    /// Whether a box is ticked.
    pub fn is_ticked(&self, field: Field) -> bool {
        self.value(field) == TICKED
    }

    /// The settings that were entered; else the fields that say none. An empty number is the usual one.
    pub fn settings(&self, bounds: &SettingBounds) -> Result<Settings, Vec<Field>> {
        let mut wrong = Vec::new();
        let mut number = |field: Field, bounds: Bounds, otherwise: Option<u32>| {
            read(self.value(field), bounds, otherwise).unwrap_or_else(|()| {
                wrong.push(field);
                None
            })
        };
        let usual = |bounds: Bounds| Some(bounds.otherwise);
        let poll = number(Field::Poll, bounds.poll_seconds, usual(bounds.poll_seconds));
        let idle = bounds.notification_idle_minutes;
        let idle = number(Field::Idle, idle, usual(idle));
        let timeout = bounds.callout_timeout_seconds;
        let timeout = number(Field::Timeout, timeout, usual(timeout));
        let valid_for_hours = number(Field::Validity, bounds.valid_for_hours, None);
        match (poll, idle, timeout) {
            (Some(poll_seconds), Some(notification_idle_minutes), Some(callout_timeout_seconds))
                if wrong.is_empty() =>
            {
                Ok(Settings {
                    allow_remote_control: self.is_ticked(Field::RemoteControl),
                    allow_pilot: self.is_ticked(Field::Pilot),
                    send_record_name: self.is_ticked(Field::RecordName),
                    group_name: self.value(Field::Group).trim().to_owned(),
                    poll_seconds,
                    notification_idle_minutes,
                    callout_timeout_seconds,
                    valid_for_hours,
                })
            }
            _ => Err(wrong),
        }
    }
}

/// What stands in the fields of the OAuth app.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AppDraft {
    /// The client id.
    pub client_id: String,
    /// The client secret.
    pub secret: Secret,
    /// How often the secret was saved: its field is another one each time, and empty.
    pub generation: u32,
}

impl AppDraft {
    /// What was entered; else the fields that are empty.
    pub fn client(&self) -> Result<(String, Secret), Vec<Field>> {
        let id = self.client_id.trim();
        let secret = self.secret.0.trim();
        let mut empty = Vec::new();
        if id.is_empty() {
            empty.push(Field::ClientId);
        }
        if secret.is_empty() {
            empty.push(Field::ClientSecret);
        }
        if empty.is_empty() {
            Ok((id.to_owned(), Secret(secret.to_owned())))
        } else {
            Err(empty)
        }
    }

    /// The secret is stored and wanted here no longer.
    pub fn clear(&mut self, app: &OAuthApp) {
        self.client_id = client_id(app);
        self.secret = Secret::default();
        self.generation += 1;
    }
}

/// The client id of an app as its field shows it.
pub fn client_id(app: &OAuthApp) -> String {
    app.client_id.clone().unwrap_or_default()
}

/// A text that no debugging shows.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(hidden)")
    }
}
