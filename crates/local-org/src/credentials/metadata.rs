//! Named credentials, external credentials and identity providers, as their metadata describes them.
//!
//! Element names and enumerations are those of the Metadata API (`@salesforce/types`, `metadata.d.ts`).

use std::collections::BTreeMap;
use std::path::Path;

use org_data::SourceTree;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Where a callout goes and with which credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCredential {
    /// API name, used in `callout:Name`.
    pub name: String,
    /// Base address.
    pub url: String,
    /// External credential, when calls are authorised.
    pub external_credential: Option<String>,
    /// Whether the org adds the `Authorization` header.
    pub adds_authorization: bool,
    /// `calloutStatus`: whether callouts are allowed at all.
    pub enabled: bool,
}

/// Whose tokens a principal holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrincipalKind {
    /// Each user signs in.
    PerUser,
    /// One set of tokens for the org.
    Named,
}

/// One principal of an external credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// Name, for example `User`.
    pub name: String,
    /// Whose tokens it holds.
    pub kind: PrincipalKind,
    /// Order in which principals are tried.
    pub sequence: i32,
}

/// How the org authenticates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalCredential {
    /// API name.
    pub name: String,
    /// Label for people.
    pub label: String,
    /// Identity provider.
    pub provider: String,
    /// OAuth scope asked for, if any.
    pub scope: Option<String>,
    /// Statuses besides 401 that mean "the access token is not good any more".
    pub refresh_statuses: Vec<u16>,
    /// Principals in sequence order.
    pub principals: Vec<Principal>,
}

/// How the client proves itself at the token address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAuthentication {
    /// HTTP basic authentication.
    Basic,
    /// `client_id` and `client_secret` in the form.
    Post,
}

/// An OAuth authorization server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityProvider {
    /// API name; the last step of the callback path.
    pub name: String,
    /// Where the browser signs in.
    pub authorize_url: String,
    /// Where codes and refresh tokens are exchanged.
    pub token_url: String,
    /// How the client proves itself.
    pub client_authentication: ClientAuthentication,
    /// Whether the flow uses PKCE (`IdentityProviderOptions` `PkceEnabled`).
    pub pkce: bool,
    /// Extra query parameters of the authorize address.
    pub authorize_parameters: Vec<(String, String)>,
}

