//! The addresses of Setup.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Form as Sent, Router};
use serde::Deserialize;

use super::form::Form;
use super::visit::{Answer, Visit};
use super::{
    app_builder, apps, assignments, chatter, home, home_layouts, layout_editor, layouts, metadata_types,
    packages, permission_sets, template_form, templates, user_interface,
};
use crate::org::Org;
use crate::shell::layout;
use crate::shell::route::{blocking, path_of, same_origin, user};

/// What a page of Setup may be asked for.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// An address of Setup Classic inside the page.
    #[serde(default)]
    address: String,
    /// A folder of e-mail templates.
    folder: Option<String>,
    /// A home page layout.
    #[serde(default)]
    layout: String,
    /// An object.
    #[serde(default)]
    object: String,
}

/// The routes of Setup.
pub fn routes() -> Router<Arc<Org>> {
    Router::new()
        .route(home::HOME, page(|visit, _, _| Ok(home::home(visit))))
        .route(
            metadata_types::HOME,
            page(|visit, _, _| Ok(metadata_types::home(visit))),
        )
        .route(
            "/lightning/setup/CustomMetadata/page",
            form(|visit, _, asked, sent| metadata_types::page(visit, &asked.address, sent)),
        )
        .route(
            permission_sets::HOME,
            page(|visit, _, _| permission_sets::home(visit)),
        )
        .route(
            "/lightning/setup/PermSets/{id}/view",
            page(|visit, id, _| permission_sets::view(visit, id)),
        )
        .route(
            "/lightning/setup/PermSets/{id}/assignments",
            page(|visit, id, _| assignments::view(visit, id)),
        )
        .route(
            "/lightning/setup/PermSets/{id}/assignments/add",
            form(|visit, id, _, sent| match sent {
                Some(sent) => assignments::assign(visit, id, sent),
                None => assignments::add(visit, id),
            }),
        )
        .route(
            "/lightning/setup/PermSets/{id}/assignments/remove",
            submit(assignments::remove),
        )
        .route(
            chatter::PATH,
            form(|visit, _, _, sent| match sent {
                Some(sent) => chatter::save(visit, sent),
                None => chatter::view(visit),
            }),
        )
        .route(
            user_interface::PATH,
            form(|visit, _, _, sent| match sent {
                Some(sent) => user_interface::save(visit, sent),
                None => user_interface::view(visit),
            }),
        )
        .route(
            home_layouts::HOME,
            page(|visit, _, _| Ok(home_layouts::home(visit))),
        )
        .route(
            "/lightning/setup/HomePageLayouts/edit",
            form(|visit, _, asked, sent| match sent {
                Some(sent) => home_layouts::save(visit, &asked.layout, sent),
                None => home_layouts::edit(visit, &asked.layout),
            }),
        )
        .route(apps::HOME, page(|visit, _, _| Ok(apps::home(visit))))
        .route(
            "/lightning/setup/NavigationMenus/{id}/edit",
            form(|visit, id, _, sent| match sent {
                Some(sent) => apps::save(visit, id, sent),
                None => apps::edit(visit, id),
            }),
        )
        .route(packages::HOME, page(|visit, _, _| packages::home(visit)))
        .merge(pages_and_templates())
}

fn pages_and_templates() -> Router<Arc<Org>> {
    Router::new()
        .route(
            templates::HOME,
            page(|visit, _, asked| templates::home(visit, asked.folder.as_deref())),
        )
        .route(
            template_form::NEW,
            form(|visit, _, asked, sent| match sent {
                Some(sent) => template_form::save(visit, None, sent),
                None => template_form::new(visit, asked.folder.as_deref().unwrap_or_default()),
            }),
        )
        .route(
            "/lightning/setup/CommunicationTemplatesEmail/{id}/edit",
            form(|visit, id, _, sent| match sent {
                Some(sent) => template_form::save(visit, Some(id), sent),
                None => template_form::edit(visit, id),
            }),
        )
        .route(layouts::HOME, page(|visit, _, _| layouts::home(visit)))
        .route(
            "/lightning/setup/ObjectManager/{id}/PageLayouts/view",
            form(|visit, id, _, sent| match sent {
                Some(sent) => layout_editor::save(visit, id, sent),
                None => layout_editor::view(visit, id),
            }),
        )
        .route(
            "/visualEditor/appBuilder.app",
            form(|visit, _, asked, sent| match sent {
                Some(sent) => app_builder::save(visit, &asked.object, sent),
                None => app_builder::view(visit, &asked.object),
            }),
        )
}

