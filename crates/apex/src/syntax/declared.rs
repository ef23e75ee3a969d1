//! Which types a program declares: what type names are resolved against.

use std::collections::HashMap;

use tree_sitter::Node;

use crate::program::SourceFile;

/// Types with their full names.
#[derive(Default)]
pub(super) struct Declared {
    /// Full names by their lower-case form.
    names: HashMap<String, String>,
    /// What a class extends, as written, by its lower-case full name.
    supers: HashMap<String, String>,
}

/// No chain of super classes is longer: circles end here.
const LONGEST_CHAIN: usize = 50;

impl Declared {
    pub(super) fn collect<'t>(files: impl Iterator<Item = (&'t SourceFile, Node<'t>)>) -> Self {
        let mut declared = Self::default();
        for (file, root) in files {
            walk(root, &file.text, "", &mut declared);
        }
        declared
    }

    /// The full name of the type called `name` inside the class `inside` (full name, may be empty).
    pub(super) fn resolve(&self, name: &str, inside: &str) -> Option<&str> {
        let name = name.to_ascii_lowercase();
        let mut around = inside.to_ascii_lowercase();
        loop {
            if around.is_empty() {
                return self.names.get(&name).map(String::as_str);
            }
            if let Some(full) = self.inner(&name, &around, LONGEST_CHAIN) {
                return Some(full);
            }
            around.truncate(around.rfind('.').unwrap_or(0));
        }
    }

    /// An inner type of a class or of a super class, all in lower case.
    fn inner(&self, name: &str, class: &str, depth: usize) -> Option<&str> {
        if let Some(full) = self.names.get(&format!("{class}.{name}")) {
            return Some(full);
        }
        let above = self.supers.get(class).filter(|_| depth > 0)?;
        let outer = class.rfind('.').map_or("", |dot| &class[..dot]);
        // The super class is named from outside the class.
        let above = self.resolve(above, outer)?.to_ascii_lowercase();
        if above == class {
            return None;
        }
        self.inner(name, &above, depth - 1)
    }
}

fn walk(node: Node<'_>, source: &str, outer: &str, declared: &mut Declared) {
    let mut cursor = node.walk();
    for child in node.named_children(&mut cursor) {
        match child.kind() {
            "class_declaration" | "interface_declaration" | "enum_declaration" => {
                let Some(name) = child.child_by_field_name("name") else {
                    continue;
                };
                let name = &source[name.byte_range()];
                let full = if outer.is_empty() {
                    name.to_owned()
                } else {
                    format!("{outer}.{name}")
                };
                let lower = full.to_ascii_lowercase();
                if let Some(above) = child
                    .child_by_field_name("superclass")
                    .and_then(|n| n.named_child(0))
                {
                    declared
                        .supers
                        .insert(lower.clone(), source[above.byte_range()].to_owned());
                }
                declared.names.insert(lower, full.clone());
                if let Some(body) = child.child_by_field_name("body") {
                    walk(body, source, &full, declared);
                }
            }
            _ => {}
        }
    }
}
