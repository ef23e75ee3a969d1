//! A record's page: highlights, details, tabs and Visualforce frames, as its FlexiPage says.

use std::sync::Arc;

use apex::host::{
    AccessMode, Data, DmlOperation, DmlOptions, Host, HostError, ObjectDescribe, Record, Sharing, User,
};
use apex::interp::coerce::normal_id;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::flexipage::{Component, RecordPage, Tab};
use super::place::Place;
use super::show::{self, Column};
use super::{feed, layout};
use crate::host::row_of;
use crate::org::Org;
use crate::setup::app_builder;
use crate::visualforce::PageError;

/// How many fields the highlights show.
const HIGHLIGHTS: usize = 5;

struct Shown<'s> {
    org: &'s Arc<Org>,
    describe: &'s ObjectDescribe,
    record: &'s Record,
    columns: &'s [Column],
    id: &'s str,
    name_field: String,
    name: String,
    may_delete: bool,
    /// Newest first; `None` where the org has no Chatter.
    feed: Option<Vec<feed::Post>>,
    /// Namespace of the record page.
    namespace: &'s str,
}

/// Answers `/lightning/r/<object>/<id>/view`.
pub fn view(org: &Arc<Org>, user: &User, object: &str, id: &str) -> Response {
    let mut host = match org.host(&user.id) {
        Ok(host) => host.with_full_names(),
        Err(error) => return layout::failure(&error),
    };
    let described = host.describe(object);
    let (Some(describe), Some(id)) = (described, normal_id(id)) else {
        let text = format!("This org has no object {object} or {id} is not an Id.");
        return layout::problem(org, user, StatusCode::NOT_FOUND, "Page doesn't exist", &text);
    };
    let columns = show::columns(&host, &describe);
    let record = match find(&mut host, &describe, &columns, &id) {
        Ok(record) => record,
        Err(error) => {
            let (heading, status) = error.kind();
            return layout::problem(org, user, status, heading, &error.to_string());
        }
    };
    let name_field = show::name_field(&describe)
        .map(|field| field.name.clone())
        .unwrap_or_default();
    let name = show::data(&record, &name_field).map_or_else(|| id.clone(), show::text);
    let may_delete = host.object_access(&describe.name).delete;
    let feed = match feed::of_record(&mut host, &id) {
        Ok(feed) => feed,
        Err(error) => return layout::failure(&error),
    };
    let made = org.flexipages.of(&describe.name);
    let record_page = match made.map(|page| app_builder::applied(org, page)).transpose() {
        Ok(page) => page.unwrap_or_else(RecordPage::standard),
        Err(error) => return layout::failure(&error),
    };
    let shown = Shown {
        org,
        describe: &describe,
        record: &record,
        columns: &columns,
        id: &id,
        name_field,
        name,
        may_delete,
        feed,
        namespace: &record_page.namespace,
    };
    let mut number = 0;
    let main =
        html! { @for component in &record_page.components { (shown.component(component, &mut number)) } };
    layout::page(
        org,
        user,
        &shown.name,
        &format!("/lightning/r/{}/{id}/view", describe.name),
        &main,
    )
}

/// Answers the POST that deletes a record, with the user's own rights.
pub fn delete(org: &Arc<Org>, user: &User, object: &str, id: &str) -> Response {
    let outcome = org.host(&user.id).and_then(|mut host| {
        let mut record = Record {
            object: object.to_owned(),
            ..Record::default()
        };
        let id =
            normal_id(id).ok_or_else(|| HostError::new("StringException", format!("Invalid id: {id}")))?;
        record
            .fields
            .insert("Id".to_owned(), apex::host::Field::Data(Data::Id(id)));
        let options = DmlOptions {
            access: AccessMode::User,
            sharing: Sharing::Enforced,
            all_or_none: true,
        };
        host.dml(&DmlOperation::Delete, &mut [record], options)?;
        host.commit(org)
    });
    match outcome {
        Ok(()) => (
            StatusCode::SEE_OTHER,
            [(header::LOCATION, format!("/lightning/o/{object}/list"))],
        )
            .into_response(),
        Err(error) => {
            let text = format!("The record was not deleted: {}", error.message);
            layout::problem(org, user, StatusCode::FORBIDDEN, "We hit a snag.", &text)
        }
    }
}

