//! `objects/**`: custom objects, custom settings, custom metadata types, and fields added to standard ones.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use serde::Deserialize;

use super::tree::{SourceFile, SourceTree};
use super::xml;
use crate::OpenError;
use crate::namespace::Namespace;

/// One folder of `objects/`.
#[derive(Clone, Debug, Default)]
pub struct ObjectSource {
    /// The object file, when there is one (a standard object may only have fields).
    pub definition: Option<(PathBuf, CustomObject)>,
    /// Fields by API name, from `fields/` or from the object file.
    pub fields: IndexMap<String, (PathBuf, CustomField)>,
    /// Values of the global value sets that a field of the object names, by value set name.
    pub value_sets: IndexMap<String, Vec<PicklistValue>>,
    /// Validation rules with the file and namespace each comes from.
    pub validation_rules: Vec<(PathBuf, ValidationRule)>,
    /// Record types.
    pub record_types: Vec<RecordType>,
}

/// `ValidationRule` of the Metadata API.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ValidationRule {
    /// API name.
    pub full_name: String,
    /// Whether it applies.
    #[serde(default)]
    pub active: bool,
    /// The formula that is true for a row to be refused.
    pub error_condition_formula: String,
    /// Field at which the message is shown.
    pub error_display_field: Option<String>,
    /// The message.
    #[serde(default)]
    pub error_message: String,
}

/// `RecordType` of the Metadata API.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordType {
    /// API name.
    pub full_name: String,
    /// Label.
    #[serde(default)]
    pub label: String,
    /// Description.
    pub description: Option<String>,
    /// Whether it may be chosen.
    #[serde(default)]
    pub active: bool,
    /// Namespace of the package it belongs to.
    #[serde(skip)]
    pub namespace: String,
}

/// `CustomObject` of the Metadata API, the parts that matter to data.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomObject {
    /// Label.
    pub label: Option<String>,
    /// Plural label.
    pub plural_label: Option<String>,
    /// `Hierarchy` or `List` for a custom setting.
    pub custom_settings_type: Option<String>,
    /// `HighVolume` or `StandardVolume` for a platform event.
    pub event_type: Option<String>,
    /// Org-wide default of record sharing.
    pub sharing_model: Option<String>,
    /// The name field.
    pub name_field: Option<NameField>,
    /// Fields of files that are not decomposed.
    #[serde(default)]
    pub fields: Vec<CustomField>,
    /// Validation rules of files that are not decomposed.
    #[serde(default)]
    pub validation_rules: Vec<ValidationRule>,
    /// Record types of files that are not decomposed.
    #[serde(default)]
    pub record_types: Vec<RecordType>,
}

/// Name field of a custom object.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NameField {
    /// Label.
    pub label: Option<String>,
    /// `Text` or `AutoNumber`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Auto-number format, for example `TV-{00000}`.
    pub display_format: Option<String>,
    /// First auto-number.
    pub starting_number: Option<u64>,
}

/// `CustomField` of the Metadata API, the parts that matter to data.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomField {
    /// API name.
    pub full_name: String,
    /// Label; standard fields have none.
    pub label: Option<String>,
    /// Type, absent for a standard field that is only adjusted.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Characters of a text.
    pub length: Option<u32>,
    /// Digits of a number.
    pub precision: Option<u32>,
    /// Digits after the point.
    pub scale: Option<u32>,
    /// Whether a value is required.
    #[serde(default)]
    pub required: bool,
    /// Whether values are unique.
    #[serde(default)]
    pub unique: bool,
    /// Whether the case of letters counts for uniqueness.
    #[serde(default)]
    pub case_sensitive: bool,
    /// Whether it is an external id.
    #[serde(default)]
    pub external_id: bool,
    /// Default value, a formula.
    pub default_value: Option<String>,
    /// Formula of a calculated field.
    pub formula: Option<String>,
    /// Objects a lookup may point to.
    #[serde(default)]
    pub reference_to: Vec<String>,
    /// Name of the child relationship.
    pub relationship_name: Option<String>,
    /// `SetNull`, `Restrict` or `Cascade`.
    pub delete_constraint: Option<String>,
    /// Auto-number format.
    pub display_format: Option<String>,
    /// First auto-number.
    pub starting_number: Option<u64>,
    /// Values of a picklist.
    pub value_set: Option<ValueSet>,
    /// `BlankAsZero` or `BlankAsBlank`: how a formula reads numbers without a value.
    pub formula_treat_blanks_as: Option<String>,
    /// Whether a user who may only read the master may write the detail; absent means no.
    #[serde(default)]
    pub write_requires_master_read: bool,
    /// Whether a detail may get another master.
    #[serde(default)]
    pub reparentable_master_detail: bool,
    /// Roll-up summary: `Detail__c.Master__c`.
    pub summary_foreign_key: Option<String>,
    /// Roll-up summary: `Detail__c.Amount__c`; absent for a count.
    pub summarized_field: Option<String>,
    /// Roll-up summary: `count`, `sum`, `min` or `max`.
    pub summary_operation: Option<String>,
    /// Roll-up summary: which details count.
    #[serde(default)]
    pub summary_filter_items: Vec<SummaryFilterItem>,
    /// Namespace of the package the field belongs to.
    #[serde(skip)]
    pub namespace: String,
}

