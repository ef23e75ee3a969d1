//! The flows of the package call actions that its Apex has, with inputs that these take, and use outputs that they
//! give. The platform says so when it deploys a flow; the browser tests run one (`flow.spec.ts`).

use std::path::Path;

use anyhow::bail;

use super::{Subject, Violations, texts};

/// How Apex declares an action, and what it takes and gives.
const ACTION: &str = "@InvocableMethod";
const VARIABLE: &str = "@InvocableVariable";

/// An action as its class declares it.
#[derive(Debug, PartialEq, Eq)]
struct Action {
    name: String,
    inputs: Vec<String>,
    /// Those of the inputs that a flow must give.
    required: Vec<String>,
    outputs: Vec<String>,
}

/// # Errors
/// When the package cannot be read, or has no actions.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    let package = subject.workspace.root.join("visualforce");
    let mut actions = Vec::new();
    for (file, text) in texts(&package, &[".cls"])? {
        let name = Path::new(&file).file_stem().unwrap_or_default().to_string_lossy();
        if text.contains(ACTION) {
            actions.push(action(&name, &text));
        }
    }
    if actions.is_empty() {
        bail!("the package has no actions for flows; is visualforce/ there?");
    }
    let mut found = Vec::new();
    for (file, text) in texts(&package, &[".flow-meta.xml"])? {
        let complaints = complaints(&text, &actions);
        found.extend(complaints.map(|complaint| format!("{file}: {complaint}")));
    }
    Ok(found)
}

/// Reads an action: its class declares what it takes before what it gives (`Request`, `Result`).
fn action(name: &str, class: &str) -> Action {
    let (request, result) = class.split_once("class Result").unwrap_or((class, ""));
    let required = variables(request).filter(|(annotation, _)| annotation.contains("required=true"));
    Action {
        name: name.to_owned(),
        inputs: variables(request).map(|(_, name)| name.to_owned()).collect(),
        required: required.map(|(_, name)| name.to_owned()).collect(),
        outputs: variables(result).map(|(_, name)| name.to_owned()).collect(),
    }
}

/// Annotation and name of each variable.
fn variables(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(VARIABLE).skip(1).filter_map(|rest| {
        let (annotation, declaration) = rest.split_once("global ")?;
        let name = declaration.split([';', '=']).next()?.split_whitespace().last()?;
        Some((annotation, name))
    })
}

/// What is wrong with the calls of a flow.
fn complaints<'t>(flow: &'t str, actions: &'t [Action]) -> impl Iterator<Item = String> + 't {
    elements(flow, "actionCalls")
        .filter(|call| first(call, "actionType") == "apex")
        .flat_map(move |call| {
            let name = first(call, "actionName");
            match actions.iter().find(|action| action.name == name) {
                Some(action) => complaints_of_call(flow, call, action),
                None => vec![format!("there is no action {name}")],
            }
        })
}

fn complaints_of_call(flow: &str, call: &str, action: &Action) -> Vec<String> {
    let mut found = Vec::new();
    let given: Vec<&str> = elements(call, "inputParameters")
        .map(|input| first(input, "name"))
        .collect();
    for input in &given {
        if !action.inputs.iter().any(|known| known == input) {
            found.push(format!("{} takes no {input}", action.name));
        }
    }
    for input in &action.required {
        if !given.contains(&input.as_str()) {
            found.push(format!("{} needs {input}", action.name));
        }
    }
    let element = format!("{}.", first(call, "name"));
    for reference in flow.split(&element).skip(1) {
        let end = reference.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_');
        let output = &reference[..end.unwrap_or(reference.len())];
        if !action.outputs.iter().any(|known| known == output) {
            found.push(format!("{} gives no {output}", action.name));
        }
    }
    found
}

/// The contents of the elements of a name; in a flow none is within another of its name.
fn elements<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> + use<'t> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once(&start)?;
        let (inside, behind) = after.split_once(&end)?;
        rest = behind;
        Some(inside)
    })
}

/// The first element of a name; empty when there is none.
fn first<'t>(text: &'t str, name: &str) -> &'t str {
    elements(text, name).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLASS: &str = "global class Make {\n global class Request {\n\
        @InvocableVariable(label='Record (any)' required=true)\n global String recordId;\n\
        @InvocableVariable(label='Kind')\n global String kind;\n }\n\
        global class Result {\n @InvocableVariable(label='Success')\n global Boolean isSuccess = false;\n }\n\
        @InvocableMethod(label='Make')\n global static List<Result> make(List<Request> requests) { return null; } }";

    fn flow(action: &str, inputs: &[&str], reference: &str) -> String {
        let inputs: String = inputs
            .iter()
            .map(|name| format!("<inputParameters><name>{name}</name></inputParameters>"))
            .collect();
        format!(
            "<Flow><actionCalls><name>Make_It</name><actionName>{action}</actionName><actionType>apex</actionType>{inputs}\
             </actionCalls><leftValueReference>{reference}</leftValueReference></Flow>"
        )
    }

    #[test]
    fn an_action_is_what_its_class_declares() {
        let wanted = Action {
            name: "Make".to_owned(),
            inputs: vec!["recordId".to_owned(), "kind".to_owned()],
            required: vec!["recordId".to_owned()],
            outputs: vec!["isSuccess".to_owned()],
        };
        assert_eq!(action("Make", CLASS), wanted);
    }

    #[test]
    fn what_a_flow_uses_must_be_there() {
        let actions = [action("Make", CLASS)];
        let told = |flow: &str| complaints(flow, &actions).collect::<Vec<_>>();
        assert_eq!(
            told(&flow("Make", &["recordId", "kind"], "Make_It.isSuccess")),
            Vec::<String>::new()
        );
        assert_eq!(told(&flow("Break", &[], "x")), ["there is no action Break"]);
        assert_eq!(
            told(&flow("Make", &["sort"], "Make_It.success")),
            [
                "Make takes no sort",
                "Make needs recordId",
                "Make gives no success"
            ]
        );
    }
}
