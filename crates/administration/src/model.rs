//! What the component knows and how it changes. Pure: time comes with the messages.
//!
//! - [`field`]: the fields of both forms.
//! - [`draft`]: what stands in them, and what it means.
//! - [`reporting`]: the same for reporting.

pub mod draft;
pub mod field;
pub mod reporting;

use component::{Access, Component, Core, Lane, SignInStep, Turn};
use contract::{
    ErasedPerson, ErrorCode, Expiry, FoundPerson, Health, HealthCheck, OAuthApp, RemoteError,
    ReportingSettings, SavedReporting, Settings,
};

pub use draft::{AppDraft, Draft, Secret};
pub use field::Field;
pub use reporting::ReportingPart;

/// What was copied, when it was the callback address.
pub const CALLBACK: &str = "callback";

/// How often is asked how a run goes.
const RUNNING_SECONDS: u32 = 10;

/// What only this component knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Administration {
    /// What Salesforce has stored, once it is known.
    pub page: Option<Box<contract::Administration>>,
    /// What stands in the fields of the settings.
    pub draft: Draft,
    /// What stands in the fields of the OAuth app.
    pub app: AppDraft,
    /// Fields that cannot be saved as they are.
    pub wrong: Vec<Field>,
    /// What was saved last, as long as nothing else was entered.
    pub saved: Option<Saved>,
    /// The last health check.
    pub health: Option<Health>,
    /// Storing connections, and erasing people.
    pub reporting: ReportingPart,
}

/// What was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The settings.
    Settings,
    /// The OAuth app.
    App,
    /// Whether connections are stored, and how long.
    Reporting,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// The administrator wants the settings saved ("Execute").
    SaveSettings,
    /// The administrator wants the OAuth app saved.
    SaveApp,
    /// The administrator wants the callback address copied.
    CopyCallback,
    /// The administrator wants everything looked at.
    CheckHealth,
    /// The administrator wants the settings of reporting saved.
    SaveReporting,
    /// The administrator wants now what happens every day.
    RunReporting,
    /// The administrator wants to sign the company's account in.
    SignInCompany,
    /// The administrator wants expired sessions closed every hour, or no longer.
    SwitchExpiry,
    /// The administrator wants to know what names a person.
    FindPerson,
    /// The administrator wants the person erased.
    ErasePerson,
}

/// The remote calls.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// What is stored.
    Load,
    /// Store settings.
    SaveSettings(Box<Settings>),
    /// Store client id and secret of the OAuth app.
    SaveApp(String, Secret),
    /// Look at everything.
    Health,
    /// Store settings of reporting.
    SaveReporting(ReportingSettings),
    /// Start what happens every day.
    RunReporting,
    /// Where the company's account is signed in.
    SignInCompany,
    /// Close expired sessions every hour, or no longer.
    SwitchExpiry(bool),
    /// What names a person.
    FindPerson(String),
    /// Erase a person.
    ErasePerson(String),
}

/// What they bring.
#[derive(Debug)]
pub enum Answer {
    /// What is stored.
    Page(Box<contract::Administration>),
    /// The settings as they are now.
    Settings(Settings),
    /// The OAuth app as it is now.
    App(OAuthApp),
    /// What was found.
    Health(Health),
    /// The closing of expired sessions as it is now.
    Expiry(Box<Expiry>),
    /// Reporting as it is now.
    Reporting(Box<SavedReporting>),
    /// Where the company's account is signed in.
    Address(String),
    /// What names a person.
    Found(FoundPerson),
    /// What was erased.
    Erased(ErasedPerson),
}

impl Component for Administration {
    type Message = Message;
    type Call = Call;
    type Answer = Answer;
    type Effect = ();

    fn reading(&self, _: bool) -> Call {
        Call::Load
    }

    fn is_known(&self) -> bool {
        self.page.is_some()
    }

    fn take(&mut self, turn: &mut Turn<'_, Self>, message: Message) {
        match message {
            Message::SaveSettings => self.save_settings(turn),
            Message::SaveApp => self.save_app(turn),
            Message::CopyCallback => {
                let page = self.page.as_ref();
                if let Some(address) = page.and_then(|page| page.app.callback_url.clone()) {
                    turn.copy(CALLBACK, address);
                }
            }
            Message::CheckHealth => {
                if turn.core.under_way(Lane::Aside).is_none() {
                    turn.call(Lane::Aside, Call::Health);
                }
            }
            Message::SaveReporting => self.save_reporting(turn),
            Message::RunReporting => {
                turn.call(Lane::Action, Call::RunReporting);
            }
            Message::SignInCompany => {
                turn.call_in_tab(Call::SignInCompany);
            }
            Message::SwitchExpiry => {
                if let Some(page) = &self.page {
                    turn.call(Lane::Action, Call::SwitchExpiry(!page.expiry.on));
                }
            }
            Message::FindPerson => self.find_person(turn),
            Message::ErasePerson => self.erase_person(turn),
        }
    }

