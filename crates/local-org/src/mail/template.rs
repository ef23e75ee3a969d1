//! Stored e-mail templates: which kinds there are, and filling one.

use apex::host::{AccessMode, Data, Field, Host, HostError, Record, RenderedTemplate};
use apex::interp::coerce::normal_id;

use super::merge::{Form, fill};
use super::record::Records;
use crate::host::row_of;

const FIELDS: [&str; 6] = [
    "Name",
    "Subject",
    "HtmlValue",
    "Body",
    "TemplateType",
    "NamespacePrefix",
];

/// Fills a template; see [`Host::render_email_template`]. The host tells names as the org has them.
///
/// # Errors
/// An `EmailException` when there is no such template, its kind is not supported, or a formula in it is not.
pub(crate) fn render(
    host: &mut dyn Host,
    template_id: &str,
    who: Option<&str>,
    what: Option<&str>,
) -> Result<RenderedTemplate, HostError> {
    let missing = || {
        let message = format!("INVALID_CROSS_REFERENCE_KEY, there is no e-mail template {template_id}");
        HostError::new("EmailException", message)
    };
    let id = normal_id(template_id).ok_or_else(missing)?;
    let template = row_of(host, "EmailTemplate", &FIELDS, &id, AccessMode::System)?;
    let template = template.ok_or_else(missing)?;
    let (has_html, kind) = match text(&template, "TemplateType").to_lowercase().as_str() {
        "text" => (false, "text"),
        "html" | "custom" => (true, "html"),
        _ => (false, ""),
    };
    if kind.is_empty() {
        let message = format!(
            "the e-mail template {} is of the type {}, which this org does not fill",
            text(&template, "Name"),
            text(&template, "TemplateType")
        );
        return Err(HostError::new("EmailException", message));
    }
    let mut records = Records::new(host, who, what, text(&template, "NamespacePrefix"))?;
    let subject = fill(&text(&template, "Subject"), Form::Text, &mut records)?;
    let html_body = match text(&template, "HtmlValue") {
        html if has_html && !html.is_empty() => Some(fill(&html, Form::Html, &mut records)?),
        _ => None,
    };
    let plain_body = match text(&template, "Body") {
        plain if plain.is_empty() => None,
        plain => Some(fill(&plain, Form::Text, &mut records)?),
    };
    Ok(RenderedTemplate {
        // A line break in a subject would begin another header.
        subject: subject.replace(['\r', '\n'], " "),
        html_body,
        plain_body,
    })
}

fn text(record: &Record, name: &str) -> String {
    match record.fields.get(name) {
        Some(Field::Data(Data::String(text))) => text.clone(),
        _ => String::new(),
    }
}
