//! An org in memory, and short ways to run Apex on it.
// The lints for production code do not apply to helpers of tests.
#![allow(clippy::unwrap_used, clippy::panic)]

mod org;
mod soql;

use apex::{Interpreter, Program, SourceFile, Thrown, Value};

pub use org::Org;

/// Loads classes; each text is one file.
pub fn load(classes: &[&str]) -> Result<Program, Vec<apex::LoadError>> {
    let file = |(i, text): (usize, &&str)| SourceFile {
        path: format!("{i}.cls"),
        text: (*text).to_owned(),
    };
    Program::load(classes.iter().enumerate().map(file).collect())
}

/// Loads classes that must be right.
pub fn program(classes: &[&str]) -> Program {
    load(classes).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The statements as the body of a static method, with further members of its class.
pub fn class_with(body: &str, members: &str) -> String {
    format!("public class T {{ public static Object run() {{ {body} }} {members} }}")
}

/// What the statements return, as text.
pub fn run(body: &str) -> Result<String, Thrown> {
    run_with(body, "")
}

/// The same with further members of the class.
pub fn run_with(body: &str, members: &str) -> Result<String, Thrown> {
    run_on(&mut Org::new(), body, members)
}

/// The same on an org that has data.
pub fn run_on(org: &mut Org, body: &str, members: &str) -> Result<String, Thrown> {
    run_classes(org, &[&class_with(body, members)])
}

/// Calls `T.run()` of the classes.
pub fn run_classes(org: &mut Org, classes: &[&str]) -> Result<String, Thrown> {
    let program = program(classes);
    let mut interp = Interpreter::new(&program, org);
    let value = interp.call_static("T", "run", Vec::new())?;
    interp.display(&value)
}

/// What the statements return; they must not fail.
pub fn ok(body: &str) -> String {
    run(body).unwrap_or_else(|e| panic!("{e:?}"))
}

/// `type: message` of what the statements throw.
pub fn fails(body: &str) -> String {
    match run(body) {
        Ok(value) => panic!("returned {value}"),
        Err(thrown) => format!("{}: {}", thrown.type_name, thrown.message),
    }
}

/// `type: message`.
pub fn error(result: Result<String, Thrown>) -> String {
    match result {
        Ok(value) => panic!("returned {value}"),
        Err(thrown) => format!("{}: {}", thrown.type_name, thrown.message),
    }
}

/// Text of a value.
pub fn text(value: &Value) -> String {
    value.display_string()
}
