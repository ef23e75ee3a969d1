//! The list of an object's records, a page at a time.

use std::sync::Arc;

use apex::host::{Host, HostError, User};
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;

use super::frame::Frame;
use super::record_path;
use crate::org::Org;
use crate::shell::layout::failure;
use crate::shell::list::{MOST_COLUMNS, MOST_OFFSET, PAGE, select};
use crate::shell::show;

/// Answers `/<key prefix>/o`.
pub fn list(org: &Arc<Org>, user: &User, prefix: &str, number: usize, bare: bool) -> Response {
    let path = format!("/{prefix}/o");
    let frame = Frame {
        org,
        user,
        title: "List",
        path: &path,
        bare,
    };
    answer(&frame, prefix, number).unwrap_or_else(|error| failure(&error))
}

fn answer(frame: &Frame<'_>, prefix: &str, number: usize) -> Result<Response, HostError> {
    let mut host = frame.org.host(&frame.user.id)?.with_full_names();
    let named = frame
        .org
        .database
        .schema()
        .all()
        .find(|object| object.describe.key_prefix == prefix)
        .map(|object| object.describe.clone());
    let found = named.and_then(|describe| {
        let name = show::name_field(&describe)?.name.clone();
        Some((describe, name))
    });
    let Some((describe, name)) = found else {
        let text = format!("This org has no object whose records begin with {prefix}.");
        return Ok(frame.problem(StatusCode::NOT_FOUND, "URL No Longer Exists", &text));
    };
    if !host.object_access(&describe.name).read {
        let text = "You do not have access to this object. Ask your administrator.";
        return Ok(frame.problem(StatusCode::FORBIDDEN, "Insufficient Privileges", text));
    }
    let number = number.clamp(1, MOST_OFFSET / PAGE);
    let columns = show::telling(&show::columns(&host, &describe), &name, MOST_COLUMNS);
    let rows = select(&mut host, &describe, &name, &columns, number)?;
    let label = describe
        .fields
        .get(&name.to_lowercase())
        .map_or("Name", |field| field.label.as_str());
    let suffix = if frame.bare { "&isdtp=vw" } else { "" };
    let main = html! {
        h1 id="list-title" { (describe.label_plural) }
        @if rows.is_empty() { p { "No records to display" } }
        @else {
            table class="classic-table" aria-labelledby="list-title" {
                thead { tr {
                    th scope="col" { (label) }
                    @for column in &columns { th scope="col" { (column.label) } }
                } }
                tbody {
                    @for row in rows.iter().take(PAGE) {
                        @let id = show::data(row, "Id").map(show::text).unwrap_or_default();
                        tr {
                            th scope="row" { a href=(record_path(&id)) { (show::data(row, &name).map_or_else(|| id.clone(), show::text)) } }
                            @for column in &columns { td { (show::linked(column, row, |_, id| record_path(id))) } }
                        }
                    }
                }
            }
        }
        nav aria-label="Pages of the list" {
            @if number > 1 { a href=(format!("{}?page={}{suffix}", frame.path, number - 1)) { "Previous page" } " " }
            @if rows.len() > PAGE && number < MOST_OFFSET / PAGE { a href=(format!("{}?page={}{suffix}", frame.path, number + 1)) { "Next page" } }
        }
    };
    let framed = Frame {
        title: &describe.label_plural,
        ..*frame
    };
    Ok(framed.page(&main))
}
