//! Which types a program declares: what type names are resolved against.

use std::collections::HashMap;

use tree_sitter::Node;

use crate::program::SourceFile;

/// Full names of declared types by their lower-case form.
pub(super) struct Declared(HashMap<String, String>);

impl Declared {
    pub(super) fn collect<'t>(files: impl Iterator<Item = (&'t SourceFile, Node<'t>)>) -> Self {
        let mut names = HashMap::new();
        for (file, root) in files {
            walk(root, &file.text, "", &mut names);
        }
        Self(names)
    }

    /// The full name of the type called `name` inside the class `inside` (full name, may be empty).
    pub(super) fn resolve(&self, name: &str, inside: &str) -> Option<&str> {
        let name = name.to_ascii_lowercase();
        let mut around = inside.to_ascii_lowercase();
        loop {
            let candidate = if around.is_empty() {
                name.clone()
            } else {
                format!("{around}.{name}")
            };
            if let Some(full) = self.0.get(&candidate) {
                return Some(full);
            }
            if around.is_empty() {
                return None;
            }
            around.truncate(around.rfind('.').unwrap_or(0));
        }
    }
}

fn walk(node: Node<'_>, source: &str, outer: &str, names: &mut HashMap<String, String>) {
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
                names.insert(full.to_ascii_lowercase(), full.clone());
                if let Some(body) = child.child_by_field_name("body") {
                    walk(body, source, &full, names);
                }
            }
            _ => {}
        }
    }
}
