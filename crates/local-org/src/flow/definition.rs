//! A flow as its metadata file has it, as far as this org runs flows.

use serde::Deserialize;

/// A flow. What it has beside this is refused when the path leads there, since no element of that name is found.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Flow {
    /// What starts it.
    pub start: Connection,
    /// Its screens.
    pub screens: Vec<Screen>,
    /// Its calls of actions.
    pub action_calls: Vec<ActionCall>,
    /// Its decisions.
    pub decisions: Vec<Decision>,
    /// What a choice field offers.
    pub choices: Vec<Choice>,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// Where it goes on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Connection {
    /// Absent: the flow ends.
    pub connector: Option<Connector>,
}

/// A way to the next element.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Connector {
    /// Name of the element.
    pub target_reference: String,
}

/// A screen.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Screen {
    /// Its name.
    pub name: String,
    /// Where it goes on.
    pub connector: Option<Connector>,
    /// What is on it.
    pub fields: Vec<ScreenField>,
}

/// Something on a screen.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ScreenField {
    /// Its name.
    pub name: String,
    /// `DisplayText`, `InputField`, `RadioButtons`, `ComponentInstance`.
    pub field_type: String,
    /// Its text, with merge fields.
    pub field_text: String,
    /// Whether it must be answered.
    pub is_required: bool,
    /// Choices to choose from.
    pub choice_references: Vec<String>,
    /// The choice that is made unless another is.
    pub default_selected_choice_reference: Option<String>,
}

/// A call of an action.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ActionCall {
    /// Its name.
    pub name: String,
    /// For an Apex action the class.
    pub action_name: String,
    /// `apex` is known here.
    pub action_type: String,
    /// Where it goes on.
    pub connector: Option<Connector>,
    /// What it is given.
    pub input_parameters: Vec<Input>,
}

/// An input of an action.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// The invocable variable.
    pub name: String,
    /// What it is given.
    pub value: Operand,
}

/// A literal or a reference.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Operand {
    /// What another element holds: `Create_Session.isSuccess`.
    pub element_reference: Option<String>,
    /// A text.
    pub string_value: Option<String>,
    /// True or false.
    pub boolean_value: Option<bool>,
}

/// A decision.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Decision {
    /// Its name.
    pub name: String,
    /// Where it goes when no rule holds.
    pub default_connector: Option<Connector>,
    /// The first that holds counts.
    pub rules: Vec<Rule>,
}

/// A rule of a decision.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Rule {
    /// `and`, `or`, or a formula, which is not known here.
    pub condition_logic: String,
    /// What must hold.
    pub conditions: Vec<Condition>,
    /// Where it goes on.
    pub connector: Option<Connector>,
}

/// A comparison.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Condition {
    /// What is compared.
    pub left_value_reference: String,
    /// `EqualTo` and `NotEqualTo` are known here.
    pub operator: String,
    /// With what.
    pub right_value: Operand,
}

/// A choice.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// What the field holds when it is chosen.
    pub value: Operand,
}

/// A variable.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Whether it can be given from outside.
    pub is_input: bool,
}
