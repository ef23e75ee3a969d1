//! Puts an org into its store: what comes from the sources at every start, the seed once.

mod catalog;
mod custom_metadata;
mod seed;
mod seed_file;
pub(crate) mod users;
mod writer;

use std::sync::Arc;

use apex::host::Organization;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::OpenError;
use crate::database::{DatabaseConfig, Shared};
use crate::metadata::Metadata;
use crate::schema::OrgWideDefault;
use crate::security::Policy;
use crate::store::{host_error, set_state, state};
use seed_file::Seed;
use writer::Writer;

/// Key under which a store remembers that it has been seeded.
const SEEDED: &str = "seeded";

/// Fills the store and completes what transactions share.
pub(crate) fn run(
    shared: &mut Shared,
    metadata: &Metadata,
    config: &DatabaseConfig,
) -> Result<(), OpenError> {
    let mut connection = shared.store.take()?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let writer = Writer {
        connection: &transaction,
        schema: &shared.schema,
        sequences: &shared.store.sequences,
    };
    custom_metadata::load(&writer, metadata)?;
    catalog::entities(&writer)?;
    if state(&transaction, SEEDED)?.is_none() {
        let seed = match &config.seed_dir {
            Some(directory) => Seed::read(directory)?,
            None => Seed::default_org(),
        };
        catalog::organization(&writer, &seed)?;
        catalog::profiles(&writer, &shared.policy)?;
        catalog::permission_sets(&writer, metadata)?;
        seed::load(&writer, &shared.policy, &seed)?;
        set_state(&transaction, SEEDED, "1")?;
    } else {
        catalog::profiles(&writer, &shared.policy)?;
        catalog::permission_sets(&writer, metadata)?;
    }
    shared.organization = organization(&transaction, &config.namespace)?;
    let sharing = seed::sharing(&transaction)?;
    transaction.commit()?;
    shared.store.give_back(connection);
    let policy = Policy {
        profiles: shared.policy.profiles.clone(),
        permission_sets: shared.policy.permission_sets.clone(),
        sharing: sharing
            .into_iter()
            .filter_map(|(name, text)| Some((name, OrgWideDefault::parse(&text)?)))
            .collect(),
    };
    shared.policy = Arc::new(policy);
    Ok(())
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
