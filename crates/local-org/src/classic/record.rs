//! A record's page, as its page layout says.

use std::sync::Arc;

use apex::host::{AccessMode, DmlOperation, DmlOptions, Sharing};
use apex::host::{Data, Field, Host, HostError, ObjectDescribe, Record, User};
use apex::interp::coerce::normal_id;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::frame::{Frame, HOME};
use super::layout::{Item, Layout, PageItem, Section};
use super::page::{self, Framed};
use super::{publisher, record_path, related};
use crate::host::OrgHost;
use crate::org::Org;
use crate::package::full;
use crate::shell::feed;
use crate::shell::layout::failure;
use crate::shell::record::find;
use crate::shell::show::{self, Column};
use crate::visualforce::PageError;

/// A record that its user may see.
pub(super) struct Shown<'s> {
    pub(super) org: &'s Arc<Org>,
    pub(super) describe: &'s ObjectDescribe,
    pub(super) layout: &'s Layout,
    pub(super) id: &'s str,
    record: &'s Record,
    columns: &'s [Column],
}

/// Answers `/<Id>`.
pub fn view(org: &Arc<Org>, user: &User, id: &str, bare: bool) -> Response {
    let path = record_path(id);
    let frame = Frame {
        org,
        user,
        title: "Record",
        path: &path,
        bare,
    };
    answer(&frame, id).unwrap_or_else(|error| failure(&error))
}

fn answer(frame: &Frame<'_>, given: &str) -> Result<Response, HostError> {
    let org = frame.org;
    let mut host = org.host(&frame.user.id)?.with_full_names();
    let id = normal_id(given);
    let object = id.as_deref().and_then(|id| host.object_of_id(id));
    let described = object.and_then(|object| host.describe(&object));
    let (Some(describe), Some(id)) = (described, id) else {
        let error = PageError::NotFound(given.to_owned());
        return Ok(frame.problem(StatusCode::NOT_FOUND, "URL No Longer Exists", &error.to_string()));
    };
    let columns = show::columns(&host, &describe);
    let record = match find(&mut host, &describe, &columns, &id) {
        Ok(record) => record,
        Err(error) => {
            let (heading, status) = error.kind();
            return Ok(frame.problem(status, heading, &error.to_string()));
        }
    };
    let own = org.classic.layouts.now(&org.database, &describe.name)?;
    let layout = own.unwrap_or_else(|| standard(&describe, &columns));
    let shown = Shown {
        org,
        describe: &describe,
        layout: &layout,
        id: &id,
        record: &record,
        columns: &columns,
    };
    let name_field = show::name_field(&describe).map_or("Id", |field| field.name.as_str());
    let name = show::data(&record, name_field).map_or_else(|| id.clone(), show::text);
    let feed = feed::of_record(&mut host, &id)?;
    let main = html! {
        h1 { span class="classic-object" { (describe.label) } " " (name) }
        @if let Some(posts) = &feed { (publisher::show(&shown, posts)?) }
        (shown.buttons(&host, &name))
        @for (number, section) in layout.sections.iter().enumerate() { (shown.section(section, number)) }
        (related::show(&shown, &mut host)?)
    };
    let framed = Frame {
        title: &name,
        ..*frame
    };
    Ok(framed.page(&main))
}

/// The layout of an object that nobody has made one for: every field.
fn standard(describe: &ObjectDescribe, columns: &[Column]) -> Layout {
    let mut halves = vec![Vec::new(), Vec::new()];
    for (at, column) in columns.iter().enumerate() {
        if let Some(half) = halves.get_mut(at % 2) {
            half.push(Item::Field(column.field.clone()));
        }
    }
    Layout {
        object: describe.name.clone(),
        sections: vec![Section {
            label: format!("{} Detail", describe.label),
            heading: true,
            columns: halves,
        }],
        ..Layout::default()
    }
}

