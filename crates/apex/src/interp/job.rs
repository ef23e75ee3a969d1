//! The state of queued jobs: values as text, and back.

use std::rc::Rc;

use serde_json::{Map, Value as Json, json};

use super::Interpreter;
use super::coerce::normal_id;
use super::resolve::enum_constant;
use crate::error::Thrown;
use crate::host::Job;
use crate::program::Class;
use crate::stdlib;
use crate::value::{SObject, TypeName, Value, decimal_string};

impl<'a> Interpreter<'a> {
    /// A `Queueable` object as a job.
    pub(crate) fn job_from(&self, object: &Value) -> Result<Job, Thrown> {
        let Value::Object(instance) = object else {
            return Err(self.unsupported(format!("queueing a {}", object.type_name())));
        };
        let state = self.value_to_json(object, &mut Vec::new())?;
        Ok(Job {
            class: instance.class.name.clone(),
            state: state.to_string(),
        })
    }

    /// A value as `["type", content]`.
    pub(super) fn value_to_json(&self, value: &Value, path: &mut Vec<*const ()>) -> Result<Json, Thrown> {
        Ok(match value {
            Value::Null => Json::Null,
            Value::Boolean(b) => json!(["Boolean", b]),
            Value::Integer(i) => json!(["Integer", i]),
            Value::Long(l) => json!(["Long", l]),
            Value::Double(d) => json!(["Double", d.to_bits().to_string()]),
            Value::Decimal(d) => json!(["Decimal", decimal_string(d)]),
            Value::String(s) => json!(["String", **s]),
            Value::Id(s) => json!(["Id", **s]),
            Value::Date(d) => json!(["Date", d.to_string()]),
            Value::Datetime(d) => json!(["Datetime", d.timestamp_millis()]),
            Value::Time(t) => json!(["Time", t.to_string()]),
            Value::Blob(b) => json!(["Blob", **b]),
            Value::Type(t) => json!(["Type", type_json(t)]),
            Value::Enum(e) => json!(["Enum", *e.type_name, *e.name, e.ordinal]),
            Value::List(list) => {
                self.enter(Rc::as_ptr(list).cast(), path)?;
                let items = self.all_to_json(list.items.borrow().iter(), path)?;
                path.pop();
                json!(["List", type_json(&list.element), items])
            }
            Value::Set(set) => {
                self.enter(Rc::as_ptr(set).cast(), path)?;
                let items = self.all_to_json(set.items.borrow().iter().map(|k| &k.0), path)?;
                path.pop();
                json!(["Set", type_json(&set.element), items])
            }
            Value::Map(map) => {
                self.enter(Rc::as_ptr(map).cast(), path)?;
                let entries = map.entries.borrow();
                let keys = self.all_to_json(entries.keys().map(|k| &k.0), path)?;
                let values = self.all_to_json(entries.values(), path)?;
                path.pop();
                json!(["Map", type_json(&map.key), type_json(&map.value), keys, values])
            }
            Value::SObject(object) => {
                self.enter(Rc::as_ptr(object).cast(), path)?;
                let mut fields = Map::new();
                for field in object.fields.borrow().values() {
                    fields.insert(field.name.to_string(), self.value_to_json(&field.value, path)?);
                }
                path.pop();
                json!(["SObject", *object.object, object.queried.get(), fields])
            }
            Value::Object(object) => {
                self.enter(Rc::as_ptr(object).cast(), path)?;
                let mut fields = Map::new();
                for (field, value) in object.class.fields.iter().zip(object.fields.borrow().iter()) {
                    if !field.modifiers.is_transient {
                        fields.insert(field.name.clone(), self.value_to_json(value, path)?);
                    }
                }
                path.pop();
                json!(["Object", object.class.name, fields])
            }
            Value::Native(token) if stdlib::token_parts(token).is_some() => {
                json!(["Token", stdlib::token_parts(token)])
            }
            Value::Exception(_) | Value::Native(_) => {
                let message = format!("Not Serializable: {}", value.type_name());
                return Err(self.throw("SerializationException", message));
            }
        })
    }

    fn enter(&self, object: *const (), path: &mut Vec<*const ()>) -> Result<(), Thrown> {
        if path.contains(&object) {
            return Err(self.unsupported("queueing an object that contains itself"));
        }
        path.push(object);
        Ok(())
    }

