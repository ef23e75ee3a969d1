//! Conversion of values to declared types.

use std::rc::Rc;

use chrono::{NaiveTime, TimeZone, Utc};

use super::Interpreter;
use crate::error::Thrown;
use crate::value::{TypeKind, TypeName, Value};

/// The 18 character form of an Id of 15 or 18 characters; `None` when it is not one.
pub fn normal_id(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if !matches!(bytes.len(), 15 | 18) || !bytes.iter().all(u8::is_ascii_alphanumeric) {
        return None;
    }
    let mut id = text[..15].to_owned();
    for group in bytes[..15].chunks(5) {
        let bits = group
            .iter()
            .enumerate()
            .filter(|(_, b)| b.is_ascii_uppercase())
            .map(|(i, _)| 1usize << i);
        let index: usize = bits.sum();
        id.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[index]));
    }
    if bytes.len() == 15 || id.eq_ignore_ascii_case(text) {
        return Some(id);
    }
    // A checksum that does not fit the capitals belongs to another Id. Digits alone are what tests count up
    // with: Salesforce takes such an Id as it is.
    bytes[12..]
        .iter()
        .all(u8::is_ascii_digit)
        .then(|| text.to_owned())
}

impl<'a> Interpreter<'a> {
    /// Converts to a declared type, as an assignment does.
    ///
    /// # Errors
    /// `System.StringException` for a text that is not an Id; `System.QueryException` when a query did not
    /// give exactly one row for a single sObject; otherwise the message a compiler would give.
    pub fn coerce(&mut self, value: Value, to: &TypeName) -> Result<Value, Thrown> {
        if value.is_null() {
            return Ok(value);
        }
        match (to.kind(), &value) {
            (TypeKind::Object, _)
            | (TypeKind::Boolean, Value::Boolean(_))
            | (TypeKind::Integer, Value::Integer(_))
            | (TypeKind::Long, Value::Long(_))
            | (TypeKind::Double, Value::Double(_))
            | (TypeKind::Decimal, Value::Decimal(_))
            | (TypeKind::String, Value::String(_))
            | (TypeKind::Id, Value::Id(_))
            | (TypeKind::Date, Value::Date(_))
            | (TypeKind::Datetime, Value::Datetime(_))
            | (TypeKind::Time, Value::Time(_))
            | (TypeKind::Blob, Value::Blob(_))
            | (TypeKind::Set, Value::Set(_))
            | (TypeKind::Map, Value::Map(_))
            | (TypeKind::List, Value::List(_))
            | (TypeKind::SObject, Value::SObject(_)) => Ok(value),
            (TypeKind::Long, Value::Integer(i)) => Ok(Value::Long(i64::from(*i))),
            (TypeKind::Double, Value::Integer(_) | Value::Long(_) | Value::Decimal(_)) => {
                Ok(Value::Double(value.as_double().unwrap_or(f64::NAN)))
            }
            (TypeKind::Decimal, Value::Integer(_) | Value::Long(_) | Value::Double(_)) => {
                match value.as_decimal() {
                    Some(number) => Ok(Value::decimal(number)),
                    None => Err(self.throw("TypeException", "Invalid decimal: not a number")),
                }
            }
            (TypeKind::String, Value::Id(id)) => Ok(Value::String(id.clone())),
            (TypeKind::Id, Value::String(text)) => self.id_from(text),
            (TypeKind::Datetime, Value::Date(date)) => Ok(Value::Datetime(
                Utc.from_utc_datetime(&date.and_time(NaiveTime::MIN)),
            )),
            (TypeKind::SObject | TypeKind::Other, Value::List(list))
                if !to.is("Iterable") && self.is_sobject_type(&list.element) =>
            {
                let row = self.single_row(value.clone())?;
                self.coerce(row, to)
            }
            (TypeKind::Other, _) if self.accepts(to, &value) => Ok(value),
            _ => Err(self.invalid(format!("Illegal assignment from {} to {to}", value.type_name()))),
        }
    }

    pub(crate) fn id_from(&self, text: &Rc<str>) -> Result<Value, Thrown> {
        match normal_id(text) {
            Some(id) => Ok(Value::id(id)),
            None => Err(self.throw("StringException", format!("Invalid id: {text}"))),
        }
    }

    /// `(T) value`.
    pub(crate) fn cast(&mut self, value: Value, to: &TypeName) -> Result<Value, Thrown> {
        use TypeKind as T;
        if value.is_null() {
            return Ok(value);
        }
        let fail = |interp: &Self, value: &Value| {
            interp.throw(
                "TypeException",
                format!(
                    "Invalid conversion from runtime type {} to {}",
                    value.type_name(),
                    shown(to)
                ),
            )
        };
        match (to.kind(), &value) {
            (T::Integer, Value::Long(l)) => Ok(Value::Integer(*l as i32)),
            (T::Integer, Value::Double(d)) => Ok(Value::Integer(*d as i32)),
            (T::Long, Value::Double(d)) => Ok(Value::Long(*d as i64)),
            (T::Integer | T::Long, Value::Decimal(d)) => {
                let whole = d.with_scale_round(0, bigdecimal::RoundingMode::Down);
                let number: i64 = whole.to_string().parse().map_err(|_| fail(self, &value))?;
                Ok(if to.kind() == T::Integer {
                    Value::Integer(number as i32)
                } else {
                    Value::Long(number)
                })
            }
            (T::List | T::Set | T::Map, _) if !self.instance_of(&value, to) => Err(fail(self, &value)),
            (T::Boolean | T::String | T::Integer | T::Date | T::Datetime | T::Time | T::Blob | T::Id, _)
            | (T::SObject | T::Other, _)
                if !self.convertible(&value, to) =>
            {
                Err(fail(self, &value))
            }
            _ => self.coerce(value, to),
        }
    }

