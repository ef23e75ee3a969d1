//! Members of one class that are the same to Apex, which knows no capitals.

use std::collections::HashSet;

use crate::syntax::ast::{ClassDecl, Method};

/// Line and message of each member that was there before. Static and instance members share their names; fields and
/// methods do not.
pub(super) fn members(class: &ClassDecl) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    let mut fields = HashSet::new();
    for field in &class.fields {
        if !fields.insert(&*field.name.lower) {
            let message = format!("Duplicate field: {}", field.name.text);
            found.push((field.place.line, message));
        }
    }
    for constructor in repeated(&class.constructors) {
        let message = format!(
            "Constructor already defined: {}({})",
            constructor.name.text,
            parameters(constructor)
        );
        found.push((constructor.place.line, message));
    }
    for method in repeated(&class.methods) {
        let message = format!(
            "Method already defined: {} {}({})",
            method.return_type,
            method.name.text,
            parameters(method)
        );
        found.push((method.place.line, message));
    }
    found
}

fn repeated(methods: &[Method]) -> impl Iterator<Item = &Method> {
    methods
        .iter()
        .enumerate()
        .filter(|(i, method)| methods[..*i].iter().any(|before| before.is_same(method)))
        .map(|(_, method)| method)
}

fn parameters(method: &Method) -> String {
    let types: Vec<String> = method.params.iter().map(|p| p.type_name.to_string()).collect();
    types.join(", ")
}
