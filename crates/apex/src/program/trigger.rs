//! The events a trigger may handle.

/// An event of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriggerEvent {
    /// `before insert`.
    BeforeInsert,
    /// `before update`.
    BeforeUpdate,
    /// `before delete`.
    BeforeDelete,
    /// `after insert`.
    AfterInsert,
    /// `after update`.
    AfterUpdate,
    /// `after delete`.
    AfterDelete,
    /// `after undelete`.
    AfterUndelete,
}

/// Each event with its words, its `System.TriggerOperation`, and its name in messages; in the order of that enum.
const EVENTS: [(TriggerEvent, &str, &str, &str); 7] = [
    (
        TriggerEvent::BeforeInsert,
        "before insert",
        "BEFORE_INSERT",
        "BeforeInsert",
    ),
    (
        TriggerEvent::BeforeUpdate,
        "before update",
        "BEFORE_UPDATE",
        "BeforeUpdate",
    ),
    (
        TriggerEvent::BeforeDelete,
        "before delete",
        "BEFORE_DELETE",
        "BeforeDelete",
    ),
    (
        TriggerEvent::AfterInsert,
        "after insert",
        "AFTER_INSERT",
        "AfterInsert",
    ),
    (
        TriggerEvent::AfterUpdate,
        "after update",
        "AFTER_UPDATE",
        "AfterUpdate",
    ),
    (
        TriggerEvent::AfterDelete,
        "after delete",
        "AFTER_DELETE",
        "AfterDelete",
    ),
    (
        TriggerEvent::AfterUndelete,
        "after undelete",
        "AFTER_UNDELETE",
        "AfterUndelete",
    ),
];

impl TriggerEvent {
    /// Reads `before insert`, without regard to case and to the number of blanks.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let words: Vec<String> = text.split_whitespace().map(str::to_ascii_lowercase).collect();
        let wanted = words.join(" ");
        EVENTS.iter().find(|(_, words, ..)| *words == wanted).map(|e| e.0)
    }

    /// Whether it comes before the rows are saved.
    pub fn is_before(self) -> bool {
        matches!(self, Self::BeforeInsert | Self::BeforeUpdate | Self::BeforeDelete)
    }

    fn entry(
        self,
    ) -> (
        usize,
        &'static (TriggerEvent, &'static str, &'static str, &'static str),
    ) {
        let at = EVENTS.iter().position(|e| e.0 == self).unwrap_or_default();
        (at, &EVENTS[at])
    }

    /// Its constant of `System.TriggerOperation`.
    pub fn constant(self) -> &'static str {
        self.entry().1.2
    }

    /// Its position in `System.TriggerOperation`.
    pub fn ordinal(self) -> i32 {
        i32::try_from(self.entry().0).unwrap_or_default()
    }

    /// Its name in the message of a failed trigger.
    pub fn phrase(self) -> &'static str {
        self.entry().1.3
    }
}
