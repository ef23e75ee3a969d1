//! Which lines ran: counted as Salesforce counts them, by statement lines.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::program::Program;

/// Lines that ran, by file.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Times each line ran, by file and line.
    hits: Vec<Vec<u64>>,
}

/// Coverage of one top-level class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassCoverage {
    /// Name of the class.
    pub class: String,
    /// Its file.
    pub path: String,
    /// Lines that hold a statement.
    pub executable: BTreeSet<u32>,
    /// Those of them that ran.
    pub covered: BTreeSet<u32>,
}

impl ClassCoverage {
    /// Covered lines in percent of executable ones; 100 when there are none.
    pub fn percent(&self) -> f64 {
        if self.executable.is_empty() {
            return 100.0;
        }
        100.0 * self.covered.len() as f64 / self.executable.len() as f64
    }
}

impl Coverage {
    /// Notes that a line of a file ran.
    pub(crate) fn hit(&mut self, file: usize, line: u32) {
        *self.counter(file, line as usize) += 1;
    }

    /// Adds what another run covered.
    pub fn merge(&mut self, other: &Coverage) {
        for (file, lines) in other.hits.iter().enumerate() {
            for (line, count) in lines.iter().enumerate().filter(|(_, count)| **count > 0) {
                *self.counter(file, line) += count;
            }
        }
    }

    fn counter(&mut self, file: usize, line: usize) -> &mut u64 {
        if self.hits.len() <= file {
            self.hits.resize(file + 1, Vec::new());
        }
        let lines = &mut self.hits[file];
        if lines.len() <= line {
            lines.resize(line + 1, 0);
        }
        &mut lines[line]
    }

    fn count(&self, file: usize, line: u32) -> u64 {
        self.hits
            .get(file)
            .and_then(|lines| lines.get(line as usize))
            .copied()
            .unwrap_or(0)
    }

    /// Every class of the program that is not a test class.
    pub fn classes(&self, program: &Program) -> Vec<ClassCoverage> {
        program
            .units()
            .filter(|unit| !unit.is_test)
            .map(|unit| {
                let executable = unit.executable.clone();
                let covered = executable
                    .iter()
                    .copied()
                    .filter(|l| self.count(unit.file, *l) > 0)
                    .collect();
                ClassCoverage {
                    class: unit.class.clone(),
                    path: unit.path.clone(),
                    executable,
                    covered,
                }
            })
            .collect()
    }

    /// The same as an lcov trace file.
    pub fn lcov(&self, program: &Program) -> String {
        let mut text = String::new();
        for unit in program.units().filter(|unit| !unit.is_test) {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "TN:\nSF:{}", unit.path);
            let mut covered = 0;
            for line in &unit.executable {
                let count = self.count(unit.file, *line);
                covered += usize::from(count > 0);
                let _ = writeln!(text, "DA:{line},{count}");
            }
            let _ = writeln!(text, "LF:{}\nLH:{covered}\nend_of_record", unit.executable.len());
        }
        text
    }
}
