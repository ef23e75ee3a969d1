//! Runs a test program and reads its words as they come.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::Context;

use crate::process;

/// Runs `command`, shows what it prints, and gives each line of its standard output to `each`.
///
/// # Errors
/// When it cannot be started or watched.
pub fn run(command: &mut Command, mut each: impl FnMut(&str)) -> anyhow::Result<ExitStatus> {
    read(command, |line| {
        println!("{line}");
        each(line);
    })
}

/// Runs `command` and gives each line of its standard output to `each`.
///
/// # Errors
/// As [`run`].
pub fn read(command: &mut Command, mut each: impl FnMut(&str)) -> anyhow::Result<ExitStatus> {
    let mut running = process::start(command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
    let output = running
        .child
        .stdout
        .take()
        .context("a program without standard output")?;
    copy(output, &mut each)?;
    running.wait().context("a test program cannot be watched")
}

fn copy(output: impl Read, each: &mut impl FnMut(&str)) -> anyhow::Result<()> {
    let mut reader = BufReader::new(output);
    let mut line = Vec::new();
    while reader
        .read_until(b'\n', &mut line)
        .context("a test program's words cannot be read")?
        > 0
    {
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        each(text);
        line.clear();
    }
    Ok(())
}
