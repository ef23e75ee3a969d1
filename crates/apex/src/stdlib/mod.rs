//! The platform's classes: what Apex code may use without declaring it.
//!
//! Every function answers `None` for what it does not know; the interpreter then reports it as not supported.
//! Names are compared without regard to case, and `System.` before them counts for nothing.

mod aes;
mod apex_pages;
mod args;
mod asserts;
mod beans;
mod blob;
mod cache;
pub mod callout_mock;
mod collections;
mod connect_api;
mod crypto;
pub mod database;
pub(crate) mod date;
mod decimal;
mod encoding;
mod enums;
mod event_bus;
pub mod exceptions;
pub mod http;
mod id;
mod invocable;
mod java_regex;
mod json;
mod load_data;
mod matcher;
mod math;
mod messaging;
mod number;
mod package_scripts;
pub mod page_reference;
mod regex;
mod schema;
mod security;
mod settings;
mod sobject;
mod string;
mod system;
mod test_class;
mod types;
mod url;
mod user_info;

use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};
use args::Found;
pub(crate) use schema::{field_type, token_from, token_parts};

/// Names of classes, interfaces and exceptions of the platform, besides those of [`enums`], [`exceptions`]
/// and [`connect_api`]. Interfaces have no code here: classes of the program implement them.
const TYPES: &[&str] = &[
    "aggregateresult",
    "answers",
    "apexpages",
    "apexpages.message",
    "apexpages.standardcontroller",
    "assert",
    "asyncinfo",
    "auth.registrationhandler",
    "blob",
    "boolean",
    "cache.cachebuilder",
    "cache.org",
    "cache.orgpartition",
    "cache.partition",
    "cache.session",
    "cache.sessionpartition",
    "callable",
    "collator",
    "comparable",
    "comparator",
    "cookie",
    "crypto",
    "database",
    "database.allowscallouts",
    "database.batchable",
    "database.batchablecontext",
    "database.deleteresult",
    "database.error",
    "database.mergeresult",
    "database.querylocator",
    "database.querylocatoriterator",
    "database.raisesplatformevents",
    "database.saveresult",
    "database.stateful",
    "database.undeleteresult",
    "database.upsertresult",
    "datacategory",
    "date",
    "datetime",
    "decimal",
    "dom.document",
    "dom.xmlnode",
    "domain",
    "domaincreator",
    "domainparser",
    "double",
    "encodingutil",
    "eventbus",
    "eventbus.testbroker",
    "eventbus.triggercontext",
    "featuremanagement",
    "finalizer",
    "finalizercontext",
    "flow.interview",
    "formula",
    "formulaeval.formulabuilder",
    "formulaeval.formulainstance",
    "http",
    "httpcalloutmock",
    "httprequest",
    "httpresponse",
    "id",
    "ideas",
    "installcontext",
    "installhandler",
    "integer",
    "invocable.action",
    "invocable.action.result",
    "iterable",
    "iterator",
    "json",
    "jsongenerator",
    "jsonparser",
    "label",
    "limits",
    "list",
    "long",
    "map",
    "matcher",
    "math",
    "messaging",
    "messaging.email",
    "messaging.emailtoaddress",
    "messaging.inboundemailhandler",
    "messaging.renderemailtemplatebodyresult",
    "messaging.sendemailerror",
    "messaging.sendemailresult",
    "network",
    "object",
    "orglimit",
    "orglimits",
    "pagereference",
    "pattern",
    "process.plugin",
    "queueable",
    "queueablecontext",
    "queueableduplicatesignature",
    "quickaction",
    "request",
    "restcontext",
    "sandboxpostcopy",
    "savepoint",
    "schedulable",
    "schedulablecontext",
    "schema",
    "schema.childrelationship",
    "schema.describecolorresult",
    "schema.describefieldresult",
    "schema.describeiconresult",
    "schema.describesobjectresult",
    "schema.describetabresult",
    "schema.describetabsetresult",
    "schema.fieldset",
    "schema.fieldsetmember",
    "schema.picklistentry",
    "schema.recordtypeinfo",
    "schema.sobjectfield",
    "schema.sobjecttype",
    "search",
    "security",
    "selectoption",
    "set",
    "site",
    "sobject",
    "sobjectaccessdecision",
    "string",
    "stubprovider",
    "system",
    "test",
    "time",
    "timezone",
    "trigger",
    "txnsecurity.policycondition",
    "type",
    "uninstallcontext",
    "uninstallhandler",
    "url",
    "userinfo",
    "uuid",
    "version",
    "webservicecallout",
    "webservicemock",
    "xmlstreamreader",
    "xmlstreamwriter",
];

