//! Groups of the contact list; a service-queue session belongs to one.

use serde::{Deserialize, Serialize};

use super::account::UserId;

/// A group and who may use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// `g` and digits.
    pub id: String,
    /// Unique among the groups of its owner.
    pub name: String,
    /// The account that made it.
    pub owner: UserId,
    /// Accounts it is shared with.
    #[serde(default)]
    pub shared_with: Vec<Share>,
    /// GUID of the policy its computers get.
    #[serde(default)]
    pub policy_id: Option<String>,
}

/// One account a group is shared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The account.
    pub userid: UserId,
    /// What it may do.
    pub permissions: SharePermission,
}

/// What a share allows. The owner's own permission is spelled `owned` by the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SharePermission {
    /// See it.
    Read,
    /// See and change its contents.
    ReadWrite,
}

impl Group {
    /// Whether this account may change its contents.
    pub fn is_writable_by(&self, userid: &str) -> bool {
        matches!(self.permission_of(userid), Some("owned" | "readwrite"))
    }

    /// The API's word for what this account may do, or none when the group is not visible to it.
    pub fn permission_of(&self, userid: &str) -> Option<&'static str> {
        if self.owner == userid {
            return Some("owned");
        }
        let share = self.shared_with.iter().find(|share| share.userid == userid)?;
        Some(match share.permissions {
            SharePermission::Read => "read",
            SharePermission::ReadWrite => "readwrite",
        })
    }
}

/// Groups of the demo company.
pub fn demo_groups() -> Vec<Group> {
    let group = |id: &str, name: &str, owner: &str, shared: &[(&str, SharePermission)]| Group {
        id: id.to_owned(),
        name: name.to_owned(),
        owner: owner.to_owned(),
        shared_with: shared
            .iter()
            .map(|(userid, permissions)| Share {
                userid: (*userid).to_owned(),
                permissions: *permissions,
            })
            .collect(),
        policy_id: None,
    };
    let (jane, tom, claire) = ("u11293276", "u11293277", "u11293278");
    vec![
        group(
            "g1001001",
            "Service desk",
            jane,
            &[(tom, SharePermission::ReadWrite)],
        ),
        group("g1001002", "Tom's customers", tom, &[]),
        group(
            "g1001003",
            "Field service",
            claire,
            &[(jane, SharePermission::Read)],
        ),
    ]
}
