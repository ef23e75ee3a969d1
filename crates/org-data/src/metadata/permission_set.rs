//! `permissionsets/` and `customPermissions/`.

use indexmap::IndexMap;
use serde::Deserialize;

use super::tree::SourceTree;
use super::xml;
use crate::OpenError;

/// `PermissionSet` of the Metadata API.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PermissionSet {
    /// API name, from the file name.
    #[serde(skip)]
    pub name: String,
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

#[derive(Deserialize)]
struct CustomPermission {
    #[serde(default)]
    label: String,
}

const PERMISSION_SET: &str = ".permissionset-meta.xml";
const CUSTOM_PERMISSION: &str = ".customPermission-meta.xml";

pub(super) fn read(tree: &SourceTree) -> Result<IndexMap<String, PermissionSet>, OpenError> {
    let mut sets = IndexMap::new();
    for file in tree.files("permissionsets")? {
        let name = xml::component_name(&file.path, PERMISSION_SET)?;
        let mut set: PermissionSet = xml::parse(&file.path, "PermissionSet")?;
        set.name.clone_from(&name);
        sets.insert(name.to_lowercase(), set);
    }
    Ok(sets)
}

pub(super) fn read_custom_permissions(tree: &SourceTree) -> Result<IndexMap<String, String>, OpenError> {
    let mut permissions = IndexMap::new();
    for file in tree.files("customPermissions")? {
        let name = xml::component_name(&file.path, CUSTOM_PERMISSION)?;
        let permission: CustomPermission = xml::parse(&file.path, "CustomPermission")?;
        permissions.insert(name, permission.label);
    }
    Ok(permissions)
}
