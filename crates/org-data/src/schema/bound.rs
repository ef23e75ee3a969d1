//! Formulas bound to the schema: where in the store the values they name come from.
//!
//! A formula field becomes an SQL expression, `sf_formula('object.field', ...)`, whose arguments are the values
//! it names: columns of the row, of its parents, of the running user. So a formula can be selected, filtered
//! and sorted by like any other field. `{t}` stands for the table, `{user}`, `{now}` and `{zone}` for the
//! running user and time, `{permission:X}` for whether the user has a custom permission.

use std::collections::HashMap;

use apex::host::{FieldDescribe, FieldType, ObjectKind};
use bigdecimal::BigDecimal;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use indexmap::IndexMap;
use rusqlite::types::{Value, ValueRef};

use super::field::Summary;
use super::object::Object;
use super::summary;
use crate::formula::{Environment, Formula, FormulaError, Val};
use crate::metadata::label::Labels;
use crate::namespace::Namespace;
use crate::store::quote;
use crate::store::value::Storage;

/// Formulas may use each other this deep.
const MAX_DEPTH: usize = 12;

/// A formula with the sources of the values it names.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The formula.
    pub formula: Formula,
    /// Where the values come from, in the order of the formula's references.
    pub arguments: Vec<Argument>,
    /// Form of the result.
    pub result: Storage,
    /// Whether the result is a percentage.
    pub percent: bool,
}

/// A value that a formula names.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The path as the formula writes it.
    pub path: String,
    /// Its SQL.
    pub sql: String,
    /// Its form.
    pub storage: Storage,
    /// Whether a number without a value counts as zero.
    pub zero: bool,
    /// Whether it is a percentage: 50 % is 0.5 in a formula.
    pub percent: bool,
}

/// SQL of a value, and what it gives.
pub(super) struct Source {
    pub(super) sql: String,
    pub(super) storage: Storage,
    percent: bool,
}

impl Argument {
    /// The value as the formula sees it.
    ///
    /// # Errors
    /// When the column holds something of another form.
    pub fn read(&self, value: ValueRef<'_>) -> Result<Val, String> {
        Ok(match Val::of(&self.storage.read(value)?) {
            Val::Null if self.zero => Val::Number(BigDecimal::from(0)),
            Val::Number(number) if self.percent => Val::Number(number / BigDecimal::from(100)),
            value => value,
        })
    }
}

impl Bound {
    /// The result in its stored form. What goes wrong is `#Error!` on a record page and null in the API.
    pub fn stored(&self, environment: &dyn Environment) -> Value {
        let value = match self.formula.evaluate(environment) {
            Ok(Val::Number(number)) if self.percent => Val::Number(number * BigDecimal::from(100)),
            Ok(value) => value,
            Err(_) => Val::Null,
        };
        self.result.to_sql(&value.into_data()).unwrap_or(Value::Null)
    }
}

/// The values of a bound formula at one moment.
pub struct Values<'a> {
    /// Values by path.
    pub values: HashMap<&'a str, Val>,
    /// Values before the change, by lower-case field; `None` where there is no change.
    pub prior: Option<HashMap<String, Val>>,
    /// Whether the row is new.
    pub is_new: bool,
    /// The time now.
    pub now: DateTime<Utc>,
    /// The user's time zone.
    pub zone: Tz,
    /// Finds the key of a field by its name in the formula.
    pub key: &'a dyn Fn(&str) -> String,
}

impl Environment for Values<'_> {
    fn value(&self, path: &str) -> Result<Val, FormulaError> {
        let value = self.values.get(path).cloned();
        value.ok_or_else(|| FormulaError(format!("{path} has no value here")))
    }

    fn prior(&self, path: &str) -> Result<Option<Val>, FormulaError> {
        let Some(prior) = &self.prior else {
            return Ok(None);
        };
        prior.get(&(self.key)(path)).cloned().map(Some).ok_or_else(|| {
            FormulaError(format!(
                "the earlier value of {path} is not kept by the local org"
            ))
        })
    }

    fn is_new(&self) -> bool {
        self.is_new
    }

    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn zone(&self) -> Tz {
        self.zone
    }
}

/// Binds formulas to objects.
pub(super) struct Binder<'a> {
    pub(super) objects: &'a IndexMap<String, Object>,
    pub(super) namespace: &'a Namespace,
    pub(super) labels: &'a Labels,
}

