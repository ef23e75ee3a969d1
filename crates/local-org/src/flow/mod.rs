//! Runs a screen flow from its metadata, as its user would who gives the answers that are given beforehand: screens,
//! decisions, and Apex actions, each of which is a transaction of its own. Anything else that a flow can have is refused.

mod definition;

use std::sync::Arc;

use apex::value::TypeName;
use apex::{Interpreter, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use self::definition::{ActionCall, Condition, Connector, Decision, Flow, Operand, Screen};
use crate::org::Org;
use crate::package;
use crate::remoting::json;

/// What flow files end with.
const ENDING: &str = ".flow-meta.xml";

/// A flow that passes more elements than this runs in a circle.
const MOST_ELEMENTS: usize = 100;

/// Who runs a flow, and what they answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interview {
    /// Name of the flow.
    pub flow: String,
    /// Name of the user.
    pub user: String,
    /// Values of input variables.
    pub variables: Map<String, Json>,
    /// Answers by the names of screen fields; those of a screen component are an object of its attributes.
    pub answers: Map<String, Json>,
}

/// How a flow ran.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Course {
    /// The elements that it passed, in order.
    pub elements: Vec<String>,
    /// The texts of the last screen, with what was merged in.
    pub texts: Vec<String>,
}

/// Runs a flow to its end.
///
/// # Errors
/// In words: there is no such flow or user, it has what is not known here, an answer is missing, or Apex threw.
pub fn run(org: &Arc<Org>, interview: &Interview) -> Result<Course, String> {
    let flow = read(org, &interview.flow)?;
    let users = org.database.users().map_err(|error| error.message)?;
    let user = users
        .iter()
        .find(|user| user.username == interview.user)
        .ok_or_else(|| format!("no user {}", interview.user))?;
    let mut run = Run {
        org,
        flow: &flow,
        user_id: &user.id,
        answers: &interview.answers,
        resources: variables(&flow, &interview.variables)?,
        course: Course::default(),
    };
    let mut next = flow.start.connector.as_ref();
    while let Some(connector) = next {
        next = run.element(&connector.target_reference)?;
    }
    Ok(run.course)
}

fn read(org: &Org, name: &str) -> Result<Flow, String> {
    let file_name = format!("{name}{ENDING}");
    let files = org
        .database
        .tree()
        .files("flows")
        .map_err(|error| error.to_string())?;
    let file = files
        .iter()
        .find(|file| file.path.file_name().is_some_and(|own| own == file_name.as_str()))
        .ok_or_else(|| format!("no flow {name}"))?;
    let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", file.path.display());
    let text = std::fs::read_to_string(&file.path).map_err(|error| explain(&error))?;
    quick_xml::de::from_str(&text).map_err(|error| explain(&error))
}

/// The variables; a value from outside is for one that takes it.
fn variables(flow: &Flow, given: &Map<String, Json>) -> Result<Map<String, Json>, String> {
    let takes = |name: &str| flow.variables.iter().any(|it| it.is_input && it.name == name);
    if let Some(name) = given.keys().find(|name| !takes(name)) {
        return Err(format!("the flow has no input {name}"));
    }
    let names = flow.variables.iter().map(|it| (it.name.clone(), Json::Null));
    Ok(names.chain(given.clone()).collect())
}

/// A flow that runs.
struct Run<'r> {
    org: &'r Arc<Org>,
    flow: &'r Flow,
    user_id: &'r str,
    answers: &'r Map<String, Json>,
    /// What variables, screen fields and actions hold.
    resources: Map<String, Json>,
    course: Course,
}

