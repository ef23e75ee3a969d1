//! sObjects: making them, their fields, and their way across the border to the org.

use std::rc::Rc;
use std::sync::Arc;

use super::Interpreter;
use super::instance_of::schema_free;
use crate::error::Thrown;
use crate::host::{Field, FieldDescribe, FieldType, ObjectDescribe, ObjectKind, Record};
use crate::stdlib::field_type;
use crate::syntax::ast::{Expr, Name};
use crate::value::{SObject, TypeName, Value};

impl<'a> Interpreter<'a> {
    /// Describes an object; the name is compared without regard to case and to `Schema.`.
    pub fn describe(&self, object: &str) -> Option<Arc<ObjectDescribe>> {
        self.host.describe(schema_free(object))
    }

    /// `new object()` for an sObject, by name without regard to case.
    ///
    /// # Errors
    /// When the org has no such object.
    pub fn new_sobject(&mut self, object: &str) -> Result<Value, Thrown> {
        match self.describe(object) {
            Some(describe) => Ok(Value::SObject(Rc::new(SObject::new(describe.name.as_str())))),
            None => Err(self.invalid(format!("Invalid type: {object}"))),
        }
    }

    /// `new Case(Subject = 'x')`.
    pub(crate) fn new_sobject_with(
        &mut self,
        type_name: &'a TypeName,
        fields: &'a [(Name, Expr)],
    ) -> Result<Value, Thrown> {
        let value = self.new_sobject(type_name.name())?;
        let Value::SObject(object) = &value else {
            return Ok(value);
        };
        for (name, expr) in fields {
            let field = self.eval(expr)?;
            self.sobject_put(object, &name.text, field)?;
        }
        Ok(value)
    }

