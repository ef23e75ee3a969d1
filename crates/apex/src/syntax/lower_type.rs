//! Type names and modifiers.

use tree_sitter::Node;

use super::ast::{Annotation, Modifiers};
use super::lower::{Lowered, Lowerer, kid, kids};
use crate::program::SharingMode;
use crate::value::TypeName;

impl Lowerer<'_> {
    /// A type with its arguments; names of declared types become full names.
    pub(super) fn type_name(&self, node: Node<'_>) -> Lowered<TypeName> {
        match node.kind() {
            "type_identifier" | "scoped_type_identifier" | "boolean_type" | "void_type" | "identifier" => {
                Ok(TypeName::new(self.resolve(self.text(node))))
            }
            "generic_type" => {
                let parts = kids(node);
                let (Some(base), Some(args)) = (parts.first(), parts.get(1)) else {
                    return Err(self.unsupported(node));
                };
                let args = kids(*args)
                    .into_iter()
                    .map(|arg| self.type_name(arg))
                    .collect::<Lowered<_>>()?;
                Ok(TypeName::generic(self.resolve(self.text(*base)), args))
            }
            "array_type" => {
                let element = self.type_name(self.field(node, "element")?)?;
                Ok(self.with_dimensions(element, node))
            }
            _ => Err(self.unsupported(node)),
        }
    }

    /// `T` with the `[]` that a node carries.
    pub(super) fn with_dimensions(&self, element: TypeName, node: Node<'_>) -> TypeName {
        let Some(dimensions) = node.child_by_field_name("dimensions") else {
            return element;
        };
        self.text(dimensions)
            .matches('[')
            .fold(element, |inner, _| TypeName::list(inner))
    }

    /// The full name of a declared type, else the name without blanks.
    pub(super) fn resolve(&self, written: &str) -> String {
        let name: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        match self.declared.resolve(&name, &self.class) {
            Some(full) => full.to_owned(),
            None => name,
        }
    }

    /// The modifiers of a declaration; none when it has no such child.
    pub(super) fn modifiers(&self, declaration: Node<'_>) -> Lowered<Modifiers> {
        let mut found = Modifiers::default();
        let Some(list) = kid(declaration, "modifiers") else {
            return Ok(found);
        };
        for child in kids(list) {
            if child.kind() == "annotation" {
                found.annotations.push(self.annotation(child)?);
                continue;
            }
            let word = kids(child)
                .first()
                .map_or_else(|| self.text(child), |inner| inner.kind());
            match word {
                "global" | "webservice" => found.global = true,
                "public" => found.public = true,
                "protected" => found.protected = true,
                "private" => {}
                "static" => found.is_static = true,
                "final" => found.is_final = true,
                "abstract" => found.is_abstract = true,
                "virtual" => found.is_virtual = true,
                "override" => found.is_override = true,
                "transient" => found.is_transient = true,
                "testMethod" => found.test_method = true,
                "with_sharing" => found.sharing = Some(SharingMode::With),
                "without_sharing" => found.sharing = Some(SharingMode::Without),
                "inherited_sharing" => found.sharing = Some(SharingMode::Inherited),
                _ => return Err(self.unsupported(child)),
            }
        }
        Ok(found)
    }

    fn annotation(&self, node: Node<'_>) -> Lowered<Annotation> {
        let name = self.text(self.field(node, "name")?).to_ascii_lowercase();
        let mut args = Vec::new();
        if let Some(list) = node.child_by_field_name("arguments") {
            for child in kids(list) {
                let (key, value) = match child.kind() {
                    "annotation_key_value" => {
                        let key = self.text(self.field(child, "key")?).to_ascii_lowercase();
                        (key, self.field(child, "value")?)
                    }
                    _ => ("value".to_owned(), child),
                };
                args.push((key, self.text(value).trim_matches('\'').to_owned()));
            }
        }
        Ok(Annotation { name, args })
    }
}
