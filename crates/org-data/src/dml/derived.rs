//! What Salesforce itself adds to rows of some standard objects when they are saved.

use apex::host::{Data, Record};
use bigdecimal::{BigDecimal, Zero};

use super::failure::Failure;
use super::{Checks, Engine, write};
use crate::schema::Object;
use crate::store::row::{self, Values};
use crate::store::value::{Storage, decimal};
use crate::store::{host_error, quote};

/// Probability of each stage of a new org's sales process.
const PROBABILITIES: &[(&str, i32)] = &[
    ("Prospecting", 10),
    ("Qualification", 10),
    ("Needs Analysis", 20),
    ("Value Proposition", 50),
    ("Id. Decision Makers", 60),
    ("Perception Analysis", 70),
    ("Proposal/Price Quote", 75),
    ("Negotiation/Review", 90),
    ("Closed Won", 100),
    ("Closed Lost", 0),
];

const NOT_CHECKED: Checks = Checks {
    permissions: false,
    sharing: false,
};

fn text<'v>(values: &'v Values, key: &str) -> Option<&'v str> {
    match values.get(key) {
        Some(Data::String(text) | Data::Id(text)) => Some(text),
        _ => None,
    }
}

fn string(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// Completes the values of a row before it is stored; on update `current` is what it held.
pub(super) fn complete(engine: &Engine<'_>, object: &Object, row: &mut Values, current: Option<&Values>) {
    let now = || Data::Datetime(chrono::SubsecRound::trunc_subsecs(engine.context.now, 0));
    let changed = |row: &Values, key: &str| {
        row.get(key)
            .filter(|value| current.is_none_or(|current| current.get(key) != Some(*value)))
            .cloned()
    };
    match object.name() {
        "Account" if object.field("PersonContactId").is_some() => person_name(row, current),
        "Opportunity" => {
            if let Some(Data::String(stage)) = changed(row, "stagename")
                && !row.contains_key("probability")
                && let Some((_, probability)) = PROBABILITIES.iter().find(|(known, _)| *known == stage)
            {
                row.insert("probability".to_owned(), Data::Integer(*probability));
            }
        }
        "Case" => {
            if let Some(Data::String(status)) = changed(row, "status") {
                let closed = if status == "Closed" { now() } else { Data::Null };
                row.insert("closeddate".to_owned(), closed);
                if current.is_none() {
                    row.insert("isclosedoncreate".to_owned(), Data::Boolean(status == "Closed"));
                }
            }
        }
        "Task" => {
            if let Some(Data::String(status)) = changed(row, "status") {
                let done = if status == "Completed" { now() } else { Data::Null };
                row.insert("completeddatetime".to_owned(), done);
            }
        }
        "OpportunityLineItem" => total_price(row, current),
        "ContentVersion" if current.is_none() => file(row),
        _ => {}
    }
}

/// The total follows from quantity, price and discount, or the price from the total.
fn total_price(row: &mut Values, current: Option<&Values>) {
    let held = |row: &Values, key: &str| {
        let value = row
            .get(key)
            .or_else(|| current.and_then(|current| current.get(key)));
        value.and_then(decimal)
    };
    let Some(quantity) = held(row, "quantity").filter(|quantity| !quantity.is_zero()) else {
        return;
    };
    let part = BigDecimal::from(1) - held(row, "discount").unwrap_or_default() / BigDecimal::from(100);
    let has = |key: &str| row.get(key).is_some_and(|value| *value != Data::Null);
    if has("totalprice") && !has("unitprice") {
        if let Some(total) = held(row, "totalprice").filter(|_| !part.is_zero()) {
            let price = total / quantity / part;
            row.insert("unitprice".to_owned(), Data::Decimal(price));
        }
    } else if let Some(price) = held(row, "unitprice") {
        row.insert("totalprice".to_owned(), Data::Decimal(price * quantity * part));
    }
}

/// A person account is called as the person is.
fn person_name(row: &mut Values, current: Option<&Values>) {
    let part = |key: &str| {
        let held = row
            .get(key)
            .or_else(|| current.and_then(|current| current.get(key)));
        match held {
            Some(Data::String(text)) => text.clone(),
            _ => String::new(),
        }
    };
    let last = part("lastname");
    if last.is_empty() {
        return;
    }
    let name = format!("{} {last}", part("firstname"));
    row.insert("name".to_owned(), string(name.trim()));
    row.insert("personmarker".to_owned(), string("1"));
}

fn file(row: &mut Values) {
    let extension = text(row, "pathonclient")
        .and_then(|path| path.rsplit_once('.'))
        .map(|(_, extension)| extension.to_lowercase());
    if let Some(extension) = extension {
        row.insert("filetype".to_owned(), string(&extension.to_uppercase()));
        row.insert("fileextension".to_owned(), string(&extension));
    }
    let size = match row.get("versiondata") {
        Some(Data::Blob(bytes)) => bytes.len() as i64,
        _ => 0,
    };
    row.insert("contentsize".to_owned(), Data::Long(size));
    row.insert("islatest".to_owned(), Data::Boolean(true));
    if !matches!(row.get("title"), Some(Data::String(_))) {
        let name = text(row, "pathonclient")
            .and_then(|path| path.rsplit('/').next())
            .map(string);
        row.extend(name.map(|name| ("title".to_owned(), name)));
    }
}

/// Adds the rows that come with a new row.
pub(super) fn follow(engine: &Engine<'_>, object: &Object, own: &str, row: &Values) -> Result<(), Failure> {
    match object.name() {
        "Account" if text(row, "personmarker").is_some() => person(engine, object, own, row),
        "ContentVersion" => document(engine, object, own, row),
        _ => Ok(()),
    }
}

/// Every person account has a contact.
fn person(engine: &Engine<'_>, object: &Object, own: &str, row: &Values) -> Result<(), Failure> {
    let pairs = [
        ("FirstName", "firstname"),
        ("LastName", "lastname"),
        ("Salutation", "salutation"),
        ("Email", "personemail"),
        ("MobilePhone", "personmobilephone"),
        ("Phone", "phone"),
        ("Title", "persontitle"),
    ];
    let mut values: Vec<(&str, Data)> = pairs
        .iter()
        .filter_map(|(name, key)| Some((*name, row.get(*key)?.clone())))
        .collect();
    values.push(("AccountId", Data::Id(own.to_owned())));
    values.extend(row.get("ownerid").map(|owner| ("OwnerId", owner.clone())));
    let contact = insert(engine, "Contact", values)?;
    set(engine, object, own, "PersonContactId", &Data::Id(contact))
}

/// The first version of a file makes its document; a later one becomes its latest.
fn document(engine: &Engine<'_>, object: &Object, own: &str, row: &Values) -> Result<(), Failure> {
    let connection = engine.context.connection;
    let documents = engine
        .context
        .schema
        .object("ContentDocument")
        .ok_or_else(super::failure::invalid_reference)?;
    let (document, count) = match text(row, "contentdocumentid") {
        Some(document) => {
            let sql = format!(
                "UPDATE {} SET IsLatest = 0 WHERE ContentDocumentId = ? AND Id <> ?",
                quote(object.name())
            );
            let earlier = connection.execute(&sql, [document, own]).map_err(host_error)?;
            (document.to_owned(), earlier + 1)
        }
        None => {
            let title = row.get("title").cloned().unwrap_or(Data::Null);
            let mut values = vec![("Title", title)];
            values.extend(row.get("ownerid").map(|owner| ("OwnerId", owner.clone())));
            let document = insert(engine, "ContentDocument", values)?;
            set(
                engine,
                object,
                own,
                "ContentDocumentId",
                &Data::Id(document.clone()),
            )?;
            let owner = row.get("ownerid").cloned().unwrap_or(Data::Null);
            let location = row.get("firstpublishlocationid").cloned().unwrap_or(Data::Null);
            for (entity, share) in [(owner.clone(), "I"), (location, "V")] {
                if entity == Data::Null || (share == "V" && entity == owner) {
                    continue;
                }
                let values = vec![
                    ("ContentDocumentId", Data::Id(document.clone())),
                    ("LinkedEntityId", entity),
                    ("ShareType", string(share)),
                ];
                insert(engine, "ContentDocumentLink", values)?;
            }
            (document, 1)
        }
    };
    set(engine, object, own, "VersionNumber", &string(&count.to_string()))?;
    set(
        engine,
        &documents,
        &document,
        "LatestPublishedVersionId",
        &Data::Id(own.to_owned()),
    )?;
    for (name, key) in [
        ("FileType", "filetype"),
        ("FileExtension", "fileextension"),
        ("ContentSize", "contentsize"),
        ("Title", "title"),
    ] {
        if let Some(value) = row.get(key) {
            set(engine, &documents, &document, name, value)?;
        }
    }
    Ok(())
}

fn insert(engine: &Engine<'_>, object: &str, values: Vec<(&str, Data)>) -> Result<String, Failure> {
    let found = engine
        .context
        .schema
        .object(object)
        .ok_or_else(super::failure::invalid_reference)?;
    let record = Record {
        object: object.to_owned(),
        fields: values
            .into_iter()
            .map(|(name, data)| (name.to_owned(), apex::host::Field::Data(data)))
            .collect(),
    };
    write::insert(engine, &found, &record, NOT_CHECKED).map(|done| done.id)
}

/// Writes one field below DML.
fn set(engine: &Engine<'_>, object: &Object, own: &str, name: &str, data: &Data) -> Result<(), Failure> {
    let Some(field) = object.field(name) else {
        return Ok(());
    };
    let value = Storage::of(field)
        .to_sql(data)
        .map_err(|reason| super::failure::refuse("INVALID_FIELD", reason, &[name]))?;
    row::update(
        engine.context.connection,
        object,
        own,
        &[(field.name.clone(), value)],
    )?;
    Ok(())
}
