//! Custom objects, settings, metadata types and fields, from their source files.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use apex::host::{FieldDescribe, FieldType, ObjectDescribe, ObjectKind};
use indexmap::IndexMap;

use super::autonumber::AutoNumber;
use super::custom_field;
use super::field::{self, Extra};
use super::object::{Object, OrgWideDefault};
use super::share;
use crate::OpenError;
use crate::faults::Faults;
use crate::metadata::Metadata;
use crate::metadata::object::{CustomObject, ObjectSource};
use crate::namespace::Namespace;

/// Adds what the sources say to the standard objects.
pub(super) fn add(
    metadata: &Metadata,
    known_prefixes: &HashMap<String, String>,
    objects: &mut IndexMap<String, Object>,
) -> Result<(), OpenError> {
    let mut names: Vec<&String> = metadata.objects.keys().collect();
    names.sort();
    let mut prefixes = Prefixes::new(known_prefixes, objects);
    for name in names {
        let Some(source) = metadata.objects.get(name) else {
            continue;
        };
        let faults = &metadata.faults;
        if is_custom(name) {
            if let Some(object) = faults.tell(build(name, source, &mut prefixes, faults))? {
                objects.insert(name.to_lowercase(), object);
            }
        } else {
            faults.tell(extend(name, source, objects, faults))?;
        }
    }
    for (name, prefix) in share::STANDARD {
        if let Some(object) = objects.get(&name.to_lowercase()) {
            let share = share::build(object, (*prefix).to_owned());
            objects.insert(share.name().to_lowercase(), share);
        }
    }
    let owned: Vec<String> = objects
        .values()
        .filter(|object| {
            object.describe.custom && object.describe.kind == ObjectKind::Normal && object.owned()
        })
        .map(|object| object.name().to_lowercase())
        .collect();
    for key in owned {
        if let Some(object) = objects.get(&key) {
            let prefix = prefixes.take_with(&share::name(object.name()), 's');
            let share = share::build(object, prefix);
            objects.insert(share.name().to_lowercase(), share);
        }
    }
    Ok(())
}

fn is_custom(name: &str) -> bool {
    let name = name.to_lowercase();
    ["__c", "__mdt", "__e"]
        .iter()
        .any(|suffix| name.ends_with(suffix))
}

fn extend(
    name: &str,
    source: &ObjectSource,
    objects: &mut IndexMap<String, Object>,
    faults: &Faults,
) -> Result<(), OpenError> {
    let needed = source
        .definition
        .as_ref()
        .map(|(path, _)| path)
        .or_else(|| source.fields.values().map(|(p, _)| p).next());
    let Some(object) = objects.get_mut(&name.to_lowercase()) else {
        // A folder with only list views, layouts or record types holds nothing for the database.
        return match needed {
            Some(path) => Err(OpenError::metadata(
                path,
                format!("this org has no standard object {name}"),
            )),
            None => Ok(()),
        };
    };
    if let Some((path, definition)) = &source.definition {
        object.sharing = sharing(path, definition)?.unwrap_or(object.sharing);
    }
    let describe = Arc::make_mut(&mut object.describe);
    for (field_name, (path, source_field)) in &source.fields {
        if !is_custom(field_name) {
            // A standard field whose file only adjusts its presentation.
            continue;
        }
        let built =
            custom_field::build(source_field, source).map_err(|reason| OpenError::metadata(path, reason));
        for (field, extra) in faults.tell(built)?.into_iter().flatten() {
            object.extras.insert(field.name.to_lowercase(), extra);
            describe.fields.insert(field.name.to_lowercase(), field);
        }
    }
    if !source.record_types.is_empty() && !describe.fields.contains_key("recordtypeid") {
        describe
            .fields
            .insert("recordtypeid".to_owned(), field::record_type());
    }
    Ok(())
}

