//! A connection as the reports tell it.

use serde_json::{Map, Value, json};

use crate::clock::{Instant, iso, iso_compact};
use crate::model::connection::{Connection, SessionFacts};
use crate::state::ReportQuirks;

/// The record with its filled fields; empty ones are absent.
pub fn json_of(record: &Connection, quirks: ReportQuirks) -> Value {
    let date: fn(Instant) -> String = if quirks.compact_dates { iso_compact } else { iso };
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| match value {
        // Empty fields are absent.
        Value::Null => {}
        value => {
            fields.insert(name.to_owned(), value);
        }
    };
    put("id", record.id.clone().into());
    put("userid", record.userid.clone().into());
    put("username", record.username.clone().into());
    put("deviceid", record.deviceid.clone().into());
    put("devicename", record.devicename.clone().into());
    put("groupid", record.groupid.clone().into());
    put("groupname", record.groupname.clone().into());
    put("support_session_type", record.support_session_type.into());
    put("start_date", date(record.start_date).into());
    put("end_date", record.end_date.map(date).into());
    put("contact_id", record.contact_id.clone().into());
    match record.fee {
        // A sample of the documentation has this instead.
        Some(fee) if quirks.bill_instead_of_fee => put("bill", format!("{fee:.2}").into()),
        fee => put("fee", fee.into()),
    }
    put("currency", record.currency.clone().into());
    put("billing_state", json!(record.billing_state));
    put("notes", record.notes.clone().into());
    if let Some(session) = &record.session {
        session_facts(session, date, &mut put);
    }
    Value::Object(fields)
}

fn session_facts(session: &SessionFacts, date: fn(Instant) -> String, put: &mut impl FnMut(&str, Value)) {
    put("session_code", session.code.to_string().into());
    put("session_created_at", date(session.created_at).into());
    put("valid_until", date(session.valid_until).into());
    put(
        "assigned_userid",
        session.assigned_userid.as_deref().unwrap_or("u0").into(),
    );
    put("assigned_at", session.assigned_at.map(date).into());
    put("session_note", session.note.clone().into());
    put("custom_api", session.custom_api.clone().into());
    let mut customer = Map::new();
    for (name, text) in [
        ("name", &session.end_customer_name),
        ("email", &session.end_customer_email),
    ] {
        if let Some(text) = text {
            customer.insert(name.to_owned(), text.clone().into());
        }
    }
    if !customer.is_empty() {
        put("end_customer", Value::Object(customer));
    }
    // Feedback is asked for after every session: empty until the customer gave some.
    let feedback = session.feedback.as_ref().map(|feedback| {
        let mut body = json!({ "session_rating": feedback.session_rating });
        if let Some(comment) = &feedback.user_comment {
            body["user_comment"] = comment.clone().into();
        }
        body
    });
    put("feedback", feedback.unwrap_or_else(|| json!({})));
}
