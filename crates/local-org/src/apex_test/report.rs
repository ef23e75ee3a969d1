//! What a test run prints.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use apex::coverage::ClassCoverage;
use apex::testing::{Failure, TestResult};

/// The run so far.
#[derive(Debug, Default)]
pub struct Report {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// `file:line: construct`, each once.
    unsupported: BTreeSet<String>,
    /// Where each top-level class lies, by lower-case name.
    files: BTreeMap<String, PathBuf>,
}

/// The type by which the runtime names what it does not have.
const UNSUPPORTED: &str = "Unsupported";

impl Report {
    /// A run that begins with what could not be loaded; `files` are those of the classes.
    pub fn new(refused: Vec<String>, files: Vec<PathBuf>) -> Self {
        let named = |path: PathBuf| Some((path.file_stem()?.to_str()?.to_lowercase(), path));
        Self {
            files: files.into_iter().filter_map(named).collect(),
            unsupported: refused.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Prints a result.
    pub fn result(&mut self, result: &TestResult) {
        let name = format!("{}.{}", result.class, result.method);
        let Some(failure) = &result.failure else {
            self.passed += 1;
            println!("ok    {name} ({} ms)", result.duration.as_millis());
            return;
        };
        self.failed += 1;
        self.note(failure);
        let mut lines = failure.message.lines();
        println!(
            "FAIL  {name}: {}: {}",
            failure.type_name,
            lines.next().unwrap_or_default()
        );
        for line in lines.chain(failure.stack_trace.lines()) {
            println!("        {line}");
        }
    }

    /// Keeps what a failure says of the runtime's own bounds.
    fn note(&mut self, failure: &Failure) {
        if failure.type_name == UNSUPPORTED {
            let frame = failure.stack_trace.lines().next().unwrap_or_default();
            let place = self.place(frame).unwrap_or_else(|| frame.to_owned());
            self.unsupported.insert(format!("{place}: {}", failure.message));
        }
    }

    /// `file:line` of a frame `Class.Outer.method: line 3, column 1`.
    fn place(&self, frame: &str) -> Option<String> {
        let (name, rest) = frame.strip_prefix("Class.")?.split_once(": line ")?;
        let class = name.split('.').next()?.to_lowercase();
        let line = rest.split(',').next()?;
        Some(format!("{}:{line}", self.files.get(&class)?.display()))
    }

    /// Prints the coverage of each class and of all; answers the latter in percent.
    pub fn coverage(&self, classes: &[ClassCoverage]) -> f64 {
        let (mut executable, mut covered) = (0, 0);
        println!();
        for class in classes {
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
            let share = format!("{}/{}", class.covered.len(), class.executable.len());
            println!("{:>6.1} %  {share:>9}  {}{missed}", class.percent(), class.class);
        }
        let percent = if executable == 0 {
            100.0
        } else {
            100.0 * covered as f64 / executable as f64
        };
        println!("{percent:>6.1} %  of {executable} lines");
        percent
    }

    /// Prints what the run met and this org does not have; nothing when there is none.
    pub fn unsupported(&self) {
        if self.unsupported.is_empty() {
            return;
        }
        println!("\nNot supported:");
        for line in &self.unsupported {
            println!("  {line}");
        }
        println!();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_told_by_its_file() {
        let report = Report::new(Vec::new(), vec![PathBuf::from("app/classes/Sums.cls")]);
        assert_eq!(
            report.place("Class.Sums.Inner.add: line 12, column 1").as_deref(),
            Some("app/classes/Sums.cls:12")
        );
        assert_eq!(report.place("Class.Other.add: line 12, column 1"), None);
        assert_eq!(report.place(""), None);
    }
}
