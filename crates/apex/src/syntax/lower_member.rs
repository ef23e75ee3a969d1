//! Fields, properties, methods, constructors and initialiser blocks.

use std::sync::Arc;

use tree_sitter::Node;

use super::ast::{
    Body, Chain, ClassDecl, Field, Initializer, Method, Modifiers, Name, Param, Stmt, StmtKind,
};
use super::lower::{Lowered, Lowerer, Scope, fields, kid, kids, place};
use crate::program::{Accessor, ClassKind};
use crate::value::TypeName;

impl Lowerer<'_> {
    pub(super) fn field_decl(&mut self, node: Node<'_>, class: &mut ClassDecl) -> Lowered<()> {
        let mut modifiers = self.modifiers(node)?;
        if class.kind == ClassKind::Interface {
            modifiers.is_static = true;
        }
        let base = self.type_name(self.field(node, "type")?)?;
        let (getter, setter) = match kid(node, "accessor_list") {
            Some(list) => self.accessors(list, &base)?,
            None => (Accessor::Direct, Accessor::Direct),
        };
        for declarator in fields(node, "declarator") {
            let name = self.name(self.field(declarator, "name")?);
            let type_name = self.with_dimensions(base.clone(), declarator);
            if let Some(value) = declarator.child_by_field_name("value") {
                self.scope = Scope::default();
                let expr = self.initial_value(value, &type_name)?;
                self.executable.insert(expr.place.line);
                let stmt = Stmt {
                    place: expr.place,
                    kind: StmtKind::Return(Some(expr)),
                };
                let body = Arc::new(Body {
                    locals: self.scope.take_locals(),
                    block: vec![stmt],
                });
                let init = Initializer::Field {
                    name: name.lower.clone(),
                    body,
                };
                class.initializers.push((modifiers.is_static, init));
            }
            class.fields.push(Field {
                place: place(declarator),
                name,
                type_name,
                modifiers: modifiers.clone(),
                getter: getter.clone(),
                setter: setter.clone(),
            });
        }
        Ok(())
    }

    fn accessors(&mut self, list: Node<'_>, type_name: &TypeName) -> Lowered<(Accessor, Accessor)> {
        let (mut getter, mut setter) = (Accessor::Missing, Accessor::Missing);
        for node in kids(list) {
            let word = self.text(self.field(node, "accessor")?);
            let is_get = word.eq_ignore_ascii_case("get");
            let accessor = match node.child_by_field_name("body") {
                None => Accessor::Direct,
                Some(body) => {
                    self.scope = Scope::default();
                    if !is_get {
                        self.declare(node, Name::new("value"), type_name.clone(), false)?;
                    }
                    let block = self.block(body)?;
                    Accessor::Code(Arc::new(Body {
                        locals: self.scope.take_locals(),
                        block,
                    }))
                }
            };
            if is_get {
                getter = accessor;
            } else {
                setter = accessor;
            }
        }
        Ok((getter, setter))
    }

    pub(super) fn method(&mut self, node: Node<'_>) -> Lowered<Method> {
        if let Some(parameters) = node.child_by_field_name("type_parameters") {
            return Err(self.unsupported(parameters));
        }
        self.scope = Scope::default();
        let modifiers = self.modifiers(node)?;
        let return_type = self.with_dimensions(self.type_name(self.field(node, "type")?)?, node);
        let params = self.params(self.field(node, "parameters")?)?;
        let body = match node.child_by_field_name("body") {
            Some(body) => {
                let block = self.block(body)?;
                Some(Arc::new(Body {
                    locals: self.scope.take_locals(),
                    block,
                }))
            }
            None => None,
        };
        let name = self.name(self.field(node, "name")?);
        Ok(Method {
            place: place(node),
            name,
            modifiers,
            return_type,
            params,
            body,
            chain: None,
        })
    }

    pub(super) fn constructor(&mut self, node: Node<'_>) -> Lowered<Method> {
        self.scope = Scope::default();
        let name = self.name(self.field(node, "name")?);
        let own = self.class.rsplit('.').next().unwrap_or_default();
        if !own.eq_ignore_ascii_case(&name.text) {
            let message = format!("Invalid constructor name: {}", name.text);
            return Err(self.error(node, message));
        }
        let modifiers = self.modifiers(node)?;
        let params = self.params(self.field(node, "parameters")?)?;
        let body = self.field(node, "body")?;
        let (mut chain, mut block) = (None, Vec::new());
        let mark = self.scope.enter();
        for child in kids(body) {
            if child.kind() == "explicit_constructor_invocation" {
                chain = Some(self.chain(child)?);
            } else {
                block.extend(self.stmt(child)?);
            }
        }
        self.scope.leave(mark);
        let body = Some(Arc::new(Body {
            locals: self.scope.take_locals(),
            block,
        }));
        let return_type = TypeName::new("void");
        Ok(Method {
            place: place(node),
            name,
            modifiers,
            return_type,
            params,
            body,
            chain,
        })
    }

    fn chain(&mut self, node: Node<'_>) -> Lowered<Chain> {
        if let Some(object) = node.child_by_field_name("object") {
            return Err(self.unsupported(object));
        }
        let is_super = self.field(node, "constructor")?.kind() == "super";
        let args = self.args(self.field(node, "arguments")?)?;
        self.executable.insert(place(node).line);
        Ok(Chain {
            place: place(node),
            is_super,
            args,
        })
    }

    fn params(&mut self, list: Node<'_>) -> Lowered<Vec<Param>> {
        let mut params = Vec::new();
        for node in kids(list) {
            let modifiers: Modifiers = self.modifiers(node)?;
            let type_name = self.with_dimensions(self.type_name(self.field(node, "type")?)?, node);
            let name = self.name(self.field(node, "name")?);
            self.declare(node, name.clone(), type_name.clone(), modifiers.is_final)?;
            params.push(Param { name, type_name });
        }
        Ok(params)
    }

    pub(super) fn initializer_block(&mut self, node: Node<'_>, class: &mut ClassDecl) -> Lowered<()> {
        let is_static = node.kind() == "static_initializer";
        let block = if is_static {
            kid(node, "block").ok_or_else(|| self.unsupported(node))?
        } else {
            node
        };
        self.scope = Scope::default();
        let block = self.block(block)?;
        let body = Arc::new(Body {
            locals: self.scope.take_locals(),
            block,
        });
        class.initializers.push((is_static, Initializer::Block(body)));
        Ok(())
    }
}
