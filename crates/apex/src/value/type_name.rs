//! Names of Apex types, with their type arguments.

use std::fmt;
use std::sync::Arc;

/// A type as Apex source names it: `Integer`, `Map<Id, List<Case>>`, `Outer.Inner`. `X[]` is `List<X>`.
///
/// Compared without regard to case. Cheap to clone.
#[derive(Clone)]
pub struct TypeName(Arc<Parts>);

/// Types the interpreter treats in a way of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// `Object`.
    Object,
    /// `void`.
    Void,
    /// `Boolean`.
    Boolean,
    /// `Integer`.
    Integer,
    /// `Long`.
    Long,
    /// `Double`.
    Double,
    /// `Decimal`.
    Decimal,
    /// `String`.
    String,
    /// `Id`.
    Id,
    /// `Date`.
    Date,
    /// `Datetime`.
    Datetime,
    /// `Time`.
    Time,
    /// `Blob`.
    Blob,
    /// `List` and arrays.
    List,
    /// `Set`.
    Set,
    /// `Map`.
    Map,
    /// `SObject`.
    SObject,
    /// Classes, enums, interfaces, sObject types.
    Other,
}

struct Parts {
    name: String,
    lower: String,
    /// Length of the namespace in `lower`, with its dot, when it is one that may be left out.
    namespace: usize,
    kind: TypeKind,
    args: Vec<TypeName>,
}

impl TypeName {
    /// A type without arguments.
    pub fn new(name: impl Into<String>) -> Self {
        Self::generic(name, Vec::new())
    }

    /// A type with arguments.
    pub fn generic(name: impl Into<String>, args: Vec<TypeName>) -> Self {
        let name = name.into();
        let lower = name.to_ascii_lowercase();
        let namespace = ["system.", "schema."].into_iter().find(|n| lower.starts_with(n));
        let namespace = namespace.map_or(0, str::len);
        let kind = kind_of(&lower[namespace..]);
        Self(Arc::new(Parts {
            name,
            lower,
            namespace,
            kind,
            args,
        }))
    }

    /// `List<element>`.
    pub fn list(element: TypeName) -> Self {
        Self::generic("List", vec![element])
    }

    /// `Set<element>`.
    pub fn set(element: TypeName) -> Self {
        Self::generic("Set", vec![element])
    }

    /// `Map<key, value>`.
    pub fn map(key: TypeName, value: TypeName) -> Self {
        Self::generic("Map", vec![key, value])
    }

    /// `Object`, the type of everything.
    pub fn object() -> Self {
        Self::new("Object")
    }

    /// The name as written, without arguments.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The name in lower case, without arguments.
    pub fn lower(&self) -> &str {
        &self.0.lower
    }

    /// The lower-case name without `system.` or `schema.`: these namespaces may be left out.
    pub fn simple(&self) -> &str {
        &self.0.lower[self.0.namespace..]
    }

    /// Sort of the type.
    pub fn kind(&self) -> TypeKind {
        self.0.kind
    }

    /// Type arguments.
    pub fn args(&self) -> &[TypeName] {
        &self.0.args
    }

    /// The type argument at `index`, `Object` when there is none.
    pub fn arg(&self, index: usize) -> TypeName {
        self.0.args.get(index).cloned().unwrap_or_else(TypeName::object)
    }

    /// Whether this is the named type (compared without regard to case and to `System.` and `Schema.`).
    pub fn is(&self, name: &str) -> bool {
        self.simple().eq_ignore_ascii_case(name)
    }
}

fn kind_of(simple: &str) -> TypeKind {
    match simple {
        "object" => TypeKind::Object,
        "void" => TypeKind::Void,
        "boolean" => TypeKind::Boolean,
        "integer" => TypeKind::Integer,
        "long" => TypeKind::Long,
        "double" => TypeKind::Double,
        "decimal" => TypeKind::Decimal,
        "string" => TypeKind::String,
        "id" => TypeKind::Id,
        "date" => TypeKind::Date,
        "datetime" => TypeKind::Datetime,
        "time" => TypeKind::Time,
        "blob" => TypeKind::Blob,
        "list" => TypeKind::List,
        "set" => TypeKind::Set,
        "map" => TypeKind::Map,
        "sobject" => TypeKind::SObject,
        _ => TypeKind::Other,
    }
}

impl PartialEq for TypeName {
    fn eq(&self, other: &Self) -> bool {
        self.simple() == other.simple() && self.args() == other.args()
    }
}

impl Eq for TypeName {}

impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.name)?;
        if let Some((first, rest)) = self.0.args.split_first() {
            write!(f, "<{first}")?;
            for arg in rest {
                write!(f, ",{arg}")?;
            }
            f.write_str(">")?;
        }
        Ok(())
    }
}

impl fmt::Debug for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
