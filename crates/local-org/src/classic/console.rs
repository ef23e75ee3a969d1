//! The console: records in tabs of one page, and components in its footer.

use std::sync::Arc;

use apex::host::{Host, HostError, ObjectDescribe, User};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::console_app::{ConsoleApp, ConsoleComponent};
use super::frame::{self, Frame, HOME};
use super::page::Framed;
use crate::host::OrgHost;
use crate::org::Org;
use crate::package::full;
use crate::shell::layout::failure;

/// Answers `/console?app=<name>`.
pub fn view(org: &Arc<Org>, user: &User, name: Option<&str>) -> Response {
    let found = match name {
        Some(name) => org.classic.consoles.get(name),
        None => org.classic.consoles.all().next(),
    };
    let Some(app) = found else {
        let frame = Frame {
            org,
            user,
            title: "Console",
            path: "/console",
            bare: false,
        };
        return frame.problem(
            StatusCode::NOT_FOUND,
            "URL No Longer Exists",
            "This org has no such console app.",
        );
    };
    match body(org, user, app) {
        Ok(body) => frame::document(&app.label, &["console"], &body),
        Err(error) => failure(&error),
    }
}

fn body(org: &Arc<Org>, user: &User, app: &ConsoleApp) -> Result<Markup, HostError> {
    let host = org.host(&user.id)?.with_full_names();
    let items: Vec<_> = app.tabs.iter().filter_map(|tab| item(&host, org, tab)).collect();
    let first = items
        .first()
        .map_or(HOME.to_owned(), |item| format!("/{}/o?isdtp=vw", item.key_prefix));
    let mut components = Vec::new();
    for component in org.classic.consoles.components() {
        if org.classic.consoles.shows(&org.database, app, component)? {
            components.push(component);
        }
    }
    Ok(html! {
        header class="console-header" {
            h1 { (app.label) }
            nav aria-label="Navigation" {
                @for item in &items {
                    a href=(format!("/{}/o?isdtp=vw", item.key_prefix)) target="navigation" data-navigation { (item.label_plural) }
                }
            }
            a href=(HOME) { "Leave the console" }
        }
        main id="main" class="console-main" data-console {
            div role="tablist" aria-label="Primary tabs" class="console-tabs" {
                button type="button" role="tab" id="console-tab-0" aria-controls="console-panel-0" aria-selected="true" tabindex="0" { "Navigation" }
            }
            div role="tabpanel" id="console-panel-0" aria-labelledby="console-tab-0" class="console-panel" {
                iframe name="navigation" title="Navigation" src=(first) {}
            }
        }
        footer class=(if app.left { "console-footer" } else { "console-footer console-footer_right" }) {
            @for (at, component) in components.iter().enumerate() { (footer(org, component, at)) }
        }
    })
}

/// A component of the footer. Its page is loaded with the console, before anybody opens it.
fn footer(org: &Org, component: &ConsoleComponent, at: usize) -> Markup {
    let panel = format!("console-component-{at}");
    html! {
        div class="console-component" {
            div id=(panel) class="console-component__panel" data-width=(component.width) data-closed {
                (Framed {
                    page: &component.page,
                    namespace: &component.namespace,
                    title: Some(&component.button),
                    record: "",
                    height: component.height,
                    scroll: true,
                }.show(org))
            }
            @if !component.hidden {
                button type="button" aria-expanded="false" aria-controls=(panel) data-component { (component.button) }
            }
        }
    }
}

/// An object that a console app lists.
fn item(host: &OrgHost, org: &Org, tab: &str) -> Option<Arc<ObjectDescribe>> {
    let name = tab.strip_prefix("standard-").unwrap_or(tab);
    let describe = host
        .describe(name)
        .or_else(|| host.describe(&full(org.package.namespace(), name)))?;
    host.object_access(&describe.name).read.then_some(describe)
}
