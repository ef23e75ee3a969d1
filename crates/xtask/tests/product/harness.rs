//! Starts programs, waits for what they say, and ends them.

use std::io::{BufRead as _, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Once;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

/// A program that has not said what it should by then never will.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running program, ended when dropped.
pub struct Program {
    child: Child,
    said: Receiver<String>,
}

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A loopback port that nothing listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// Whether connections to a port are refused.
pub fn refuses(port: u16) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err()
}

/// `cargo xtask`, in the repository's root.
pub fn xtask(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(root()).args(arguments);
    command
}

/// A native program of the workspace, which [`build_programs`] has built.
pub fn native(name: &str) -> Command {
    let xtask = PathBuf::from(env!("CARGO_BIN_EXE_xtask"));
    let mut command = Command::new(xtask.with_file_name(name));
    command.current_dir(root());
    command
}

/// Builds what `run --no-build` starts, but for `cargo xtask test unit`, which has just done so and says it in a variable.
pub fn build_programs() {
    static BUILT: Once = Once::new();
    BUILT.call_once(|| {
        if std::env::var_os("TEST_PROGRAMS_BUILT").is_none() {
            compile_programs();
        }
        let resources = root().join("target/package/staticresources/TeamViewerSession");
        assert!(
            resources.is_dir(),
            "run `cargo xtask build` first: the pages need their static resources"
        );
    });
}

fn compile_programs() {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root());
    cargo.args([
        "build",
        "--locked",
        "--package",
        "local-org",
        "--package",
        "teamviewer-sim",
    ]);
    assert!(cargo.status().unwrap().success(), "the programs do not compile");
}

/// Starts the product on two ports and waits until it is ready.
pub fn start_product(port: u16, sim_port: u16, variables: &[(&str, String)]) -> Program {
    build_programs();
    let mut run = xtask(&["run", "--no-build", "--no-open", "--test-control"]);
    run.args(["--port", &port.to_string(), "--sim-port", &sim_port.to_string()]);
    run.envs(variables.iter().map(|(name, value)| (name, value)));
    let program = Program::start(&mut run);
    program.wait_for("Open http://");
    program
}

impl Program {
    /// Starts a program; its standard input stays open as long as it is kept.
    pub fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, said) = channel();
        listen(child.stdout.take().unwrap(), sender.clone());
        listen(child.stderr.take().unwrap(), sender);
        Self { child, said }
    }

    /// Waits for a line with `words`, on either of its outputs.
    pub fn wait_for(&self, words: &str) {
        let mut before = Vec::new();
        while let Ok(line) = self.said.recv_timeout(PATIENCE) {
            if line.contains(words) {
                return;
            }
            before.push(line);
        }
        panic!("never said {words:?}, but:\n{}", before.join("\n"));
    }

    /// The processes that it started itself.
    pub fn children(&self) -> Vec<u32> {
        let pids = std::fs::read_dir("/proc").unwrap().flatten();
        let pids = pids.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        pids.filter(|pid| stat(*pid).is_some_and(|(_, parent)| parent == self.child.id()))
            .collect()
    }

    /// Sends a signal to this process alone, as a terminal or a supervisor does.
    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Waits for its end.
    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // xtask ends what it started when it is asked to end; killed, it could not.
        if self.child.try_wait().is_ok_and(|status| status.is_none()) {
            self.signal(Signal::TERM);
            self.wait();
        }
    }
}

/// Whether a process runs, rather than being gone or finished.
pub fn runs(pid: u32) -> bool {
    stat(pid).is_some_and(|(state, _)| state != 'Z')
}

/// State and parent of a process, as Linux tells them: `pid (name) state parent ...`.
fn stat(pid: u32) -> Option<(char, u32)> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}

fn listen(output: impl Read + Send + 'static, sender: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Nobody listens any more; the pipe must still be emptied.
            let _ = sender.send(line);
        }
    });
}
