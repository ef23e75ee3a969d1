//! The syntax tree the interpreter walks.
//!
//! Names of types are already full (`Outer.Inner`), local variables are slots of their body's frame, and
//! every node knows its place.

use std::collections::BTreeSet;
use std::sync::Arc;

use bigdecimal::BigDecimal;

use crate::program::{Accessor, ClassKind, SharingMode};
use crate::value::TypeName;

/// An identifier. Apex compares them without regard to case.
#[derive(Clone, Debug)]
pub struct Name {
    /// As written.
    pub text: Arc<str>,
    /// In lower case.
    pub lower: Arc<str>,
}

impl Name {
    /// From source text.
    pub fn new(text: &str) -> Self {
        let lower = text.to_ascii_lowercase();
        let text: Arc<str> = text.into();
        let lower = if *lower == *text {
            text.clone()
        } else {
            lower.into()
        };
        Self { text, lower }
    }
}

/// Line and column, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
}

/// An annotation such as `@IsTest(SeeAllData=true)`.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// Lower-case name.
    pub name: String,
    /// Arguments as written, keys in lower case.
    pub args: Vec<(String, String)>,
}

/// Modifiers and annotations of a declaration.
#[derive(Clone, Debug, Default)]
pub struct Modifiers {
    /// Annotations.
    pub annotations: Vec<Annotation>,
    /// `global` (also `webservice`).
    pub global: bool,
    /// `public`.
    pub public: bool,
    /// `protected`.
    pub protected: bool,
    /// `static`.
    pub is_static: bool,
    /// `final`.
    pub is_final: bool,
    /// `abstract`.
    pub is_abstract: bool,
    /// `virtual`.
    pub is_virtual: bool,
    /// `override`.
    pub is_override: bool,
    /// `transient`.
    pub is_transient: bool,
    /// `testMethod`.
    pub test_method: bool,
    /// The sharing declaration.
    pub sharing: Option<SharingMode>,
}

impl Modifiers {
    /// Whether an annotation (lower-case name) is present.
    pub fn has_annotation(&self, name: &str) -> bool {
        self.annotations.iter().any(|a| a.name == name)
    }

    /// Lower-case names of annotations.
    pub fn annotation_names(&self) -> Vec<String> {
        self.annotations.iter().map(|a| a.name.clone()).collect()
    }

    /// The value of an annotation's argument, both in lower case.
    pub fn annotation_arg(&self, annotation: &str, key: &str) -> Option<&str> {
        let annotation = self.annotations.iter().find(|a| a.name == annotation)?;
        annotation
            .args
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, v)| v.as_str())
    }
}

/// A parsed file.
#[derive(Debug)]
pub struct Unit {
    /// Its top-level declaration.
    pub class: ClassDecl,
    /// Lines that hold a statement.
    pub executable: BTreeSet<u32>,
}

/// A class, interface or enum declaration.
#[derive(Debug)]
pub struct ClassDecl {
    /// Where.
    pub place: Place,
    /// Full name.
    pub name: String,
    /// Sort.
    pub kind: ClassKind,
    /// Modifiers.
    pub modifiers: Modifiers,
    /// `extends` of a class.
    pub super_type: Option<TypeName>,
    /// `implements`, or `extends` of an interface.
    pub interfaces: Vec<TypeName>,
    /// Fields and properties.
    pub fields: Vec<Field>,
    /// Initialisers of fields and blocks, in source order; with whether they are static.
    pub initializers: Vec<(bool, Initializer)>,
    /// Methods.
    pub methods: Vec<Method>,
    /// Constructors.
    pub constructors: Vec<Method>,
    /// Inner declarations.
    pub inner: Vec<ClassDecl>,
    /// Enum constants.
    pub constants: Vec<String>,
}

/// A field or property declaration.
#[derive(Debug)]
pub struct Field {
    /// Where.
    pub place: Place,
    /// Name.
    pub name: Name,
    /// Type.
    pub type_name: TypeName,
    /// Modifiers.
    pub modifiers: Modifiers,
    /// What reading does.
    pub getter: Accessor,
    /// What writing does.
    pub setter: Accessor,
}

/// Code that runs when a class or an instance comes into being.
#[derive(Clone, Debug)]
pub enum Initializer {
    /// `field = expression`.
    Field {
        /// Lower-case name of the field.
        name: Arc<str>,
        /// Its value.
        body: Arc<Body>,
    },
    /// A block.
    Block(Arc<Body>),
}

/// A method or constructor.
#[derive(Debug)]
pub struct Method {
    /// Where.
    pub place: Place,
    /// Name; that of the class for a constructor.
    pub name: Name,
    /// Modifiers.
    pub modifiers: Modifiers,
    /// Return type, `void` for none.
    pub return_type: TypeName,
    /// Parameters: slots 0.. of the body.
    pub params: Vec<Param>,
    /// Code; absent for abstract and interface methods.
    pub body: Option<Arc<Body>>,
    /// `this(...)` or `super(...)` at the start of a constructor.
    pub chain: Option<Chain>,
}

/// A constructor's call of another.
#[derive(Debug)]
pub struct Chain {
    /// Where.
    pub place: Place,
    /// `super(...)` rather than `this(...)`.
    pub is_super: bool,
    /// Arguments.
    pub args: Vec<Expr>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Name.
    pub name: Name,
    /// Type.
    pub type_name: TypeName,
}

/// Code with its local variables.
#[derive(Debug)]
pub struct Body {
    /// Declared type of each slot.
    pub locals: Vec<LocalVar>,
    /// The code.
    pub block: Block,
}

/// A local variable or parameter.
#[derive(Clone, Debug)]
pub struct LocalVar {
    /// Name, for messages.
    pub name: Name,
    /// Declared type.
    pub type_name: TypeName,
    /// `final`.
    pub is_final: bool,
}

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
}

/// A DML statement.
#[derive(Debug)]
pub struct DmlExpr {
    /// Verb.
    pub verb: DmlVerb,
    /// `as user` is `Some(true)`, `as system` is `Some(false)`.
    pub as_user: Option<bool>,
    /// Row or rows.
    pub target: Expr,
    /// External id field of an upsert.
    pub external_id: Option<String>,
}