/// Lower case, without `System.`.
fn simple(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    lower.strip_prefix("system.").map(str::to_owned).unwrap_or(lower)
}

/// `new T(args)` for a platform class.
pub fn construct(
    interp: &mut Interpreter<'_>,
    type_name: &TypeName,
    args: Vec<Value>,
) -> Option<Result<Value, Thrown>> {
    construct_found(interp, type_name, &args).transpose()
}

fn construct_found(interp: &mut Interpreter<'_>, type_name: &TypeName, args: &[Value]) -> Found {
    let name = type_name.simple();
    match name {
        "list" | "set" | "map" => collections::construct(interp, type_name, args),
        "url" => url::construct(interp, args),
        "pagereference" => page_reference::construct(interp, args),
        "selectoption" => apex_pages::select_option(interp, args),
        _ if name.starts_with("apexpages.") => apex_pages::construct(interp, name, args),
        _ if args.is_empty() => Ok(http::construct(name)
            .or_else(|| connect_api::construct(name))
            .or_else(|| beans::construct(name))),
        _ => Ok(None),
    }
}

/// `Class.method(args)`. `class` is as written, for example `JSON`, `System.JSON`.
pub fn call_static(
    interp: &mut Interpreter<'_>,
    class: &str,
    method: &str,
    args: Vec<Value>,
) -> Option<Result<Value, Thrown>> {
    static_found(interp, &simple(class), &method.to_ascii_lowercase(), &args).transpose()
}

fn static_found(interp: &mut Interpreter<'_>, class: &str, method: &str, args: &[Value]) -> Found {
    match class {
        "apexpages" => apex_pages::call_static(interp, method, args),
        "assert" => asserts::call_static(interp, method, args),
        "blob" => blob::call_static(interp, method, args),
        "cache.org" | "cache.session" => cache::call_static(interp, class, method, args),
        "boolean" | "integer" | "long" | "double" | "decimal" => {
            number::call_static(interp, class, method, args)
        }
        "connectapi.namedcredentials" => connect_api::call_static(interp, method, args),
        "crypto" => crypto::call_static(interp, method, args),
        "date" => date::date_static(interp, method, args),
        "datetime" => date::datetime_static(interp, method, args),
        "domaincreator" => url::domain_creator(interp, method, args),
        "eventbus" | "eventbus.triggercontext" => event_bus::call_static(interp, class, method, args),
        "messaging" => messaging::call_static(interp, method, args),
        // No code here runs in an Experience Cloud site.
        "network" if (method, args.len()) == ("getnetworkid", 0) => Ok(Some(Value::Null)),
        "invocable.action" => invocable::call_static(interp, method, args),
        "collator" => collections::collator_static(method, args),
        "asyncinfo" => system::async_info(interp, method, args),
        "search" => system::search_static(interp, method, args),
        "webservicecallout" if method == "invoke" => interp.web_service(args).map(Some),
        "encodingutil" => encoding::call_static(interp, method, args),
        "featuremanagement" => user_info::feature_management(interp, method, args),
        "id" => id::call_static(interp, method, args),
        "json" => json::call_static(interp, method, args),
        "label" => system::label_static(interp, method, args),
        "limits" => system::limits_static(interp, method, args),
        "matcher" => matcher::call_static(interp, method, args),
        "math" => math::call_static(interp, method, args),
        "pattern" => regex::call_static(interp, method, args),
        "request" => system::request_static(method, args),
        "schema" => schema::call_static(interp, method, args),
        "security" => security::call_static(interp, method, args),
        "string" => string::call_static(interp, method, args),
        "system" => system::call_static(interp, method, args),
        "test" => test_class::call_static(interp, method, args),
        "time" => date::time_static(interp, method, args),
        "timezone" => date::zone_static(interp, method, args),
        "type" => types::call_static(interp, method, args),
        "url" => url::call_static(interp, method, args),
        "userinfo" => user_info::call_static(interp, method, args),
        "uuid" => crypto::uuid_static(interp, method, args),
        _ if enums::exists(class) => enums::call_static(interp, class, method, args),
        _ => settings::call_static(interp, class, method, args),
    }
}

