//! The publisher above a record: a post to its feed, and the layout's quick actions; and the feed itself.

use std::sync::Arc;

use apex::host::{Data, DmlOperation, Host, HostError, User};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::action::QuickAction;
use super::page::Framed;
use super::record::{Shown, as_user, row};
use super::record_path;
use crate::org::Org;
use crate::shell::feed::Post;
use crate::shell::layout::failure;

/// Setting of the org: the publisher has quick actions.
pub const ACTIONS: &str = "publisherActions";
/// Longest post (Salesforce: `FeedItem.Body`).
const LONGEST: usize = 10_000;

/// Whether the publisher has quick actions. A new org has them.
///
/// # Errors
/// When the database fails.
pub fn has_actions(org: &Org) -> Result<bool, HostError> {
    Ok(org.database.preference(ACTIONS)?.as_deref() != Some("false"))
}

/// The publisher of a record, with its feed below.
pub(super) fn show(shown: &Shown<'_>, posts: &[Post]) -> Result<Markup, HostError> {
    let actions = actions(shown)?;
    let tab = |at: usize, label: &str| {
        html! {
            button type="button" role="tab" class="classic-action" id=(format!("action-{at}")) aria-controls=(format!("publish-{at}"))
                aria-selected=(if at == 0 { "true" } else { "false" }) tabindex=(if at == 0 { "0" } else { "-1" }) { (label) }
        }
    };
    Ok(html! {
        section class="classic-publisher" aria-label="Chatter" {
            div data-tabs {
                div role="tablist" aria-label="Actions" class="classic-actions" {
                    (tab(0, "Post"))
                    @for (at, action) in actions.iter().enumerate() { (tab(at + 1, &action.label)) }
                }
                div role="tabpanel" id="publish-0" aria-labelledby="action-0" class="classic-publish" {
                    form method="post" action=(format!("/classic/post/{}", shown.id)) {
                        label for="post" { "Write something" }
                        textarea id="post" name="body" rows="2" maxlength=(LONGEST) required {}
                        button type="submit" { "Share" }
                    }
                }
                @for (at, action) in actions.iter().enumerate() {
                    div role="tabpanel" id=(format!("publish-{}", at + 1)) aria-labelledby=(format!("action-{}", at + 1))
                        class="classic-publish" hidden { (frame(shown, action)) }
                }
            }
            ul class="classic-feed" {
                @for post in posts {
                    li data-post=(post.id) {
                        p { strong { (post.author) } " " span { (post.at) } }
                        p class="classic-feed__body" { (post.body) }
                    }
                }
            }
        }
    })
}

/// The quick actions of the layout that show a page, while the org has actions in the publisher.
fn actions<'s>(shown: &Shown<'s>) -> Result<Vec<&'s QuickAction>, HostError> {
    if !has_actions(shown.org)? {
        return Ok(Vec::new());
    }
    let all = &shown.org.classic.actions;
    let named = |name: &String| {
        let (object, action) = name.split_once('.').unwrap_or(("", name.as_str()));
        let own = shown.org.package.resolve(action, &shown.layout.namespace);
        all.get(name).or_else(|| all.get(&format!("{object}.{own}")))
    };
    let found = shown.layout.actions.iter().filter_map(named);
    Ok(found.filter(|action| action.page.is_some()).collect())
}

fn frame(shown: &Shown<'_>, action: &QuickAction) -> Markup {
    html! {
        @if let Some(page) = &action.page {
            (Framed {
                page,
                namespace: &action.namespace,
                title: Some(&action.label),
                record: shown.id,
                height: action.height,
                scroll: true,
            }.show(shown.org))
        }
    }
}

/// The form of a post.
#[derive(Debug, Deserialize)]
pub struct NewPost {
    body: String,
}

/// Answers the POST of a post to a record's feed, with the user's own rights.
pub fn post(org: &Arc<Org>, user: &User, id: &str, form: &NewPost) -> Response {
    let text = form.body.trim();
    let outcome = org.host(&user.id).and_then(|host| {
        let mut host = host.with_full_names();
        let record = apex::interp::coerce::normal_id(id)
            .ok_or_else(|| HostError::new("StringException", format!("Invalid id: {id}")))?;
        let item = row(
            "FeedItem",
            [
                ("ParentId", Data::Id(record)),
                ("Body", Data::String(text.chars().take(LONGEST).collect())),
            ],
        );
        host.dml(&DmlOperation::Insert, &mut [item], as_user())?;
        host.commit(org)
    });
    match outcome {
        Ok(()) => (StatusCode::SEE_OTHER, [(header::LOCATION, record_path(id))]).into_response(),
        Err(error) => failure(&error),
    }
}
