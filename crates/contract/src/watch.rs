use serde::{Deserialize, Serialize};

/// Which customers of the user's sessions are connected. Answer of `poll`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Watched {
    /// Seconds between two questions, at least 5.
    pub poll_seconds: u32,
    /// Minutes without anybody at the browser after which nothing more is asked.
    pub idle_minutes: u32,
    /// How many unfinished sessions the user has; without one there is nothing to ask for.
    pub open: u32,
    /// Those whose customers are connected, newest first.
    pub online: Vec<Connected>,
}

/// A session whose customer is connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Connected {
    /// Id of the stored session in Salesforce.
    pub id: String,
    /// Session code as TeamViewer writes it.
    pub code: String,
    /// How often its customer has come online: with the id it names this connection, in every browser alike.
    pub connects: u32,
    /// Id of its record.
    pub record_id: String,
    /// Name of its record, when the user may read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_name: Option<String>,
}
