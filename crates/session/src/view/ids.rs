//! Ids of what can get the keyboard, and of the fields.

use crate::model::Field;

/// The heading of the main part.
pub const HEADING: &str = "tv-heading";
/// The question on the screen.
pub const PROMPT: &str = "tv-question";
/// The button that makes a session.
pub const CREATE: &str = "tv-create";
/// The button that closes the session.
pub const CLOSE: &str = "tv-close";
/// The button that opens the dialogue for sharing.
pub const SHARE: &str = "tv-share";
/// The dialogue for sharing.
pub const DIALOG: &str = "tv-dialog";
/// Its heading.
pub const DIALOG_HEADING: &str = "tv-dialog-heading";

/// Ids of a field and of what is said about it.
pub fn field(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Name => ("tv-name", "tv-name-note"),
        Field::WaitingMessage => ("tv-waiting-message", "tv-waiting-message-note"),
        Field::Validity => ("tv-validity", "tv-validity-note"),
        Field::Contact => ("tv-contact", "tv-contact-note"),
        Field::Sms => ("tv-by-sms", "tv-by-sms-note"),
        Field::Phone => ("tv-phone", "tv-phone-note"),
        Field::Email => ("tv-by-email", "tv-by-email-note"),
        Field::Address => ("tv-email", "tv-email-note"),
        Field::Template => ("tv-template", "tv-template-note"),
        Field::ChatterMessage => ("tv-message", "tv-message-note"),
    }
}

/// The field with this id.
pub fn field_of(id: &str) -> Option<Field> {
    Field::ALL.into_iter().find(|it| field(*it).0 == id)
}
