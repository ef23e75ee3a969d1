//! Expressions.

use std::sync::Arc;

use bigdecimal::BigDecimal;

use super::{Name, Place};
use crate::value::TypeName;

/// An expression.
#[derive(Debug)]
pub struct Expr {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: ExprKind,
}

/// A constant in the source.
#[derive(Clone, Debug)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true`, `false`.
    Boolean(bool),
    /// `1`.
    Integer(i32),
    /// `1L`.
    Long(i64),
    /// `1.5d`.
    Double(f64),
    /// `1.5`.
    Decimal(BigDecimal),
    /// `'text'`, escapes resolved.
    String(Arc<str>),
}

/// Binary operators that evaluate both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    BitAnd,
    BitOr,
    BitXor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    Equal,
    NotEqual,
    Identical,
    NotIdentical,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

/// Binary operators that may skip the right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum LogicalOp {
    And,
    Or,
    Coalesce,
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnaryOp {
    Plus,
    Minus,
    Not,
    BitNot,
}

/// What a method is called on.
#[derive(Debug)]
pub enum Receiver {
    /// Nothing: this class, or one around it.
    Implicit,
    /// `super.`
    Super,
    /// An expression, or the name of a type.
    Expr {
        /// The expression.
        object: Box<Expr>,
        /// `?.`
        safe: bool,
    },
}

/// Arguments of `new`.
#[derive(Debug)]
pub enum NewArgs {
    /// `new T(a, b)`.
    Positional(Vec<Expr>),
    /// `new Case(Subject = a)`.
    Named(Vec<(Name, Expr)>),
}

/// Sorts of expressions.
#[derive(Debug)]
pub enum ExprKind {
    /// A constant.
    Literal(Literal),
    /// A local variable.
    Local(usize),
    /// A field, or the start of a type's name.
    Name(Name),
    /// `this`.
    This,
    /// `super` as the object of a field access.
    Super,
    /// `object.name`.
    Field {
        /// Object, or the name of a type.
        object: Box<Expr>,
        /// Field.
        name: Name,
        /// `?.`
        safe: bool,
    },
    /// `list[index]`.
    Index {
        /// List.
        list: Box<Expr>,
        /// Index.
        index: Box<Expr>,
    },
    /// A method call.
    Call {
        /// Called on.
        receiver: Receiver,
        /// Method.
        name: Name,
        /// Arguments.
        args: Vec<Expr>,
    },
    /// `new T(...)`.
    New {
        /// Type.
        type_name: TypeName,
        /// Arguments.
        args: NewArgs,
    },
    /// `new List<T>{...}`, `new Set<T>{...}`, `new T[]{...}`; the type is the collection's.
    NewCollection {
        /// Type of the collection.
        type_name: TypeName,
        /// Elements.
        items: Vec<Expr>,
    },
    /// `new T[n]`.
    NewArray {
        /// Type of the elements.
        element: TypeName,
        /// Size.
        size: Box<Expr>,
    },
    /// `new Map<K, V>{k => v}`.
    NewMap {
        /// Type of the map.
        type_name: TypeName,
        /// Entries.
        entries: Vec<(Expr, Expr)>,
    },
    /// `a + b`, `a == b`, ...
    Binary {
        /// Operator.
        op: BinaryOp,
        /// Left.
        left: Box<Expr>,
        /// Right.
        right: Box<Expr>,
    },
    /// `a && b`, `a ?? b`, ...
    Logical {
        /// Operator.
        op: LogicalOp,
        /// Left.
        left: Box<Expr>,
        /// Right.
        right: Box<Expr>,
    },
    /// `-a`, `!a`, ...
    Unary {
        /// Operator.
        op: UnaryOp,
        /// Operand.
        operand: Box<Expr>,
    },
    /// `a = b`, `a += b`.
    Assign {
        /// Where to.
        target: Box<Expr>,
        /// The operator of a compound assignment.
        op: Option<BinaryOp>,
        /// What.
        value: Box<Expr>,
    },
    /// `++a`, `a--`.
    Update {
        /// Variable.
        target: Box<Expr>,
        /// `++` rather than `--`.
        increment: bool,
        /// Whether the value is that after the change.
        prefix: bool,
    },
    /// `c ? a : b`.
    Ternary {
        /// Condition.
        condition: Box<Expr>,
        /// When true.
        then: Box<Expr>,
        /// When false.
        otherwise: Box<Expr>,
    },
    /// `(T) a`.
    Cast {
        /// Type.
        type_name: TypeName,
        /// Value.
        value: Box<Expr>,
    },
    /// `a instanceof T`.
    InstanceOf {
        /// Value.
        value: Box<Expr>,
        /// Type.
        type_name: TypeName,
    },
    /// `T.class`.
    ClassLiteral(TypeName),
    /// `[SELECT ...]`.
    Query(QueryExpr),
    /// `insert x`, ...
    Dml(Box<DmlExpr>),
}

/// An embedded query.
#[derive(Debug)]
pub struct QueryExpr {
    /// SOQL with binds renamed `:b0`, `:b1`, ...
    pub soql: String,
    /// The bind expressions in that order.
    pub binds: Vec<Expr>,
    /// Whether it is SOSL (`[FIND ...]`).
    pub is_search: bool,
}

/// DML verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DmlVerb {
    Insert,
    Update,
    Upsert,
    Delete,
    Undelete,
    Merge,
}

/// A DML statement.
#[derive(Debug)]
pub struct DmlExpr {
    /// Verb.
    pub verb: DmlVerb,
    /// `as user` is `Some(true)`, `as system` is `Some(false)`.
    pub as_user: Option<bool>,
    /// Row or rows; the master of a merge.
    pub target: Expr,
    /// What is merged into the master.
    pub merged: Option<Expr>,
    /// External id field of an upsert.
    pub external_id: Option<String>,
}