/// A page that only shows.
fn page(show: fn(&Visit<'_>, &str, &Asked) -> Answer) -> MethodRouter<Arc<Org>> {
    get(
        move |State(org): State<Arc<Org>>,
              id: Option<Path<String>>,
              Query(asked): Query<Asked>,
              headers: HeaderMap,
              uri: OriginalUri| async move {
            visited(org, headers, uri, move |visit| show(visit, name(&id), &asked)).await
        },
    )
}

/// A page that shows, and carries out what its form sends.
fn form(answer: fn(&Visit<'_>, &str, &Asked, Option<&Form>) -> Answer) -> MethodRouter<Arc<Org>> {
    let shown = get(
        move |State(org): State<Arc<Org>>,
              id: Option<Path<String>>,
              Query(asked): Query<Asked>,
              headers: HeaderMap,
              uri: OriginalUri| async move {
            visited(org, headers, uri, move |visit| {
                answer(visit, name(&id), &asked, None)
            })
            .await
        },
    );
    shown.post(
        move |State(org): State<Arc<Org>>,
              id: Option<Path<String>>,
              Query(asked): Query<Asked>,
              headers: HeaderMap,
              uri: OriginalUri,
              Sent(sent): Sent<Vec<(String, String)>>| async move {
            changed(org, headers, uri, move |visit| {
                answer(visit, name(&id), &asked, Some(&Form::new(sent)))
            })
            .await
        },
    )
}

/// What only carries out.
fn submit(answer: fn(&Visit<'_>, &str, &Form) -> Answer) -> MethodRouter<Arc<Org>> {
    post(
        move |State(org): State<Arc<Org>>,
              id: Option<Path<String>>,
              headers: HeaderMap,
              uri: OriginalUri,
              Sent(sent): Sent<Vec<(String, String)>>| async move {
            changed(org, headers, uri, move |visit| {
                answer(visit, name(&id), &Form::new(sent))
            })
            .await
        },
    )
}

fn name(id: &Option<Path<String>>) -> &str {
    id.as_ref().map(|Path(id)| id.as_str()).unwrap_or_default()
}

/// Answers an administrator; others read that they may not be here.
async fn visited(
    org: Arc<Org>,
    headers: HeaderMap,
    uri: OriginalUri,
    answer: impl FnOnce(&Visit<'_>) -> Answer + Send + 'static,
) -> Response {
    blocking(move || {
        let path = path_of(&uri);
        let user = match user(&org, &headers, &path) {
            Ok(user) => user,
            Err(response) => return *response,
        };
        let visit = Visit {
            org: &org,
            user: &user,
            path: &path,
        };
        let answered = visit.host().and_then(|host| {
            if host.may_customize() {
                answer(&visit)
            } else {
                let text = "Only an administrator can open Setup.";
                let heading = "Insufficient Privileges";
                Ok(layout::problem(&org, &user, StatusCode::FORBIDDEN, heading, text))
            }
        });
        answered.unwrap_or_else(|error| layout::failure(&error))
    })
    .await
}

/// Carries out a form that a page of the shell sent.
async fn changed(
    org: Arc<Org>,
    headers: HeaderMap,
    uri: OriginalUri,
    answer: impl FnOnce(&Visit<'_>) -> Answer + Send + 'static,
) -> Response {
    if !same_origin(&org, &headers) {
        return (StatusCode::FORBIDDEN, "This form was sent by another site.").into_response();
    }
    visited(org, headers, uri, answer).await
}
