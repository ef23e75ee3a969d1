//! Puts an org into its store: what comes from the sources at every start, the seed once.

mod catalog;
mod custom_metadata;
pub(crate) mod kept_metadata;
mod mirror;
mod seed;
mod seed_file;
pub(crate) mod users;
mod writer;

use std::sync::{Arc, RwLock};

use apex::host::{HostError, Organization};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::OpenError;
use crate::database::{DatabaseConfig, Shared};
use crate::metadata::Metadata;
use crate::metadata::tree::SourceTree;
use crate::schema::{Features, OrgWideDefault};
use crate::security::Policy;
use crate::store::{Store, host_error, set_state, state};
use seed_file::Seed;
use writer::Writer;

/// Key under which a store remembers that it has been seeded.
const SEEDED: &str = "seeded";
/// Keys of the features.
const CHATTER: &str = "feature:chatter";
const PERSON_ACCOUNTS: &str = "feature:person_accounts";

/// Fills the store and completes what transactions share.
pub(crate) fn run(
    shared: &mut Shared,
    metadata: &Metadata,
    tree: &SourceTree,
    config: &DatabaseConfig,
) -> Result<(), OpenError> {
    let mut connection = shared.store.take()?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let writer = Writer {
        connection: &transaction,
        schema: &shared.schema,
        sequences: &shared.store.sequences,
    };
    let records = custom_metadata::load(&writer, metadata)?;
    catalog::entities(&writer)?;
    if state(&transaction, SEEDED)?.is_none() {
        let seed = match &config.seed_dir {
            Some(directory) => Seed::read(directory)?,
            None => Seed::default_org(),
        };
        catalog::organization(&writer, &seed)?;
        catalog::standard_price_book(&writer)?;
        catalog::profiles(&writer, &shared.policy)?;
        mirrored(&writer, metadata, tree)?;
        seed::load(&writer, &shared.policy, &seed)?;
        for (name, value) in &seed.organization.preferences {
            set_preference(&transaction, name, value)?;
        }
        set_state(&transaction, SEEDED, "1")?;
    } else {
        catalog::profiles(&writer, &shared.policy)?;
        mirrored(&writer, metadata, tree)?;
    }
    shared.organization = organization(&transaction, &config.namespace)?;
    let sharing = seed::sharing(&transaction)?;
    transaction.commit()?;
    shared.store.give_back(connection);
    shared.custom_metadata = RwLock::new(records);
    let policy = Policy {
        namespace: shared.policy.namespace.clone(),
        profiles: shared.policy.profiles.clone(),
        permission_sets: shared.policy.permission_sets.clone(),
        sharing_rules: shared.policy.sharing_rules.clone(),
        sharing: sharing
            .into_iter()
            .filter_map(|(name, text)| Some((name, OrgWideDefault::parse(&text)?)))
            .collect(),
    };
    shared.policy = Arc::new(policy);
    Ok(())
}

/// Rows that follow the sources.
fn mirrored(writer: &Writer<'_>, metadata: &Metadata, tree: &SourceTree) -> Result<(), OpenError> {
    mirror::people(writer, metadata)?;
    mirror::record_types(writer, metadata)?;
    mirror::email(writer, metadata)?;
    mirror::code(writer, tree)?;
    mirror::custom_permissions(writer, metadata)?;
    catalog::permission_sets(writer, metadata)
}

/// The features of an org: as a kept store remembers them, else as the seed says.
pub(crate) fn features(store: &Store, config: &DatabaseConfig) -> Result<Features, OpenError> {
    let connection = store.take()?;
    let known = |key: &str| state(&connection, key).map(|value| value.map(|value| value == "1"));
    let features = match (known(CHATTER)?, known(PERSON_ACCOUNTS)?) {
        (Some(chatter), Some(person_accounts)) => Features {
            chatter,
            person_accounts,
        },
        _ => {
            let seed = match &config.seed_dir {
                Some(directory) => Seed::read(directory)?,
                None => Seed::default_org(),
            };
            let features = Features {
                chatter: seed.organization.chatter,
                person_accounts: seed.organization.person_accounts,
            };
            let digit = |on| if on { "1" } else { "0" };
            set_state(&connection, CHATTER, digit(features.chatter))?;
            set_state(&connection, PERSON_ACCOUNTS, digit(features.person_accounts))?;
            features
        }
    };
    store.give_back(connection);
    Ok(features)
}

/// Remembers whether Chatter is on.
pub(crate) fn remember_chatter(connection: &Connection, on: bool) -> Result<(), HostError> {
    set_state(connection, CHATTER, if on { "1" } else { "0" })
}

/// Prefix of the remembered preferences.
const PREFERENCE: &str = "preference:";

/// What an administrator set under a name.
pub(crate) fn preference(connection: &Connection, name: &str) -> Result<Option<String>, HostError> {
    state(connection, &format!("{PREFERENCE}{name}"))
}

/// Remembers what an administrator set.
pub(crate) fn set_preference(connection: &Connection, name: &str, value: &str) -> Result<(), HostError> {
    set_state(connection, &format!("{PREFERENCE}{name}"), value)
}

fn organization(connection: &Connection, namespace: &str) -> Result<Organization, OpenError> {
    let row = connection
        .query_row("SELECT Id, Name, IsSandbox FROM Organization", [], |row| {
            Ok(Organization {
                id: row.get(0)?,
                name: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                namespace: namespace.to_owned(),
                sandbox: row.get(2)?,
            })
        })
        .optional()
        .map_err(host_error)?;
    row.ok_or_else(|| {
        OpenError::Schema("the store has no organization; remove the data directory".to_owned())
    })
}
