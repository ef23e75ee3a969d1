//! Child processes that never outlive this one.
//!
//! Every child leads a process group of its own, kept in one list. When a signal comes or a command fails, every
//! group is asked to end, and killed when it does not.

use std::process::{Child, Command, ExitStatus};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

/// How long a group may take to end by itself.
const GRACE: Duration = Duration::from_secs(5);

/// How often a group that was asked to end is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// The exit code of a command that Ctrl-C ended, as shells have it.
const INTERRUPTED: i32 = 130;

static GROUPS: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

/// Whether a signal has begun to end everything.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Whether every child was ended: from then on none is started.
static ENDED: AtomicBool = AtomicBool::new(false);

/// Why a program was not started, or failed: everything was being ended.
#[derive(Debug)]
pub struct Ended;

impl std::fmt::Display for Ended {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ended, because something else failed")
    }
}

impl std::error::Error for Ended {}

/// Whether [`end_all`] was called.
pub fn all_ended() -> bool {
    ENDED.load(Ordering::SeqCst)
}

/// A running child with its process group. Dropping it ends the group.
pub struct Running {
    /// The child itself, for its pipes.
    pub child: Child,
    group: Option<Pid>,
}

/// Starts `command` as the leader of its own process group.
///
/// # Errors
/// When the program cannot be started; the sentence names it. [`Ended`] after [`end_all`].
pub fn start(command: &mut Command) -> anyhow::Result<Running> {
    use std::os::unix::process::CommandExt as _;
    let program = command.get_program().to_string_lossy().into_owned();
    let mut groups = lock();
    if all_ended() {
        return Err(Ended.into());
    }
    let child = command
        .process_group(0)
        .spawn()
        .with_context(|| format!("cannot start {program}; is it installed and on the search path?"))?;
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    groups.extend(group);
    Ok(Running { child, group })
}

impl Running {
    /// Waits for the child's end, then ends whatever it left in its group.
    ///
    /// # Errors
    /// When the system cannot tell its status.
    pub fn wait(&mut self) -> std::io::Result<ExitStatus> {
        let status = self.child.wait()?;
        self.end();
        Ok(status)
    }

    /// Ends the child and everything it started; returns when they are gone.
    pub fn end(&mut self) {
        let Some(group) = self.group.take() else { return };
        // Closing the pipe is the polite way: the programs here end when standard input does.
        drop(self.child.stdin.take());
        end_groups(&[group], || drop(self.child.try_wait()));
        lock().retain(|other| *other != group);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// On Ctrl-C, SIGTERM or hang-up: ends every child's group, then this program.
///
/// # Errors
/// When the handler cannot be installed.
pub fn end_children_on_signals() -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(|| {
        ENDING.store(true, Ordering::SeqCst);
        end_all();
        std::process::exit(INTERRUPTED);
    })
}

/// Waits for the end of this program when a signal has begun to end it: the ends of its children are then no news.
pub fn wait_if_ending() {
    while ENDING.load(Ordering::SeqCst) {
        std::thread::park();
    }
}

/// Ends every child that still runs; none is started any more.
pub fn end_all() {
    let groups = {
        let mut groups = lock();
        ENDED.store(true, Ordering::SeqCst);
        std::mem::take(&mut *groups)
    };
    end_groups(&groups, || {});
}

/// Asks the groups to end and kills what has not ended in time. `reap` collects a child that has ended, since a
/// group exists as long as its unreaped leader.
fn end_groups(groups: &[Pid], mut reap: impl FnMut()) {
    for group in groups {
        // An error means that the group is already gone.
        let _ = kill_process_group(*group, Signal::TERM);
    }
    let asked = Instant::now();
    let mut alive: Vec<Pid> = groups.to_vec();
    while !alive.is_empty() && asked.elapsed() < GRACE {
        reap();
        alive.retain(|group| is_alive(*group));
        if !alive.is_empty() {
            std::thread::sleep(LOOK_AGAIN);
        }
    }
    for group in alive {
        let _ = kill_process_group(group, Signal::KILL);
    }
    reap();
}

/// Whether a group still has a process that is more than an unreaped leader of ours.
fn is_alive(group: Pid) -> bool {
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    // The signal handler holds no `Child`: look at the leader without reaping it.
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    let leader_ended = !matches!(waitid(WaitId::Pid(group), options), Ok(None));
    if !leader_ended {
        return true;
    }
    others_in(group).unwrap_or_else(|| test_kill_process_group(group).is_ok())
}

/// Whether `/proc` shows a process of the group other than a finished one; `None` without `/proc`.
fn others_in(group: Pid) -> Option<bool> {
    let entries = std::fs::read_dir("/proc").ok()?;
    let mut seen = false;
    for entry in entries.flatten() {
        // pid (name) state parent group ...; the name may hold spaces and brackets, so read after the last one.
        let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) else {
            continue;
        };
        let Some((_, rest)) = stat.rsplit_once(')') else {
            continue;
        };
        seen = true;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        if let [state, _, its_group, ..] = fields[..]
            && its_group.parse() == Ok(group.as_raw_nonzero().get())
            && state != "Z"
        {
            return Some(true);
        }
    }
    seen.then_some(false)
}

fn lock() -> std::sync::MutexGuard<'static, Vec<Pid>> {
    // The list stays meaningful when a thread died while it held the lock.
    GROUPS.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;

    use super::*;

    fn exists(pid: i32) -> bool {
        std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| {
            !stat
                .rsplit_once(')')
                .is_some_and(|(_, rest)| rest.trim_start().starts_with('Z'))
        })
    }

    #[test]
    fn ending_a_child_ends_its_children_too() {
        let mut command = Command::new("sh");
        command
            .args(["-c", "sleep 600 & echo $!; wait"])
            .stdout(Stdio::piped());
        let mut running = start(&mut command).unwrap();
        let mut line = String::new();
        BufReader::new(running.child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let grandchild = line.trim().parse().unwrap();
        assert!(exists(grandchild));
        running.end();
        assert!(!exists(grandchild));
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = start(&mut Command::new("no-such-program-anywhere"))
            .err()
            .unwrap();
        assert!(error.to_string().contains("no-such-program-anywhere"));
    }
}
