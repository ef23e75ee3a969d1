use serde::{Deserialize, Serialize};

use crate::{Bounds, Field, Fields, RemoteError};

/// Storing connections for reports, as the administration page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reporting {
    /// Whether connections are stored every day.
    pub enabled: bool,
    /// Whether also those are stored that began in no session of this org.
    pub all_connections: bool,
    /// Hour of the day at which it runs, 0 to 23.
    pub hour: u32,
    /// Days after which a connection is deleted; absent keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_days: Option<u32>,
    /// Days after which a finished session is deleted; absent keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_days: Option<u32>,
    /// Whether a run is under way.
    pub running: bool,
    /// How many connections the last run stored.
    pub rows: u32,
    /// How many it could not read or store.
    pub refused: u32,
    /// How many records were deleted the last time.
    pub deleted_rows: u32,
    /// Whether Salesforce did not let everything be deleted.
    pub not_deleted: bool,
    /// Whether the last run ended because a cursor of TeamViewer's came again.
    pub repeated_cursor: bool,
    /// Whether the company's TeamViewer account is signed in; absent when Salesforce does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_in: Option<bool>,
    /// Why Salesforce does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_problem: Option<RemoteError>,
    /// When it runs next, ISO 8601 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_run: Option<String>,
    /// When the last run began, ISO 8601 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<String>,
    /// When it ended, ISO 8601 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<String>,
    /// Everything before it has been read, ISO 8601 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watermark: Option<String>,
    /// When something was last deleted or looked for, ISO 8601 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<String>,
    /// Why the last run did not get to its end, or waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<RemoteError>,
}

/// What the numbers of [`ReportingSettings`] may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingBounds {
    /// Of `hour`.
    pub hour: Bounds,
    /// Of both numbers of days.
    pub days: Bounds,
}

/// What an administrator decides about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportingSettings {
    /// As [`Reporting::enabled`].
    pub enabled: bool,
    /// As [`Reporting::all_connections`].
    pub all_connections: bool,
    /// As [`Reporting::hour`].
    pub hour: u32,
    /// As [`Reporting::connection_days`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection_days: Option<u32>,
    /// As [`Reporting::session_days`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_days: Option<u32>,
}

/// Answer of `saveReporting` and `runReporting`: how it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedReporting {
    /// How it is.
    pub reporting: Reporting,
    /// False when nothing was started because a run is under way.
    pub started: bool,
}

/// Answer of `findPerson`: how many records of each sort name somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundPerson {
    /// Connections whose agent they are.
    pub agent_connections: u32,
    /// Connections whose customer they are.
    pub customer_connections: u32,
    /// Finished sessions made for their own record.
    pub sessions_of_record: u32,
    /// Other finished sessions that name them.
    pub sessions: u32,
    /// Invitations that were sent to them.
    pub events: u32,
    /// Sessions that name them and are in use; they are left alone.
    pub unfinished: u32,
    /// More of a sort are not counted.
    pub most: u32,
}

impl FoundPerson {
    /// Whether there is nothing to erase.
    pub fn is_nobody(&self) -> bool {
        self.agent_connections
            + self.customer_connections
            + self.sessions_of_record
            + self.sessions
            + self.events
            == 0
    }
}

/// Answer of `erasePerson`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedPerson {
    /// How many records were emptied or deleted.
    pub erased: u32,
    /// Whether there are more, which a job erases now.
    pub more: bool,
}

/// `saveReporting`: what the administrator entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SaveReportingRequest<'a> {
    /// The settings.
    pub reporting: &'a ReportingSettings,
}

/// `findPerson` and `erasePerson`: whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PersonRequest<'a> {
    /// A name, an address, a number, or the Id of a user, contact or lead.
    pub person: &'a str,
    /// Whether the administrator has said that it cannot be undone.
    pub confirmed: bool,
}

impl Fields for SaveReportingRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let settings = self.reporting;
        let mut members = vec![
            ("enabled", Field::Flag(settings.enabled)),
            ("allConnections", Field::Flag(settings.all_connections)),
            ("hour", Field::Number(settings.hour)),
        ];
        let days = [
            ("connectionDays", settings.connection_days),
            ("sessionDays", settings.session_days),
        ];
        for (name, days) in days {
            members.extend(days.map(|days| (name, Field::Number(days))));
        }
        vec![("reporting", Field::Group(members))]
    }
}

impl Fields for PersonRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![
            ("person", Field::Text(self.person)),
            ("confirmed", Field::Flag(self.confirmed)),
        ]
    }
}
