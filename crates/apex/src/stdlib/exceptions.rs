//! The platform's exception types.

/// Types of the `System` namespace that Apex may name.
const SYSTEM: &[&str] = &[
    "AssertException",
    "AsyncException",
    "AuraHandledException",
    "BigObjectException",
    "DataWeaveScriptException",
    "DuplicateMessageException",
    "ExternalObjectException",
    "InvalidHeaderException",
    "InvalidReadOnlyUserDmlException",
    "LicenseException",
    "ProcedureException",
    "TouchHandledException",
    "UnsupportedOperationException",
    "CalloutException",
    "DmlException",
    "EmailException",
    "Exception",
    "FinalException",
    "FlowException",
    "HandledException",
    "IllegalArgumentException",
    "InvalidParameterValueException",
    "JSONException",
    "LimitException",
    "ListException",
    "MathException",
    "NoAccessException",
    "NoDataFoundException",
    "NoSuchElementException",
    "NullPointerException",
    "QueryException",
    "RequiredFeatureMissingException",
    "SearchException",
    "SecurityException",
    "SerializationException",
    "SObjectException",
    "StringException",
    "TypeException",
    "UnexpectedException",
    "VisualforceException",
    "XmlException",
];

/// Types of other namespaces.
const OTHER: &[&str] = &[
    "Cache.InvalidParamException",
    "Cache.ItemSizeLimitExceededException",
    "Cache.Org.OrgCacheException",
    "Cache.PlatformCacheInvalidOperationException",
    "Cache.Session.SessionCacheException",
    "EventBus.RetryableException",
    "Flow.InvocableActionException",
    "Canvas.CanvasRenderException",
    "ConnectApi.ConnectApiException",
    "ConnectApi.NotFoundException",
    "ConnectApi.RateLimitException",
];

/// Whether `name` is an exception type of the platform.
pub fn exists(name: &str) -> bool {
    find(name).is_some()
}

/// The full name with the platform's capitals, for example `System.QueryException`; the name itself when it
/// is not one of the platform's.
pub fn canonical(name: &str) -> String {
    find(name).unwrap_or_else(|| name.to_owned())
}

fn find(name: &str) -> Option<String> {
    if let Some(other) = OTHER.iter().find(|o| o.eq_ignore_ascii_case(name)) {
        return Some((*other).to_owned());
    }
    let lower = name.to_ascii_lowercase();
    let simple = lower.strip_prefix("system.").unwrap_or(&lower);
    SYSTEM
        .iter()
        .find(|s| s.eq_ignore_ascii_case(simple))
        .map(|s| format!("System.{s}"))
}
