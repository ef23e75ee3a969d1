//! `local-org apex-test`: runs the Apex tests of the sources and reports their coverage.

use std::process::ExitCode;

use apex::host::Host;
use apex::testing::{self, TestResult};

use crate::cli::ApexTest;
use crate::org::{Org, OrgConfig};
use crate::serve::APEX_STACK;

/// [`run`] on a thread whose stack is deep enough for Apex.
///
/// # Errors
/// As [`run`].
pub fn run_on_own_stack(arguments: ApexTest) -> Result<ExitCode, String> {
    let thread = std::thread::Builder::new()
        .stack_size(APEX_STACK)
        .spawn(move || run(&arguments));
    let thread = thread.map_err(|error| format!("The tests cannot start: {error}"))?;
    thread
        .join()
        .map_err(|_| "The test runner ended abnormally.".to_owned())?
}

/// Runs the tests, prints each and the coverage of each class, writes the lcov file.
///
/// # Errors
/// When the org cannot be opened or the file cannot be written.
pub fn run(arguments: &ApexTest) -> Result<ExitCode, String> {
    let org = Org::open(OrgConfig {
        sources: arguments.sources.clone(),
        seed_dir: arguments.data_seed.clone(),
        namespace: arguments.namespace.clone(),
        ..OrgConfig::default()
    })?;
    let users = org.database.users().map_err(|error| error.message)?;
    let administrator = users
        .iter()
        .find(|user| user.profile_name == "System Administrator")
        .or(users.first());
    let user = administrator
        .ok_or("The org has no user to run tests as: give a seed with --data-seed DIR.")?
        .id
        .clone();
    let mut factory = || -> Box<dyn Host> {
        match org.host(&user) {
            Ok(host) => Box::new(host),
            Err(error) => {
                // There is no report to return to: without a transaction nothing can be tested.
                eprintln!("The tests cannot go on: {}", error.message);
                std::process::exit(1);
            }
        }
    };
    let report = testing::run(
        &org.program,
        &mut factory,
        arguments.filter.as_deref(),
        &mut print,
    );
    let classes = report.coverage.classes(&org.program);
    let (mut executable, mut covered) = (0, 0);
    println!();
    for class in &classes {
        executable += class.executable.len();
        covered += class.covered.len();
        let missed: Vec<String> = class
            .executable
            .difference(&class.covered)
            .map(ToString::to_string)
            .collect();
        let missed = if missed.is_empty() {
            String::new()
        } else {
            format!("  missed lines {}", missed.join(","))
        };
        println!("{:>6.1} %  {}{missed}", class.percent(), class.class);
    }
    let percent = if executable == 0 {
        100.0
    } else {
        100.0 * covered as f64 / executable as f64
    };
    println!("{percent:>6.1} %  of {executable} lines");
    if let Some(file) = &arguments.lcov {
        std::fs::write(file, report.coverage.lcov(&org.program))
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    let failed = report.failed();
    println!("{} passed, {failed} failed", report.results.len() - failed);
    if report.results.is_empty() {
        return Err("No test matched: nothing was tested.".to_owned());
    }
    if let Some(least) = arguments.min_coverage.filter(|least| percent < *least) {
        println!("coverage is below {least} %");
        return Ok(ExitCode::FAILURE);
    }
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn print(result: &TestResult) {
    let name = format!("{}.{}", result.class, result.method);
    match &result.failure {
        None => println!("ok    {name} ({} ms)", result.duration.as_millis()),
        Some(failure) => {
            println!("FAIL  {name}: {}: {}", failure.type_name, failure.message);
            for line in failure.stack_trace.lines() {
                println!("        {line}");
            }
        }
    }
}
