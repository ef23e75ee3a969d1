//! What POST and PUT of a session may say, checked.

use serde_json::Value;

use super::caller::Caller;
use super::errors::ApiError;
use super::params::Fields;
use super::sms::Invitation;
use crate::model::code::SessionCode;
use crate::model::permission::Permission;
use crate::model::session::{Details, Kind, State};
use crate::model::{NewSession, World};

/// Longest `description` and `custom_api` (API description); taken for the other texts as well, which it leaves
/// open.
const LONGEST_TEXT: usize = 4_000;
/// Longest `end_customer.name`.
const LONGEST_NAME: usize = 100;
/// Longest `end_customer.email`.
const LONGEST_EMAIL: usize = 254;

/// What a PUT changes.
#[derive(Debug)]
pub struct Change {
    /// Another group.
    pub groupid: Option<String>,
    /// Another assignee; inner none for `u0`.
    pub assigned_userid: Option<Option<String>>,
    /// Open or close.
    pub state: Option<State>,
    /// The caller's facts after the change.
    pub details: Details,
}

/// Reads the body of POST. A group named for the first time is made only once everything else is in order.
pub fn read_new(
    world: &mut World,
    caller: &Caller,
    fields: &Fields,
) -> Result<(NewSession, Option<Invitation>), ApiError> {
    let assigned_userid = match assignee(world, fields)? {
        Some(assignee) => assignee,
        // Documentation 2021: the creator. (1.0.1 said unassigned.)
        None => Some(caller.userid().to_owned()),
    };
    let valid_until = fields.time("valid_until")?;
    if valid_until.is_some_and(|end| end <= world.now()) {
        return Err(ApiError::invalid_request("valid_until must be in the future"));
    }
    let kind = kind(fields)?;
    let details = details(Details::default(), fields)?;
    let invitation = Invitation::read(fields, kind)?;
    let groupid = group(world, caller, fields)?
        .ok_or_else(|| ApiError::invalid_request("groupid or groupname is required"))?;
    let creator = caller.userid().to_owned();
    Ok((
        NewSession {
            groupid,
            kind,
            creator,
            assigned_userid,
            valid_until,
            details,
        },
        invitation,
    ))
}

impl Change {
    /// Reads the body of PUT.
    pub fn read(
        world: &mut World,
        caller: &Caller,
        code: &SessionCode,
        fields: &Fields,
    ) -> Result<(Self, Option<Invitation>), ApiError> {
        let session = world
            .session(code)
            .ok_or_else(|| ApiError::not_found(format!("There is no session {code}")))?;
        let before = session.details.clone();
        let assigned_userid = assignee(world, fields)?;
        let state = state(fields)?;
        let details = details(before, fields)?;
        let invitation = Invitation::read(fields, session.kind)?;
        if let Some(invitation) = &invitation {
            invitation.fits(world, session, state.unwrap_or(session.state))?;
        }
        let groupid = group(world, caller, fields)?;
        Ok((
            Self {
                groupid,
                assigned_userid,
                state,
                details,
            },
            invitation,
        ))
    }
}

/// The group meant by `groupid` and `groupname`; makes the one that a name asks for and nobody has.
fn group(world: &mut World, caller: &Caller, fields: &Fields) -> Result<Option<String>, ApiError> {
    let id = fields.id("groupid", 'g')?;
    let name = fields
        .text("groupname", LONGEST_NAME)?
        .filter(|name| !name.is_empty());
    match (id, name) {
        (None, None) => Ok(None),
        (Some(id), name) => {
            let known = world.group(&id).filter(|group| may_use(group, caller));
            let group = known.ok_or_else(|| ApiError::invalid_request(format!("There is no group {id}")))?;
            if name.is_some_and(|name| name != group.name) {
                return Err(ApiError::invalid_request(
                    "groupid and groupname denote different groups",
                ));
            }
            Ok(Some(id))
        }
        (None, Some(name)) => {
            if let Some(group) = world.group_named(&name, caller.userid()) {
                return Ok(Some(group.id.clone()));
            }
            Ok(Some(world.create_group(&name, caller.userid()).id))
        }
    }
}

fn may_use(group: &crate::model::group::Group, caller: &Caller) -> bool {
    group.permission_of(caller.userid()).is_some() || caller.may(Permission::SessionsModifyAll)
}

/// Outer none: not mentioned. Inner none: `u0`, unassigned.
fn assignee(world: &World, fields: &Fields) -> Result<Option<Option<String>>, ApiError> {
    match fields.id("assigned_userid", 'u')? {
        None => Ok(None),
        Some(id) if id == "u0" => Ok(Some(None)),
        Some(id) if world.account(&id).is_some() => Ok(Some(Some(id))),
        Some(id) => Err(ApiError::invalid_request(format!("There is no user {id}"))),
    }
}

fn kind(fields: &Fields) -> Result<Kind, ApiError> {
    match fields.raw("support_session_type") {
        None => Ok(Kind::Default),
        Some(Value::String(word)) if word == "Default" => Ok(Kind::Default),
        Some(Value::String(word)) if word == "Pilot" => Ok(Kind::Pilot),
        Some(Value::Number(number)) if number.as_u64() == Some(0) => Ok(Kind::Default),
        Some(Value::Number(number)) if number.as_u64() == Some(1) => Ok(Kind::Pilot),
        Some(_) => Err(ApiError::invalid_request(
            "support_session_type must be Default or Pilot",
        )),
    }
}

fn state(fields: &Fields) -> Result<Option<State>, ApiError> {
    match fields.raw("state") {
        None => Ok(None),
        Some(Value::String(word)) if word.eq_ignore_ascii_case("open") => Ok(Some(State::Open)),
        Some(Value::String(word)) if word.eq_ignore_ascii_case("closed") => Ok(Some(State::Closed)),
        Some(Value::Number(_)) => Err(ApiError::invalid_request(
            "The simulator does not know the meaning of numeric states; send open or closed",
        )),
        Some(_) => Err(ApiError::invalid_request("state must be open or closed")),
    }
}

/// The facts before, changed by those mentioned. An empty text removes one.
fn details(before: Details, fields: &Fields) -> Result<Details, ApiError> {
    let changed =
        |before: Option<String>, fields: &Fields, name: &str, longest| -> Result<Option<String>, ApiError> {
            Ok(fields
                .text(name, longest)?
                .or(before)
                .filter(|text| !text.is_empty()))
        };
    let (name, email) = match fields.object("end_customer")? {
        None => (before.end_customer_name, before.end_customer_email),
        Some(customer) => (
            changed(before.end_customer_name, &customer, "name", LONGEST_NAME)?,
            changed(before.end_customer_email, &customer, "email", LONGEST_EMAIL)?,
        ),
    };
    Ok(Details {
        waiting_message: changed(before.waiting_message, fields, "waiting_message", LONGEST_TEXT)?,
        description: changed(before.description, fields, "description", LONGEST_TEXT)?,
        end_customer_name: name,
        end_customer_email: email,
        custom_api: changed(before.custom_api, fields, "custom_api", LONGEST_TEXT)?,
        custom_id: changed(before.custom_id, fields, "customId", LONGEST_TEXT)?,
        custom_module_id: changed(before.custom_module_id, fields, "custom_module_id", LONGEST_TEXT)?,
        tv_version: changed(before.tv_version, fields, "tv_version", LONGEST_TEXT)?,
    })
}
