//! Changing the notes and the billing state of a connection.

use contract::Billing;

use super::rows::Row;

/// A row being changed. What was entered stays until it is saved or thrown away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// TeamViewer's name of the connection.
    pub id: String,
    /// The notes, as entered.
    pub notes: String,
    /// The billing state, as entered: its word, or nothing where TeamViewer says nothing.
    pub billing: String,
}

impl Edit {
    /// Begins with what the row says.
    pub fn of(row: &Row) -> Self {
        Self {
            id: row.id.as_ref().to_owned(),
            notes: row.notes.as_ref().to_owned(),
            billing: row.billing.map_or("", Billing::word).to_owned(),
        }
    }

    /// The notes, when they differ from the row's.
    pub fn new_notes(&self, row: &Row) -> Option<String> {
        (self.notes != row.notes.as_ref()).then(|| self.notes.clone())
    }

    /// The billing state, when it differs from the row's.
    pub fn new_billing(&self, row: &Row) -> Option<Billing> {
        billing(&self.billing).filter(|billing| Some(*billing) != row.billing)
    }
}

/// The billing states that can be chosen.
pub const BILLINGS: [Billing; 3] = [Billing::Bill, Billing::Billed, Billing::DoNotBill];

/// The billing state of a word.
fn billing(word: &str) -> Option<Billing> {
    BILLINGS.into_iter().find(|billing| billing.word() == word)
}
