//! Values of a running Apex program.
//!
//! Values belong to one thread and one transaction. Collections and objects are shared by reference, as in
//! Apex; a clone of a [`Value`] is cheap.

mod display;
mod key;
mod sobject;
mod type_name;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use bigdecimal::{BigDecimal, FromPrimitive, ToPrimitive};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use indexmap::{IndexMap, IndexSet};

pub use display::decimal_string;
pub use key::Key;
pub use sobject::{SObject, SObjectField};
pub use type_name::{TypeKind, TypeName};

use crate::error::ExceptionState;
use crate::host::Data;
use crate::program::Class;

/// Any Apex value.
#[derive(Clone, Default)]
pub enum Value {
    /// `null`, of any type.
    #[default]
    Null,
    /// `Boolean`.
    Boolean(bool),
    /// `Integer`.
    Integer(i32),
    /// `Long`.
    Long(i64),
    /// `Double`.
    Double(f64),
    /// `Decimal`.
    Decimal(Rc<BigDecimal>),
    /// `String`.
    String(Rc<str>),
    /// `Id`, 18 characters.
    Id(Rc<str>),
    /// `Date`.
    Date(NaiveDate),
    /// `Datetime`.
    Datetime(DateTime<Utc>),
    /// `Time`.
    Time(NaiveTime),
    /// `Blob`.
    Blob(Rc<[u8]>),
    /// `List<...>` and arrays.
    List(Rc<ListValue>),
    /// `Set<...>`.
    Set(Rc<SetValue>),
    /// `Map<..., ...>`.
    Map(Rc<MapValue>),
    /// An sObject of any type, and `AggregateResult`.
    SObject(Rc<SObject>),
    /// An instance of a class of the program, exceptions included.
    Object(Rc<Instance>),
    /// A constant of an enum, of the program or of the platform.
    Enum(Rc<EnumValue>),
    /// A `System.Type`, and the value of `Foo.class`.
    Type(TypeName),
    /// An exception of a platform type.
    Exception(Rc<PlatformException>),
    /// An instance of a platform class (`HttpRequest`, `PageReference`, ...).
    Native(Rc<Native>),
}

/// Content of a `List`.
pub struct ListValue {
    /// Declared element type.
    pub element: TypeName,
    /// Elements.
    pub items: RefCell<Vec<Value>>,
}

/// Content of a `Set`.
pub struct SetValue {
    /// Declared element type.
    pub element: TypeName,
    /// Members in the order they were added.
    pub items: RefCell<IndexSet<Key>>,
}

/// Content of a `Map`.
pub struct MapValue {
    /// Declared key type.
    pub key: TypeName,
    /// Declared value type.
    pub value: TypeName,
    /// Entries in the order they were added.
    pub entries: RefCell<IndexMap<Key, Value>>,
    /// Whether texts find their entry without regard to case: so do the maps that describe hands out, whose
    /// keys are in small letters, and no others.
    pub any_case: bool,
}

/// An instance of a class of the program.
pub struct Instance {
    /// Its class.
    pub class: Arc<Class>,
    /// Instance fields in the order of `class.fields`, those of super classes first.
    pub fields: RefCell<Vec<Value>>,
    /// Which equal instances it belongs with as a map key or set member; 0 stands for none but itself.
    pub(crate) equal_group: Cell<u64>,
    /// What every exception has; present when the class extends `Exception`.
    pub exception: Option<RefCell<ExceptionState>>,
    /// For `Test.createStub`: what answers every call in place of the class.
    pub stub: Option<Value>,
}

/// A constant of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// Name of the enum as declared, with its outer class or namespace if any.
    pub type_name: Rc<str>,
    /// Name of the constant as declared.
    pub name: Rc<str>,
    /// Position in the declaration.
    pub ordinal: i32,
}

impl PartialEq for EnumValue {
    fn eq(&self, other: &Self) -> bool {
        self.name.eq_ignore_ascii_case(&other.name) && self.type_name.eq_ignore_ascii_case(&other.type_name)
    }
}

/// An exception of a platform type, for example `System.QueryException`.
pub struct PlatformException {
    /// Type with its namespace, for example `System.QueryException`.
    pub type_name: Rc<str>,
    /// Message, cause, place.
    pub state: RefCell<ExceptionState>,
}

/// An instance of a platform class. The standard library decides what is in it.
pub struct Native {
    /// Type, for example `System.HttpRequest`.
    pub type_name: Rc<str>,
    /// Properties by lower-case name.
    pub fields: RefCell<IndexMap<String, Value>>,
    /// State that is not made of Apex values; `()` when there is none.
    pub state: RefCell<Box<dyn Any>>,
}

