//! Expressions.

use bigdecimal::BigDecimal;

use super::Interpreter;
use super::resolve::Ref;
use crate::error::Thrown;
use crate::syntax::ast::{Expr, ExprKind, Literal, LogicalOp, NewArgs, UnaryOp};
use crate::value::{Key, TypeKind, TypeName, Value};

impl<'a> Interpreter<'a> {
    /// An expression whose value is not used.
    pub(crate) fn effect(&mut self, expr: &'a Expr) -> Result<(), Thrown> {
        self.eval(expr).map(drop)
    }

    /// The value of an expression.
    pub(crate) fn eval(&mut self, expr: &'a Expr) -> Result<Value, Thrown> {
        match &expr.kind {
            ExprKind::Literal(literal) => Ok(literal_value(literal)),
            ExprKind::Local(slot) => Ok(self.local(*slot)),
            ExprKind::This => Ok(self.this()),
            ExprKind::Super => Err(self.invalid("super is only allowed before a method or field")),
            ExprKind::Name(_) | ExprKind::Field { .. } | ExprKind::Call { .. } => match self.resolve(expr)? {
                Ref::Value(value) => Ok(value),
                Ref::Skipped => Ok(Value::Null),
                Ref::Type(path) => Err(self.unknown_path(&path)),
            },
            ExprKind::Index { list, index } => {
                let list = self.eval(list)?;
                let index = self.eval(index)?;
                self.index(&list, &index)
            }
            ExprKind::New { type_name, args } => match args {
                NewArgs::Positional(args) => {
                    let values = self.eval_all(args)?;
                    self.at(expr.place);
                    self.new_value(type_name, values)
                }
                NewArgs::Named(fields) => {
                    self.at(expr.place);
                    self.new_sobject_with(type_name, fields)
                }
            },
            ExprKind::NewCollection { type_name, items } => self.new_collection(type_name, items),
            ExprKind::NewArray { element, size } => {
                let size = self.eval(size)?;
                let Some(size) = size.as_int() else {
                    return Err(self.null_pointer());
                };
                let size = usize::try_from(size).map_err(|_| self.throw("ListException", "Illegal size"))?;
                Ok(Value::list(element.clone(), vec![Value::Null; size]))
            }
            ExprKind::NewMap { type_name, entries } => self.new_map(type_name, entries),
            ExprKind::Binary { op, left, right } => {
                let a = self.eval(left)?;
                let b = self.eval(right)?;
                self.at(expr.place);
                let text = a.is_null() && b.is_null() && (self.is_text(left) || self.is_text(right));
                let value = self.binary(*op, a, b, text)?;
                self.made(&value)?;
                Ok(value)
            }
            ExprKind::Logical { op, left, right } => {
                let a = self.eval(left)?;
                match op {
                    LogicalOp::And => Ok(Value::Boolean(self.truth(&a)? && self.condition(right)?)),
                    LogicalOp::Or => Ok(Value::Boolean(self.truth(&a)? || self.condition(right)?)),
                    LogicalOp::Coalesce if a.is_null() => self.eval(right),
                    LogicalOp::Coalesce => Ok(a),
                }
            }
            ExprKind::Unary { op, operand } => {
                let value = self.eval(operand)?;
                self.unary(*op, value)
            }
            ExprKind::Assign { target, op, value } => self.assign(target, *op, value),
            ExprKind::Update {
                target,
                increment,
                prefix,
            } => self.update(target, *increment, *prefix),
            ExprKind::Ternary {
                condition,
                then,
                otherwise,
            } => {
                if self.condition(condition)? {
                    self.eval(then)
                } else {
                    self.eval(otherwise)
                }
            }
            ExprKind::Cast { type_name, value } => {
                let value = self.eval(value)?;
                self.cast(value, type_name)
            }
            ExprKind::InstanceOf { value, type_name } => {
                let value = self.eval(value)?;
                Ok(Value::Boolean(self.instance_of(&value, type_name)))
            }
            ExprKind::ClassLiteral(type_name) => Ok(Value::Type(type_name.clone())),
            ExprKind::Query(query) => self.eval_query(expr.place, query),
            ExprKind::Dml(dml) => self.eval_dml(expr.place, dml),
        }
    }

    pub(crate) fn eval_all(&mut self, args: &'a [Expr]) -> Result<Vec<Value>, Thrown> {
        let mut values = Vec::with_capacity(args.len());
        for arg in args {
            values.push(self.eval(arg)?);
        }
        Ok(values)
    }

