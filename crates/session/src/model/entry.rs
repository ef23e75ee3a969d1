//! What the user enters, field by field.

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name of a new session.
    Name,
    /// What the customer of a new session reads while waiting.
    WaitingMessage,
    /// For how many hours a new session is to be valid; empty for the org's default.
    Validity,
    /// Id of the recipient.
    Contact,
    /// Whether to send an SMS.
    Sms,
    /// To which number.
    Phone,
    /// Whether to send an e-mail; remote control sessions are always shared by e-mail.
    Email,
    /// To which address.
    Address,
    /// Id of the e-mail template.
    Template,
    /// A message for the record's feed.
    ChatterMessage,
}

/// How many fields there are.
pub const FIELDS: usize = 10;

impl Field {
    /// All fields.
    pub const ALL: [Self; FIELDS] = [
        Self::Name,
        Self::WaitingMessage,
        Self::Validity,
        Self::Contact,
        Self::Sms,
        Self::Phone,
        Self::Email,
        Self::Address,
        Self::Template,
        Self::ChatterMessage,
    ];
}

/// Fields of a new session.
const OF_CREATION: [Field; 3] = [Field::Name, Field::WaitingMessage, Field::Validity];

/// What stands in a ticked box; nothing stands in another.
pub const TICKED: &str = "true";

/// The values of all fields, and which of them the user has entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    values: [String; FIELDS],
    entered: [bool; FIELDS],
}

impl Entries {
    /// What stands in a field.
    pub fn get(&self, field: Field) -> &str {
        &self.values[field as usize]
    }

    /// What stands in a field, without blanks around it; `None` when nothing does.
    pub fn filled(&self, field: Field) -> Option<String> {
        let value = self.get(field).trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// Whether a box is ticked.
    pub fn is_ticked(&self, field: Field) -> bool {
        self.get(field) == TICKED
    }

    /// Whether the user has entered what stands in a field.
    pub fn is_entered(&self, field: Field) -> bool {
        self.entered[field as usize]
    }

    /// The user enters something.
    pub fn enter(&mut self, field: Field, value: String) {
        self.values[field as usize] = value;
        self.entered[field as usize] = true;
    }

    /// A field gets a value that the user has not entered.
    pub fn fill(&mut self, field: Field, value: Option<&str>) {
        self.values[field as usize] = value.unwrap_or_default().to_owned();
        self.entered[field as usize] = false;
    }

    /// Empties the fields of a new session: it was made.
    pub fn forget_creation(&mut self) {
        for field in OF_CREATION {
            self.fill(field, None);
        }
    }

    /// Empties the fields of sharing: it was shared.
    pub fn forget_sharing(&mut self) {
        self.forget_recipient();
        self.fill(Field::ChatterMessage, None);
    }

    /// Empties the fields of sharing for another session. The message stays: it is about the record.
    pub fn forget_recipient(&mut self) {
        for field in Field::ALL {
            if !OF_CREATION.contains(&field) && field != Field::ChatterMessage {
                self.fill(field, None);
            }
        }
    }
}
