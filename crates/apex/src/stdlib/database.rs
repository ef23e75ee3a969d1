//! `Database`: DML with results, dynamic SOQL, savepoints.

use indexmap::IndexMap;

use crate::error::Thrown;
use crate::host::{AccessMode, Bind, DmlOperation, RowError, RowResult, Savepoint};
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};

/// `Database.method(args)`; `None` when there is no such method.
pub fn call_static(
    interp: &mut Interpreter<'_>,
    lower: &str,
    args: &[Value],
) -> Option<Result<Value, Thrown>> {
    Some(match (lower, args) {
        ("insert", [rows, options @ ..]) => change(interp, DmlOperation::Insert, rows, options),
        ("update", [rows, options @ ..]) => change(interp, DmlOperation::Update, rows, options),
        ("upsert", [rows, options @ ..]) => {
            let (external_id, options) = match options {
                [Value::Native(token), rest @ ..] if !token.is("Database.DMLOptions") => {
                    (token.get("name").as_str().map(str::to_owned), rest)
                }
                [Value::Null, rest @ ..] => (None, rest),
                rest => (None, rest),
            };
            change(interp, DmlOperation::Upsert { external_id }, rows, options)
        }
        ("delete", [rows, options @ ..]) => with_ids(interp, DmlOperation::Delete, rows, options),
        ("undelete", [rows, options @ ..]) => with_ids(interp, DmlOperation::Undelete, rows, options),
        ("query", [soql]) => {
            text(interp, soql).and_then(|soql| interp.dynamic_query(&soql, AccessMode::System))
        }
        ("query", [soql, level]) => text(interp, soql).and_then(|soql| {
            let access = access(interp, level)?;
            interp.dynamic_query(&soql, access)
        }),
        ("countquery", [soql, level @ ..]) => count(interp, soql, level, None),
        ("querywithbinds", [soql, binds, level]) => query_with_binds(interp, soql, binds, level),
        ("countquerywithbinds", [soql, binds, level]) => {
            count(interp, soql, std::slice::from_ref(level), Some(binds))
        }
        ("setsavepoint", []) => set_savepoint(interp),
        ("rollback", [savepoint]) => rollback(interp, savepoint),
        ("releasesavepoint", [savepoint]) => release(interp, savepoint),
        ("executebatch", [object]) => interp.execute_batch(object, None),
        ("executebatch", [object, scope]) => interp.execute_batch(object, Some(scope)),
        ("merge", [master, duplicates]) => merge(interp, master, duplicates, &[]),
        ("merge", [master, duplicates, options @ ..]) => merge(interp, master, duplicates, options),
        ("emptyrecyclebin", [_]) => Err(interp.unsupported("Database.emptyRecycleBin")),
        ("insertimmediate", [rows]) => change(interp, DmlOperation::Insert, rows, &[]),
        ("updateimmediate", [rows]) => change(interp, DmlOperation::Update, rows, &[]),
        ("deleteimmediate", [rows]) => change(interp, DmlOperation::Delete, rows, &[]),
        ("getquerylocatorwithbinds", [soql, binds, level]) => {
            query_with_binds(interp, soql, binds, level).map(|rows| query_locator(soql.clone(), rows))
        }
        ("getquerylocator", [soql, level]) => text(interp, soql).and_then(|text| {
            let access = access(interp, level)?;
            let rows = interp.dynamic_query(&text, access)?;
            Ok(query_locator(soql.clone(), rows))
        }),
        ("getquerylocator", [rows @ Value::List(_)]) => Ok(query_locator(Value::Null, rows.clone())),
        ("getquerylocator", [soql]) => text(interp, soql)
            .and_then(|text| interp.dynamic_query(&text, AccessMode::System))
            .map(|rows| query_locator(soql.clone(), rows)),
        _ => return None,
    })
}

