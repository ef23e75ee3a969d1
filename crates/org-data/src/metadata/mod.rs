//! Source-format metadata: what the files say, before it becomes a schema.

pub mod custom_metadata;
pub mod email;
pub mod label;
pub mod object;
pub mod people;
pub mod permission_set;
pub mod sharing_rules;
pub mod tree;
mod xml;

use indexmap::IndexMap;

use crate::OpenError;
use crate::faults::Faults;
use custom_metadata::CustomMetadataRecord;
use email::{EmailFolder, EmailTemplateSource};
use label::Labels;
use object::ObjectSource;
use people::{PublicGroup, Queue, Role};
use permission_set::{CustomPermission, PermissionSet};
use sharing_rules::SharingRules;
use tree::SourceTree;

/// Everything the database reads from the source folders.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// Objects by folder name: custom ones, and standard ones with additions.
    pub objects: IndexMap<String, ObjectSource>,
    /// Records of custom metadata types.
    pub custom_metadata: Vec<CustomMetadataRecord>,
    /// Permission sets by lower-case API name.
    pub permission_sets: IndexMap<String, PermissionSet>,
    /// Custom permissions.
    pub custom_permissions: Vec<CustomPermission>,
    /// Custom labels and their translations.
    pub labels: Labels,
    /// Folders of e-mail templates.
    pub email_folders: Vec<EmailFolder>,
    /// E-mail templates.
    pub email_templates: Vec<EmailTemplateSource>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Public groups.
    pub groups: Vec<PublicGroup>,
    /// Queues.
    pub queues: Vec<Queue>,
    /// What could not be read.
    pub(crate) faults: Faults,
    /// Sharing rules by object.
    pub sharing_rules: IndexMap<String, SharingRules>,
}

impl Metadata {
    /// Reads the typed folders this crate knows; others are left to those who know them.
    ///
    /// # Errors
    /// When a file cannot be read, is malformed, or uses what this org does not have; the error names it.
    pub fn read(tree: &SourceTree) -> Result<Self, OpenError> {
        let (email_folders, email_templates) = email::read(tree)?;
        Ok(Self {
            objects: object::read(tree)?,
            custom_metadata: custom_metadata::read(tree)?,
            permission_sets: permission_set::read(tree)?,
            custom_permissions: permission_set::read_custom_permissions(tree)?,
            labels: label::read(tree)?,
            email_folders,
            email_templates,
            roles: people::roles(tree)?,
            groups: people::groups(tree)?,
            queues: people::queues(tree)?,
            faults: tree.faults.clone(),
            sharing_rules: sharing_rules::read(tree)?,
        })
    }
}
