//! The values of a row: in the form of their fields, and each one acceptable.

use apex::host::{Data, Field, FieldDescribe, FieldType, Record};
use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::BigInt;
use rusqlite::types::{Value, ValueRef};

use super::failure::{self, Failure, refuse};
use super::{Engine, reference};
use crate::schema::Object;
use crate::store::row::Values;
use crate::store::value::{Storage, decimal, type_name};

/// The writable values of a record, in stored form, by lower-case field name. System fields are left out:
/// a record that was read and is written back carries them, and Salesforce ignores them.
pub(super) fn of_record(engine: &Engine<'_>, object: &Object, record: &Record) -> Result<Values, Failure> {
    let mut values = Values::new();
    for (name, value) in &record.fields {
        match (value, object.entry(name)) {
            (Field::Data(data), Some((key, field))) => {
                let audit = engine.set_audit_fields && is_audit(field);
                if key != "id" && (!field.calculated || audit) {
                    values.insert(key.to_owned(), acceptable(field, data)?);
                }
            }
            (Field::Data(_), None) => {
                let message = format!("No such column '{name}' on entity '{}'", object.name());
                return Err(refuse("INVALID_FIELD", message, &[name]));
            }
            (Field::Parent(parent), _) => {
                let Some(lookup) = object.relationship(name) else {
                    let message = format!("No such relationship '{name}' on entity '{}'", object.name());
                    return Err(refuse("INVALID_FIELD", message, &[name]));
                };
                let set = record
                    .fields
                    .keys()
                    .any(|key| key.eq_ignore_ascii_case(&lookup.name));
                if let (Some(parent), false) = (parent, set) {
                    let id = reference::by_external_id(engine, lookup, parent)?;
                    values.insert(lookup.name.to_lowercase(), Data::Id(id));
                }
            }
            // Children that came with a query are not written.
            (Field::Children(_), _) => {}
        }
    }
    Ok(values)
}

fn is_audit(field: &FieldDescribe) -> bool {
    matches!(
        field.name.as_str(),
        "CreatedDate" | "CreatedById" | "LastModifiedDate" | "LastModifiedById"
    )
}

/// A value as it will be stored, or why it may not be.
fn acceptable(field: &FieldDescribe, data: &Data) -> Result<Data, Failure> {
    let data = trimmed(field, data);
    if let Data::String(text) = &data {
        text_rules(field, text)?;
    }
    if let Some(number) = decimal(&data) {
        range(field, &number)?;
    }
    let storage = Storage::of(field);
    let stored = storage
        .to_sql(&data)
        .map_err(|reason| wrong_type(field, &data, &reason))?;
    storage
        .read(ValueRef::from(&stored))
        .map_err(|reason| wrong_type(field, &data, &reason))
}

/// Salesforce cuts white space around short texts; an empty text is no value.
fn trimmed(field: &FieldDescribe, data: &Data) -> Data {
    match data {
        Data::String(text) if text.is_empty() => Data::Null,
        Data::String(text) if matches!(field.kind, FieldType::TextArea) => Data::String(text.clone()),
        Data::String(text) => {
            let text = text.trim();
            if text.is_empty() {
                Data::Null
            } else {
                Data::String(text.to_owned())
            }
        }
        other => other.clone(),
    }
}

fn text_rules(field: &FieldDescribe, text: &str) -> Result<(), Failure> {
    let is_text = Storage::of(field) == Storage::Text;
    // Salesforce counts UTF-16 units, as Java does.
    if is_text && field.length > 0 && text.encode_utf16().count() > field.length as usize {
        return Err(failure::too_long(field, text));
    }
    match &field.kind {
        FieldType::Email if !is_email(text) => {
            let message = format!("{}: invalid email address: {text}", field.label);
            Err(refuse("INVALID_EMAIL_ADDRESS", message, &[&field.name]))
        }
        FieldType::Picklist {
            values,
            restricted: true,
        } if !values.iter().any(|value| value == text) => {
            let message = format!("{}: bad value for restricted picklist field: {text}", field.label);
            Err(refuse(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                message,
                &[&field.name],
            ))
        }
        _ => Ok(()),
    }
}

/// The plain shape of an address; what exists only the mail system knows.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let word = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    !local.is_empty()
        && local
            .chars()
            .all(|letter| letter.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(letter))
        && domain.contains('.')
        && domain.split('.').all(word)
}

fn range(field: &FieldDescribe, number: &BigDecimal) -> Result<(), Failure> {
    let whole_digits = field.precision.saturating_sub(field.scale);
    if field.precision == 0 {
        return Ok(());
    }
    let limit = BigDecimal::new(BigInt::from(1), -i64::from(whole_digits));
    if number.abs() < limit {
        return Ok(());
    }
    let message = format!(
        "{}: value outside of valid range on numeric field: {number}",
        field.label
    );
    Err(refuse("NUMBER_OUTSIDE_VALID_RANGE", message, &[&field.name]))
}

fn wrong_type(field: &FieldDescribe, data: &Data, reason: &str) -> Failure {
    match (&field.kind, data) {
        (FieldType::Reference { .. }, Data::String(text) | Data::Id(text)) => {
            let message = format!("{}: id value of incorrect type: {text}", field.label);
            refuse("MALFORMED_ID", message, &[&field.name])
        }
        _ => {
            let message = format!(
                "{}: value not of required type: {} ({reason})",
                field.label,
                type_name(data)
            );
            refuse("INVALID_TYPE_ON_FIELD_IN_RECORD", message, &[&field.name])
        }
    }
}

/// The stored form of values that [`of_record`] accepted, by field API name.
pub(super) fn stored(object: &Object, values: &Values) -> Result<Vec<(String, Value)>, Failure> {
    values
        .iter()
        .filter_map(|(key, data)| object.describe.fields.get(key).map(|field| (field, data)))
        .map(|(field, data)| {
            let value = Storage::of(field)
                .to_sql(data)
                .map_err(|reason| wrong_type(field, data, &reason))?;
            Ok((field.name.clone(), value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn addresses() {
        for good in ["a@b.co", "first.last+tag@sub.example.com", "o'neil@example.org"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "a@b", "@b.co", "a b@c.de", "a@b..co", "a@@b.co"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
