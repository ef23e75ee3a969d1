//! The open database of an org: what every transaction shares.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use apex::host::{HostError, Organization, User};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::faults::Faults;
use crate::metadata::Metadata;
use crate::metadata::custom_metadata::CustomMetadataRecord;
use crate::metadata::label::Labels;
use crate::metadata::tree::SourceRoot;
use crate::schema::Features;
use crate::security::{Policy, permission_set, profile, rules};
use crate::setup::kept_metadata::{self, Saved};
use crate::setup::{self, users};
use crate::store::{Store, host_error};
use crate::{OpenError, Schema, Session, SourceTree};

/// What an org is made of.
#[derive(Clone, Debug, Default)]
pub struct DatabaseConfig {
    /// Source-format roots; later ones win. With a `namespace` they belong to the package of that namespace.
    pub sources: Vec<PathBuf>,
    /// Source-format roots of the org's own metadata, which carries no namespace.
    pub subscriber_sources: Vec<PathBuf>,
    /// Where the data is kept. `None`: a fresh temporary directory that goes with the database.
    pub data_dir: Option<PathBuf>,
    /// Seed files (`*.json`), loaded into a new database. `None`: one administrator and no records.
    pub seed_dir: Option<PathBuf>,
    /// Namespace the package is installed under; empty when unmanaged.
    pub namespace: String,
    /// Whether sources that this org cannot take are left out and told ([`Database::faults`]) instead of
    /// ending the start.
    pub tolerant: bool,
}

/// The org's clock, injected so that tests can set it.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;
}

/// What every transaction of an org shares.
pub(crate) struct Shared {
    /// With every feature that was on when the org was opened.
    pub(crate) schema: Arc<Schema>,
    /// The same without Chatter.
    pub(crate) without_chatter: Arc<Schema>,
    pub(crate) chatter: AtomicBool,
    pub(crate) labels: Labels,
    pub(crate) policy: Arc<Policy>,
    pub(crate) organization: Organization,
    /// The records of custom metadata types, as they are now.
    pub(crate) custom_metadata: RwLock<Vec<CustomMetadataRecord>>,
    pub(crate) store: Store,
}

impl Shared {
    /// The schema for a transaction that starts now.
    pub(crate) fn schema_now(&self) -> Arc<Schema> {
        if self.chatter.load(Ordering::Acquire) {
            self.schema.clone()
        } else {
            self.without_chatter.clone()
        }
    }
}

/// The database of one org. Cheap to share between threads behind an `Arc`.
pub struct Database {
    tree: SourceTree,
    shared: Arc<Shared>,
}

impl Database {
    /// Reads the sources, opens or creates the store and loads the seed into a new one.
    ///
    /// # Errors
    /// When a file is malformed, a seed row is refused or the store cannot be written.
    pub fn open(config: &DatabaseConfig) -> Result<Self, OpenError> {
        let package = config.sources.iter().map(|path| SourceRoot {
            path: path.clone(),
            namespace: config.namespace.clone(),
        });
        let own = config.subscriber_sources.iter().map(SourceRoot::unmanaged);
        let mut tree = SourceTree::open_roots(&package.chain(own).collect::<Vec<_>>())?;
        if config.tolerant {
            tree.faults = Faults::collecting();
        }
        let metadata = Metadata::read(&tree)?;
        let store = Store::open(config.data_dir.as_deref())?;
        let features = setup::features(&store, config)?;
        let prefixes = store.known_prefixes()?;
        // Everything is laid out, so that Chatter can be switched on at any time.
        let all = Features {
            chatter: true,
            ..features
        };
        let schema = Schema::build(&metadata, &config.namespace, all, &prefixes)?;
        permission_set::check(&metadata.permission_sets, &schema, &tree.faults)?;
        tree.faults.tell(rules::check(&metadata.sharing_rules, &schema))?;
        store.lay_out(&schema)?;
        let profiles = profile::profiles()?;
        let policy = Policy {
            namespace: crate::Namespace::new(&config.namespace),
            permission_sets: metadata.permission_sets.clone().into_iter().collect(),
            profiles: profiles
                .into_iter()
                .map(|profile| (profile.name.clone(), profile))
                .collect(),
            sharing_rules: metadata.sharing_rules.clone(),
            sharing: HashMap::new(),
        };
        let mut shared = Shared {
            without_chatter: Arc::new(schema.without_chatter()),
            schema: Arc::new(schema),
            chatter: AtomicBool::new(features.chatter),
            labels: metadata.labels.clone(),
            policy: Arc::new(policy),
            organization: Organization::default(),
            custom_metadata: RwLock::default(),
            store,
        };
        setup::run(&mut shared, &metadata, &tree, config)?;
        Ok(Self {
            tree,
            shared: Arc::new(shared),
        })
    }

