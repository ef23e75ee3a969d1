//! The schema as a session sees it, and what the running user may do.

use std::sync::Arc;

use apex::host::{FieldAccess, ObjectAccess, ObjectDescribe};

use super::Session;

impl Session {
    /// Describes an object; the name is compared without regard to case.
    pub fn describe(&self, object: &str) -> Option<Arc<ObjectDescribe>> {
        self.schema.describe(object)
    }

    /// API names of every object.
    pub fn objects(&self) -> Vec<String> {
        self.schema.names()
    }

    /// The object whose key prefix an Id has.
    pub fn object_of_id(&self, id: &str) -> Option<String> {
        self.schema.object_of_id(id).map(str::to_owned)
    }

    /// The running user's rights on an object; none on one that does not exist.
    pub fn object_access(&self, object: &str) -> ObjectAccess {
        match (self.schema.object(object), self.actor()) {
            (Some(object), Some(actor)) => actor.rights.object(&object),
            _ => ObjectAccess::default(),
        }
    }

    /// The running user's rights on a field; none on one that does not exist.
    pub fn field_access(&self, object: &str, field: &str) -> FieldAccess {
        let Some((object, actor)) = self.schema.object(object).zip(self.actor()) else {
            return FieldAccess::default();
        };
        let field = object.field(field);
        field
            .map(|field| actor.rights.field(&object, field))
            .unwrap_or_default()
    }

    /// Whether the running user has a custom permission.
    pub fn has_custom_permission(&self, name: &str) -> bool {
        self.actor()
            .is_some_and(|actor| actor.rights.custom_permission(name))
    }

    /// A custom label in the running user's language.
    pub fn label(&self, name: &str) -> Option<String> {
        let actor = self.actor()?;
        let candidates = self.schema.namespace().component_candidates(name);
        candidates
            .iter()
            .find_map(|name| self.shared.labels.get(name, &actor.user.language))
            .map(str::to_owned)
    }

    /// API names of the permission sets assigned to the running user.
    pub fn permission_sets_of_user(&self) -> Vec<String> {
        self.actor()
            .map(|actor| actor.rights.permission_sets.clone())
            .unwrap_or_default()
    }

    /// Whether the running user may use a principal of an external credential, named as in a permission
    /// set: `Credential-Principal`. No profile gives this, not even the administrator's.
    pub fn external_credential_principal_access(&self, principal: &str) -> bool {
        self.actor()
            .is_some_and(|actor| actor.rights.credential_principal(principal))
    }

    /// Whether the running user may customize the application: an administrator's profile, or the right to modify all
    /// data.
    pub fn may_customize(&self) -> bool {
        self.actor().is_some_and(|actor| actor.rights.may_customize())
    }

    /// Whether the running user may open a Visualforce page.
    pub fn page_access(&self, page: &str) -> bool {
        self.actor().is_some_and(|actor| actor.rights.page(page))
    }

    /// Whether a tab is there for the running user.
    pub fn tab_access(&self, tab: &str) -> bool {
        self.actor().is_some_and(|actor| actor.rights.tab(tab))
    }

    /// Whether an app is there for the running user.
    pub fn application_access(&self, application: &str) -> bool {
        self.actor()
            .is_some_and(|actor| actor.rights.application(application))
    }

    /// Whether the running user may call an Apex class from outside.
    pub fn class_access(&self, class: &str) -> bool {
        self.actor().is_some_and(|actor| actor.rights.class(class))
    }
}
