//! Filters of `GET /reports/connections`.

use super::errors::ApiError;
use super::params::Query;
use crate::clock::Instant;
use crate::model::connection::Connection;
use crate::state::ReportQuirks;

/// Reads one field of a record.
type Field = fn(&Connection) -> Option<String>;

/// What a query asks for.
pub struct Filter {
    texts: Vec<(Field, String)>,
    unnamed_devices: bool,
    now: Instant,
    by_start_date: bool,
    from: Option<Instant>,
    to: Option<Instant>,
    has_code: Option<bool>,
    kind: Option<u8>,
}

impl Filter {
    /// Reads the query; `now` is when a running connection would end.
    pub fn of(query: &Query, now: Instant, quirks: ReportQuirks) -> Result<Self, ApiError> {
        if query.any(|name| name.starts_with("sessionReportFeatures")) {
            return Err(ApiError::invalid_request(
                "The simulator does not have the filter sessionReportFeatures",
            ));
        }
        let fields: [(&str, Field); 6] = [
            ("username", |record| Some(record.username.clone())),
            ("userid", |record| Some(record.userid.clone())),
            ("groupid", |record| Some(record.groupid.clone())),
            ("devicename", |record| {
                record
                    .devicename
                    .clone()
                    .or_else(|| Some("unnamed_device".to_owned()))
            }),
            ("deviceid", |record| Some(record.deviceid.clone())),
            ("session_code", |record| {
                record.session.as_ref().map(|session| session.code.to_string())
            }),
        ];
        // The API description: group 0 means the reports to unnamed devices.
        let unnamed_devices = query.text("groupid") == Some("0");
        let wanted = |(name, field): (&str, Field)| query.text(name).map(|value| (field, value.to_owned()));
        let texts = fields
            .into_iter()
            .filter(|(name, _)| !(unnamed_devices && *name == "groupid"))
            .filter_map(wanted)
            .collect();
        Ok(Self {
            texts,
            unnamed_devices,
            now,
            by_start_date: quirks.by_start_date,
            from: query.time("from_date")?,
            to: query.time("to_date")?,
            has_code: query.flag("has_code")?,
            kind: query.text("support_session_type").map(kind).transpose()?,
        })
    }

    /// The date by which a record is filtered and ordered.
    pub fn date(&self, record: &Connection) -> Instant {
        match self.by_start_date {
            true => record.start_date,
            false => record.ended_at(self.now),
        }
    }

    /// `from_date` is inclusive and `to_date` exclusive, and a record belongs to the period it ended in: so
    /// the API description has it. (The older documentation speaks of the start: a quirk.)
    pub fn fits(&self, record: &Connection) -> bool {
        let date = self.date(record);
        self.texts
            .iter()
            .all(|(field, value)| field(record).as_ref() == Some(value))
            && self.from.is_none_or(|from| date >= from)
            && self.to.is_none_or(|to| date < to)
            && (!self.unnamed_devices || record.devicename.is_none())
            && self.has_code.is_none_or(|has| has == record.session.is_some())
            && self.kind.is_none_or(|kind| kind == record.support_session_type)
    }
}

fn kind(word: &str) -> Result<u8, ApiError> {
    match word {
        "RemoteConnection" | "1" => Ok(1),
        "RemoteSupportActive" | "2" => Ok(2),
        "RemoteSupportActiveSdk" | "3" => Ok(3),
        _ => Err(ApiError::invalid_request(
            "support_session_type must be RemoteConnection, RemoteSupportActive or RemoteSupportActiveSdk",
        )),
    }
}