    /// The source files, for what is not data (pages, classes, static resources, ...).
    pub fn tree(&self) -> &SourceTree {
        &self.tree
    }

    /// The org's objects and fields.
    pub fn schema(&self) -> Arc<Schema> {
        self.shared.schema_now()
    }

    /// What the sources ask for and this org cannot do: sources that were left out (when told to be
    /// tolerant), and fields and rules whose use is an error. One line each.
    pub fn faults(&self) -> Vec<String> {
        let mut lines = self.tree.faults.lines();
        lines.extend(self.shared.schema.unsupported());
        lines
    }

    /// Whether Chatter is on.
    pub fn chatter(&self) -> bool {
        self.shared.chatter.load(Ordering::Acquire)
    }

    /// Switches Chatter for transactions that start from now on. Off: the feed objects do not exist.
    ///
    /// # Errors
    /// When the store refuses to remember it.
    pub fn set_chatter(&self, on: bool) -> Result<(), HostError> {
        self.with_connection(|connection| setup::remember_chatter(connection, on))?;
        self.shared.chatter.store(on, Ordering::Release);
        Ok(())
    }

    /// What an administrator set under a name; `None` when nothing was set.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn preference(&self, name: &str) -> Result<Option<String>, HostError> {
        self.with_connection(|connection| setup::preference(connection, name))
    }

    /// Sets what [`Database::preference`] answers.
    ///
    /// # Errors
    /// When the store refuses to remember it.
    pub fn set_preference(&self, name: &str, value: &str) -> Result<(), HostError> {
        self.with_connection(|connection| setup::set_preference(connection, name, value))
    }

    /// Every record of custom metadata types: of the sources, and of Setup.
    pub fn custom_metadata(&self) -> Vec<CustomMetadataRecord> {
        self.shared
            .custom_metadata
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Saves a record of a custom metadata type, as Setup does: the record with an Id is changed, else a new one is
    /// made. It wins over the sources from now on.
    ///
    /// # Errors
    /// When the store fails or there is no such type.
    pub fn save_custom_metadata(
        &self,
        id: Option<&str>,
        record: CustomMetadataRecord,
    ) -> Result<Saved, HostError> {
        kept_metadata::save(&self.shared, id, record)
    }

    /// Keeps a row that follows the sources as it is now: it was changed in Setup.
    ///
    /// # Errors
    /// When the store refuses to remember it.
    pub fn keep_edited(&self, id: &str) -> Result<(), HostError> {
        self.with_connection(|connection| kept_metadata::keep_edited(connection, id))
    }

    /// The org.
    pub fn organization(&self) -> Organization {
        self.shared.organization.clone()
    }

    /// Every active user, in the order they were made.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn users(&self) -> Result<Vec<User>, HostError> {
        self.with_connection(users::active)
    }

    /// A user by Id.
    ///
    /// # Errors
    /// When there is no such active user or the store cannot be read.
    pub fn user(&self, id: &str) -> Result<User, HostError> {
        self.with_connection(|connection| users::by_id(connection, id))
    }

    /// Starts a transaction of a user.
    ///
    /// # Errors
    /// When there is no such active user or the store cannot be opened.
    pub fn session(&self, user_id: &str, clock: Arc<dyn Clock>) -> Result<Session, HostError> {
        Session::start(self.shared.clone(), user_id, clock)
    }

    fn with_connection<T>(&self, read: impl Fn(&Connection) -> Result<T, HostError>) -> Result<T, HostError> {
        let connection = self.shared.store.take().map_err(host_error)?;
        let result = read(&connection);
        self.shared.store.give_back(connection);
        result
    }
}
