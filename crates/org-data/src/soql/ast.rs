//! A parsed SOQL query. Names are as written; nothing is checked against a schema yet.

use chrono::{DateTime, NaiveDate, Utc};

use super::sosl::Matching;

/// `SELECT ... FROM ...`.
#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    /// What is selected.
    pub items: Vec<Item>,
    /// Object, or relationship in a child subquery.
    pub from: String,
    /// Alias of the object.
    pub alias: Option<String>,
    /// `USING SCOPE mine`.
    pub mine: bool,
    /// What a search (SOSL) looks for in the rows.
    pub matching: Option<Matching>,
    /// `WHERE`.
    pub condition: Option<Condition>,
    /// `WITH`.
    pub with: Option<With>,
    /// `GROUP BY`.
    pub group_by: Vec<Expression>,
    /// `HAVING`.
    pub having: Option<Condition>,
    /// `ORDER BY`.
    pub order_by: Vec<Order>,
    /// `LIMIT`.
    pub limit: Option<Value>,
    /// `OFFSET`.
    pub offset: Option<Value>,
    /// `FOR UPDATE`.
    pub for_update: bool,
    /// `ALL ROWS`: deleted rows too.
    pub all_rows: bool,
}

/// One thing selected.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A field, possibly of a parent, or a function of one, with an alias.
    Expression {
        /// What.
        expression: Expression,
        /// Alias, in grouped queries.
        alias: Option<String>,
    },
    /// `FIELDS(ALL)`, `FIELDS(STANDARD)`, `FIELDS(CUSTOM)`.
    Fields(FieldGroup),
    /// `(SELECT ... FROM Relationship)`.
    Children(Box<Select>),
    /// `TYPEOF What WHEN Account THEN Phone ELSE Name END`.
    TypeOf(TypeOf),
}

/// Fields that depend on the object a lookup points to.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeOf {
    /// Relationship.
    pub relationship: String,
    /// Object and its fields.
    pub branches: Vec<(String, Vec<Vec<String>>)>,
    /// Fields of any other object.
    pub otherwise: Vec<Vec<String>>,
}

/// Which fields `FIELDS(...)` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldGroup {
    /// Every field.
    All,
    /// Fields of the platform.
    Standard,
    /// Fields ending in `__c`.
    Custom,
}

/// A field path or a function of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// `Contact.Account.Name`.
    Path(Vec<String>),
    /// `COUNT()`, `MAX(Amount)`, `CALENDAR_YEAR(CreatedDate)`; the name is in capitals.
    Function {
        /// Name in capitals.
        name: String,
        /// Argument, if any.
        argument: Option<Vec<String>>,
        /// Whether the argument was inside `convertTimezone(...)`.
        local_time: bool,
    },
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// All hold.
    And(Vec<Condition>),
    /// One holds.
    Or(Vec<Condition>),
    /// Does not hold.
    Not(Box<Condition>),
    /// `left op value`.
    Compare {
        /// Left side.
        left: Expression,
        /// Operator.
        operator: Operator,
        /// Right side.
        value: Value,
    },
    /// `left IN (...)`.
    In {
        /// Left side.
        left: Expression,
        /// `NOT IN`.
        negated: bool,
        /// The set.
        set: Set,
    },
    /// `left INCLUDES ('a;b', 'c')`.
    Includes {
        /// Left side.
        left: Expression,
        /// `EXCLUDES`.
        negated: bool,
        /// The values.
        set: Set,
    },
}

/// Operators between a field and a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `=`
    Equal,
    /// `!=`, `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `LIKE`
    Like,
}

/// The right side of `IN`.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    /// `('a', 'b')`.
    Values(Vec<Value>),
    /// `:names`.
    Bind(String),
    /// `(SELECT Id FROM ...)`.
    Select(Box<Select>),
}

/// A constant or bind variable.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true`, `false`.
    Boolean(bool),
    /// A number, as written.
    Number(String),
    /// Text, unescaped except for the escapes of `LIKE`.
    Text(String),
    /// `2026-11-22`.
    Date(NaiveDate),
    /// `2026-11-22T10:00:00Z`.
    Datetime(DateTime<Utc>),
    /// `TODAY`, `LAST_N_DAYS:3`; the name is in capitals.
    DateLiteral(String, Option<i64>),
    /// `:name`.
    Bind(String),
}

/// `WITH ...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// `WITH USER_MODE`.
    UserMode,
    /// `WITH SYSTEM_MODE`.
    SystemMode,
    /// `WITH SECURITY_ENFORCED`.
    SecurityEnforced,
}

/// One key of `ORDER BY`.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// What.
    pub by: Expression,
    /// `DESC`.
    pub descending: bool,
    /// `NULLS LAST`.
    pub nulls_last: bool,
}