/// Every credential of the org, by lower-case name.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Named credentials.
    pub named: BTreeMap<String, NamedCredential>,
    /// External credentials.
    pub external: BTreeMap<String, ExternalCredential>,
    /// Identity providers.
    pub providers: BTreeMap<String, IdentityProvider>,
    /// Addresses of active remote sites: callouts without a named credential may only go there.
    pub remote_sites: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameter {
    parameter_name: String,
    parameter_type: String,
    parameter_value: Option<String>,
    sequence_number: Option<i32>,
    external_credential: Option<String>,
    external_auth_identity_provider: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NamedCredentialXml {
    named_credential_type: Option<String>,
    callout_status: Option<String>,
    generate_authorization_header: Option<bool>,
    allow_merge_fields_in_body: Option<bool>,
    allow_merge_fields_in_header: Option<bool>,
    #[serde(default, rename = "namedCredentialParameters")]
    parameters: Vec<Parameter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExternalCredentialXml {
    label: String,
    authentication_protocol: String,
    #[serde(default, rename = "externalCredentialParameters")]
    parameters: Vec<Parameter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct IdentityProviderXml {
    authentication_flow: String,
    authentication_protocol: String,
    #[serde(default, rename = "externalAuthIdentityProviderParameters")]
    parameters: Vec<Parameter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RemoteSiteXml {
    url: String,
    is_active: bool,
}

impl Catalogue {
    /// Reads every credential of the sources.
    ///
    /// # Errors
    /// When a file is malformed or asks for something this org does not have; the text names file and reason.
    pub fn load(tree: &SourceTree) -> Result<Self, String> {
        let mut catalogue = Self::default();
        for (name, xml) in read::<NamedCredentialXml>(tree, "namedCredentials", ".namedCredential-meta.xml")?
        {
            catalogue.named.insert(name.to_lowercase(), named(name, xml)?);
        }
        for (name, xml) in
            read::<ExternalCredentialXml>(tree, "externalCredentials", ".externalCredential-meta.xml")?
        {
            catalogue
                .external
                .insert(name.to_lowercase(), external(name, xml)?);
        }
        let folder = "externalAuthIdentityProviders";
        for (name, xml) in
            read::<IdentityProviderXml>(tree, folder, ".externalAuthIdentityProvider-meta.xml")?
        {
            catalogue
                .providers
                .insert(name.to_lowercase(), provider(name, xml)?);
        }
        for (_, site) in read::<RemoteSiteXml>(tree, "remoteSiteSettings", ".remoteSite-meta.xml")? {
            if site.is_active {
                catalogue.remote_sites.push(site.url);
            }
        }
        Ok(catalogue)
    }
}

fn named(name: String, xml: NamedCredentialXml) -> Result<NamedCredential, String> {
    let kind = xml.named_credential_type.as_deref().unwrap_or("Legacy");
    if kind != "SecuredEndpoint" {
        return Err(format!(
            "named credential {name}: type {kind} is not supported, only SecuredEndpoint"
        ));
    }
    if xml.allow_merge_fields_in_body == Some(true) || xml.allow_merge_fields_in_header == Some(true) {
        return Err(format!(
            "named credential {name}: merge fields in callouts are not supported"
        ));
    }
    let mut url = None;
    let mut external_credential = None;
    for parameter in xml.parameters {
        match parameter.parameter_type.as_str() {
            "Url" => url = parameter.parameter_value,
            "Authentication" => {
                external_credential = parameter.external_credential.or(parameter.parameter_value)
            }
            "AllowedManagedPackageNamespaces" | "CreatedByNamespace" => {}
            other => {
                return Err(format!(
                    "named credential {name}: parameter type {other} is not supported"
                ));
            }
        }
    }
    Ok(NamedCredential {
        url: url.ok_or_else(|| format!("named credential {name} has no Url parameter"))?,
        external_credential,
        adds_authorization: xml.generate_authorization_header.unwrap_or(true),
        enabled: xml.callout_status.as_deref() != Some("Disabled"),
        name,
    })
}

fn external(name: String, xml: ExternalCredentialXml) -> Result<ExternalCredential, String> {
    let protocol = xml.authentication_protocol;
    if protocol != "Oauth" {
        return Err(format!(
            "external credential {name}: protocol {protocol} is not supported, only Oauth"
        ));
    }
    let mut provider = None;
    let mut scope = None;
    let mut refresh_statuses = Vec::new();
    let mut principals = Vec::new();
    for parameter in xml.parameters {
        let kind =
            match parameter.parameter_type.as_str() {
                "ExternalAuthIdentityProvider" => {
                    provider = parameter
                        .external_auth_identity_provider
                        .or(parameter.parameter_value);
                    continue;
                }
                "AuthParameter" if parameter.parameter_name.eq_ignore_ascii_case("scope") => {
                    scope = parameter.parameter_value.filter(|value| !value.trim().is_empty());
                    continue;
                }
                "AdditionalRefreshStatusCode" => {
                    let value = parameter.parameter_value.unwrap_or_default();
                    let status = value.trim().parse();
                    refresh_statuses.push(status.map_err(|_| {
                        format!("external credential {name}: `{value}` is not an HTTP status")
                    })?);
                    continue;
                }
                "AuthProtocolVariant" | "CreatedByNamespace" => continue,
                "PerUserPrincipal" => PrincipalKind::PerUser,
                "NamedPrincipal" => PrincipalKind::Named,
                other => {
                    return Err(format!(
                        "external credential {name}: parameter type {other} is not supported"
                    ));
                }
            };
        let sequence = parameter.sequence_number.unwrap_or(0);
        principals.push(Principal {
            name: parameter.parameter_name,
            kind,
            sequence,
        });
    }
    principals.sort_by_key(|principal| principal.sequence);
    let provider =
        provider.ok_or_else(|| format!("external credential {name} names no identity provider"))?;
    Ok(ExternalCredential {
        name,
        label: xml.label,
        provider,
        scope,
        refresh_statuses,
        principals,
    })
}

fn provider(name: String, xml: IdentityProviderXml) -> Result<IdentityProvider, String> {
    if xml.authentication_flow != "AuthorizationCode"
        || !xml.authentication_protocol.eq_ignore_ascii_case("oauth")
    {
        return Err(format!(
            "identity provider {name}: only the OAuth authorization code flow is supported"
        ));
    }
    let mut provider = IdentityProvider {
        authorize_url: String::new(),
        token_url: String::new(),
        client_authentication: ClientAuthentication::Basic,
        pkce: false,
        authorize_parameters: Vec::new(),
        name,
    };
    for parameter in xml.parameters {
        let value = parameter.parameter_value.unwrap_or_default();
        match parameter.parameter_type.as_str() {
            "AuthorizeUrl" => provider.authorize_url = value,
            "TokenUrl" => provider.token_url = value,
            "ClientAuthentication" => {
                provider.client_authentication = match value.as_str() {
                    "ClientSecretBasic" => ClientAuthentication::Basic,
                    "ClientSecretPost" => ClientAuthentication::Post,
                    other => {
                        let name = &provider.name;
                        return Err(format!(
                            "identity provider {name}: client authentication {other} is not supported"
                        ));
                    }
                }
            }
            "IdentityProviderOptions" if parameter.parameter_name == "PkceEnabled" => {
                provider.pkce = value == "true"
            }
            // User information is only fetched for sign-in to Salesforce itself, never for callouts.
            "IdentityProviderOptions" if parameter.parameter_name == "UserinfoEnabled" => {}
            "UserInfoUrl" | "CreatedByNamespace" => {}
            "AuthorizeRequestQueryParameter" => {
                provider
                    .authorize_parameters
                    .push((parameter.parameter_name, value));
            }
            other => {
                let name = &provider.name;
                return Err(format!(
                    "identity provider {name}: parameter type {other} is not supported"
                ));
            }
        }
    }
    for (what, value) in [
        ("AuthorizeUrl", &provider.authorize_url),
        ("TokenUrl", &provider.token_url),
    ] {
        url::Url::parse(value).map_err(|_| {
            format!(
                "identity provider {}: {what} `{value}` is not an address",
                provider.name
            )
        })?;
    }
    Ok(provider)
}

fn read<T: DeserializeOwned>(
    tree: &SourceTree,
    folder: &str,
    suffix: &str,
) -> Result<Vec<(String, T)>, String> {
    let mut found = Vec::new();
    for path in tree.folder(folder).map_err(|error| error.to_string())? {
        let Some(name) = name_of(&path, suffix) else {
            continue;
        };
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let parsed =
            quick_xml::de::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        found.push((name, parsed));
    }
    Ok(found)
}

fn name_of(path: &Path, suffix: &str) -> Option<String> {
    path.file_name()?
        .to_str()?
        .strip_suffix(suffix)
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_metadata_api_writes() {
        let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
<ExternalCredential xmlns="http://soap.sforce.com/2006/04/metadata">
    <authenticationProtocol>Oauth</authenticationProtocol>
    <externalCredentialParameters>
        <externalAuthIdentityProvider>Cloud</externalAuthIdentityProvider>
        <parameterGroup>DefaultGroup</parameterGroup>
        <parameterName>ExternalAuthIdentityProvider</parameterName>
        <parameterType>ExternalAuthIdentityProvider</parameterType>
    </externalCredentialParameters>
    <externalCredentialParameters>
        <parameterGroup>User</parameterGroup>
        <parameterName>User</parameterName>
        <parameterType>PerUserPrincipal</parameterType>
        <sequenceNumber>1</sequenceNumber>
    </externalCredentialParameters>
    <label>Cloud</label>
</ExternalCredential>"#;
        let parsed =
            external("Cloud".into(), quick_xml::de::from_str(xml).expect("xml")).expect("credential");
        assert_eq!(parsed.provider, "Cloud");
        assert_eq!(
            parsed.principals,
            [Principal {
                name: "User".into(),
                kind: PrincipalKind::PerUser,
                sequence: 1
            }]
        );
    }

    #[test]
    fn what_is_not_supported_is_named() {
        let xml = "<ExternalCredential><label>X</label><authenticationProtocol>AwsSv4</authenticationProtocol></ExternalCredential>";
        let error =
            external("Cloud".into(), quick_xml::de::from_str(xml).expect("xml")).expect_err("protocol");
        assert!(error.contains("AwsSv4") && error.contains("Cloud"), "{error}");
    }
}
