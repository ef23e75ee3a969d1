//! Triggers: a class whose only method is the trigger's code.

use std::sync::Arc;

use tree_sitter::Node;

use super::ast::{Body, ClassDecl, Method, Modifiers, Name, TriggerDecl};
use super::lower::{Lowered, Lowerer, Scope, fields, kid, kids, place};
use crate::program::{ClassKind, SharingMode, TriggerEvent};
use crate::value::TypeName;

impl Lowerer<'_> {
    /// `trigger Name on Object (events) { ... }`. A trigger may have the name of a class: it is kept as
    /// `Trigger.Name`, which no class can be called.
    pub(super) fn trigger_decl(&mut self, node: Node<'_>) -> Lowered<ClassDecl> {
        let name = self.text(self.field(node, "name")?).to_owned();
        let object = self.text(self.field(node, "object")?).to_owned();
        let mut events = Vec::new();
        for event in fields(node, "events") {
            if event.kind() == "trigger_event" {
                let text = self.text(event).to_owned();
                events.push(TriggerEvent::parse(&text).ok_or_else(|| self.unsupported(event))?);
            }
        }
        self.class = format!("Trigger.{name}");
        self.scope = Scope::default();
        let body = self.field(node, "body")?;
        let body = kid(body, "block").unwrap_or(body);
        let mut block = Vec::new();
        for child in kids(body) {
            block.extend(self.stmt(child)?);
        }
        let modifiers = Modifiers {
            is_static: true,
            public: true,
            ..Modifiers::default()
        };
        let method = Method {
            place: place(node),
            name: Name::new("trigger"),
            modifiers: modifiers.clone(),
            return_type: TypeName::new("void"),
            params: Vec::new(),
            body: Some(Arc::new(Body {
                locals: self.scope.take_locals(),
                block,
            })),
            chain: None,
        };
        Ok(ClassDecl {
            place: place(node),
            name: self.class.clone(),
            kind: ClassKind::Class,
            modifiers: Modifiers {
                sharing: Some(SharingMode::Without),
                is_static: false,
                ..modifiers
            },
            super_type: None,
            interfaces: Vec::new(),
            fields: Vec::new(),
            initializers: Vec::new(),
            methods: vec![method],
            constructors: Vec::new(),
            inner: Vec::new(),
            constants: Vec::new(),
            trigger: Some(TriggerDecl { object, events }),
        })
    }
}
