//! `System`, `Test`, `Limits`, `Request` and labels.

use chrono::SubsecRound;

use super::args::{self, Found, found, void};
use super::{asserts, collections, date, enums, page_reference};
use crate::error::Thrown;
use crate::interp::limits::Limits;
use crate::interp::{Interpreter, JobKind};
use crate::value::{Key, Native, Value};

/// `System.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("assert" | "assertequals" | "assertnotequals", _) => asserts::system(interp, method, args),
        ("debug", 1) => debug(interp, "DEBUG", &args[0]),
        ("debug", 2) => {
            let Value::Enum(level) = &args[0] else {
                return Err(args::null_argument(interp));
            };
            debug(interp, &level.name.clone(), &args[1])
        }
        ("now", 0) => {
            let now = interp.host().now().trunc_subsecs(3);
            found(Value::Datetime(now))
        }
        ("today", 0) => date::date_static(interp, "today", args),
        ("currenttimemillis", 0) => {
            let now = interp.host().now().timestamp_millis();
            found(Value::Long(now))
        }
        ("enqueuejob", 1) if args[0].is_null() => Err(args::null_argument(interp)),
        ("enqueuejob", 1) => interp.enqueue_job(&args[0]).map(Some),
        ("schedule", 3) => {
            args::text(interp, args, 0)?;
            let cron = args::text(interp, args, 1)?;
            interp.schedule_job(&cron, &args[2]).map(Some)
        }
        ("equals", 2) => found(Value::Boolean(Key(args[0].clone()) == Key(args[1].clone()))),
        ("hashcode", 1) => found(Value::Integer(collections::hash_code(&args[0]))),
        ("currentpagereference", 0) => found(interp.current_page()),
        ("isbatch", 0) => found(Value::Boolean(interp.job_kind() == Some(JobKind::Batch))),
        ("isfuture", 0) => found(Value::Boolean(interp.job_kind() == Some(JobKind::Future))),
        ("isscheduled", 0) => found(Value::Boolean(interp.job_kind() == Some(JobKind::Scheduled))),
        ("isqueueable", 0) => found(Value::Boolean(interp.in_job())),
        _ => Ok(None),
    }
}

fn debug(interp: &mut Interpreter<'_>, level: &str, value: &Value) -> Found {
    let text = interp.display(value)?;
    interp.host().debug(&format!("{level}|{text}"));
    void()
}

/// `Test.x(...)`.
pub(super) fn test_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    if (method, args.len()) == ("isrunningtest", 0) {
        return found(Value::Boolean(interp.is_test()));
    }
    let known = matches!(
        (method, args.len()),
        ("starttest" | "stoptest", 0) | ("setmock", 2) | ("setcurrentpage" | "setcurrentpagereference", 1)
    );
    if !known {
        return Ok(None);
    }
    if !interp.is_test() {
        return Err(interp.throw("TypeException", "Test methods can only be called in a test"));
    }
    match method {
        "starttest" => interp.start_test()?,
        "stoptest" => interp.stop_test()?,
        "setmock" => {
            let interface = args::type_value(interp, args, 0)?;
            if args[1].is_null() {
                return Err(args::null_argument(interp));
            }
            interp.set_mock(&interface, args[1].clone())?;
        }
        _ => {
            args::native(interp, args, 0, "PageReference")?;
            interp.set_current_page_value(args[0].clone());
        }
    }
    void()
}

