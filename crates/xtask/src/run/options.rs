//! What a person can ask `cargo xtask run` for.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::bail;

use crate::args;

/// The parsed command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// The org's port.
    pub port: u16,
    /// The simulator's port.
    pub sim_port: u16,
    /// Where the org keeps its data; `None` starts afresh.
    pub data: Option<PathBuf>,
    /// The namespace under which the package is installed; `None` is unmanaged.
    pub namespace: Option<String>,
    /// The archive that the package is taken from; `None` takes it from the repository.
    pub archive: Option<PathBuf>,
    /// Whether tests may control the org.
    pub test_control: bool,
    /// Whether the simulated TeamViewer begins with the demo accounts only, and not with a company of ordinary size.
    /// Tests add what they need.
    pub no_company: bool,
    /// Do not open a browser.
    pub no_open: bool,
    /// Start what is already built.
    pub no_build: bool,
    /// What stands after `--`: further arguments of the local org.
    pub org_arguments: Vec<OsString>,
}

impl Options {
    /// Reads the command line.
    ///
    /// # Errors
    /// When an option is unknown or a value makes no sense.
    pub fn parse(arguments: Vec<OsString>) -> anyhow::Result<Self> {
        use lexopt::prelude::{Long, Value};
        let mut options = Self {
            port: 8600,
            sim_port: 8601,
            data: None,
            namespace: None,
            archive: None,
            test_control: false,
            no_company: false,
            no_open: false,
            no_build: false,
            org_arguments: Vec::new(),
        };
        let mut arguments = arguments.into_iter();
        let own: Vec<OsString> = arguments
            .by_ref()
            .take_while(|argument| argument != "--")
            .collect();
        options.org_arguments = arguments.collect();
        let mut parser = lexopt::Parser::from_args(own);
        while let Some(argument) = parser.next()? {
            match argument {
                Long("port") => options.port = args::port("port", parser.value()?)?,
                Long("sim-port") => options.sim_port = args::port("sim-port", parser.value()?)?,
                Long("data") => options.data = Some(std::path::absolute(parser.value()?)?),
                Long("namespace") => options.namespace = Some(args::text(parser.value()?)?),
                Long("archive") => options.archive = Some(std::path::absolute(parser.value()?)?),
                Long("test-control") => {
                    options.test_control = true;
                    options.no_company = true;
                }
                Long("no-company") => options.no_company = true,
                Long("no-open") => options.no_open = true,
                Long("no-build") => options.no_build = true,
                Long(name) => bail!("unknown option --{name}; `cargo xtask help` lists them"),
                Value(word) => bail!("run takes no {:?}", word.to_string_lossy()),
                lexopt::Arg::Short(letter) => {
                    bail!("unknown option -{letter}; `cargo xtask help` lists them")
                }
            }
        }
        if options.port == options.sim_port {
            bail!(
                "--port and --sim-port are both {}; they must differ",
                options.port
            );
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> anyhow::Result<Options> {
        Options::parse(words.iter().map(OsString::from).collect())
    }

    #[test]
    fn defaults_are_the_documented_ports() {
        let options = parse(&[]).unwrap();
        assert_eq!((options.port, options.sim_port), (8600, 8601));
        assert_eq!(
            (options.test_control, options.no_open, options.data),
            (false, false, None)
        );
        assert!(!options.no_company, "nothing is shown on three rows");
    }

    #[test]
    fn tests_begin_without_a_company() {
        assert!(parse(&["--test-control"]).unwrap().no_company);
        assert!(parse(&["--no-company"]).unwrap().no_company);
    }

    #[test]
    fn values_are_read() {
        let options = parse(&[
            "--port=9000",
            "--namespace",
            "tv",
            "--archive=/somewhere/a.zip",
            "--test-control",
            "--",
            "--time-limit",
            "3",
        ])
        .unwrap();
        assert_eq!((options.port, options.namespace.as_deref()), (9000, Some("tv")));
        assert_eq!(options.archive, Some(PathBuf::from("/somewhere/a.zip")));
        assert!(options.test_control);
        assert_eq!(options.org_arguments, ["--time-limit", "3"]);
    }

    #[test]
    fn nonsense_is_refused() {
        for words in [
            &["--fast"][..],
            &["now"],
            &["--port"],
            &["--port", "x"],
            &["--port", "8601"],
            &["-p"],
        ] {
            assert!(parse(words).is_err(), "{words:?}");
        }
    }
}
