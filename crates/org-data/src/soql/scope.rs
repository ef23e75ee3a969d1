//! The names a query may use: its object, its parents, and the running user's rights on them.

use std::fmt::Write as _;
use std::sync::Arc;

use apex::host::{Bind, ChildRelationship, FieldDescribe, FieldType};
use indexmap::IndexMap;
use rusqlite::types::Value;

use super::{Context, Mode, Permissions, SoqlError};
use crate::schema::Object;
use crate::security::sharing;
use crate::store::quote;
use crate::store::value::Storage;

/// Parents may be followed this far (SOQL and SOSL Reference, "Understanding Relationship Query Limitations").
const MAX_PARENTS: usize = 5;

const CUSTOM_FIELD_HINT: &str = "If you are attempting to use a custom field, be sure to append the '__c' after the \
     custom field name. Please reference your WSDL or the describe call for the appropriate names.";
const CUSTOM_RELATIONSHIP_HINT: &str = "If you are attempting to use a custom relationship, be sure to append the \
     '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate \
     names.";
const CUSTOM_OBJECT_HINT: &str = "If you are attempting to use a custom object, be sure to append the '__c' after the \
     entity name. Please reference your WSDL or the describe call for the appropriate names.";

/// Salesforce's message for a field that does not exist or may not be read.
pub(super) fn no_such_column(field: &str, object: &str) -> SoqlError {
    SoqlError(format!(
        "No such column '{field}' on entity '{object}'. {CUSTOM_FIELD_HINT}"
    ))
}

/// Salesforce's message for an object that does not exist or may not be read.
pub(super) fn no_such_object(object: &str) -> SoqlError {
    SoqlError(format!(
        "sObject type '{object}' is not supported. {CUSTOM_OBJECT_HINT}"
    ))
}

/// Salesforce's message for a child relationship that does not exist.
pub(super) fn no_such_children(relationship: &str) -> SoqlError {
    SoqlError(format!(
        "Didn't understand relationship '{relationship}' in FROM part of query call. {CUSTOM_RELATIONSHIP_HINT}"
    ))
}

/// A table of the query: the object itself or a parent.
#[derive(Clone)]
pub(super) struct Table {
    pub(super) object: Arc<Object>,
    pub(super) alias: String,
    /// SQL of the rows where they are not those of the object's own table.
    source: Option<String>,
}

/// A column that has been found.
#[derive(Clone)]
pub(super) struct Column {
    pub(super) sql: String,
    pub(super) storage: Storage,
    pub(super) field: FieldDescribe,
    /// Labels of picklist values that differ from the values.
    pub(super) labels: Vec<(String, String)>,
}

impl Column {
    /// The SQL with the collation of the field spelled out (computed columns carry none).
    pub(super) fn compared(&self) -> String {
        if self.storage == Storage::Text {
            format!("{} COLLATE SALESFORCE", self.sql)
        } else {
            self.sql.clone()
        }
    }
}

/// The tables, parameters and rights of one `SELECT`.
pub(super) struct Scope<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) binds: &'a IndexMap<String, Bind>,
    pub(super) mode: Mode,
    pub(super) root: Table,
    alias: Option<String>,
    /// Lower-case relationship path to joined table and its join condition.
    joins: IndexMap<String, (Table, String)>,
    /// Whether names are being resolved in the SELECT list.
    pub(super) selecting: bool,
}

impl<'a> Scope<'a> {
    /// Opens the scope of a query on an object.
    pub(super) fn open(
        context: &'a Context<'a>,
        binds: &'a IndexMap<String, Bind>,
        mode: Mode,
        object: &str,
        alias: Option<&String>,
    ) -> Result<Self, SoqlError> {
        let found = context
            .schema
            .object(object)
            .ok_or_else(|| no_such_object(object))?;
        let root = Table {
            object: found,
            alias: "t0".to_owned(),
            source: None,
        };
        let scope = Self {
            context,
            binds,
            mode,
            root,
            alias: alias.map(|alias| alias.to_lowercase()),
            joins: IndexMap::new(),
            selecting: true,
        };
        scope.check_object(&scope.root.object)?;
        Ok(scope)
    }

    /// Finds a column by its path from the object.
    pub(super) fn column(&mut self, path: &[String]) -> Result<Column, SoqlError> {
        let path = self.without_prefix(path);
        let Some((name, parents)) = path.split_last() else {
            return Err(SoqlError("an empty field path".into()));
        };
        let table = self.table(parents)?;
        self.column_of(&table, name)
    }

    /// Finds a column of a table.
    pub(super) fn column_of(&self, table: &Table, name: &str) -> Result<Column, SoqlError> {
        let object = &table.object;
        let (key, field) = object
            .entry(name)
            .ok_or_else(|| no_such_column(name, object.name()))?;
        self.check_field(object, field)?;
        let extra = object.extra(key);
        if let Some(reason) = &extra.unsupported {
            return Err(SoqlError(reason.clone()));
        }
        let sql = match &extra.computed {
            Some(computed) => format!("({})", self.context.expand(computed, &table.alias)),
            None => format!("{}.{}", table.alias, quote(&field.name)),
        };
        Ok(Column {
            sql,
            storage: Storage::of(field),
            field: field.clone(),
            labels: extra.labels.clone(),
        })
    }

