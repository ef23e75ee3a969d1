//! An object as the database keeps it: its description and what only storage and security need to know.

use std::collections::HashMap;
use std::sync::Arc;

use apex::host::{ChildRelationship, FieldDescribe, FieldType, ObjectDescribe, ObjectKind};
use serde::Deserialize;

use super::bound::Bound;
use super::field::Extra;
use crate::namespace::Namespace;

/// Org-wide default of record sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum OrgWideDefault {
    /// Owner, those above, and those it is shared with.
    Private,
    /// Everyone reads, the owner edits.
    Read,
    /// Everyone reads and edits, the owner deletes.
    ReadWrite,
    /// As `ReadWrite`, and everyone may change the owner.
    ReadWriteTransfer,
    /// Everyone does everything.
    FullAccess,
    /// As the master (or, for Contact, the account) allows.
    ControlledByParent,
}

impl OrgWideDefault {
    /// Reads a `sharingModel` of the Metadata API.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "Private" => Self::Private,
            "Read" => Self::Read,
            "ReadWrite" => Self::ReadWrite,
            "ReadWriteTransfer" => Self::ReadWriteTransfer,
            "FullAccess" => Self::FullAccess,
            "ControlledByParent" => Self::ControlledByParent,
            _ => return None,
        })
    }
}

/// A validation rule: a row for which the formula is true is refused.
#[derive(Clone, Debug)]
pub struct ValidationRule {
    /// API name.
    pub name: String,
    /// The condition, or why this org cannot evaluate it.
    pub condition: Result<Arc<Bound>, String>,
    /// Field at which the message is shown.
    pub field: Option<String>,
    /// The message.
    pub message: String,
}

/// One object of the org.
#[derive(Clone, Debug)]
pub struct Object {
    /// What Apex sees.
    pub describe: Arc<ObjectDescribe>,
    /// Org-wide default; a seed may replace it.
    pub sharing: OrgWideDefault,
    /// Set-up data (users, profiles, permission sets, custom metadata): readable by all, seen by tests.
    pub setup: bool,
    /// SQL of an object that is a view over other tables instead of a table (`Name`).
    pub view: Option<String>,
    /// More on some fields, by lower-case name.
    pub extras: HashMap<String, Extra>,
    /// Namespace of the installed package: names of its fields may be given without it.
    pub namespace: Namespace,
    /// Whether it exists only with Chatter, which also decides who may use it.
    pub chatter: bool,
    /// Validation rules that are active.
    pub rules: Vec<ValidationRule>,
}

/// What most fields have beside their description: nothing.
static PLAIN: Extra = Extra::PLAIN;

impl Object {
    /// API name.
    pub fn name(&self) -> &str {
        &self.describe.name
    }

    /// A field, without regard to case, with or without the package's namespace.
    pub fn field(&self, name: &str) -> Option<&FieldDescribe> {
        self.entry(name).map(|(_, field)| field)
    }

    /// A field as [`Object::field`] finds it, with the key it is kept under.
    pub fn entry(&self, name: &str) -> Option<(&str, &FieldDescribe)> {
        let fields = &self.describe.fields;
        let lower = name.to_lowercase();
        if self.namespace.is_empty() {
            return fields
                .get_key_value(&lower)
                .map(|(key, field)| (key.as_str(), field));
        }
        let found = self
            .namespace
            .candidates(&lower)
            .into_iter()
            .find_map(|name| fields.get_key_value(&name));
        found.map(|(key, field)| (key.as_str(), field))
    }

    /// What only the database needs to know of a field, by its key.
    pub fn extra(&self, field: &str) -> &Extra {
        self.extras.get(&field.to_lowercase()).unwrap_or(&PLAIN)
    }

    /// The lookup reached by a relationship name (`Contact`, `Parent__r`), without regard to case, with or
    /// without the package's namespace.
    pub fn relationship(&self, name: &str) -> Option<&FieldDescribe> {
        self.namespace
            .candidates(&name.to_lowercase())
            .iter()
            .find_map(|name| {
                self.describe.fields.values().find(|field| match &field.kind {
                    FieldType::Reference {
                        relationship: Some(relationship),
                        ..
                    } => relationship.eq_ignore_ascii_case(name),
                    _ => false,
                })
            })
    }

    /// A child relationship, without regard to case, with or without the package's namespace.
    pub fn child(&self, name: &str) -> Option<&ChildRelationship> {
        self.namespace
            .candidates(&name.to_lowercase())
            .iter()
            .find_map(|name| {
                self.describe
                    .children
                    .iter()
                    .find(|child| child.name.eq_ignore_ascii_case(name))
            })
    }

    /// The field that names a row.
    pub fn name_field(&self) -> Option<&FieldDescribe> {
        self.describe.fields.values().find(|field| field.name_field)
    }

    /// The lookups that govern sharing when it is controlled by the parent: the masters, else the field that
    /// the object's description names.
    pub fn controlling_fields(&self) -> impl Iterator<Item = (&str, &FieldDescribe)> {
        let is_master = |field: &FieldDescribe| {
            matches!(
                field.kind,
                FieldType::Reference {
                    master_detail: true,
                    ..
                }
            )
        };
        self.describe
            .fields
            .iter()
            .filter(move |(key, field)| is_master(field) || self.extra(key).controls_sharing)
            .map(|(key, field)| (key.as_str(), field))
    }

    /// Whether rows have an owner.
    pub fn owned(&self) -> bool {
        self.describe.fields.contains_key("ownerid")
    }

    /// Whether rows survive in a test and are readable by everyone.
    pub fn is_setup(&self) -> bool {
        self.setup || self.describe.kind == ObjectKind::Metadata
    }

    /// Whether it is a custom setting.
    pub fn is_setting(&self) -> bool {
        matches!(
            self.describe.kind,
            ObjectKind::HierarchySetting | ObjectKind::ListSetting
        )
    }
}
