//! A field of a form: its label, its help, what is wrong with it, and the control that suits its type.

use apex::host::{Data, FieldDescribe, FieldType, Host, ObjectKind, Record};
use maud::{Markup, html};

use super::form::Form;
use super::rows;

/// A field of a form.
#[derive(Clone, Copy, Debug)]
pub struct Input<'i> {
    /// Name under which the form sends it.
    pub name: &'i str,
    /// Label.
    pub label: &'i str,
    /// What it is for.
    pub help: Option<&'i str>,
    /// What is wrong with it.
    pub error: Option<&'i str>,
    /// Whether it needs a value.
    pub required: bool,
}

impl Input<'_> {
    fn around(&self, control: &Markup) -> Markup {
        html! {
            div class=(if self.error.is_some() { "slds-form-element slds-has-error slds-m-top_small" } else { "slds-form-element slds-m-top_small" }) {
                label class="slds-form-element__label" for=(self.name) {
                    @if self.required { span class="slds-required" aria-hidden="true" { "* " } }
                    (self.label)
                }
                div class="slds-form-element__control" { (control) }
                @if let Some(error) = self.error { p id=(self.id("error")) class="slds-form-element__help" { (error) } }
                @if let Some(help) = self.help { p id=(self.id("help")) class="slds-text-color_weak" { (help) } }
            }
        }
    }

    fn id(&self, part: &str) -> String {
        format!("{}-{part}", self.name)
    }

    fn described(&self) -> Option<String> {
        let error = self.error.map(|_| self.id("error"));
        let help = self.help.map(|_| self.id("help"));
        let parts: Vec<String> = error.into_iter().chain(help).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }

    fn needed(&self) -> Option<&'static str> {
        self.required.then_some("true")
    }

    /// One line of text.
    pub fn text(&self, value: &str, longest: u32) -> Markup {
        self.line("text", value, longest)
    }

    fn line(&self, kind: &str, value: &str, longest: u32) -> Markup {
        let longest = (longest > 0).then_some(longest);
        self.around(&html! {
            input class="slds-input" id=(self.name) name=(self.name) type=(kind) value=(value) maxlength=[longest] autocomplete="off"
                aria-required=[self.needed()] aria-invalid=[self.invalid()] aria-describedby=[self.described()];
        })
    }

    /// Several lines of text.
    pub fn area(&self, value: &str, lines: u32) -> Markup {
        self.around(&html! {
            textarea class="slds-textarea" id=(self.name) name=(self.name) rows=(lines)
                aria-required=[self.needed()] aria-invalid=[self.invalid()] aria-describedby=[self.described()] { (value) }
        })
    }

    /// A choice among (value, label).
    pub fn choice(&self, value: &str, choices: &[(String, String)]) -> Markup {
        self.around(&html! {
            select class="slds-select" id=(self.name) name=(self.name)
                aria-required=[self.needed()] aria-invalid=[self.invalid()] aria-describedby=[self.described()] {
                @for (own, label) in choices { option value=(own) selected[own == value] { (label) } }
            }
        })
    }

    /// A box to tick.
    pub fn tick(&self, on: bool) -> Markup {
        self.around(&html! {
            input id=(self.name) name=(self.name) type="checkbox" value="true" checked[on] aria-describedby=[self.described()];
        })
    }

    /// What cannot be changed here.
    pub fn fixed(&self, value: &str) -> Markup {
        self.around(&html! {
            input class="slds-input" id=(self.name) type="text" value=(value) readonly aria-describedby=[self.described()];
        })
    }

    /// The control of a custom field, with what was sent, else what the row has, else the default.
    pub fn of(
        &self,
        field: &FieldDescribe,
        row: Option<&Record>,
        sent: Option<&Form>,
        host: &dyn Host,
    ) -> Markup {
        let own = Input {
            required: field.required,
            ..*self
        };
        let default = field
            .default
            .as_ref()
            .map(crate::shell::show::text)
            .unwrap_or_default();
        let stored = row.map_or(default, |row| rows::text(row, &field.name));
        let value = sent.map_or(stored, |sent| sent.text(&field.name).to_owned());
        let value = value.as_str();
        match &field.kind {
            FieldType::Boolean => {
                let kept = row.map_or(field.default == Some(Data::Boolean(true)), |row| {
                    rows::is_on(row, &field.name)
                });
                own.tick(sent.map_or(kept, |sent| sent.get(&field.name) == Some("true")))
            }
            FieldType::TextArea => own.area(value, 4),
            FieldType::Picklist { values, .. } => own.choice(value, &optional(values.iter().cloned())),
            FieldType::Date => own.line("date", value, 0),
            FieldType::Integer | FieldType::Double | FieldType::Currency | FieldType::Percent => {
                own.line("text", value, 0)
            }
            FieldType::Reference { to, .. } if to.iter().any(|target| target == "EntityDefinition") => {
                let objects = host.objects().into_iter();
                let normal = objects.filter(|name| {
                    host.describe(name)
                        .is_some_and(|describe| describe.kind == ObjectKind::Normal)
                });
                own.choice(value, &optional(normal))
            }
            _ => own.line("text", value, field.length),
        }
    }
}

/// The choices with an empty one before them.
fn optional(values: impl Iterator<Item = String>) -> Vec<(String, String)> {
    let none = (String::new(), "--None--".to_owned());
    std::iter::once(none)
        .chain(values.map(|value| (value.clone(), value)))
        .collect()
}

/// What a form sent for a custom field, as a file of the sources would have it.
pub fn value(field: &FieldDescribe, sent: &Form) -> Option<String> {
    match field.kind {
        FieldType::Boolean => Some((sent.get(&field.name) == Some("true")).to_string()),
        _ => Some(sent.text(&field.name).to_owned()).filter(|text| !text.is_empty()),
    }
}