    fn all_to_json<'v>(
        &self,
        values: impl Iterator<Item = &'v Value>,
        path: &mut Vec<*const ()>,
    ) -> Result<Vec<Json>, Thrown> {
        values.map(|value| self.value_to_json(value, path)).collect()
    }

    pub(super) fn value_from_json(&mut self, json: &Json) -> Result<Value, String> {
        if json.is_null() {
            return Ok(Value::Null);
        }
        let parts = json.as_array().ok_or("a value is not an array")?;
        let kind = parts
            .first()
            .and_then(Json::as_str)
            .ok_or("a value has no type")?;
        let at = |i: usize| parts.get(i).unwrap_or(&Json::Null);
        let text = |i: usize| at(i).as_str().ok_or_else(|| format!("{kind} has no text"));
        Ok(match kind {
            "Boolean" => Value::Boolean(at(1).as_bool().ok_or("no boolean")?),
            "Integer" => Value::Integer(number(at(1))?),
            "Long" => Value::Long(number(at(1))?),
            "Double" => Value::Double(f64::from_bits(text(1)?.parse().map_err(|_| "no double")?)),
            "Decimal" => Value::decimal(text(1)?.parse().map_err(|_| "no decimal")?),
            "String" => Value::string(text(1)?),
            "Id" => Value::id(normal_id(text(1)?).ok_or("no Id")?),
            "Date" => Value::Date(text(1)?.parse().map_err(|_| "no date")?),
            "Datetime" => {
                let millis = at(1).as_i64().and_then(chrono::DateTime::from_timestamp_millis);
                Value::Datetime(millis.ok_or("no datetime")?)
            }
            "Time" => Value::Time(text(1)?.parse().map_err(|_| "no time")?),
            "Blob" => {
                let bytes = items(at(1))?.iter().map(number).collect::<Result<Vec<u8>, _>>()?;
                Value::blob(bytes)
            }
            "Type" => Value::Type(type_from(at(1))?),
            "Enum" => match self.program.find_class(text(1)?) {
                Some(class) => {
                    let name = text(2)?;
                    let ordinal = class.constants.iter().position(|c| c.eq_ignore_ascii_case(name));
                    enum_constant(
                        class,
                        ordinal.ok_or_else(|| format!("{} has no {name}", class.name))?,
                    )
                }
                None => Value::enum_constant(text(1)?, text(2)?, number(at(3))?),
            },
            "List" => Value::list(type_from(at(1))?, self.all_from_json(at(2))?),
            "Set" => {
                let items = self.all_from_json(at(2))?;
                self.keys_from_json(&items)?;
                Value::set(type_from(at(1))?, items)
            }
            "Map" => {
                let (keys, values) = (self.all_from_json(at(3))?, self.all_from_json(at(4))?);
                self.keys_from_json(&keys)?;
                Value::map(type_from(at(1))?, type_from(at(2))?, keys.into_iter().zip(values))
            }
            "SObject" => {
                let object = SObject::new(text(1)?);
                for (name, value) in at(3).as_object().ok_or("no fields")? {
                    object.set(name, self.value_from_json(value)?);
                }
                object.queried.set(at(2).as_bool().unwrap_or(false));
                Value::SObject(Rc::new(object))
            }
            "Object" => self.object_from_json(text(1)?, at(2))?,
            "Token" => {
                let names = items(at(1))?;
                let name = |i: usize| names.get(i).and_then(Json::as_str);
                stdlib::token_from(name(0).ok_or("a token has no object")?, name(1))
            }
            other => return Err(format!("unknown type {other}")),
        })
    }

    fn object_from_json(&mut self, class: &str, fields: &Json) -> Result<Value, String> {
        let program = self.program;
        let class = program
            .find_class(class)
            .ok_or_else(|| format!("there is no class {class}"))?;
        let value = self.instantiate(class);
        let Value::Object(instance) = &value else {
            return Ok(value);
        };
        let class: &Class = class;
        for (name, json) in fields.as_object().ok_or("no fields")? {
            let index = class.field_index.get(&name.to_ascii_lowercase()).copied();
            let index = index.ok_or_else(|| format!("{} has no field {name}", class.name))?;
            let field = self.value_from_json(json)?;
            instance.fields.borrow_mut()[index] = field;
        }
        Ok(value)
    }

    fn keys_from_json(&mut self, keys: &[Value]) -> Result<(), String> {
        keys.iter()
            .try_for_each(|key| self.note_equality(key))
            .map_err(|thrown| thrown.report())
    }

    fn all_from_json(&mut self, json: &Json) -> Result<Vec<Value>, String> {
        items(json)?
            .iter()
            .map(|item| self.value_from_json(item))
            .collect()
    }
}

fn items(json: &Json) -> Result<&Vec<Json>, String> {
    json.as_array().ok_or_else(|| "no list".to_owned())
}

fn number<T: TryFrom<i64>>(json: &Json) -> Result<T, String> {
    json.as_i64()
        .and_then(|n| T::try_from(n).ok())
        .ok_or_else(|| "no number".to_owned())
}

fn type_json(type_name: &TypeName) -> Json {
    json!([
        type_name.name(),
        type_name.args().iter().map(type_json).collect::<Vec<_>>()
    ])
}

fn type_from(json: &Json) -> Result<TypeName, String> {
    let parts = items(json)?;
    let name = parts.first().and_then(Json::as_str).ok_or("a type has no name")?;
    let args = parts.get(1).map_or(Ok(Vec::new()), |args| {
        items(args)?.iter().map(type_from).collect::<Result<_, _>>()
    })?;
    Ok(TypeName::generic(name, args))
}