impl<'r> Run<'r> {
    /// Passes an element, and says where it goes on.
    fn element(&mut self, name: &str) -> Result<Option<&'r Connector>, String> {
        if self.course.elements.len() == MOST_ELEMENTS {
            return Err("the flow runs in a circle".to_owned());
        }
        self.course.elements.push(name.to_owned());
        let flow = self.flow;
        if let Some(screen) = flow.screens.iter().find(|it| it.name == name) {
            self.screen(screen)?;
            Ok(screen.connector.as_ref())
        } else if let Some(call) = flow.action_calls.iter().find(|it| it.name == name) {
            let result = self.action(call)?;
            self.resources.insert(call.name.clone(), result);
            Ok(call.connector.as_ref())
        } else if let Some(decision) = flow.decisions.iter().find(|it| it.name == name) {
            self.decide(decision)
        } else {
            Err(format!("{name} is an element that is not known here"))
        }
    }

    fn screen(&mut self, screen: &Screen) -> Result<(), String> {
        self.course.texts.clear();
        for field in &screen.fields {
            if field.field_type == "DisplayText" {
                let text = self.merge(&field.field_text)?;
                self.course.texts.push(text);
                continue;
            }
            let chosen = match &field.default_selected_choice_reference {
                Some(choice) => self.choice(choice)?,
                None => Json::Null,
            };
            let answer = self.answers.get(&field.name).cloned().unwrap_or(chosen);
            if field.is_required && answer.is_null() {
                return Err(format!("{} must be answered", field.name));
            }
            if !field.choice_references.is_empty() && !answer.is_null() {
                let choices = field.choice_references.iter().map(|name| self.choice(name));
                if !choices.collect::<Result<Vec<_>, _>>()?.contains(&answer) {
                    return Err(format!("{} does not offer {answer}", field.name));
                }
            }
            self.resources.insert(field.name.clone(), answer);
        }
        Ok(())
    }

    fn choice(&self, name: &str) -> Result<Json, String> {
        let choice = self.flow.choices.iter().find(|it| it.name == name);
        self.operand(&choice.ok_or_else(|| format!("no choice {name}"))?.value)
    }

    /// Calls the Apex action of a class with one request; what it answers.
    fn action(&self, call: &ActionCall) -> Result<Json, String> {
        if call.action_type != "apex" {
            return Err(format!(
                "{}: {} actions are not known here",
                call.name, call.action_type
            ));
        }
        let class = &call.action_name;
        let info = self
            .org
            .program
            .class(class)
            .ok_or_else(|| format!("no class {class}"))?;
        let method = info
            .methods
            .iter()
            .find(|method| method.annotations.iter().any(|own| own == "invocablemethod"))
            .ok_or_else(|| format!("{class} is no action"))?;
        let list = method.params.first().map(|parameter| &parameter.type_name);
        let list = list.ok_or_else(|| format!("{class} takes nothing"))?;
        // An inner class is named inside of its own.
        let inner = TypeName::new(format!("{class}.{}", list.arg(0).name()));
        let known = self.org.program.class(inner.name()).is_some();
        let request_type = if known { inner } else { list.arg(0) };

        let failed = |error: apex::host::HostError| error.message;
        let mut host = self.org.host(self.user_id).map_err(failed)?;
        let full = package::full(&self.org.config.namespace, class);
        if !host.class_access(&full) {
            return Err(format!("no access to {full}"));
        }
        let outcome = {
            let mut apex = Interpreter::new(&self.org.program, &mut host);
            self.call(&mut apex, call, &method.name, &request_type)
        };
        match outcome {
            Ok(result) => host.commit(self.org).map(|()| result).map_err(failed),
            Err(message) => host.rollback().map_err(failed).and(Err(message)),
        }
    }

    fn call(
        &self,
        apex: &mut Interpreter<'_>,
        call: &ActionCall,
        method: &str,
        request_type: &TypeName,
    ) -> Result<Json, String> {
        let thrown = |thrown: apex::Thrown| format!("{}: {}", call.name, thrown.report());
        let request = apex.new_value(request_type, Vec::new()).map_err(thrown)?;
        for input in &call.input_parameters {
            let value = match self.operand(&input.value)? {
                Json::Null => continue,
                Json::String(text) => Value::string(text),
                Json::Bool(flag) => Value::Boolean(flag),
                other => return Err(format!("{}: {other} cannot be given here", input.name)),
            };
            apex.set_property(&request, &input.name, value).map_err(thrown)?;
        }
        let requests = Value::list(request_type.clone(), vec![request]);
        let results = apex
            .call_static(&call.action_name, method, vec![requests])
            .map_err(thrown)?;
        match json::plain(apex, &results)? {
            Json::Array(mut results) if results.len() == 1 => Ok(results.remove(0)),
            other => Err(format!("{} answered {other} to one request", call.name)),
        }
    }

    fn decide(&self, decision: &'r Decision) -> Result<Option<&'r Connector>, String> {
        for rule in &decision.rules {
            let held = rule.conditions.iter().map(|condition| self.holds(condition));
            let held = held.collect::<Result<Vec<_>, _>>()?;
            let holds = match rule.condition_logic.as_str() {
                "and" => held.iter().all(|held| *held),
                "or" => held.iter().any(|held| *held),
                other => return Err(format!("{}: the logic {other} is not known here", decision.name)),
            };
            if holds {
                return Ok(rule.connector.as_ref());
            }
        }
        Ok(decision.default_connector.as_ref())
    }

    fn holds(&self, condition: &Condition) -> Result<bool, String> {
        let same = self.resource(&condition.left_value_reference)? == self.operand(&condition.right_value)?;
        match condition.operator.as_str() {
            "EqualTo" => Ok(same),
            "NotEqualTo" => Ok(!same),
            other => Err(format!("the operator {other} is not known here")),
        }
    }

    fn operand(&self, operand: &Operand) -> Result<Json, String> {
        match operand {
            Operand {
                element_reference: Some(path),
                ..
            } => self.resource(path),
            Operand {
                string_value: Some(text),
                ..
            } => Ok(Json::from(text.as_str())),
            Operand {
                boolean_value: Some(flag),
                ..
            } => Ok(Json::from(*flag)),
            _ => Err("a value of a kind that is not known here".to_owned()),
        }
    }

    /// What `Element` or `Element.member` holds. An element that the path has not passed holds nothing; a member that
    /// an action does not have is an error.
    fn resource(&self, path: &str) -> Result<Json, String> {
        let mut steps = path.split('.');
        let name = steps.next().unwrap_or_default();
        let mut value = self.resources.get(name).unwrap_or(&Json::Null);
        for step in steps {
            if value.is_null() {
                return Ok(Json::Null);
            }
            value = value
                .get(step)
                .ok_or_else(|| format!("{path}: there is no {step}"))?;
        }
        Ok(value.clone())
    }

    fn merge(&self, text: &str) -> Result<String, String> {
        let mut merged = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{!") {
            let (path, behind) = after.split_once('}').ok_or("a merge field does not end")?;
            merged.push_str(before);
            match self.resource(path)? {
                Json::Null => {}
                Json::String(value) => merged.push_str(&value),
                other => merged.push_str(&other.to_string()),
            }
            rest = behind;
        }
        merged.push_str(rest);
        Ok(merged)
    }
}
