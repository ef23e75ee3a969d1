//! What the database knows of a field beyond its description, and how fields are put together.

use std::sync::Arc;

use apex::host::{Data, FieldDescribe, FieldType};
use serde::Deserialize;

use super::autonumber::AutoNumber;
use super::bound::Bound;
use crate::formula::Formula;

/// What becomes of a row when the row it points to is deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnDelete {
    /// The lookup is emptied.
    #[default]
    Clear,
    /// The deletion is refused.
    Restrict,
    /// The row is deleted too.
    Cascade,
}

/// More on a field.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// What happens when the target of a lookup is deleted.
    pub on_delete: OnDelete,
    /// Format of an auto-number.
    pub auto_number: Option<AutoNumber>,
    /// SQL of a field that is computed when read; `{t}` stands for the table.
    pub computed: Option<String>,
    /// Name of the child relationship at the target of a lookup.
    pub children: Option<String>,
    /// Whether unique values differ by the case of letters alone.
    pub case_sensitive: bool,
    /// Whether this lookup governs sharing that is controlled by the parent.
    pub controls_sharing: bool,
    /// Whether a user who may only read the master may write the detail.
    pub write_requires_master_read: bool,
    /// Whether a detail may get another master.
    pub reparentable: bool,
    /// A formula field.
    pub formula: Option<FormulaField>,
    /// A default value that is computed for each new row.
    pub default_formula: Option<Arc<Formula>>,
    /// The same with the sources of what it names, or why it cannot be computed here.
    pub default_bound: Option<Result<Arc<Bound>, String>>,
    /// A roll-up summary.
    pub summary: Option<Summary>,
    /// Labels of picklist values that differ from the values.
    pub labels: Vec<(String, String)>,
    /// Why the value cannot be had in this org.
    pub unsupported: Option<String>,
}

/// A field that a formula computes when it is read.
#[derive(Clone, Debug)]
pub struct FormulaField {
    /// The formula.
    pub formula: Arc<Formula>,
    /// Whether numbers without a value count as zero.
    pub blank_as_zero: bool,
}

/// A field that counts or adds up the details of a row.
#[derive(Clone, Debug)]
pub struct Summary {
    /// `Detail__c`.
    pub detail: String,
    /// The detail's master-detail field.
    pub master: String,
    /// `count`, `sum`, `min`, `max`.
    pub operation: String,
    /// The detail's field; `None` for a count.
    pub field: Option<String>,
    /// Which details count: (field, operation, value).
    pub filters: Vec<(String, String, String)>,
}

impl Extra {
    pub(crate) const PLAIN: Self = Self {
        on_delete: OnDelete::Clear,
        auto_number: None,
        computed: None,
        children: None,
        case_sensitive: false,
        controls_sharing: false,
        write_requires_master_read: false,
        reparentable: false,
        formula: None,
        default_formula: None,
        default_bound: None,
        summary: None,
        labels: Vec::new(),
        unsupported: None,
    };
}

/// A field with nothing special about it.
pub(super) fn plain(name: &str, label: &str, kind: FieldType, length: u32) -> FieldDescribe {
    FieldDescribe {
        name: name.to_owned(),
        label: label.to_owned(),
        kind,
        length,
        precision: 0,
        scale: 0,
        required: false,
        unique: false,
        external_id: false,
        calculated: false,
        name_field: false,
        custom: name.to_lowercase().ends_with("__c"),
        default: None,
    }
}

/// A field that the database fills in.
pub(super) fn system(name: &str, label: &str, kind: FieldType, length: u32) -> FieldDescribe {
    FieldDescribe {
        calculated: true,
        ..plain(name, label, kind, length)
    }
}

/// A lookup.
pub(super) fn reference(to: &[&str], relationship: Option<&str>) -> FieldType {
    FieldType::Reference {
        to: to.iter().map(|&name| name.to_owned()).collect(),
        relationship: relationship.map(str::to_owned),
        master_detail: false,
    }
}

/// `Id` and `IsDeleted`, the first fields of every object.
pub(super) fn leading() -> Vec<FieldDescribe> {
    let deleted = FieldDescribe {
        default: Some(Data::Boolean(false)),
        ..system("IsDeleted", "Deleted", FieldType::Boolean, 0)
    };
    vec![system("Id", "Record ID", FieldType::Id, 18), deleted]
}

/// Who changed a row and when, the last fields of every object.
pub(super) fn audit() -> Vec<FieldDescribe> {
    let user = |relationship| reference(&["User"], Some(relationship));
    vec![
        system("CreatedDate", "Created Date", FieldType::Datetime, 0),
        system("CreatedById", "Created By ID", user("CreatedBy"), 18),
        system("LastModifiedDate", "Last Modified Date", FieldType::Datetime, 0),
        system(
            "LastModifiedById",
            "Last Modified By ID",
            user("LastModifiedBy"),
            18,
        ),
        system("SystemModstamp", "System Modstamp", FieldType::Datetime, 0),
    ]
}

/// `OwnerId`: a user, or a queue for the objects that queues may own.
pub(super) fn owner(queues: bool) -> FieldDescribe {
    let kind = if queues {
        reference(&["User", "Group"], Some("Owner"))
    } else {
        reference(&["User"], Some("Owner"))
    };
    plain("OwnerId", "Owner ID", kind, 18)
}

/// `RecordTypeId`, of objects that have record types.
pub(super) fn record_type() -> FieldDescribe {
    let kind = reference(&["RecordType"], Some("RecordType"));
    plain("RecordTypeId", "Record Type ID", kind, 18)
}
