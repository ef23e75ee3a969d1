//! The running programs: their words with a prefix, and the moments when they are ready or gone.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;

use anyhow::Context;

use crate::process::{self, Running};

/// What both programs print when they accept connections.
const READY: &str = "listening on http";

/// What happened to a program.
pub enum Event {
    /// It accepts connections.
    Ready {
        /// Which one.
        name: &'static str,
    },
    /// It ended.
    Ended {
        /// Which one.
        name: &'static str,
        /// How, in words.
        status: String,
    },
}

/// A running program. Dropping it ends it.
pub struct Program {
    _running: Running,
    // The program ends when this pipe closes, whatever happened to this process.
    _stdin: Option<std::process::ChildStdin>,
}

impl Program {
    /// Starts a program and reports on it.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(name: &'static str, mut command: Command, events: Sender<Event>) -> anyhow::Result<Self> {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut running = process::start(&mut command)?;
        let stdin = running.child.stdin.take();
        let output = running
            .child
            .stdout
            .take()
            .context("a program without standard output")?;
        let errors = running
            .child
            .stderr
            .take()
            .context("a program without standard error")?;
        let errors = std::thread::spawn(move || copy_lines(errors, |line| eprintln!("{name}: {line}")));
        std::thread::spawn(move || {
            copy_lines(output, |line| {
                if line.contains(READY) {
                    // The receiver is gone only when everything is being ended.
                    let _ = events.send(Event::Ready { name });
                } else {
                    println!("{name}: {line}");
                }
            });
            // Both pipes are closed: the program is gone, and its last words are printed.
            let _ = errors.join();
            let _ = events.send(Event::Ended {
                name,
                status: "its output closed".to_owned(),
            });
        });
        Ok(Self {
            _running: running,
            _stdin: stdin,
        })
    }
}

fn copy_lines(source: impl Read, mut each: impl FnMut(&str)) {
    let mut reader = BufReader::new(source);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        each(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_ready_and_then_gone() {
        let (sender, events) = std::sync::mpsc::channel();
        let mut command = Command::new("sh");
        command.args(["-c", "echo starting; echo listening on http://127.0.0.1:1; cat"]);
        let program = Program::start("trial", command, sender).unwrap();
        assert!(matches!(events.recv().unwrap(), Event::Ready { name: "trial" }));
        drop(program);
        assert!(matches!(
            events.recv().unwrap(),
            Event::Ended { name: "trial", .. }
        ));
    }
}
