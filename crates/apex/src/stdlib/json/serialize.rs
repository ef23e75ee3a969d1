//! Values into JSON: `JSON.serialize`, `JSONGenerator.writeObject`.

use std::rc::Rc;

use super::super::encoding;
use super::writer::Writer;
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::program::Accessor;
use crate::value::{Instance, SObject, Value, decimal_string};

/// Deepest nesting written: an object that contains itself ends here.
const MAX_DEPTH: usize = 500;

/// API version in the addresses of sObjects.
const API_VERSION: &str = "v65.0";

/// The JSON of a value. `suppress_nulls` leaves out members that are null.
pub(super) fn to_text(
    interp: &mut Interpreter<'_>,
    value: &Value,
    suppress_nulls: bool,
    pretty: bool,
) -> Result<String, Thrown> {
    let mut writer = Writer::new(pretty);
    write(interp, &mut writer, value, suppress_nulls)?;
    Ok(writer.text().to_owned())
}

/// Writes one value.
pub(super) fn write(
    interp: &mut Interpreter<'_>,
    writer: &mut Writer,
    value: &Value,
    suppress_nulls: bool,
) -> Result<(), Thrown> {
    Serializer {
        interp,
        writer,
        suppress_nulls,
        depth: 0,
        in_sobject: false,
    }
    .value(value)
}

struct Serializer<'s, 'a> {
    interp: &'s mut Interpreter<'a>,
    writer: &'s mut Writer,
    suppress_nulls: bool,
    depth: usize,
    in_sobject: bool,
}

impl Serializer<'_, '_> {
    fn value(&mut self, value: &Value) -> Result<(), Thrown> {
        if self.depth > MAX_DEPTH {
            return Err(self
                .interp
                .throw("JSONException", "Direct self-reference leading to cycle"));
        }
        self.depth += 1;
        let outcome = self.nested(value);
        self.depth -= 1;
        outcome
    }

    fn nested(&mut self, value: &Value) -> Result<(), Thrown> {
        match value {
            Value::Null => self.writer.literal("null"),
            Value::Boolean(b) => self.writer.literal(if *b { "true" } else { "false" }),
            Value::Integer(_) | Value::Long(_) => self.writer.literal(&value.display_string()),
            Value::Double(d) if !d.is_finite() => self.writer.string(&value.display_string()),
            Value::Double(_) => self.writer.literal(&value.display_string()),
            Value::Decimal(d) => self.writer.literal(&decimal_string(d)),
            Value::String(s) | Value::Id(s) => self.writer.string(s),
            Value::Date(d) => self.writer.string(&d.format("%Y-%m-%d").to_string()),
            // The database's form in sObjects, ISO's elsewhere.
            Value::Datetime(t) if self.in_sobject => {
                self.writer
                    .string(&t.format("%Y-%m-%dT%H:%M:%S%.3f+0000").to_string());
            }
            Value::Datetime(t) => self
                .writer
                .string(&t.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()),
            Value::Time(t) => self.writer.string(&t.format("%H:%M:%S%.3fZ").to_string()),
            Value::Blob(b) => self.writer.string(&encoding::to_base64(b)),
            Value::Enum(e) => self.writer.string(&e.name),
            Value::List(l) => {
                let items = l.items.borrow().clone();
                return self.array(&items);
            }
            Value::Set(s) => {
                let items: Vec<Value> = s.items.borrow().iter().map(|k| k.0.clone()).collect();
                return self.array(&items);
            }
            Value::Map(m) => {
                let entries: Vec<_> = m
                    .entries
                    .borrow()
                    .iter()
                    .map(|(k, v)| (k.0.clone(), v.clone()))
                    .collect();
                self.writer.start(true);
                for (key, item) in entries {
                    let token = matches!(&key, Value::Native(native) if crate::stdlib::schema::token_display(native).is_some());
                    if key.to_data().is_none() && !token {
                        let message = format!("Type unsupported as map key in JSON: {}", key.type_name());
                        return Err(self.interp.throw("JSONException", message));
                    }
                    let name = match &key {
                        Value::Date(d) => d.format("%Y-%m-%d").to_string(),
                        Value::Datetime(t) => t.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string(),
                        Value::Native(native) => crate::stdlib::display(native),
                        other => other.display_string(),
                    };
                    self.member(&name, &item)?;
                }
                self.writer.end();
            }
            Value::SObject(object) => return self.sobject(object),
            Value::Native(uuid) if uuid.is("UUID") => self.writer.string(&crate::stdlib::display(uuid)),
            Value::Native(result)
                if result.type_name.starts_with("Database.") && result.type_name.ends_with("Result") =>
            {
                self.writer.start(true);
                let errors = result.get("errors");
                self.member("success", &result.get("success"))?;
                self.member("id", &result.get("id"))?;
                self.member("errors", &errors)?;
                self.writer.end();
            }
            Value::Native(error) if &*error.type_name == "Database.Error" => {
                self.writer.start(true);
                for name in ["message", "fields", "statusCode"] {
                    self.member(name, &error.get(name))?;
                }
                self.writer.end();
            }
            Value::Object(object) if object.exception.is_none() => return self.instance(object),
            Value::Type(_) | Value::Exception(_) | Value::Native(_) | Value::Object(_) => {
                let message = format!("Apex Type unsupported in JSON: {}", value.type_name());
                return Err(self.interp.throw("JSONException", message));
            }
        }
        Ok(())
    }