impl Shown<'_> {
    fn buttons(&self, host: &OrgHost, name: &str) -> Markup {
        let question = format!("Delete {} {name}?", self.describe.label);
        html! {
            div class="classic-buttons" {
                @if host.object_access(&self.describe.name).delete {
                    form method="post" action=(format!("/classic/delete/{}", self.id)) {
                        button type="submit" data-confirm=(question) { "Delete" }
                    }
                }
                @if host.may_customize() && self.org.classic.layouts.of(&self.describe.name).is_some() {
                    @let path = format!("/lightning/setup/ObjectManager/{}/PageLayouts/view", self.describe.name);
                    a href=(self.org.hosts.lightning_url(&path)) target="_top" { "Edit Layout" }
                }
            }
        }
    }

    fn section(&self, section: &Section, number: usize) -> Markup {
        let title = format!("section-{number}");
        let shows_pages = section
            .columns
            .iter()
            .flatten()
            .any(|item| matches!(item, Item::Page(_)));
        html! {
            section class="classic-section" aria-labelledby=[section.heading.then_some(&title)] {
                @if section.heading { h2 id=(title) { (section.label) } }
                div class=(if section.columns.len() > 1 && !shows_pages { "classic-columns" } else { "classic-column" }) {
                    @for column in &section.columns { (self.column(column)) }
                }
            }
        }
    }

    fn column(&self, items: &[Item]) -> Markup {
        let fields: Vec<&Column> = items
            .iter()
            .filter_map(|item| match item {
                Item::Field(field) => self.field(field),
                _ => None,
            })
            .collect();
        let pages = items.iter().filter_map(|item| match item {
            Item::Page(page) => Some(page),
            _ => None,
        });
        html! {
            div {
                @if !fields.is_empty() {
                    dl class="classic-fields" {
                        @for column in fields {
                            div {
                                dt { (column.label) }
                                dd { (show::linked(column, self.record, |_, id| record_path(id))) }
                            }
                        }
                    }
                }
                @for page in pages { (self.page(page)) }
            }
        }
    }

    /// A field of the layout, if the user may read it.
    fn field(&self, name: &str) -> Option<&Column> {
        let own = full(&self.layout.namespace, name);
        let is = |name: &str| {
            self.columns
                .iter()
                .find(|column| column.field.eq_ignore_ascii_case(name))
        };
        is(name).or_else(|| is(&own))
    }

    fn page(&self, item: &PageItem) -> Markup {
        html! {
            @if item.show_label { p class="classic-label" { (page::label(self.org, &item.page, &self.layout.namespace)) } }
            (Framed {
                page: &item.page,
                namespace: &self.layout.namespace,
                title: None,
                record: self.id,
                height: item.height,
                scroll: item.show_scrollbars,
            }.show(self.org))
        }
    }
}

/// Answers the POST that deletes a record, with the user's own rights.
pub fn delete(org: &Arc<Org>, user: &User, id: &str) -> Response {
    let outcome = org.host(&user.id).and_then(|host| {
        let mut host = host.with_full_names();
        let wrong = || HostError::new("StringException", format!("Invalid id: {id}"));
        let id = normal_id(id).ok_or_else(wrong)?;
        let object = host.object_of_id(&id).ok_or_else(wrong)?;
        let record = row(&object, [("Id", Data::Id(id))]);
        host.dml(&DmlOperation::Delete, &mut [record], as_user())?;
        host.commit(org)
    });
    match outcome {
        Ok(()) => (StatusCode::SEE_OTHER, [(header::LOCATION, HOME)]).into_response(),
        Err(error) => {
            let path = record_path(id);
            let frame = Frame {
                org,
                user,
                title: "Not deleted",
                path: &path,
                bare: false,
            };
            let text = format!("The record was not deleted: {}", error.message);
            frame.problem(StatusCode::FORBIDDEN, "Delete failed", &text)
        }
    }
}

/// A row to change.
pub(crate) fn row<const N: usize>(object: &str, values: [(&str, Data); N]) -> Record {
    Record {
        object: object.to_owned(),
        fields: values
            .into_iter()
            .map(|(name, data)| (name.to_owned(), Field::Data(data)))
            .collect(),
    }
}

/// With the user's own rights, all rows or none.
pub(crate) fn as_user() -> DmlOptions {
    DmlOptions {
        access: AccessMode::User,
        sharing: Sharing::Enforced,
        all_or_none: true,
    }
}
