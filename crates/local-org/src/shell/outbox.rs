//! `/outbox`: the mails that left the org, for people.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::layout;
use super::route::{blocking, path_of, user};
use crate::mail::Letter;
use crate::org::Org;

/// Mails on the page.
const MOST: u32 = 50;

/// A mail's HTML may style itself and show images it brings along, and nothing else; its links open in a tab of
/// their own.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
     frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/// `GET /outbox`
pub async fn page(State(org): State<Arc<Org>>, headers: HeaderMap, uri: OriginalUri) -> Response {
    blocking(move || match user(&org, &headers, &path_of(&uri)) {
        Err(response) => *response,
        Ok(user) => match org.postmaster.outbox().latest(MOST) {
            Ok(letters) => layout::page(&org, &user, "Outbox", "/outbox", &list(&letters)),
            Err(error) => failure(&error),
        },
    })
    .await
}

/// `GET /outbox/<id>/html`: the HTML version, for the frame.
pub async fn html(
    State(org): State<Arc<Org>>,
    Path(id): Path<i64>,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Response {
    blocking(move || {
        if let Err(response) = user(&org, &headers, &path_of(&uri)) {
            return *response;
        }
        match org.postmaster.outbox().find(id) {
            Ok(Some(letter)) => body(&letter),
            Ok(None) => (StatusCode::NOT_FOUND, "There is no such mail.").into_response(),
            Err(error) => failure(&error),
        }
    })
    .await
}

fn failure(error: &dyn std::fmt::Display) -> Response {
    eprintln!("outbox: {error}");
    (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response()
}

fn body(letter: &Letter) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (subject(letter)) }
                base target="_blank";
            }
            body { (PreEscaped(letter.html.as_deref().unwrap_or_default())) }
        }
    };
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, page.into_string()).into_response()
}

fn list(letters: &[Letter]) -> Markup {
    html! {
        section class="slds-card slds-p-around_medium" aria-labelledby="outbox-title" {
            h1 id="outbox-title" class="slds-text-heading_medium" { "Outbox" }
            p { "Mails that this org sent, newest first. None of them left this computer." }
        }
        @if letters.is_empty() { p { "No mail has been sent." } }
        @for letter in letters { (one(letter)) }
    }
}

fn one(letter: &Letter) -> Markup {
    let title = format!("mail-{}", letter.id);
    let facts = [
        ("From", format!("{} <{}>", letter.from_name, letter.from_address)),
        ("To", letter.to.join(", ")),
        ("Cc", letter.cc.join(", ")),
        ("Bcc", letter.bcc.join(", ")),
        ("Reply to", letter.reply_to.clone().unwrap_or_default()),
        ("Sent", letter.at.format("%Y-%m-%d %H:%M UTC").to_string()),
        ("About", letter.what_id.clone().unwrap_or_default()),
        (
            "Attachments",
            letter
                .attachments
                .iter()
                .map(|file| format!("{} ({} bytes)", file.name, file.size))
                .collect::<Vec<_>>()
                .join(", "),
        ),
    ];
    html! {
        article class="slds-card slds-p-around_medium" aria-labelledby=(title) data-mail=(letter.id) {
            h2 id=(title) class="slds-text-heading_small" { (subject(letter)) }
            dl class="org-fields" {
                @for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
                    div { dt { (name) } dd { (value) } }
                }
            }
            @if letter.html.is_some() {
                h3 class="slds-text-title slds-m-top_small" { "HTML version" }
                iframe class="org-mail" title=(format!("HTML version of {}", subject(letter)))
                    sandbox="allow-popups allow-popups-to-escape-sandbox" height="260"
                    src=(format!("/outbox/{}/html", letter.id)) {}
            }
            @if let Some(text) = &letter.text {
                h3 class="slds-text-title slds-m-top_small" { "Text version" }
                p class="org-mail__text" { (text) }
            }
        }
    }
}

fn subject(letter: &Letter) -> &str {
    if letter.subject.is_empty() {
        "(no subject)"
    } else {
        &letter.subject
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_no_markup_of_a_mail() {
        let letter = Letter {
            id: 4,
            subject: "<i>Hi</i>".into(),
            html: Some("<b>inside</b>".into()),
            text: Some("<u>plain</u>".into()),
            ..Letter::default()
        };
        let page = list(&[letter]).into_string();
        assert!(
            !page.contains("<i>") && !page.contains("<b>") && !page.contains("<u>"),
            "{page}"
        );
        assert!(page.contains("src=\"/outbox/4/html\""), "{page}");
        assert!(
            page.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""),
            "{page}"
        );
    }
}
