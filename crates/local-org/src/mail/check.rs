//! From a message of Apex to a letter: the checks that Salesforce makes, in its words.
//!
//! Statuses and messages are those of public logs of `System.EmailException`; where none is known the words
//! are this org's own and the status is the one of the SOAP API's `StatusCode` that fits.

use apex::host::{AccessMode, Data, EmailError, EmailMessage, Field, Host, HostError};
use apex::interp::coerce::normal_id;

use super::recipients::{self, Person, refusal};
use super::{Attachment, Letter, address};
use crate::host::row_of;

/// Recipients of one message, copies included.
/// Source: Apex Reference Guide, `SingleEmailMessage.setToAddresses`.
const MOST_RECIPIENTS: usize = 150;
/// Copies, and blind copies, of one message. Source: as above.
const MOST_COPIES: usize = 25;
/// Bytes of all attachments of a message. Source: Apex Developer Guide, "Email Limits" (25 MB).
const MOST_ATTACHED: usize = 25 * 1024 * 1024;

/// The letter of a message, or why it is refused.
///
/// # Errors
/// When the database fails, or the template cannot be filled.
pub(crate) fn draft(
    host: &mut dyn Host,
    message: &EmailMessage,
) -> Result<Result<Letter, EmailError>, HostError> {
    let target = match &message.target_object_id {
        Some(id) => match recipients::person(host, id)? {
            Ok(person) => Some(person),
            Err(refused) => return Ok(Err(refused)),
        },
        None => None,
    };
    if let Err(refused) = options(message, target.as_ref()) {
        return Ok(Err(refused));
    }
    let mut letter = match addressed(host, message, target.as_ref())? {
        Ok(letter) => letter,
        Err(refused) => return Ok(Err(refused)),
    };
    if let Err(refused) = sender(host, message, &mut letter)? {
        return Ok(Err(refused));
    }
    if let Some(template) = message.template_id.as_ref().filter(|_| !is_filled(message)) {
        let (who, what) = (message.target_object_id.as_deref(), message.what_id.as_deref());
        let rendered = host.render_email_template(template, who, what)?;
        letter.subject = rendered.subject;
        letter.html = rendered.html_body;
        letter.text = rendered.plain_body;
    }
    if let Some(subject) = &message.subject {
        // A line break in a subject would begin another header.
        letter.subject = subject.replace(['\r', '\n'], " ");
    }
    letter.html = message.html_body.clone().or(letter.html);
    letter.text = message.plain_body.clone().or(letter.text);
    let empty = |body: &Option<String>| body.as_deref().is_none_or(str::is_empty);
    if empty(&letter.html) && empty(&letter.text) && message.attachments.is_empty() {
        let words = "Missing body, need at least one of html or plainText";
        return Ok(Err(refusal(
            "REQUIRED_FIELD_MISSING",
            words,
            message.target_object_id.as_deref(),
        )));
    }
    Ok(Ok(letter))
}

/// Whether the message has a body already: what `renderStoredEmailTemplate` answers keeps the template's Id.
fn is_filled(message: &EmailMessage) -> bool {
    message.html_body.is_some() || message.plain_body.is_some()
}

/// What options may not stand together.
fn options(message: &EmailMessage, target: Option<&Person>) -> Result<(), EmailError> {
    let id = target.map(|person| person.id.as_str());
    if message.template_id.is_some() && target.is_none() && !is_filled(message) {
        return Err(refusal(
            "REQUIRED_FIELD_MISSING",
            "Missing targetObjectId with template",
            None,
        ));
    }
    if target.is_some_and(|person| person.object == "User") {
        if message.what_id.is_some() {
            let words = "WhatId is not available for sending emails to UserIds.";
            return Err(refusal("INVALID_ID_FIELD", words, id));
        }
        if message.save_as_activity {
            let words = "saveAsActivity must be false when sending mail to users.";
            return Err(refusal("INVALID_SAVE_AS_ACTIVITY_FLAG", words, id));
        }
    }
    if let Some(what) = message
        .what_id
        .as_deref()
        .filter(|what| normal_id(what).is_none())
    {
        return Err(refusal("MALFORMED_ID", format!("Invalid id: {what}"), id));
    }
    let total = message.to.len() + message.cc.len() + message.bcc.len();
    if total > MOST_RECIPIENTS || message.cc.len() > MOST_COPIES || message.bcc.len() > MOST_COPIES {
        let words = format!(
            "A message has at most {MOST_RECIPIENTS} recipients, {MOST_COPIES} copies and {MOST_COPIES} blind copies"
        );
        return Err(refusal("LIMIT_EXCEEDED", words, id));
    }
    let attached: usize = message.attachments.iter().map(|file| file.body.len()).sum();
    if attached > MOST_ATTACHED {
        let words = format!("The attachments have {attached} bytes; at most {MOST_ATTACHED} may be sent");
        return Err(refusal("LIMIT_EXCEEDED", words, id));
    }
    Ok(())
}

