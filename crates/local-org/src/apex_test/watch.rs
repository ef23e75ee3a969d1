//! Runs one test on a thread of its own and stops waiting when it takes too long.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use apex::coverage::Coverage;
use apex::testing::{self, Failure, TestCase, TestResult};

use crate::org::Org;
use crate::serve::APEX_STACK;

/// Runs a test. One that takes longer than `limit` has failed; its thread is left behind and ends with the
/// program.
///
/// # Errors
/// When the system refuses a thread.
pub fn run(
    org: &Arc<Org>,
    user: &str,
    case: &TestCase,
    limit: Duration,
) -> Result<(TestResult, Option<Coverage>), String> {
    let (send, receive) = mpsc::channel();
    let (own_org, own_user, own_case) = (Arc::clone(org), user.to_owned(), case.clone());
    // The stack is deep enough for Apex.
    let started = std::thread::Builder::new().stack_size(APEX_STACK).spawn(move || {
        let outcome = match own_org.host(&own_user) {
            Ok(mut host) => {
                let (result, coverage) = testing::run_one(&own_org.program, &mut host, &own_case);
                (result, Some(coverage))
            }
            Err(error) => (failed(&own_case, error.into(), Duration::ZERO), None),
        };
        // Nobody waits any more when the time was up.
        let _ = send.send(outcome);
    });
    started.map_err(|error| format!("The tests cannot start: {error}"))?;
    Ok(match receive.recv_timeout(limit) {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => {
            let message = format!(
                "the test did not end within {} s and was given up (--test-timeout)",
                limit.as_secs_f64()
            );
            (failed(case, failure("Timeout", message), limit), None)
        }
        Err(RecvTimeoutError::Disconnected) => {
            let message = "the runtime itself failed; its message is above".to_owned();
            (failed(case, failure("Fault", message), Duration::ZERO), None)
        }
    })
}

fn failure(type_name: &str, message: String) -> Failure {
    Failure {
        type_name: type_name.to_owned(),
        message,
        stack_trace: String::new(),
    }
}

fn failed(case: &TestCase, failure: Failure, duration: Duration) -> TestResult {
    TestResult {
        class: case.class.clone(),
        method: case.method.clone(),
        failure: Some(failure),
        duration,
    }
}
