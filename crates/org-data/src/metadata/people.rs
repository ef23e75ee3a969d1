//! `roles/`, `groups/` and `queues/`: who belongs together.

use serde::Deserialize;

use super::tree::SourceTree;
use super::xml;
use crate::OpenError;

/// A role.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Role {
    /// `DeveloperName`, from the file name.
    #[serde(skip)]
    pub developer_name: String,
    /// Label.
    #[serde(default)]
    pub name: String,
    /// `DeveloperName` of the role above.
    pub parent_role: Option<String>,
}

/// A public group.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicGroup {
    /// `DeveloperName`, from the file name.
    #[serde(skip)]
    pub developer_name: String,
    /// Label.
    #[serde(default)]
    pub name: String,
}

/// A queue.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Queue {
    /// `DeveloperName`, from the file name.
    #[serde(skip)]
    pub developer_name: String,
    /// Label.
    #[serde(default)]
    pub name: String,
    /// Address for notices.
    pub email: Option<String>,
    /// Objects it may own.
    #[serde(default)]
    pub queue_sobject: Vec<QueueObject>,
}

/// An object that a queue may own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueObject {
    /// API name.
    pub sobject_type: String,
}

const ROLE: &str = ".role-meta.xml";
const GROUP: &str = ".group-meta.xml";
const QUEUE: &str = ".queue-meta.xml";

pub(super) fn roles(tree: &SourceTree) -> Result<Vec<Role>, OpenError> {
    let mut roles = Vec::new();
    for file in tree.files("roles")? {
        let developer_name = xml::component_name(&file.path, ROLE)?;
        let role: Role = xml::parse(&file.path, "Role")?;
        roles.push(Role {
            developer_name,
            ..role
        });
    }
    Ok(roles)
}

pub(super) fn groups(tree: &SourceTree) -> Result<Vec<PublicGroup>, OpenError> {
    let mut groups = Vec::new();
    for file in tree.files("groups")? {
        let developer_name = xml::component_name(&file.path, GROUP)?;
        let group: PublicGroup = xml::parse(&file.path, "Group")?;
        groups.push(PublicGroup {
            developer_name,
            ..group
        });
    }
    Ok(groups)
}

pub(super) fn queues(tree: &SourceTree) -> Result<Vec<Queue>, OpenError> {
    let mut queues = Vec::new();
    for file in tree.files("queues")? {
        let developer_name = xml::component_name(&file.path, QUEUE)?;
        let queue: Queue = xml::parse(&file.path, "Queue")?;
        queues.push(Queue {
            developer_name,
            ..queue
        });
    }
    Ok(queues)
}
