//! `/users`: the people of the company.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::Answer;
use super::caller::Caller;
use super::errors::ApiError;
use super::params::Query;
use crate::clock::iso;
use crate::model::account::{Account, Licence};
use crate::model::permission::Permission;
use crate::state::App;

/// Users by e-mail addresses, part of the name, or (deprecated) permissions; all without a filter.
pub async fn list(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        Caller::admit(sim, &headers, "list_users", &[Permission::UsersRead])?;
        let query = Query::of(query.as_deref());
        let full_list = query.flag("full_list")?.unwrap_or(false);
        let words = |name: &str| -> Option<Vec<String>> {
            let text = query.text(name)?.to_lowercase();
            Some(text.split(',').map(|word| word.trim().to_owned()).collect())
        };
        let (emails, permissions) = (words("email"), words("permissions"));
        let name = query.text("name").map(str::to_lowercase);
        let fits = |account: &&Account| {
            let email = account.email.to_lowercase();
            let granted = permissions_of(account).to_lowercase();
            emails.as_ref().is_none_or(|emails| emails.contains(&email))
                && name
                    .as_ref()
                    .is_none_or(|name| account.name.to_lowercase().contains(name))
                && permissions.as_ref().is_none_or(|wanted| {
                    wanted
                        .iter()
                        .all(|word| granted.split(',').any(|granted| granted == word))
                })
        };
        let shown = |account: &Account| match full_list {
            true => full(account),
            false => minimal(account),
        };
        let users: Vec<Value> = sim.world.accounts.iter().filter(fits).map(shown).collect();
        Ok(Json(json!({ "users": users })).into_response())
    })
}

/// One user, in full.
pub async fn get(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    app.with(|sim| {
        Caller::admit(sim, &headers, "get_user", &[Permission::UsersRead])?;
        let account = sim.world.account(&id);
        let account = account.ok_or_else(|| ApiError::not_found(format!("There is no user {id:?}")))?;
        Ok(Json(full(account)).into_response())
    })
}

fn minimal(account: &Account) -> Value {
    json!({ "id": account.userid, "name": account.name, "email": account.email })
}

fn full(account: &Account) -> Value {
    let mut body = minimal(account);
    body["permissions"] = permissions_of(account).into();
    body["active"] = account.active.into();
    body["log_sessions"] = true.into();
    body["show_comment_window"] = false.into();
    body["userRoleId"] = role_of(account).into();
    body["tfa_enforcement"] = account.company_admin.into();
    body["tfa_enabled"] = account.company_admin.into();
    // 0 of 0 to 6; what the numbers mean is not documented.
    body["sso_status"] = 0.into();
    body["online_state"] = account.online_state.name().into();
    if let Some(at) = account.last_access {
        body["last_access_date"] = iso(at).into();
    }
    if account.licence != Licence::Free {
        body["activated_license_id"] = account.licence.id().into();
        body["activated_license_name"] = account.licence.name().into();
    }
    body
}

/// Words of the documentation of 2021; of these, seeing all connections is what the simulator knows.
fn permissions_of(account: &Account) -> &'static str {
    match account.company_admin {
        true => "ManageAdmins,ManageUsers,ShareOwnGroups,EditFullProfile,ViewAllConnections",
        false => "ShareOwnGroups,EditFullProfile,ViewOwnConnections",
    }
}

/// A GUID of ours per role.
fn role_of(account: &Account) -> &'static str {
    match account.company_admin {
        true => "00000000-0000-4000-8000-0000000000a1",
        false => "00000000-0000-4000-8000-0000000000a2",
    }
}
