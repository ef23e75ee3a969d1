//! The fields of all forms, by the ids that they have in the page.

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Whether remote control sessions may be created.
    RemoteControl,
    /// Whether Pilot sessions may be created.
    Pilot,
    /// Whether the record's name may leave Salesforce.
    RecordName,
    /// TeamViewer group of new sessions.
    Group,
    /// Seconds between two refreshes.
    Poll,
    /// Minutes after which notifications stop.
    Idle,
    /// Seconds to wait for TeamViewer.
    Timeout,
    /// Hours a session is valid.
    Validity,
    /// Client id of the OAuth app.
    ClientId,
    /// Client secret of the OAuth app.
    ClientSecret,
    /// Whether connections are stored for reports.
    Reporting,
    /// Whether also those that began in no session of this org.
    AllConnections,
    /// Hour of the day at which that runs.
    Hour,
    /// Days after which a connection is deleted.
    ConnectionDays,
    /// Days after which a finished session is deleted.
    SessionDays,
    /// Whom to erase.
    Person,
    /// Whether it is known that this cannot be undone.
    Sure,
}

/// Every field with the id of its control and that of its description, in the order of the enum.
const FIELDS: [(Field, &str, &str); 17] = [
    (
        Field::RemoteControl,
        "tv-remote-control",
        "tv-remote-control-note",
    ),
    (Field::Pilot, "tv-pilot", "tv-pilot-note"),
    (Field::RecordName, "tv-record-name", "tv-record-name-note"),
    (Field::Group, "tv-group-name", "tv-group-name-note"),
    (Field::Poll, "tv-poll", "tv-poll-note"),
    (Field::Idle, "tv-idle", "tv-idle-note"),
    (Field::Timeout, "tv-timeout", "tv-timeout-note"),
    (Field::Validity, "tv-validity", "tv-validity-note"),
    (Field::ClientId, "tv-client-id", "tv-client-id-note"),
    (Field::ClientSecret, "tv-client-secret", "tv-client-secret-note"),
    (Field::Reporting, "tv-reporting-on", "tv-reporting-on-note"),
    (Field::AllConnections, "tv-reporting-all", "tv-reporting-all-note"),
    (Field::Hour, "tv-hour", "tv-hour-note"),
    (
        Field::ConnectionDays,
        "tv-connection-days",
        "tv-connection-days-note",
    ),
    (Field::SessionDays, "tv-session-days", "tv-session-days-note"),
    (Field::Person, "tv-person", "tv-person-note"),
    (Field::Sure, "tv-sure", "tv-sure-note"),
];

impl Field {
    /// The field with this id.
    pub fn of(id: &str) -> Option<Self> {
        let found = FIELDS.iter().find(|(_, control, _)| *control == id);
        found.map(|(field, ..)| *field)
    }

    /// Id of its control.
    pub fn id(self) -> &'static str {
        FIELDS[self as usize].1
    }

    /// Id of its description.
    pub fn note(self) -> &'static str {
        FIELDS[self as usize].2
    }
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, Field};

    #[test]
    fn every_field_is_found_by_its_id() {
        for (place, (field, id, _)) in FIELDS.into_iter().enumerate() {
            assert_eq!(field as usize, place);
            assert_eq!(Field::of(id), Some(field));
            assert_eq!(field.id(), id);
        }
        assert_eq!(Field::of("tv-other"), None);
    }
}