/// `Limits.x()`. Heap and processor time are not measured.
pub(super) fn limits_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    if !args.is_empty() {
        return Ok(None);
    }
    let used = interp.limits();
    let number = |n: u32| Ok(Some(Value::Integer(i32::try_from(n).unwrap_or(i32::MAX))));
    match method {
        "getqueries" => number(used.queries),
        "getlimitqueries" => number(Limits::MAX_QUERIES),
        "getqueryrows" => number(used.query_rows),
        "getlimitqueryrows" => number(Limits::MAX_QUERY_ROWS),
        "getdmlstatements" => number(used.dml_statements),
        "getlimitdmlstatements" => number(Limits::MAX_DML_STATEMENTS),
        "getdmlrows" => number(used.dml_rows),
        "getlimitdmlrows" => number(Limits::MAX_DML_ROWS),
        "getcallouts" => number(used.callouts),
        "getlimitcallouts" => number(Limits::MAX_CALLOUTS),
        "getqueueablejobs" => number(used.queueable_jobs),
        "getlimitqueueablejobs" => number(Limits::MAX_QUEUEABLE_JOBS),
        "getfuturecalls" => number(used.future_calls),
        "getlimitfuturecalls" => number(Limits::MAX_FUTURE_CALLS),
        // What this runtime does not have is never used.
        "getemailinvocations" | "getsoslqueries" | "getquerylocatorrows" | "getpublishimmediatedml" => {
            number(0)
        }
        "getlimitaggregatequeries" => number(300),
        "getlimitemailinvocations" => number(10),
        "getlimitsoslqueries" => number(20),
        "getlimitquerylocatorrows" => number(10_000),
        "getlimitpublishimmediatedml" => number(150),
        "getlimitcputime" => number(10_000),
        "getlimitheapsize" => number(6_000_000),
        _ => Ok(None),
    }
}

/// `Request.getCurrent()`.
pub(super) fn request_static(method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("getcurrent", 0) => found(Value::native(Native::new("System.Request"))),
        _ => Ok(None),
    }
}

/// `request.x()`. The request's Id is not known.
pub(super) fn request_method(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("getquiddity", 0) => {
            let name = match (interp.is_test(), interp.job_kind()) {
                (true, None) => "RUNTEST_SYNC",
                (true, Some(_)) => "RUNTEST_ASYNC",
                (_, Some(JobKind::Queueable)) => "QUEUEABLE",
                (_, Some(JobKind::Future)) => "FUTURE",
                (_, Some(JobKind::Batch)) => "BATCH_APEX",
                (_, Some(JobKind::Scheduled)) => "SCHEDULED",
                (_, None) => "VF",
            };
            Ok(enums::constant("System.Quiddity", name))
        }
        _ => Ok(None),
    }
}

/// `context.x()` of a queueable or scheduled job.
pub(super) fn context_method(interp: &Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("getjobid", 0) if own.is("QueueableContext") => id_of(interp, own, "jobid"),
        ("gettriggerid", 0) if own.is("SchedulableContext") => id_of(interp, own, "triggerid"),
        _ => Ok(None),
    }
}

fn id_of(interp: &Interpreter<'_>, own: &Native, property: &str) -> Found {
    match own.get(property) {
        Value::Null => Err(interp.unsupported(format!("the Id of a {} here", own.type_name))),
        id => found(id),
    }
}

/// A custom label in the user's language.
fn label(interp: &mut Interpreter<'_>, name: &str) -> Option<Value> {
    interp.host().label(name).map(Value::string)
}

/// `System.Label.get(namespace, name)`.
pub(super) fn label_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("get", 2) => {
            let name = args::text(interp, args, 1)?;
            label(interp, &name)
                .map(Some)
                .ok_or_else(|| interp.throw("NoSuchElementException", format!("Label {name} does not exist")))
        }
        _ => Ok(None),
    }
}

/// `Label.X`.
pub(super) fn label_property(interp: &mut Interpreter<'_>, name: &str) -> Result<Value, Thrown> {
    label(interp, name).ok_or_else(|| interp.invalid(format!("External string does not exist: {name}")))
}

/// `Page.X`.
pub(super) fn page(interp: &mut Interpreter<'_>, name: &str) -> Result<Value, Thrown> {
    match interp.host().page_url(name) {
        Some(url) => Ok(page_reference::new(interp, &url, &[])),
        None => Err(interp.invalid(format!("Page does not exist: {name}"))),
    }
}
