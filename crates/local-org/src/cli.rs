//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::apex_test;
use crate::credentials::{Client, Rewrite};
use crate::org::OrgConfig;
use crate::serve;

/// A Salesforce org on a laptop.
#[derive(Debug, Parser)]
#[command(name = "local-org", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the Apex tests of the sources.
    ApexTest(ApexTest),
}

#[derive(Debug, Args)]
struct Serve {
    /// Port of every host of the org.
    #[arg(long, default_value_t = 8600)]
    port: u16,
    /// A source-format folder; later ones win over earlier ones.
    #[arg(long = "source", value_name = "DIR")]
    sources: Vec<PathBuf>,
    /// A source-format folder of the org's own metadata, outside the package of --namespace.
    #[arg(long = "subscriber-source", value_name = "DIR")]
    subscriber_sources: Vec<PathBuf>,
    /// Users and records of a new org.
    #[arg(long, value_name = "DIR")]
    data_seed: Option<PathBuf>,
    /// Keeps data and sign-ins in this directory; without it each start is fresh.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Namespace the package is installed under.
    #[arg(long, value_name = "NS", default_value = "")]
    namespace: String,
    /// Replaces the origin of outgoing callouts and OAuth addresses.
    #[arg(long = "rewrite", value_name = "FROM=TO")]
    rewrites: Vec<Rewrite>,
    /// OAuth client of an external auth identity provider.
    #[arg(long = "client", value_name = "PROVIDER=ID:SECRET", value_parser = client)]
    clients: Vec<(String, Client)>,
    /// `assets` of the npm package @salesforce-ux/design-system.
    #[arg(
        long,
        value_name = "DIR",
        default_value = "node_modules/@salesforce-ux/design-system/assets"
    )]
    slds: PathBuf,
    /// Lightning web components compiled for the browser: engine.js and modules/<component>.js.
    #[arg(long, value_name = "DIR")]
    lwc: Option<PathBuf>,
    /// Answers /_test: clock, data and logins under the control of tests.
    #[arg(long)]
    test_control: bool,
    /// Ends when standard input closes.
    #[arg(long)]
    exit_with_stdin: bool,
}

/// Arguments of `apex-test`.
#[derive(Debug, Args)]
pub struct ApexTest {
    /// A source-format folder, or one with an sfdx-project.json, whose package directories are taken then.
    #[arg(value_name = "DIR")]
    pub directories: Vec<PathBuf>,
    /// A source-format folder; later ones win over earlier ones, and DIR over all of them.
    #[arg(long = "source", value_name = "DIR")]
    pub sources: Vec<PathBuf>,
    /// A source-format folder of the org's own metadata, outside the package of --namespace.
    #[arg(long = "subscriber-source", value_name = "DIR")]
    pub subscriber_sources: Vec<PathBuf>,
    /// Users of the org the tests run in.
    #[arg(long, value_name = "DIR")]
    pub data_seed: Option<PathBuf>,
    /// Namespace the package is installed under.
    #[arg(long, value_name = "NS", default_value = "")]
    pub namespace: String,
    /// Only tests whose `Class.method` contains this.
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// Longest time of one test, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..))]
    pub test_timeout: u64,
    /// Writes line coverage in lcov format.
    #[arg(long, value_name = "FILE")]
    pub lcov: Option<PathBuf>,
    /// Fails when fewer percent of the lines are covered.
    #[arg(long, value_name = "PERCENT")]
    pub min_coverage: Option<f64>,
}

fn client(text: &str) -> Result<(String, Client), String> {
    let parts = text
        .split_once('=')
        .and_then(|(provider, pair)| Some((provider, pair.split_once(':')?)));
    match parts {
        Some((provider, (id, secret))) if !provider.is_empty() && !id.is_empty() => Ok((
            provider.to_owned(),
            Client {
                id: id.to_owned(),
                secret: secret.to_owned(),
            },
        )),
        _ => Err("write it as PROVIDER=ID:SECRET".to_owned()),
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Some(Command::ApexTest(arguments)) => apex_test::run(&arguments),
        None => serve_org(cli.serve).map(|()| ExitCode::SUCCESS),
    };
    outcome.unwrap_or_else(|message| {
        eprintln!("{message}");
        ExitCode::FAILURE
    })
}

fn serve_org(arguments: Serve) -> Result<(), String> {
    if arguments.sources.is_empty() {
        return Err("Give at least one --source DIR with the metadata of the org.".to_owned());
    }
    let config = OrgConfig {
        sources: arguments.sources,
        subscriber_sources: arguments.subscriber_sources,
        seed_dir: arguments.data_seed,
        data_dir: arguments.data,
        namespace: arguments.namespace,
        port: arguments.port,
        rewrites: arguments.rewrites,
        clients: arguments.clients,
        slds: arguments.slds,
        lwc: arguments.lwc,
        test_control: arguments.test_control,
    };
    serve::run(config, arguments.exit_with_stdin)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_secret_may_hold_any_sign() {
        let (provider, client) = client("Cloud=id:se:cr=et").expect("a client");
        assert_eq!(
            (provider.as_str(), client.id.as_str(), client.secret.as_str()),
            ("Cloud", "id", "se:cr=et")
        );
        assert!(super::client("Cloud").is_err());
    }
}
