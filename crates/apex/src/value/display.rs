//! Values as text: string concatenation, `String.valueOf`, `System.debug`.

use std::fmt;

use bigdecimal::BigDecimal;

use super::Value;

/// A `Decimal` as Apex prints it: never in scientific notation, trailing zeros of its scale kept.
pub fn decimal_string(number: &BigDecimal) -> String {
    number.to_plain_string()
}

fn double_string(number: f64) -> String {
    if number.is_nan() {
        "NaN".into()
    } else if number.is_infinite() {
        if number > 0.0 {
            "Infinity".into()
        } else {
            "-Infinity".into()
        }
    } else if number != 0.0 && (number.abs() >= 1e7 || number.abs() < 1e-3) {
        let text = format!("{number:E}");
        match text.split_once('E') {
            Some((mantissa, exponent)) if !mantissa.contains('.') => format!("{mantissa}.0E{exponent}"),
            _ => text,
        }
    } else {
        format!("{number:?}")
    }
}

impl Value {
    /// The value as string concatenation shows it. A user-defined `toString` is not called; the interpreter
    /// does that ([`crate::Interpreter::display`]).
    pub fn display_string(&self) -> String {
        match self {
            Value::Null => "null".into(),
            Value::Boolean(b) => b.to_string(),
            Value::Integer(i) => i.to_string(),
            Value::Long(l) => l.to_string(),
            Value::Double(d) => double_string(*d),
            Value::Decimal(d) => decimal_string(d),
            Value::String(s) | Value::Id(s) => s.to_string(),
            Value::Date(d) => d.format("%Y-%m-%d 00:00:00").to_string(),
            Value::Datetime(d) => d.format("%Y-%m-%d %H:%M:%S").to_string(),
            Value::Time(t) => t.format("%H:%M:%S%.3fZ").to_string(),
            Value::Blob(b) => format!("Blob[{}]", b.len()),
            Value::List(l) => {
                format!("({})", join(l.items.borrow().iter().map(Value::display_string)))
            }
            Value::Set(s) => format!(
                "{{{}}}",
                join(s.items.borrow().iter().map(|k| k.0.display_string()))
            ),
            Value::Map(m) => {
                let entries = m.entries.borrow();
                let shown = entries
                    .iter()
                    .map(|(k, v)| format!("{}={}", k.0.display_string(), v.display_string()));
                format!("{{{}}}", join(shown))
            }
            Value::SObject(s) => {
                let fields = s.fields.borrow();
                let shown = fields
                    .values()
                    .map(|f| format!("{}={}", f.name, f.value.display_string()));
                format!("{}:{{{}}}", s.object, join(shown))
            }
            Value::Object(o) => match &o.exception {
                Some(state) => state.borrow().display(&o.class.name),
                // The platform makes a class of its own for a stub.
                None if o.stub.is_some() => format!("{}__sfdc_ApexStub:[]", o.class.simple_name()),
                None => {
                    let values = o.fields.borrow();
                    let shown = o
                        .class
                        .fields
                        .iter()
                        .zip(values.iter())
                        .map(|(f, v)| format!("{}={}", f.name, v.display_nested()));
                    format!("{}:[{}]", o.class.simple_name(), join(shown))
                }
            },
            Value::Enum(e) => e.name.to_string(),
            Value::Type(t) => t.to_string(),
            Value::Exception(e) => e.state.borrow().display(&e.type_name),
            Value::Native(n) => crate::stdlib::display(n),
        }
    }

    /// As [`Self::display_string`], but an instance inside an instance is only named: cycles end here.
    fn display_nested(&self) -> String {
        match self {
            Value::Object(o) if o.exception.is_none() => format!("{}:[...]", o.class.simple_name()),
            Value::List(_) | Value::Set(_) | Value::Map(_) if !self.is_flat() => "(...)".into(),
            other => other.display_string(),
        }
    }

    fn is_flat(&self) -> bool {
        fn scalar(value: &Value) -> bool {
            !matches!(
                value,
                Value::Object(_) | Value::List(_) | Value::Set(_) | Value::Map(_)
            )
        }
        match self {
            Value::List(l) => l.items.borrow().iter().all(scalar),
            Value::Set(s) => s.items.borrow().iter().all(|k| scalar(&k.0)),
            Value::Map(m) => m.entries.borrow().values().all(scalar),
            _ => true,
        }
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::String(s) => write!(f, "{s:?}"),
            other => write!(f, "{} {}", other.type_name(), other.display_string()),
        }
    }
}
