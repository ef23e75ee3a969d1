//! The profiles of a new org, read from `profiles.toml`.

use serde::Deserialize;

use crate::OpenError;

/// What a profile allows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    /// Name.
    pub(crate) name: String,
    /// Everything, on every row.
    #[serde(default)]
    pub(crate) all: bool,
    /// Read, create, edit and delete standard objects, all their standard fields.
    #[serde(default)]
    pub(crate) standard_objects: bool,
    /// Of these only read.
    #[serde(default)]
    pub(crate) read_only: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    profile: Vec<Profile>,
}

/// Every profile.
pub(crate) fn profiles() -> Result<Vec<Profile>, OpenError> {
    let file: File = toml::from_str(include_str!("profiles.toml"))
        .map_err(|error| OpenError::Schema(format!("profiles: {error}")))?;
    Ok(file.profile)
}
