//! Static methods of custom settings and custom metadata types: `X__c.getInstance()`, `X__mdt.getAll()`.

use std::rc::Rc;

use indexmap::IndexMap;

use super::args::{self, Found, found};
use crate::error::Thrown;
use crate::host::{AccessMode, Field, ObjectDescribe, ObjectKind, Query, QueryResult, Record, Sharing};
use crate::interp::Interpreter;
use crate::interp::coerce::normal_id;
use crate::value::{SObject, TypeName, Value};

/// A row as Apex reads it: every field of the object is there, so that none is "not queried".
fn record_value(describe: &ObjectDescribe, record: Record) -> Value {
    let object = SObject::new(&*describe.name);
    for (name, field) in record.fields {
        if let Field::Data(data) = field {
            let name = describe
                .fields
                .get(&name.to_ascii_lowercase())
                .map_or(name, |f| f.name.clone());
            object.set(&name, data.into());
        }
    }
    Value::SObject(Rc::new(object))
}

/// A text field of a row.
fn text_of<'v>(record: &'v Record, name: &str) -> Option<&'v str> {
    use crate::host::Data::{Id, String};
    record
        .fields
        .iter()
        .find(|(n, _)| n.eq_ignore_ascii_case(name))
        .and_then(|(_, field)| match field {
            Field::Data(String(s) | Id(s)) => Some(s.as_str()),
            _ => None,
        })
}

fn row_map(describe: &ObjectDescribe, rows: Vec<Record>, key: &str) -> Value {
    let entries: Vec<(Value, Value)> = rows
        .into_iter()
        .filter_map(|row| Some((Value::string(text_of(&row, key)?), record_value(describe, row))))
        .collect();
    Value::map(TypeName::new("String"), TypeName::new(&*describe.name), entries)
}

/// `X__c.method(args)`, `X__mdt.method(args)`; `None` for other objects and methods.
pub(super) fn call_static(interp: &mut Interpreter<'_>, object: &str, method: &str, args: &[Value]) -> Found {
    let Some(describe) = interp.host().describe(object) else {
        return Ok(None);
    };
    if (method, args.len()) == ("getsobjecttype", 0) {
        return found(super::schema::object_token(&describe.name));
    }
    match describe.kind {
        ObjectKind::HierarchySetting => hierarchy(interp, &describe, method, args),
        ObjectKind::ListSetting => list(interp, &describe, method, args),
        ObjectKind::Metadata => metadata(interp, &describe, method, args),
        ObjectKind::Normal | ObjectKind::Event => Ok(None),
    }
}

fn setting(
    interp: &mut Interpreter<'_>,
    describe: &ObjectDescribe,
    owner: &str,
    merged: bool,
) -> Result<Option<Value>, Thrown> {
    match interp.host().custom_setting(&describe.name, owner, merged) {
        Ok(row) => Ok(row.map(|row| record_value(describe, row))),
        Err(error) => Err(interp.host_error(error)),
    }
}

/// Hierarchy settings. Where nothing is defined, `getInstance` and `getOrgDefaults` answer an empty record and
/// `getValues` answers null.
fn hierarchy(interp: &mut Interpreter<'_>, describe: &ObjectDescribe, method: &str, args: &[Value]) -> Found {
    let (owner, merged) = match (method, args.len()) {
        ("getorgdefaults", 0) => (interp.host().organization().id, false),
        ("getinstance", 0) => (interp.host().user().id, true),
        ("getinstance", 1) => (args::id(interp, args, 0)?, true),
        ("getvalues", 1) => (args::id(interp, args, 0)?, false),
        _ => return Ok(None),
    };
    match setting(interp, describe, &owner, merged)? {
        Some(row) => found(row),
        None if method == "getvalues" => found(Value::Null),
        None => interp.new_sobject(&describe.name).map(Some),
    }
}

fn list(interp: &mut Interpreter<'_>, describe: &ObjectDescribe, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("getinstance" | "getvalues", 1) => {
            let name = args::text(interp, args, 0)?;
            found(setting(interp, describe, &name, false)?.unwrap_or(Value::Null))
        }
        ("getall", 0) => {
            let fields: Vec<&str> = describe.fields.values().map(|f| f.name.as_str()).collect();
            let soql = format!("SELECT {} FROM {}", fields.join(", "), describe.name);
            let binds = IndexMap::new();
            let query = Query {
                soql: &soql,
                binds: &binds,
                access: AccessMode::System,
                sharing: Sharing::Ignored,
            };
            match interp.host().query(&query) {
                Ok(QueryResult::Rows { rows, .. }) => found(row_map(describe, rows, "Name")),
                Ok(QueryResult::Count(_)) => Ok(None),
                Err(error) => Err(interp.host_error(error)),
            }
        }
        _ => Ok(None),
    }
}

/// Custom metadata: records by developer name, by name with namespace, or by Id.
fn metadata(interp: &mut Interpreter<'_>, describe: &ObjectDescribe, method: &str, args: &[Value]) -> Found {
    if !matches!((method, args.len()), ("getall", 0) | ("getinstance", 1)) {
        return Ok(None);
    }
    let rows = match interp.host().custom_metadata(&describe.name) {
        Ok(rows) => rows,
        Err(error) => return Err(interp.host_error(error)),
    };
    if method == "getall" {
        return found(row_map(describe, rows, "DeveloperName"));
    }
    let wanted = args::text(interp, args, 0)?;
    let row = rows.into_iter().find(|row| {
        let qualified = text_of(row, "QualifiedApiName").is_some_and(|n| n.eq_ignore_ascii_case(&wanted));
        let named = text_of(row, "DeveloperName").is_some_and(|n| n.eq_ignore_ascii_case(&wanted));
        qualified || named || normal_id(&wanted).is_some_and(|id| text_of(row, "Id") == Some(&id))
    });
    found(row.map_or(Value::Null, |row| record_value(describe, row)))
}
