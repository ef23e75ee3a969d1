//! Statements.

use super::{Expr, Place};
use crate::value::TypeName;

/// Statements in order.
pub type Block = Vec<Stmt>;

/// A statement.
#[derive(Debug)]
pub struct Stmt {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: StmtKind,
}

/// Sorts of statements.
#[derive(Debug)]
pub enum StmtKind {
    /// `{ ... }`.
    Block(Block),
    /// An expression for its effect.
    Expr(Expr),
    /// `T a = x, b;`: slot and value of each.
    Local(Vec<(usize, Option<Expr>)>),
    /// `if`.
    If {
        /// Condition.
        condition: Expr,
        /// Then.
        then: Box<Stmt>,
        /// Else.
        otherwise: Option<Box<Stmt>>,
    },
    /// `while`.
    While {
        /// Condition.
        condition: Expr,
        /// Body.
        body: Box<Stmt>,
    },
    /// `do ... while`.
    DoWhile {
        /// Body.
        body: Block,
        /// Condition.
        condition: Expr,
    },
    /// `for (;;)`.
    For {
        /// Start.
        init: Vec<Stmt>,
        /// Condition; absent is true.
        condition: Option<Expr>,
        /// After each round.
        update: Vec<Expr>,
        /// Body.
        body: Box<Stmt>,
    },
    /// `for (T x : xs)`.
    ForEach {
        /// Slot of the variable.
        slot: usize,
        /// What is walked.
        iterable: Expr,
        /// Body.
        body: Box<Stmt>,
    },
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `return`.
    Return(Option<Expr>),
    /// `throw`.
    Throw(Expr),
    /// `try`.
    Try {
        /// Body.
        body: Block,
        /// `catch` clauses.
        catches: Vec<Catch>,
        /// `finally`.
        finally: Option<Block>,
    },
    /// `switch on`.
    Switch {
        /// What is looked at.
        subject: Expr,
        /// `when` clauses.
        cases: Vec<Case>,
        /// `when else`.
        otherwise: Option<Block>,
    },
    /// `System.runAs(user) { ... }`.
    RunAs {
        /// The user.
        user: Expr,
        /// Body.
        body: Block,
    },
}

/// A `catch` clause.
#[derive(Debug)]
pub struct Catch {
    /// Type caught.
    pub type_name: TypeName,
    /// Slot of the variable.
    pub slot: usize,
    /// Body.
    pub body: Block,
}

/// A `when` clause.
#[derive(Debug)]
pub struct Case {
    /// What is matched.
    pub label: CaseLabel,
    /// Body.
    pub body: Block,
}

/// What a `when` clause matches.
#[derive(Debug)]
pub enum CaseLabel {
    /// Constants. A bare name may be an enum constant.
    Values(Vec<Expr>),
    /// `when Contact c`.
    Type(TypeName, usize),
}
