//! External auth identity providers: what they are, and their client.

use std::rc::Rc;

use super::super::args::{self, Found, found};
use super::super::enums;
use crate::error::Thrown;
use crate::host::IdentityProviderState;
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};

const CREDENTIAL: &str = "ConnectApi.ExternalAuthIdentityProviderCredential";
const CREDENTIALS: &str = "ConnectApi.ExternalAuthIdentityProviderCredentials";
const INPUT: &str = "ConnectApi.ExternalAuthIdentityProviderCredentialsInput";
const CREDENTIAL_INPUT: &str = "ConnectApi.ExternalAuthIdentityProviderCredentialInput";

/// Whether there is such a method, in small letters.
pub(super) fn has(method: &str, arguments: usize) -> bool {
    matches!(
        (method, arguments),
        (
            "getexternalauthidentityprovider" | "getexternalauthidentityprovidercredentials",
            1
        ) | (
            "createexternalauthidentityprovidercredentials" | "updateexternalauthidentityprovidercredentials",
            2
        )
    )
}

/// Calls one of them.
pub(super) fn call(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    let name = args::text(interp, args, 0)?;
    if args.len() == 2 {
        let entered = entered(interp, args)?;
        let replace = method.starts_with("update");
        let stored = interp
            .host()
            .set_identity_provider_credentials(&name, &entered, replace);
        stored.map_err(|e| interp.host_error(e))?;
    }
    let state = interp.host().identity_provider(&name);
    let state = state.map_err(|e| interp.host_error(e))?;
    let credentials = credentials(&state);
    found(if method == "getexternalauthidentityprovider" {
        provider(&state, credentials)
    } else {
        let output = Native::new(CREDENTIALS);
        output.set("credentials", credentials);
        Value::native(output)
    })
}

/// Names and values of the credentials of an input.
fn entered(interp: &Interpreter<'_>, args: &[Value]) -> Result<Vec<(String, String)>, Thrown> {
    let input = args::native(interp, args, 1, INPUT)?;
    let list = args::list(interp, &[input.get("credentials")], 0)?;
    let items: Vec<Value> = list.items.borrow().clone();
    let text = |item: &Rc<Native>, name: &str| -> Result<String, Thrown> {
        args::text(interp, &[item.get(name)], 0).map(|text| text.to_string())
    };
    items
        .iter()
        .map(|item| {
            let item = args::native(interp, std::slice::from_ref(item), 0, CREDENTIAL_INPUT)?;
            Ok((text(&item, "credentialName")?, text(&item, "credentialValue")?))
        })
        .collect()
}

fn credentials(state: &IdentityProviderState) -> Value {
    let items = state.credentials.iter().map(|(name, value)| {
        let item = Native::new(CREDENTIAL);
        item.set("credentialName", Value::string(name));
        item.set(
            "credentialValue",
            value.as_ref().map_or(Value::Null, Value::string),
        );
        item.set("encrypted", Value::Boolean(value.is_none()));
        Value::native(item)
    });
    Value::list(TypeName::new(CREDENTIAL), items.collect())
}

fn provider(state: &IdentityProviderState, credentials: Value) -> Value {
    let output = Native::new("ConnectApi.ExternalAuthIdentityProvider");
    for (name, text) in [
        ("fullName", &state.full_name),
        ("authorizeUrl", &state.authorize_url),
        ("tokenUrl", &state.token_url),
        ("callbackUrl", &state.callback_url),
    ] {
        output.set(name, Value::string(text));
    }
    let constant = |type_name, name| enums::constant(type_name, name).unwrap_or(Value::Null);
    output.set(
        "authenticationFlow",
        constant("ConnectApi.IdentityProviderAuthFlow", "AuthorizationCode"),
    );
    output.set(
        "authenticationProtocol",
        constant("ConnectApi.IdentityProviderAuthProtocol", "OAuth"),
    );
    output.set("credentials", credentials);
    Value::native(output)
}
