//! One custom field, from its source to its description.

use std::sync::Arc;

use apex::host::{Data, FieldDescribe, FieldType};

use super::autonumber::AutoNumber;
use super::field::{self, Extra, FormulaField, OnDelete, Summary};
use crate::formula::{Formula, Val};
use crate::metadata::object::{CustomField, ObjectSource, PicklistValue};

/// Describes a custom field.
///
/// # Errors
/// Says what the org cannot do with it.
pub(super) fn build(
    source: &CustomField,
    object: &ObjectSource,
) -> Result<Vec<(FieldDescribe, Extra)>, String> {
    if source.kind.as_deref() == Some("Location") && source.formula.is_none() {
        return Ok(location(source));
    }
    one(source, object).map(|built| vec![built])
}

/// A place is kept as two numbers, `X__Latitude__s` and `X__Longitude__s`; the compound itself is not.
fn location(source: &CustomField) -> Vec<(FieldDescribe, Extra)> {
    let stem = source.full_name.strip_suffix("__c").unwrap_or(&source.full_name);
    let label = source.label.as_deref().unwrap_or(stem);
    ["Latitude", "Longitude"]
        .iter()
        .map(|part| {
            let describe = FieldDescribe {
                precision: 18,
                scale: 15,
                custom: true,
                ..field::plain(
                    &format!("{stem}__{part}__s"),
                    &format!("{label} ({part})"),
                    FieldType::Double,
                    0,
                )
            };
            (describe, Extra::PLAIN)
        })
        .collect()
}

fn one(source: &CustomField, object: &ObjectSource) -> Result<(FieldDescribe, Extra), String> {
    let name = &source.full_name;
    let kind_name = source
        .kind
        .as_deref()
        .ok_or_else(|| format!("{name} has no <type>"))?;
    let mut extra = Extra {
        case_sensitive: source.case_sensitive,
        ..Extra::PLAIN
    };
    let kind = kind(kind_name, source, object, &mut extra)?;
    if let Some(text) = &source.formula {
        match Formula::parse(text) {
            Ok(formula) => {
                extra.formula = Some(FormulaField {
                    formula: Arc::new(formula),
                    blank_as_zero: source.formula_treat_blanks_as.as_deref() != Some("BlankAsBlank"),
                });
            }
            Err(error) => extra.unsupported = Some(format!("{name}: {error}")),
        }
    }
    extra.labels = picklist(source, object)
        .filter_map(|value| Some((value.full_name.clone(), value.label.clone()?)))
        .filter(|(value, label)| value != label)
        .collect();
    let length = match (&kind, source.length) {
        (FieldType::Reference { .. }, _) => 18,
        (_, Some(length)) => length,
        (FieldType::Email, None) => 80,
        (FieldType::Phone, None) => 40,
        (FieldType::Url | FieldType::TextArea | FieldType::Picklist { .. }, None) => 255,
        (FieldType::String, None) if source.formula.is_some() => 1300,
        (FieldType::String, None) => {
            if kind_name == "AutoNumber" {
                30
            } else {
                255
            }
        }
        (FieldType::MultiPicklist { .. }, None) => 4099,
        _ => 0,
    };
    let number = matches!(kind, FieldType::Double | FieldType::Currency | FieldType::Percent);
    let master = matches!(
        kind,
        FieldType::Reference {
            master_detail: true,
            ..
        }
    );
    let label = source
        .label
        .clone()
        .unwrap_or_else(|| name.trim_end_matches("__c").replace('_', " "));
    let computed = source.formula.is_some() || extra.summary.is_some();
    let default = if computed {
        None
    } else {
        default(source, &kind, object, &mut extra)?
    };
    let describe = FieldDescribe {
        precision: if number { source.precision.unwrap_or(18) } else { 0 },
        scale: if number { source.scale.unwrap_or(0) } else { 0 },
        required: source.required || master,
        unique: source.unique,
        external_id: source.external_id,
        calculated: computed || extra.auto_number.is_some(),
        custom: true,
        default,
        ..field::plain(name, &label, kind, length)
    };
    Ok((describe, extra))
}

fn kind(
    name: &str,
    source: &CustomField,
    object: &ObjectSource,
    extra: &mut Extra,
) -> Result<FieldType, String> {
    Ok(match name {
        "Text" | "EncryptedText" => FieldType::String,
        "TextArea" | "LongTextArea" | "Html" => FieldType::TextArea,
        "Email" => FieldType::Email,
        "Phone" => FieldType::Phone,
        "Url" => FieldType::Url,
        "Picklist" => {
            let restricted = source
                .value_set
                .as_ref()
                .is_some_and(|set| set.restricted || set.value_set_name.is_some());
            FieldType::Picklist {
                values: values(source, object),
                restricted,
            }
        }
        "MultiselectPicklist" => FieldType::MultiPicklist {
            values: values(source, object),
        },
        "Checkbox" => FieldType::Boolean,
        "Number" => FieldType::Double,
        "Currency" => FieldType::Currency,
        "Percent" => FieldType::Percent,
        "Date" => FieldType::Date,
        "DateTime" => FieldType::Datetime,
        "Time" => FieldType::Time,
        "AutoNumber" => {
            let format = source.display_format.as_deref().unwrap_or("{0}");
            extra.auto_number = Some(AutoNumber::parse(format, source.starting_number.unwrap_or(1))?);
            FieldType::String
        }
        "Summary" => {
            extra.summary = Some(summary(source)?);
            FieldType::Double
        }
        // The local org has no rows for fields: the name is all there is.
        "MetadataRelationship"
            if source
                .reference_to
                .iter()
                .any(|to| to == "FieldDefinition" || to == "EntityParticle") =>
        {
            FieldType::String
        }
        "Lookup" | "Hierarchy" | "MasterDetail" | "MetadataRelationship" => reference(name, source, extra)?,
        other => {
            return Err(format!(
                "{} has type {other}, which the local org does not support",
                source.full_name
            ));
        }
    })
}

