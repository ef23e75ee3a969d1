//! `Cache`: the platform cache of the org and of the session.
//!
//! A test has a cache of its own, as on the platform. Source: Apex Reference Guide, "Cache Namespace".

use super::args::{self, Found, found, void};
use crate::error::Thrown;
use crate::host::CacheScope;
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};

/// Seconds a value stays when `put` names none, and the bounds of what it may name: org, then session.
const ORG_TTL: (u32, u32, u32) = (86_400, 300, 172_800);
const SESSION_TTL: (u32, u32, u32) = (28_800, 300, 28_800);

/// The partition of a key that names none.
const DEFAULT_PARTITION: &str = "default";

/// A partition, as `getPartition` answers it: `namespace.partition`.
struct Partition {
    scope: CacheScope,
    name: String,
}

/// `Cache.Org.x(...)`, `Cache.Session.x(...)`; the class in lower case.
pub(super) fn call_static(interp: &mut Interpreter<'_>, class: &str, method: &str, args: &[Value]) -> Found {
    let scope = match class {
        "cache.org" => CacheScope::Org,
        "cache.session" => CacheScope::Session,
        _ => return Ok(None),
    };
    if (method, args.len()) == ("getpartition", 1) {
        let name = args::text(interp, args, 0)?;
        let name = partition_name(interp, &name)?;
        let type_name = match scope {
            CacheScope::Org => "Cache.OrgPartition",
            CacheScope::Session => "Cache.SessionPartition",
        };
        return found(Value::native(Native::with_state(
            type_name,
            Partition { scope, name },
        )));
    }
    let default = format!("{}.{DEFAULT_PARTITION}", namespace(interp));
    access(interp, scope, &default, method, args)
}

/// `partition.x(...)`.
pub(super) fn call_method(interp: &mut Interpreter<'_>, own: &Native, method: &str, args: &[Value]) -> Found {
    let state = own.state.borrow();
    let Some(partition) = state.downcast_ref::<Partition>() else {
        return Ok(None);
    };
    if (method, args.len()) == ("getname", 0) {
        return found(Value::string(&partition.name));
    }
    access(interp, partition.scope, &partition.name, method, args)
}

/// The namespace as keys name it.
fn namespace(interp: &mut Interpreter<'_>) -> String {
    let namespace = interp.host().organization().namespace;
    if namespace.is_empty() {
        "local".to_owned()
    } else {
        namespace
    }
}

fn partition_name(interp: &mut Interpreter<'_>, name: &str) -> Result<String, Thrown> {
    match name.split('.').collect::<Vec<_>>().as_slice() {
        [partition] => Ok(format!("{}.{partition}", namespace(interp))),
        ["local", partition] => Ok(format!("{}.{partition}", namespace(interp))),
        [_, _] => Ok(name.to_owned()),
        _ => Err(invalid(interp, &format!("Invalid partition name: {name}"))),
    }
}

fn invalid(interp: &Interpreter<'_>, message: &str) -> Thrown {
    interp.throw("Cache.InvalidParamException", message)
}