/// A letter with its recipients, and how many of them count.
fn addressed(
    host: &mut dyn Host,
    message: &EmailMessage,
    target: Option<&Person>,
) -> Result<Result<Letter, EmailError>, HostError> {
    let mut letter = Letter {
        at: host.now(),
        user_id: host.user().id,
        what_id: message.what_id.as_deref().and_then(normal_id),
        target_object_id: target.map(|person| person.id.clone()),
        reply_to: message.reply_to.clone(),
        attachments: message
            .attachments
            .iter()
            .map(|file| Attachment {
                name: file.name.clone(),
                content_type: file.content_type.clone(),
                size: file.body.len(),
            })
            .collect(),
        ..Letter::default()
    };
    for (given, kept) in [
        (&message.to, &mut letter.to),
        (&message.cc, &mut letter.cc),
        (&message.bcc, &mut letter.bcc),
    ] {
        for one in given {
            match recipient(host, one)? {
                Ok((address, counts)) => {
                    kept.push(address);
                    letter.counted += u32::from(counts);
                }
                Err(refused) => return Ok(Err(refused)),
            }
        }
    }
    if let Some(person) = target.filter(|_| message.treat_target_object_as_recipient) {
        match &person.email {
            Some(email) if !letter.to.iter().any(|known| known.eq_ignore_ascii_case(email)) => {
                letter.to.push(email.clone());
                letter.counted += u32::from(person.object != "User");
            }
            Some(_) => {}
            None if letter.to.is_empty() => {
                let words = "The target object has no email address";
                return Ok(Err(refusal("INVALID_EMAIL_ADDRESS", words, Some(&person.id))));
            }
            None => {}
        }
    }
    if letter.to.is_empty() && letter.cc.is_empty() && letter.bcc.is_empty() {
        let words = "Add a recipient to send an email.";
        return Ok(Err(refusal("REQUIRED_FIELD_MISSING", words, None)));
    }
    if let Some(bad) = letter
        .reply_to
        .as_ref()
        .filter(|address| !address::is_valid(address))
    {
        return Ok(Err(invalid(bad)));
    }
    Ok(Ok(letter))
}

/// The address that one entry of a recipient list means, and whether it counts as external. Mail to a user
/// named by Id does not (Apex Developer Guide, "Email Limits").
fn recipient(host: &mut dyn Host, entry: &str) -> Result<Result<(String, bool), EmailError>, HostError> {
    let trimmed = entry.trim();
    if address::is_valid(trimmed) {
        return Ok(Ok((trimmed.to_owned(), true)));
    }
    if normal_id(trimmed).is_none() {
        return Ok(Err(invalid(entry)));
    }
    Ok(
        recipients::person(host, trimmed)?.and_then(|person| match person.email {
            Some(email) => Ok((email, person.object != "User")),
            None => Err(refusal(
                "INVALID_EMAIL_ADDRESS",
                "The recipient has no email address",
                Some(&person.id),
            )),
        }),
    )
}

fn invalid(address: &str) -> EmailError {
    refusal(
        "INVALID_EMAIL_ADDRESS",
        format!("Email address is invalid: {address}"),
        None,
    )
}

/// Who the letter is from: the user, or an address of the organization.
fn sender(
    host: &mut dyn Host,
    message: &EmailMessage,
    letter: &mut Letter,
) -> Result<Result<(), EmailError>, HostError> {
    let user = host.user();
    letter.from_name = user.name();
    letter.from_address = user.email;
    if let Some(id) = &message.org_wide_email_address_id {
        let missing = || {
            refusal(
                "INVALID_CROSS_REFERENCE_KEY",
                "invalid cross reference id",
                Some(id),
            )
        };
        let object = "OrgWideEmailAddress";
        let (Some(normal), true) = (normal_id(id), host.describe(object).is_some()) else {
            return Ok(Err(missing()));
        };
        let fields = ["Address", "DisplayName"];
        let Some(row) = row_of(host, object, &fields, &normal, AccessMode::System)? else {
            return Ok(Err(missing()));
        };
        let text = |field: &str| match row.fields.get(field) {
            Some(Field::Data(Data::String(text))) => text.clone(),
            _ => String::new(),
        };
        letter.from_address = text("Address");
        letter.from_name = text("DisplayName");
    }
    if let Some(name) = &message.sender_display_name {
        letter.from_name = name.replace(['\r', '\n'], " ");
    }
    Ok(Ok(()))
}