fn reference(kind: &str, source: &CustomField, extra: &mut Extra) -> Result<FieldType, String> {
    let name = &source.full_name;
    let mut to = source.reference_to.clone();
    if kind == "Hierarchy" && to.is_empty() {
        to.push("User".to_owned());
    }
    if to.is_empty() {
        return Err(format!("{name} has no <referenceTo>"));
    }
    let master_detail = kind == "MasterDetail";
    extra.children = source
        .relationship_name
        .as_ref()
        .map(|children| format!("{children}__r"));
    extra.on_delete = match source.delete_constraint.as_deref() {
        _ if master_detail => OnDelete::Cascade,
        None | Some("SetNull") => OnDelete::Clear,
        Some("Restrict") => OnDelete::Restrict,
        Some("Cascade") => OnDelete::Cascade,
        Some(other) => return Err(format!("{name} has the unknown deleteConstraint {other}")),
    };
    extra.write_requires_master_read = source.write_requires_master_read;
    extra.reparentable = source.reparentable_master_detail;
    let relationship = name.strip_suffix("__c").map(|stem| format!("{stem}__r"));
    Ok(FieldType::Reference {
        to,
        relationship,
        master_detail,
    })
}

/// The values of a picklist, active ones.
fn picklist<'a>(
    source: &'a CustomField,
    object: &'a ObjectSource,
) -> impl Iterator<Item = &'a PicklistValue> {
    let set = source.value_set.as_ref();
    let local = set
        .and_then(|set| set.value_set_definition.as_ref())
        .map(|definition| definition.value.as_slice());
    let global = set
        .and_then(|set| set.value_set_name.as_ref())
        .and_then(|name| object.value_sets.get(name));
    let values = local.or(global.map(Vec::as_slice)).unwrap_or_default();
    values.iter().filter(|value| value.is_active != Some(false))
}

fn values(source: &CustomField, object: &ObjectSource) -> Vec<String> {
    picklist(source, object)
        .map(|value| value.full_name.clone())
        .collect()
}

fn summary(source: &CustomField) -> Result<Summary, String> {
    let name = &source.full_name;
    let split = |path: &str| {
        path.split_once('.')
            .map(|(object, field)| (object.to_owned(), field.to_owned()))
            .ok_or_else(|| format!("{name}: {path} must be written Object.Field"))
    };
    let key = source
        .summary_foreign_key
        .as_deref()
        .ok_or_else(|| format!("{name} has no <summaryForeignKey>"))?;
    let (detail, master) = split(key)?;
    let field = match &source.summarized_field {
        Some(path) => Some(split(path)?.1),
        None => None,
    };
    let filters = source
        .summary_filter_items
        .iter()
        .map(|item| Ok((split(&item.field)?.1, item.operation.clone(), item.value.clone())))
        .collect::<Result<_, String>>()?;
    Ok(Summary {
        detail,
        master,
        operation: source
            .summary_operation
            .clone()
            .unwrap_or_else(|| "count".to_owned()),
        field,
        filters,
    })
}

/// The default of a new row: a constant, or a formula kept in `extra`.
fn default(
    source: &CustomField,
    kind: &FieldType,
    object: &ObjectSource,
    extra: &mut Extra,
) -> Result<Option<Data>, String> {
    let text = source
        .default_value
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    match kind {
        FieldType::Boolean if text.is_none() => return Ok(Some(Data::Boolean(false))),
        FieldType::Picklist { .. } if text.is_none() => {
            let chosen = picklist(source, object).find(|value| value.default);
            return Ok(chosen.map(|value| Data::String(value.full_name.clone())));
        }
        _ => {}
    }
    let Some(text) = text else { return Ok(None) };
    let wrong = || {
        format!(
            "{} has the default value {text}, which is not of the field's type",
            source.full_name
        )
    };
    let number = matches!(
        kind,
        FieldType::Integer | FieldType::Double | FieldType::Currency | FieldType::Percent
    );
    let formula = Formula::parse(text).map_err(|error| format!("{}: {error}", source.full_name))?;
    match formula.constant() {
        Some(Val::Null) => Ok(None),
        Some(Val::Boolean(value)) if *kind == FieldType::Boolean => Ok(Some(Data::Boolean(value))),
        Some(Val::Number(value)) if number => Ok(Some(Data::Decimal(value))),
        Some(Val::Text(value)) if is_text(kind) => Ok(Some(Data::String(value))),
        Some(_) => Err(wrong()),
        None => {
            extra.default_formula = Some(Arc::new(formula));
            Ok(matches!(kind, FieldType::Boolean).then_some(Data::Boolean(false)))
        }
    }
}

fn is_text(kind: &FieldType) -> bool {
    matches!(
        kind,
        FieldType::String
            | FieldType::Email
            | FieldType::Phone
            | FieldType::Url
            | FieldType::TextArea
            | FieldType::Picklist { .. }
            | FieldType::MultiPicklist { .. }
    )
}
