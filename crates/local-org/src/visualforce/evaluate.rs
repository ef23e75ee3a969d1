//! Evaluates expressions against a scope, through Apex getters where a controller is asked.

use std::cmp::Ordering;
use std::rc::Rc;

use apex::host::Field;
use apex::{Interpreter, Thrown, Value};
use bigdecimal::{BigDecimal, Zero};

use super::error::PageError;
use super::expression::{Expression, Operator};
use super::functions;
use super::globals;
use super::render::Context;
use super::scope::{Bound, Scope};
use super::syntax::Merge;

/// Why an expression has no value: a fault of the markup (a sentence), or an exception of Apex.
pub enum Failure {
    /// What is wrong with the expression.
    Markup(String),
    /// What Apex threw.
    Apex(Thrown),
}

impl From<Thrown> for Failure {
    fn from(thrown: Thrown) -> Self {
        Self::Apex(thrown)
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Markup(message)
    }
}

/// Evaluates expressions of one file.
pub struct Evaluator<'e, 'i> {
    /// Runs getters.
    pub apex: &'e mut Interpreter<'i>,
    /// The request and what the org offers to pages.
    pub context: &'e Context<'e>,
    /// What names mean.
    pub scope: &'e Scope,
}

impl Evaluator<'_, '_> {
    /// The value of a merge field.
    ///
    /// # Errors
    /// A [`PageError`] naming file, line and expression.
    pub fn merge(&mut self, merge: &Merge) -> Result<Bound, PageError> {
        self.bound(&merge.expression).map_err(|failure| match failure {
            Failure::Markup(message) => self
                .scope
                .error(merge.line, format!("{message} ({{!{}}})", merge.source))
                .into(),
            Failure::Apex(thrown) => super::thrown(&thrown),
        })
    }

    fn bound(&mut self, expression: &Expression) -> Result<Bound, Failure> {
        match expression {
            Expression::Path(path) if !path[0].starts_with('$') => self.path(path),
            other => self.value(other).map(Bound::Value),
        }
    }

    /// The value of an expression.
    ///
    /// # Errors
    /// [`Failure`].
    pub fn value(&mut self, expression: &Expression) -> Result<Value, Failure> {
        match expression {
            Expression::Text(text) => Ok(Value::string(text)),
            Expression::Number(number) => Ok(Value::decimal(number.clone())),
            Expression::Boolean(value) => Ok(Value::Boolean(*value)),
            Expression::Null => Ok(Value::Null),
            Expression::List(_) => Err("a list in brackets may only stand in URLFOR".to_owned().into()),
            Expression::Path(path) if path[0].starts_with('$') => globals::value(self, path),
            Expression::Path(path) => match self.path(path)? {
                Bound::Value(value) => Ok(value),
                Bound::Record(_) => {
                    Err(format!("`{}` is a record: name one of its fields", path.join(".")).into())
                }
            },
            Expression::Call(name, arguments) => functions::call(self, name, arguments),
            Expression::Unary(Operator::Not, inner) => Ok(Value::Boolean(!self.truth(inner)?)),
            Expression::Unary(_, inner) => Ok(Value::decimal(-self.number(inner)?)),
            Expression::Binary(operator, left, right) => self.binary(*operator, left, right),
        }
    }

    /// The value as text, as it is written into a page.
    ///
    /// # Errors
    /// [`Failure`].
    pub fn text(&mut self, expression: &Expression) -> Result<String, Failure> {
        let value = self.value(expression)?;
        Ok(to_text(self.apex, &value)?)
    }

    /// The value of a condition; null is false.
    ///
    /// # Errors
    /// When it is not a Boolean.
    pub fn truth(&mut self, expression: &Expression) -> Result<bool, Failure> {
        match self.value(expression)? {
            Value::Boolean(value) => Ok(value),
            Value::Null => Ok(false),
            other => Err(format!("a Boolean is needed, not a {}", other.type_name()).into()),
        }
    }

    fn number(&mut self, expression: &Expression) -> Result<BigDecimal, Failure> {
        let value = self.value(expression)?;
        let number = if value.is_null() {
            Some(BigDecimal::zero())
        } else {
            value.as_decimal()
        };
        number.ok_or_else(|| format!("a number is needed, not a {}", value.type_name()).into())
    }

