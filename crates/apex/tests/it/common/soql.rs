//! The SOQL the tests need: `SELECT a, Parent.b FROM X [WHERE a = :b [AND ...]] [LIMIT n]`, `COUNT()`, `IN`.

use apex::host::*;

use super::org::{Org, id_of};

pub fn run(org: &Org, query: &Query<'_>) -> Result<QueryResult, HostError> {
    let broken = || HostError::new("QueryException", format!("unexpected token in: {}", query.soql));
    let words: Vec<&str> = query.soql.split_whitespace().collect();
    let at = |word: &str| words.iter().position(|w| w.eq_ignore_ascii_case(word));
    let from = at("from").ok_or_else(broken)?;
    let describe = words
        .get(from + 1)
        .and_then(|name| org.describe(name))
        .ok_or_else(broken)?;
    let limit = at("limit")
        .and_then(|i| words.get(i + 1))
        .map_or(Ok(usize::MAX), |n| number(n, query));
    let mut rows: Vec<&Record> = org.rows.iter().filter(|r| r.object == describe.name).collect();
    if let Some(start) = at("where") {
        let end = at("limit").unwrap_or(words.len());
        for condition in words[start + 1..end].split(|w| w.eq_ignore_ascii_case("and")) {
            let [field, operator, value] = condition else {
                return Err(broken());
            };
            let wanted = values(value, query).ok_or_else(broken)?;
            if !(*operator == "=" || operator.eq_ignore_ascii_case("in")) {
                return Err(broken());
            }
            rows.retain(|row| wanted.contains(&text(&data(row, field))));
        }
    }
    rows.truncate(limit.map_err(|()| broken())?);
    let select = words[1..from].join(" ");
    let missing = |name: &&str| {
        let known = describe.fields.contains_key(&name.to_lowercase());
        let readable = query.access == AccessMode::System || org.field_access(&describe.name, name).read;
        !(name.contains(['.', '(']) || known && readable)
    };
    if let Some(name) = select.split(',').map(str::trim).find(missing) {
        let message = format!(
            "No such column '{name}' on entity '{}'. Check the name.",
            describe.name
        );
        return Err(HostError::new("QueryException", message));
    }
    if select.eq_ignore_ascii_case("count()") {
        return Ok(QueryResult::Count(i64::try_from(rows.len()).unwrap_or(i64::MAX)));
    }
    let mut answer = Vec::new();
    for row in rows {
        answer.push(pick(org, row, select.split(',').map(str::trim), &describe)?);
    }
    Ok(QueryResult::Rows {
        object: describe.name.clone(),
        rows: answer,
    })
}

fn pick<'f>(
    org: &Org,
    row: &Record,
    fields: impl Iterator<Item = &'f str>,
    describe: &ObjectDescribe,
) -> Result<Record, HostError> {
    let mut record = Record {
        object: row.object.clone(),
        ..Record::default()
    };
    record
        .fields
        .extend(id_of(row).map(|id| ("Id".to_owned(), Field::Data(Data::Id(id)))));
    for name in fields {
        let no_column = || HostError::new("QueryException", format!("No such column '{name}'"));
        match name.split_once('.') {
            None => {
                let field = describe.fields.get(&name.to_lowercase()).ok_or_else(no_column)?;
                record
                    .fields
                    .insert(field.name.clone(), Field::Data(data(row, &field.name)));
            }
            Some((parent, name)) => {
                let key = data(row, &format!("{parent}Id"));
                let found = org
                    .rows
                    .iter()
                    .find(|r| id_of(r).map(|id| id.to_lowercase()) == Some(text(&key)));
                let value = match found {
                    Some(found) => {
                        let describe = org.describe(&found.object).ok_or_else(no_column)?;
                        Some(Box::new(pick(org, found, std::iter::once(name), &describe)?))
                    }
                    None => None,
                };
                record.fields.insert(parent.to_owned(), Field::Parent(value));
            }
        }
    }
    Ok(record)
}

fn number(word: &str, query: &Query<'_>) -> Result<usize, ()> {
    values(word, query)
        .and_then(|v| v.first()?.parse().ok())
        .ok_or(())
}

fn data(row: &Record, field: &str) -> Data {
    match row.fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(field)) {
        Some((_, Field::Data(data))) => data.clone(),
        _ => Data::Null,
    }
}

fn values(word: &str, query: &Query<'_>) -> Option<Vec<String>> {
    match word.strip_prefix(':') {
        Some(name) => {
            let (_, bind) = query.binds.iter().find(|(n, _)| n.eq_ignore_ascii_case(name))?;
            Some(match bind {
                Bind::One(data) => vec![text(data)],
                Bind::Many(many) => many.iter().map(text).collect(),
            })
        }
        None => Some(vec![word.trim_matches('\'').to_lowercase()]),
    }
}

fn text(data: &Data) -> String {
    match data {
        Data::Null => String::new(),
        Data::String(s) | Data::Id(s) => s.to_lowercase(),
        other => format!("{other:?}")
            .to_lowercase()
            .replace("integer(", "")
            .replace(')', ""),
    }
}
