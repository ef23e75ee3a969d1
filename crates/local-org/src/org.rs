//! The org: everything its transactions share.

use std::path::PathBuf;
use std::sync::Arc;

use apex::host::HostError;
use apex::{Program, SourceFile};
use org_data::{Database, DatabaseConfig, SourceTree};

use crate::clock::OrgClock;
use crate::credentials::{Client, Credentials, Rewrite};
use crate::host::OrgHost;
use crate::hosts::Hosts;
use crate::jobs::{self, JobQueue};
use crate::login::Logins;
use crate::remoting::tokens::TokenKey;
use crate::resources::Resources;
use crate::shell::FlexiPages;
use crate::visualforce::Library;

/// What an org is started with.
#[derive(Clone, Debug, Default)]
pub struct OrgConfig {
    /// Source-format roots; later ones win.
    pub sources: Vec<PathBuf>,
    /// Seed of a new database.
    pub seed_dir: Option<PathBuf>,
    /// Where data is kept; `None`: nothing is.
    pub data_dir: Option<PathBuf>,
    /// Namespace of the package; empty when unmanaged.
    pub namespace: String,
    /// Port of every host.
    pub port: u16,
    /// Origins to replace in outgoing addresses.
    pub rewrites: Vec<Rewrite>,
    /// OAuth clients by identity provider.
    pub clients: Vec<(String, Client)>,
    /// The design system's `assets` directory.
    pub slds: PathBuf,
    /// Whether `/_test` answers.
    pub test_control: bool,
}

/// A running org.
pub struct Org {
    /// Its Apex.
    pub program: Program,
    /// Its data.
    pub database: Database,
    /// Its named credentials and tokens.
    pub credentials: Credentials,
    /// Its host names.
    pub hosts: Hosts,
    /// Its clock.
    pub clock: Arc<OrgClock>,
    /// Its pages and components.
    pub library: Library,
    /// Its static resources.
    pub resources: Resources,
    /// Its record pages.
    pub flexipages: FlexiPages,
    /// Who is logged in.
    pub logins: Logins,
    /// Key of the remoting tokens.
    pub remoting: TokenKey,
    /// The asynchronous queue.
    pub jobs: Arc<JobQueue>,
    /// What it was started with.
    pub config: OrgConfig,
}

impl Org {
    /// Reads the sources and opens data and credentials.
    ///
    /// # Errors
    /// One sentence per fault, naming file and line where there are any.
    pub fn open(config: OrgConfig) -> Result<Arc<Self>, String> {
        if let Some(directory) = &config.data_dir {
            std::fs::create_dir_all(directory)
                .map_err(|error| format!("--data {}: {error}", directory.display()))?;
        }
        let database = Database::open(&DatabaseConfig {
            sources: config.sources.clone(),
            data_dir: config.data_dir.clone(),
            seed_dir: config.seed_dir.clone(),
            namespace: config.namespace.clone(),
        })
        .map_err(|error| error.to_string())?;
        let tree = database.tree();
        let program = load_program(tree)?;
        let hosts = Hosts::new(config.port, &config.namespace);
        let clock = Arc::new(OrgClock::default());
        let credentials = Credentials::open(
            tree,
            config.data_dir.as_deref(),
            config.clients.clone(),
            config.rewrites.clone(),
            hosts.clone(),
            Arc::clone(&clock),
        )?;
        let library = Library::open(tree)?;
        let resources = Resources::open(tree)?;
        let flexipages = FlexiPages::open(tree)?;
        let org = Arc::new(Self {
            program,
            database,
            credentials,
            hosts,
            clock,
            library,
            resources,
            flexipages,
            logins: Logins::default(),
            remoting: TokenKey::default(),
            jobs: Arc::default(),
            config,
        });
        jobs::start(&org).map_err(|error| format!("The job queue cannot start: {error}"))?;
        Ok(org)
    }

    /// Namespace of the package; empty when unmanaged.
    pub fn namespace(&self) -> &str {
        &self.config.namespace
    }

    /// Starts a transaction of a user.
    ///
    /// # Errors
    /// When there is no such active user or the database cannot be opened.
    pub fn host(self: &Arc<Self>, user_id: &str) -> Result<OrgHost, HostError> {
        let clock: Arc<dyn org_data::Clock> = Arc::clone(&self.clock) as Arc<dyn org_data::Clock>;
        let session = self.database.session(user_id, clock)?;
        Ok(OrgHost::new(Arc::clone(self), session))
    }
}

impl Drop for Org {
    fn drop(&mut self) {
        self.jobs.close();
    }
}

/// Loads every class of the sources.
fn load_program(tree: &SourceTree) -> Result<Program, String> {
    if let Some(trigger) = tree
        .folder("triggers")
        .map_err(|error| error.to_string())?
        .first()
    {
        return Err(format!("{}: triggers are not supported", trigger.display()));
    }
    let mut files = Vec::new();
    for path in tree.folder("classes").map_err(|error| error.to_string())? {
        if path.extension().is_some_and(|extension| extension == "cls") {
            let text =
                std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            files.push(SourceFile {
                path: path.display().to_string(),
                text,
            });
        }
    }
    Program::load(files).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("Apex cannot be loaded:\n{}", lines.join("\n"))
    })
}
