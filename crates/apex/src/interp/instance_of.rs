//! `instanceof`, and what types are related.

use super::Interpreter;
use crate::program::Class;
use crate::value::{TypeKind, TypeName, Value};

impl<'a> Interpreter<'a> {
    /// Whether a value is of a type; null is of none.
    pub fn instance_of(&self, value: &Value, to: &TypeName) -> bool {
        use TypeKind as T;
        match (to.kind(), value) {
            (_, Value::Null) => false,
            (T::Object, _)
            | (T::Boolean, Value::Boolean(_))
            | (T::Integer, Value::Integer(_))
            | (T::Long, Value::Integer(_) | Value::Long(_))
            | (T::Double, Value::Integer(_) | Value::Long(_) | Value::Double(_) | Value::Decimal(_))
            | (T::Decimal, Value::Integer(_) | Value::Long(_) | Value::Double(_) | Value::Decimal(_))
            | (T::String, Value::String(_))
            | (T::Id, Value::Id(_))
            | (T::Date, Value::Date(_))
            | (T::Datetime, Value::Datetime(_))
            | (T::Time, Value::Time(_))
            | (T::Blob, Value::Blob(_))
            | (T::SObject, Value::SObject(_))
            // What converts without a cast is an instance, too.
            | (T::Datetime, Value::Date(_)) => true,
            (T::Id, Value::String(text)) => super::coerce::normal_id(text).is_some(),
            (T::List, Value::List(list)) => self.element_fits(&list.element, &to.arg(0)),
            (T::Set, Value::Set(set)) => self.element_fits(&set.element, &to.arg(0)),
            (T::Map, Value::Map(map)) => {
                self.element_fits(&map.key, &to.arg(0)) && self.element_fits(&map.value, &to.arg(1))
            }
            (T::Other, Value::List(_) | Value::Set(_)) => to.is("Iterable"),
            (T::Other, Value::SObject(object)) => object.object.eq_ignore_ascii_case(schema_free(to.lower())),
            (T::Other, Value::Object(object)) => self.class_is(self.program.class_by_id(object.class.id), to),
            (T::Other, Value::Exception(exception)) => {
                to.is("Exception") || TypeName::new(&*exception.type_name) == *to
            }
            (T::Other, Value::Enum(constant)) => TypeName::new(&*constant.type_name) == *to,
            (T::Other, Value::Native(native)) => TypeName::new(&*native.type_name) == *to,
            (T::Other, Value::Type(_)) => to.is("Type"),
            _ => false,
        }
    }

    /// Whether a collection of `from` may stand for one of `to`.
    fn element_fits(&self, from: &TypeName, to: &TypeName) -> bool {
        let same_kind = from.kind() == to.kind();
        let nested = same_kind
            && match to.kind() {
                TypeKind::List | TypeKind::Set => self.element_fits(&from.arg(0), &to.arg(0)),
                TypeKind::Map => {
                    self.element_fits(&from.arg(0), &to.arg(0)) && self.element_fits(&from.arg(1), &to.arg(1))
                }
                _ => false,
            };
        from == to
            || nested
            || to.kind() == TypeKind::Object
            || to.kind() == TypeKind::SObject && self.is_sobject_type(from)
            || from.kind() == TypeKind::SObject && self.is_sobject_type(to)
            || self
                .class_of_type(from)
                .is_some_and(|class| self.class_is(class, to))
    }

    /// Whether a class is, extends or implements a type.
    pub(crate) fn class_is(&self, class: &'a Class, to: &TypeName) -> bool {
        self.program.ancestry(class).any(|c| {
            c.name.eq_ignore_ascii_case(to.lower())
                || c.super_type.as_ref().is_some_and(|s| s == to)
                || c.is_exception && to.is("Exception")
                || c.interfaces.iter().any(|i| self.interface_is(i, to))
        })
    }

    fn interface_is(&self, interface: &TypeName, to: &TypeName) -> bool {
        // A generic interface matches by name: its arguments are erased.
        interface.simple() == to.simple()
            || self
                .class_of_type(interface)
                .is_some_and(|class| class.interfaces.iter().any(|i| self.interface_is(i, to)))
    }

    /// Whether a type is that of sObjects.
    pub(crate) fn is_sobject_type(&self, type_name: &TypeName) -> bool {
        match type_name.kind() {
            TypeKind::SObject => true,
            TypeKind::Other => {
                self.class_of_type(type_name).is_none()
                    && (self.host.describe(schema_free(type_name.lower())).is_some()
                        || type_name.is("AggregateResult"))
            }
            _ => false,
        }
    }
}

/// The name of an sObject type without the `Schema.` it may be written with.
pub(crate) fn schema_free(name: &str) -> &str {
    let prefix = name.get(..7).filter(|p| p.eq_ignore_ascii_case("schema."));
    prefix.map_or(name, |p| &name[p.len()..])
}