    fn answered(&mut self, turn: &mut Turn<'_, Self>, call: Call, result: Result<Answer, RemoteError>) {
        match (call, result) {
            (_, Ok(Answer::Page(page))) => {
                self.show(*page);
                turn.have_read(false);
                // Only TeamViewer knows whether the sign-in has worked.
                if waits_for_sign_in(turn) {
                    turn.call(Lane::Aside, Call::Health);
                }
            }
            (_, Ok(Answer::Settings(settings))) => {
                self.draft = Draft::of(&settings);
                self.have_saved(Saved::Settings);
                if let Some(page) = &mut self.page {
                    page.settings = settings;
                }
            }
            (_, Ok(Answer::App(app))) => {
                self.app.clear(&app);
                self.have_saved(Saved::App);
                if let Some(page) = &mut self.page {
                    page.app = app;
                }
            }
            (_, Ok(Answer::Health(health))) => self.look(turn, health),
            (call, Ok(Answer::Reporting(answer))) => self.have_reporting(turn, &call, *answer),
            (_, Ok(Answer::Expiry(expiry))) => {
                let told = if expiry.on {
                    "admin.expiry.isOn"
                } else {
                    "admin.expiry.isOff"
                };
                turn.tell(told, Vec::new());
                if let Some(page) = &mut self.page {
                    page.expiry = *expiry;
                }
            }
            (_, Ok(Answer::Address(address))) => turn.send_tab(address),
            (_, Ok(Answer::Found(found))) => self.reporting.found = Some(found),
            (_, Ok(Answer::Erased(erased))) => self.have_erased(turn, erased),
            (_, Err(error)) if error.code == ErrorCode::NoPermission => {
                turn.complain("failure.administratorsOnly");
            }
            (Call::Load, Err(error)) => turn.have_not_read(error, Call::Load),
            (Call::SaveSettings(_) | Call::SaveReporting(_) | Call::SwitchExpiry(_), Err(error))
                if error.code == ErrorCode::NoAccess =>
            {
                turn.complain("admin.noAccess");
            }
            (Call::Health, Err(error)) => turn.failed(error, Some((Lane::Aside, Call::Health))),
            // What was entered is still there, and so is the button.
            (_, Err(error)) => turn.failed(error, None),
        }
    }

    fn entered(&mut self, _: &mut Turn<'_, Self>, field: &str, value: String) {
        let Some(field) = Field::of(field) else {
            return;
        };
        self.saved = None;
        self.wrong.retain(|wrong| *wrong != field);
        match field {
            Field::ClientId => self.app.client_id = value,
            Field::ClientSecret => self.app.secret = Secret(value),
            _ if self.reporting.enter(field, value.clone()) => {}
            _ => self.draft.enter(field, value),
        }
    }

    fn poll_seconds(&self, _: &Core<Self>) -> Option<u32> {
        let page = self.page.as_ref();
        let running = page.is_some_and(|page| page.reporting.running || page.expiry.running);
        running.then_some(RUNNING_SECONDS)
    }

    fn shape(&self) -> u8 {
        u8::from(self.page.is_some())
    }
}

impl Administration {
    /// What is stored takes the place of what was stored, but not of what somebody is entering.
    fn show(&mut self, page: contract::Administration) {
        let old = self.page.as_ref();
        if old.is_none_or(|old| self.draft == Draft::of(&old.settings)) {
            self.draft = Draft::of(&page.settings);
        }
        if old.is_none_or(|old| self.app.client_id == draft::client_id(&old.app)) {
            self.app.client_id = draft::client_id(&page.app);
        }
        if old.is_none_or(|old| self.reporting.is_untouched(&old.reporting)) {
            self.reporting.show(&page.reporting);
        }
        self.page = Some(Box::new(page));
    }

    fn save_settings(&mut self, turn: &mut Turn<'_, Self>) {
        let Some(page) = &self.page else {
            return;
        };
        self.saved = None;
        match self.draft.settings(&page.bounds) {
            Ok(settings) => {
                self.wrong.clear();
                turn.call(Lane::Action, Call::SaveSettings(Box::new(settings)));
            }
            Err(wrong) => self.refuse(turn, wrong),
        }
    }

    fn save_app(&mut self, turn: &mut Turn<'_, Self>) {
        self.saved = None;
        match self.app.client() {
            Ok((id, secret)) => {
                self.wrong.clear();
                turn.call(Lane::Action, Call::SaveApp(id, secret));
            }
            Err(wrong) => self.refuse(turn, wrong),
        }
    }

    fn refuse(&mut self, turn: &mut Turn<'_, Self>, wrong: Vec<Field>) {
        if let Some(first) = wrong.first() {
            turn.focus(first.id());
        }
        self.wrong = wrong;
    }

    fn have_saved(&mut self, saved: Saved) {
        self.saved = Some(saved);
        // What was found before may be put right by it.
        self.health = None;
    }

    fn look(&mut self, turn: &mut Turn<'_, Self>, health: Health) {
        let signed_out = health.lines.iter().any(|line| {
            let code = line.problem.as_ref().map(|problem| problem.code);
            line.check == HealthCheck::TeamViewer && code == Some(ErrorCode::SignedOut)
        });
        if waits_for_sign_in(turn) && !signed_out {
            turn.core.access = Access::In;
        }
        self.health = Some(health);
        turn.tell("admin.health.done", Vec::new());
    }
}

fn waits_for_sign_in(turn: &Turn<'_, Administration>) -> bool {
    matches!(
        turn.core.access,
        Access::SigningIn(SignInStep::Waiting | SignInStep::Blocked(_))
    )
}

#[cfg(test)]
mod expiry_tests;
#[cfg(test)]
pub mod fixtures;
#[cfg(test)]
mod reporting_tests;
#[cfg(test)]
mod tests;
