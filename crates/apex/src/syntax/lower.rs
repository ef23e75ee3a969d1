//! The state of lowering one file, and what every part of it needs.

use std::collections::BTreeSet;
use std::sync::Arc;

use tree_sitter::Node;

use super::ast::{ClassDecl, LocalVar, Name, Place, Unit};
use super::declared::Declared;
use crate::program::{LoadError, SourceFile};
use crate::value::TypeName;

/// What a step of lowering answers.
pub(super) type Lowered<T> = Result<T, LoadError>;

/// Lowers one file.
pub(super) struct Lowerer<'s> {
    pub(super) source: &'s str,
    pub(super) path: &'s str,
    pub(super) declared: &'s Declared,
    /// Errors of members already left; lowering goes on with the next member.
    pub(super) errors: Vec<LoadError>,
    pub(super) executable: BTreeSet<u32>,
    /// Full name of the class being lowered.
    pub(super) class: String,
    pub(super) scope: Scope,
}

/// Local variables of the body being lowered.
#[derive(Default)]
pub(super) struct Scope {
    locals: Vec<LocalVar>,
    visible: Vec<(Arc<str>, usize)>,
}

impl Scope {
    /// The slot of a visible variable.
    pub(super) fn find(&self, lower: &str) -> Option<usize> {
        self.visible
            .iter()
            .rev()
            .find(|(name, _)| **name == *lower)
            .map(|(_, slot)| *slot)
    }

    /// A mark to which [`Self::leave`] returns at the end of a block.
    pub(super) fn enter(&self) -> usize {
        self.visible.len()
    }

    pub(super) fn leave(&mut self, mark: usize) {
        self.visible.truncate(mark);
    }

    pub(super) fn take_locals(&mut self) -> Vec<LocalVar> {
        self.visible.clear();
        std::mem::take(&mut self.locals)
    }
}

impl<'s> Lowerer<'s> {
    pub(super) fn new(file: &'s SourceFile, declared: &'s Declared) -> Self {
        Self {
            source: &file.text,
            path: &file.path,
            declared,
            errors: Vec::new(),
            executable: BTreeSet::new(),
            class: String::new(),
            scope: Scope::default(),
        }
    }

    /// A whole file: exactly one top-level type.
    pub(super) fn unit(&mut self, root: Node<'_>) -> Lowered<Unit> {
        let mut class: Option<ClassDecl> = None;
        for child in kids(root) {
            match child.kind() {
                "class_declaration" | "interface_declaration" | "enum_declaration" if class.is_none() => {
                    class = Some(self.class_decl(child)?);
                }
                "trigger_declaration" if class.is_none() => class = Some(self.trigger_decl(child)?),
                _ => return Err(self.unsupported(child)),
            }
        }
        let class = class
            .ok_or_else(|| self.error(root, "the file declares no class, interface, enum or trigger"))?;
        Ok(Unit {
            class,
            executable: std::mem::take(&mut self.executable),
        })
    }

    pub(super) fn text(&self, node: Node<'_>) -> &'s str {
        &self.source[node.byte_range()]
    }

    pub(super) fn name(&self, node: Node<'_>) -> Name {
        Name::new(self.text(node))
    }

    /// A required field of a node.
    pub(super) fn field<'t>(&self, node: Node<'t>, name: &str) -> Lowered<Node<'t>> {
        node.child_by_field_name(name)
            .ok_or_else(|| self.error(node, format!("{} without {name} is not supported", node.kind())))
    }

    pub(super) fn error(&self, node: Node<'_>, message: impl Into<String>) -> LoadError {
        LoadError {
            path: self.path.to_owned(),
            line: super::line_of(node),
            message: message.into(),
        }
    }

    /// The error for a construct without a rule.
    pub(super) fn unsupported(&self, node: Node<'_>) -> LoadError {
        let shown: String = self
            .text(node)
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect();
        self.error(
            node,
            format!("{} is not supported: {shown}", node.kind().replace('_', " ")),
        )
    }

    /// Declares a local variable; Apex forbids hiding another.
    pub(super) fn declare(
        &mut self,
        node: Node<'_>,
        name: Name,
        type_name: TypeName,
        is_final: bool,
    ) -> Lowered<usize> {
        if self.scope.find(&name.lower).is_some() {
            return Err(self.error(node, format!("Duplicate variable: {}", name.text)));
        }
        let slot = self.scope.locals.len();
        self.scope.visible.push((name.lower.clone(), slot));
        self.scope.locals.push(LocalVar {
            name,
            type_name,
            is_final,
        });
        Ok(slot)
    }
}

/// Named children without comments.
pub(super) fn kids(node: Node<'_>) -> Vec<Node<'_>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor)
        .filter(|child| !child.is_extra())
        .collect()
}

/// Children of a field, in order.
pub(super) fn fields<'t>(node: Node<'t>, name: &str) -> Vec<Node<'t>> {
    let mut cursor = node.walk();
    node.children_by_field_name(name, &mut cursor)
        .filter(|child| !child.is_extra())
        .collect()
}

/// The first named child of a kind.
pub(super) fn kid<'t>(node: Node<'t>, kind: &str) -> Option<Node<'t>> {
    kids(node).into_iter().find(|child| child.kind() == kind)
}

/// Where a node starts.
pub(super) fn place(node: Node<'_>) -> Place {
    let column = u32::try_from(node.start_position().column + 1).unwrap_or(u32::MAX);
    Place {
        line: super::line_of(node),
        column,
    }
}
