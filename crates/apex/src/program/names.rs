//! Checks of bare names: a variable or a method of that name must be in reach.
//!
//! What a name after a dot means depends on the type before it, which is known when the code runs.

use super::{Accessor, Class, LoadError, Program, SourceFile};
use crate::syntax::ast::{Body, Expr, ExprKind, Initializer, Receiver, walk};

/// Every bare name that means nothing, with its place.
pub(super) fn check(files: &[SourceFile], program: &Program) -> Vec<LoadError> {
    let mut errors = Vec::new();
    for class in program.all_classes() {
        let mut visit = |expr: &Expr| {
            if let Some(message) = unknown(program, class, expr) {
                let path = files[class.file].path.clone();
                errors.push(LoadError {
                    path,
                    line: expr.place.line,
                    message,
                });
            }
        };
        for body in bodies(class) {
            walk::block(&body.block, &mut visit);
        }
        for chain in class.constructors.iter().filter_map(|c| c.chain.as_ref()) {
            chain.args.iter().for_each(|arg| walk::expr(arg, &mut visit));
        }
    }
    errors
}

fn bodies(class: &Class) -> Vec<&Body> {
    let mut found: Vec<&Body> = Vec::new();
    found.extend(
        class
            .methods
            .iter()
            .chain(&class.constructors)
            .filter_map(|m| m.body.as_deref()),
    );
    for init in class.static_init.iter().chain(&class.instance_init) {
        match init {
            Initializer::Field { body, .. } | Initializer::Block(body) => found.push(body),
        }
    }
    // Fields of super classes are checked where they are declared.
    let own = class
        .fields
        .iter()
        .chain(&class.statics)
        .filter(|f| f.declared_in == class.id);
    for accessor in own.flat_map(|f| [&f.getter, &f.setter]) {
        if let Accessor::Code(body) = accessor {
            found.push(body);
        }
    }
    found
}

fn unknown(program: &Program, class: &Class, expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Name(name) if !has_variable(program, class, &name.lower) => {
            Some(format!("Variable does not exist: {}", name.text))
        }
        ExprKind::Call {
            receiver: Receiver::Implicit,
            name,
            args,
        } if !has_method(program, class, &name.lower, args.len()) => Some(format!(
            "Method does not exist or incorrect signature: {} with {} arguments",
            name.text,
            args.len()
        )),
        _ => None,
    }
}

/// The class and those around it.
fn around<'p>(program: &'p Program, class: &'p Class) -> impl Iterator<Item = &'p Class> {
    std::iter::successors(Some(class), |c| c.outer.map(|id| &**program.class_by_id(id)))
}

fn has_variable(program: &Program, class: &Class, lower: &str) -> bool {
    class.field_index.contains_key(lower)
        || around(program, class)
            .flat_map(|c| program.ancestry(c))
            .any(|c| c.static_index.contains_key(lower))
}

fn has_method(program: &Program, class: &Class, lower: &str, arguments: usize) -> bool {
    // Methods that come with every object, and those of exceptions.
    if class.is_exception || matches!(lower, "tostring" | "hashcode" | "equals") {
        return true;
    }
    around(program, class).flat_map(|c| program.ancestry(c)).any(|c| {
        c.methods_named(lower).any(|m| m.params.len() == arguments) || inherited(program, c, lower, arguments)
    })
}

/// An abstract class may call what only its interfaces declare.
fn inherited(program: &Program, class: &Class, lower: &str, arguments: usize) -> bool {
    class
        .interfaces
        .iter()
        .filter_map(|i| program.find_class(i.lower()))
        .any(|i| {
            i.methods_named(lower).any(|m| m.params.len() == arguments)
                || inherited(program, i, lower, arguments)
        })
}
