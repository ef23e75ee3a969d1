//! Equality and order of values, and values as text.

use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use super::Interpreter;
use super::coerce::normal_id;
use crate::error::Thrown;
use crate::program::Class;
use crate::value::{Key, Value};

impl<'a> Interpreter<'a> {
    /// `==`: strings without regard to case, lists and sObjects by content, instances by their `equals`.
    ///
    /// # Errors
    /// What a user-defined `equals` throws.
    pub fn equals(&mut self, a: &Value, b: &Value) -> Result<bool, Thrown> {
        Ok(match (a, b) {
            (Value::Null, Value::Null) => true,
            (Value::Null, _) | (_, Value::Null) => false,
            (Value::Integer(a), Value::Integer(b)) => a == b,
            (Value::Double(a), Value::Double(b)) => a == b,
            (Value::String(a), Value::String(b)) => same_text(a, b),
            (Value::Id(a), Value::Id(b)) => a == b,
            (Value::Id(id), Value::String(text)) | (Value::String(text), Value::Id(id)) => {
                normal_id(text).map_or_else(|| same_text(id, text), |other| *other == **id)
            }
            (Value::Date(date), Value::Datetime(time)) | (Value::Datetime(time), Value::Date(date)) => {
                date.and_time(chrono::NaiveTime::MIN) == time.naive_utc()
            }
            (Value::List(a), Value::List(b)) => {
                if Rc::ptr_eq(a, b) {
                    return Ok(true);
                }
                let (a, b) = (a.items.borrow().clone(), b.items.borrow().clone());
                if a.len() != b.len() {
                    return Ok(false);
                }
                for (a, b) in a.iter().zip(&b) {
                    if !self.equals(a, b)? {
                        return Ok(false);
                    }
                }
                true
            }
            (Value::Object(a_object), _) => {
                let class: &'a Class = self.program.class_by_id(a_object.class.id);
                match self.find_method(class, "equals", std::slice::from_ref(b), &[]) {
                    Some((owner, method)) => {
                        let result = self.run_method(owner, method, a.clone(), vec![b.clone()])?;
                        self.truth(&result)?
                    }
                    None => self.identical(a, b),
                }
            }
            _ => Key(a.clone()) == Key(b.clone()),
        })
    }

    /// `===`: the same object; equal values of simple types.
    pub(crate) fn identical(&self, a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::List(a), Value::List(b)) => Rc::ptr_eq(a, b),
            (Value::Set(a), Value::Set(b)) => Rc::ptr_eq(a, b),
            (Value::Map(a), Value::Map(b)) => Rc::ptr_eq(a, b),
            (Value::SObject(a), Value::SObject(b)) => Rc::ptr_eq(a, b),
            (Value::Object(a), Value::Object(b)) => Rc::ptr_eq(a, b),
            _ => Key(a.clone()) == Key(b.clone()),
        }
    }

    /// The order of two values for `<` and its like; `None` when null is compared with a number or date.
    pub(crate) fn ordering(&self, a: &Value, b: &Value) -> Result<Option<Ordering>, Thrown> {
        Ok(match (a, b) {
            (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
            (Value::Long(a), Value::Long(b)) => Some(a.cmp(b)),
            (Value::Double(a), Value::Double(b)) => a.partial_cmp(b),
            (Value::String(a) | Value::Id(a), Value::String(b) | Value::Id(b)) => Some(text_order(a, b)),
            // Any text is greater than null.
            (Value::Null, Value::String(_) | Value::Id(_)) => Some(Ordering::Less),
            (Value::String(_) | Value::Id(_), Value::Null) => Some(Ordering::Greater),
            (Value::Null, _) | (_, Value::Null) => None,
            (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
            (Value::Datetime(a), Value::Datetime(b)) => Some(a.cmp(b)),
            (Value::Time(a), Value::Time(b)) => Some(a.cmp(b)),
            (Value::Date(a), Value::Datetime(b)) => {
                Some(a.and_time(chrono::NaiveTime::MIN).cmp(&b.naive_utc()))
            }
            (Value::Datetime(a), Value::Date(b)) => {
                Some(a.naive_utc().cmp(&b.and_time(chrono::NaiveTime::MIN)))
            }
            _ => match (a.as_decimal(), b.as_decimal()) {
                (Some(a), Some(b)) => Some(a.cmp(&b)),
                _ => {
                    return Err(self.invalid(format!(
                        "Comparison arguments must be compatible types: {}, {}",
                        a.type_name(),
                        b.type_name()
                    )));
                }
            },
        })
    }

    /// A value as text, as concatenation and `String.valueOf` show it; calls a user-defined `toString`.
    ///
    /// # Errors
    /// What that `toString` throws.
    pub fn display(&mut self, value: &Value) -> Result<String, Thrown> {
        match value {
            Value::Object(object) => {
                let class: &'a Class = self.program.class_by_id(object.class.id);
                match self.find_method(class, "tostring", &[], &[]) {
                    Some((owner, method)) => {
                        let text = self.run_method(owner, method, value.clone(), Vec::new())?;
                        Ok(text.display_string())
                    }
                    None => Ok(value.display_string()),
                }
            }
            Value::List(list) => {
                let items = list.items.borrow().clone();
                let shown = items
                    .iter()
                    .map(|v| self.display(v))
                    .collect::<Result<Vec<_>, _>>()?;
                Ok(format!("({})", shown.join(", ")))
            }
            Value::Set(set) => {
                let items: Vec<Value> = set.items.borrow().iter().map(|k| k.0.clone()).collect();
                let shown = items
                    .iter()
                    .map(|v| self.display(v))
                    .collect::<Result<Vec<_>, _>>()?;
                Ok(format!("{{{}}}", shown.join(", ")))
            }
            Value::Map(map) => {
                let entries: Vec<(Value, Value)> = map
                    .entries
                    .borrow()
                    .iter()
                    .map(|(k, v)| (k.0.clone(), v.clone()))
                    .collect();
                let mut shown = Vec::with_capacity(entries.len());
                for (key, value) in &entries {
                    shown.push(format!("{}={}", self.display(key)?, self.display(value)?));
                }
                Ok(format!("{{{}}}", shown.join(", ")))
            }
            other => Ok(other.display_string()),
        }
    }
}

fn same_text(a: &str, b: &str) -> bool {
    a == b
        || a.eq_ignore_ascii_case(b)
        || (!(a.is_ascii() && b.is_ascii()) && a.to_lowercase() == b.to_lowercase())
}

/// Without regard to case first; the lower-case one first when nothing else differs.
pub(crate) fn text_order(a: &str, b: &str) -> Ordering {
    a.to_lowercase().cmp(&b.to_lowercase()).then_with(|| b.cmp(a))
}

/// A hash that equal keys share.
pub(crate) fn hash_code(value: &Value) -> i32 {
    let mut hasher = DefaultHasher::new();
    Key(value.clone()).hash(&mut hasher);
    hasher.finish() as i32
}
