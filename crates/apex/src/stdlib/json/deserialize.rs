//! JSON into declared types: `JSON.deserialize`, `deserializeStrict`, `JSONParser.readValueAs`.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use super::super::{date, encoding, number, schema};
use super::event::Json;
use crate::error::Thrown;
use crate::host::ObjectKind;
use crate::interp::Interpreter;
use crate::interp::coerce::normal_id;
use crate::program::{Accessor, Class, ClassKind, Program};
use crate::value::{TypeName, Value};

/// Makes a value of the type. With `strict`, a member without a field is an error, else it is skipped.
pub(super) fn to_type(
    interp: &mut Interpreter<'_>,
    json: Json,
    type_name: &TypeName,
    strict: bool,
) -> Result<Value, Thrown> {
    Reading { interp, strict }.value(json, type_name, None)
}

pub(super) struct Reading<'i, 'a> {
    interp: &'i mut Interpreter<'a>,
    strict: bool,
}

/// Finds a class as source inside `context` names it: its own inner classes, those of the classes around it
/// and above it, then top-level classes.
fn find_class<'p>(program: &'p Program, context: Option<&Class>, name: &str) -> Option<&'p Arc<Class>> {
    let mut scope = context;
    while let Some(class) = scope {
        for above in program.ancestry(class) {
            if let Some(found) = program.find_class(&format!("{}.{name}", above.name)) {
                return Some(found);
            }
        }
        scope = class.outer.map(|outer| &**program.class_by_id(outer));
    }
    program.find_class(name)
}

impl Reading<'_, '_> {
    pub(super) fn fail<T>(&self, message: impl Into<String>) -> Result<T, Thrown> {
        Err(self.interp.throw("JSONException", message))
    }

    pub(super) fn value(
        &mut self,
        json: Json,
        wanted: &TypeName,
        context: Option<&Class>,
    ) -> Result<Value, Thrown> {
        if json == Json::Null {
            return Ok(Value::Null);
        }
        match wanted.simple() {
            "list" | "set" | "iterable" => self.sequence(json, wanted, context),
            "map" => self.map(json, wanted, context),
            "string" | "id" | "boolean" | "integer" | "long" | "double" | "decimal" | "date" | "datetime"
            | "time" | "blob" => self.scalar(json, wanted.simple()),
            "object" => self.fail("Apex Type unsupported in JSON: Object"),
            "sobject" => self.any_sobject(json),
            _ => {
                let program = self.interp.program();
                if let Some(class) = find_class(program, context, wanted.name()) {
                    return self.instance(json, class);
                }
                let object = wanted.lower().strip_prefix("schema.").unwrap_or(wanted.name());
                if let Some(describe) = self.interp.host().describe(object) {
                    return self.sobject(json, &describe.name.clone());
                }
                if let Some(result) = super::dml_result::find(wanted.name()) {
                    return self.dml_result(json, result);
                }
                self.fail(format!("Apex Type unsupported in JSON: {wanted}"))
            }
        }
    }

