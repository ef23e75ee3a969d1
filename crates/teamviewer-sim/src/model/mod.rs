//! The world the simulator keeps: accounts, groups, sessions, connections, messages and tokens.

pub mod account;
pub mod code;
pub mod company;
pub mod connection;
pub mod device;
pub mod grants;
pub mod group;
pub mod ids;
pub mod joining;
pub mod limits;
pub mod permission;
pub mod session;

use std::collections::HashMap;

use chrono::{TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::clock::{Clock, Instant};
use account::{Account, UserId};
use code::SessionCode;
use connection::Connection;
use device::Devices;
use grants::{Grants, OAuthClient};
use group::Group;
use ids::Ids;
use permission::Permission;
use session::{Details, Kind, Session, State};

/// Everything that a reset forgets.
#[derive(Debug)]
pub struct World {
    /// Present time.
    pub clock: Clock,
    /// Source of identifiers.
    pub ids: Ids,
    /// Registered apps.
    pub clients: Vec<OAuthClient>,
    /// Scopes the apps are registered for.
    pub app_permissions: Vec<Permission>,
    /// People.
    pub accounts: Vec<Account>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Sessions, oldest first.
    pub sessions: Vec<Session>,
    /// Computers and the lists they stand in.
    pub devices: Devices,
    /// Ended connections, oldest first.
    pub connections: Vec<Connection>,
    /// SMS invitations sent, oldest first.
    pub sms: Vec<Sms>,
    /// Codes and tokens.
    pub grants: Grants,
    /// Who is signed in to the pages, by cookie.
    pub sign_ins: HashMap<String, UserId>,
    sequence: u64,
}

/// An SMS invitation as it left.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sms {
    /// As the caller wrote it.
    pub number: String,
    /// The session it invites to.
    pub code: SessionCode,
    /// `sms_invite_language`; its meaning is not documented.
    #[serde(default)]
    pub language: Option<u8>,
    /// What the customer reads; it holds the link.
    pub text: String,
    /// The customer's link.
    pub link: String,
    /// When it left.
    pub at: Instant,
}

/// What makes a session, checked by the caller.
#[derive(Debug)]
pub struct NewSession {
    /// An existing group.
    pub groupid: String,
    /// Remote control or camera sharing.
    pub kind: Kind,
    /// The account that makes it.
    pub creator: UserId,
    /// Assignee; none for `u0`.
    pub assigned_userid: Option<UserId>,
    /// End of validity; none for 24 hours from now.
    pub valid_until: Option<Instant>,
    /// The caller's facts.
    pub details: Details,
}

impl World {
    /// The demo company, fresh.
    pub fn new(seed: Option<u64>, clients: Vec<OAuthClient>) -> Self {
        Self {
            clock: Clock::new(Utc::now),
            ids: Ids::new(seed),
            clients,
            app_permissions: Permission::ALL.to_vec(),
            accounts: account::demo_accounts(),
            groups: group::demo_groups(),
            sessions: Vec::new(),
            devices: Devices::default(),
            connections: Vec::new(),
            sms: Vec::new(),
            grants: Grants::default(),
            sign_ins: HashMap::new(),
            sequence: 0,
        }
    }

    /// Present time.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The account with this id.
    pub fn account(&self, userid: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.userid == userid)
    }

    /// The group with this id.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The group with this id, to change it.
    pub fn group_mut(&mut self, id: &str) -> Option<&mut Group> {
        self.groups.iter_mut().find(|group| group.id == id)
    }

    /// An id that no entry of the contact list has.
    pub fn new_device_id(&mut self) -> String {
        loop {
            let id = format!("d{}", self.ids.number());
            if self.devices.entry_mut(&id).is_none() {
                return id;
            }
        }
    }

    /// The session with this code.
    pub fn session(&self, code: &SessionCode) -> Option<&Session> {
        self.sessions.iter().find(|session| session.code == *code)
    }

    /// The session with this code, to change it.
    pub fn session_mut(&mut self, code: &SessionCode) -> Option<&mut Session> {
        self.sessions.iter_mut().find(|session| session.code == *code)
    }

    /// Makes a session with a code nobody has.
    pub fn create_session(&mut self, new: NewSession) -> Session {
        let now = self.now();
        let code = loop {
            let code = self.ids.session_code();
            if self.session(&code).is_none() {
                break code;
            }
        };
        self.sequence += 1;
        let session = Session {
            code,
            sequence: self.sequence,
            state: State::Open,
            kind: new.kind,
            groupid: new.groupid,
            creator: new.creator,
            assigned_at: new.assigned_userid.is_some().then_some(now),
            assigned_userid: new.assigned_userid,
            details: new.details,
            created_at: now,
            valid_until: new.valid_until.unwrap_or(now + TimeDelta::hours(24)),
            closed_at: None,
            supporter_token: self.ids.secret(12),
            customer_online: false,
            supporter: None,
            running: None,
        };
        self.sessions.push(session.clone());
        session
    }

    /// Removes a session; its reports stay. False when there is none.
    pub fn delete_session(&mut self, code: &SessionCode) -> bool {
        let before = self.sessions.len();
        self.sessions.retain(|session| session.code != *code);
        self.sessions.len() < before
    }

    /// Makes a group with an id nobody has.
    pub fn create_group(&mut self, name: &str, owner: &str) -> Group {
        let id = loop {
            let id = format!("g{}", self.ids.number());
            if self.group(&id).is_none() {
                break id;
            }
        };
        let group = Group {
            id,
            name: name.to_owned(),
            owner: owner.to_owned(),
            shared_with: Vec::new(),
            policy_id: None,
        };
        self.groups.push(group.clone());
        group
    }

    /// The group of this name that this account may put sessions into.
    pub fn group_named(&self, name: &str, userid: &str) -> Option<&Group> {
        self.groups
            .iter()
            .find(|group| group.name == name && group.permission_of(userid).is_some())
    }
}
