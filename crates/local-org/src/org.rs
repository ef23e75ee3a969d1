//! The org: everything its transactions share.

mod program;

use std::path::PathBuf;
use std::sync::Arc;

use apex::Program;
use apex::host::HostError;
use org_data::{Database, DatabaseConfig};

use crate::cache::PlatformCache;
use crate::classic::Classic;
use crate::clock::OrgClock;
use crate::credentials::{Catalogue, Client, Credentials, Rewrite};
use crate::host::{LocalNames, OrgHost};
use crate::hosts::Hosts;
use crate::jobs::{self, JobQueue};
use crate::login::Logins;
use crate::lwc::Bundles;
use crate::mail::Postmaster;
use crate::package::Package;
use crate::remoting::tokens::TokenKey;
use crate::resources::Resources;
use crate::setup::MetadataTypes;
use crate::shell::{Apps, CustomTabs, FlexiPages};
use crate::visualforce::Library;

/// What an org is started with.
#[derive(Clone, Debug, Default)]
pub struct OrgConfig {
    /// Source-format roots; later ones win. With a namespace they are its package.
    pub sources: Vec<PathBuf>,
    /// Source-format roots of the org's own metadata, outside the package; later than all of `sources`.
    pub subscriber_sources: Vec<PathBuf>,
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
    /// Compiled Lightning web components: `engine.js` and `modules/<component>.js`; `None`: there are none.
    pub lwc: Option<PathBuf>,
    /// Whether `/_test` answers.
    pub test_control: bool,
}

/// What happens to a source that cannot be loaded.
enum Faults {
    /// The org does not start.
    Refuse,
    /// It is left out and told.
    Collect(Vec<String>),
}

impl Faults {
    /// What was loaded, or nothing in its place.
    fn or_default<T: Default>(&mut self, loaded: Result<T, String>) -> Result<T, String> {
        match (loaded, self) {
            (Err(message), Self::Collect(lines)) => {
                lines.push(message);
                Ok(T::default())
            }
            (loaded, _) => loaded,
        }
    }
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
    /// Its apps.
    pub apps: Apps,
    /// Its custom tabs.
    pub tabs: CustomTabs,
    /// Its Lightning web components.
    pub bundles: Bundles,
    /// What only Classic shows.
    pub classic: Classic,
    /// What is known of its custom metadata types.
    pub metadata_types: MetadataTypes,
    /// Who is logged in.
    pub logins: Logins,
    /// Key of the remoting tokens.
    pub remoting: TokenKey,
    /// The managed package.
    pub package: Package,
    /// Names as the package's Apex sees them.
    pub local_names: LocalNames,
    /// Names as the org has them.
    pub full_names: LocalNames,
    /// Its mail.
    pub postmaster: Arc<Postmaster>,
    /// Its platform cache.
    pub cache: PlatformCache,
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
        let org = Self::assemble(config, &mut Faults::Refuse)?;
        jobs::start(&org).map_err(|error| format!("The job queue cannot start: {error}"))?;
        Ok(org)
    }

    /// An org for Apex tests of anybody's sources: what of them cannot be loaded is left out and told, one line
    /// each. No job runs on its own.
    ///
    /// # Errors
    /// When the data model itself cannot be built.
    pub fn open_for_tests(config: OrgConfig) -> Result<(Arc<Self>, Vec<String>), String> {
        let mut faults = Faults::Collect(Vec::new());
        let org = Self::assemble(config, &mut faults)?;
        let lines = match faults {
            Faults::Collect(lines) => lines,
            Faults::Refuse => Vec::new(),
        };
        Ok((org, lines))
    }

    fn assemble(config: OrgConfig, faults: &mut Faults) -> Result<Arc<Self>, String> {
        if let Some(directory) = &config.data_dir {
            std::fs::create_dir_all(directory)
                .map_err(|error| format!("--data {}: {error}", directory.display()))?;
        }
        let database = Database::open(&DatabaseConfig {
            sources: config.sources.clone(),
            subscriber_sources: config.subscriber_sources.clone(),
            data_dir: config.data_dir.clone(),
            seed_dir: config.seed_dir.clone(),
            namespace: config.namespace.clone(),
            tolerant: matches!(faults, Faults::Collect(_)),
        })
        .map_err(|error| error.to_string())?;
        if let Faults::Collect(lines) = faults {
            lines.extend(database.faults());
        }
        let tree = database.tree();
        let program = program::load(tree, faults)?;
        let hosts = Hosts::new(config.port, &config.namespace);
        let clock = Arc::new(OrgClock::default());
        let credentials = Credentials::open(
            faults.or_default(Catalogue::load(tree))?,
            config.data_dir.as_deref(),
            config.clients.clone(),
            config.rewrites.clone(),
            hosts.clone(),
            Arc::clone(&clock),
        )?;
        let library = match faults {
            Faults::Refuse => Library::open(tree)?,
            // A test only names pages.
            Faults::Collect(_) => faults.or_default(Library::open_unchecked(tree))?,
        };
        let resources = faults.or_default(Resources::open(tree))?;
        let flexipages = faults.or_default(FlexiPages::open(tree))?;
        let apps = faults.or_default(Apps::open(tree))?;
        let tabs = faults.or_default(CustomTabs::open(tree))?;
        let bundles = faults.or_default(Bundles::open(tree))?;
        let classic = faults.or_default(Classic::open(tree))?;
        let metadata_types = faults.or_default(MetadataTypes::open(tree))?;
        let package = Package::open(&config.namespace, tree)?;
        let jobs = Arc::new(JobQueue::new(
            Arc::clone(&clock),
            jobs::schedule::kept(&database)?,
        ));
        Ok(Arc::new(Self {
            program,
            database,
            credentials,
            hosts,
            clock,
            library,
            resources,
            flexipages,
            apps,
            tabs,
            bundles,
            classic,
            metadata_types,
            logins: Logins::default(),
            remoting: TokenKey::default(),
            package,
            local_names: LocalNames::new(&config.namespace),
            full_names: LocalNames::default(),
            postmaster: Postmaster::open(config.data_dir.as_deref())?,
            cache: PlatformCache::default(),
            jobs,
            config,
        }))
    }

    /// Ends a login, and its session cache with it.
    pub fn end_login(&self, session_id: &str) {
        self.logins.end(session_id);
        self.cache.end_login(session_id);
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