    fn sequence(&mut self, json: Json, wanted: &TypeName, context: Option<&Class>) -> Result<Value, Thrown> {
        let Json::Array(items) = json else {
            return self.fail("Malformed JSON: Expected '[' at the beginning of List/Set");
        };
        let of = wanted.arg(0);
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            values.push(self.value(item, &of, context)?);
        }
        Ok(if wanted.is("set") {
            values
                .iter()
                .try_for_each(|value| self.interp.note_equality(value))?;
            Value::set(of, values)
        } else {
            Value::list(of, values)
        })
    }

    fn map(&mut self, json: Json, wanted: &TypeName, context: Option<&Class>) -> Result<Value, Thrown> {
        let Json::Object(members) = json else {
            return self.fail("Malformed JSON: Expected '{' at the beginning of Map");
        };
        let (key, of) = (wanted.arg(0), wanted.arg(1));
        let mut entries = Vec::with_capacity(members.len());
        for (name, item) in members {
            let name = self.value(Json::String(name), &key, context)?;
            entries.push((name, self.value(item, &of, context)?));
        }
        Ok(Value::map(key, of, entries))
    }

    fn scalar(&mut self, json: Json, wanted: &str) -> Result<Value, Thrown> {
        let (text, quoted) = match json {
            Json::String(s) => (s, true),
            Json::Number(s) => (s, false),
            Json::Boolean(b) => (b.to_string(), false),
            Json::Array(_) => return self.fail("Illegal value for primitive: ["),
            Json::Object(_) => return self.fail("Illegal value for primitive: {"),
            Json::Null => return Ok(Value::Null),
        };
        let value = match wanted {
            "string" => Some(Value::string(&text)),
            "boolean" => match text.as_str() {
                "true" => Some(Value::Boolean(true)),
                "false" => Some(Value::Boolean(false)),
                _ => None,
            },
            "integer" => text.parse().ok().map(Value::Integer),
            "long" => text.parse().ok().map(Value::Long),
            "double" => text
                .parse()
                .ok()
                .filter(|_| number::parse_decimal(&text).is_some())
                .map(Value::Double),
            "decimal" => number::parse_decimal(&text).map(Value::decimal),
            "id" if quoted => match normal_id(&text) {
                Some(id) => Some(Value::id(id)),
                None => {
                    return Err(self
                        .interp
                        .throw("StringException", format!("Invalid id: {text}")));
                }
            },
            "date" if quoted => {
                let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
                day.or_else(|| date::parse_iso(&text).map(|t| t.date_naive()))
                    .map(Value::Date)
            }
            "datetime" if quoted => date::parse_iso(&text).map(Value::Datetime),
            "time" if quoted => NaiveTime::parse_from_str(text.trim_end_matches('Z'), "%H:%M:%S%.f")
                .ok()
                .map(Value::Time),
            "blob" if quoted => encoding::from_base64(&text).map(Value::blob),
            _ => None,
        };
        match value {
            Some(value) => Ok(value),
            None if matches!(wanted, "date" | "datetime" | "time") => {
                self.fail(format!("Invalid format: \"{text}\""))
            }
            None => self.fail(format!("Illegal value for primitive: {text}")),
        }
    }

    fn instance(&mut self, json: Json, class: &Arc<Class>) -> Result<Value, Thrown> {
        if class.kind == ClassKind::Enum {
            let Json::String(name) = json else {
                return self.fail("Malformed JSON: Expected a String for an enum");
            };
            let constant = class.constants.iter().position(|c| c.eq_ignore_ascii_case(&name));
            return match constant.and_then(|i| Some((class.constants.get(i)?, i32::try_from(i).ok()?))) {
                Some((constant, ordinal)) => Ok(Value::enum_constant(&class.name, constant, ordinal)),
                None => self.fail(format!("Illegal value for primitive: {name}")),
            };
        }
        if class.kind == ClassKind::Interface || class.modifiers.is_abstract || class.is_exception {
            return self.fail(format!("Apex Type unsupported in JSON: {}", class.name));
        }
        let Json::Object(members) = json else {
            return self.fail("Malformed JSON: Expected '{' at the beginning of object");
        };
        let program = self.interp.program();
        let object = self.interp.instantiate(class);
        for (name, item) in members {
            let at = class
                .fields
                .iter()
                .rposition(|f| f.name.eq_ignore_ascii_case(&name));
            let Some((index, field)) = at.and_then(|i| Some((i, class.fields.get(i)?))) else {
                if self.strict {
                    return self.fail(format!("Unknown field: {}.{name}", class.name));
                }
                continue;
            };
            if field.modifiers.is_transient {
                continue;
            }
            let value = self.value(
                item,
                &field.type_name,
                Some(program.class_by_id(field.declared_in)),
            )?;
            let Value::Object(instance) = &object else {
                continue;
            };
            if let Accessor::Code(_) = field.setter {
                self.interp.write_field(instance, index, value)?;
            } else if let Some(slot) = instance.fields.borrow_mut().get_mut(index) {
                *slot = value;
            }
        }
        Ok(object)
    }

    /// An sObject whose type stands in its `attributes`.
    fn any_sobject(&mut self, json: Json) -> Result<Value, Thrown> {
        let Json::Object(members) = &json else {
            return self.fail("Malformed JSON: Expected '{' at the beginning of object");
        };
        let member = |members: &[(String, Json)], name: &str| {
            members.iter().find(|(n, _)| n == name).map(|m| m.1.clone())
        };
        let object = match member(members, "attributes") {
            Some(Json::Object(attributes)) => match member(&attributes, "type") {
                Some(Json::String(name)) => Some(name),
                _ => None,
            },
            _ => None,
        };
        match object {
            Some(object) => self.sobject(json, &object),
            None => self.fail("Cannot deserialize an SObject without attributes.type"),
        }
    }

    fn sobject(&mut self, json: Json, object: &str) -> Result<Value, Thrown> {
        let Json::Object(members) = json else {
            return self.fail("Malformed JSON: Expected '{' at the beginning of object");
        };
        let Some(describe) = self.interp.host().describe(object) else {
            return self.fail(format!("Invalid sobject type: {object}"));
        };
        let record = self.interp.new_sobject(&describe.name)?;
        let Value::SObject(row) = &record else {
            return Ok(record);
        };
        for (name, item) in members {
            if name.eq_ignore_ascii_case("attributes") {
                continue;
            }
            if let Some(field) = describe.fields.get(&name.to_ascii_lowercase()) {
                let value = self.value(item, &schema::apex_type(&field.kind), None)?;
                // Fields the database alone writes may be in JSON, so the check of an assignment is left out.
                row.set(&field.name, value);
                continue;
            }
            let parent = describe.fields.values().find_map(|f| schema::parent_of(f, &name));
            if let Some((relationship, to)) = parent {
                let value = if let Json::Object(_) = item {
                    match to.as_slice() {
                        [only] => self.sobject(item, only)?,
                        _ => self.any_sobject(item)?,
                    }
                } else {
                    Value::Null
                };
                row.set(&relationship, value);
                continue;
            }
            let child = describe
                .children
                .iter()
                .find(|c| c.name.eq_ignore_ascii_case(&name));
            match (child, item) {
                (Some(child), Json::Object(result)) => {
                    let rows = result
                        .into_iter()
                        .find(|(n, _)| n == "records")
                        .map_or(Json::Array(vec![]), |r| r.1);
                    let rows = self.value(rows, &TypeName::list(TypeName::new(&*child.object)), None)?;
                    row.set(&child.name, rows);
                }
                (Some(child), _) => row.set(&child.name, Value::Null),
                // What the bus gives every event.
                (None, item) if describe.kind == ObjectKind::Event => {
                    let value = self.value(item, &TypeName::new("String"), None)?;
                    row.set(&name, value);
                }
                (None, _) => {
                    return self.fail(format!(
                        "No such column '{name}' on sobject of type {}",
                        describe.name
                    ));
                }
            }
        }
        Ok(record)
    }
}
