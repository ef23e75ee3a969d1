//! Signing in to the pages, out of them, and registering an account.

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::authorize::guarded;
use crate::model::account::{Account, Licence};
use crate::model::device::OnlineState;
use crate::pages::login;
use crate::state::{App, Sim};

/// Name of the cookie.
const COOKIE: &str = "teamviewer-sim";

/// The sign-in form. `query` is the authorization request to go on with, empty without one.
#[derive(Debug, Deserialize)]
pub struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    query: String,
}

/// The sign-out form.
#[derive(Debug, Deserialize)]
pub struct SignOut {
    #[serde(default)]
    query: String,
}

/// The registration form.
#[derive(Debug, Deserialize)]
pub struct Registration {
    name: String,
    email: String,
    password: String,
}

/// Who is signed in with this browser.
pub fn signed_in<'a>(sim: &'a Sim, headers: &HeaderMap) -> Option<&'a Account> {
    sim.world.account(sim.world.sign_ins.get(secret(headers)?)?)
}

/// The secret in this browser's cookie.
fn secret(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}

/// Checks e-mail address and password.
pub async fn sign_in(State(app): State<App>, Form(form): Form<SignIn>) -> Response {
    app.with(|sim| {
        let email = form.email.trim();
        let fits = |account: &&Account| {
            account.active && account.email.eq_ignore_ascii_case(email) && account.password == form.password
        };
        let Some(userid) = sim
            .world
            .accounts
            .iter()
            .find(fits)
            .map(|account| account.userid.clone())
        else {
            let sentence = "E-mail address or password is wrong. The demo accounts are listed below.";
            let page = login::sign_in(&sim.world.accounts, &form.query, Some(sentence));
            return guarded(sim, (StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        };
        let secret = sim.world.ids.secret(32);
        sim.world.sign_ins.insert(secret.clone(), userid);
        (set_cookie(&secret, ""), go_on(&form.query)).into_response()
    })
}

/// Forgets who is signed in with this browser: a copy of its cookie is worthless afterwards.
pub async fn sign_out(State(app): State<App>, headers: HeaderMap, Form(form): Form<SignOut>) -> Response {
    if let Some(secret) = secret(&headers) {
        app.with(|sim| sim.world.sign_ins.remove(secret));
    }
    (set_cookie("", "; Max-Age=0"), go_on(&form.query)).into_response()
}

/// The form for a new account.
pub async fn show_registration(State(app): State<App>) -> Response {
    app.with(|sim| guarded(sim, login::registration(None).into_response()))
}

/// Makes an account without a paid licence.
pub async fn register(State(app): State<App>, Form(form): Form<Registration>) -> Response {
    app.with(|sim| {
        let (name, email) = (form.name.trim(), form.email.trim());
        let problem = if name.is_empty() || form.password.is_empty() || !email.contains('@') {
            Some("Fill in a name, an e-mail address and a password.")
        } else if sim
            .world
            .accounts
            .iter()
            .any(|account| account.email.eq_ignore_ascii_case(email))
        {
            Some("There is an account with this e-mail address already.")
        } else {
            None
        };
        if let Some(sentence) = problem {
            let page = login::registration(Some(sentence));
            return guarded(sim, (StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        let userid = loop {
            let userid = format!("u{}", sim.world.ids.number());
            if sim.world.account(&userid).is_none() {
                break userid;
            }
        };
        let account = Account {
            userid,
            name: name.to_owned(),
            email: email.to_owned(),
            password: form.password,
            company_name: String::new(),
            company_admin: false,
            licence: Licence::Free,
            email_language: "en".to_owned(),
            active: true,
            last_access: None,
            online_state: OnlineState::Offline,
        };
        let page = login::registered(&account);
        sim.world.accounts.push(account);
        guarded(sim, page.into_response())
    })
}

fn set_cookie(value: &str, more: &str) -> [(header::HeaderName, String); 1] {
    [(
        header::SET_COOKIE,
        format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax{more}"),
    )]
}

/// Back to the authorization request, or to the start page without one.
fn go_on(query: &str) -> Redirect {
    if query.is_empty() {
        Redirect::to("/")
    } else {
        Redirect::to(&format!("/oauth2/authorize?{query}"))
    }
}
