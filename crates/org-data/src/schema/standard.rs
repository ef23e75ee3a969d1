//! The standard objects, read from one description file each in `schema/standard/`.

use std::collections::HashMap;
use std::sync::Arc;

use apex::host::{Data, FieldDescribe, FieldType, ObjectDescribe, ObjectKind};
use indexmap::IndexMap;
use serde::Deserialize;

use super::Features;
use super::autonumber::AutoNumber;
use super::field::{self, Extra, OnDelete};
use super::object::{Object, OrgWideDefault};
use crate::OpenError;
use crate::namespace::Namespace;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("standard/", $name, ".toml")))),*]
    };
}

/// The description files.
const FILES: &[(&str, &str)] = files![
    "account",
    "account_contact_role",
    "account_team_member",
    "apex_class",
    "apex_email_notification",
    "apex_page",
    "apex_trigger",
    "app_menu_item",
    "asset",
    "async_apex_job",
    "attachment",
    "auth_session",
    "brand_template",
    "business_hours",
    "campaign",
    "campaign_member",
    "campaign_member_status",
    "case",
    "case_comment",
    "case_contact_role",
    "case_status",
    "collaboration_group",
    "contact",
    "content_document",
    "content_document_link",
    "content_version",
    "content_workspace",
    "contract",
    "cron_job_detail",
    "cron_trigger",
    "custom_permission",
    "document",
    "email_message",
    "email_message_relation",
    "email_template",
    "entity_definition",
    "event",
    "feed_comment",
    "feed_item",
    "field_permissions",
    "flow_definition_view",
    "folder",
    "group",
    "group_member",
    "holiday",
    "individual",
    "lead",
    "lead_status",
    "login_history",
    "name",
    "note",
    "object_permissions",
    "opportunity",
    "opportunity_contact_role",
    "opportunity_line_item",
    "opportunity_stage",
    "opportunity_team_member",
    "order",
    "order_item",
    "org_wide_email_address",
    "organization",
    "permission_set",
    "permission_set_assignment",
    "permission_set_group",
    "permission_set_group_component",
    "pricebook2",
    "pricebook_entry",
    "product2",
    "profile",
    "queue_sobject",
    "record_type",
    "setup_entity_access",
    "static_resource",
    "task",
    "task_status",
    "topic",
    "user",
    "user_license",
    "user_role",
];

/// Stands for every custom object in the targets of a lookup.
const EVERY_CUSTOM_OBJECT: &str = "*custom";

/// One description file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ObjectFile {
    name: String,
    /// Key prefix; empty for an object without Ids of its own.
    #[serde(default)]
    prefix: String,
    label: String,
    plural: String,
    sharing: Option<OrgWideDefault>,
    #[serde(default)]
    setup: bool,
    /// The feature without which the object does not exist.
    feature: Option<Feature>,
    /// SQL of an object that is a view over others instead of a table.
    view: Option<String>,
    owner: Option<Owner>,
    #[serde(default = "yes")]
    audit: bool,
    /// Compound addresses: `Billing` gives `BillingStreet`, `BillingCity`, ...; empty text gives `Street`, ...
    #[serde(default)]
    addresses: Vec<String>,
    fields: IndexMap<String, FieldFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Owner {
    User,
    Queue,
}

/// A feature of the org.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Feature {
    Chatter,
    PersonAccounts,
}

