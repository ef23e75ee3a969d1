//! Statements.

use tree_sitter::Node;

use super::ast::{Block, Case, CaseLabel, Catch, Expr, Stmt, StmtKind};
use super::lower::{Lowered, Lowerer, fields, kid, kids, place};

impl Lowerer<'_> {
    /// The statements of a block, with a scope of their own.
    pub(super) fn block(&mut self, node: Node<'_>) -> Lowered<Block> {
        let mark = self.scope.enter();
        let mut block = Vec::new();
        for child in kids(node) {
            block.extend(self.stmt(child)?);
        }
        self.scope.leave(mark);
        Ok(block)
    }

    /// A statement that stands where one is needed, in a scope of its own.
    fn boxed(&mut self, node: Node<'_>) -> Lowered<Box<Stmt>> {
        let mark = self.scope.enter();
        let stmt = self.stmt(node)?;
        self.scope.leave(mark);
        // A lone `;` is an empty block.
        Ok(Box::new(stmt.unwrap_or(Stmt {
            place: place(node),
            kind: StmtKind::Block(Vec::new()),
        })))
    }

    /// One statement; `None` for `;`.
    pub(super) fn stmt(&mut self, node: Node<'_>) -> Lowered<Option<Stmt>> {
        if !node.is_named() {
            return Ok(None);
        }
        let place = place(node);
        let kind = match node.kind() {
            "block" => {
                return Ok(Some(Stmt {
                    place,
                    kind: StmtKind::Block(self.block(node)?),
                }));
            }
            "local_variable_declaration" => self.local(node)?,
            "expression_statement" => StmtKind::Expr(self.only_child(node)?),
            "if_statement" => StmtKind::If {
                condition: self.expr(self.field(node, "condition")?)?,
                then: self.boxed(self.field(node, "consequence")?)?,
                otherwise: match node.child_by_field_name("alternative") {
                    Some(alternative) => Some(self.boxed(alternative)?),
                    None => None,
                },
            },
            "while_statement" => StmtKind::While {
                condition: self.expr(self.field(node, "condition")?)?,
                body: self.boxed(self.field(node, "body")?)?,
            },
            "do_statement" => StmtKind::DoWhile {
                body: self.block(self.field(node, "body")?)?,
                condition: self.expr(self.field(node, "condition")?)?,
            },
            "for_statement" => self.for_loop(node)?,
            "enhanced_for_statement" => self.for_each(node)?,
            "break_statement" | "continue_statement" => {
                if let Some(label) = kids(node).first() {
                    return Err(self.error(*label, "labels are not part of Apex"));
                }
                if node.kind() == "break_statement" {
                    StmtKind::Break
                } else {
                    StmtKind::Continue
                }
            }
            "return_statement" => StmtKind::Return(match kids(node).first() {
                Some(value) => Some(self.expr(*value)?),
                None => None,
            }),
            "throw_statement" => StmtKind::Throw(self.only_child(node)?),
            "try_statement" => {
                return Ok(Some(Stmt {
                    place,
                    kind: self.try_stmt(node)?,
                }));
            }
            "switch_expression" => self.switch(node)?,
            "run_as_statement" => {
                let block = kid(node, "block").ok_or_else(|| self.unsupported(node))?;
                StmtKind::RunAs {
                    user: self.expr(self.field(node, "user")?)?,
                    body: self.block(block)?,
                }
            }
            _ => return Err(self.unsupported(node)),
        };
        let only_declares = matches!(&kind, StmtKind::Local(vars) if vars.iter().all(|(_, v)| v.is_none()));
        if !only_declares {
            self.executable.insert(place.line);
        }
        Ok(Some(Stmt { place, kind }))
    }

    fn only_child(&mut self, node: Node<'_>) -> Lowered<Expr> {
        let child = kids(node)
            .first()
            .copied()
            .ok_or_else(|| self.unsupported(node))?;
        self.expr(child)
    }

    fn local(&mut self, node: Node<'_>) -> Lowered<StmtKind> {
        let is_final = self.modifiers(node)?.is_final;
        let base = self.type_name(self.field(node, "type")?)?;
        let mut vars = Vec::new();
        for declarator in fields(node, "declarator") {
            let type_name = self.with_dimensions(base.clone(), declarator);
            let value = match declarator.child_by_field_name("value") {
                Some(value) => Some(self.initial_value(value, &type_name)?),
                None => None,
            };
            let name = self.name(self.field(declarator, "name")?);
            vars.push((self.declare(declarator, name, type_name, is_final)?, value));
        }
        Ok(StmtKind::Local(vars))
    }

    fn for_loop(&mut self, node: Node<'_>) -> Lowered<StmtKind> {
        let mark = self.scope.enter();
        let mut init = Vec::new();
        for part in fields(node, "init") {
            if part.kind() == "local_variable_declaration" {
                init.extend(self.stmt(part)?);
            } else if part.is_named() {
                init.push(Stmt {
                    place: place(part),
                    kind: StmtKind::Expr(self.expr(part)?),
                });
            }
        }
        let condition = match node.child_by_field_name("condition") {
            Some(condition) => Some(self.expr(condition)?),
            None => None,
        };
        let updates = fields(node, "update").into_iter().filter(|n| n.is_named());
        let update = updates.map(|n| self.expr(n)).collect::<Lowered<_>>()?;
        let body = self.boxed(self.field(node, "body")?)?;
        self.scope.leave(mark);
        Ok(StmtKind::For {
            init,
            condition,
            update,
            body,
        })
    }

    fn for_each(&mut self, node: Node<'_>) -> Lowered<StmtKind> {
        let mark = self.scope.enter();
        let type_name = self.with_dimensions(self.type_name(self.field(node, "type")?)?, node);
        let iterable = self.expr(self.field(node, "value")?)?;
        let name = self.name(self.field(node, "name")?);
        let slot = self.declare(node, name, type_name, false)?;
        let body = self.boxed(self.field(node, "body")?)?;
        self.scope.leave(mark);
        Ok(StmtKind::ForEach { slot, iterable, body })
    }

    fn try_stmt(&mut self, node: Node<'_>) -> Lowered<StmtKind> {
        let body = self.block(self.field(node, "body")?)?;
        let (mut catches, mut finally) = (Vec::new(), None);
        for child in kids(node) {
            match child.kind() {
                "catch_clause" => {
                    let mark = self.scope.enter();
                    let param = kid(child, "formal_parameter").ok_or_else(|| self.unsupported(child))?;
                    let type_name = self.type_name(self.field(param, "type")?)?;
                    let name = self.name(self.field(param, "name")?);
                    let slot = self.declare(param, name, type_name.clone(), false)?;
                    let body = self.block(self.field(child, "body")?)?;
                    self.scope.leave(mark);
                    catches.push(Catch {
                        type_name,
                        slot,
                        body,
                    });
                }
                "finally_clause" => {
                    let block = kid(child, "block").ok_or_else(|| self.unsupported(child))?;
                    finally = Some(self.block(block)?);
                }
                _ => {}
            }
        }
        Ok(StmtKind::Try {
            body,
            catches,
            finally,
        })
    }

    fn switch(&mut self, node: Node<'_>) -> Lowered<StmtKind> {
        let subject = self.expr(self.field(node, "condition")?)?;
        let (mut cases, mut otherwise) = (Vec::new(), None);
        for rule in kids(self.field(node, "body")?) {
            let label = kid(rule, "switch_label").ok_or_else(|| self.unsupported(rule))?;
            let block = kid(rule, "block").ok_or_else(|| self.unsupported(rule))?;
            let mark = self.scope.enter();
            match kids(label).as_slice() {
                [] => otherwise = Some(self.block(block)?),
                [one] if one.kind() == "when_sobject_type" => {
                    let parts = kids(*one);
                    let [type_node, name] = parts.as_slice() else {
                        return Err(self.unsupported(*one));
                    };
                    let type_name = self.type_name(*type_node)?;
                    let slot = self.declare(*one, self.name(*name), type_name.clone(), false)?;
                    cases.push(Case {
                        label: CaseLabel::Type(type_name, slot),
                        body: self.block(block)?,
                    });
                }
                values => {
                    let values = values
                        .iter()
                        .map(|v| self.case_value(*v))
                        .collect::<Lowered<_>>()?;
                    cases.push(Case {
                        label: CaseLabel::Values(values),
                        body: self.block(block)?,
                    });
                }
            }
            self.scope.leave(mark);
        }
        Ok(StmtKind::Switch {
            subject,
            cases,
            otherwise,
        })
    }
}
