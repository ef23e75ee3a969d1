//! `permissionsets/` and `customPermissions/`.

use indexmap::IndexMap;
use serde::Deserialize;

use super::tree::SourceTree;
use super::xml;
use crate::OpenError;
use crate::namespace::Namespace;

/// `PermissionSet` of the Metadata API.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PermissionSet {
    /// API name, from the file name; without the namespace.
    #[serde(skip)]
    pub name: String,
    /// Namespace of the package it belongs to; empty for the org's own.
    #[serde(skip)]
    pub namespace: String,
    /// Label.
    #[serde(default)]
    pub label: String,
    /// Description.
    pub description: Option<String>,
    /// Rights on objects.
    #[serde(default)]
    pub object_permissions: Vec<ObjectPermission>,
    /// Rights on fields.
    #[serde(default)]
    pub field_permissions: Vec<FieldPermission>,
    /// Custom permissions.
    #[serde(default)]
    pub custom_permissions: Vec<Named>,
    /// Visualforce pages.
    #[serde(default)]
    pub page_accesses: Vec<PageAccess>,
    /// Apex classes.
    #[serde(default)]
    pub class_accesses: Vec<ClassAccess>,
    /// Principals of external credentials, as `Credential-Principal`.
    #[serde(default)]
    pub external_credential_principal_accesses: Vec<PrincipalAccess>,
    /// Custom metadata types whose records may be read in user mode.
    #[serde(default)]
    pub custom_metadata_type_accesses: Vec<Named>,
    /// Custom settings whose rows may be read in user mode.
    #[serde(default)]
    pub custom_setting_accesses: Vec<Named>,
    /// System permissions, for example `ViewAllData`.
    #[serde(default)]
    pub user_permissions: Vec<Named>,
    /// Tabs.
    #[serde(default)]
    pub tab_settings: Vec<TabSetting>,
    /// Apps.
    #[serde(default)]
    pub application_visibilities: Vec<ApplicationVisibility>,
}

/// Rights on an object.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ObjectPermission {
    /// API name.
    pub object: String,
    /// Read.
    pub allow_read: bool,
    /// Create.
    pub allow_create: bool,
    /// Edit.
    pub allow_edit: bool,
    /// Delete.
    pub allow_delete: bool,
    /// See every row.
    pub view_all_records: bool,
    /// Edit every row.
    pub modify_all_records: bool,
}

/// Rights on a field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FieldPermission {
    /// `Object.Field`.
    pub field: String,
    /// Read.
    pub readable: bool,
    /// Edit.
    pub editable: bool,
}

/// Something switched on by name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Named {
    /// API name.
    pub name: String,
    /// Whether it is on.
    pub enabled: bool,
}

/// Access to a Visualforce page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PageAccess {
    /// API name.
    pub apex_page: String,
    /// Whether it is on.
    pub enabled: bool,
}

/// Access to an Apex class.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClassAccess {
    /// API name.
    pub apex_class: String,
    /// Whether it is on.
    pub enabled: bool,
}

/// Access to a principal of an external credential.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PrincipalAccess {
    /// `Credential-Principal`.
    pub external_credential_principal: String,
    /// Whether it is on.
    pub enabled: bool,
}

/// Whether a tab is there for the user.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TabSetting {
    /// API name.
    pub tab: String,
    /// `Visible`, `Available` or `None`.
    pub visibility: String,
}

/// Whether an app is there for the user.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ApplicationVisibility {
    /// API name.
    pub application: String,
    /// Whether it is.
    pub visible: bool,
}

/// A custom permission.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CustomPermission {
    /// API name; without the namespace.
    #[serde(skip)]
    pub name: String,
    /// Namespace of the package it belongs to; empty for the org's own.
    #[serde(skip)]
    pub namespace: String,
    /// Label.
    #[serde(default)]
    pub label: String,
    /// Description.
    pub description: Option<String>,
}

impl PermissionSet {
    /// The name in the org: `ns__Name` for one of a package.
    pub fn qualified_name(&self) -> String {
        Namespace::new(&self.namespace).component(&self.name)
    }

    /// The set as a managed package installs it: its own names get the namespace; rights on standard objects
    /// and their standard fields, and user permissions, do not survive packaging (First-Generation Managed
    /// Packaging Developer Guide, "Permission Sets and Profile Settings in Packages").
    fn installed(mut self, namespace: &Namespace) -> Self {
        if namespace.is_empty() {
            return self;
        }
        self.namespace = namespace.name().to_owned();
        self.user_permissions.clear();
        self.object_permissions
            .retain(|permission| permission.object.contains("__"));
        self.field_permissions.retain(|permission| {
            permission
                .field
                .rsplit('.')
                .next()
                .is_some_and(|field| field.contains("__"))
        });
        for permission in &mut self.object_permissions {
            permission.object = namespace.qualify(&permission.object);
        }
        for permission in &mut self.field_permissions {
            permission.field = namespace.qualify(&permission.field);
        }
        for entry in &mut self.custom_permissions {
            entry.name = namespace.component(&entry.name);
        }
        for entry in &mut self.page_accesses {
            entry.apex_page = namespace.component(&entry.apex_page);
        }
        for entry in &mut self.class_accesses {
            entry.apex_class = namespace.component(&entry.apex_class);
        }
        for entry in &mut self.tab_settings {
            entry.tab = namespace.component(&entry.tab);
        }
        for entry in &mut self.application_visibilities {
            entry.application = namespace.component(&entry.application);
        }
        for entry in self
            .custom_metadata_type_accesses
            .iter_mut()
            .chain(&mut self.custom_setting_accesses)
        {
            entry.name = namespace.qualify(&entry.name);
        }
        self
    }
}

const PERMISSION_SET: &str = ".permissionset-meta.xml";
const CUSTOM_PERMISSION: &str = ".customPermission-meta.xml";

pub(super) fn read(tree: &SourceTree) -> Result<IndexMap<String, PermissionSet>, OpenError> {
    let mut sets = IndexMap::new();
    for file in tree.files("permissionsets")? {
        let Some(name) = tree
            .faults
            .tell(xml::component_name(&file.path, PERMISSION_SET))?
        else {
            continue;
        };
        let Some(mut set) = tree
            .faults
            .tell(xml::parse::<PermissionSet>(&file.path, "PermissionSet"))?
        else {
            continue;
        };
        set.name.clone_from(&name);
        let set = set.installed(&Namespace::new(&file.namespace));
        sets.insert(set.qualified_name().to_lowercase(), set);
    }
    Ok(sets)
}

pub(super) fn read_custom_permissions(tree: &SourceTree) -> Result<Vec<CustomPermission>, OpenError> {
    let mut permissions = Vec::new();
    for file in tree.files("customPermissions")? {
        let permission: CustomPermission = xml::parse(&file.path, "CustomPermission")?;
        permissions.push(CustomPermission {
            name: xml::component_name(&file.path, CUSTOM_PERMISSION)?,
            namespace: file.namespace,
            ..permission
        });
    }
    Ok(permissions)
}
