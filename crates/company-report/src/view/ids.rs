//! Ids of what can get the keyboard, and of the fields.

/// The field that chooses a period with a name.
pub const PERIOD: &str = "tv-period";
/// The first day.
pub const FIRST: &str = "tv-first";
/// The last day.
pub const LAST: &str = "tv-last";
/// The user.
pub const USER: &str = "tv-user";
/// The group.
pub const GROUP: &str = "tv-group";
/// The heading of how far the report has come.
pub const PROGRESS: &str = "tv-progress";
/// The heading of the table.
pub const ROWS: &str = "tv-rows";
/// The heading of the chart.
pub const CHART: &str = "tv-chart";
/// The table.
pub const TABLE: &str = "tv-table";
/// The notes of the row that is being changed.
pub const NOTES: &str = "tv-notes";
/// Its billing state.
pub const BILLING: &str = "tv-billing";

/// The button that changes the connection with this id.
pub fn edit(id: &str) -> String {
    ["tv-edit-", id].concat()
}
