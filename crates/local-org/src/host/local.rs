//! The names of a package's objects and fields as its own Apex sees them.
//!
//! In the org a custom object of the package is `ns__Visit__c`; its Apex is compiled in the namespace and says
//! `Visit__c`. So everything the org answers to Apex is told by the names inside the package; what Apex asks for
//! may have either form, which the database understands. Only describe tells Apex the full names, as Salesforce's
//! does: [`LocalNames::full_field`].

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use apex::host::{Field, FieldType, ObjectDescribe, QueryResult, Record};

/// Takes the namespace of the package off names.
#[derive(Debug, Default)]
pub struct LocalNames {
    /// `ns__`; empty when nothing is managed.
    prefix: String,
    /// Describes with local names, by the name in the org, each with what it was made from: switching a feature
    /// of the org changes that.
    known: RwLock<HashMap<String, [Arc<ObjectDescribe>; 2]>>,
}

impl LocalNames {
    /// The names of the package of a namespace.
    pub fn new(namespace: &str) -> Self {
        let prefix = if namespace.is_empty() {
            String::new()
        } else {
            format!("{namespace}__")
        };
        Self {
            prefix,
            known: RwLock::default(),
        }
    }

    fn is_needed(&self) -> bool {
        !self.prefix.is_empty()
    }

    /// A name of an object, field or relationship without the namespace; others stay as they are.
    pub fn name<'n>(&self, name: &'n str) -> &'n str {
        if !self.is_needed() {
            return name;
        }
        match name.split_at_checked(self.prefix.len()) {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case(&self.prefix) && rest.contains("__") => rest,
            _ => name,
        }
    }

    /// An object with local names.
    pub fn describe(&self, describe: Arc<ObjectDescribe>) -> Arc<ObjectDescribe> {
        if !self.is_needed() {
            return describe;
        }
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some([_, local]) = known
            .get(&describe.name)
            .filter(|[full, _]| Arc::ptr_eq(full, &describe))
        {
            return Arc::clone(local);
        }
        drop(known);
        let local = Arc::new(self.translate(&describe));
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(describe.name.clone(), [describe, Arc::clone(&local)]);
        local
    }

    fn translate(&self, describe: &ObjectDescribe) -> ObjectDescribe {
        let mut local = ObjectDescribe {
            name: self.name(&describe.name).to_owned(),
            fields: indexmap::IndexMap::with_capacity(describe.fields.len()),
            ..describe.clone()
        };
        for (key, field) in &describe.fields {
            let mut field = field.clone();
            field.name = self.name(&field.name).to_owned();
            if let FieldType::Reference { to, relationship, .. } = &mut field.kind {
                for target in to {
                    *target = self.name(target).to_owned();
                }
                *relationship = relationship.take().map(|name| self.name(&name).to_owned());
            }
            let own = self.name(key);
            // Of two fields that differ by the namespace alone, the package's Apex means its own.
            if own != key || !local.fields.contains_key(own) {
                local.fields.insert(own.to_owned(), field);
            }
        }
        for child in &mut local.children {
            child.name = self.name(&child.name).to_owned();
            child.object = self.name(&child.object).to_owned();
            child.field = self.name(&child.field).to_owned();
        }
        local
    }

    /// The full name of a field, by its name inside the package, from the description with full names.
    pub fn full_field<'d>(&self, full: &'d ObjectDescribe, field: &str) -> Option<&'d str> {
        let own = format!("{}{field}", self.prefix).to_ascii_lowercase();
        let found = full
            .fields
            .get(&own)
            .or_else(|| full.fields.get(&field.to_ascii_lowercase()));
        found.map(|field| field.name.as_str())
    }

    /// A row with local names.
    pub fn record(&self, record: Record) -> Record {
        if !self.is_needed() {
            return record;
        }
        let fields = record.fields.into_iter().map(|(name, field)| {
            let field = match field {
                Field::Data(data) => Field::Data(data),
                Field::Parent(parent) => Field::Parent(parent.map(|parent| Box::new(self.record(*parent)))),
                Field::Children(rows) => Field::Children(self.records(rows)),
            };
            (self.name(&name).to_owned(), field)
        });
        Record {
            object: self.name(&record.object).to_owned(),
            fields: fields.collect(),
        }
    }

    /// Rows with local names.
    pub fn records(&self, rows: Vec<Record>) -> Vec<Record> {
        if !self.is_needed() {
            return rows;
        }
        rows.into_iter().map(|row| self.record(row)).collect()
    }

    /// The answer to a query with local names.
    pub fn result(&self, result: QueryResult) -> QueryResult {
        match result {
            QueryResult::Rows { object, rows } => QueryResult::Rows {
                object: self.name(&object).to_owned(),
                rows: self.records(rows),
            },
            count @ QueryResult::Count(_) => count,
        }
    }
}

#[cfg(test)]
mod tests {
    use apex::host::Data;

    use super::*;

    #[test]
    fn only_the_packages_custom_names_change() {
        let names = LocalNames::new("acme");
        assert_eq!(names.name("acme__Visit__c"), "Visit__c");
        assert_eq!(names.name("ACME__Place__r"), "Place__r");
        assert_eq!(names.name("Visit__c"), "Visit__c");
        assert_eq!(names.name("acme__Page"), "acme__Page");
        assert_eq!(names.name("other__Visit__c"), "other__Visit__c");
        assert_eq!(LocalNames::new("").name("acme__Visit__c"), "acme__Visit__c");
    }

    #[test]
    fn rows_change_at_every_depth() {
        let names = LocalNames::new("acme");
        let row = |object: &str, name: &str, field: Field| Record {
            object: object.to_owned(),
            fields: [(name.to_owned(), field)].into_iter().collect(),
        };
        let leaf = |object: &str, name: &str| row(object, name, Field::Data(Data::Boolean(true)));
        let full = row(
            "Case",
            "acme__Visit__r",
            Field::Parent(Some(Box::new(leaf("acme__Visit__c", "acme__Open__c")))),
        );
        let local = row(
            "Case",
            "Visit__r",
            Field::Parent(Some(Box::new(leaf("Visit__c", "Open__c")))),
        );
        assert_eq!(names.record(full), local);
    }
}
