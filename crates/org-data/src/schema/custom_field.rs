//! One custom field, from its source to its description.

use std::str::FromStr;

use apex::host::{Data, FieldDescribe, FieldType};
use bigdecimal::BigDecimal;

use super::autonumber::AutoNumber;
use super::field::{self, Extra, OnDelete};
use crate::metadata::object::{CustomField, ObjectSource, PicklistValue};

/// Describes a custom field.
///
/// # Errors
/// Says what the org cannot do with it.
pub(super) fn build(source: &CustomField, object: &ObjectSource) -> Result<(FieldDescribe, Extra), String> {
    let name = &source.full_name;
    if source.formula.is_some() {
        return Err(format!(
            "{name} is a formula field; the local org does not evaluate formulas"
        ));
    }
    let kind_name = source
        .kind
        .as_deref()
        .ok_or_else(|| format!("{name} has no <type>"))?;
    let mut extra = Extra {
        case_sensitive: source.case_sensitive,
        ..Extra::PLAIN
    };
    let kind = kind(kind_name, source, object, &mut extra)?;
    let length = match (&kind, source.length) {
        (FieldType::Reference { .. }, _) => 18,
        (_, Some(length)) => length,
        (FieldType::Email, None) => 80,
        (FieldType::Phone, None) => 40,
        (FieldType::Url | FieldType::TextArea | FieldType::Picklist { .. }, None) => 255,
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
    let default = default(source, &kind, object)?;
    let describe = FieldDescribe {
        precision: if number { source.precision.unwrap_or(18) } else { 0 },
        scale: if number { source.scale.unwrap_or(0) } else { 0 },
        required: source.required || master,
        unique: source.unique,
        external_id: source.external_id,
        calculated: extra.auto_number.is_some(),
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

fn default(source: &CustomField, kind: &FieldType, object: &ObjectSource) -> Result<Option<Data>, String> {
    let text = source
        .default_value
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let wrong = || {
        format!(
            "{} has the default value {}; the local org only takes constants of the field's type",
            source.full_name,
            text.unwrap_or_default()
        )
    };
    match kind {
        FieldType::Boolean => match text {
            None => Ok(Some(Data::Boolean(false))),
            Some(text) if text.eq_ignore_ascii_case("true") => Ok(Some(Data::Boolean(true))),
            Some(text) if text.eq_ignore_ascii_case("false") => Ok(Some(Data::Boolean(false))),
            Some(_) => Err(wrong()),
        },
        FieldType::Picklist { .. } if text.is_none() => Ok(picklist(source, object)
            .find(|value| value.default)
            .map(|value| Data::String(value.full_name.clone()))),
        _ => match text {
            None => Ok(None),
            Some(text) if matches!(kind, FieldType::Double | FieldType::Currency | FieldType::Percent) => {
                BigDecimal::from_str(text)
                    .map(|number| Some(Data::Decimal(number)))
                    .map_err(|_| wrong())
            }
            Some(text) if is_text(kind) => quoted(text)
                .map(|text| Some(Data::String(text)))
                .ok_or_else(wrong),
            Some(_) => Err(wrong()),
        },
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
    )
}

/// The content of a text constant of a formula: `"abc"` or `'abc'` with backslash escapes.
fn quoted(text: &str) -> Option<String> {
    let mut letters = text.chars();
    let quote = letters.next().filter(|letter| matches!(letter, '"' | '\''))?;
    let mut content = String::new();
    while let Some(letter) = letters.next() {
        if letter == quote {
            return letters.next().is_none().then_some(content);
        }
        content.push(if letter == '\\' { letters.next()? } else { letter });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn reads_text_constants_only() {
        assert_eq!(quoted("\"a \\\"b\\\"\"").as_deref(), Some("a \"b\""));
        assert_eq!(quoted("'x'").as_deref(), Some("x"));
        assert_eq!(quoted("\"a\" & \"b\""), None);
        assert_eq!(quoted("TODAY()"), None);
        assert_eq!(quoted("\"open"), None);
    }
}
