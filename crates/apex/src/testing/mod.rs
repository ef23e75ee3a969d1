//! The test runner.

use std::time::{Duration, Instant};

use crate::coverage::Coverage;
use crate::error::Thrown;
use crate::host::{Host, HostError};
use crate::interp::Interpreter;
use crate::program::Program;
use crate::syntax::ast::Modifiers;

/// How one test method ended.
#[derive(Clone, Debug)]
pub struct TestResult {
    /// Class with the outer class, if any.
    pub class: String,
    /// Method.
    pub method: String,
    /// What failed; `None` when it passed.
    pub failure: Option<Failure>,
    /// Wall-clock time.
    pub duration: Duration,
}

/// Why a test failed.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Type of the exception.
    pub type_name: String,
    /// Its message.
    pub message: String,
    /// Where, in Salesforce's form.
    pub stack_trace: String,
}

impl From<&Thrown> for Failure {
    fn from(thrown: &Thrown) -> Self {
        Self {
            type_name: thrown.type_name.clone(),
            message: thrown.message.clone(),
            stack_trace: thrown.stack_trace.clone(),
        }
    }
}

impl From<HostError> for Failure {
    fn from(error: HostError) -> Self {
        Self {
            type_name: format!("System.{}", error.exception),
            message: error.message,
            stack_trace: String::new(),
        }
    }
}

/// How a run ended.
#[derive(Clone, Debug, Default)]
pub struct TestReport {
    /// Every test in the order it ran.
    pub results: Vec<TestResult>,
    /// What the run covered.
    pub coverage: Coverage,
}

impl TestReport {
    /// Number of failed tests.
    pub fn failed(&self) -> usize {
        self.results.iter().filter(|r| r.failure.is_some()).count()
    }
}

/// A test method of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestCase {
    /// Class.
    pub class: String,
    /// Method.
    pub method: String,
    /// Whether it may see the org's data.
    pub see_all_data: bool,
}

/// Every test method of a program whose `Class.method` contains `filter`, without regard to case.
pub fn find(program: &Program, filter: Option<&str>) -> Vec<TestCase> {
    let filter = filter.unwrap_or_default().to_ascii_lowercase();
    let mut found = Vec::new();
    for class in program.all_classes() {
        for method in &class.methods {
            let modifiers = &method.modifiers;
            if !(modifiers.test_method || modifiers.has_annotation("istest")) {
                continue;
            }
            let name = format!("{}.{}", class.name, method.name.text).to_ascii_lowercase();
            if name.contains(&filter) {
                let sees = |m: &Modifiers| {
                    m.annotation_arg("istest", "seealldata")
                        .is_some_and(|v| v.eq_ignore_ascii_case("true"))
                };
                found.push(TestCase {
                    class: class.name.clone(),
                    method: method.name.text.to_string(),
                    see_all_data: sees(modifiers) || sees(&class.modifiers),
                });
            }
        }
    }
    found
}

/// Runs every test method that [`find`] finds. Each test gets a host of its own from the factory, fresh
/// statics and the host's test isolation; the `@TestSetup` methods of its class run before it.
pub fn run(
    program: &Program,
    host_factory: &mut dyn FnMut() -> Box<dyn Host>,
    filter: Option<&str>,
    on_result: &mut dyn FnMut(&TestResult),
) -> TestReport {
    let mut report = TestReport::default();
    for case in find(program, filter) {
        let mut host = host_factory();
        let (result, coverage) = run_one(program, host.as_mut(), &case);
        report.coverage.merge(&coverage);
        on_result(&result);
        report.results.push(result);
    }
    report
}

/// Runs one test method on a fresh host, as [`run`] does; what it covered comes with the result.
pub fn run_one(program: &Program, host: &mut dyn Host, case: &TestCase) -> (TestResult, Coverage) {
    let mut coverage = Coverage::default();
    let started = Instant::now();
    let outcome = run_isolated(program, host, case, &mut coverage);
    let result = TestResult {
        class: case.class.clone(),
        method: case.method.clone(),
        failure: outcome.err(),
        duration: started.elapsed(),
    };
    (result, coverage)
}

fn run_isolated(
    program: &Program,
    host: &mut dyn Host,
    case: &TestCase,
    coverage: &mut Coverage,
) -> Result<(), Failure> {
    host.begin_test(case.see_all_data)?;
    let result = setup(program, host, case, coverage)
        .and_then(|()| transaction(program, host, &case.class, &case.method, coverage));
    let ended = host.end_test();
    result?;
    Ok(ended?)
}

fn setup(
    program: &Program,
    host: &mut dyn Host,
    case: &TestCase,
    coverage: &mut Coverage,
) -> Result<(), Failure> {
    let Some(class) = program.find_class(&case.class) else {
        return Ok(());
    };
    for method in class
        .methods
        .iter()
        .filter(|m| m.modifiers.has_annotation("testsetup"))
    {
        transaction(program, host, &class.name, &method.name.text, coverage)?;
    }
    Ok(())
}

fn transaction(
    program: &Program,
    host: &mut dyn Host,
    class: &str,
    method: &str,
    coverage: &mut Coverage,
) -> Result<(), Failure> {
    let mut interp = Interpreter::new(program, host);
    interp.enter_test();
    let result = interp.call_static(class, method, Vec::new());
    // Jobs that no `stopTest` ran are run when the method has ended.
    let result = result.and_then(|_| interp.run_waiting_jobs());
    coverage.merge(interp.coverage());
    result.map_err(|thrown| Failure::from(&thrown))
}
