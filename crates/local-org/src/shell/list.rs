//! The list of an object's records, a page at a time.

use std::sync::Arc;

use apex::host::{AccessMode, Host, HostError, ObjectDescribe, Query, QueryResult, Record, Sharing, User};
use axum::http::StatusCode;
use axum::response::Response;
use indexmap::IndexMap;
use maud::{Markup, html};

use super::layout;
use super::show::{self, Column};
use crate::org::Org;

/// Records on one page of a list.
pub(crate) const PAGE: usize = 25;
/// SOQL's own bound for OFFSET (SOQL and SOSL Reference, "OFFSET").
pub(crate) const MOST_OFFSET: usize = 2_000;
/// Columns of a list besides the name.
pub(crate) const MOST_COLUMNS: usize = 5;
/// Answers `/lightning/o/<object>/list`.
pub fn list(org: &Arc<Org>, user: &User, object: &str, number: usize) -> Response {
    let path = format!("/lightning/o/{object}/list");
    let mut host = match org.host(&user.id) {
        Ok(host) => host.with_full_names(),
        Err(error) => return layout::failure(&error),
    };
    let Some(describe) = host.describe(object) else {
        let text = format!("This org has no object {object}.");
        return layout::problem(org, user, StatusCode::NOT_FOUND, "Page doesn't exist", &text);
    };
    if !host.object_access(&describe.name).read {
        let text = "You don't have access to this object. Ask your administrator.";
        return layout::problem(org, user, StatusCode::FORBIDDEN, "Insufficient Privileges", text);
    }
    let Some(name) = show::name_field(&describe).map(|field| field.name.clone()) else {
        let text = format!("{} has no name field and cannot be listed.", describe.label);
        return layout::problem(org, user, StatusCode::NOT_FOUND, "Page doesn't exist", &text);
    };
    let number = number.clamp(1, MOST_OFFSET / PAGE);
    let columns = show::telling(&show::columns(&host, &describe), &name, MOST_COLUMNS);
    match select(&mut host, &describe, &name, &columns, number) {
        Ok(rows) => {
            let main = table(&describe, &name, &columns, &rows, number, &path);
            layout::page(org, user, &describe.label_plural, &path, &main)
        }
        Err(error) => layout::failure(&error),
    }
}

/// The rows of a page of the list, and one more when there is another page.
pub(crate) fn select(
    host: &mut dyn Host,
    describe: &ObjectDescribe,
    name: &str,
    columns: &[Column],
    number: usize,
) -> Result<Vec<Record>, HostError> {
    let mut fields = vec!["Id".to_owned(), name.to_owned()];
    fields.extend(columns.iter().map(Column::selection));
    let (limit, offset) = (PAGE + 1, (number - 1) * PAGE);
    let soql = format!(
        "SELECT {} FROM {} ORDER BY {name} LIMIT {limit} OFFSET {offset}",
        fields.join(", "),
        describe.name
    );
    let query = Query {
        soql: &soql,
        binds: &IndexMap::new(),
        access: AccessMode::User,
        sharing: Sharing::Enforced,
    };
    match host.query(&query)? {
        QueryResult::Rows { rows, .. } => Ok(rows),
        QueryResult::Count(_) => Ok(Vec::new()),
    }
}

fn table(
    describe: &ObjectDescribe,
    name: &str,
    columns: &[Column],
    rows: &[Record],
    number: usize,
    path: &str,
) -> Markup {
    let name_label = describe
        .fields
        .get(&name.to_lowercase())
        .map_or("Name", |field| field.label.as_str());
    html! {
        section class="slds-card slds-p-around_medium" aria-labelledby="list-title" {
            h1 id="list-title" class="slds-text-heading_medium slds-m-bottom_small" { (describe.label_plural) }
            @if rows.is_empty() { p { "There is nothing to show on this page." } }
            @else {
                div class="org-scroll" tabindex="0" role="group" aria-labelledby="list-title" {
                    table class="slds-table slds-table_bordered slds-table_cell-buffer" {
                        thead { tr {
                            th scope="col" { (name_label) }
                            @for column in columns { th scope="col" { (column.label) } }
                        } }
                        tbody {
                            @for row in rows.iter().take(PAGE) {
                                tr {
                                    th scope="row" { (link(describe, name, row)) }
                                    @for column in columns { td { (show::value(column, row)) } }
                                }
                            }
                        }
                    }
                }
            }
            nav class="slds-m-top_small" aria-label="Pages of the list" {
                @if number > 1 { a class="slds-m-right_small" href=(format!("{path}?page={}", number - 1)) { "Previous page" } }
                @if rows.len() > PAGE && number < MOST_OFFSET / PAGE { a href=(format!("{path}?page={}", number + 1)) { "Next page" } }
            }
        }
    }
}

fn link(describe: &ObjectDescribe, name: &str, row: &Record) -> Markup {
    let id = show::data(row, "Id").map(show::text).unwrap_or_default();
    let text = show::data(row, name).map_or_else(|| id.clone(), show::text);
    html! { a href=(format!("/lightning/r/{}/{id}/view", describe.name)) { (text) } }
}
