//! Users as Apex sees them.

use apex::host::{HostError, User};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::store::{host_error, id};

const SELECT: &str =
    "SELECT u.Id, u.Username, u.FirstName, u.LastName, u.Email, u.ProfileId, p.Name, u.UserRoleId,
     u.UserType, u.LocaleSidKey, u.LanguageLocaleKey, u.TimeZoneSidKey
     FROM User u JOIN Profile p ON p.Id = u.ProfileId WHERE u.IsDeleted = 0 AND u.IsActive = 1";

/// Every active user, by Id.
pub(crate) fn active(connection: &Connection) -> Result<Vec<User>, HostError> {
    let mut statement = connection
        .prepare_cached(&format!("{SELECT} ORDER BY u.Id"))
        .map_err(host_error)?;
    let rows = statement.query_map([], user).map_err(host_error)?;
    rows.collect::<rusqlite::Result<_>>().map_err(host_error)
}

/// An active user.
pub(crate) fn by_id(connection: &Connection, user_id: &str) -> Result<User, HostError> {
    let missing = || {
        HostError::new(
            "NoDataFoundException",
            format!("there is no active user with the Id {user_id}"),
        )
    };
    let full = id::normalise(user_id).ok_or_else(missing)?;
    connection
        .prepare_cached(&format!("{SELECT} AND u.Id = ?"))
        .and_then(|mut statement| statement.query_row([full], user).optional())
        .map_err(host_error)?
        .ok_or_else(missing)
}

fn user(row: &Row<'_>) -> rusqlite::Result<User> {
    let text = |index: usize| row.get::<_, Option<String>>(index).map(Option::unwrap_or_default);
    Ok(User {
        id: text(0)?,
        username: text(1)?,
        first_name: text(2)?,
        last_name: text(3)?,
        email: text(4)?,
        profile_id: text(5)?,
        profile_name: text(6)?,
        role_id: row.get(7)?,
        user_type: text(8)?,
        locale: text(9)?,
        language: text(10)?,
        time_zone: text(11)?,
    })
}
