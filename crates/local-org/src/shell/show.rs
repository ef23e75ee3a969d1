//! Field values as the shell shows them.

use apex::host::{Data, Field, FieldDescribe, FieldType, Host, ObjectDescribe, Record};
use maud::{Markup, html};

/// A field that the shell shows.
#[derive(Clone, Debug)]
pub struct Column {
    /// API name.
    pub field: String,
    /// Label.
    pub label: String,
    /// For a lookup: relationship, object and name field of the parent.
    pub parent: Option<(String, String, String)>,
}

impl Column {
    /// What to select for it.
    pub fn selection(&self) -> String {
        match &self.parent {
            Some((relationship, _, name)) => format!("{}, {relationship}.{name}", self.field),
            None => self.field.clone(),
        }
    }
}

/// Fields that tell most about a record, shown first when the object has them.
const TELLING: [&str; 8] = [
    "Subject",
    "Status",
    "Priority",
    "ContactId",
    "AccountId",
    "Email",
    "OwnerId",
    "CreatedDate",
];

/// The columns that tell most about a record, best first, without its name.
pub fn telling(columns: &[Column], name: &str, most: usize) -> Vec<Column> {
    let mut all: Vec<Column> = columns.to_vec();
    all.retain(|column| !column.field.eq_ignore_ascii_case(name) && !is_bookkeeping(&column.field));
    let rank = |column: &Column| {
        TELLING
            .iter()
            .position(|field| column.field.eq_ignore_ascii_case(field))
            .unwrap_or(TELLING.len())
    };
    all.sort_by_key(rank);
    all.truncate(most);
    all
}

/// Fields that the platform keeps for itself.
fn is_bookkeeping(field: &str) -> bool {
    ["IsDeleted", "SystemModstamp"]
        .iter()
        .any(|own| field.eq_ignore_ascii_case(own))
}

/// The name field of an object.
pub fn name_field(describe: &ObjectDescribe) -> Option<&FieldDescribe> {
    describe.fields.values().find(|field| field.name_field)
}

/// The fields of an object that the user may read, in the schema's order.
pub fn columns(host: &dyn Host, describe: &ObjectDescribe) -> Vec<Column> {
    let readable = |field: &&FieldDescribe| {
        !matches!(field.kind, FieldType::Id | FieldType::Blob)
            && host.field_access(&describe.name, &field.name).read
    };
    describe
        .fields
        .values()
        .filter(readable)
        .map(|field| column(host, field))
        .collect()
}

fn column(host: &dyn Host, field: &FieldDescribe) -> Column {
    let parent = match &field.kind {
        // A lookup to several objects has no name field that all of them share for certain.
        FieldType::Reference {
            to,
            relationship: Some(relationship),
            ..
        } if to.len() == 1 => {
            let target = to.first().and_then(|target| host.describe(target));
            target
                .filter(|target| host.object_access(&target.name).read)
                .and_then(|target| {
                    Some((
                        relationship.clone(),
                        target.name.clone(),
                        name_field(&target)?.name.clone(),
                    ))
                })
        }
        _ => None,
    };
    Column {
        field: field.name.clone(),
        label: layout_label(field),
        parent,
    }
}

/// The label on a layout: Lightning shows a lookup by its parent's name, and calls it so ("Contact ID" is
/// "Contact Name" there; who created or changed a record is just "Created By").
fn layout_label(field: &FieldDescribe) -> String {
    match field.label.strip_suffix(" ID") {
        Some(lookup) if matches!(field.kind, FieldType::Reference { .. }) => {
            if lookup.ends_with(" By") {
                lookup.to_owned()
            } else {
                format!("{lookup} Name")
            }
        }
        _ => field.label.clone(),
    }
}

/// The value of a column of a record.
pub fn value(column: &Column, record: &Record) -> Markup {
    linked(column, record, |object, id| {
        format!("/lightning/r/{object}/{id}/view")
    })
}

/// The value of a column of a record; a lookup leads to the address that `link` makes of object and Id.
pub fn linked(column: &Column, record: &Record, link: impl Fn(&str, &str) -> String) -> Markup {
    let own = data(record, &column.field);
    match (&column.parent, own) {
        (Some((relationship, object, name)), Some(Data::Id(id))) => {
            let parent = record
                .fields
                .iter()
                .find(|(field, _)| field.eq_ignore_ascii_case(relationship));
            let text = match parent {
                Some((_, Field::Parent(Some(parent)))) => data(parent, name).map(text),
                _ => None,
            };
            html! { a href=(link(object, id)) { (text.unwrap_or_else(|| id.clone())) } }
        }
        (_, Some(value)) => html! { (text(value)) },
        (_, None) => html! {},
    }
}

/// A scalar field of a record.
pub fn data<'r>(record: &'r Record, field: &str) -> Option<&'r Data> {
    match record
        .fields
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(field))
    {
        Some((_, Field::Data(data))) if *data != Data::Null => Some(data),
        _ => None,
    }
}

/// A scalar as text.
pub fn text(data: &Data) -> String {
    match data {
        Data::Null | Data::Blob(_) => String::new(),
        Data::Boolean(true) => "Yes".to_owned(),
        Data::Boolean(false) => "No".to_owned(),
        Data::Integer(number) => number.to_string(),
        Data::Long(number) => number.to_string(),
        Data::Double(number) => number.to_string(),
        Data::Decimal(number) => apex::value::decimal_string(number),
        Data::String(text) | Data::Id(text) => text.clone(),
        Data::Date(date) => date.to_string(),
        Data::Datetime(at) => at.format("%Y-%m-%d %H:%M UTC").to_string(),
        Data::Time(time) => time.format("%H:%M").to_string(),
    }
}
