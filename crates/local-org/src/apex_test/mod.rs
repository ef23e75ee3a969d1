//! `local-org apex-test`: runs the Apex tests of source folders, anyone's, and reports results, coverage and what
//! this org does not support.

mod report;
mod sources;
mod watch;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use apex::coverage::Coverage;
use apex::testing;

use crate::cli::ApexTest;
use crate::org::{Org, OrgConfig};
use report::Report;

/// Runs the tests, prints each as it ends, then the coverage of each class, what is not supported and the
/// totals; writes the lcov file. Fails when a test failed, or when fewer lines are covered than asked for.
///
/// # Errors
/// When there is nothing to test, the org cannot be opened or the file cannot be written.
pub fn run(arguments: &ApexTest) -> Result<ExitCode, String> {
    let mut folders = arguments.sources.clone();
    for directory in &arguments.directories {
        folders.extend(sources::of(directory)?);
    }
    if folders.is_empty() {
        return Err("Give a source-format folder: apex-test DIR.".to_owned());
    }
    let (org, refused) = Org::open_for_tests(OrgConfig {
        sources: folders,
        subscriber_sources: arguments.subscriber_sources.clone(),
        seed_dir: arguments.data_seed.clone(),
        namespace: arguments.namespace.clone(),
        ..OrgConfig::default()
    })?;
    let classes = org
        .database
        .tree()
        .folder("classes")
        .map_err(|error| error.to_string())?;
    let mut report = Report::new(refused, classes);
    let user = tester(&org)?;
    let mut coverage = Coverage::default();
    for case in testing::find(&org.program, arguments.filter.as_deref()) {
        let limit = Duration::from_secs(arguments.test_timeout);
        let (result, covered) = watch::run(&org, &user, &case, limit)?;
        if let Some(covered) = covered {
            coverage.merge(&covered);
        }
        report.result(&result);
    }
    let percent = report.coverage(&coverage.classes(&org.program));
    if let Some(file) = &arguments.lcov {
        std::fs::write(file, coverage.lcov(&org.program))
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    report.unsupported();
    let too_little = arguments.min_coverage.filter(|least| percent < *least);
    if let Some(least) = too_little {
        println!("coverage is below {least} %");
    }
    println!("{} passed, {} failed", report.passed, report.failed);
    if report.passed + report.failed == 0 {
        eprintln!("No test matched: nothing was tested.");
        return Ok(ExitCode::FAILURE);
    }
    Ok(if report.failed == 0 && too_little.is_none() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Id of the user that the tests run as: an administrator, as in a deployment.
fn tester(org: &Arc<Org>) -> Result<String, String> {
    let users = org.database.users().map_err(|error| error.message)?;
    let administrator = users
        .iter()
        .find(|user| user.profile_name == "System Administrator")
        .or(users.first());
    let user =
        administrator.ok_or("The org has no user to run tests as: give a seed with --data-seed DIR.")?;
    Ok(user.id.clone())
}
