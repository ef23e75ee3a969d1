//! The rights of one user: the profile and the permission sets, joined.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use apex::host::{FieldAccess, FieldDescribe, FieldType, HostError, ObjectAccess, ObjectKind};
use indexmap::IndexMap;
use rusqlite::Connection;

use super::granted;
use super::permission_set::compound_parts;
use super::profile::Profile;
use super::rules;
use crate::metadata::permission_set::{Named, PermissionSet, TabSetting};
use crate::metadata::sharing_rules::SharingRules;
use crate::namespace::Namespace;
use crate::schema::{Object, OrgWideDefault, Schema};
use crate::store::host_error;

/// What the org itself says about rights, the same for every user.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    /// Profiles by name.
    pub(crate) profiles: HashMap<String, Profile>,
    /// Permission sets by lower-case name.
    pub(crate) permission_sets: HashMap<String, PermissionSet>,
    /// Namespace of the installed package.
    pub(crate) namespace: Namespace,
    /// Sharing rules by object.
    pub(crate) sharing_rules: IndexMap<String, SharingRules>,
    /// Org-wide defaults that differ from the schema's, by lower-case object name.
    pub(crate) sharing: HashMap<String, OrgWideDefault>,
}

const FULL: ObjectAccess = ObjectAccess {
    read: true,
    create: true,
    edit: true,
    delete: true,
    view_all: true,
    modify_all: true,
};

/// The rights of one user.
#[derive(Debug)]
pub(crate) struct Rights {
    policy: Arc<Policy>,
    profile: Profile,
    /// The user's Id and those of the groups and queues the user is in.
    pub(crate) principals: Vec<String>,
    /// Users below in the role hierarchy.
    pub(crate) subordinates: Vec<String>,
    /// Sharing rules that apply to the user, by lower-case object name.
    pub(crate) shared: HashMap<String, Vec<rules::Shared>>,
    /// API names of the assigned permission sets.
    pub(crate) permission_sets: Vec<String>,
    objects: HashMap<String, ObjectAccess>,
    fields: HashMap<String, FieldAccess>,
    /// Custom settings and metadata types that may be read.
    readable_types: HashSet<String>,
    custom_permissions: HashSet<String>,
    pages: HashSet<String>,
    classes: HashSet<String>,
    tabs: HashSet<String>,
    applications: HashSet<String>,
    credential_principals: HashSet<String>,
    view_all_data: bool,
    modify_all_data: bool,
}

impl Rights {
    /// Reads the rights of a user.
    pub(crate) fn load(
        connection: &Connection,
        schema: &Schema,
        policy: &Arc<Policy>,
        user_id: &str,
        profile_name: &str,
    ) -> Result<Self, HostError> {
        let mut rights = Self {
            policy: policy.clone(),
            profile: policy.profiles.get(profile_name).cloned().unwrap_or_default(),
            principals: principals(connection, user_id)?,
            subordinates: strings(connection, SUBORDINATES, user_id)?,
            shared: rules::of_user(connection, &policy.sharing_rules, user_id)?,
            permission_sets: assigned(connection, user_id)?,
            objects: HashMap::new(),
            fields: HashMap::new(),
            readable_types: HashSet::new(),
            custom_permissions: HashSet::new(),
            pages: HashSet::new(),
            classes: HashSet::new(),
            tabs: HashSet::new(),
            applications: HashSet::new(),
            credential_principals: HashSet::new(),
            view_all_data: false,
            modify_all_data: false,
        };
        for name in rights.permission_sets.clone() {
            if let Some(set) = policy.permission_sets.get(&name.to_lowercase()) {
                rights.add(schema, set);
            }
        }
        let from_sources = |name: &str| policy.permission_sets.contains_key(&name.to_lowercase());
        for set in granted::of_user(connection, user_id, from_sources)? {
            rights.add(schema, &set);
        }
        Ok(rights)
    }