/// Methods of the results, errors and savepoints made here.
pub fn call_method(native: &Native, lower: &str, args: &[Value]) -> Option<Value> {
    if !native.type_name.starts_with("Database.") || !args.is_empty() {
        return None;
    }
    let field = match lower {
        "issuccess" => "success",
        "iscreated" => "created",
        "getid" => "id",
        "geterrors" => "errors",
        "getmessage" => "message",
        "getstatuscode" => "statuscode",
        "getfields" => "fields",
        "getjobid" => "jobid",
        "getchildjobid" => "childjobid",
        "getmergedrecordids" => "mergedrecordids",
        "getupdatedrelatedids" => "updatedrelatedids",
        "getaccountid" => "accountid",
        "getcontactid" => "contactid",
        "getleadid" => "leadid",
        "getopportunityid" => "opportunityid",
        "getquery" => "query",
        _ => return None,
    };
    // One made from JSON may lack some.
    Some(native.get(field))
}

/// `result.success` and the like, which only JSON writes.
pub(super) fn set_property(native: &Native, name: &str, value: &Value) -> Option<()> {
    let own = native.type_name.strip_prefix("Database.")?;
    (own.ends_with("Result") || own == "Error").then(|| native.set(name, value.clone()))
}

/// A locator holds its rows; one made from an embedded query does not know its text.
fn query_locator(soql: Value, rows: Value) -> Value {
    let native = Native::new("Database.QueryLocator");
    if !soql.is_null() {
        native.set("query", soql);
    }
    native.set("rows", rows);
    Value::native(native)
}

fn text(interp: &Interpreter<'_>, value: &Value) -> Result<String, Thrown> {
    value
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| interp.null_pointer())
}

pub(super) fn access(interp: &Interpreter<'_>, level: &Value) -> Result<AccessMode, Thrown> {
    match level {
        Value::Enum(level) if level.name.eq_ignore_ascii_case("USER_MODE") => Ok(AccessMode::User),
        Value::Enum(level) if level.name.eq_ignore_ascii_case("SYSTEM_MODE") => Ok(AccessMode::System),
        Value::Null => Err(interp.null_pointer()),
        other => Err(interp.unsupported(format!("access level {}", other.display_string()))),
    }
}

/// `optAllOrNone` of `Database.DMLOptions`; `None` when the object is none. No org here has assignment rules,
/// duplicate rules or mails on changes, so that those headers ask for nothing; truncation is not done.
fn dml_options(interp: &Interpreter<'_>, native: &Native) -> Result<Option<bool>, Thrown> {
    if !native.is("Database.DMLOptions") {
        return Ok(None);
    }
    if native.get("allowFieldTruncation").as_bool() == Some(true) {
        return Err(interp.unsupported("DMLOptions.allowFieldTruncation"));
    }
    Ok(Some(native.get("optAllOrNone").as_bool().unwrap_or(false)))
}

/// `[allOrNone]` or `[DMLOptions]`, `[accessLevel]` or both.
fn options(interp: &Interpreter<'_>, given: &[Value]) -> Result<(bool, AccessMode), Thrown> {
    let given = match given {
        [Value::Native(native), rest @ ..] => match dml_options(interp, native)? {
            Some(all) => {
                let level = rest
                    .first()
                    .map_or(Ok(AccessMode::System), |level| access(interp, level))?;
                return Ok((all, level));
            }
            None => given,
        },
        _ => given,
    };
    match given {
        [] => Ok((true, AccessMode::System)),
        [Value::Boolean(all)] => Ok((*all, AccessMode::System)),
        [level @ Value::Enum(_)] => Ok((true, access(interp, level)?)),
        [Value::Boolean(all), level] => Ok((*all, access(interp, level)?)),
        [other, ..] => {
            Err(interp.unsupported(format!("Database with an option of type {}", other.type_name())))
        }
    }
}