/// A condition on the details of a roll-up summary.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SummaryFilterItem {
    /// `Detail__c.Field__c`.
    pub field: String,
    /// `equals`, `notEqual`, `lessThan`, `greaterThan`, ...
    pub operation: String,
    /// The value, as text.
    #[serde(default)]
    pub value: String,
}

/// Values of a picklist.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ValueSet {
    /// Whether other values are refused.
    #[serde(default)]
    pub restricted: bool,
    /// Values given in place.
    pub value_set_definition: Option<ValueSetDefinition>,
    /// Name of a global value set.
    pub value_set_name: Option<String>,
}

/// Values given in place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ValueSetDefinition {
    /// The values in order.
    #[serde(default)]
    pub value: Vec<PicklistValue>,
}

/// One value of a picklist.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PicklistValue {
    /// API name.
    pub full_name: String,
    /// What users see; absent means the API name.
    pub label: Option<String>,
    /// Whether new rows start with it.
    #[serde(default)]
    pub default: bool,
    /// Whether it can still be chosen; absent means yes.
    pub is_active: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct GlobalValueSet {
    #[serde(default)]
    custom_value: Vec<PicklistValue>,
}

const OBJECT: &str = ".object-meta.xml";
const FIELD: &str = ".field-meta.xml";
const VALIDATION_RULE: &str = ".validationRule-meta.xml";
const RECORD_TYPE: &str = ".recordType-meta.xml";
const VALUE_SET: &str = ".globalValueSet-meta.xml";

pub(super) fn read(tree: &SourceTree) -> Result<IndexMap<String, ObjectSource>, OpenError> {
    let mut objects: IndexMap<String, ObjectSource> = IndexMap::new();
    for file in tree.files("objects")? {
        let Some(folder) = object_folder(&file.relative) else {
            continue;
        };
        if folder.ends_with("__b") {
            let refused = OpenError::metadata(&file.path, "big objects are not supported by the local org");
            tree.faults.tell(Err::<(), _>(refused))?;
            continue;
        }
        let namespace = Namespace::new(&file.namespace);
        let name = namespace.qualify(&folder);
        tree.faults
            .tell(read_file(&mut objects, file, name, &namespace))?;
    }
    attach_value_sets(tree, &mut objects)?;
    Ok(objects)
}