    /// A field of the program's own package that is named with the package's namespace.
    fn own_field<'d>(&self, describe: &'d ObjectDescribe, lower: &str) -> Option<&'d FieldDescribe> {
        let namespace = self.host.organization().namespace.to_ascii_lowercase();
        let local = lower.strip_prefix(&namespace)?.strip_prefix("__")?;
        describe.fields.get(local).filter(|_| !namespace.is_empty())
    }

    /// Reads a field, parent or child list by name.
    ///
    /// # Errors
    /// `System.SObjectException` when the row came from a query that did not select the field, or when there
    /// is no such field.
    pub fn sobject_get(&mut self, object: &Rc<SObject>, name: &str) -> Result<Value, Thrown> {
        if let Some(value) = object.get(name) {
            return Ok(value);
        }
        let Some(describe) = self.host.describe(&object.object) else {
            return Err(self.invalid_field(&object.object, name));
        };
        let lower = name.to_ascii_lowercase();
        let own = self.own_field(&describe, &lower);
        if let Some(value) = own.and_then(|own| object.get(&own.name)) {
            return Ok(value);
        }
        let field = describe.fields.get(&lower).or(own);
        let parent = describe.fields.values().find(|f| is_relationship(f, name));
        let children = describe
            .children
            .iter()
            .find(|c| c.name.eq_ignore_ascii_case(name));
        let (canonical, empty) = match (field, parent, children) {
            (Some(field), _, _) => {
                let empty = match field.kind {
                    // A checkbox is never null.
                    FieldType::Boolean => Value::Boolean(false),
                    _ => Value::Null,
                };
                (field.name.as_str(), empty)
            }
            (None, Some(_), _) => (name, Value::Null),
            (None, None, Some(child)) => (
                child.name.as_str(),
                Value::list(TypeName::new(child.object.as_str()), Vec::new()),
            ),
            // What the bus gives every event.
            (None, None, None) if describe.kind == ObjectKind::Event && is_event_field(&lower) => {
                return Ok(Value::Null);
            }
            (None, None, None) => return Err(self.invalid_field(&describe.name, name)),
        };
        // The Id of a row is always there once it has one.
        if object.queried.get() && !lower.eq("id") {
            return Err(self.throw(
                "SObjectException",
                format!(
                    "SObject row was retrieved via SOQL without querying the requested field: {}.{canonical}",
                    describe.name
                ),
            ));
        }
        Ok(empty)
    }

    /// Writes a field or parent by name; the value is converted to the field's type.
    ///
    /// # Errors
    /// `System.SObjectException` when there is no such field, it cannot be written, or the value is not of
    /// its type.
    pub fn sobject_put(&mut self, object: &Rc<SObject>, name: &str, value: Value) -> Result<(), Thrown> {
        if object.read_only.get() {
            return Err(self.throw("FinalException", "Record is read-only"));
        }
        let Some(describe) = self.host.describe(&object.object) else {
            return Err(self.throw("SObjectException", format!("Invalid type: {}", object.object)));
        };
        let lower = name.to_ascii_lowercase();
        let found = describe
            .fields
            .get(&lower)
            .or_else(|| self.own_field(&describe, &lower));
        let Some(field) = found else {
            let parent = describe.fields.values().find(|f| is_relationship(f, name));
            return match (parent, &value) {
                (Some(_), Value::SObject(_) | Value::Null) => {
                    object.set(name, value);
                    Ok(())
                }
                _ => Err(self.invalid_field(&describe.name, name)),
            };
        };
        // Records of custom metadata never go into the database: Apex may make any.
        let in_memory = describe.kind == ObjectKind::Metadata;
        if field.calculated && !in_memory && !matches!(field.kind, FieldType::Id) {
            let message = format!("Field {} is not editable", field.name);
            return Err(self.throw("SObjectException", message));
        }
        let value = match (&field.kind, &value) {
            // A relationship of custom metadata holds a name.
            (FieldType::Reference { .. }, Value::String(_)) if in_memory => value,
            _ => self.field_value(&describe.name, field, value)?,
        };
        object.set(&field.name, value);
        Ok(())
    }

    fn invalid_field(&self, object: &str, field: &str) -> Thrown {
        self.throw("SObjectException", format!("Invalid field {field} for {object}"))
    }

    /// A value as the Apex type of a field.
    pub fn field_value(
        &mut self,
        object: &str,
        field: &FieldDescribe,
        value: Value,
    ) -> Result<Value, Thrown> {
        let to = field_type(&field.kind);
        let converted = match (&value, to) {
            (Value::Enum(constant), "String") => Ok(Value::String(constant.name.clone())),
            (Value::Datetime(time), "Date") => Ok(Value::Date(time.date_naive())),
            (Value::Long(_) | Value::Decimal(_) | Value::Double(_), "Integer") => {
                self.cast(value.clone(), &TypeName::new("Integer"))
            }
            _ => self.coerce(value.clone(), &TypeName::new(to)),
        };
        converted.map_err(|error| {
            if error.kind == crate::error::ThrownKind::Exception {
                return error;
            }
            let message = format!(
                "Illegal assignment from {} to {to} for field {object}.{}",
                value.type_name(),
                field.name
            );
            self.throw("SObjectException", message)
        })
    }

    /// A row of the org as an sObject.
    pub fn sobject_from(&self, record: Record) -> Value {
        let object = SObject::new(record.object.as_str());
        object.queried.set(true);
        let describe = self.host.describe(&record.object);
        for (name, field) in record.fields {
            let value = match field {
                Field::Data(data) => data.into(),
                Field::Parent(None) => Value::Null,
                Field::Parent(Some(parent)) => self.sobject_from(*parent),
                Field::Children(rows) => {
                    let described = describe.as_ref().and_then(|d| {
                        d.children
                            .iter()
                            .find(|c| c.name.eq_ignore_ascii_case(&name))
                            .map(|c| c.object.clone())
                    });
                    let element = described.or_else(|| rows.first().map(|r| r.object.clone()));
                    let element = TypeName::new(element.unwrap_or_else(|| "SObject".to_owned()));
                    Value::list(element, rows.into_iter().map(|r| self.sobject_from(r)).collect())
                }
            };
            object.set(&name, value);
        }
        Value::SObject(Rc::new(object))
    }

    /// An sObject as the org takes it: scalar fields, and parents named by an external id.
    pub fn record_from(&self, object: &SObject) -> Result<Record, Thrown> {
        let mut record = Record {
            object: object.object.to_string(),
            ..Record::default()
        };
        for field in object.fields.borrow().values() {
            let value = match &field.value {
                // Child rows are never written with their parent.
                Value::List(_) => continue,
                Value::SObject(parent) => Field::Parent(Some(Box::new(self.record_from(parent)?))),
                other => match other.to_data() {
                    Some(data) => Field::Data(data),
                    None => {
                        return Err(self.unsupported(format!(
                            "a {} in field {}",
                            other.type_name(),
                            field.name
                        )));
                    }
                },
            };
            record.fields.insert(field.name.to_string(), value);
        }
        Ok(record)
    }
}

fn is_relationship(field: &FieldDescribe, name: &str) -> bool {
    matches!(&field.kind, FieldType::Reference { relationship: Some(r), .. } if r.eq_ignore_ascii_case(name))
}

fn is_event_field(lower: &str) -> bool {
    matches!(lower, "eventuuid" | "replayid" | "createddate" | "createdbyid")
}