fn change(
    interp: &mut Interpreter<'_>,
    operation: DmlOperation,
    rows: &Value,
    given: &[Value],
) -> Result<Value, Thrown> {
    let (all_or_none, access) = options(interp, given)?;
    let results = interp.dml(&operation, rows, access, all_or_none)?;
    let kind = match operation {
        DmlOperation::Insert | DmlOperation::Update => "Database.SaveResult",
        DmlOperation::Upsert { .. } => "Database.UpsertResult",
        DmlOperation::Delete => "Database.DeleteResult",
        DmlOperation::Undelete => "Database.UndeleteResult",
    };
    let mut results: Vec<Value> = results
        .into_iter()
        .map(|result| result_value(kind, result))
        .collect();
    match rows {
        Value::List(_) => Ok(Value::list(TypeName::new(kind), results)),
        _ => Ok(results.pop().unwrap_or(Value::Null)),
    }
}

/// `Database.merge(master, record or Id or list of them)`.
fn merge(
    interp: &mut Interpreter<'_>,
    master: &Value,
    duplicates: &Value,
    given: &[Value],
) -> Result<Value, Thrown> {
    let (all_or_none, access) = options(interp, given)?;
    let rows = match duplicates {
        Value::List(rows) => rows.items.borrow().clone(),
        one => vec![one.clone()],
    };
    let mut results = Vec::new();
    for row in rows {
        let merged = interp.merge(master, std::slice::from_ref(&row), access);
        let (ids, moved, errors) = match merged {
            Ok((ids, moved)) => (ids, moved, Vec::new()),
            Err(error) if all_or_none || error.type_name != "System.DmlException" => return Err(error),
            Err(error) => {
                let state = error.value.exception_state();
                let rows = state.map(|s| s.borrow().dml.clone()).unwrap_or_default();
                let refused = rows.into_iter().map(|(_, _, error)| error).next();
                let refused = refused.unwrap_or_else(|| RowError {
                    status: "INVALID_OPERATION".into(),
                    message: error.message.clone(),
                    fields: Vec::new(),
                });
                (Vec::new(), Vec::new(), vec![refused])
            }
        };
        let id = match master {
            Value::SObject(master) => master.id().map(|id| id.to_string()),
            _ => None,
        };
        let result = result_value(
            "Database.MergeResult",
            RowResult {
                id,
                created: false,
                errors,
            },
        );
        if let Value::Native(native) = &result {
            let list =
                |ids: Vec<String>| Value::list(TypeName::new("Id"), ids.into_iter().map(Value::id).collect());
            native.set("mergedrecordids", list(ids));
            native.set("updatedrelatedids", list(moved));
        }
        results.push(result);
    }
    Ok(match duplicates {
        Value::List(_) => Value::list(TypeName::new("Database.MergeResult"), results),
        _ => results.pop().unwrap_or(Value::Null),
    })
}

/// `delete` and `undelete` also take Ids.
fn with_ids(
    interp: &mut Interpreter<'_>,
    operation: DmlOperation,
    rows: &Value,
    given: &[Value],
) -> Result<Value, Thrown> {
    let rows = match rows {
        Value::Id(_) | Value::String(_) => row_of_id(interp, rows)?,
        Value::List(list) if list.items.borrow().iter().any(|v| v.as_str().is_some()) => {
            let ids = list.items.borrow().clone();
            let rows = ids
                .iter()
                .map(|id| row_of_id(interp, id))
                .collect::<Result<Vec<_>, _>>()?;
            Value::list(TypeName::new("SObject"), rows)
        }
        other => other.clone(),
    };
    change(interp, operation, &rows, given)
}

fn row_of_id(interp: &mut Interpreter<'_>, id: &Value) -> Result<Value, Thrown> {
    let id = interp.coerce(id.clone(), &TypeName::new("Id"))?;
    let Some(text) = id.as_str() else {
        return Err(interp.null_pointer());
    };
    let Some(object) = interp.host().object_of_id(text) else {
        return Err(interp.throw("StringException", format!("Invalid id: {text}")));
    };
    let row = interp.new_sobject(&object)?;
    if let Value::SObject(object) = &row {
        object.set("Id", id);
    }
    Ok(row)
}

pub(super) fn result_value(kind: &str, result: RowResult) -> Value {
    let native = Native::new(kind);
    native.set("success", Value::Boolean(result.errors.is_empty()));
    native.set("created", Value::Boolean(result.created));
    native.set("id", result.id.map_or(Value::Null, Value::id));
    let errors = result.errors.into_iter().map(error_value).collect();
    native.set("errors", Value::list(TypeName::new("Database.Error"), errors));
    Value::native(native)
}