/// `Class.name`: constants of platform enums, `Label.X`, `Page.X`, ...
pub fn static_property(
    interp: &mut Interpreter<'_>,
    class: &str,
    name: &str,
) -> Option<Result<Value, Thrown>> {
    property_found(interp, &simple(class), name).transpose()
}

fn property_found(interp: &mut Interpreter<'_>, class: &str, name: &str) -> Found {
    match class {
        "label" => system::label_property(interp, name).map(Some),
        "page" => system::page(interp, name).map(Some),
        "integer" | "long" | "double" | "math" => {
            Ok(number::static_property(class, &name.to_ascii_lowercase()))
        }
        _ => match enums::constant(class, name) {
            Some(constant) => Ok(Some(constant)),
            None => Ok(schema::static_property(interp, class, name)),
        },
    }
}

/// `receiver.method(args)`; the receiver is not null and not of a class of the program.
pub fn call_method(
    interp: &mut Interpreter<'_>,
    receiver: &Value,
    method: &str,
    args: Vec<Value>,
) -> Option<Result<Value, Thrown>> {
    method_found(interp, receiver, &method.to_ascii_lowercase(), &args).transpose()
}

fn method_found(interp: &mut Interpreter<'_>, receiver: &Value, method: &str, args: &[Value]) -> Found {
    match receiver {
        Value::Null | Value::Object(_) | Value::Exception(_) => Ok(None),
        Value::Boolean(_) | Value::Integer(_) | Value::Long(_) | Value::Double(_) | Value::Decimal(_) => {
            number::call_method(interp, receiver, method, args)
        }
        Value::String(text) => string::call_method(interp, text, method, args),
        Value::Id(id) => id::call_method(interp, id, method, args),
        Value::Date(day) => date::date_method(interp, *day, method, args),
        Value::Datetime(time) => date::datetime_method(interp, *time, method, args),
        Value::Time(time) => date::time_method(interp, *time, method, args),
        Value::Blob(bytes) => blob::call_method(interp, bytes, method, args),
        Value::List(list) => collections::list_method(interp, list, method, args),
        Value::Set(set) => collections::set_method(interp, set, method, args),
        Value::Map(map) => collections::map_method(interp, map, method, args),
        Value::SObject(object) => sobject::call_method(interp, object, method, args),
        Value::Enum(constant) => enums::call_method(constant, method, args),
        Value::Type(type_name) => types::call_method(interp, type_name, method, args),
        Value::Native(native) => match simple(&native.type_name).as_str() {
            "apexpages.message" => apex_pages::message_method(native, method, args),
            "apexpages.standardcontroller" => apex_pages::controller_method(interp, native, method, args),
            "http" => http::http_method(interp, method, args),
            "httprequest" => http::request_method(interp, native, method, args),
            "httpresponse" => http::response_method(interp, native, method, args),
            "collator" => collections::collator_method(interp, method, args),
            "invocable.action" | "invocable.action.result" => {
                invocable::call_method(interp, native, method, args)
            }
            "invocable.action.error" if (method, args.len()) == ("getmessage", 0) => {
                Ok(Some(native.get("message")))
            }
            "iterator" => collections::iterator_method(interp, native, method, args),
            "jsongenerator" => json::generator_method(interp, native, method, args),
            "jsonparser" => json::parser_method(interp, native, method, args),
            "queueablecontext" | "schedulablecontext" => system::context_method(interp, native, method, args),
            "cache.orgpartition" | "cache.sessionpartition" => {
                cache::call_method(interp, native, method, args)
            }
            "eventbus.testbroker" | "eventbus.triggercontext" => {
                event_bus::call_method(interp, native, method, args)
            }
            "installcontext" | "uninstallcontext" => package_scripts::context_method(native, method, args),
            "finalizercontext" => system::context_method(interp, native, method, args),
            "staticresourcecalloutmock" | "multistaticresourcecalloutmock" => {
                callout_mock::call_method(interp, native, method, args)
            }
            "messaging.sendemailresult"
            | "messaging.sendemailerror"
            | "messaging.renderemailtemplatebodyresult" => messaging::call_method(native, method, args),
            "matcher" => matcher::call_method(interp, native, method, args),
            "pagereference" => page_reference::call_method(interp, native, method, args),
            "pattern" => regex::call_method(interp, native, method, args),
            "request" => system::request_method(interp, method, args),
            "selectoption" => apex_pages::option_method(native, method, args),
            "sobjectaccessdecision" => security::decision_method(native, method, args),
            "timezone" => date::zone_method(interp, native, method, args),
            "url" => url::call_method(interp, native, method, args),
            "uuid" => crypto::uuid_method(native, method, args),
            name if name.starts_with("schema.") => schema::call_method(interp, native, method, args),
            _ => beans::call_method(interp, native, method, args),
        },
    }
}

