//! Share objects: `AccountShare`, `Visit__Share`: rows that give access to one row of the object.

use std::collections::HashMap;
use std::sync::Arc;

use apex::host::{Data, FieldDescribe, FieldType, ObjectDescribe, ObjectKind};

use super::field::{self, Extra, OnDelete};
use super::object::{Object, OrgWideDefault};
use crate::namespace::Namespace;

/// Standard objects that have a share object, with its key prefix.
pub(super) const STANDARD: &[(&str, &str)] = &[
    ("Account", "00r"),
    ("Campaign", "08s"),
    ("Case", "01n"),
    ("Contact", "03s"),
    ("Lead", "01o"),
    ("Opportunity", "00t"),
];

/// Name of the share object of an object.
pub(super) fn name(object: &str) -> String {
    match object.strip_suffix("__c") {
        Some(stem) => format!("{stem}__Share"),
        None => format!("{object}Share"),
    }
}

/// Names of the fields of a share object: parent, access level.
pub(super) fn fields(object: &str) -> (String, String) {
    if object.ends_with("__c") {
        ("ParentId".to_owned(), "AccessLevel".to_owned())
    } else {
        (format!("{object}Id"), format!("{object}AccessLevel"))
    }
}

/// The share object of an object.
pub(super) fn build(object: &Object, prefix: String) -> Object {
    let shared = object.name();
    let (parent, level) = fields(shared);
    let mut described = field::leading();
    let required = |field: FieldDescribe| FieldDescribe {
        required: true,
        ..field
    };
    let relationship = if object.describe.custom { "Parent" } else { shared };
    let label = format!("{} ID", object.describe.label);
    described.push(required(field::plain(
        &parent,
        &label,
        field::reference(&[shared], Some(relationship)),
        18,
    )));
    described.push(required(field::plain(
        "UserOrGroupId",
        "User/Group ID",
        field::reference(&["User", "Group"], Some("UserOrGroup")),
        18,
    )));
    let levels = |values: &[&str]| FieldType::Picklist {
        values: values.iter().map(|&value| value.to_owned()).collect(),
        restricted: true,
    };
    described.push(required(field::plain(
        &level,
        "Access Level",
        levels(&["Read", "Edit", "All"]),
        40,
    )));
    if shared == "Account" {
        for other in ["OpportunityAccessLevel", "CaseAccessLevel", "ContactAccessLevel"] {
            described.push(field::plain(
                other,
                "Access Level",
                levels(&["None", "Read", "Edit"]),
                40,
            ));
        }
    }
    let causes = FieldType::Picklist {
        values: vec!["Owner".to_owned(), "Manual".to_owned(), "Rule".to_owned()],
        restricted: false,
    };
    described.push(FieldDescribe {
        default: Some(Data::String("Manual".to_owned())),
        ..field::plain("RowCause", "Row Cause", causes, 40)
    });
    described.extend(
        field::audit()
            .into_iter()
            .filter(|field| field.name.starts_with("LastModified")),
    );
    let extra = Extra {
        on_delete: OnDelete::Cascade,
        children: Some("Shares".to_owned()),
        ..Extra::PLAIN
    };
    let describe = ObjectDescribe {
        name: name(shared),
        label: format!("{} Share", object.describe.label),
        label_plural: format!("{} Share", object.describe.label),
        key_prefix: prefix,
        kind: ObjectKind::Normal,
        custom: object.describe.custom,
        fields: described
            .into_iter()
            .map(|field| (field.name.to_lowercase(), field))
            .collect(),
        children: Vec::new(),
    };
    Object {
        describe: Arc::new(describe),
        sharing: OrgWideDefault::FullAccess,
        setup: false,
        view: None,
        extras: HashMap::from([(parent.to_lowercase(), extra)]),
        namespace: Namespace::default(),
        chatter: false,
        rules: Vec::new(),
    }
}
