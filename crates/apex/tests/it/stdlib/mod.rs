//! The standard library, called from Apex.

// Helpers of tests are not tests themselves, so the configuration does not exempt them.
#![allow(clippy::expect_used)]

mod collections;
mod describe;
mod host;
mod http;
mod json;
mod numbers_and_dates;
mod platform;
mod text;

use apex::{Interpreter, Program, SourceFile, Value};
use host::Org;

/// A program of one class with static methods `m0`, `m1`, ... and further classes.
fn program(bodies: &[String], classes: &str) -> Program {
    let methods: String = bodies
        .iter()
        .enumerate()
        .map(|(i, body)| format!("    public static Object m{i}() {{ {body} }}\n"))
        .collect();
    let text = format!("public class Probe {{\n{methods}\n{classes}\n}}");
    Program::load(vec![SourceFile {
        path: "Probe.cls".into(),
        text,
    }])
    .expect("the probe compiles")
}

/// What a method answers, or the exception that ends it.
fn run(program: &Program, method: &str) -> Result<Value, String> {
    let mut org = Org::new();
    let mut interp = Interpreter::new(program, &mut org);
    interp
        .call_static("Probe", method, vec![])
        .map_err(|t| t.to_string())
}

fn show(result: Result<Value, String>) -> String {
    match result {
        Ok(value) => value.display_string(),
        Err(thrown) => thrown,
    }
}

/// Each pair: an Apex expression, and its value as text or the exception it throws.
fn check(cases: &[(&str, &str)]) {
    let bodies: Vec<String> = cases
        .iter()
        .map(|(expression, _)| format!("return {expression};"))
        .collect();
    let program = program(&bodies, "");
    let wrong: Vec<String> = cases
        .iter()
        .enumerate()
        .filter_map(|(i, (expression, wanted))| {
            let got = show(run(&program, &format!("m{i}")));
            (got != *wanted).then(|| format!("{expression}\n  wanted {wanted}\n  got    {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The answer of statements that end in `return`, with classes they may use.
fn answer(statements: &str, classes: &str) -> String {
    show(run(&program(&[statements.to_owned()], classes), "m0"))
}
