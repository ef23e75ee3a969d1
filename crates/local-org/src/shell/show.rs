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
    /// For a lookup: where it leads.
    pub parent: Option<Parent>,
}

/// What a lookup leads to.
#[derive(Clone, Debug)]
pub struct Parent {
    /// Its name in queries.
    relationship: String,
    /// The parent's object; `None` where it may be one of several, as the owner of a record.
    object: Option<String>,
    /// The parent's field with its name.
    name: String,
}

impl Column {
    /// What to select for it.
    pub fn selection(&self) -> String {
        match &self.parent {
            Some(parent) => {
                let Parent {
                    relationship, name, ..
                } = parent;
                let kind = match parent.object {
                    Some(_) => String::new(),
                    None => format!(", {relationship}.{TYPE}"),
                };
                format!("{}, {relationship}.{name}{kind}", self.field)
            }
            None => self.field.clone(),
        }
    }
}

/// What every parent has where it may be of several objects: its name, and the name of its object. Source: "Understanding
/// Relationship Fields and Polymorphic Fields", SOQL and SOSL Reference.
const NAME: &str = "Name";
const TYPE: &str = "Type";

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
        FieldType::Reference {
            to,
            relationship: Some(relationship),
            ..
        } => match to.as_slice() {
            [target] => host
                .describe(target)
                .filter(|target| host.object_access(&target.name).read)
                .and_then(|target| {
                    Some(Parent {
                        relationship: relationship.clone(),
                        name: name_field(&target)?.name.clone(),
                        object: Some(target.name.clone()),
                    })
                }),
            _ => Some(Parent {
                relationship: relationship.clone(),
                object: None,
                name: NAME.to_owned(),
            }),
        },
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
    let (Some(lookup), Some(Data::Id(id))) = (&column.parent, own) else {
        return html! { (own.map(text).unwrap_or_default()) };
    };
    let parent = record.fields.iter().find_map(|(field, value)| match value {
        Field::Parent(Some(parent)) if field.eq_ignore_ascii_case(&lookup.relationship) => Some(parent),
        _ => None,
    });
    let of_parent = |field: &str| parent.and_then(|parent| data(parent, field)).map(text);
    let name = of_parent(&lookup.name).unwrap_or_else(|| id.clone());
    match lookup.object.clone().or_else(|| of_parent(TYPE)) {
        Some(object) => html! { a href=(link(&object, id)) { (name) } },
        None => html! { (name) },
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
