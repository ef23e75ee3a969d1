//! `ConnectApi.NamedCredentials`, for the running user's own and the named credentials and the clients of identity providers.
//!
//! Source: Apex Reference Guide, "NamedCredentials Class" and the pages of its input and output classes.

use super::args::{self, Found, found, void};
use super::enums;
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};

mod identity_provider;

/// What Salesforce answers in tests, which do not see the org's data.
const NOT_IN_TESTS: &str =
    "ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).";

/// Input and output classes with their properties.
const CLASSES: &[(&str, &[&str])] = &[
    (
        "ConnectApi.OAuthCredentialAuthUrlInput",
        &[
            "externalCredential",
            "principalName",
            "principalType",
            "returnUrl",
        ],
    ),
    (
        "ConnectApi.OAuthCredentialAuthUrl",
        &[
            "authenticationUrl",
            "externalCredential",
            "principalName",
            "principalType",
        ],
    ),
    (
        "ConnectApi.Credential",
        &[
            "authenticationProtocol",
            "authenticationStatus",
            "credentials",
            "externalCredential",
            "principalName",
            "principalType",
        ],
    ),
    (
        "ConnectApi.ExternalAuthIdentityProvider",
        &[
            "authenticationFlow",
            "authenticationProtocol",
            "authorizeUrl",
            "callbackUrl",
            "credentials",
            "fullName",
            "tokenUrl",
        ],
    ),
    (
        "ConnectApi.ExternalAuthIdentityProviderCredential",
        &["credentialName", "credentialValue", "encrypted"],
    ),
    (
        "ConnectApi.ExternalAuthIdentityProviderCredentials",
        &["credentials"],
    ),
    (
        "ConnectApi.ExternalAuthIdentityProviderCredentialInput",
        &["credentialName", "credentialValue"],
    ),
    (
        "ConnectApi.ExternalAuthIdentityProviderCredentialsInput",
        &["credentials"],
    ),
];

fn find(name: &str) -> Option<&'static (&'static str, &'static [&'static str])> {
    CLASSES.iter().find(|(class, _)| class.eq_ignore_ascii_case(name))
}

/// Whether there is such a class.
pub(super) fn exists(name: &str) -> bool {
    find(name).is_some() || name.eq_ignore_ascii_case("ConnectApi.NamedCredentials")
}

/// `new ConnectApi.X()`.
pub(super) fn construct(name: &str) -> Option<Value> {
    find(name).map(|(class, _)| Value::native(Native::new(class)))
}

fn has(native: &Native, name: &str) -> bool {
    find(&native.type_name)
        .is_some_and(|(_, properties)| properties.iter().any(|p| p.eq_ignore_ascii_case(name)))
}

/// A property of an input or output.
pub(super) fn get_property(native: &Native, name: &str) -> Option<Value> {
    has(native, name).then(|| native.get(name))
}

/// Sets a property of an input or output.
pub(super) fn set_property(native: &Native, name: &str, value: Value) -> Option<()> {
    has(native, name).then(|| native.set(name, value))
}

/// The running user's own credential and the org's named ones are behind the host.
fn check_principal(interp: &Interpreter<'_>, principal_type: &Value) -> Result<(), Thrown> {
    match principal_type {
        Value::Enum(e) if ["PerUserPrincipal", "NamedPrincipal"].contains(&&*e.name) => Ok(()),
        Value::Null => Err(args::null_argument(interp)),
        other => Err(interp.unsupported(format!("the principal type {}", other.display_string()))),
    }
}

/// `ConnectApi.NamedCredentials.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    let provider = identity_provider::has(method, args.len());
    let known = matches!(
        (method, args.len()),
        ("getoauthcredentialauthurl", 1) | ("getcredential" | "deletecredential", 3)
    );
    if !known && !provider {
        return Ok(None);
    }
    if interp.is_test() {
        return Err(interp.throw("UnsupportedOperationException", NOT_IN_TESTS));
    }
    if provider {
        return identity_provider::call(interp, method, args);
    }
    if method == "getoauthcredentialauthurl" {
        let input = args::native(interp, args, 0, "ConnectApi.OAuthCredentialAuthUrlInput")?;
        check_principal(interp, &input.get("principalType"))?;
        let credential = args::text(interp, &[input.get("externalCredential")], 0)?;
        let principal = input.get("principalName");
        let return_url = input.get("returnUrl");
        let answer = interp.host().oauth_url(
            &credential,
            principal.as_str().unwrap_or_default(),
            return_url.as_str(),
        );
        let url = answer.map_err(|e| interp.host_error(e))?;
        let output = Native::new("ConnectApi.OAuthCredentialAuthUrl");
        output.set("authenticationUrl", Value::string(url));
        output.set("externalCredential", Value::String(credential));
        output.set("principalName", principal);
        output.set("principalType", input.get("principalType"));
        return found(Value::native(output));
    }
    check_principal(interp, &args[2])?;
    let (credential, principal) = (args::text(interp, args, 0)?, args::text(interp, args, 1)?);
    if method == "deletecredential" {
        let answer = interp.host().delete_credential(&credential, &principal);
        answer.map_err(|e| interp.host_error(e))?;
        return void();
    }
    let answer = interp.host().credential(&credential, &principal);
    let state = answer.map_err(|e| interp.host_error(e))?;
    let status = if state.configured {
        "Configured"
    } else {
        "NotConfigured"
    };
    let constant = |type_name, name| enums::constant(type_name, name).unwrap_or(Value::Null);
    let output = Native::new("ConnectApi.Credential");
    output.set(
        "authenticationProtocol",
        constant("ConnectApi.CredentialAuthenticationProtocol", "OAuth"),
    );
    output.set(
        "authenticationStatus",
        constant("ConnectApi.CredentialAuthenticationStatus", status),
    );
    output.set("externalCredential", Value::String(credential));
    output.set("principalName", Value::String(principal));
    output.set("principalType", args[2].clone());
    // Salesforce never answers the values of stored credentials, only their names.
    output.set(
        "credentials",
        Value::map(TypeName::new("String"), TypeName::object(), []),
    );
    found(Value::native(output))
}
