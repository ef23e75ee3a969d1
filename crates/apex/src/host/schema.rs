//! The org's schema as Apex and describe see it.

use indexmap::IndexMap;

use super::Data;

/// Type of a field, with what Apex and describe need to know of it.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldType {
    /// `Id` of the row itself.
    Id,
    /// Text, text area, rich text, encrypted text.
    String,
    /// `EMAIL`: text checked as an address.
    Email,
    /// `PHONE`.
    Phone,
    /// `URL`.
    Url,
    /// `TEXTAREA`: long text.
    TextArea,
    /// `PICKLIST`: values and whether others are refused.
    Picklist {
        /// API names of active values, in order.
        values: Vec<String>,
        /// Whether a value outside the list is refused.
        restricted: bool,
    },
    /// `MULTIPICKLIST`.
    MultiPicklist {
        /// API names of active values, in order.
        values: Vec<String>,
    },
    /// Checkbox.
    Boolean,
    /// Whole number stored as `INTEGER`.
    Integer,
    /// Number with decimals (also custom numbers without any: Apex sees `Decimal`).
    Double,
    /// Currency.
    Currency,
    /// Percent.
    Percent,
    /// Date.
    Date,
    /// Date and time.
    Datetime,
    /// Time of day.
    Time,
    /// Binary.
    Blob,
    /// Lookup or master-detail.
    Reference {
        /// API names of the objects it may point to.
        to: Vec<String>,
        /// Name used to travel to the parent (`Contact`, `Parent__r`), if any.
        relationship: Option<String>,
        /// `true` for master-detail.
        master_detail: bool,
    },
}

/// One field of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldDescribe {
    /// API name with its capitals.
    pub name: String,
    /// Label in the org's language.
    pub label: String,
    /// Type.
    pub kind: FieldType,
    /// Maximum characters of a text, 0 where it does not apply.
    pub length: u32,
    /// Total digits of a number.
    pub precision: u32,
    /// Digits after the point.
    pub scale: u32,
    /// Whether `null` is refused on save.
    pub required: bool,
    /// Whether two rows may not have the same value.
    pub unique: bool,
    /// Whether it is an external id.
    pub external_id: bool,
    /// Formula, auto-number or system field: never written by DML.
    pub calculated: bool,
    /// Whether it is the object's name field.
    pub name_field: bool,
    /// Whether it ends in `__c`.
    pub custom: bool,
    /// Default value of a new row in Apex, if constant.
    pub default: Option<Data>,
}

/// A child relationship, named from the parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildRelationship {
    /// Name used in subqueries (`Contacts`, `Children__r`).
    pub name: String,
    /// API name of the child object.
    pub object: String,
    /// The child's lookup field.
    pub field: String,
}

/// Sort of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    /// Standard or custom object with rows.
    Normal,
    /// Custom setting, hierarchy type.
    HierarchySetting,
    /// Custom setting, list type.
    ListSetting,
    /// Custom metadata type.
    Metadata,
    /// Platform event.
    Event,
}

/// An object of the org's schema.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectDescribe {
    /// API name with its capitals.
    pub name: String,
    /// Label.
    pub label: String,
    /// Plural label.
    pub label_plural: String,
    /// First three characters of its Ids.
    pub key_prefix: String,
    /// Sort.
    pub kind: ObjectKind,
    /// Whether it ends in `__c`, `__mdt` or `__e`.
    pub custom: bool,
    /// Fields by lower-case API name.
    pub fields: IndexMap<String, FieldDescribe>,
    /// Child relationships.
    pub children: Vec<ChildRelationship>,
}
