//! The seed files: what a new org contains.
//!
//! Every `*.json` file of the seed directory is read in the order of the names; each may have
//!
//! - `organization`: `{"name", "sandbox", "locale", "language", "timeZone", "chatter", "personAccounts", "preferences"}`,
//!   where preferences are settings of the org that are no data, by name,
//! - `sharing`: org-wide defaults of standard objects, `{"Case": "Private"}`,
//! - `users`: `[{"alias", "username", "firstName", "lastName", "email", "profile", "permissionSets", "role", "manager", ...}]`,
//! - `records`: `[{"object": "Case", "rows": [{"@key": "printer", "Subject": "...", "OwnerId": "@agent"}]}]`.
//!
//! A value `"@name"` in a lookup stands for the row with that `@key` or the user with that alias; it must
//! come earlier. `"@age"` says how many hours before the start of the org a row was created.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::OpenError;

/// The content of the seed files.
#[derive(Clone, Debug, Default)]
pub(super) struct Seed {
    pub(super) organization: SeedOrganization,
    /// (File, object, org-wide default).
    pub(super) sharing: Vec<(PathBuf, String, String)>,
    pub(super) users: Vec<(PathBuf, SeedUser)>,
    pub(super) records: Vec<(PathBuf, SeedRecords)>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SeedOrganization {
    pub(super) name: String,
    #[serde(default)]
    pub(super) sandbox: bool,
    #[serde(default = "english")]
    pub(super) locale: String,
    #[serde(default = "english")]
    pub(super) language: String,
    #[serde(default = "utc")]
    pub(super) time_zone: String,
    /// Whether Chatter is on.
    #[serde(default = "yes")]
    pub(super) chatter: bool,
    /// Whether accounts may be people.
    #[serde(default)]
    pub(super) person_accounts: bool,
    /// Settings of the org that are no data, by name.
    #[serde(default)]
    pub(super) preferences: IndexMap<String, String>,
}

impl Default for SeedOrganization {
    fn default() -> Self {
        Self {
            name: "Local Org".to_owned(),
            sandbox: false,
            locale: english(),
            language: english(),
            time_zone: utc(),
            chatter: true,
            person_accounts: false,
            preferences: IndexMap::new(),
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SeedUser {
    /// At most 8 characters; also the key for references.
    pub(super) alias: String,
    pub(super) username: String,
    #[serde(default)]
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) profile: String,
    #[serde(default)]
    pub(super) permission_sets: Vec<String>,
    #[serde(default)]
    pub(super) title: Option<String>,
    /// Developer name of a role of the sources.
    #[serde(default)]
    pub(super) role: Option<String>,
    /// Alias of an earlier user.
    #[serde(default)]
    pub(super) manager: Option<String>,
    #[serde(default = "english")]
    pub(super) locale: String,
    #[serde(default = "english")]
    pub(super) language: String,
    #[serde(default = "utc")]
    pub(super) time_zone: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeedRecords {
    pub(super) object: String,
    pub(super) rows: Vec<IndexMap<String, Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    organization: Option<SeedOrganization>,
    #[serde(default)]
    sharing: IndexMap<String, String>,
    #[serde(default)]
    users: Vec<SeedUser>,
    #[serde(default)]
    records: Vec<SeedRecords>,
}

fn english() -> String {
    "en_US".to_owned()
}

fn yes() -> bool {
    true
}

fn utc() -> String {
    "UTC".to_owned()
}

impl Seed {
    /// Reads a seed directory.
    pub(super) fn read(directory: &Path) -> Result<Self, OpenError> {
        let entries = std::fs::read_dir(directory).map_err(|error| OpenError::read(directory, error))?;
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(|error| OpenError::read(directory, error))?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                files.push(path);
            }
        }
        files.sort();
        let mut seed = Self::default();
        for path in files {
            let text = std::fs::read_to_string(&path).map_err(|error| OpenError::read(&path, error))?;
            let file: File = serde_json::from_str(&text).map_err(|error| OpenError::seed(&path, error))?;
            if let Some(organization) = file.organization {
                seed.organization = organization;
            }
            seed.sharing.extend(
                file.sharing
                    .into_iter()
                    .map(|(object, default)| (path.clone(), object, default)),
            );
            seed.users
                .extend(file.users.into_iter().map(|user| (path.clone(), user)));
            seed.records
                .extend(file.records.into_iter().map(|records| (path.clone(), records)));
        }
        if seed.users.is_empty() {
            return Err(OpenError::seed(
                directory,
                "no user in the seed files: nobody could sign in",
            ));
        }
        Ok(seed)
    }

    /// The org without a seed: one administrator.
    pub(super) fn default_org() -> Self {
        let administrator = SeedUser {
            alias: "admin".to_owned(),
            username: "admin@example.com".to_owned(),
            first_name: String::new(),
            last_name: "Administrator".to_owned(),
            email: "admin@example.com".to_owned(),
            profile: "System Administrator".to_owned(),
            permission_sets: Vec::new(),
            title: None,
            role: None,
            manager: None,
            locale: english(),
            language: english(),
            time_zone: utc(),
        };
        Self {
            users: vec![(PathBuf::from("built-in"), administrator)],
            ..Self::default()
        }
    }
}
