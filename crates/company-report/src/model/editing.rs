//! Changing the notes and the billing state of a connection: one remote call for each that is saved.

use component::{Lane, Trouble, Turn};
use contract::Billing;

use super::{Call, Company, Edit, Effect};
use crate::view::ids;

impl Company {
    pub(super) fn begin_edit(&mut self, turn: &mut Turn<'_, Self>, id: &str) {
        let row = self
            .desk
            .as_ref()
            .and_then(|desk| desk.rows.get(desk.rows.find(id)?));
        // What was entered for another row is not thrown away by a slip of the finger.
        if let Some(row) = row.filter(|_| self.edit.is_none()) {
            self.edit = Some(Edit::of(row));
            turn.focus(ids::NOTES);
        }
    }

    pub(super) fn end_edit(&mut self, turn: &mut Turn<'_, Self>) {
        if let Some(edit) = self.edit.take() {
            if matches!(
                turn.core.trouble,
                Some(Trouble {
                    again: Some((Lane::Action, _)),
                    ..
                })
            ) {
                // It was about what has just been thrown away.
                turn.core.trouble = None;
            }
            turn.want(Effect::FocusRow(edit.id));
        }
    }

    pub(super) fn save(&mut self, turn: &mut Turn<'_, Self>) {
        let (Some(edit), Some(desk)) = (&self.edit, &self.desk) else {
            return;
        };
        let Some(row) = desk.rows.find(&edit.id).and_then(|place| desk.rows.get(place)) else {
            return;
        };
        let (notes, billing) = (edit.new_notes(row), edit.new_billing(row));
        if notes.is_none() && billing.is_none() {
            return self.end_edit(turn);
        }
        let id = edit.id.clone();
        turn.call(Lane::Action, Call::Change { id, notes, billing });
    }

    /// TeamViewer has taken a change. What was entered since then is still to be saved.
    pub(super) fn have_changed(
        &mut self,
        turn: &mut Turn<'_, Self>,
        id: &str,
        notes: Option<String>,
        billing: Option<Billing>,
    ) {
        let Some(desk) = &mut self.desk else { return };
        let Some(row) = desk
            .rows
            .find(id)
            .and_then(|place| desk.rows.all.get_mut(place as usize))
        else {
            return;
        };
        if let Some(notes) = notes {
            row.notes = notes.into_boxed_str();
        }
        row.billing = billing.or(row.billing);
        let saved =
            |edit: &Edit| edit.id == id && edit.new_notes(row).is_none() && edit.new_billing(row).is_none();
        let saved = self.edit.as_ref().is_some_and(saved);
        turn.tell("company.saved", Vec::new());
        if saved {
            self.end_edit(turn);
        }
    }
}