    /// The path without the query's own alias or object name in front.
    pub(super) fn without_prefix<'p>(&self, path: &'p [String]) -> &'p [String] {
        let Some((first, rest)) = path.split_first().filter(|(_, rest)| !rest.is_empty()) else {
            return path;
        };
        let is_alias = self.alias.as_deref() == Some(first.to_lowercase().as_str());
        let is_object = first.eq_ignore_ascii_case(self.root.object.name());
        if is_alias || (is_object && self.root.object.relationship(first).is_none()) {
            rest
        } else {
            path
        }
    }

    /// The table of a chain of parents, joined on first use.
    pub(super) fn table(&mut self, parents: &[String]) -> Result<Table, SoqlError> {
        if parents.len() > MAX_PARENTS {
            return Err(SoqlError(format!(
                "a relationship path may have at most {MAX_PARENTS} parents"
            )));
        }
        let mut table = self.root.clone();
        let mut key = String::new();
        for name in parents {
            let relationship = self.relationship(&table, name)?;
            let _ = write!(key, "{}.", relationship.name.to_lowercase());
            table = match self.joins.get(&key) {
                Some((joined, _)) => joined.clone(),
                None => {
                    let object = self.target(&relationship)?;
                    let source = match &relationship.kind {
                        FieldType::Reference { to, .. } if to.len() > 1 => {
                            Some(super::name::source(self.context, &object, to))
                        }
                        _ => None,
                    };
                    let joined = Table {
                        object,
                        alias: format!("t{}", self.joins.len() + 1),
                        source,
                    };
                    let on = format!(
                        "{}.Id = {}.{}",
                        joined.alias,
                        table.alias,
                        quote(&relationship.name)
                    );
                    self.joins.insert(key.clone(), (joined.clone(), on));
                    joined
                }
            };
        }
        Ok(table)
    }

    /// The lookup behind a relationship name.
    pub(super) fn relationship(&self, table: &Table, name: &str) -> Result<FieldDescribe, SoqlError> {
        let field = table.object.relationship(name).ok_or_else(|| {
            SoqlError(format!(
                "Didn't understand relationship '{name}' in field path. {CUSTOM_RELATIONSHIP_HINT}"
            ))
        })?;
        self.check_field(&table.object, field)?;
        Ok(field.clone())
    }

    /// Checks that the user may read a child relationship: the child, and the lookup by which it is one.
    pub(super) fn check_children(&self, relationship: &ChildRelationship) -> Result<(), SoqlError> {
        let name = &relationship.object;
        let schema = self.context.schema;
        let child = schema.object(name).ok_or_else(|| no_such_object(name))?;
        self.check_object(&child)?;
        let lookup = child
            .field(&relationship.field)
            .ok_or_else(|| no_such_column(&relationship.field, name))?;
        if !self.enforced() || self.context.rights.field(&child, lookup).read {
            return Ok(());
        }
        Err(self.denied(no_such_children(&relationship.name)))
    }

    /// The object a lookup leads to; `Name` when there are several.
    pub(super) fn target(&self, lookup: &FieldDescribe) -> Result<Arc<Object>, SoqlError> {
        let FieldType::Reference { to, .. } = &lookup.kind else {
            return Err(no_such_object(&lookup.name));
        };
        let name = match to.as_slice() {
            [one] => one.as_str(),
            _ => "Name",
        };
        let object = self
            .context
            .schema
            .object(name)
            .ok_or_else(|| no_such_object(name))?;
        self.check_object(&object)?;
        Ok(object)
    }

    /// `"Case" AS t0 LEFT JOIN ...`.
    pub(super) fn tables_sql(&self) -> String {
        let mut sql = format!("{} AS {}", quote(self.root.object.name()), self.root.alias);
        for (table, on) in self.joins.values() {
            let _ = write!(
                sql,
                " LEFT JOIN {} AS {} ON {on}",
                table.source.clone().unwrap_or_else(|| quote(table.object.name())),
                table.alias
            );
        }
        sql
    }

    /// Conditions that hold for every row of the query: not deleted, and visible.
    pub(super) fn row_conditions(&self, all_rows: bool, parameters: &mut Vec<Value>) -> Vec<String> {
        let object = &self.root.object;
        let mut conditions = Vec::new();
        if !all_rows && object.field("IsDeleted").is_some() {
            conditions.push(format!("{}.IsDeleted = 0", self.root.alias));
        }
        if self.mode.sharing {
            let (schema, rights) = (self.context.schema, self.context.rights);
            conditions.extend(sharing::visible(
                schema,
                rights,
                object,
                &self.root.alias,
                parameters,
            ));
        }
        conditions
    }

    fn enforced(&self) -> bool {
        match self.mode.permissions {
            Permissions::Ignored => false,
            Permissions::Enforced => true,
            Permissions::EnforcedOnSelect => self.selecting,
        }
    }

    fn check_object(&self, object: &Object) -> Result<(), SoqlError> {
        if !self.enforced() || self.context.rights.object(object).read {
            return Ok(());
        }
        Err(self.denied(no_such_object(object.name())))
    }

    fn check_field(&self, object: &Object, field: &FieldDescribe) -> Result<(), SoqlError> {
        if !self.enforced() || self.context.rights.field(object, field).read {
            return Ok(());
        }
        Err(self.denied(no_such_column(&field.name, object.name())))
    }

    fn denied(&self, in_user_mode: SoqlError) -> SoqlError {
        if self.mode.permissions == Permissions::EnforcedOnSelect {
            return SoqlError(
                "Insufficient permissions: secure query included inaccessible field".to_owned(),
            );
        }
        in_user_mode
    }
}

/// Adds a parameter and gives its SQL.
pub(super) fn parameter(parameters: &mut Vec<Value>, value: Value) -> String {
    parameters.push(value);
    format!("?{}", parameters.len())
}
