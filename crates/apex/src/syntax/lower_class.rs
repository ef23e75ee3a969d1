//! Class, interface and enum declarations.

use tree_sitter::Node;

use super::ast::ClassDecl;
use super::lower::{Lowered, Lowerer, kid, kids, place};
use crate::program::ClassKind;
use crate::value::TypeName;

impl Lowerer<'_> {
    /// A declaration with everything in it.
    pub(super) fn class_decl(&mut self, node: Node<'_>) -> Lowered<ClassDecl> {
        let name = self.text(self.field(node, "name")?);
        let full = if self.class.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.class)
        };
        if let Some(parameters) = node.child_by_field_name("type_parameters") {
            return Err(self.unsupported(parameters));
        }
        let around = std::mem::replace(&mut self.class, full.clone());
        let result = self.class_parts(node, full);
        self.class = around;
        result
    }

    fn class_parts(&mut self, node: Node<'_>, name: String) -> Lowered<ClassDecl> {
        let kind = match node.kind() {
            "class_declaration" => ClassKind::Class,
            "interface_declaration" => ClassKind::Interface,
            _ => ClassKind::Enum,
        };
        let super_type = match node
            .child_by_field_name("superclass")
            .and_then(|n| kids(n).into_iter().next())
        {
            Some(node) => Some(self.type_name(node)?),
            None => None,
        };
        let list = node
            .child_by_field_name("interfaces")
            .or_else(|| kid(node, "extends_interfaces"));
        let interfaces = match list.and_then(|n| kid(n, "type_list")) {
            Some(list) => kids(list)
                .into_iter()
                .map(|n| self.type_name(n))
                .collect::<Lowered<Vec<TypeName>>>()?,
            None => Vec::new(),
        };
        let mut class = ClassDecl {
            place: place(node),
            name,
            kind,
            modifiers: self.modifiers(node)?,
            super_type,
            interfaces,
            fields: Vec::new(),
            initializers: Vec::new(),
            methods: Vec::new(),
            constructors: Vec::new(),
            inner: Vec::new(),
            constants: Vec::new(),
            trigger: None,
        };
        for member in kids(self.field(node, "body")?) {
            // A broken member does not hide the errors of the next one.
            if let Err(error) = self.member(member, &mut class) {
                self.errors.push(error);
            }
        }
        Ok(class)
    }

    fn member(&mut self, node: Node<'_>, class: &mut ClassDecl) -> Lowered<()> {
        match node.kind() {
            "class_declaration" | "interface_declaration" | "enum_declaration" => {
                class.inner.push(self.class_decl(node)?);
            }
            "enum_constant" => {
                let name = self.text(self.field(node, "name")?);
                if class.constants.iter().any(|c| c.eq_ignore_ascii_case(name)) {
                    return Err(self.error(node, format!("Duplicate enum constant: {name}")));
                }
                class.constants.push(name.to_owned());
            }
            "field_declaration" | "constant_declaration" => self.field_decl(node, class)?,
            "method_declaration" => {
                let method = self.method(node)?;
                class.methods.push(method);
            }
            "constructor_declaration" => {
                let constructor = self.constructor(node)?;
                class.constructors.push(constructor);
            }
            "block" | "static_initializer" => self.initializer_block(node, class)?,
            _ => return Err(self.unsupported(node)),
        }
        Ok(())
    }
}