/// `receiver.name`; the receiver is not null, not of a class of the program, and not an sObject.
pub fn get_property(
    interp: &mut Interpreter<'_>,
    receiver: &Value,
    name: &str,
) -> Option<Result<Value, Thrown>> {
    let Value::Native(native) = receiver else {
        return None;
    };
    let own = connect_api::get_property(native, name)
        .or_else(|| beans::get_property(native, name))
        .or_else(|| event_bus::get_property(native, name))
        .or_else(|| result_property(native, name));
    if let Some(value) = own {
        return Some(Ok(value));
    }
    schema::get_property(interp, native, name).transpose()
}

/// The properties results have in JSON.
fn result_property(native: &Native, name: &str) -> Option<Value> {
    let own = native.type_name.strip_prefix("Database.")?;
    own.ends_with("Result").then(|| native.get(name))
}

/// `receiver.name = value`.
pub fn set_property(
    interp: &mut Interpreter<'_>,
    receiver: &Value,
    name: &str,
    value: Value,
) -> Option<Result<(), Thrown>> {
    let Value::Native(native) = receiver else {
        return None;
    };
    if let Some(set) = beans::set_property(interp, native, name, &value) {
        return Some(set);
    }
    if let Some(()) = database::set_property(native, name, &value) {
        return Some(Ok(()));
    }
    connect_api::set_property(native, name, value).map(Ok)
}

/// Whether `name` (with or without namespace) is a platform class, interface or enum.
pub fn type_exists(name: &str) -> bool {
    let simple = simple(name);
    let listed = |name: &str| TYPES.binary_search(&name).is_ok();
    listed(&simple)
        || listed(&format!("schema.{simple}"))
        || enums::exists(&simple)
        || exceptions::exists(name)
        || connect_api::exists(&simple)
        || beans::exists(&simple)
}

/// An instance of a platform class as string concatenation shows it.
pub fn display(native: &Native) -> String {
    let shown = match simple(&native.type_name).as_str() {
        "schema.sobjecttype" | "schema.sobjectfield" => schema::token_display(native),
        "httprequest" | "httpresponse" => http::display(native),
        "pagereference" => page_reference::display(native),
        "url" => url::display(native),
        "uuid" => crypto::uuid_display(native),
        _ => None,
    };
    shown.unwrap_or_else(|| format!("{}[]", native.type_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_names_are_sorted() {
        assert!(TYPES.is_sorted());
    }

    #[test]
    fn types_have_no_case_and_no_namespace() {
        for name in [
            "String",
            "System.JSON",
            "system.url",
            "RoundingMode",
            "ConnectApi.Credential",
            "QueryException",
        ] {
            assert!(type_exists(name), "{name}");
        }
        assert!(type_exists("Messaging.SingleEmailMessage"));
        assert!(!type_exists("SingleEmailMessage"));
    }
}