    fn add(&mut self, schema: &Schema, set: &PermissionSet) {
        for permission in &set.object_permissions {
            let access = self
                .objects
                .entry(object_key(schema, &permission.object))
                .or_default();
            access.read |= permission.allow_read;
            access.create |= permission.allow_create;
            access.edit |= permission.allow_edit;
            access.delete |= permission.allow_delete;
            access.view_all |= permission.view_all_records;
            access.modify_all |= permission.modify_all_records;
        }
        for permission in &set.field_permissions {
            for key in field_keys(schema, &permission.field) {
                let access = self.fields.entry(key).or_default();
                access.read |= permission.readable || permission.editable;
                access.edit |= permission.editable;
            }
        }
        let on = |list: &[Named]| -> Vec<String> {
            list.iter()
                .filter(|entry| entry.enabled)
                .map(|entry| entry.name.to_lowercase())
                .collect()
        };
        for name in [&set.custom_metadata_type_accesses, &set.custom_setting_accesses] {
            let names = on(name);
            self.readable_types
                .extend(names.iter().map(|name| object_key(schema, name)));
        }
        self.custom_permissions.extend(on(&set.custom_permissions));
        let user_permissions = on(&set.user_permissions);
        self.modify_all_data |= user_permissions.iter().any(|name| name == "modifyalldata");
        self.view_all_data |=
            self.modify_all_data || user_permissions.iter().any(|name| name == "viewalldata");
        self.pages.extend(
            set.page_accesses
                .iter()
                .filter(|page| page.enabled)
                .map(|page| page.apex_page.to_lowercase()),
        );
        self.classes.extend(
            set.class_accesses
                .iter()
                .filter(|class| class.enabled)
                .map(|class| class.apex_class.to_lowercase()),
        );
        let shown = |tab: &&TabSetting| matches!(tab.visibility.as_str(), "Visible" | "Available");
        let tabs = set.tab_settings.iter().filter(shown);
        self.tabs.extend(tabs.map(|tab| tab.tab.to_lowercase()));
        let apps = set.application_visibilities.iter().filter(|app| app.visible);
        self.applications
            .extend(apps.map(|app| app.application.to_lowercase()));
        self.credential_principals.extend(
            set.external_credential_principal_accesses
                .iter()
                .filter(|access| access.enabled)
                .map(|access| access.external_credential_principal.to_lowercase()),
        );
    }

    /// Rights on an object.
    pub(crate) fn object(&self, object: &Object) -> ObjectAccess {
        if self.profile.all {
            return FULL;
        }
        let name = object.name().to_lowercase();
        let kind = object.describe.kind;
        if kind == ObjectKind::Metadata || object.is_setting() {
            return ObjectAccess {
                read: self.readable_types.contains(&name),
                ..ObjectAccess::default()
            };
        }
        if object.setup {
            return ObjectAccess {
                read: true,
                ..ObjectAccess::default()
            };
        }
        let mut access = self.objects.get(&name).copied().unwrap_or_default();
        // Feeds are open to everyone who sees the record; no object permission speaks of them.
        if object.chatter {
            return ObjectAccess {
                view_all: false,
                modify_all: false,
                ..FULL
            };
        }
        if !object.describe.custom && self.profile.standard_objects {
            let write = !self.profile.read_only;
            access = ObjectAccess {
                read: true,
                create: write || access.create,
                edit: write || access.edit,
                delete: write || access.delete,
                ..access
            };
        }
        if self.modify_all_data {
            return FULL;
        }
        access.view_all |= self.view_all_data || access.modify_all;
        access.read |= access.view_all;
        access
    }

    /// Rights on a field.
    pub(crate) fn field(&self, object: &Object, field: &FieldDescribe) -> FieldAccess {
        let access = self.object(object);
        if !access.read {
            return FieldAccess::default();
        }
        let writable = !field.calculated && (access.create || access.edit);
        if self.profile.all || self.always_open(object, field) {
            return FieldAccess {
                read: true,
                edit: writable,
            };
        }
        let key = format!("{}.{}", object.name().to_lowercase(), field.name.to_lowercase());
        let granted = self.fields.get(&key).copied().unwrap_or_default();
        FieldAccess {
            read: granted.read,
            edit: granted.edit && writable,
        }
    }

    /// Fields that field-level security does not govern: system fields, names, required fields,
    /// master-detail fields, all fields of settings and metadata; standard fields where the profile has
    /// standard objects.
    fn always_open(&self, object: &Object, field: &FieldDescribe) -> bool {
        let system = matches!(
            field.name.as_str(),
            "Id" | "IsDeleted"
                | "CreatedDate"
                | "CreatedById"
                | "LastModifiedDate"
                | "LastModifiedById"
                | "SystemModstamp"
                | "OwnerId"
        );
        let master = matches!(
            field.kind,
            FieldType::Reference {
                master_detail: true,
                ..
            }
        );
        let standard_field = !field.custom && (object.describe.custom || self.profile.standard_objects);
        system
            || field.name_field
            || field.required
            || master
            || standard_field
            || object.is_setup()
            || object.is_setting()
            || object.chatter
    }