    /// Notes the place of a part of the statement, for stack traces.
    pub(crate) fn at(&mut self, place: crate::syntax::ast::Place) {
        if let Some(frame) = self.frames.last_mut() {
            frame.place = place;
        }
    }

    pub(crate) fn local(&self, slot: usize) -> Value {
        self.frames
            .last()
            .and_then(|f| f.locals.get(slot))
            .cloned()
            .unwrap_or(Value::Null)
    }

    pub(crate) fn local_type(&self, slot: usize) -> Option<&'a TypeName> {
        self.frames
            .last()
            .and_then(|f| f.vars.get(slot))
            .map(|v| &v.type_name)
    }

    pub(crate) fn set_local(&mut self, slot: usize, value: Value) -> Result<(), Thrown> {
        let value = match self.local_type(slot) {
            Some(type_name) => self.coerce(value, type_name)?,
            None => value,
        };
        if let Some(place) = self.frames.last_mut().and_then(|f| f.locals.get_mut(slot)) {
            *place = value;
        }
        Ok(())
    }

    pub(crate) fn this(&self) -> Value {
        self.frames.last().map_or(Value::Null, |f| f.this.clone())
    }

    fn index(&self, list: &Value, index: &Value) -> Result<Value, Thrown> {
        match list {
            Value::List(list) => {
                let index = index.as_int().ok_or_else(|| self.null_pointer())?;
                let found = usize::try_from(index)
                    .ok()
                    .and_then(|i| list.items.borrow().get(i).cloned());
                found.ok_or_else(|| self.throw("ListException", format!("List index out of bounds: {index}")))
            }
            Value::Null => Err(self.null_pointer()),
            other => Err(self.invalid(format!("Expression must be a list type: {}", other.type_name()))),
        }
    }

    fn new_collection(&mut self, type_name: &'a TypeName, items: &'a [Expr]) -> Result<Value, Thrown> {
        let element = type_name.arg(0);
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            let value = self.eval(item)?;
            values.push(self.coerce(value, &element)?);
        }
        Ok(match type_name.kind() {
            TypeKind::Set => {
                for value in &values {
                    self.note_equality(value)?;
                }
                Value::set(element, values)
            }
            _ => Value::list(element, values),
        })
    }

    fn new_map(&mut self, type_name: &'a TypeName, entries: &'a [(Expr, Expr)]) -> Result<Value, Thrown> {
        let (key_type, value_type) = (type_name.arg(0), type_name.arg(1));
        let mut map = indexmap::IndexMap::with_capacity(entries.len());
        for (key, value) in entries {
            let key = self.eval(key)?;
            let key = self.coerce(key, &key_type)?;
            self.note_equality(&key)?;
            let value = self.eval(value)?;
            map.insert(Key(key), self.coerce(value, &value_type)?);
        }
        Ok(Value::map(
            key_type,
            value_type,
            map.into_iter().map(|(k, v)| (k.0, v)),
        ))
    }

    fn unary(&self, op: UnaryOp, value: Value) -> Result<Value, Thrown> {
        Ok(match (op, value) {
            (UnaryOp::Not, value) => Value::Boolean(!self.truth(&value)?),
            (_, Value::Null) => return Err(self.null_pointer()),
            (UnaryOp::Minus, Value::Integer(i)) => Value::Integer(i.wrapping_neg()),
            (UnaryOp::Minus, Value::Long(l)) => Value::Long(l.wrapping_neg()),
            (UnaryOp::Minus, Value::Double(d)) => Value::Double(-d),
            (UnaryOp::Minus, Value::Decimal(d)) => Value::decimal(-(*d).clone()),
            (
                UnaryOp::Plus,
                v @ (Value::Integer(_) | Value::Long(_) | Value::Double(_) | Value::Decimal(_)),
            ) => v,
            (UnaryOp::BitNot, Value::Integer(i)) => Value::Integer(!i),
            (UnaryOp::BitNot, Value::Long(l)) => Value::Long(!l),
            (_, other) => {
                return Err(self.invalid(format!("Unary operator is not for type {}", other.type_name())));
            }
        })
    }

    /// Whether an expression is a `String` by its declaration: then null is text too.
    fn is_text(&self, expr: &'a Expr) -> bool {
        self.static_type(expr)
            .is_some_and(|t| t.kind() == TypeKind::String)
    }
}

fn literal_value(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(b) => Value::Boolean(*b),
        Literal::Integer(i) => Value::Integer(*i),
        Literal::Long(l) => Value::Long(*l),
        Literal::Double(d) => Value::Double(*d),
        Literal::Decimal(d) => Value::decimal(BigDecimal::clone(d)),
        Literal::String(s) => Value::string(s),
    }
}
