//! The platform's enums.

use super::args::{self, Found, found};
use crate::interp::Interpreter;
use crate::value::{TypeName, Value};

/// Name with its namespace, and constants in order.
///
/// Sources: Apex Reference Guide, the pages of these enums.
const ENUMS: &[(&str, &[&str])] = &[
    (
        "System.RoundingMode",
        &[
            "UP",
            "DOWN",
            "CEILING",
            "FLOOR",
            "HALF_UP",
            "HALF_DOWN",
            "HALF_EVEN",
            "UNNECESSARY",
        ],
    ),
    (
        "System.LoggingLevel",
        &[
            "NONE", "INTERNAL", "FINEST", "FINER", "FINE", "DEBUG", "INFO", "WARN", "ERROR",
        ],
    ),
    ("System.AccessLevel", &["USER_MODE", "SYSTEM_MODE"]),
    (
        "System.AccessType",
        &["READABLE", "CREATABLE", "UPDATABLE", "UPSERTABLE"],
    ),
    (
        "System.TriggerOperation",
        &[
            "BEFORE_INSERT",
            "BEFORE_UPDATE",
            "BEFORE_DELETE",
            "AFTER_INSERT",
            "AFTER_UPDATE",
            "AFTER_DELETE",
            "AFTER_UNDELETE",
        ],
    ),
    (
        "System.JSONToken",
        &[
            "END_ARRAY",
            "END_OBJECT",
            "FIELD_NAME",
            "NOT_AVAILABLE",
            "START_ARRAY",
            "START_OBJECT",
            "VALUE_EMBEDDED_OBJECT",
            "VALUE_FALSE",
            "VALUE_NULL",
            "VALUE_NUMBER_FLOAT",
            "VALUE_NUMBER_INT",
            "VALUE_STRING",
            "VALUE_TRUE",
        ],
    ),
    (
        "System.Quiddity",
        &[
            "ANONYMOUS",
            "AURA",
            "BATCH_ACS",
            "BATCH_APEX",
            "BATCH_CHUNK_PARALLEL",
            "BATCH_CHUNK_SERIAL",
            "BULK_API",
            "COMMERCE_INTEGRATION",
            "DISCOVERABLE_LOGIN",
            "FUNCTION_CALLBACK",
            "FUTURE",
            "INBOUND_EMAIL_SERVICE",
            "INVOCABLE_ACTION",
            "IOT",
            "PLATFORM_EVENT_PUBLISH_CALLBACK",
            "POST_INSTALL_SCRIPT",
            "QUEUEABLE",
            "QUICK_ACTION",
            "REMOTE_ACTION",
            "REST",
            "RUNTEST_ASYNC",
            "RUNTEST_DEPLOY",
            "RUNTEST_SYNC",
            "SCHEDULED",
            "SOAP",
            "SYNCHRONOUS",
            "TRANSACTION_FINALIZER_QUEUEABLE",
            "UNDEFINED",
            "VF",
        ],
    ),
    (
        "Schema.DisplayType",
        &[
            "ADDRESS",
            "ANYTYPE",
            "BASE64",
            "BOOLEAN",
            "COMBOBOX",
            "COMPLEXVALUE",
            "CURRENCY",
            "DATACATEGORYGROUPREFERENCE",
            "DATE",
            "DATETIME",
            "DOUBLE",
            "EMAIL",
            "ENCRYPTEDSTRING",
            "ID",
            "INTEGER",
            "JSON",
            "LOCATION",
            "LONG",
            "MULTIPICKLIST",
            "PERCENT",
            "PHONE",
            "PICKLIST",
            "REFERENCE",
            "SOBJECT",
            "STRING",
            "TEXTAREA",
            "TIME",
            "URL",
        ],
    ),
    (
        "Schema.SOAPType",
        &[
            "ANYTYPE",
            "ARRAY",
            "BASE64BINARY",
            "BOOLEAN",
            "DATE",
            "DATETIME",
            "DOUBLE",
            "ID",
            "INTEGER",
            "LONG",
            "STRING",
            "TIME",
        ],
    ),
    ("System.ApplicationReadWriteMode", &["DEFAULT", "READ_ONLY"]),
    ("System.ParentJobResult", &["SUCCESS", "UNHANDLED_EXCEPTION"]),
    ("Cache.Visibility", &["ALL", "NAMESPACE"]),
    ("Schema.SObjectDescribeOptions", &["DEFAULT", "DEFERRED", "FULL"]),
    (
        "ApexPages.Severity",
        &["CONFIRM", "ERROR", "FATAL", "INFO", "WARNING"],
    ),
    (
        "ConnectApi.CredentialPrincipalType",
        &["AwsStsPrincipal", "NamedPrincipal", "PerUserPrincipal"],
    ),
    (
        "ConnectApi.CredentialAuthenticationStatus",
        &["Configured", "NotConfigured", "Unknown"],
    ),
    (
        "ConnectApi.CredentialAuthenticationProtocol",
        &["AwsSv4", "Basic", "Custom", "Jwt", "OAuth"],
    ),
    ("ConnectApi.IdentityProviderAuthFlow", &["AuthorizationCode"]),
    ("ConnectApi.IdentityProviderAuthProtocol", &["OAuth"]),
];

