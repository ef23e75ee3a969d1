//! Merge fields of a text given to `Messaging.renderEmailTemplate`: `{!Contact.Name}`, `{!Account.Owner.Name}`.

use indexmap::IndexMap;

use crate::error::Thrown;
use crate::host::{AccessMode, Bind, Data};
use crate::interp::Interpreter;
use crate::interp::coerce::normal_id;
use crate::value::Value;

/// The text with its merge fields filled: those of the object of `who`, of the object of `what`, of `Recipient`
/// (who), `RelatedTo` (what), `User` and `Sender`. A field without a record is empty.
///
/// # Errors
/// `System.QueryException` for a field the record does not have.
pub(super) fn fill(
    interp: &mut Interpreter<'_>,
    text: &str,
    who: &Value,
    what: &Value,
) -> Result<String, Thrown> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{!") {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push_str("{!");
            rest = after;
            continue;
        };
        filled.push_str(&field(interp, name.trim(), who, what)?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn field(interp: &mut Interpreter<'_>, name: &str, who: &Value, what: &Value) -> Result<String, Thrown> {
    let Some((object, path)) = name.split_once('.') else {
        return Ok(String::new());
    };
    let user = interp.host().user().id;
    let id = |value: &Value| value.as_str().and_then(normal_id);
    let named = |interp: &mut Interpreter<'_>, id: &Option<String>| {
        id.as_ref()
            .and_then(|id| interp.host().object_of_id(id))
            .is_some_and(|own| own.eq_ignore_ascii_case(object))
    };
    let (who, what) = (id(who), id(what));
    let record = match object.to_ascii_lowercase().as_str() {
        "recipient" => who,
        "relatedto" => what,
        "user" | "sender" => Some(user),
        _ if named(interp, &what) => what,
        _ if named(interp, &who) => who,
        _ => None,
    };
    let Some(record) = record else {
        return Ok(String::new());
    };
    let Some(object) = interp.host().object_of_id(&record) else {
        return Ok(String::new());
    };
    // A name is written into a query: it must be one.
    if !path
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
    {
        return Ok(String::new());
    }
    let binds = IndexMap::from([("id".to_owned(), Bind::One(Data::Id(record)))]);
    let soql = format!("SELECT {path} FROM {object} WHERE Id = :id");
    let rows = interp.query(&soql, &binds, AccessMode::System)?;
    let mut value = interp.single_row(rows)?;
    for part in path.split('.') {
        if value.is_null() {
            return Ok(String::new());
        }
        value = interp.get_field(&value, part)?;
    }
    if value.is_null() {
        return Ok(String::new());
    }
    interp.display(&value)
}
