//! A session as the API shows it: after creating, in the minimal list, and in full.

use serde_json::{Map, Value, json};

use crate::clock::iso;
use crate::hosts::Links;
use crate::model::World;
use crate::model::session::Session;

/// An entry of the minimal list.
pub fn minimal(session: &Session) -> Value {
    json!({
        "code": session.code,
        "state": session.state.name(),
        "online": session.customer_online,
        "groupid": session.groupid,
        "support_session_type": session.kind.name(),
    })
}

/// The reply to creating: no `online`, and nothing that only later changes bring.
pub fn created(world: &World, links: &Links, session: &Session) -> Value {
    let mut fields = common(world, links, session);
    optional(&mut fields, "customId", session.details.custom_id.as_ref());
    Value::Object(fields)
}

/// An entry of the full list, and the reply to getting one.
pub fn full(world: &World, links: &Links, session: &Session) -> Value {
    let mut fields = common(world, links, session);
    fields.insert("online".to_owned(), session.customer_online.into());
    optional(
        &mut fields,
        "custom_module_id",
        session.details.custom_module_id.as_ref(),
    );
    optional(&mut fields, "closed_at", session.closed_at.map(iso).as_ref());
    Value::Object(fields)
}

/// Empty fields are absent, not null: so captured replies have it.
fn common(world: &World, links: &Links, session: &Session) -> Map<String, Value> {
    let details = &session.details;
    let supporter = session.assigned_userid.as_ref().unwrap_or(&session.creator);
    let display_name = world.account(supporter).map_or("", |account| &account.name);
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put("code", session.code.to_string().into());
    put("state", session.state.name().into());
    put("groupid", session.groupid.clone().into());
    put(
        "assigned_userid",
        session.assigned_userid.as_deref().unwrap_or("u0").into(),
    );
    put("end_customer_link", links.customer(session).into());
    put("supporter_link", links.supporter(session).into());
    put(
        "webclient_supporter_link",
        links.web_client(session, display_name).into(),
    );
    put("created_at", iso(session.created_at).into());
    put("valid_until", iso(session.valid_until).into());
    put("support_session_type", session.kind.name().into());
    optional(&mut fields, "assigned_at", session.assigned_at.map(iso).as_ref());
    optional(&mut fields, "waiting_message", details.waiting_message.as_ref());
    optional(&mut fields, "description", details.description.as_ref());
    optional(&mut fields, "custom_api", details.custom_api.as_ref());
    optional(&mut fields, "tv_version", details.tv_version.as_ref());
    let mut customer = Map::new();
    optional(&mut customer, "name", details.end_customer_name.as_ref());
    optional(&mut customer, "email", details.end_customer_email.as_ref());
    if !customer.is_empty() {
        fields.insert("end_customer".to_owned(), Value::Object(customer));
    }
    fields
}

fn optional(fields: &mut Map<String, Value>, name: &str, text: Option<&String>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        fields.insert(name.to_owned(), text.clone().into());
    }
}
