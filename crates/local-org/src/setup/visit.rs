//! A visit of an administrator to a page of Setup.

use std::sync::Arc;

use apex::host::{HostError, User};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::form::Form;
use super::home;
use crate::host::OrgHost;
use crate::org::Org;
use crate::shell::layout;

/// A visit of an administrator to a page of Setup.
#[derive(Clone, Copy)]
pub struct Visit<'v> {
    /// The org.
    pub org: &'v Arc<Org>,
    /// The administrator.
    pub user: &'v User,
    /// The address, with its query.
    pub path: &'v str,
}

/// What a page of Setup answers.
pub type Answer = Result<Response, HostError>;

impl Visit<'_> {
    /// A transaction of the administrator.
    ///
    /// # Errors
    /// When the database fails.
    pub fn host(&self) -> Result<OrgHost, HostError> {
        Ok(self.org.host(&self.user.id)?.with_full_names())
    }

    /// Puts a page together.
    pub fn page(&self, title: &str, main: &Markup) -> Response {
        let body = html! {
            div class="slds-grid slds-gutters slds-wrap" {
                div class="slds-col slds-size_1-of-1 slds-large-size_1-of-5" { (home::navigation(self.path)) }
                div class="slds-col slds-size_1-of-1 slds-large-size_4-of-5" {
                    section class="slds-card slds-p-around_medium" aria-labelledby="setup-title" {
                        h1 id="setup-title" class="slds-text-heading_medium slds-m-bottom_small" { (title) }
                        (main)
                    }
                }
            }
        };
        layout::page(self.org, self.user, &format!("{title} | Setup"), self.path, &body)
    }

    /// A page that says that something is not there.
    pub fn missing(&self, text: &str) -> Response {
        layout::problem(
            self.org,
            self.user,
            StatusCode::NOT_FOUND,
            "Page doesn't exist",
            text,
        )
    }

    /// A page with what was wrong in a form.
    pub fn refused(&self, title: &str, main: &Markup) -> Response {
        let mut response = self.page(title, main);
        if response.status().is_success() {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        response
    }
}

/// Goes to another page after a form was carried out.
pub fn go(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response()
}

/// A table of Setup.
pub fn table(label: &str, columns: &[&str], rows: &[Vec<Markup>]) -> Markup {
    html! {
        @if rows.is_empty() { p { "No records to display." } }
        @else {
            div class="org-scroll" tabindex="0" role="group" aria-label=(label) {
                table class="slds-table slds-table_bordered slds-table_cell-buffer" aria-label=(label) {
                    thead { tr { @for column in columns { th scope="col" { (column) } } } }
                    tbody { @for row in rows { tr { @for cell in row { td { (cell) } } } } }
                }
            }
        }
    }
}

/// The button that saves a form, and the link that leaves it.
pub fn buttons(save: &str, cancel: &str) -> Markup {
    html! {
        div class="slds-m-top_medium" {
            button type="submit" class="slds-button slds-button_brand" { (save) }
            a class="slds-button slds-button_neutral slds-m-left_small" href=(cancel) { "Cancel" }
        }
    }
}

/// A box to tick.
pub fn tick(name: &str, label: &str, on: bool) -> Markup {
    html! {
        div class="slds-form-element slds-m-bottom_small" {
            label { input type="checkbox" name=(name) value="true" checked[on]; " " (label) }
        }
    }
}

/// Whether a box was ticked.
pub fn ticked(form: &Form, name: &str) -> bool {
    form.get(name) == Some("true")
}
