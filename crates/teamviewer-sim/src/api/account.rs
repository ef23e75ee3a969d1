//! `/ping` and `/account`.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::Answer;
use super::caller::{Caller, bearer};
use crate::model::account::{Account, Licence};
use crate::model::grants::Access;
use crate::model::permission::Permission;
use crate::state::App;

/// Whether the token is good; the token is optional and the answer always 200.
pub async fn ping(State(app): State<App>, headers: HeaderMap) -> Json<Value> {
    let token = bearer(&headers).ok().flatten();
    let valid = app.with(|sim| {
        let now = sim.world.now();
        token.is_some_and(|token| matches!(sim.world.grants.access(token, now), Access::Valid(_)))
    });
    Json(json!({ "token_valid": valid }))
}

/// The caller's own account.
pub async fn get(State(app): State<App>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        let caller = Caller::admit(sim, &headers, "account", &[Permission::AccountRead])?;
        Ok(Json(body(&caller.account, caller.may(Permission::AccountReadEmail))).into_response())
    })
}

fn body(account: &Account, with_email: bool) -> Value {
    let licence = json!({
        "version": -1,
        "type": account.licence.name(),
        "teamViewerLicenseId": account.licence.id(),
        "isactive": true,
    });
    let number = account.userid.trim_start_matches('u');
    let mut body = json!({
        "userid": account.userid,
        "name": account.name,
        "company_name": account.company_name,
        "profilepicture_url": format!("https://profilepicturedl.teamviewer.com/a-{number}/picture/[size]"),
        "license": licence,
        "available_licenses": [licence],
        "custom_field_has_paid_license": if account.licence == Licence::Free { "False" } else { "True" },
    });
    if with_email {
        body["email"] = account.email.clone().into();
        body["email_validated"] = true.into();
        body["email_language"] = account.email_language.clone().into();
    }
    body
}
