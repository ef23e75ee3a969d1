//! Salesforce formulas: formula fields, validation rules and default values.
//!
//! A formula is parsed once ([`Formula::parse`] refuses functions this org does not have, by name) and
//! evaluated against an [`Environment`] that knows the values of the fields it names.
//! Source: Salesforce Help, "Formula Operators and Functions".

mod date;
mod eval;
mod lexer;
mod logic;
mod number;
mod parser;
mod text;
mod value;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

pub use value::Val;

/// Why a formula cannot be parsed or evaluated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct FormulaError(pub String);

/// What a formula is evaluated against.
pub trait Environment {
    /// The value of a field or of a global such as `$User.Id`.
    ///
    /// # Errors
    /// When there is no such field, or it cannot be had here.
    fn value(&self, path: &str) -> Result<Val, FormulaError>;
    /// The value of a field before the change, for `PRIORVALUE` and `ISCHANGED`; `None` for a new row or where
    /// there is no change.
    ///
    /// # Errors
    /// When there is no such field.
    fn prior(&self, path: &str) -> Result<Option<Val>, FormulaError>;
    /// Whether the row is being inserted.
    fn is_new(&self) -> bool;
    /// The time now.
    fn now(&self) -> DateTime<Utc>;
    /// Where `TODAY()` begins.
    fn zone(&self) -> Tz;
}

/// A parsed formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    root: Expr,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    /// A constant.
    Literal(Val),
    /// A field path or a global.
    Reference(String),
    /// A function by its name in capitals.
    Call(String, Vec<Expr>),
    /// `-x`, `!x`.
    Unary(Unary, Box<Expr>),
    /// `a op b`.
    Binary(Binary, Box<Expr>, Box<Expr>),
}

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unary {
    Minus,
    Not,
}

/// Operators with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binary {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Concat,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

impl Formula {
    /// Parses a formula.
    ///
    /// # Errors
    /// Says what is wrong and where, or which function this org does not have.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        let formula = parser::parse(text)?;
        formula.root.check()?;
        Ok(formula)
    }

    /// The field paths and globals it names, each once.
    pub fn references(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.root.collect(&mut found);
        found
    }

    /// Its value.
    ///
    /// # Errors
    /// When operands do not fit (`#Error!` on a record page).
    pub fn evaluate(&self, environment: &dyn Environment) -> Result<Val, FormulaError> {
        eval::evaluate(&self.root, environment)
    }

    /// The content, when the formula is nothing but a constant.
    pub fn constant(&self) -> Option<Val> {
        match &self.root {
            Expr::Literal(value) => Some(value.clone()),
            Expr::Unary(Unary::Minus, inner) => match inner.as_ref() {
                Expr::Literal(Val::Number(number)) => Some(Val::Number(-number)),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Expr {
    fn collect<'e>(&'e self, found: &mut Vec<&'e str>) {
        match self {
            Self::Literal(_) => {}
            Self::Reference(path) => {
                if !found.contains(&path.as_str()) {
                    found.push(path);
                }
            }
            Self::Call(_, args) => args.iter().for_each(|arg| arg.collect(found)),
            Self::Unary(_, inner) => inner.collect(found),
            Self::Binary(_, left, right) => {
                left.collect(found);
                right.collect(found);
            }
        }
    }

    /// Refuses unknown functions before anything is evaluated.
    fn check(&self) -> Result<(), FormulaError> {
        match self {
            Self::Literal(_) | Self::Reference(_) => Ok(()),
            Self::Call(name, args) => {
                if !eval::is_known(name) {
                    return Err(FormulaError(format!(
                        "the formula function {name} is not supported by the local org"
                    )));
                }
                args.iter().try_for_each(Self::check)
            }
            Self::Unary(_, inner) => inner.check(),
            Self::Binary(_, left, right) => {
                left.check()?;
                right.check()
            }
        }
    }
}

#[cfg(test)]
mod tests;
