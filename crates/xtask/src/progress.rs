//! Long steps that say what they do, how long they take, and why they failed.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::process;
use crate::remedy;

/// How often a running step reports.
const REPORT_EVERY: Duration = Duration::from_secs(10);

/// How much of a failed step's log is shown.
const LINES_SHOWN: usize = 40;

/// A step: one program, its log, and words for a person.
pub struct Step<'a> {
    /// What is done, as a person says it: "Building Trunk 0.21.14".
    pub title: &'a str,
    /// Where the program's output goes.
    pub log: PathBuf,
    /// After this long the step has failed. `None`: it may take as long as it needs.
    pub limit: Option<Duration>,
}

impl Step<'_> {
    /// Runs `command` and reports every ten seconds with the last line it printed.
    ///
    /// # Errors
    /// When the program cannot be started, fails or takes too long; the end of its log is shown before.
    pub fn run(&self, command: &mut Command) -> anyhow::Result<()> {
        if let Err(failure) = self.attempt(command)? {
            if process::all_ended() {
                return Err(process::Ended.into());
            }
            eprintln!("{}", failure.excerpt);
            bail!(
                "{} failed ({}): {}",
                self.title,
                failure.how,
                remedy::for_log(&failure.log, &self.log)
            );
        }
        Ok(())
    }

    /// As [`Step::run`], for a step whose failure has a fallback: nothing is shown, the failure is the inner error.
    ///
    /// # Errors
    /// The outer error is a program that cannot be started or watched.
    pub fn attempt(&self, command: &mut Command) -> anyhow::Result<Result<(), Failure>> {
        let begun = Instant::now();
        println!("{} ...", self.title);
        if let Some(folder) = self.log.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let file = File::create(&self.log).with_context(|| format!("cannot write {}", self.log.display()))?;
        let copy = file.try_clone().context("cannot share the log file")?;
        let mut running = process::start(command.stdin(Stdio::null()).stdout(file).stderr(copy))?;

        let (ended, end) = mpsc::channel();
        let ticker = self.report_until(end, begun);
        let status = match self.limit {
            None => Some(running.wait()?),
            Some(limit) => wait_at_most(&mut running, limit)?,
        };
        drop(ended);
        // The reporter has nothing to return; a panic in it would already have been shown.
        let _ = ticker.join();

        let how = match status {
            Some(status) if status.success() => {
                println!("{}: done in {}", self.title, elapsed(begun.elapsed()));
                return Ok(Ok(()));
            }
            Some(status) => status.to_string(),
            None => format!("no end after {}", elapsed(self.limit.unwrap_or_default())),
        };
        let log = read_lossy(&self.log);
        Ok(Err(Failure {
            how,
            excerpt: last_lines(&log, LINES_SHOWN),
            log,
        }))
    }

    fn report_until(&self, end: mpsc::Receiver<()>, begun: Instant) -> std::thread::JoinHandle<()> {
        let title = self.title.to_owned();
        let log = self.log.clone();
        std::thread::spawn(move || {
            while end.recv_timeout(REPORT_EVERY) == Err(mpsc::RecvTimeoutError::Timeout) {
                let last = last_lines(&read_lossy(&log), 1);
                let last: String = last.trim().chars().take(70).collect();
                println!("  {title}: {} {last}", elapsed(begun.elapsed()));
            }
        })
    }
}

/// Why a step failed.
pub struct Failure {
    /// The exit status or the time that ran out.
    pub how: String,
    /// The end of the log.
    pub excerpt: String,
    /// All of the log.
    pub log: String,
}

fn wait_at_most(
    running: &mut process::Running,
    limit: Duration,
) -> std::io::Result<Option<std::process::ExitStatus>> {
    let begun = Instant::now();
    while begun.elapsed() < limit {
        if let Some(status) = running.child.try_wait()? {
            running.end();
            return Ok(Some(status));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    running.end();
    Ok(None)
}

/// A time as a person says it: "45 s", "6 min 03 s".
pub fn elapsed(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{}.{} s", seconds, time.subsec_millis() / 100)
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

fn read_lossy(path: &Path) -> String {
    std::fs::read(path)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default()
}

fn last_lines(text: &str, count: usize) -> String {
    // Progress bars separate with carriage returns.
    let lines: Vec<&str> = text
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(folder: &Path, limit: Option<Duration>) -> Step<'static> {
        Step {
            title: "Trying",
            log: folder.join("step.log"),
            limit,
        }
    }

    #[test]
    fn a_failing_program_is_a_failure_with_its_output() {
        let folder = tempfile::tempdir().unwrap();
        let outcome = step(folder.path(), None)
            .attempt(Command::new("sh").args(["-c", "echo first; echo reason >&2; exit 3"]))
            .unwrap();
        let failure = outcome.err().unwrap();
        assert!(failure.how.contains('3'), "{}", failure.how);
        assert_eq!(failure.excerpt, "first\nreason");
    }

    #[test]
    fn a_program_that_does_not_end_is_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let outcome = step(folder.path(), Some(Duration::from_millis(100)))
            .attempt(Command::new("sleep").arg("600"))
            .unwrap();
        assert!(outcome.err().unwrap().how.contains("no end after"));
    }

    #[test]
    fn times_read_well() {
        assert_eq!(elapsed(Duration::from_millis(4_250)), "4.2 s");
        assert_eq!(elapsed(Duration::from_secs(363)), "6 min 03 s");
    }
}
