//! The org's objects and fields.

use std::sync::Arc;

use apex::host::ObjectDescribe;
use indexmap::IndexMap;

/// Every object of the org.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    objects: IndexMap<String, Arc<ObjectDescribe>>,
}

impl Schema {
    /// Describes an object; the name is compared without regard to case, with or without the namespace.
    pub fn describe(&self, name: &str) -> Option<Arc<ObjectDescribe>> {
        self.objects.get(&name.to_lowercase()).cloned()
    }

    /// API names of every object.
    pub fn names(&self) -> Vec<String> {
        self.objects.values().map(|object| object.name.clone()).collect()
    }
}
