//! The org's objects and fields: standard ones from their description files, custom ones from metadata.

pub mod autonumber;
mod custom;
mod custom_field;
mod field;
pub mod object;
mod standard;

use std::collections::HashMap;
use std::sync::Arc;

use apex::host::{ChildRelationship, FieldType, ObjectDescribe};
use indexmap::IndexMap;

use crate::OpenError;
use crate::metadata::Metadata;
pub use field::{Extra, OnDelete};
pub use object::{Object, OrgWideDefault};

/// Every object of the org.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    objects: IndexMap<String, Arc<Object>>,
    prefixes: HashMap<String, String>,
    /// Lower-case `ns__`, or empty.
    namespace: String,
}

impl Schema {
    /// Builds the schema of an org with these sources. `known_prefixes` are the key prefixes that a kept
    /// database has given out, by lower-case object name.
    ///
    /// # Errors
    /// When a field has an unknown type, a default that cannot be evaluated, or points to nothing.
    pub fn build(
        metadata: &Metadata,
        namespace: &str,
        known_prefixes: &HashMap<String, String>,
    ) -> Result<Self, OpenError> {
        let mut objects = standard::objects()?;
        custom::add(metadata, known_prefixes, &mut objects)?;
        relate(&mut objects)?;
        let prefixes = objects
            .values()
            .filter(|object| !object.describe.key_prefix.is_empty())
            .map(|object| (object.describe.key_prefix.clone(), object.describe.name.clone()))
            .collect();
        let namespace = if namespace.is_empty() {
            String::new()
        } else {
            format!("{}__", namespace.to_lowercase())
        };
        let objects = objects
            .into_iter()
            .map(|(name, object)| (name, Arc::new(object)))
            .collect();
        Ok(Self {
            objects,
            prefixes,
            namespace,
        })
    }

    /// An object by API name, without regard to case, with or without the package's namespace.
    pub fn object(&self, name: &str) -> Option<Arc<Object>> {
        self.objects.get(&self.local_name(name)).cloned()
    }

    /// Describes an object; the name is compared as in [`Schema::object`].
    pub fn describe(&self, name: &str) -> Option<Arc<ObjectDescribe>> {
        self.object(name).map(|object| object.describe.clone())
    }

    /// API names of every object.
    pub fn names(&self) -> Vec<String> {
        self.objects
            .values()
            .map(|object| object.describe.name.clone())
            .collect()
    }

    /// Every object.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Object>> {
        self.objects.values()
    }

    /// The object whose key prefix an Id has.
    pub fn object_of_id(&self, id: &str) -> Option<&str> {
        self.prefixes.get(id.get(..3)?).map(String::as_str)
    }

    /// The one place where names lose their namespace: lower case, without `ns__`.
    pub fn local_name(&self, name: &str) -> String {
        let name = name.to_lowercase();
        match name.strip_prefix(&self.namespace) {
            Some(local) if !self.namespace.is_empty() && local.contains("__") => local.to_owned(),
            _ => name,
        }
    }
}

/// Gives every parent its child relationships and checks that lookups point somewhere.
fn relate(objects: &mut IndexMap<String, Object>) -> Result<(), OpenError> {
    let mut children: Vec<(String, ChildRelationship)> = Vec::new();
    for object in objects.values() {
        for (key, field) in &object.describe.fields {
            let FieldType::Reference { to, .. } = &field.kind else {
                continue;
            };
            for target in to {
                if !objects.contains_key(&target.to_lowercase()) {
                    let name = &object.describe.name;
                    return Err(OpenError::Schema(format!(
                        "{name}.{} points to {target}, which this org does not have",
                        field.name
                    )));
                }
                let Some(name) = object.extra(key).children.clone() else {
                    continue;
                };
                children.push((
                    target.to_lowercase(),
                    ChildRelationship {
                        name,
                        object: object.describe.name.clone(),
                        field: field.name.clone(),
                    },
                ));
            }
        }
    }
    for (parent, child) in children {
        if let Some(object) = objects.get_mut(&parent) {
            Arc::make_mut(&mut object.describe).children.push(child);
        }
    }
    Ok(())
}
