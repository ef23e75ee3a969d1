use serde::{Deserialize, Serialize};

use crate::{Account, Connection, Field, Fields};

/// `load` and `more` of the record's report: its first connections, or the next ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportRequest<'a> {
    /// Id of the record the component stands on.
    pub record_id: &'a str,
    /// Where to go on, as the last answer said; absent for the first ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<&'a str>,
}

impl Fields for ReportRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let mut fields = vec![("recordId", Field::Text(self.record_id))];
        fields.extend(self.next.map(|next| ("next", Field::Text(next))));
        fields
    }
}

/// A part of the record's connections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportBatch {
    /// Salesforce's clock at the time of the answer, ISO 8601 UTC.
    pub now: String,
    /// The TeamViewer account signed in; only in the first part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// Connections of the record, in no order; one may come in two parts.
    pub connections: Vec<Connection>,
    /// Where to go on; absent in the last part. Apex's own text: the page only hands it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many of the record's sessions have been looked up, this part and those before it.
    pub done: u32,
    /// How many sessions the record has.
    pub total: u32,
    /// How many connections of this part could not be read.
    pub unreadable: u32,
    /// Why the report may not be whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<ReportWarning>,
}

/// Why a report may not be whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReportWarning {
    /// TeamViewer's pages led back to one that had been read, so the reading ended.
    RepeatedCursor,
    /// The record has more sessions than a report looks up: the oldest were left out.
    OlderLeftOut,
    /// Also what an unknown word means: something may be missing.
    #[serde(other)]
    Unknown,
}
