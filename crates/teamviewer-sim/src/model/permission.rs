//! The scopes of the API: what an OAuth app is registered for and what a token may do.

use serde::{Deserialize, Serialize};

use super::account::Account;

macro_rules! permissions {
    ($($variant:ident = $name:literal, $meaning:literal;)*) => {
        /// One scope, written as the API documentation writes it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Permission {
            $(#[doc = $meaning] #[serde(rename = $name)] $variant,)*
        }

        impl Permission {
            /// Every scope this simulator knows.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The scope's name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What the consent page says.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

permissions! {
    AccountRead = "Account.Read", "View your account";
    AccountReadEmail = "Account.ReadEmail", "View your e-mail address";
    GroupsRead = "Groups.Read", "View your groups";
    GroupsCreate = "Groups.Create", "Create groups";
    GroupsModify = "Groups.Modify", "Edit your groups";
    GroupsShare = "Groups.Share", "Share your groups";
    GroupsDelete = "Groups.Delete", "Delete your groups";
    UsersRead = "Users.Read", "View the users of the company";
    ContactListRead = "ContactList.Read", "View your computers and contacts";
    ContactListCreate = "ContactList.Create", "Add computers and contacts";
    ContactListModify = "ContactList.Modify", "Edit your computers and contacts";
    ContactListDelete = "ContactList.Delete", "Delete computers and contacts";
    ManagedDevicesRead = "ManagedDevices.Read", "View managed devices";
    SessionsCreate = "Sessions.Create", "Create session codes";
    SessionsReadOwn = "Sessions.ReadOwn", "View your own session codes";
    SessionsReadAll = "Sessions.ReadAll", "View all session codes of the company";
    SessionsModifyOwn = "Sessions.ModifyOwn", "Edit your own session codes";
    SessionsModifyAll = "Sessions.ModifyAll", "Edit all session codes of the company";
    ConnectionsRead = "Connections.Read", "View connection reports";
    ConnectionsModify = "Connections.Modify", "Edit connection reports";
    ConnectionsDelete = "Connections.Delete", "Delete connection reports";
}

impl Permission {
    /// Only a company administrator can grant it.
    fn needs_administrator(self) -> bool {
        matches!(self, Self::SessionsReadAll | Self::SessionsModifyAll)
    }
}

/// What a token of this account gets when an app registered for `registered` asks.
pub fn granted(registered: &[Permission], account: &Account) -> Vec<Permission> {
    let may = |permission: &Permission| account.company_admin || !permission.needs_administrator();
    registered.iter().copied().filter(may).collect()
}