impl Native {
    /// An instance without properties and state.
    pub fn new(type_name: &str) -> Self {
        Self::with_state(type_name, ())
    }

    /// An instance with state of its own.
    pub fn with_state<T: Any>(type_name: &str, state: T) -> Self {
        Self {
            type_name: type_name.into(),
            fields: RefCell::default(),
            state: RefCell::new(Box::new(state)),
        }
    }

    /// Whether it is of the named type (compared without regard to case and to `System.`).
    pub fn is(&self, name: &str) -> bool {
        let own = self.type_name.strip_prefix("System.").unwrap_or(&self.type_name);
        own.eq_ignore_ascii_case(name)
    }

    /// A property, null when it was never set.
    pub fn get(&self, name: &str) -> Value {
        self.fields
            .borrow()
            .get(&name.to_ascii_lowercase())
            .cloned()
            .unwrap_or(Value::Null)
    }

    /// Sets a property.
    pub fn set(&self, name: &str, value: Value) {
        self.fields.borrow_mut().insert(name.to_ascii_lowercase(), value);
    }
}

impl Value {
    /// A `String`.
    pub fn string(text: impl AsRef<str>) -> Self {
        Value::String(text.as_ref().into())
    }

    /// An `Id`. The text must be a valid 18 character Id; see [`crate::interp::coerce::normal_id`].
    pub fn id(text: impl AsRef<str>) -> Self {
        Value::Id(text.as_ref().into())
    }

    /// A `Decimal`.
    pub fn decimal(number: BigDecimal) -> Self {
        Value::Decimal(Rc::new(number))
    }

    /// A `Blob`.
    pub fn blob(bytes: impl Into<Vec<u8>>) -> Self {
        Value::Blob(bytes.into().into())
    }

    /// A list. Elements are not coerced.
    pub fn list(element: TypeName, items: Vec<Value>) -> Self {
        Value::List(Rc::new(ListValue {
            element,
            items: RefCell::new(items),
        }))
    }

    /// A `List<String>`.
    pub fn strings<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> Self {
        Self::list(
            TypeName::new("String"),
            items.into_iter().map(Value::string).collect(),
        )
    }

    /// A set. Members are not coerced.
    pub fn set(element: TypeName, items: impl IntoIterator<Item = Value>) -> Self {
        let items = items.into_iter().map(Key).collect();
        Value::Set(Rc::new(SetValue {
            element,
            items: RefCell::new(items),
        }))
    }

    /// A map. Entries are not coerced.
    pub fn map(key: TypeName, value: TypeName, entries: impl IntoIterator<Item = (Value, Value)>) -> Self {
        Self::map_of(key, value, entries, false)
    }

    /// A map of describe: its keys are in small letters and found without regard to case.
    pub fn describe_map(value: &str, entries: impl IntoIterator<Item = (Value, Value)>) -> Self {
        Self::map_of(TypeName::new("String"), TypeName::new(value), entries, true)
    }

    fn map_of(
        key: TypeName,
        value: TypeName,
        entries: impl IntoIterator<Item = (Value, Value)>,
        any_case: bool,
    ) -> Self {
        let entries = entries.into_iter().map(|(k, v)| (Key(k), v)).collect();
        Value::Map(Rc::new(MapValue {
            key,
            value,
            entries: RefCell::new(entries),
            any_case,
        }))
    }

    /// An instance of a platform class.
    pub fn native(native: Native) -> Self {
        Value::Native(Rc::new(native))
    }

