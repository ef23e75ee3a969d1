//! The people that Apex names by Id: contacts, leads and users, and their addresses.

use apex::host::{AccessMode, Data, EmailError, Field, Host, HostError};
use apex::interp::coerce::normal_id;

use crate::host::row_of;

/// A contact, lead or user as a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// `Contact`, `Lead` or `User`.
    pub object: String,
    /// 18 character Id.
    pub id: String,
    /// Address; `None` where the record has none.
    pub email: Option<String>,
}

/// A refusal of one message.
pub fn refusal(status: &str, message: impl Into<String>, target: Option<&str>) -> EmailError {
    EmailError {
        status: status.to_owned(),
        message: message.into(),
        target_object_id: target.map(str::to_owned),
    }
}

/// Finds the person with an Id. The inner result is the refusal of the message.
///
/// # Errors
/// When the database fails.
pub fn person(host: &mut dyn Host, id: &str) -> Result<Result<Person, EmailError>, HostError> {
    let Some(normal) = normal_id(id) else {
        return Ok(Err(refusal("MALFORMED_ID", format!("Invalid id: {id}"), None)));
    };
    let object = host.object_of_id(&normal).unwrap_or_default();
    if !["Contact", "Lead", "User"].contains(&object.as_str()) {
        let message = "Only User, Contact, Lead, or Person objects are allowed for targetObjectId";
        return Ok(Err(refusal("INVALID_ID_FIELD", message, Some(&normal))));
    }
    let Some(record) = row_of(host, &object, &["Email"], &normal, AccessMode::System)? else {
        let message = "invalid cross reference id";
        return Ok(Err(refusal(
            "INVALID_CROSS_REFERENCE_KEY",
            message,
            Some(&normal),
        )));
    };
    let email = match record.fields.get("Email") {
        Some(Field::Data(Data::String(email))) if !email.is_empty() => Some(email.clone()),
        _ => None,
    };
    Ok(Ok(Person {
        object,
        id: normal,
        email,
    }))
}