    fn convertible(&self, value: &Value, to: &TypeName) -> bool {
        self.instance_of(value, to)
            || matches!(
                (value, to.kind()),
                (Value::Id(_), TypeKind::String)
                    | (Value::String(_), TypeKind::Id)
                    | (Value::Date(_), TypeKind::Datetime)
            )
            || matches!(value, Value::Native(_)) && self.accepts(to, value)
            || matches!(value, Value::List(l) if self.is_sobject_type(&l.element))
    }

    /// Whether a value may be stored in a variable of a class, enum, interface or sObject type.
    fn accepts(&self, to: &TypeName, value: &Value) -> bool {
        match value {
            // The platform's classes do not tell their own relations.
            Value::Native(native) => {
                self.class_of_type(to).is_none()
                    && (last_part(&native.type_name.to_ascii_lowercase()) == last_part(to.lower())
                        || crate::stdlib::type_exists(to.name()))
            }
            Value::Type(_) => to.is("Type"),
            Value::Enum(constant) => {
                let own = TypeName::new(&*constant.type_name);
                own == *to
                    || last_part(own.lower()) == last_part(to.lower()) && self.class_of_type(to).is_none()
            }
            _ => self.instance_of(value, to),
        }
    }

    /// How far a value is from a parameter's type; `None` when it does not fit.
    pub(crate) fn conversion_cost(&self, value: &Value, to: &TypeName) -> Option<u32> {
        use TypeKind as T;
        Some(match (to.kind(), value) {
            (T::Object, Value::Null) => 3,
            (_, Value::Null) => 1,
            (T::Object, _) => 50,
            (T::Boolean, Value::Boolean(_))
            | (T::Integer, Value::Integer(_))
            | (T::Long, Value::Long(_))
            | (T::Double, Value::Double(_))
            | (T::Decimal, Value::Decimal(_))
            | (T::String, Value::String(_))
            | (T::Id, Value::Id(_))
            | (T::Date, Value::Date(_))
            | (T::Datetime, Value::Datetime(_))
            | (T::Time, Value::Time(_))
            | (T::Blob, Value::Blob(_)) => 0,
            (T::Long, Value::Integer(_)) => 1,
            (T::Double, Value::Integer(_) | Value::Long(_)) => 3,
            (T::Decimal, Value::Integer(_) | Value::Long(_)) => 2,
            (T::Double, Value::Decimal(_)) | (T::Decimal, Value::Double(_)) => 2,
            (T::String, Value::Id(_)) => 2,
            (T::Id, Value::String(text)) if normal_id(text).is_some() => 4,
            (T::Datetime, Value::Date(_)) => 2,
            (T::List, Value::List(list)) => self.element_cost(&list.element, &to.arg(0)),
            (T::Set, Value::Set(set)) => self.element_cost(&set.element, &to.arg(0)),
            (T::Map, Value::Map(map)) => {
                self.element_cost(&map.key, &to.arg(0)) + self.element_cost(&map.value, &to.arg(1))
            }
            (T::SObject, Value::SObject(_)) => 5,
            (T::Other, Value::Object(object)) => {
                let class = self.program.class_by_id(object.class.id);
                let mut steps = self.program.ancestry(class);
                match steps.position(|c| c.name.eq_ignore_ascii_case(to.lower())) {
                    Some(steps) => u32::try_from(steps).unwrap_or(20),
                    None if self.instance_of(value, to) => 20,
                    None => return None,
                }
            }
            (T::Other, _) if self.accepts(to, value) => u32::from(value.type_name() != *to),
            _ => return None,
        })
    }

    fn element_cost(&self, from: &TypeName, to: &TypeName) -> u32 {
        match (from == to, to.kind()) {
            (true, _) => 0,
            (false, TypeKind::SObject) => 2,
            (false, TypeKind::Object) => 10,
            // The wrong element type: only taken when nothing else fits.
            (false, _) => 40,
        }
    }
}

/// A type as messages name it: those of the language with their own capitals.
fn shown(to: &TypeName) -> String {
    match to.kind() {
        TypeKind::Datetime => "Datetime".to_owned(),
        TypeKind::Date => "Date".to_owned(),
        TypeKind::Time => "Time".to_owned(),
        TypeKind::Id => "Id".to_owned(),
        TypeKind::String => "String".to_owned(),
        TypeKind::Integer => "Integer".to_owned(),
        TypeKind::Boolean => "Boolean".to_owned(),
        TypeKind::Decimal => "Decimal".to_owned(),
        TypeKind::Blob => "Blob".to_owned(),
        _ => to.to_string(),
    }
}

fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::normal_id;

    #[test]
    fn an_id_gets_its_checksum() {
        assert_eq!(
            normal_id("001D000000IqhSL").as_deref(),
            Some("001D000000IqhSLIAZ")
        );
        assert_eq!(
            normal_id("001D000000IqhSLIAZ").as_deref(),
            Some("001D000000IqhSLIAZ")
        );
    }

    #[test]
    fn an_id_that_counts_up_stays_as_it_is() {
        assert_eq!(
            normal_id("707000000000000012").as_deref(),
            Some("707000000000000012")
        );
    }

    #[test]
    fn an_id_with_a_wrong_checksum_or_length_is_none() {
        assert_eq!(normal_id("001D000000IqhSLAAA"), None);
        assert_eq!(normal_id("001D000000Iqh"), None);
        assert_eq!(normal_id("001D000000Iqh L"), None);
    }
}