    /// A constant of a platform enum.
    pub fn enum_constant(type_name: &str, name: &str, ordinal: i32) -> Self {
        Value::Enum(Rc::new(EnumValue {
            type_name: type_name.into(),
            name: name.into(),
            ordinal,
        }))
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The text of a `String` or `Id`.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(s) | Value::Id(s) => Some(s),
            _ => None,
        }
    }

    /// A `Boolean`.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Boolean(b) => Some(*b),
            _ => None,
        }
    }

    /// An `Integer`, or a `Long` that fits.
    pub fn as_int(&self) -> Option<i32> {
        match self {
            Value::Integer(i) => Some(*i),
            Value::Long(l) => i32::try_from(*l).ok(),
            _ => None,
        }
    }

    /// An `Integer` or `Long`.
    pub fn as_long(&self) -> Option<i64> {
        match self {
            Value::Integer(i) => Some(i64::from(*i)),
            Value::Long(l) => Some(*l),
            _ => None,
        }
    }

    /// Any number as `Decimal`; `None` for a `Double` that is not finite.
    pub fn as_decimal(&self) -> Option<BigDecimal> {
        match self {
            Value::Integer(i) => Some(BigDecimal::from(*i)),
            Value::Long(l) => Some(BigDecimal::from(*l)),
            // The shortest decimal text that gives the same double: 0.1 stays 0.1.
            Value::Double(d) if d.is_finite() => {
                d.to_string().parse().ok().or_else(|| BigDecimal::from_f64(*d))
            }
            Value::Decimal(d) => Some((**d).clone()),
            _ => None,
        }
    }

    /// Any number as `Double`.
    pub fn as_double(&self) -> Option<f64> {
        match self {
            Value::Integer(i) => Some(f64::from(*i)),
            Value::Long(l) => l.to_f64(),
            Value::Double(d) => Some(*d),
            Value::Decimal(d) => d.to_f64(),
            _ => None,
        }
    }

    /// The exception part of an exception of either sort.
    pub fn exception_state(&self) -> Option<&RefCell<ExceptionState>> {
        match self {
            Value::Object(o) => o.exception.as_ref(),
            Value::Exception(e) => Some(&e.state),
            _ => None,
        }
    }

    /// The type of this value, for messages and `instanceof`. `Object` for null.
    pub fn type_name(&self) -> TypeName {
        match self {
            Value::Null => TypeName::object(),
            Value::Boolean(_) => TypeName::new("Boolean"),
            Value::Integer(_) => TypeName::new("Integer"),
            Value::Long(_) => TypeName::new("Long"),
            Value::Double(_) => TypeName::new("Double"),
            Value::Decimal(_) => TypeName::new("Decimal"),
            Value::String(_) => TypeName::new("String"),
            Value::Id(_) => TypeName::new("Id"),
            Value::Date(_) => TypeName::new("Date"),
            Value::Datetime(_) => TypeName::new("Datetime"),
            Value::Time(_) => TypeName::new("Time"),
            Value::Blob(_) => TypeName::new("Blob"),
            Value::List(l) => TypeName::list(l.element.clone()),
            Value::Set(s) => TypeName::set(s.element.clone()),
            Value::Map(m) => TypeName::map(m.key.clone(), m.value.clone()),
            Value::SObject(s) => TypeName::new(&*s.object),
            Value::Object(o) => TypeName::new(&*o.class.name),
            Value::Enum(e) => TypeName::new(&*e.type_name),
            Value::Type(_) => TypeName::new("System.Type"),
            Value::Exception(e) => TypeName::new(&*e.type_name),
            Value::Native(n) => TypeName::new(&*n.type_name),
        }
    }

    /// A scalar as the host's [`Data`]; `None` for collections and objects. An enum goes as its name.
    pub fn to_data(&self) -> Option<Data> {
        Some(match self {
            Value::Null => Data::Null,
            Value::Boolean(b) => Data::Boolean(*b),
            Value::Integer(i) => Data::Integer(*i),
            Value::Long(l) => Data::Long(*l),
            Value::Double(d) => Data::Double(*d),
            Value::Decimal(d) => Data::Decimal((**d).clone()),
            Value::String(s) => Data::String(s.to_string()),
            Value::Id(s) => Data::Id(s.to_string()),
            Value::Date(d) => Data::Date(*d),
            Value::Datetime(d) => Data::Datetime(*d),
            Value::Time(t) => Data::Time(*t),
            Value::Blob(b) => Data::Blob(b.to_vec()),
            Value::Enum(e) => Data::String(e.name.to_string()),
            _ => return None,
        })
    }
}

impl From<Data> for Value {
    fn from(data: Data) -> Self {
        match data {
            Data::Null => Value::Null,
            Data::Boolean(b) => Value::Boolean(b),
            Data::Integer(i) => Value::Integer(i),
            Data::Long(l) => Value::Long(l),
            Data::Double(d) => Value::Double(d),
            Data::Decimal(d) => Value::decimal(d),
            Data::String(s) => Value::string(s),
            Data::Id(s) => Value::id(s),
            Data::Date(d) => Value::Date(d),
            Data::Datetime(d) => Value::Datetime(d),
            Data::Time(t) => Value::Time(t),
            Data::Blob(b) => Value::blob(b),
        }
    }
}