/// A record with these columns, if the user may see it.
pub(crate) fn find(
    host: &mut dyn Host,
    describe: &ObjectDescribe,
    columns: &[Column],
    id: &str,
) -> Result<Record, PageError> {
    if !host.object_access(&describe.name).read {
        return Err(PageError::InsufficientPrivileges);
    }
    let selections: Vec<String> = columns.iter().map(Column::selection).collect();
    let mut fields = vec!["Id"];
    fields.extend(selections.iter().map(String::as_str));
    if let Some(record) = select(host, &describe.name, &fields, id, AccessMode::User)? {
        return Ok(record);
    }
    match select(host, &describe.name, &["Id"], id, AccessMode::System)? {
        Some(_) => Err(PageError::InsufficientPrivileges),
        None => Err(PageError::DataNotAvailable),
    }
}

fn select(
    host: &mut dyn Host,
    object: &str,
    fields: &[&str],
    id: &str,
    access: AccessMode,
) -> Result<Option<Record>, PageError> {
    row_of(host, object, fields, id, access)
        .map_err(|error| PageError::Org(format!("{}: {}", error.exception, error.message)))
}

impl Shown<'_> {
    fn component(&self, component: &Component, number: &mut u32) -> Markup {
        *number += 1;
        match component {
            Component::Highlights => self.highlights(),
            Component::Details => self.details(*number),
            Component::Feed => feed::show(self.feed.as_deref(), *number),
            Component::Tabs(tabs) => self.tabs(tabs, number),
            Component::VisualforcePage {
                page,
                label,
                show_label,
                height,
            } => html! {
                @if *show_label { h2 class="slds-text-heading_small slds-p-around_small" { (label) } }
                (self.place().frame(page, label, Some(*height)))
            },
            Component::Custom(custom) => self.place().component(custom),
        }
    }

    fn place(&self) -> Place<'_> {
        Place {
            org: self.org,
            namespace: self.namespace,
            record: Some((&self.describe.name, self.id)),
            target: "lightning__RecordPage",
        }
    }

    fn highlights(&self) -> Markup {
        let values = show::telling(self.columns, &self.name_field, HIGHLIGHTS);
        html! {
            section class="slds-card slds-p-around_medium" aria-labelledby="record-title" {
                div class="org-highlights" {
                    h1 id="record-title" class="slds-text-heading_medium" {
                        span class="org-highlights__object" { (self.describe.label) }
                        " " (self.name)
                    }
                    @if self.may_delete {
                        form method="post" action=(format!("/lightning/r/{}/{}/delete", self.describe.name, self.id)) {
                            button type="submit" class="slds-button slds-button_neutral" data-confirm=(format!("Delete {} {}?", self.describe.label, self.name)) { "Delete" }
                        }
                    }
                }
                dl class="org-fields" {
                    @for column in &values {
                        div { dt { (column.label) } dd { (show::value(column, self.record)) } }
                    }
                }
            }
        }
    }

    fn details(&self, number: u32) -> Markup {
        let title = format!("details-{number}");
        html! {
            section class="slds-card slds-p-around_medium" aria-labelledby=(title) {
                h2 id=(title) class="slds-text-heading_small slds-m-bottom_small" { (self.describe.label) " Information" }
                dl class="org-fields org-fields_two" {
                    @for column in self.columns {
                        div { dt { (column.label) } dd { (show::value(column, self.record)) } }
                    }
                }
            }
        }
    }

    fn tabs(&self, tabs: &[Tab], number: &mut u32) -> Markup {
        let set = *number;
        let first = tabs.iter().position(|tab| tab.active).unwrap_or(0);
        html! {
            div class="slds-tabs_default slds-card" data-tabs {
                div class="slds-tabs_default__nav org-tablist" role="tablist" aria-label="Record" {
                    @for (at, tab) in tabs.iter().enumerate() {
                        button type="button" class="org-tab" role="tab" id=(format!("tab-{set}-{at}"))
                            aria-controls=(format!("panel-{set}-{at}")) aria-selected=(if at == first { "true" } else { "false" })
                            tabindex=(if at == first { "0" } else { "-1" }) { (tab.title) }
                    }
                }
                @for (at, tab) in tabs.iter().enumerate() {
                    div class="slds-tabs_default__content" role="tabpanel" id=(format!("panel-{set}-{at}"))
                        aria-labelledby=(format!("tab-{set}-{at}")) tabindex="0" hidden[at != first] {
                        @for component in &tab.body { (self.component(component, number)) }
                    }
                }
            }
        }
    }
}