fn build(
    name: &str,
    source: &ObjectSource,
    prefixes: &mut Prefixes,
    faults: &Faults,
) -> Result<Object, OpenError> {
    let Some((path, definition)) = &source.definition else {
        let path = source
            .fields
            .values()
            .map(|(path, _)| path.clone())
            .next()
            .unwrap_or_else(|| PathBuf::from(name));
        return Err(OpenError::metadata(
            path,
            format!("the sources have fields of {name} but no {name}.object-meta.xml"),
        ));
    };
    let kind = kind(name, path, definition)?;
    let mut extras = HashMap::new();
    let mut fields = field::leading();
    match kind {
        ObjectKind::Metadata => fields.extend(metadata_fields()),
        ObjectKind::HierarchySetting | ObjectKind::ListSetting => fields.extend(setting_fields(kind)),
        ObjectKind::Event => fields.extend([
            field::system("ReplayId", "Replay ID", FieldType::String, 1000),
            field::system("EventUuid", "Event UUID", FieldType::String, 36),
        ]),
        ObjectKind::Normal => {
            let (name_field, extra) = name_field(path, definition)?;
            extras.insert("name".to_owned(), extra);
            fields.push(name_field);
        }
    }
    let mut master = false;
    for (field_path, source_field) in source.fields.values() {
        let built = custom_field::build(source_field, source)
            .map_err(|reason| OpenError::metadata(field_path, reason));
        for (field, extra) in faults.tell(built)?.into_iter().flatten() {
            master |= matches!(
                field.kind,
                FieldType::Reference {
                    master_detail: true,
                    ..
                }
            );
            extras.insert(field.name.to_lowercase(), extra);
            fields.push(field);
        }
    }
    if !source.record_types.is_empty() {
        fields.push(field::record_type());
    }
    if kind == ObjectKind::Normal && !master {
        fields.push(field::owner(true));
    }
    if kind != ObjectKind::Metadata {
        fields.extend(field::audit());
    }
    let label = definition.label.clone().unwrap_or_else(|| name.to_owned());
    let describe = ObjectDescribe {
        name: name.to_owned(),
        label_plural: definition.plural_label.clone().unwrap_or_else(|| label.clone()),
        label,
        key_prefix: prefixes.take(name, kind),
        kind,
        custom: true,
        fields: fields
            .into_iter()
            .map(|field| (field.name.to_lowercase(), field))
            .collect(),
        children: Vec::new(),
    };
    let fallback = if kind != ObjectKind::Normal {
        OrgWideDefault::FullAccess
    } else if master {
        OrgWideDefault::ControlledByParent
    } else {
        OrgWideDefault::ReadWrite
    };
    let sharing = sharing(path, definition)?.unwrap_or(fallback);
    Ok(Object {
        describe: Arc::new(describe),
        sharing,
        setup: false,
        view: None,
        extras,
        namespace: Namespace::default(),
        chatter: false,
        rules: Vec::new(),
    })
}

fn kind(name: &str, path: &Path, definition: &CustomObject) -> Result<ObjectKind, OpenError> {
    let lower = name.to_lowercase();
    if lower.ends_with("__mdt") {
        return Ok(ObjectKind::Metadata);
    }
    if lower.ends_with("__e") {
        return Ok(ObjectKind::Event);
    }
    match definition.custom_settings_type.as_deref() {
        None => Ok(ObjectKind::Normal),
        Some("Hierarchy") => Ok(ObjectKind::HierarchySetting),
        Some("List") => Ok(ObjectKind::ListSetting),
        Some(other) => Err(OpenError::metadata(
            path,
            format!("customSettingsType {other} is neither Hierarchy nor List"),
        )),
    }
}

fn sharing(path: &Path, definition: &CustomObject) -> Result<Option<OrgWideDefault>, OpenError> {
    let Some(text) = &definition.sharing_model else {
        return Ok(None);
    };
    match OrgWideDefault::parse(text) {
        Some(sharing) => Ok(Some(sharing)),
        None => Err(OpenError::metadata(path, format!("unknown sharingModel {text}"))),
    }
}