/// Constants that never stand in a list of values because they are DML results: `System.StatusCode`.
const STATUS_CODE: &str = "System.StatusCode";

/// An enum by name; `System.` and, where no other type has the name, `Schema.` may be missing.
fn find(name: &str) -> Option<(&'static str, &'static [&'static str])> {
    ENUMS
        .iter()
        .find(|(full, _)| {
            let short = full
                .strip_prefix("System.")
                .or_else(|| full.strip_prefix("Schema."))
                .unwrap_or(full);
            full.eq_ignore_ascii_case(name) || short.eq_ignore_ascii_case(name)
        })
        .copied()
}

/// Whether there is such an enum.
pub(super) fn exists(name: &str) -> bool {
    find(name).is_some() || is_status_code(name)
}

fn is_status_code(name: &str) -> bool {
    name.eq_ignore_ascii_case(STATUS_CODE) || name.eq_ignore_ascii_case("StatusCode")
}

/// A constant by name, without regard to case.
pub(super) fn constant(type_name: &str, name: &str) -> Option<Value> {
    if is_status_code(type_name) {
        // Salesforce adds codes with every release; any name in their form is one.
        let valid = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        return valid.then(|| Value::enum_constant(STATUS_CODE, &name.to_ascii_uppercase(), 0));
    }
    let (full, constants) = find(type_name)?;
    let ordinal = constants.iter().position(|c| c.eq_ignore_ascii_case(name))?;
    Some(Value::enum_constant(
        full,
        constants.get(ordinal)?,
        i32::try_from(ordinal).ok()?,
    ))
}

/// `Enum.values()` and `Enum.valueOf(text)`.
pub(super) fn call_static(interp: &Interpreter<'_>, class: &str, method: &str, args: &[Value]) -> Found {
    let Some((full, constants)) = find(class) else {
        return Ok(None);
    };
    match (method, args.len()) {
        ("values", 0) => {
            let all = constants.iter().filter_map(|name| constant(full, name)).collect();
            found(Value::list(TypeName::new(full), all))
        }
        ("valueof", 1) => {
            let name = args::text(interp, args, 0)?;
            constant(full, &name).map(Some).ok_or_else(|| {
                interp.throw(
                    "NoSuchElementException",
                    format!("No enum constant {full}.{name}"),
                )
            })
        }
        _ => Ok(None),
    }
}

/// Methods of every enum constant, of the platform or of the program.
pub(super) fn call_method(own: &crate::value::EnumValue, method: &str, args: &[Value]) -> Found {
    match (method, args) {
        ("name" | "tostring", []) => found(Value::String(own.name.clone())),
        ("ordinal", []) => found(Value::Integer(own.ordinal)),
        ("hashcode", []) => found(Value::Integer(super::string::units::hash_code(&own.name))),
        ("equals", [other]) => found(Value::Boolean(matches!(other, Value::Enum(e) if **e == *own))),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_with_and_without_namespace() {
        let constant = |t, n| match constant(t, n) {
            Some(Value::Enum(e)) => Some((e.type_name.to_string(), e.name.to_string(), e.ordinal)),
            _ => None,
        };
        let half_up = Some(("System.RoundingMode".to_owned(), "HALF_UP".to_owned(), 4));
        assert_eq!(constant("roundingmode", "half_up"), half_up);
        assert_eq!(constant("System.RoundingMode", "HALF_UP"), half_up);
        assert_eq!(
            constant("DisplayType", "Email").map(|c| c.1),
            Some("EMAIL".into())
        );
        assert_eq!(constant("Severity", "ERROR"), None);
        assert_eq!(constant("RoundingMode", "SIDEWAYS"), None);
    }
}