fn read_file(
    objects: &mut IndexMap<String, ObjectSource>,
    file: SourceFile,
    name: String,
    namespace: &Namespace,
) -> Result<(), OpenError> {
    let file_name = file.path.to_string_lossy().into_owned();
    if file_name.ends_with(OBJECT) {
        let mut definition: CustomObject = xml::parse(&file.path, "CustomObject")?;
        let entry = objects.entry(name).or_default();
        for field in std::mem::take(&mut definition.fields) {
            let field = installed(field, namespace);
            // A decomposed field file says more recent things than the object file.
            entry
                .fields
                .entry(field.full_name.clone())
                .or_insert((file.path.clone(), field));
        }
        for rule in std::mem::take(&mut definition.validation_rules) {
            entry.validation_rules.push((file.path.clone(), rule));
        }
        for kind in std::mem::take(&mut definition.record_types) {
            entry.add_record_type(kind, namespace);
        }
        entry.definition = Some((file.path, definition));
    } else if file_name.ends_with(FIELD) {
        let field: CustomField = xml::parse(&file.path, "CustomField")?;
        let stem = xml::component_name(&file.path, FIELD)?;
        if field.full_name != stem {
            let reason = format!(
                "fullName is {}, but the file is called {stem}{FIELD}",
                field.full_name
            );
            return Err(OpenError::metadata(&file.path, reason));
        }
        let field = installed(field, namespace);
        objects
            .entry(name)
            .or_default()
            .fields
            .insert(field.full_name.clone(), (file.path, field));
    } else if file_name.ends_with(VALIDATION_RULE) {
        let rule: ValidationRule = xml::parse(&file.path, "ValidationRule")?;
        let entry = objects.entry(name).or_default();
        entry
            .validation_rules
            .retain(|(_, known)| known.full_name != rule.full_name);
        entry.validation_rules.push((file.path, rule));
    } else if file_name.ends_with(RECORD_TYPE) {
        let kind: RecordType = xml::parse(&file.path, "RecordType")?;
        objects.entry(name).or_default().add_record_type(kind, namespace);
    }
    Ok(())
}

impl ObjectSource {
    fn add_record_type(&mut self, kind: RecordType, namespace: &Namespace) {
        self.record_types
            .retain(|known| known.full_name != kind.full_name || known.namespace != namespace.name());
        self.record_types.push(RecordType {
            namespace: namespace.name().to_owned(),
            ..kind
        });
    }
}

/// A field as the org has it: with the names of its package.
fn installed(field: CustomField, namespace: &Namespace) -> CustomField {
    let qualify = |name: &String| namespace.qualify(name);
    CustomField {
        full_name: namespace.qualify(&field.full_name),
        label: field.label.clone().or_else(|| {
            let stem = field.full_name.strip_suffix("__c")?;
            Some(stem.replace('_', " "))
        }),
        reference_to: field.reference_to.iter().map(qualify).collect(),
        // The child relationship of a custom lookup is a custom name too; it gets `__r` later.
        relationship_name: field
            .relationship_name
            .as_ref()
            .map(|name| namespace.component(name)),
        summary_foreign_key: field.summary_foreign_key.as_ref().map(qualify),
        summarized_field: field.summarized_field.as_ref().map(qualify),
        summary_filter_items: field
            .summary_filter_items
            .iter()
            .map(|item| SummaryFilterItem {
                field: namespace.qualify(&item.field),
                ..item.clone()
            })
            .collect(),
        value_set: field.value_set.clone().map(|set| ValueSet {
            value_set_name: set.value_set_name.as_ref().map(|name| namespace.component(name)),
            ..set
        }),
        namespace: namespace.name().to_owned(),
        ..field
    }
}

/// `Foo__c` of `Foo__c/fields/Bar__c.field-meta.xml`; nothing for a file directly in `objects/`.
fn object_folder(relative: &Path) -> Option<String> {
    let mut parts = relative.components();
    let first = parts.next()?;
    parts.next()?;
    Some(first.as_os_str().to_string_lossy().into_owned())
}

fn attach_value_sets(
    tree: &SourceTree,
    objects: &mut IndexMap<String, ObjectSource>,
) -> Result<(), OpenError> {
    let mut sets = IndexMap::new();
    for file in tree.files("globalValueSets")? {
        let name = Namespace::new(&file.namespace).component(&xml::component_name(&file.path, VALUE_SET)?);
        let set: GlobalValueSet = xml::parse(&file.path, "GlobalValueSet")?;
        sets.insert(name, set.custom_value);
    }
    for object in objects.values_mut() {
        for (path, field) in object.fields.values() {
            let Some(name) = field
                .value_set
                .as_ref()
                .and_then(|set| set.value_set_name.clone())
            else {
                continue;
            };
            let values = sets.get(&name).cloned().ok_or_else(|| {
                OpenError::metadata(path, format!("no global value set {name} in the sources"))
            });
            if let Some(values) = tree.faults.tell(values)? {
                object.value_sets.insert(name, values);
            }
        }
    }
    Ok(())
}
