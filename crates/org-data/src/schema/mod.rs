//! The org's objects and fields: standard ones from their description files, custom ones from metadata.

pub mod autonumber;
pub mod bound;
mod custom;
mod custom_field;
mod field;
mod link;
pub mod object;
mod share;
mod standard;
pub(crate) mod summary;

use std::collections::HashMap;
use std::sync::Arc;

use apex::host::{ChildRelationship, FieldType, ObjectDescribe};
use indexmap::IndexMap;

use crate::OpenError;
use crate::faults::Faults;
use crate::metadata::Metadata;
use crate::namespace::Namespace;
pub use field::{Extra, FormulaField, OnDelete, Summary};
pub use link::Formulas;
pub use object::{Object, OrgWideDefault, ValidationRule};

/// Every object of the org.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    objects: IndexMap<String, Arc<Object>>,
    prefixes: HashMap<String, String>,
    namespace: Namespace,
    formulas: Arc<Formulas>,
}

/// What may be switched on and off in an org.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// Chatter: without it there are no feeds.
    pub chatter: bool,
    /// Person accounts: accounts that are people.
    pub person_accounts: bool,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            chatter: true,
            person_accounts: false,
        }
    }
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
        features: Features,
        known_prefixes: &HashMap<String, String>,
    ) -> Result<Self, OpenError> {
        let namespace = Namespace::new(namespace);
        let mut objects = standard::objects(features)?;
        custom::add(metadata, known_prefixes, &mut objects)?;
        standard::point_at_custom_objects(&mut objects);
        for object in objects.values_mut() {
            object.namespace = namespace.clone();
        }
        relate(&mut objects, &metadata.faults)?;
        let formulas = Arc::new(link::link(metadata, &namespace, &mut objects));
        let prefixes = objects
            .values()
            .filter(|object| !object.describe.key_prefix.is_empty())
            .map(|object| (object.describe.key_prefix.clone(), object.describe.name.clone()))
            .collect();
        let objects = objects
            .into_iter()
            .map(|(name, object)| (name, Arc::new(object)))
            .collect();
        Ok(Self {
            objects,
            prefixes,
            namespace,
            formulas,
        })
    }

    /// The formulas of formula fields, by the name under which SQL calls them.
    pub fn formulas(&self) -> &Arc<Formulas> {
        &self.formulas
    }

    /// What the sources ask for and this org cannot do, each named; using it is an error.
    pub fn unsupported(&self) -> Vec<String> {
        let mut found = Vec::new();
        for object in self.objects.values() {
            for extra in object.extras.values() {
                found.extend(extra.unsupported.clone());
                if let Some(Err(reason)) = &extra.default_bound {
                    found.push(format!("{}: default value: {reason}", object.name()));
                }
            }
            found.extend(
                object
                    .rules
                    .iter()
                    .filter_map(|rule| rule.condition.as_ref().err().cloned()),
            );
        }
        found.sort();
        found
    }

    /// The same schema in an org without Chatter.
    pub fn without_chatter(&self) -> Self {
        let mut schema = self.clone();
        schema.objects.retain(|_, object| !object.chatter);
        let gone =
            |child: &ChildRelationship| self.object(&child.object).is_some_and(|object| object.chatter);
        for object in schema.objects.values_mut() {
            if object.describe.children.iter().any(gone) {
                let describe = Arc::make_mut(&mut Arc::make_mut(object).describe);
                describe.children.retain(|child| !gone(child));
            }
        }
        let objects = &schema.objects;
        schema
            .prefixes
            .retain(|_, name| objects.contains_key(&name.to_lowercase()));
        schema
    }

    /// An object by API name, without regard to case, with or without the package's namespace.
    pub fn object(&self, name: &str) -> Option<Arc<Object>> {
        let lower = name.to_lowercase();
        if self.namespace.is_empty() {
            return self.objects.get(&lower).cloned();
        }
        let found = self
            .namespace
            .candidates(&lower)
            .into_iter()
            .find_map(|name| self.objects.get(&name));
        found.cloned()
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

    /// The share object of an object, with its fields for the parent and the access level.
    pub fn share_of(&self, object: &Object) -> Option<(&Object, &str, &str)> {
        let shares = self.objects.get(&share::name(object.name()).to_lowercase())?;
        let (parent, level) = share::fields(object.name());
        let field = |name: &str| shares.field(name).map(|field| field.name.as_str());
        Some((shares, field(&parent)?, field(&level)?))
    }

    /// The namespace of the installed package.
    pub fn namespace(&self) -> &Namespace {
        &self.namespace
    }
}

/// Gives every parent its child relationships and checks that lookups point somewhere.
fn relate(objects: &mut IndexMap<String, Object>, faults: &Faults) -> Result<(), OpenError> {
    let mut children: Vec<(String, ChildRelationship)> = Vec::new();
    let mut lost: Vec<(String, String)> = Vec::new();
    for (object_key, object) in objects.iter() {
        for (key, field) in &object.describe.fields {
            let FieldType::Reference { to, .. } = &field.kind else {
                continue;
            };
            for target in to {
                if !objects.contains_key(&target.to_lowercase()) {
                    let name = &object.describe.name;
                    faults.tell(Err::<(), _>(OpenError::Schema(format!(
                        "{name}.{} points to {target}, which this org does not have",
                        field.name
                    ))))?;
                    lost.push((object_key.clone(), key.clone()));
                    continue;
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
    for (object, key) in lost {
        if let Some(object) = objects.get_mut(&object) {
            Arc::make_mut(&mut object.describe).fields.shift_remove(&key);
        }
    }
    Ok(())
}
