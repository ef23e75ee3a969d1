//! Checks between classes that a compiler makes: what is overridden, what is left out.

use super::{Class, ClassKind, LoadError, Program, SourceFile};
use crate::syntax::ast::Method;

/// Every broken rule, with its place.
pub(super) fn check(files: &[SourceFile], program: &Program) -> Vec<LoadError> {
    let mut errors = Vec::new();
    for class in program.all_classes() {
        let mut report = |line: u32, message: String| {
            errors.push(LoadError {
                path: files[class.file].path.clone(),
                line,
                message,
            });
        };
        for method in &class.methods {
            check_method(program, class, method, &mut report);
        }
        if class.kind == ClassKind::Class && !class.modifiers.is_abstract {
            for missing in unimplemented(program, class) {
                report(
                    class.line,
                    format!("Class {} must implement the method: {missing}", class.name),
                );
            }
        }
    }
    errors
}

fn check_method(program: &Program, class: &Class, method: &Method, report: &mut impl FnMut(u32, String)) {
    let line = method.place.line;
    let overridden = program
        .ancestry(class)
        .skip(1)
        .find_map(|c| same_signature(c, method));
    match overridden {
        _ if method.modifiers.is_static => {}
        Some(above)
            if !above.modifiers.is_virtual
                && !above.modifiers.is_abstract
                && !above.modifiers.is_override =>
        {
            report(
                line,
                format!(
                    "Non-virtual, non-abstract methods cannot be overridden: {}",
                    signature(method)
                ),
            );
        }
        // An abstract method may be implemented without the keyword.
        Some(above) if !method.modifiers.is_override && !above.modifiers.is_abstract => {
            report(
                line,
                format!("Method must use the override keyword: {}", signature(method)),
            );
        }
        None if method.modifiers.is_override && class.superclass.is_none() && !class.is_exception => {
            // Methods of Object: toString, equals, hashCode take no override; interfaces neither, yet the
            // keyword is accepted there.
            let lower = &*method.name.lower;
            if class.interfaces.is_empty() && !matches!(lower, "tostring" | "equals" | "hashcode") {
                report(
                    line,
                    format!(
                        "Method does not override an ancestor method: {}",
                        signature(method)
                    ),
                );
            }
        }
        _ => {}
    }
    if method.body.is_none() && class.kind == ClassKind::Class && !method.modifiers.is_abstract {
        report(line, format!("Method must define a body: {}", signature(method)));
    }
}

fn same_signature<'p>(class: &'p Class, method: &Method) -> Option<&'p Method> {
    class
        .methods_named(&method.name.lower)
        .find(|m| m.is_same(method))
}

/// Abstract and interface methods that neither the class nor a super class implements.
fn unimplemented(program: &Program, class: &Class) -> Vec<String> {
    let mut wanted: Vec<&Method> = Vec::new();
    let mut interfaces: Vec<&Class> = Vec::new();
    for above in program.ancestry(class) {
        wanted.extend(above.methods.iter().filter(|m| m.modifiers.is_abstract));
        interfaces.extend(
            above
                .interfaces
                .iter()
                .filter_map(|n| program.find_class(n.lower()))
                .map(|c| &**c),
        );
    }
    while let Some(interface) = interfaces.pop() {
        wanted.extend(&interface.methods);
        interfaces.extend(
            interface
                .interfaces
                .iter()
                .filter_map(|n| program.find_class(n.lower()))
                .map(|c| &**c),
        );
    }
    wanted
        .into_iter()
        .filter(|method| {
            !program
                .ancestry(class)
                .any(|c| same_signature(c, method).is_some_and(|m| m.body.is_some()))
        })
        .map(signature)
        .collect()
}

fn signature(method: &Method) -> String {
    let params: Vec<String> = method.params.iter().map(|p| p.type_name.to_string()).collect();
    format!(
        "{} {}({})",
        method.return_type,
        method.name.text,
        params.join(", ")
    )
}