/// The full key: a key of its own belongs to `partition`, `namespace.partition.key` says where it belongs.
fn full_key(
    interp: &mut Interpreter<'_>,
    partition: &str,
    args: &[Value],
    index: usize,
) -> Result<String, Thrown> {
    if args.get(index).is_none_or(Value::is_null) {
        return Err(invalid(interp, "Key cannot be null"));
    }
    let key = args::text(interp, args, index)?;
    let valid = |key: &str| {
        !key.is_empty() && key.len() <= 50 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    match key.split('.').collect::<Vec<_>>().as_slice() {
        [own] if valid(own) => Ok(format!("{partition}.{own}")),
        [space, part, own] if valid(own) => {
            let partition = partition_name(interp, &format!("{space}.{part}"))?;
            Ok(format!("{partition}.{own}"))
        }
        _ => Err(invalid(interp, &format!("Invalid cache key: {key}"))),
    }
}

fn access(
    interp: &mut Interpreter<'_>,
    scope: CacheScope,
    partition: &str,
    method: &str,
    args: &[Value],
) -> Found {
    match (method, args.len()) {
        ("put", 2..=5) => {
            let key = full_key(interp, partition, args, 0)?;
            if args[1].is_null() {
                return Err(invalid(interp, "Value cannot be null"));
            }
            let ttl = ttl(interp, scope, args.get(2))?;
            let value = interp.stored_form(&args[1])?;
            interp.cache_put(scope, &key, value, ttl);
            void()
        }
        // A class given first loads what is missing.
        ("get", 2) if matches!(args[0], Value::Type(_)) => load(interp, scope, partition, args),
        ("get", 1) => {
            let key = full_key(interp, partition, args, 0)?;
            read(interp, scope, &key)
        }
        ("contains", 1) => match args::elements(interp, args, 0) {
            Ok(keys) if !matches!(args[0], Value::String(_)) => {
                let mut entries = Vec::new();
                for key in keys {
                    let full = full_key(interp, partition, std::slice::from_ref(&key), 0)?;
                    entries.push((key, Value::Boolean(interp.cache_get(scope, &full).is_some())));
                }
                found(Value::map(
                    TypeName::new("String"),
                    TypeName::new("Boolean"),
                    entries,
                ))
            }
            _ => {
                let key = full_key(interp, partition, args, 0)?;
                found(Value::Boolean(interp.cache_get(scope, &key).is_some()))
            }
        },
        ("remove", 1 | 2) => {
            let key = full_key(interp, partition, args, args.len() - 1)?;
            found(Value::Boolean(interp.cache_remove(scope, &key)))
        }
        ("getkeys", 0) => {
            let prefix = format!("{partition}.");
            let keys = interp.cache_keys(scope);
            let own = keys
                .iter()
                .filter_map(|key| key.strip_prefix(&prefix))
                .map(Value::string);
            found(Value::set(TypeName::new("String"), own.collect::<Vec<_>>()))
        }
        ("getnumkeys", 0) => {
            let prefix = format!("{partition}.");
            let count = interp
                .cache_keys(scope)
                .iter()
                .filter(|k| k.starts_with(&prefix))
                .count();
            found(Value::Long(i64::try_from(count).unwrap_or(i64::MAX)))
        }
        ("isavailable", 0) => found(Value::Boolean(true)),
        _ => Ok(None),
    }
}

fn read(interp: &mut Interpreter<'_>, scope: CacheScope, key: &str) -> Found {
    match interp.cache_get(scope, key) {
        Some(text) => interp.restore(&text).map(Some),
        None => found(Value::Null),
    }
}

/// `get(Builder.class, key)`: what the builder's `doLoad` answers is kept.
fn load(interp: &mut Interpreter<'_>, scope: CacheScope, partition: &str, args: &[Value]) -> Found {
    let builder = args::type_value(interp, args, 0)?;
    let key = full_key(interp, partition, args, 1)?;
    if let Some(text) = interp.cache_get(scope, &key) {
        return interp.restore(&text).map(Some);
    }
    let object = interp.new_value(&builder, Vec::new())?;
    let value = interp.invoke(&object, "doLoad", vec![args[1].clone()])?;
    if !value.is_null() {
        let stored = interp.stored_form(&value)?;
        let ttl = ttl(interp, scope, None)?;
        interp.cache_put(scope, &key, stored, ttl);
    }
    found(value)
}

fn ttl(interp: &Interpreter<'_>, scope: CacheScope, given: Option<&Value>) -> Result<u32, Thrown> {
    let (default, least, most) = match scope {
        CacheScope::Org => ORG_TTL,
        CacheScope::Session => SESSION_TTL,
    };
    // The third argument may also be the visibility.
    let Some(seconds) = given.and_then(Value::as_int) else {
        return Ok(default);
    };
    u32::try_from(seconds)
        .ok()
        .filter(|seconds| (least..=most).contains(seconds))
        .ok_or_else(|| {
            invalid(
                interp,
                &format!("Invalid time to live {seconds}: must be between {least} and {most} seconds"),
            )
        })
}