    /// The org-wide default of an object.
    pub(crate) fn sharing(&self, object: &Object) -> OrgWideDefault {
        self.policy
            .sharing
            .get(&object.name().to_lowercase())
            .copied()
            .unwrap_or(object.sharing)
    }

    /// Whether the user has a custom permission.
    pub(crate) fn custom_permission(&self, name: &str) -> bool {
        self.named(&self.custom_permissions, name)
    }

    /// Whether a set has a component by a name with or without the package's namespace.
    fn named(&self, set: &HashSet<String>, name: &str) -> bool {
        let mut candidates = self.policy.namespace.component_candidates(name).into_iter();
        candidates.any(|name| set.contains(&name))
    }

    /// Whether the user may customize the application.
    pub(crate) fn may_customize(&self) -> bool {
        self.profile.all || self.modify_all_data
    }

    /// Whether the user may open a page.
    pub(crate) fn page(&self, name: &str) -> bool {
        self.profile.all || self.named(&self.pages, name)
    }

    /// Whether the user may call a class from outside.
    pub(crate) fn class(&self, name: &str) -> bool {
        self.profile.all || self.named(&self.classes, name)
    }

    /// Whether a tab is there for the user.
    pub(crate) fn tab(&self, name: &str) -> bool {
        self.profile.all || self.named(&self.tabs, name)
    }

    /// Whether an app is there for the user.
    pub(crate) fn application(&self, name: &str) -> bool {
        self.profile.all || self.named(&self.applications, name)
    }

    /// Whether the user may use a principal of an external credential (`Credential-Principal`).
    pub(crate) fn credential_principal(&self, name: &str) -> bool {
        self.credential_principals.contains(&name.to_lowercase())
    }
}

/// The lower-case API name of an object that a permission set speaks of.
fn object_key(schema: &Schema, name: &str) -> String {
    schema
        .object(name)
        .map_or_else(|| name.to_lowercase(), |object| object.name().to_lowercase())
}

/// `object.field` in lower case; of a compound field, each of its parts.
fn field_keys(schema: &Schema, path: &str) -> Vec<String> {
    let Some((object, field)) = path.split_once('.') else {
        return vec![path.to_lowercase()];
    };
    let Some(object) = schema.object(object) else {
        return vec![path.to_lowercase()];
    };
    let mut keys = compound_parts(&object, field);
    if keys.is_empty() {
        let key = object
            .entry(field)
            .map_or_else(|| field.to_lowercase(), |(key, _)| key.to_owned());
        keys.push(key);
    }
    keys.iter()
        .map(|key| format!("{}.{key}", object.name().to_lowercase()))
        .collect()
}

/// Users whose role is below that of a user.
const SUBORDINATES: &str = "WITH RECURSIVE below(Id) AS (
       SELECT r.Id FROM UserRole r JOIN User u ON r.ParentRoleId = u.UserRoleId WHERE u.Id = ?
       UNION SELECT r.Id FROM UserRole r JOIN below b ON r.ParentRoleId = b.Id)
     SELECT u.Id FROM User u WHERE u.UserRoleId IN (SELECT Id FROM below) ORDER BY u.Id";

fn principals(connection: &Connection, user_id: &str) -> Result<Vec<String>, HostError> {
    let mut principals = vec![user_id.to_owned()];
    let mut next = 0;
    // Groups may be in groups.
    while let Some(member) = principals.get(next).cloned() {
        let sql =
            "SELECT GroupId FROM GroupMember WHERE UserOrGroupId = ? AND IsDeleted = 0 ORDER BY GroupId";
        for group in strings(connection, sql, &member)? {
            if !principals.contains(&group) {
                principals.push(group);
            }
        }
        next += 1;
    }
    Ok(principals)
}

fn assigned(connection: &Connection, user_id: &str) -> Result<Vec<String>, HostError> {
    let sql = "SELECT coalesce(s.NamespacePrefix || '__', '') || s.Name FROM PermissionSetAssignment a JOIN PermissionSet s ON s.Id = a.PermissionSetId
               WHERE a.AssigneeId = ? AND a.IsDeleted = 0 AND s.IsDeleted = 0 ORDER BY s.Name";
    strings(connection, sql, user_id)
}

pub(super) fn strings(connection: &Connection, sql: &str, parameter: &str) -> Result<Vec<String>, HostError> {
    let mut statement = connection.prepare_cached(sql).map_err(host_error)?;
    let rows = statement
        .query_map([parameter], |row| row.get(0))
        .map_err(host_error)?;
    rows.collect::<rusqlite::Result<_>>().map_err(host_error)
}
