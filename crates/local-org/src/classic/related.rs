//! The related lists below a record.

use apex::host::{
    AccessMode, Bind, Data, FieldType, Host, HostError, ObjectDescribe, Query, QueryResult, Sharing,
};
use indexmap::IndexMap;
use maud::{Markup, html};

use super::record::Shown;
use super::record_path;
use crate::package::full;
use crate::shell::show;

/// Rows of a related list.
const MOST: usize = 25;
/// Columns of a related list besides the name.
const MOST_COLUMNS: usize = 4;

/// Salesforce's own names of related lists, as `Object.Field`.
const STANDARD: [(&str, &str); 3] = [
    ("RelatedCaseList", "Case.AccountId"),
    ("RelatedContactList", "Contact.AccountId"),
    ("RelatedOpportunityList", "Opportunity.AccountId"),
];

/// Every related list of the layout whose rows the user may read.
pub(super) fn show(shown: &Shown<'_>, host: &mut dyn Host) -> Result<Markup, HostError> {
    let mut lists = Vec::new();
    for name in &shown.layout.related {
        if let Some((child, field)) = child(shown, host, name) {
            lists.push(list(shown, host, &child, &field, lists.len())?);
        }
    }
    Ok(html! { @for list in &lists { (list) } })
}

/// The object and the lookup behind a related list.
fn child(shown: &Shown<'_>, host: &dyn Host, name: &str) -> Option<(std::sync::Arc<ObjectDescribe>, String)> {
    let standard = STANDARD.iter().find(|(own, _)| *own == name);
    let (object, field) = standard.map_or(name, |(_, path)| path).split_once('.')?;
    let namespace = &shown.layout.namespace;
    let describe = host
        .describe(object)
        .or_else(|| host.describe(&full(namespace, object)))?;
    let named = |name: &str| describe.fields.get(&name.to_lowercase());
    let field = named(field).or_else(|| named(&full(namespace, field)))?;
    let leads_here =
        matches!(&field.kind, FieldType::Reference { to, .. } if to.contains(&shown.describe.name));
    let readable =
        host.object_access(&describe.name).read && host.field_access(&describe.name, &field.name).read;
    (leads_here && readable).then(|| (describe.clone(), field.name.clone()))
}

fn list(
    shown: &Shown<'_>,
    host: &mut dyn Host,
    child: &ObjectDescribe,
    field: &str,
    number: usize,
) -> Result<Markup, HostError> {
    let name = show::name_field(child).map_or("Id", |field| field.name.as_str());
    let mut columns = show::columns(host, child);
    columns.retain(|column| !column.field.eq_ignore_ascii_case(field));
    let columns = show::telling(&columns, name, MOST_COLUMNS);
    let mut fields = vec!["Id".to_owned(), name.to_owned()];
    fields.extend(columns.iter().map(show::Column::selection));
    fields.dedup();
    let soql = format!(
        "SELECT {} FROM {} WHERE {field} = :id ORDER BY CreatedDate DESC, Id DESC LIMIT {MOST}",
        fields.join(", "),
        child.name
    );
    let binds = IndexMap::from([("id".to_owned(), Bind::One(Data::Id(shown.id.to_owned())))]);
    let query = Query {
        soql: &soql,
        binds: &binds,
        access: AccessMode::User,
        sharing: Sharing::Enforced,
    };
    let rows = match host.query(&query)? {
        QueryResult::Rows { rows, .. } => rows,
        QueryResult::Count(_) => Vec::new(),
    };
    let title = format!("related-{number}");
    Ok(html! {
        section class="classic-section" aria-labelledby=(title) {
            h2 id=(title) { (child.label_plural) }
            @if rows.is_empty() { p { "No records to display" } }
            @else {
                table class="classic-table" aria-labelledby=(title) {
                    thead { tr {
                        th scope="col" { (child.label) }
                        @for column in &columns { th scope="col" { (column.label) } }
                    } }
                    tbody {
                        @for row in &rows {
                            @let id = show::data(row, "Id").map(show::text).unwrap_or_default();
                            tr {
                                th scope="row" { a href=(record_path(&id)) { (show::data(row, name).map_or_else(|| id.clone(), show::text)) } }
                                @for column in &columns { td { (show::linked(column, row, |_, id| record_path(id))) } }
                            }
                        }
                    }
                }
            }
        }
    })
}