pub(super) fn error_value(error: RowError) -> Value {
    let native = Native::new("Database.Error");
    native.set("message", Value::string(&error.message));
    native.set(
        "statuscode",
        Value::enum_constant("System.StatusCode", &error.status, 0),
    );
    native.set("fields", Value::strings(&error.fields));
    Value::native(native)
}

fn binds(interp: &Interpreter<'_>, given: &Value) -> Result<IndexMap<String, Bind>, Thrown> {
    let Value::Map(map) = given else {
        return Err(interp.null_pointer());
    };
    let mut binds = IndexMap::new();
    for (key, value) in map.entries.borrow().iter() {
        binds.insert(key.0.display_string(), interp.bind(value)?);
    }
    Ok(binds)
}

fn query_with_binds(
    interp: &mut Interpreter<'_>,
    soql: &Value,
    given: &Value,
    level: &Value,
) -> Result<Value, Thrown> {
    let soql = text(interp, soql)?;
    let binds = binds(interp, given)?;
    let access = access(interp, level)?;
    interp.query(&soql, &binds, access)
}

fn count(
    interp: &mut Interpreter<'_>,
    soql: &Value,
    level: &[Value],
    given: Option<&Value>,
) -> Result<Value, Thrown> {
    let soql = text(interp, soql)?;
    let (_, access) = options(interp, level)?;
    let result = match given {
        Some(given) => {
            let binds = binds(interp, given)?;
            interp.query(&soql, &binds, access)?
        }
        None => interp.dynamic_query(&soql, access)?,
    };
    match result {
        Value::Integer(_) => Ok(result),
        _ => Err(interp.throw("QueryException", "Database.countQuery requires SELECT COUNT()")),
    }
}

fn set_savepoint(interp: &mut Interpreter<'_>) -> Result<Value, Thrown> {
    let before = interp.work_pending();
    interp.begin_savepoint()?;
    match interp.host().savepoint() {
        Ok(Savepoint(number)) => {
            let native = Native::with_state("System.Savepoint", number);
            native.set("before", Value::Boolean(before));
            Ok(Value::native(native))
        }
        Err(error) => Err(interp.host_error(error)),
    }
}

/// The point a savepoint names; a released one names none.
fn point(interp: &Interpreter<'_>, savepoint: &Value) -> Result<Savepoint, Thrown> {
    let Value::Native(native) = savepoint else {
        return Err(interp.null_pointer());
    };
    let number = native.state.borrow().downcast_ref::<u32>().copied();
    number
        .map(Savepoint)
        .ok_or_else(|| interp.throw("InvalidParameterValueException", "Invalid savepoint"))
}

fn rollback(interp: &mut Interpreter<'_>, savepoint: &Value) -> Result<Value, Thrown> {
    let point = point(interp, savepoint)?;
    interp.begin_savepoint()?;
    match interp.host().rollback_to(point) {
        Ok(()) => {
            if let Value::Native(native) = savepoint {
                native.set("undone", Value::Long(interp.work_done()));
            }
            Ok(Value::Null)
        }
        Err(error) => Err(interp.host_error(error)),
    }
}

/// `releaseSavepoint`: the savepoint cannot be used again. When the work since it was rolled back, and nothing
/// was done after that, a callout is allowed as it was before the savepoint.
///
/// Source: Apex Reference Guide, `Database.releaseSavepoint`.
fn release(interp: &mut Interpreter<'_>, savepoint: &Value) -> Result<Value, Thrown> {
    point(interp, savepoint)?;
    if let Value::Native(native) = savepoint {
        *native.state.borrow_mut() = Box::new(());
        let undone = native.get("undone").as_long() == Some(interp.work_done());
        if undone && native.get("before").as_bool() == Some(false) {
            interp.forget_work();
        }
    }
    Ok(Value::Null)
}