impl Binder<'_> {
    /// Binds a formula to an object, or to none (only globals can be named then).
    ///
    /// # Errors
    /// Names the field or global that this org does not have.
    pub(super) fn bind(
        &self,
        formula: &Formula,
        object: Option<&Object>,
        result: &FieldDescribe,
        blank_as_zero: bool,
        depth: usize,
    ) -> Result<Bound, String> {
        if depth > MAX_DEPTH {
            return Err("formulas that use each other in a circle".to_owned());
        }
        let mut arguments = Vec::new();
        for path in formula.references() {
            let source = match (path.strip_prefix('$'), object) {
                (Some(global), _) => self.global(global, depth)?,
                (None, Some(object)) => self.path(object, path, depth)?,
                (None, None) => return Err(format!("the field {path} cannot be used here")),
            };
            let number = matches!(source.storage, Storage::Integer | Storage::Decimal(_));
            arguments.push(Argument {
                path: path.to_owned(),
                sql: source.sql,
                storage: source.storage,
                zero: blank_as_zero && number,
                percent: source.percent,
            });
        }
        Ok(Bound {
            formula: formula.clone(),
            arguments,
            result: Storage::of(result),
            percent: result.kind == FieldType::Percent,
        })
    }

    /// SQL of a field: a column, or what computes it.
    pub(super) fn column(&self, object: &Object, name: &str, depth: usize) -> Result<Source, String> {
        let (key, field) = object
            .entry(name)
            .ok_or_else(|| format!("{} has no field {name}", object.name()))?;
        let extra = object.extra(key);
        let source = |sql| Source {
            sql,
            storage: Storage::of(field),
            percent: field.kind == FieldType::Percent,
        };
        if let Some(reason) = &extra.unsupported {
            return Err(reason.clone());
        }
        if let Some(formula) = &extra.formula {
            let bound = self.bind(
                &formula.formula,
                Some(object),
                field,
                formula.blank_as_zero,
                depth + 1,
            )?;
            return Ok(source(call(object, key, &bound)));
        }
        if let Some(summary) = &extra.summary {
            return Ok(source(self.summary(summary, depth)?));
        }
        let sql = match &extra.computed {
            Some(computed) => format!("({computed})"),
            None => format!("{{t}}.{}", quote(&field.name)),
        };
        Ok(source(sql))
    }

    fn summary(&self, source: &Summary, depth: usize) -> Result<String, String> {
        let detail = self.object(&source.detail)?;
        let column = |name: &str| {
            let column = self.column(detail, name, depth + 1)?;
            Ok::<_, String>((column.sql.replace("{t}", "{t}s"), column.storage))
        };
        summary::sql(source, detail.name(), column)
    }

    fn object(&self, name: &str) -> Result<&Object, String> {
        self.namespace
            .candidates(&name.to_lowercase())
            .iter()
            .find_map(|name| self.objects.get(name))
            .ok_or_else(|| format!("this org has no object {name}"))
    }

    fn path(&self, object: &Object, path: &str, depth: usize) -> Result<Source, String> {
        let Some((first, rest)) = path.split_once('.') else {
            return self.column(object, path, depth);
        };
        // `Owner:User.Email` says which of several targets is meant.
        let (relationship, target) = match first.split_once(':') {
            Some((relationship, target)) => (relationship, Some(target)),
            None => (first, None),
        };
        let lookup = object
            .relationship(relationship)
            .ok_or_else(|| format!("{} has no relationship {relationship}", object.name()))?;
        let FieldType::Reference { to, .. } = &lookup.kind else {
            return Err(format!("{} is no lookup", lookup.name));
        };
        let target = match (target, to.as_slice()) {
            (Some("Queue"), _) => "Group",
            (Some(target), _) => target,
            (None, [one, ..]) => one.as_str(),
            (None, []) => return Err(format!("{} points to nothing", lookup.name)),
        };
        let parent = self.object(target)?;
        let source = self.path(parent, rest, depth + 1)?;
        let inner = source.sql.replace("{t}", "{t}f");
        let table = quote(parent.name());
        let lookup = quote(&lookup.name);
        Ok(Source {
            sql: format!("(SELECT {inner} FROM {table} AS {{t}}f WHERE {{t}}f.Id = {{t}}.{lookup})"),
            ..source
        })
    }

    fn global(&self, path: &str, depth: usize) -> Result<Source, String> {
        let unknown = || format!("${path} is not supported by the local org in formulas");
        let (first, rest) = path.split_once('.').ok_or_else(unknown)?;
        let of = |object: &str, condition: &str| {
            let object = self.object(object)?;
            let source = self.path(object, rest, depth + 1)?;
            let inner = source.sql.replace("{t}", "{t}g");
            let table = quote(object.name());
            Ok(Source {
                sql: format!("(SELECT {inner} FROM {table} AS {{t}}g WHERE {condition})"),
                ..source
            })
        };
        let of_user = "(SELECT u.{field} FROM User u WHERE u.Id = '{user}')";
        match first.to_lowercase().as_str() {
            "user" => of("User", "{t}g.Id = '{user}'"),
            "profile" => of(
                "Profile",
                &format!("{{t}}g.Id = {}", of_user.replace("{field}", "ProfileId")),
            ),
            "userrole" => of(
                "UserRole",
                &format!("{{t}}g.Id = {}", of_user.replace("{field}", "UserRoleId")),
            ),
            "organization" => of("Organization", "1"),
            "permission" => {
                // The name goes into SQL text through a placeholder: letters, digits and underscores only.
                let plain = rest
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
                if plain {
                    Ok(Source {
                        sql: format!("{{permission:{rest}}}"),
                        storage: Storage::Boolean,
                        percent: false,
                    })
                } else {
                    Err(unknown())
                }
            }
            "label" => {
                let name = rest.rsplit('.').next().unwrap_or(rest);
                let text = self
                    .namespace
                    .component_candidates(name)
                    .iter()
                    .find_map(|name| self.labels.get(name, "en_US"))
                    .ok_or_else(|| format!("there is no label {name}"))?;
                Ok(Source {
                    sql: literal(text),
                    storage: Storage::Text,
                    percent: false,
                })
            }
            "setup" => self.setting(rest, depth),
            "custommetadata" => self.metadata_record(rest, depth),
            _ => Err(unknown()),
        }
    }

    /// `$Setup.Setting__c.Field__c`: the user's value, else the profile's, else the organization's.
    fn setting(&self, path: &str, depth: usize) -> Result<Source, String> {
        let (object, field) = path
            .split_once('.')
            .ok_or_else(|| format!("$Setup.{path} needs a setting and a field"))?;
        let object = self.object(object)?;
        if object.describe.kind != ObjectKind::HierarchySetting {
            return Err(format!("{} is no hierarchy custom setting", object.name()));
        }
        let source = self.column(object, field, depth + 1)?;
        let (inner, table) = (source.sql.replace("{t}", "{t}g"), quote(object.name()));
        let owners = [
            "'{user}'",
            "(SELECT u.ProfileId FROM User u WHERE u.Id = '{user}')",
            "(SELECT o.Id FROM Organization o)",
        ];
        let rows: Vec<String> = owners
            .iter()
            .map(|owner| {
                format!(
                    "(SELECT {inner} FROM {table} AS {{t}}g WHERE {{t}}g.SetupOwnerId = {owner} AND {{t}}g.IsDeleted = 0)"
                )
            })
            .collect();
        Ok(Source {
            sql: format!("coalesce({})", rows.join(", ")),
            ..source
        })
    }

    /// `$CustomMetadata.Type__mdt.Record.Field__c`.
    fn metadata_record(&self, path: &str, depth: usize) -> Result<Source, String> {
        let parts: Vec<&str> = path.split('.').collect();
        let [object, record, field] = parts.as_slice() else {
            return Err(format!(
                "$CustomMetadata.{path} needs a type, a record and a field"
            ));
        };
        let object = self.object(object)?;
        let source = self.column(object, field, depth + 1)?;
        let (inner, table) = (source.sql.replace("{t}", "{t}g"), quote(object.name()));
        let record = record.rsplit("__").next().unwrap_or(record);
        Ok(Source {
            sql: format!(
                "(SELECT {inner} FROM {table} AS {{t}}g WHERE {{t}}g.DeveloperName = {})",
                literal(record)
            ),
            ..source
        })
    }
}

/// The SQL that evaluates a bound formula.
fn call(object: &Object, key: &str, bound: &Bound) -> String {
    let arguments: String = bound
        .arguments
        .iter()
        .map(|argument| format!(", {}", argument.sql))
        .collect();
    let name = registered(object, key);
    format!("sf_formula({}, {{now}}, '{{zone}}'{arguments})", literal(&name))
}

/// The name under which the store knows the formula of a field.
pub(super) fn registered(object: &Object, key: &str) -> String {
    format!("{}.{key}", object.name().to_lowercase())
}

/// A text in SQL.
pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
