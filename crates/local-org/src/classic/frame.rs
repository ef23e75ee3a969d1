//! What every page of Classic has: skip link, header, tabs, sidebar.

use std::sync::Arc;

use apex::host::{Host, HostError, User};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::sidebar;
use crate::host::OrgHost;
use crate::org::Org;
use crate::shell::layout::failure;
use crate::shell::tab::TabKind;

/// The address of the home page.
pub const HOME: &str = "/home/home.jsp";

/// A page of Classic before its main part is put in.
#[derive(Clone, Copy)]
pub struct Frame<'f> {
    /// The org.
    pub org: &'f Arc<Org>,
    /// Who looks at it.
    pub user: &'f User,
    /// Title of the document.
    pub title: &'f str,
    /// Its own address.
    pub path: &'f str,
    /// Whether it stands in a tab of the console, which has header and tabs of its own.
    pub bare: bool,
}

/// A tab of the bar.
struct Tab {
    label: String,
    path: String,
}

impl Frame<'_> {
    /// Puts the page together.
    pub fn page(&self, main: &Markup) -> Response {
        self.assemble(main).unwrap_or_else(|error| failure(&error))
    }

    /// A page that says what went wrong.
    pub fn problem(&self, status: StatusCode, heading: &str, text: &str) -> Response {
        let main = html! {
            h1 { (heading) }
            p { (text) }
            @if !self.bare { p { a href=(HOME) { "Go to the home page" } } }
        };
        let mut response = self.page(&main);
        if response.status().is_success() {
            *response.status_mut() = status;
        }
        response
    }

    fn assemble(&self, main: &Markup) -> Result<Response, HostError> {
        let aside = self.aside()?;
        let body = html! {
            @if !self.bare {
                a class="classic-skip" href="#main" { "Skip to main content" }
                (self.header()?)
                (self.tabs()?)
            }
            div class="classic-body" {
                @if let Some(aside) = aside { aside class="classic-sidebar" aria-label="Sidebar" { (aside) } }
                main id="main" class="classic-main" tabindex="-1" { (main) }
            }
        };
        Ok(document(self.title, &[], &body))
    }

    /// Custom components stand on the home page, and on every page where the org is set so.
    fn aside(&self) -> Result<Option<Markup>, HostError> {
        let everywhere = sidebar::on_all_pages(&self.org.database)?;
        if self.bare || !(everywhere || self.path == HOME) {
            return Ok(None);
        }
        sidebar::show(self.org, true)
    }

    fn header(&self) -> Result<Markup, HostError> {
        let users = self.org.database.users()?;
        let host = self.org.host(&self.user.id)?;
        let organization = self.org.database.organization();
        let lightning = self.org.hosts.lightning_url(&lightning_path(&host, self.path));
        Ok(html! {
            header class="classic-header" {
                div class="classic-header__name" { (organization.name) }
                nav class="classic-header__links" aria-label="Apps and Setup" {
                    @for console in self.org.classic.consoles.all() {
                        a href=(format!("/console?app={}", console.name)) { (console.label) }
                    }
                    @if host.may_customize() {
                        a href=(self.org.hosts.lightning_url("/lightning/setup/SetupOneHome/home")) { "Setup" }
                    }
                    a href=(lightning) { "Switch to Lightning Experience" }
                }
                form class="classic-header__user" method="post" action="/classic/user" {
                    input type="hidden" name="retURL" value=(self.org.hosts.my_domain_url(self.path));
                    label for="user" { "User" }
                    select id="user" name="un" {
                        @for other in &users {
                            option value=(other.username) selected[other.id == self.user.id] {
                                (other.name()) " (" (other.profile_name) ")"
                            }
                        }
                    }
                    button type="submit" { "Switch user" }
                    button type="submit" formaction="/secur/logout.jsp" { "Logout" }
                }
            }
        })
    }

    fn tabs(&self) -> Result<Markup, HostError> {
        let host = self.org.host(&self.user.id)?.with_full_names();
        let tabs = tabs(self.org, &host);
        Ok(html! {
            nav class="classic-tabs" aria-label="Tabs" {
                ul {
                    li { a href=(HOME) aria-current=[(self.path == HOME).then_some("page")] { "Home" } }
                    @for tab in &tabs {
                        li { a href=(tab.path) aria-current=[(self.path == tab.path).then_some("page")] { (tab.label) } }
                    }
                }
            }
        })
    }
}

/// The tabs that a user has: objects with a layout that may be read, then custom tabs.
fn tabs(org: &Org, host: &OrgHost) -> Vec<Tab> {
    let mut tabs = Vec::new();
    for layout in org.classic.layouts.all() {
        let Some(describe) = host.describe(&layout.object) else {
            continue;
        };
        let rows = describe.kind == apex::host::ObjectKind::Normal;
        if rows && host.object_access(&describe.name).read {
            tabs.push(Tab {
                label: describe.label_plural.clone(),
                path: format!("/{}/o", describe.key_prefix),
            });
        }
    }
    let pages = org
        .tabs
        .all()
        .filter(|tab| matches!(tab.kind, TabKind::Page(_)) && host.tab_access(&tab.name));
    tabs.extend(pages.map(|tab| Tab {
        label: tab.label.clone(),
        path: format!("/classic/tab/{}", tab.name),
    }));
    tabs
}

/// The page of Lightning that shows what a page of Classic shows.
fn lightning_path(host: &OrgHost, path: &str) -> String {
    let name = path.trim_start_matches('/');
    let id = apex::interp::coerce::normal_id(name);
    match id.and_then(|id| Some((host.object_of_id(&id)?, id))) {
        Some((object, id)) => format!("/lightning/r/{object}/{id}/view"),
        None => "/lightning/page/home".to_owned(),
    }
}

/// A document in the Classic look, with further style sheets and scripts of these names.
pub fn document(title: &str, more: &[&str], body: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " ~ Salesforce" }
                link rel="icon" href="/shell/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/classic/classic.css";
                @for name in more { link rel="stylesheet" href=(format!("/classic/{name}.css")); }
                script src="/classic/classic.js" defer {}
                @for name in more { script src=(format!("/classic/{name}.js")) defer {} }
            }
            body class="classic" { (body) }
        }
    };
    Html(page.into_string()).into_response()
}
