//! What stands in the fields of reporting, and what happens there.

use component::{Lane, Turn};
use contract::{ErasedPerson, FoundPerson, Reporting, ReportingBounds, ReportingSettings, SavedReporting};

use super::draft::{TICKED, read};
use super::{Administration, Call, Field, Saved};

/// Fewer characters mean nobody in particular; Apex says the same.
const LEAST_LENGTH: usize = 3;

/// What stands in the fields, and what was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportingPart {
    /// By field, from [`Field::Reporting`] on: the settings.
    settings: [String; 5],
    /// Whom to erase.
    pub person: String,
    /// Whether it is known that this cannot be undone.
    pub sure: bool,
    /// How many records name the person.
    pub found: Option<FoundPerson>,
    /// What was erased last.
    pub erased: Option<ErasedPerson>,
    /// Whether the last click on "Run now" found a run under way.
    pub was_running: bool,
}

impl ReportingPart {
    /// Shows stored settings.
    pub fn show(&mut self, reporting: &Reporting) {
        self.settings = shown(reporting);
    }

    /// Whether nobody has changed what is stored.
    pub fn is_untouched(&self, reporting: &Reporting) -> bool {
        self.settings == shown(reporting)
    }

    /// What stands in a field of the settings.
    pub fn value(&self, field: Field) -> &str {
        place(field)
            .and_then(|at| self.settings.get(at))
            .map_or("", String::as_str)
    }

    /// Takes what is entered. False when the field is another form's.
    pub fn enter(&mut self, field: Field, value: String) -> bool {
        match field {
            Field::Person => {
                self.person = value;
                self.sure = false;
                self.found = None;
                self.erased = None;
            }
            Field::Sure => self.sure = value == TICKED,
            _ => {
                let Some(own) = place(field).and_then(|at| self.settings.get_mut(at)) else {
                    return false;
                };
                *own = value;
            }
        }
        true
    }

    /// The settings that were entered; else the fields that say none.
    fn entered(&self, bounds: &ReportingBounds) -> Result<ReportingSettings, Vec<Field>> {
        let mut wrong = Vec::new();
        let mut number = |field, bounds, otherwise| {
            read(self.value(field), bounds, otherwise).unwrap_or_else(|()| {
                wrong.push(field);
                None
            })
        };
        let hour = number(Field::Hour, bounds.hour, Some(bounds.hour.otherwise));
        let connection_days = number(Field::ConnectionDays, bounds.days, None);
        let session_days = number(Field::SessionDays, bounds.days, None);
        match hour {
            Some(hour) if wrong.is_empty() => Ok(ReportingSettings {
                enabled: self.value(Field::Reporting) == TICKED,
                all_connections: self.value(Field::AllConnections) == TICKED,
                hour,
                connection_days,
                session_days,
            }),
            _ => Err(wrong),
        }
    }
}

/// Where a field of the settings stands.
fn place(field: Field) -> Option<usize> {
    (field as usize).checked_sub(Field::Reporting as usize)
}

fn shown(reporting: &Reporting) -> [String; 5] {
    let tick = |on: bool| if on { TICKED } else { "" }.to_owned();
    let days = |days: Option<u32>| days.map(|days| days.to_string()).unwrap_or_default();
    [
        tick(reporting.enabled),
        tick(reporting.all_connections),
        reporting.hour.to_string(),
        days(reporting.connection_days),
        days(reporting.session_days),
    ]
}

impl Administration {
    pub(super) fn save_reporting(&mut self, turn: &mut Turn<'_, Self>) {
        let Some(page) = &self.page else {
            return;
        };
        self.saved = None;
        match self.reporting.entered(&page.reporting_bounds) {
            Ok(settings) => {
                self.wrong.clear();
                turn.call(Lane::Action, Call::SaveReporting(settings));
            }
            Err(wrong) => self.refuse(turn, wrong),
        }
    }

    pub(super) fn find_person(&mut self, turn: &mut Turn<'_, Self>) {
        let person = self.reporting.person.trim();
        if person.chars().count() < LEAST_LENGTH {
            self.refuse(turn, vec![Field::Person]);
            return;
        }
        let call = Call::FindPerson(person.to_owned());
        self.wrong.clear();
        self.reporting.erased = None;
        turn.call(Lane::Action, call);
    }

    pub(super) fn erase_person(&mut self, turn: &mut Turn<'_, Self>) {
        if !self.reporting.sure {
            self.refuse(turn, vec![Field::Sure]);
            return;
        }
        self.wrong.clear();
        let call = Call::ErasePerson(self.reporting.person.trim().to_owned());
        turn.call(Lane::Action, call);
    }

    /// How reporting is after a click on "Save" or "Run now".
    pub(super) fn have_reporting(&mut self, turn: &mut Turn<'_, Self>, call: &Call, answer: SavedReporting) {
        if matches!(call, Call::SaveReporting(_)) {
            self.reporting.show(&answer.reporting);
            self.saved = Some(Saved::Reporting);
        }
        self.reporting.was_running = !answer.started;
        if let Some(page) = &mut self.page {
            page.reporting = answer.reporting;
        }
        // Asked for again while a run is under way.
        turn.have_read(false);
    }

    pub(super) fn have_erased(&mut self, turn: &mut Turn<'_, Self>, erased: ErasedPerson) {
        self.reporting.found = None;
        self.reporting.sure = false;
        self.reporting.erased = Some(erased);
        turn.tell("admin.erase.told", Vec::new());
    }
}
