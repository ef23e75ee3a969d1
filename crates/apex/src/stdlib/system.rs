//! `System`, `Limits`, `Request` and labels.

use chrono::SubsecRound;

use super::args::{self, Found, found, void};
use super::{asserts, collections, date, enums, page_reference};
use crate::error::Thrown;
use crate::host::AccessMode;
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
        // Of the options the queue here knows the delay.
        ("enqueuejob", 1 | 2) => interp.enqueue_job(&args[0], args.get(1)).map(Some),
        ("attachfinalizer", 1) => {
            interp.attach_finalizer(&args[0])?;
            void()
        }
        ("abortjob", 1) => {
            args::id(interp, args, 0)?;
            interp.abort_job(&args[0])?;
            void()
        }
        ("getapplicationreadwritemode", 0) => {
            Ok(enums::constant("System.ApplicationReadWriteMode", "DEFAULT"))
        }
        ("isfunctioncallback" | "isrunningelasticcompute", 0) => found(Value::Boolean(false)),
        ("requestversion", 0) => Err(interp.unsupported("System.requestVersion")),
        ("schedule", 3) => {
            let name = args::text(interp, args, 0)?;
            let cron = args::text(interp, args, 1)?;
            interp.schedule_job(&name, &cron, &args[2]).map(Some)
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

/// `Limits.x()`. Heap and processor time are estimates.
pub(super) fn limits_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    if !args.is_empty() {
        return Ok(None);
    }
    let used = interp.limits();
    let number = |n: u32| Ok(Some(Value::Integer(i32::try_from(n).unwrap_or(i32::MAX))));
    match method {
        "getqueries" => number(used.queries),
        "getlimitqueries" => number(interp.max_queries()),
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
        "getemailinvocations" => number(used.email_invocations),
        "getsoslqueries" => number(used.searches),
        "getpublishimmediatedml" => number(used.published_at_once),
        "getcputime" => number(u32::try_from(used.cpu_ms()).unwrap_or(u32::MAX)),
        "getheapsize" => number(u32::try_from(interp.heap_size()).unwrap_or(u32::MAX)),
        // What this runtime does not count apart is never used.
        "getaggregatequeries"
        | "getquerylocatorrows"
        | "getmobilepushapexcalls"
        | "getasynccalls"
        | "getfindsimilarcalls"
        | "getrunas"
        | "getsavepoints"
        | "getsavepointrollbacks" => number(0),
        "getapexcursorrows" | "getfetchcallsonapexcursor" => number(0),
        "getlimitapexcursorrows" => number(50_000_000),
        "getlimitfetchcallsonapexcursor" => number(10),
        "getlimitmobilepushapexcalls" => number(10),
        "getlimitasynccalls" => number(200),
        "getlimitaggregatequeries" => number(300),
        "getlimitemailinvocations" => number(Limits::MAX_EMAIL_INVOCATIONS),
        "getlimitsoslqueries" => number(Limits::MAX_SEARCHES),
        "getlimitquerylocatorrows" => number(10_000),
        "getlimitpublishimmediatedml" => number(Limits::MAX_PUBLISHED_AT_ONCE),
        "getlimitcputime" => number(u32::try_from(interp.max_cpu_ms()).unwrap_or(u32::MAX)),
        "getlimitheapsize" => number(u32::try_from(interp.max_heap()).unwrap_or(u32::MAX)),
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

/// `request.x()`.
pub(super) fn request_method(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("getrequestid", 0) => found(Value::string(interp.request_id())),
        ("getquiddity", 0) => {
            let name = match (interp.is_test(), interp.job_kind()) {
                (true, None) => "RUNTEST_SYNC",
                (true, Some(_)) => "RUNTEST_ASYNC",
                (_, Some(JobKind::Queueable)) => "QUEUEABLE",
                (_, Some(JobKind::Future)) => "FUTURE",
                (_, Some(JobKind::Batch)) => "BATCH_APEX",
                (_, Some(JobKind::Scheduled)) => "SCHEDULED",
                (_, Some(JobKind::Event)) => "PLATFORM_EVENT_PUBLISH_CALLBACK",
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
        ("getasyncapexjobid" | "getresult" | "getexception" | "getrequestid", 0)
            if own.is("FinalizerContext") =>
        {
            found(own.get(&method[3..]))
        }
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

/// `Search.x(...)`.
pub(super) fn search_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("query", 1 | 2) => {
            let sosl = args::text(interp, args, 0)?;
            let access = match args.get(1) {
                Some(level) => super::database::access(interp, level)?,
                None => AccessMode::System,
            };
            interp.dynamic_search(&sosl, access).map(Some)
        }
        _ => Ok(None),
    }
}

/// `AsyncInfo.x()`: the queue here sets no bound to the depth of a chain of its own.
pub(super) fn async_info(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("hasmaxstackdepth", 0) => found(Value::Boolean(false)),
        (
            "getcurrentqueueablestackdepth"
            | "getmaximumqueueablestackdepth"
            | "getminimumqueueabledelayinminutes",
            0,
        ) => Err(interp.unsupported(format!("AsyncInfo.{method}"))),
        _ => Ok(None),
    }
}
