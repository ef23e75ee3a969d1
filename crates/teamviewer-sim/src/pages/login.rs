//! Sign-in, consent and registration.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::page;
use crate::model::account::Account;
use crate::model::permission::Permission;
use crate::oauth::{AuthorizationRequest, signed_in};
use crate::state::App;

/// Accounts that the sign-in page offers by name.
const OFFERED: usize = 10;

/// Start page of every host: where to go from here.
pub async fn home(State(app): State<App>, headers: HeaderMap) -> Response {
    app.with(|sim| {
        let account = signed_in(sim, &headers);
        let content = html! {
            @match account {
                Some(account) => (signed_in_as(account, "")),
                None => (sign_in_forms(&sim.world.accounts, "", None)),
            }
            p { a href="/control" { "Control page of the simulator" } }
        };
        page("TeamViewer", content).into_response()
    })
}

/// The sign-in page; `query` is the authorization request to go on with.
pub fn sign_in(accounts: &[Account], query: &str, problem: Option<&str>) -> Markup {
    page("Sign in to TeamViewer", sign_in_forms(accounts, query, problem))
}

fn sign_in_forms(accounts: &[Account], query: &str, problem: Option<&str>) -> Markup {
    html! {
        @if let Some(problem) = problem { p role="alert" { (problem) } }
        form method="post" action="/oauth2/sign-in" {
            input type="hidden" name="query" value=(query);
            label for="email" { "E-mail address" }
            input id="email" name="email" type="email" autocomplete="username" required;
            label for="password" { "Password" }
            input id="password" name="password" type="password" autocomplete="current-password" required;
            div { button type="submit" { "Sign in" } }
        }
        h2 { "Demo accounts" }
        ul {
            @for account in accounts.iter().filter(|account| account.active).take(OFFERED) {
                li {
                    (account.name) " (" (account.licence.name())
                    @if account.company_admin { ", company administrator" }
                    "): " code { (account.email) } ", password " code { (account.password) }
                    form method="post" action="/oauth2/sign-in" {
                        input type="hidden" name="query" value=(query);
                        input type="hidden" name="email" value=(account.email);
                        input type="hidden" name="password" value=(account.password);
                        button class="plain" type="submit" { "Sign in as " (account.name) }
                    }
                }
            }
        }
        @if accounts.len() > OFFERED {
            p { "And " (accounts.len() - OFFERED) " more: the control page's state names them." }
        }
        p { a href="/register" { "Create an account" } }
    }
}

/// The consent page.
pub fn consent(account: &Account, request: &AuthorizationRequest, permissions: &[Permission]) -> Markup {
    let content = html! {
        p { "The app " strong { (request.client.id) } " asks to use your TeamViewer account." }
        h2 { "It will be able to" }
        ul { @for permission in permissions { li { (permission.meaning()) } } }
        form method="post" action="/oauth2/consent" {
            input type="hidden" name="query" value=(request.query);
            button type="submit" name="decision" value="allow" { "Allow" }
            button class="plain" type="submit" name="decision" value="deny" { "Deny" }
        }
        (signed_in_as(account, &request.query))
    };
    page("Allow access", content)
}

fn signed_in_as(account: &Account, query: &str) -> Markup {
    html! {
        form method="post" action="/oauth2/sign-out" {
            p { "You are signed in as " strong { (account.name) } " (" (account.email) ")." }
            input type="hidden" name="query" value=(query);
            button class="plain" type="submit" { "Use another account" }
        }
    }
}

/// The registration form.
pub fn registration(problem: Option<&str>) -> Markup {
    let content = html! {
        @if let Some(problem) = problem { p role="alert" { (problem) } }
        form method="post" action="/register" {
            label for="name" { "Name" }
            input id="name" name="name" autocomplete="name" required;
            label for="email" { "E-mail address" }
            input id="email" name="email" type="email" autocomplete="username" required;
            label for="password" { "Password" }
            input id="password" name="password" type="password" autocomplete="new-password" required;
            div { button type="submit" { "Create account" } }
        }
    };
    page("Create a TeamViewer account", content)
}

/// What a new account's owner sees.
pub fn registered(account: &Account) -> Markup {
    let content = html! {
        p role="status" { "The account of " (account.name) " exists now, without a paid license, until the simulator ends." }
        p { a href="/" { "Sign in" } }
    };
    page("Account created", content)
}