fn name_field(path: &Path, definition: &CustomObject) -> Result<(FieldDescribe, Extra), OpenError> {
    let source = definition.name_field.clone().unwrap_or_default();
    let label = source.label.unwrap_or_else(|| "Name".to_owned());
    let plain = FieldDescribe {
        name_field: true,
        ..field::plain("Name", &label, FieldType::String, 80)
    };
    match source.kind.as_deref() {
        None | Some("Text") => Ok((plain, Extra::PLAIN)),
        Some("AutoNumber") => {
            let format = source.display_format.unwrap_or_else(|| "{0}".to_owned());
            let number = AutoNumber::parse(&format, source.starting_number.unwrap_or(1))
                .map_err(|reason| OpenError::metadata(path, reason))?;
            let extra = Extra {
                auto_number: Some(number),
                ..Extra::PLAIN
            };
            Ok((
                FieldDescribe {
                    calculated: true,
                    ..plain
                },
                extra,
            ))
        }
        Some(other) => Err(OpenError::metadata(
            path,
            format!("nameField type {other} is neither Text nor AutoNumber"),
        )),
    }
}

fn metadata_fields() -> Vec<FieldDescribe> {
    [
        ("DeveloperName", "Custom Metadata Record Name", 40),
        ("MasterLabel", "Label", 40),
        ("Label", "Label", 40),
    ]
    .into_iter()
    .chain([
        ("Language", "Master Language", 40),
        ("NamespacePrefix", "Namespace Prefix", 15),
    ])
    .chain([("QualifiedApiName", "Qualified API Name", 70)])
    .map(|(name, label, length)| FieldDescribe {
        name_field: name == "DeveloperName",
        ..field::system(name, label, FieldType::String, length)
    })
    .collect()
}

fn setting_fields(kind: ObjectKind) -> Vec<FieldDescribe> {
    let name = FieldDescribe {
        name_field: true,
        required: kind == ObjectKind::ListSetting,
        unique: kind == ObjectKind::ListSetting,
        ..field::plain(
            "Name",
            "Name",
            FieldType::String,
            if kind == ObjectKind::ListSetting { 38 } else { 80 },
        )
    };
    let owner = field::reference(&["Organization", "Profile", "User"], Some("SetupOwner"));
    let owner = FieldDescribe {
        unique: kind == ObjectKind::HierarchySetting,
        ..field::plain("SetupOwnerId", "Location", owner, 18)
    };
    vec![name, owner]
}

/// Gives out key prefixes: `a00`, `a01`, ... for objects in the order of their names, `m00` for metadata
/// types, `e00` for events, `s00` for share objects. An object that a kept database already knows keeps its prefix.
struct Prefixes {
    known: HashMap<String, String>,
    used: BTreeSet<String>,
}

impl Prefixes {
    fn new(known: &HashMap<String, String>, standard: &IndexMap<String, Object>) -> Self {
        let used = standard
            .values()
            .map(|object| object.describe.key_prefix.clone())
            .chain(known.values().cloned());
        Self {
            used: used.collect(),
            known: known.clone(),
        }
    }

    fn take(&mut self, name: &str, kind: ObjectKind) -> String {
        let letter = match kind {
            ObjectKind::Metadata => 'm',
            ObjectKind::Event => 'e',
            _ => 'a',
        };
        self.take_with(name, letter)
    }

    /// A prefix that begins with a letter.
    fn take_with(&mut self, name: &str, letter: char) -> String {
        if let Some(prefix) = self.known.get(&name.to_lowercase()) {
            return prefix.clone();
        }
        let digits = || "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".chars();
        let free = digits()
            .flat_map(|first| digits().map(move |second| format!("{letter}{first}{second}")))
            .find(|prefix| !self.used.contains(prefix))
            .unwrap_or_default();
        self.used.insert(free.clone());
        free
    }
}