    fn binary(
        &mut self,
        operator: Operator,
        left: &Expression,
        right: &Expression,
    ) -> Result<Value, Failure> {
        let truth = match operator {
            Operator::And => self.truth(left)? && self.truth(right)?,
            Operator::Or => self.truth(left)? || self.truth(right)?,
            Operator::Equal => self.same(left, right)?,
            Operator::NotEqual => !self.same(left, right)?,
            Operator::Less => self.order(left, right)?.is_lt(),
            Operator::LessOrEqual => self.order(left, right)?.is_le(),
            Operator::Greater => self.order(left, right)?.is_gt(),
            Operator::GreaterOrEqual => self.order(left, right)?.is_ge(),
            _ => return self.arithmetic(operator, left, right),
        };
        Ok(Value::Boolean(truth))
    }

    fn arithmetic(
        &mut self,
        operator: Operator,
        left: &Expression,
        right: &Expression,
    ) -> Result<Value, Failure> {
        let (a, b) = (self.value(left)?, self.value(right)?);
        let numbers = a.as_decimal().zip(b.as_decimal());
        match (operator, numbers) {
            (Operator::Concatenate, _) => {}
            (Operator::Add, Some((a, b))) => return Ok(Value::decimal(a + b)),
            (Operator::Subtract, Some((a, b))) => return Ok(Value::decimal(a - b)),
            (Operator::Multiply, Some((a, b))) => return Ok(Value::decimal(a * b)),
            (Operator::Divide, Some((_, b))) if b.is_zero() => {
                return Err("division by zero".to_owned().into());
            }
            (Operator::Divide, Some((a, b))) => return Ok(Value::decimal(a / b)),
            (Operator::Add, None) => {}
            _ => {
                return Err(
                    format!("numbers are needed, not {} and {}", a.type_name(), b.type_name()).into(),
                );
            }
        }
        let (a, b) = (to_text(self.apex, &a)?, to_text(self.apex, &b)?);
        Ok(Value::string(a + &b))
    }

    fn same(&mut self, left: &Expression, right: &Expression) -> Result<bool, Failure> {
        let (a, b) = (self.value(left)?, self.value(right)?);
        if let Some((a, b)) = a.as_decimal().zip(b.as_decimal()) {
            return Ok(a == b);
        }
        // In formulas an empty text and null are the same.
        let blank = |value: &Value| value.is_null() || value.as_str() == Some("");
        if blank(&a) || blank(&b) {
            return Ok(blank(&a) && blank(&b));
        }
        match (a.as_str(), b.as_str()) {
            (Some(a), Some(b)) => Ok(a == b),
            _ => Ok(self.apex.equals(&a, &b)?),
        }
    }

    fn order(&mut self, left: &Expression, right: &Expression) -> Result<Ordering, Failure> {
        let (a, b) = (self.value(left)?, self.value(right)?);
        if let Some((a, b)) = a.as_decimal().zip(b.as_decimal()) {
            return Ok(a.cmp(&b));
        }
        match (&a, &b) {
            (Value::Date(a), Value::Date(b)) => Ok(a.cmp(b)),
            (Value::Datetime(a), Value::Datetime(b)) => Ok(a.cmp(b)),
            _ => match (a.as_str(), b.as_str()) {
                (Some(a), Some(b)) => Ok(a.cmp(b)),
                _ => Err(format!("{} and {} have no order", a.type_name(), b.type_name()).into()),
            },
        }
    }

    fn path(&mut self, path: &[String]) -> Result<Bound, Failure> {
        let mut bound = self.root(&path[0])?;
        for (at, step) in path.iter().enumerate().skip(1) {
            bound = self.member(&bound, step, &path[..at])?;
        }
        Ok(bound)
    }

