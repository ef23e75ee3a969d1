//! Declared types of expressions, where they are plain to see without running them.
//!
//! They choose between overloads, and tell a null `String` from another null.

use super::Interpreter;
use crate::program::Class;
use crate::stdlib::field_type;
use crate::syntax::ast::{Expr, ExprKind, Literal, Name, Receiver};
use crate::value::{TypeKind, TypeName};

impl<'a> Interpreter<'a> {
    /// The declared type of an expression; `None` when it is not plain.
    pub(crate) fn static_type(&self, expr: &'a Expr) -> Option<TypeName> {
        match &expr.kind {
            ExprKind::Local(slot) => self.local_type(*slot).cloned(),
            ExprKind::Cast { type_name, .. }
            | ExprKind::New { type_name, .. }
            | ExprKind::NewCollection { type_name, .. }
            | ExprKind::NewMap { type_name, .. } => Some(type_name.clone()),
            ExprKind::NewArray { element, .. } => Some(TypeName::list(element.clone())),
            ExprKind::Literal(literal) => literal_type(literal).map(TypeName::new),
            ExprKind::This => self.frames.last().map(|f| TypeName::new(&*f.class.name)),
            ExprKind::Name(name) => self.variable_type(&name.lower),
            ExprKind::Field { object, name, .. } => self.field_static_type(object, name),
            ExprKind::Index { list, .. } => {
                let list = self.static_type(list)?;
                (list.kind() == TypeKind::List).then(|| list.arg(0))
            }
            ExprKind::Call { receiver, name, args } => self.call_static_type(receiver, name, args.len()),
            ExprKind::Assign { target, .. } => self.static_type(target),
            ExprKind::Ternary { then, otherwise, .. } => {
                let (then, otherwise) = (self.static_type(then)?, self.static_type(otherwise)?);
                (then == otherwise).then_some(then)
            }
            _ => None,
        }
    }

    /// The class of the program that is the type of an expression, or that a name means.
    fn static_class(&self, expr: &'a Expr) -> Option<&'a Class> {
        if let Some(found) = self.static_type(expr) {
            return self.class_of_type(&found);
        }
        match &expr.kind {
            ExprKind::Name(name) => self.class_named(&name.text),
            _ => None,
        }
    }

    fn field_static_type(&self, object: &'a Expr, name: &Name) -> Option<TypeName> {
        if let Some(class) = self.static_class(object) {
            let field = class
                .field_index
                .get(&*name.lower)
                .and_then(|i| class.fields.get(*i));
            let shared = || {
                class
                    .static_index
                    .get(&*name.lower)
                    .and_then(|i| class.statics.get(*i))
            };
            return field.or_else(shared).map(|f| f.type_name.clone());
        }
        let row = self.static_type(object)?;
        let describe = self.describe(row.name())?;
        describe
            .fields
            .get(&*name.lower)
            .map(|f| TypeName::new(field_type(&f.kind)))
    }

    /// What the methods of that name and number of parameters all return.
    fn call_static_type(&self, receiver: &'a Receiver, name: &Name, count: usize) -> Option<TypeName> {
        let here = self.frames.last().map(|f| f.class)?;
        let program = self.program;
        let returned = |class: &'a Class| {
            let mut found = program
                .ancestry(class)
                .flat_map(|c| c.methods_named(&name.lower))
                .filter(|m| m.params.len() == count)
                .map(|m| &m.return_type);
            let first = found.next()?;
            found.all(|other| other == first).then(|| first.clone())
        };
        match receiver {
            Receiver::Expr { object, .. } => returned(self.static_class(object)?),
            Receiver::Super => returned(program.class_by_id(here.superclass?)),
            Receiver::Implicit => {
                std::iter::successors(Some(here), |c| c.outer.map(|id| &**program.class_by_id(id)))
                    .find_map(returned)
            }
        }
    }
}

fn literal_type(literal: &Literal) -> Option<&'static str> {
    Some(match literal {
        Literal::Null => return None,
        Literal::Boolean(_) => "Boolean",
        Literal::Integer(_) => "Integer",
        Literal::Long(_) => "Long",
        Literal::Double(_) => "Double",
        Literal::Decimal(_) => "Decimal",
        Literal::String(_) => "String",
    })
}
