use serde::{Deserialize, Serialize};

use crate::{Expiry, Field, Fields, RemoteError, Reporting, ReportingBounds};

/// Answer of `load` of the administration page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Administration {
    /// The settings of the org.
    pub settings: Settings,
    /// What their numbers may be.
    pub bounds: SettingBounds,
    /// The TeamViewer OAuth app of this org.
    pub app: OAuthApp,
    /// The objects that may have sessions, and what is wrong with their entries.
    pub objects: Vec<SupportedObject>,
    /// Address of Salesforce's own page where they are entered.
    pub objects_url: String,
    /// Storing connections for reports.
    pub reporting: Reporting,
    /// What its numbers may be.
    pub reporting_bounds: ReportingBounds,
    /// The closing of sessions past their validity.
    pub expiry: Expiry,
}

/// The settings of the org.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Whether remote control sessions may be created.
    pub allow_remote_control: bool,
    /// Whether Pilot sessions may be created.
    pub allow_pilot: bool,
    /// Whether the name of the record may leave Salesforce.
    pub send_record_name: bool,
    /// TeamViewer group of new sessions.
    pub group_name: String,
    /// Seconds between two refreshes of a page.
    pub poll_seconds: u32,
    /// Minutes without anybody at the browser after which notifications stop asking.
    pub notification_idle_minutes: u32,
    /// Seconds to wait for one answer of TeamViewer.
    pub callout_timeout_seconds: u32,
    /// Hours a new session is valid; absent leaves it to TeamViewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_for_hours: Option<u32>,
}

/// What the numbers of [`Settings`] may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SettingBounds {
    /// Of `poll_seconds`.
    pub poll_seconds: Bounds,
    /// Of `notification_idle_minutes`.
    pub notification_idle_minutes: Bounds,
    /// Of `callout_timeout_seconds`.
    pub callout_timeout_seconds: Bounds,
    /// Of `valid_for_hours`; `otherwise` is what TeamViewer gives.
    pub valid_for_hours: Bounds,
}

/// The smallest and the largest value of a number, and what it is where nothing is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// The smallest value.
    pub least: u32,
    /// The largest value.
    pub most: u32,
    /// The value where nothing is entered.
    pub otherwise: u32,
}

/// The TeamViewer OAuth app of this org. Its secret never comes to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OAuthApp {
    /// The address that TeamViewer sends users back to, to be registered with the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback_url: Option<String>,
    /// The client id, where one is stored and Salesforce tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Whether client id and secret are stored.
    pub ready: bool,
    /// Why Salesforce does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<RemoteError>,
}

/// An entry of Supported Objects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SupportedObject {
    /// Label of the entry.
    pub label: String,
    /// API name of the object.
    pub object: String,
    /// Field that names a record.
    pub name_field: String,
    /// Description that marks the object's e-mail templates.
    pub template: String,
    /// Whether an agent may write to any address.
    pub custom_recipient: bool,
    /// What is wrong with it.
    pub problems: Vec<ObjectProblem>,
}

/// Something wrong with an entry of Supported Objects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ObjectProblem {
    /// What.
    pub code: ObjectProblemCode,
    /// What is missing or wrong, as it was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// What can be wrong with an entry of Supported Objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ObjectProblemCode {
    /// There is no object of the name.
    NoObject,
    /// Another entry names the same object.
    Twice,
    /// No name field is entered, or the object has none of the name.
    NoNameField,
    /// The object has no field of the name.
    NoField,
    /// The contact field is no lookup to Contact.
    NotContact,
    /// The e-mail field is no e-mail field.
    NotEmail,
    /// A phone field is no phone field.
    NotPhone,
    /// No e-mail template that is available for use has the description.
    NoTemplate,
    /// The org has no page with the session on this object.
    NoPage,
    /// A word that this page does not know yet.
    #[serde(other)]
    Unknown,
}

/// Answer of `saveSettings`: the settings as they are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSettings {
    /// The settings of the org.
    pub settings: Settings,
}

/// Answer of `saveApp`: the OAuth app as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedApp {
    /// The TeamViewer OAuth app of this org.
    pub app: OAuthApp,
}

/// Answer of `health`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// Salesforce's clock at the time of the answer, ISO 8601 UTC.
    pub now: String,
    /// What was looked at, in the order in which it is shown.
    pub lines: Vec<HealthLine>,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HealthLine {
    /// What.
    pub check: HealthCheck,
    /// How it is.
    pub state: HealthState,
    /// How many there are, where they are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Who or what needs attention: users or objects, the first of them.
    #[serde(default)]
    pub items: Vec<HealthItem>,
    /// How many more there are.
    #[serde(default)]
    pub more: u32,
    /// What failed when it was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<RemoteError>,
}

/// Who or what needs attention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthItem {
    /// Name of a user or an object.
    pub name: String,
    /// What a user lacks: `userExternalCredentials`, `sendEmail`, or the API name of an object that cannot be read.
    #[serde(default)]
    pub lacks: Vec<String>,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HealthCheck {
    /// Whether TeamViewer can be reached.
    TeamViewer,
    /// Whether the OAuth app of this org is set up.
    App,
    /// Whether Chatter is on.
    Chatter,
    /// Whether Chatter's actions in the publisher are on.
    Publisher,
    /// Who has the permission sets.
    Users,
    /// What these users lack that the permission sets cannot give.
    UserAccess,
    /// Whether the entries of Supported Objects are right.
    Objects,
    /// Whether each supported object has an e-mail template.
    Templates,
    /// Whether the notification is placed.
    Notifications,
    /// A word that this page does not know yet.
    #[serde(other)]
    Unknown,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HealthState {
    /// As it should be.
    Ok,
    /// It needs attention.
    Attention,
    /// It cannot be seen from here. Also what an unknown word means.
    #[serde(other)]
    Unknown,
}

/// `load` and `health` of the administration page: there is nothing to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AdministrationRequest {}

/// `saveSettings`: what the administrator entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SaveSettingsRequest<'a> {
    /// The settings of the org.
    pub settings: &'a Settings,
}

/// `saveApp`: the TeamViewer OAuth app of this org.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SaveAppRequest<'a> {
    /// Its client id.
    pub client_id: &'a str,
    /// Its client secret.
    pub client_secret: &'a str,
}

impl Fields for AdministrationRequest {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        Vec::new()
    }
}

impl Fields for SaveSettingsRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let settings = self.settings;
        let mut members = vec![
            ("allowRemoteControl", Field::Flag(settings.allow_remote_control)),
            ("allowPilot", Field::Flag(settings.allow_pilot)),
            ("sendRecordName", Field::Flag(settings.send_record_name)),
            ("groupName", Field::Text(&settings.group_name)),
            ("pollSeconds", Field::Number(settings.poll_seconds)),
            (
                "notificationIdleMinutes",
                Field::Number(settings.notification_idle_minutes),
            ),
            (
                "calloutTimeoutSeconds",
                Field::Number(settings.callout_timeout_seconds),
            ),
        ];
        members.extend(
            settings
                .valid_for_hours
                .map(|hours| ("validForHours", Field::Number(hours))),
        );
        vec![("settings", Field::Group(members))]
    }
}

impl Fields for SaveAppRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        vec![
            ("clientId", Field::Text(self.client_id)),
            ("clientSecret", Field::Text(self.client_secret)),
        ]
    }
}
