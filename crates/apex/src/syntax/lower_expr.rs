//! Expressions.

use tree_sitter::Node;

use super::ast::{
    BinaryOp, DmlExpr, DmlVerb, Expr, ExprKind, Literal, LogicalOp, NewArgs, Receiver, UnaryOp,
};
use super::lower::{Lowered, Lowerer, fields, kid, kids, place};
use super::text;
use crate::value::TypeName;

impl Lowerer<'_> {
    /// An expression.
    pub(super) fn expr(&mut self, node: Node<'_>) -> Lowered<Expr> {
        let kind = match node.kind() {
            "parenthesized_expression" => {
                let inner = kids(node)
                    .first()
                    .copied()
                    .ok_or_else(|| self.unsupported(node))?;
                return self.expr(inner);
            }
            "int"
            | "decimal_floating_point_literal"
            | "boolean"
            | "string_literal"
            | "multi_line_string_literal"
            | "null_literal" => ExprKind::Literal(self.literal(node)?),
            "this" => ExprKind::This,
            "super" => ExprKind::Super,
            "identifier" => {
                let name = self.name(node);
                match self.scope.find(&name.lower) {
                    Some(slot) => ExprKind::Local(slot),
                    None => ExprKind::Name(name),
                }
            }
            "class_literal" => {
                let type_node = kids(node)
                    .first()
                    .copied()
                    .ok_or_else(|| self.unsupported(node))?;
                ExprKind::ClassLiteral(self.type_name(type_node)?)
            }
            // In an argument list the grammar takes `Foo.class` for a field.
            "field_access"
                if self
                    .text(self.field(node, "field")?)
                    .eq_ignore_ascii_case("class") =>
            {
                let object = self.field(node, "object")?;
                ExprKind::ClassLiteral(TypeName::new(self.resolve(self.text(object))))
            }
            "field_access" => ExprKind::Field {
                object: self.boxed_expr(node, "object")?,
                name: self.name(self.field(node, "field")?),
                safe: kid(node, "safe_navigation_operator").is_some(),
            },
            "array_access" => ExprKind::Index {
                list: self.boxed_expr(node, "array")?,
                index: self.boxed_expr(node, "index")?,
            },
            "method_invocation" => self.call(node)?,
            "object_creation_expression" => self.creation(node)?,
            "array_creation_expression" | "map_creation_expression" => return self.collection(node),
            "assignment_expression" => self.assignment(node)?,
            "update_expression" => {
                let operator = self.field(node, "operator")?;
                let operand = self.field(node, "operand")?;
                ExprKind::Update {
                    target: Box::new(self.expr(operand)?),
                    increment: self.text(operator) == "++",
                    prefix: operator.start_byte() < operand.start_byte(),
                }
            }
            "unary_expression" => return self.unary(node),
            "binary_expression" => self.binary(node)?,
            "instanceof_expression" => ExprKind::InstanceOf {
                value: self.boxed_expr(node, "left")?,
                type_name: self.type_name(self.field(node, "right")?)?,
            },
            "ternary_expression" => ExprKind::Ternary {
                condition: self.boxed_expr(node, "condition")?,
                then: self.boxed_expr(node, "consequence")?,
                otherwise: self.boxed_expr(node, "alternative")?,
            },
            "cast_expression" => ExprKind::Cast {
                type_name: self.type_name(self.field(node, "type")?)?,
                value: self.boxed_expr(node, "value")?,
            },
            "query_expression" => ExprKind::Query(self.query(node)?),
            "dml_expression" => self.dml(node)?,
            _ => return Err(self.unsupported(node)),
        };
        Ok(Expr {
            place: place(node),
            kind,
        })
    }

    fn boxed_expr(&mut self, node: Node<'_>, field: &str) -> Lowered<Box<Expr>> {
        let child = self.field(node, field)?;
        Ok(Box::new(self.expr(child)?))
    }

    pub(super) fn args(&mut self, list: Node<'_>) -> Lowered<Vec<Expr>> {
        kids(list).into_iter().map(|arg| self.expr(arg)).collect()
    }

    /// The value of a declarator: an expression, or `{a, b}` for an array.
    pub(super) fn initial_value(&mut self, node: Node<'_>, type_name: &TypeName) -> Lowered<Expr> {
        if node.kind() != "array_initializer" {
            return self.expr(node);
        }
        let items = self.args(node)?;
        Ok(Expr {
            place: place(node),
            kind: ExprKind::NewCollection {
                type_name: type_name.clone(),
                items,
            },
        })
    }

    /// A constant of a `when`: a bare name is an enum constant, never a variable.
    pub(super) fn case_value(&mut self, node: Node<'_>) -> Lowered<Expr> {
        if node.kind() == "identifier" {
            return Ok(Expr {
                place: place(node),
                kind: ExprKind::Name(self.name(node)),
            });
        }
        self.expr(node)
    }

    fn literal(&self, node: Node<'_>) -> Lowered<Literal> {
        let source = self.text(node);
        let parsed = match node.kind() {
            "null_literal" => Some(Literal::Null),
            "boolean" => Some(Literal::Boolean(source.eq_ignore_ascii_case("true"))),
            "int" => text::integer(source),
            "string_literal" => text::unescape(source).map(|t| Literal::String(t.into())),
            "multi_line_string_literal" => text::unescape_block(source).map(|t| Literal::String(t.into())),
            _ => text::decimal(source),
        };
        parsed.ok_or_else(|| self.error(node, format!("Illegal literal: {source}")))
    }

    fn unary(&mut self, node: Node<'_>) -> Lowered<Expr> {
        let operand_node = self.field(node, "operand")?;
        let op = match self.text(self.field(node, "operator")?) {
            "+" => UnaryOp::Plus,
            "-" => UnaryOp::Minus,
            "!" => UnaryOp::Not,
            _ => UnaryOp::BitNot,
        };
        let source = self.text(operand_node);
        // The smallest numbers have no positive counterpart: sign and digits are one literal.
        if op == UnaryOp::Minus && operand_node.kind() == "int" && text::integer(source).is_none() {
            let literal = text::integer(&format!("-{source}"))
                .ok_or_else(|| self.error(node, format!("Illegal literal: -{source}")))?;
            return Ok(Expr {
                place: place(node),
                kind: ExprKind::Literal(literal),
            });
        }
        let operand = Box::new(self.expr(operand_node)?);
        Ok(Expr {
            place: place(node),
            kind: ExprKind::Unary { op, operand },
        })
    }

    fn binary(&mut self, node: Node<'_>) -> Lowered<ExprKind> {
        let operator = self.field(node, "operator")?;
        let (left, right) = (self.boxed_expr(node, "left")?, self.boxed_expr(node, "right")?);
        let logical = match operator.kind() {
            "&&" => Some(LogicalOp::And),
            "||" => Some(LogicalOp::Or),
            "??" => Some(LogicalOp::Coalesce),
            _ => None,
        };
        if let Some(op) = logical {
            return Ok(ExprKind::Logical { op, left, right });
        }
        let op = binary_op(operator.kind()).ok_or_else(|| self.unsupported(operator))?;
        Ok(ExprKind::Binary { op, left, right })
    }

    fn assignment(&mut self, node: Node<'_>) -> Lowered<ExprKind> {
        let operator = self.field(node, "operator")?;
        let symbol: String = self
            .text(operator)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let op = match symbol.strip_suffix('=') {
            Some("") => None,
            Some(symbol) => Some(binary_op(symbol).ok_or_else(|| self.unsupported(operator))?),
            None => return Err(self.unsupported(operator)),
        };
        Ok(ExprKind::Assign {
            target: self.boxed_expr(node, "left")?,
            op,
            value: self.boxed_expr(node, "right")?,
        })
    }

    fn call(&mut self, node: Node<'_>) -> Lowered<ExprKind> {
        if let Some(arguments) = node.child_by_field_name("type_arguments") {
            return Err(self.unsupported(arguments));
        }
        let receiver = match node.child_by_field_name("object") {
            None => Receiver::Implicit,
            Some(object) if object.kind() == "super" => Receiver::Super,
            Some(object) => Receiver::Expr {
                object: Box::new(self.expr(object)?),
                safe: kid(node, "safe_navigation_operator").is_some(),
            },
        };
        let args = self.args(self.field(node, "arguments")?)?;
        Ok(ExprKind::Call {
            receiver,
            name: self.name(self.field(node, "name")?),
            args,
        })
    }

    fn creation(&mut self, node: Node<'_>) -> Lowered<ExprKind> {
        if let Some(body) = kid(node, "class_body") {
            return Err(self.unsupported(body));
        }
        let type_name = self.type_name(self.field(node, "type")?)?;
        let list = self.field(node, "arguments")?;
        let given = kids(list);
        let is_declared = self.declared.resolve(type_name.name(), "").is_some();
        let named = !given.is_empty()
            && !is_declared
            && given.iter().all(|a| {
                a.kind() == "assignment_expression"
                    && a.child_by_field_name("left")
                        .is_some_and(|l| l.kind() == "identifier")
            });
        if !named {
            return Ok(ExprKind::New {
                type_name,
                args: NewArgs::Positional(self.args(list)?),
            });
        }
        let mut args = Vec::new();
        for arg in given {
            let name = self.name(self.field(arg, "left")?);
            args.push((name, self.expr(self.field(arg, "right")?)?));
        }
        Ok(ExprKind::New {
            type_name,
            args: NewArgs::Named(args),
        })
    }

    fn collection(&mut self, node: Node<'_>) -> Lowered<Expr> {
        let base = self.type_name(self.field(node, "type")?)?;
        let value = node.child_by_field_name("value");
        let sizes: Vec<_> = fields(node, "dimensions")
            .into_iter()
            .filter(|d| d.kind() == "dimensions_expr")
            .collect();
        let kind = match (value, sizes.as_slice()) {
            (None, [size]) => {
                let size = kids(*size)
                    .first()
                    .copied()
                    .ok_or_else(|| self.unsupported(node))?;
                ExprKind::NewArray {
                    element: base,
                    size: Box::new(self.expr(size)?),
                }
            }
            (Some(value), []) => {
                let type_name = self.with_dimensions(base, node);
                if type_name.is("Map") {
                    let mut entries = Vec::new();
                    for entry in kids(value) {
                        let [key, value] = kids(entry)[..] else {
                            return Err(self.unsupported(entry));
                        };
                        entries.push((self.expr(key)?, self.expr(value)?));
                    }
                    ExprKind::NewMap { type_name, entries }
                } else if type_name.is("List") || type_name.is("Set") {
                    let mut items = Vec::new();
                    for item in kids(value) {
                        items.push(self.initial_value(item, &type_name.arg(0))?);
                    }
                    ExprKind::NewCollection { type_name, items }
                } else {
                    return Err(self.unsupported(node));
                }
            }
            _ => return Err(self.unsupported(node)),
        };
        Ok(Expr {
            place: place(node),
            kind,
        })
    }

    fn dml(&mut self, node: Node<'_>) -> Lowered<ExprKind> {
        let word = kid(node, "dml_type").ok_or_else(|| self.unsupported(node))?;
        let verb = match self.text(word).to_ascii_lowercase().as_str() {
            "insert" => DmlVerb::Insert,
            "update" => DmlVerb::Update,
            "upsert" => DmlVerb::Upsert,
            "delete" => DmlVerb::Delete,
            "undelete" => DmlVerb::Undelete,
            "merge" => DmlVerb::Merge,
            _ => return Err(self.unsupported(node)),
        };
        let mode = kid(node, "dml_security_mode").map(|m| self.text(m).eq_ignore_ascii_case("user"));
        let target = self.expr(self.field(node, "target")?)?;
        let merged = match node.child_by_field_name("merge_with") {
            Some(merged) => Some(self.expr(merged)?),
            None => None,
        };
        let external_id = node.child_by_field_name("upsert_key").map(|key| {
            // `Object__c.Field__c` or `Object__c.Fields.Field__c`: the field alone says it.
            let text = self.text(key);
            text.rsplit('.').next().unwrap_or(text).trim().to_owned()
        });
        Ok(ExprKind::Dml(Box::new(DmlExpr {
            verb,
            as_user: mode,
            target,
            merged,
            external_id,
        })))
    }
}

fn binary_op(symbol: &str) -> Option<BinaryOp> {
    Some(match symbol {
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Subtract,
        "*" => BinaryOp::Multiply,
        "/" => BinaryOp::Divide,
        "%" => BinaryOp::Remainder,
        "&" => BinaryOp::BitAnd,
        "|" => BinaryOp::BitOr,
        "^" => BinaryOp::BitXor,
        "<<" => BinaryOp::ShiftLeft,
        ">>" => BinaryOp::ShiftRight,
        ">>>" => BinaryOp::ShiftRightUnsigned,
        "==" => BinaryOp::Equal,
        "!=" | "<>" => BinaryOp::NotEqual,
        "===" => BinaryOp::Identical,
        "!==" => BinaryOp::NotIdentical,
        "<" => BinaryOp::Less,
        "<=" => BinaryOp::LessEqual,
        ">" => BinaryOp::Greater,
        ">=" => BinaryOp::GreaterEqual,
        _ => return None,
    })
}
