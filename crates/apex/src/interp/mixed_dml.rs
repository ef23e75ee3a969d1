//! Mixed DML: setup objects and others are not changed in one transaction.
//!
//! Source: Apex Developer Guide, "sObjects That Cannot Be Used Together in DML Operations".

use std::rc::Rc;

use super::Interpreter;
use crate::host::{DmlOperation, ObjectKind, RowError};
use crate::value::SObject;

/// Lower-case API names of setup objects.
const SETUP: &[&str] = &[
    "fieldpermissions",
    "group",
    "groupmember",
    "objectpermissions",
    "objectterritory2assignmentrule",
    "objectterritory2assignmentruleitem",
    "permissionset",
    "permissionsetassignment",
    "queuesobject",
    "ruleterritory2association",
    "setupentityaccess",
    "territory",
    "territory2",
    "territory2model",
    "user",
    "userrole",
    "userterritory",
    "userterritory2association",
];

/// Fields that make the update of a user one of setup.
const USER_FIELDS: &[&str] = &[
    "userroleid",
    "isactive",
    "forecastenabled",
    "isportalenabled",
    "username",
    "profileid",
];

/// The first setup object a transaction changed, and the first other one.
#[derive(Clone, Default)]
pub(crate) struct Changed {
    setup: Option<String>,
    other: Option<String>,
}

impl Interpreter<'_> {
    /// Notes a change; the error when it does not go with an earlier one.
    pub(super) fn note_change(&mut self, operation: &DmlOperation, rows: &[Rc<SObject>]) -> Option<RowError> {
        let object = rows.first()?.object.to_string();
        let kind = self.describe(&object).map(|d| d.kind);
        if matches!(kind, Some(ObjectKind::HierarchySetting | ObjectKind::ListSetting)) {
            return None;
        }
        let changed = &mut self.transaction.changed;
        let (own, against) = match sort(operation, &object.to_ascii_lowercase(), rows) {
            Some(true) => (&mut changed.setup, &changed.other),
            Some(false) => (&mut changed.other, &changed.setup),
            None => return None,
        };
        if let Some(original) = against {
            return Some(RowError {
                status: "MIXED_DML_OPERATION".into(),
                message: format!(
                    "DML operation on setup object is not permitted after you have updated a non-setup object \
                     (or vice versa): {object}, original object: {original}"
                ),
                fields: Vec::new(),
            });
        }
        own.get_or_insert(object);
        None
    }
}

/// Whether the rows are of setup; `None` when they go with both.
fn sort(operation: &DmlOperation, object: &str, rows: &[Rc<SObject>]) -> Option<bool> {
    if object != "user" {
        return Some(SETUP.contains(&object));
    }
    let sets = |row: &Rc<SObject>, names: &[&str]| {
        row.fields
            .borrow()
            .iter()
            .any(|(name, field)| names.contains(&name.as_str()) && !field.value.is_null())
    };
    let of_setup = rows.iter().any(|row| match operation {
        DmlOperation::Insert => sets(row, &["userroleid"]),
        _ if row.id().is_none() => sets(row, &["userroleid"]),
        _ => sets(row, USER_FIELDS),
    });
    of_setup.then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setup_objects_are_sorted() {
        assert!(SETUP.is_sorted());
    }
}
