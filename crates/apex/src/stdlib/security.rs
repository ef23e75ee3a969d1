//! `Security.stripInaccessible`.

use indexmap::{IndexMap, IndexSet};

use super::args::{self, Found, found};
use super::sobject;
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};

/// Fields no permission is needed for.
const FREE_FIELDS: [&str; 1] = ["id"];

struct Stripping {
    access: String,
    removed: IndexMap<String, IndexSet<String>>,
}

impl Stripping {
    fn object_allowed(&self, interp: &mut Interpreter<'_>, object: &str) -> bool {
        let access = interp.host().object_access(object);
        match self.access.as_str() {
            "READABLE" => access.read,
            "CREATABLE" => access.create,
            "UPDATABLE" => access.edit,
            _ => access.create && access.edit,
        }
    }

    fn field_allowed(&self, interp: &mut Interpreter<'_>, object: &str, field: &str) -> bool {
        let access = interp.host().field_access(object, field);
        if self.access == "READABLE" {
            access.read
        } else {
            access.edit
        }
    }

    /// A copy of a row without the fields the user may not access, related rows included; whether one went.
    fn strip(&mut self, interp: &mut Interpreter<'_>, row: &Value) -> Result<(Value, bool), Thrown> {
        let Value::SObject(own) = row else {
            return Ok((row.clone(), false));
        };
        let copy = sobject::copy(own, true, false, true);
        let Value::SObject(copied) = &copy else {
            return Ok((copy, false));
        };
        let mut changed = false;
        let fields: Vec<_> = own
            .fields
            .borrow()
            .iter()
            .map(|(k, f)| (k.clone(), f.clone()))
            .collect();
        for (lower, field) in fields {
            if FREE_FIELDS.contains(&lower.as_str()) {
                continue;
            }
            let scalar = interp
                .host()
                .describe(&own.object)
                .is_some_and(|d| d.fields.contains_key(&lower));
            let keep = match &field.value {
                Value::SObject(parent) if !scalar => {
                    let allowed = self.object_allowed(interp, &parent.object);
                    if allowed {
                        let (parent, stripped) = self.strip(interp, &field.value)?;
                        copied.set(&field.name, parent);
                        changed |= stripped;
                    }
                    allowed
                }
                Value::List(rows) if !scalar => {
                    let rows_now = rows.items.borrow().clone();
                    let mut kept = Vec::with_capacity(rows_now.len());
                    for row in &rows_now {
                        let (row, stripped) = self.strip(interp, row)?;
                        kept.push(row);
                        changed |= stripped;
                    }
                    copied.set(&field.name, Value::list(rows.element.clone(), kept));
                    true
                }
                _ => !scalar || self.field_allowed(interp, &own.object, &field.name),
            };
            if !keep {
                copied.fields.borrow_mut().shift_remove(&lower);
                self.removed
                    .entry(own.object.to_string())
                    .or_default()
                    .insert(field.name.to_string());
                changed = true;
            }
        }
        // Reading what was stripped is an error, not null.
        copied.queried.set(own.queried.get());
        Ok((copy, changed))
    }
}

/// `Security.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    if (method, args.len() == 2 || args.len() == 3) != ("stripinaccessible", true) {
        return Ok(None);
    }
    let Value::Enum(access) = &args[0] else {
        return Err(args::null_argument(interp));
    };
    let rows = args::list(interp, args, 1)?;
    let enforce = match args.get(2) {
        Some(_) => args::boolean(interp, args, 2)?,
        None => true,
    };
    let mut stripping = Stripping {
        access: access.name.to_ascii_uppercase(),
        removed: IndexMap::new(),
    };
    let items = rows.items.borrow().clone();
    let (mut kept, mut modified) = (Vec::with_capacity(items.len()), Vec::new());
    for (index, row) in items.iter().enumerate() {
        let object = args::sobject(interp, std::slice::from_ref(row), 0)?
            .object
            .clone();
        if enforce && !stripping.object_allowed(interp, &object) {
            return Err(interp.throw("NoAccessException", format!("No access to entity: {object}")));
        }
        let (row, changed) = stripping.strip(interp, row)?;
        kept.push(row);
        if changed {
            modified.push(args::size(index));
        }
    }
    let text = TypeName::new("String");
    let removed = stripping.removed.into_iter().map(|(object, fields)| {
        (
            Value::string(object),
            Value::set(text.clone(), fields.into_iter().map(Value::string)),
        )
    });
    let decision = Native::new("System.SObjectAccessDecision");
    decision.set("records", Value::list(rows.element.clone(), kept));
    decision.set(
        "removedfields",
        Value::map(text.clone(), TypeName::set(text.clone()), removed),
    );
    decision.set("modifiedindexes", Value::set(TypeName::new("Integer"), modified));
    found(Value::native(decision))
}

/// `decision.x()`.
pub(super) fn decision_method(own: &Native, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("getrecords", 0) => found(own.get("records")),
        ("getremovedfields", 0) => found(own.get("removedfields")),
        ("getmodifiedindexes", 0) => found(own.get("modifiedindexes")),
        _ => Ok(None),
    }
}