    fn root(&mut self, name: &str) -> Result<Bound, Failure> {
        if let Some(bound) = self.scope.local(name) {
            return Ok(bound.clone());
        }
        for controller in &self.scope.controllers {
            if has_property(controller, self.apex, name) {
                return Ok(Bound::Value(self.apex.get_property(controller, name)?));
            }
        }
        if let Some(standard) = &self.scope.standard {
            let local = self.context.names.name(name);
            if standard.object.eq_ignore_ascii_case(local) || name.eq_ignore_ascii_case("record") {
                return Ok(Bound::Record(Rc::clone(&standard.record)));
            }
            if name.eq_ignore_ascii_case("id") {
                return Ok(Bound::Value(standard.id.as_ref().map_or(Value::Null, Value::id)));
            }
        }
        Err(format!("Unknown property '{name}'").into())
    }

    fn member(&mut self, of: &Bound, name: &str, so_far: &[String]) -> Result<Bound, Failure> {
        match of {
            Bound::Record(record) => Ok(record_field(record, self.context.names.name(name))),
            Bound::Value(Value::Null) => Ok(Bound::Value(Value::Null)),
            Bound::Value(Value::SObject(object)) => Ok(Bound::Value(self.apex.sobject_get(object, name)?)),
            Bound::Value(Value::Map(map)) => {
                let entries = map.entries.borrow();
                let found = entries.iter().find(|(key, _)| key.0.as_str() == Some(name));
                let value = found.map(|(_, value)| value.clone());
                value
                    .map(Bound::Value)
                    .ok_or_else(|| format!("Map key {name} not found in map").into())
            }
            Bound::Value(value @ Value::Object(_)) => {
                if !has_property(value, self.apex, name) {
                    return Err(format!("Unknown property '{}.{name}'", so_far.join(".")).into());
                }
                Ok(Bound::Value(self.apex.get_property(value, name)?))
            }
            Bound::Value(value) => Err(format!(
                "`{}` is a {} and has no `{name}`",
                so_far.join("."),
                value.type_name()
            )
            .into()),
        }
    }
}

fn record_field(record: &apex::host::Record, name: &str) -> Bound {
    let found = record
        .fields
        .iter()
        .find(|(field, _)| field.eq_ignore_ascii_case(name));
    match found.map(|(_, field)| field) {
        Some(Field::Data(data)) => Bound::Value(Value::from(data.clone())),
        Some(Field::Parent(Some(parent))) => Bound::Record(Rc::new((**parent).clone())),
        // Fields that the user may not see were not selected: they show as empty, as in Salesforce.
        Some(Field::Parent(None) | Field::Children(_)) | None => Bound::Value(Value::Null),
    }
}

/// Whether a controller has a field, property or getter of the name, in its class or a super class.
fn has_property(object: &Value, apex: &Interpreter<'_>, name: &str) -> bool {
    let Value::Object(instance) = object else {
        return false;
    };
    if instance
        .class
        .fields
        .iter()
        .any(|field| field.name.eq_ignore_ascii_case(name))
    {
        return true;
    }
    let getter = format!("get{name}");
    let program = apex.program();
    let mut class = program.class(&instance.class.name);
    let mut above = instance.class.super_type.clone();
    while let Some(info) = class {
        if info.methods_named(&getter).any(|method| method.params.is_empty()) {
            return true;
        }
        let parent = above
            .as_ref()
            .and_then(|parent| program.find_class(parent.name()));
        class = parent
            .map(|parent| parent.name.clone())
            .and_then(|name| program.class(&name));
        above = parent.and_then(|parent| parent.super_type.clone());
    }
    false
}

/// A value as a page shows it: nothing for null, dates as Visualforce writes them.
///
/// # Errors
/// What a `toString` of Apex throws.
pub fn to_text(apex: &mut Interpreter<'_>, value: &Value) -> Result<String, Thrown> {
    // Source: a merge field of a Date or Datetime shows as java.util.Date does, in GMT (Visualforce
    // Developer Guide, "Using dates in expressions").
    const DATE: &str = "%a %b %d %H:%M:%S GMT %Y";
    match value {
        Value::Null => Ok(String::new()),
        Value::Datetime(at) => Ok(at.format(DATE).to_string()),
        Value::Date(date) => Ok(date.and_time(chrono::NaiveTime::MIN).format(DATE).to_string()),
        other => apex.display(other),
    }
}