    fn array(&mut self, items: &[Value]) -> Result<(), Thrown> {
        self.writer.start(false);
        for item in items {
            self.value(item)?;
        }
        self.writer.end();
        Ok(())
    }

    fn member(&mut self, name: &str, value: &Value) -> Result<(), Thrown> {
        if self.suppress_nulls && value.is_null() {
            return Ok(());
        }
        self.writer.name(name);
        self.value(value)
    }

    /// An instance of a class: its fields and properties, without static and transient ones.
    fn instance(&mut self, object: &Rc<Instance>) -> Result<(), Thrown> {
        self.writer.start(true);
        let values = object.fields.borrow().clone();
        let outside = std::mem::replace(&mut self.in_sobject, false);
        for (index, (field, stored)) in object.class.fields.iter().zip(values).enumerate() {
            if field.modifiers.is_transient {
                continue;
            }
            let value = match &field.getter {
                Accessor::Direct => stored,
                Accessor::Code(_) => self.interp.read_field(object, index)?,
                Accessor::Missing => continue,
            };
            self.member(&field.name, &value)?;
        }
        self.in_sobject = outside;
        self.writer.end();
        Ok(())
    }

    fn sobject(&mut self, object: &Rc<SObject>) -> Result<(), Thrown> {
        let outside = std::mem::replace(&mut self.in_sobject, true);
        self.writer.start(true);
        self.writer.name("attributes");
        self.writer.start(true);
        self.writer.name("type");
        self.writer.string(&object.object);
        if let Some(id) = object.id() {
            self.writer.name("url");
            self.writer.string(&format!(
                "/services/data/{API_VERSION}/sobjects/{}/{id}",
                object.object
            ));
        }
        self.writer.end();
        let fields: Vec<_> = object.fields.borrow().values().cloned().collect();
        for field in fields {
            match &field.value {
                // The rows of a child subquery.
                Value::List(rows) => {
                    let rows = rows.items.borrow().clone();
                    self.writer.name(&field.name);
                    self.writer.start(true);
                    self.writer.name("totalSize");
                    self.writer.literal(&rows.len().to_string());
                    self.writer.name("done");
                    self.writer.literal("true");
                    self.writer.name("records");
                    self.array(&rows)?;
                    self.writer.end();
                }
                value => self.member(&field.name, value)?,
            }
        }
        self.writer.end();
        self.in_sobject = outside;
        Ok(())
    }
}
