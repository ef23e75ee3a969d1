//! Which lines ran: counted as Salesforce counts them, by statement lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::program::Program;

/// Lines that ran, by file.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    hits: BTreeMap<usize, BTreeMap<u32, u64>>,
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
    #[inline]
    pub(crate) fn hit(&mut self, file: usize, line: u32) {
        *self.hits.entry(file).or_default().entry(line).or_default() += 1;
    }

    /// Adds what another run covered.
    pub fn merge(&mut self, other: &Coverage) {
        for (file, lines) in &other.hits {
            let own = self.hits.entry(*file).or_default();
            for (line, count) in lines {
                *own.entry(*line).or_default() += count;
            }
        }
    }

    /// Every class of the program that is not a test class.
    pub fn classes(&self, program: &Program) -> Vec<ClassCoverage> {
        program
            .units()
            .filter(|unit| !unit.is_test)
            .map(|unit| {
                let hits = self.hits.get(&unit.file);
                let executable = unit.executable.clone();
                let covered =
                    executable.iter().copied().filter(|l| hits.is_some_and(|h| h.contains_key(l))).collect();
                ClassCoverage { class: unit.class.clone(), path: unit.path.clone(), executable, covered }
            })
            .collect()
    }

    /// The same as an lcov trace file.
    pub fn lcov(&self, program: &Program) -> String {
        let mut text = String::new();
        for unit in program.units().filter(|unit| !unit.is_test) {
            let hits = self.hits.get(&unit.file);
            // Writing to a String cannot fail.
            let _ = writeln!(text, "TN:\nSF:{}", unit.path);
            let mut covered = 0;
            for line in &unit.executable {
                let count = hits.and_then(|h| h.get(line)).copied().unwrap_or(0);
                covered += usize::from(count > 0);
                let _ = writeln!(text, "DA:{line},{count}");
            }
            let _ = writeln!(text, "LF:{}\nLH:{covered}\nend_of_record", unit.executable.len());
        }
        text
    }
}
