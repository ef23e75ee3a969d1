//! Rights that lie in rows: what a program gave a permission set by inserting `ObjectPermissions`,
//! `FieldPermissions` and `SetupEntityAccess`, or by the fields of the set itself.

use apex::host::HostError;
use rusqlite::{Connection, Params, Row};

use crate::metadata::permission_set::{
    ClassAccess, FieldPermission, Named, ObjectPermission, PageAccess, PermissionSet,
};
use crate::store::host_error;

const ASSIGNED: &str = "SELECT s.Id, coalesce(s.NamespacePrefix || '__', '') || s.Name,
       s.PermissionsViewAllData, s.PermissionsModifyAllData
     FROM PermissionSetAssignment a JOIN PermissionSet s ON s.Id = a.PermissionSetId
     WHERE a.AssigneeId = ? AND a.IsDeleted = 0 AND s.IsDeleted = 0 ORDER BY s.Name";

const OBJECTS: &str =
    "SELECT SobjectType, PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete,
       PermissionsViewAllRecords, PermissionsModifyAllRecords
     FROM ObjectPermissions WHERE ParentId = ? AND IsDeleted = 0";

const FIELDS: &str = "SELECT Field, PermissionsRead, PermissionsEdit
     FROM FieldPermissions WHERE ParentId = ? AND IsDeleted = 0";

/// What a set opens by Id, by the names of the things opened.
const ENTITIES: &str = "SELECT coalesce(e.NamespacePrefix || '__', '') || e.{name}
     FROM SetupEntityAccess s JOIN {table} e ON e.Id = s.SetupEntityId
     WHERE s.ParentId = ? AND s.IsDeleted = 0 AND e.IsDeleted = 0";

/// The permission sets assigned to a user, as their rows have them. `from_sources` tells the sets whose custom
/// permissions, classes and pages are known from their files already.
pub(super) fn of_user(
    connection: &Connection,
    user_id: &str,
    from_sources: impl Fn(&str) -> bool,
) -> Result<Vec<PermissionSet>, HostError> {
    let assigned = select(connection, ASSIGNED, [user_id], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            row.get(2)?,
            row.get(3)?,
        ))
    })?;
    let mut sets = Vec::new();
    for (id, name, view_all, modify_all) in assigned {
        let mut set = PermissionSet {
            user_permissions: vec![named("ViewAllData", view_all), named("ModifyAllData", modify_all)],
            object_permissions: select(connection, OBJECTS, [&id], object_permission)?,
            field_permissions: select(connection, FIELDS, [&id], field_permission)?,
            ..PermissionSet::default()
        };
        if !from_sources(&name) {
            open_entities(connection, &id, &mut set)?;
        }
        sets.push(set);
    }
    Ok(sets)
}

fn open_entities(connection: &Connection, id: &str, set: &mut PermissionSet) -> Result<(), HostError> {
    let names = |table: &str, name: &str| {
        let sql = ENTITIES.replace("{table}", table).replace("{name}", name);
        select(connection, &sql, [id], |row| row.get::<_, String>(0))
    };
    let permissions = names("CustomPermission", "DeveloperName")?;
    set.custom_permissions = permissions.iter().map(|name| named(name, true)).collect();
    let class = |apex_class| ClassAccess {
        apex_class,
        enabled: true,
    };
    set.class_accesses = names("ApexClass", "Name")?.into_iter().map(class).collect();
    let page = |apex_page| PageAccess {
        apex_page,
        enabled: true,
    };
    set.page_accesses = names("ApexPage", "Name")?.into_iter().map(page).collect();
    Ok(())
}

fn object_permission(row: &Row<'_>) -> rusqlite::Result<ObjectPermission> {
    Ok(ObjectPermission {
        object: row.get(0)?,
        allow_read: row.get(1)?,
        allow_create: row.get(2)?,
        allow_edit: row.get(3)?,
        allow_delete: row.get(4)?,
        view_all_records: row.get(5)?,
        modify_all_records: row.get(6)?,
    })
}

fn field_permission(row: &Row<'_>) -> rusqlite::Result<FieldPermission> {
    Ok(FieldPermission {
        field: row.get(0)?,
        readable: row.get(1)?,
        editable: row.get(2)?,
    })
}

fn named(name: &str, enabled: bool) -> Named {
    Named {
        name: name.to_owned(),
        enabled,
    }
}

fn select<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, HostError> {
    let mut statement = connection.prepare_cached(sql).map_err(host_error)?;
    let rows = statement.query_map(parameters, read).map_err(host_error)?;
    rows.collect::<rusqlite::Result<_>>().map_err(host_error)
}