impl Feature {
    fn is_on(self, features: Features) -> bool {
        match self {
            Self::Chatter => features.chatter,
            Self::PersonAccounts => features.person_accounts,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldFile {
    #[serde(rename = "type")]
    kind: Kind,
    label: Option<String>,
    #[serde(default)]
    length: u32,
    #[serde(default)]
    precision: u32,
    #[serde(default)]
    scale: u32,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    unique: bool,
    #[serde(default)]
    external_id: bool,
    #[serde(default)]
    system: bool,
    #[serde(default)]
    name_field: bool,
    default: Option<toml::Value>,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    restricted: bool,
    #[serde(default)]
    to: Vec<String>,
    relationship: Option<String>,
    children: Option<String>,
    #[serde(default)]
    on_delete: OnDelete,
    #[serde(default)]
    controls_sharing: bool,
    auto_number: Option<String>,
    computed: Option<String>,
    /// The feature without which the field does not exist.
    feature: Option<Feature>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Id,
    String,
    Email,
    Phone,
    Url,
    TextArea,
    Picklist,
    MultiPicklist,
    Boolean,
    Integer,
    Double,
    Currency,
    Percent,
    Date,
    Datetime,
    Time,
    Blob,
    Reference,
}

fn yes() -> bool {
    true
}

/// Every standard object by lower-case name.
pub(super) fn objects(features: Features) -> Result<IndexMap<String, Object>, OpenError> {
    let mut objects = IndexMap::new();
    for (name, text) in FILES {
        let wrong = |reason: String| OpenError::Schema(format!("standard object {name}: {reason}"));
        let mut file: ObjectFile = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
        if file.feature.is_some_and(|feature| !feature.is_on(features)) {
            continue;
        }
        file.fields
            .retain(|_, field| field.feature.is_none_or(|feature| feature.is_on(features)));
        let object = build(file).map_err(wrong)?;
        objects.insert(object.describe.name.to_lowercase(), object);
    }
    Ok(objects)
}

/// Gives the lookups to "every custom object" their targets, once those are known.
pub(super) fn point_at_custom_objects(objects: &mut IndexMap<String, Object>) {
    let custom: Vec<String> = objects
        .values()
        .filter(|object| object.describe.custom && object.describe.kind == ObjectKind::Normal)
        .filter(|object| !object.name().ends_with("__Share"))
        .map(|object| object.describe.name.clone())
        .collect();
    for object in objects.values_mut() {
        for field in Arc::make_mut(&mut object.describe).fields.values_mut() {
            if let FieldType::Reference { to, .. } = &mut field.kind
                && let Some(position) = to.iter().position(|target| target == EVERY_CUSTOM_OBJECT)
            {
                to.splice(position..=position, custom.iter().cloned());
            }
        }
    }
}

fn build(file: ObjectFile) -> Result<Object, String> {
    let mut extras = HashMap::new();
    let mut fields: Vec<FieldDescribe> = if file.view.is_some() {
        Vec::new()
    } else {
        field::leading()
    };
    for (name, source) in file.fields {
        extras.insert(name.to_lowercase(), extra(&name, &source)?);
        fields.push(describe(name, source)?);
    }
    fields.extend(file.addresses.iter().flat_map(|prefix| address(prefix)));
    if let Some(owner) = file.owner {
        fields.push(field::owner(matches!(owner, Owner::Queue)));
    }
    if file.audit {
        fields.extend(field::audit());
    }
    let describe = ObjectDescribe {
        name: file.name,
        label: file.label,
        label_plural: file.plural,
        key_prefix: file.prefix,
        kind: ObjectKind::Normal,
        custom: false,
        fields: fields
            .into_iter()
            .map(|field| (field.name.to_lowercase(), field))
            .collect(),
        children: Vec::new(),
    };
    Ok(Object {
        describe: Arc::new(describe),
        sharing: file.sharing.unwrap_or(OrgWideDefault::FullAccess),
        setup: file.setup,
        view: file.view,
        extras,
        namespace: Namespace::default(),
        chatter: matches!(file.feature, Some(Feature::Chatter)),
        rules: Vec::new(),
    })
}

fn extra(name: &str, source: &FieldFile) -> Result<Extra, String> {
    let auto_number = match &source.auto_number {
        Some(format) => Some(AutoNumber::parse(format, 1001).map_err(|reason| format!("{name}: {reason}"))?),
        None => None,
    };
    Ok(Extra {
        on_delete: source.on_delete,
        auto_number,
        computed: source.computed.clone(),
        children: source.children.clone(),
        controls_sharing: source.controls_sharing,
        ..Extra::PLAIN
    })
}

fn describe(name: String, source: FieldFile) -> Result<FieldDescribe, String> {
    let default = match source.default {
        None => None,
        Some(toml::Value::Boolean(value)) => Some(Data::Boolean(value)),
        Some(toml::Value::String(value)) => Some(Data::String(value)),
        Some(other) => return Err(format!("{name}: default {other} is neither text nor boolean")),
    };
    let kind = match source.kind {
        Kind::Id => FieldType::Id,
        Kind::String => FieldType::String,
        Kind::Email => FieldType::Email,
        Kind::Phone => FieldType::Phone,
        Kind::Url => FieldType::Url,
        Kind::TextArea => FieldType::TextArea,
        Kind::Picklist => FieldType::Picklist {
            values: source.values,
            restricted: source.restricted,
        },
        Kind::MultiPicklist => FieldType::MultiPicklist {
            values: source.values,
        },
        Kind::Boolean => FieldType::Boolean,
        Kind::Integer => FieldType::Integer,
        Kind::Double => FieldType::Double,
        Kind::Currency => FieldType::Currency,
        Kind::Percent => FieldType::Percent,
        Kind::Date => FieldType::Date,
        Kind::Datetime => FieldType::Datetime,
        Kind::Time => FieldType::Time,
        Kind::Blob => FieldType::Blob,
        Kind::Reference => FieldType::Reference {
            to: source.to,
            relationship: source.relationship,
            master_detail: false,
        },
    };
    let default = if matches!(kind, FieldType::Boolean) {
        default.or(Some(Data::Boolean(false)))
    } else {
        default
    };
    let length = match (&kind, source.length) {
        (FieldType::Id | FieldType::Reference { .. }, 0) => 18,
        (FieldType::Email, 0) => 80,
        (FieldType::Phone, 0) => 40,
        (FieldType::Url | FieldType::Picklist { .. }, 0) => 255,
        (_, length) => length,
    };
    let label = source.label.unwrap_or_else(|| spaced(&name));
    let calculated = source.system || source.computed.is_some() || source.auto_number.is_some();
    Ok(FieldDescribe {
        precision: source.precision,
        scale: source.scale,
        required: source.required,
        unique: source.unique,
        external_id: source.external_id,
        calculated,
        name_field: source.name_field,
        default,
        ..field::plain(&name, &label, kind, length)
    })
}

/// `BillingCity` as `Billing City`.
fn spaced(name: &str) -> String {
    let mut label = String::new();
    let mut previous_lower = false;
    for letter in name.chars() {
        if letter.is_uppercase() && previous_lower {
            label.push(' ');
        }
        previous_lower = letter.is_lowercase();
        label.push(letter);
    }
    label
        .strip_suffix(" Id")
        .map(|start| format!("{start} ID"))
        .unwrap_or(label)
}

fn address(prefix: &str) -> Vec<FieldDescribe> {
    let parts = [
        ("Street", 255),
        ("City", 40),
        ("State", 80),
        ("PostalCode", 20),
        ("Country", 80),
    ];
    let place = ["Latitude", "Longitude"].into_iter().map(|part| {
        let name = format!("{prefix}{part}");
        FieldDescribe {
            precision: 18,
            scale: 15,
            ..field::plain(&name, &spaced(&name), FieldType::Double, 0)
        }
    });
    parts
        .into_iter()
        .map(|(part, length)| {
            let name = format!("{prefix}{part}");
            let kind = if part == "Street" {
                FieldType::TextArea
            } else {
                FieldType::String
            };
            field::plain(&name, &spaced(&name), kind, length)
        })
        .chain(place)
        .collect()
}
