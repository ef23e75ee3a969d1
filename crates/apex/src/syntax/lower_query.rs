//! Embedded SOQL and SOSL.

use tree_sitter::Node;

use super::ast::QueryExpr;
use super::lower::{Lowered, Lowerer, kid};

impl Lowerer<'_> {
    /// `[SELECT ...]`: the text with its bind expressions renamed, and those expressions.
    pub(super) fn query(&mut self, node: Node<'_>) -> Lowered<QueryExpr> {
        let search = kid(node, "sosl_query_body");
        let body = search
            .or_else(|| kid(node, "soql_query_body"))
            .ok_or_else(|| self.unsupported(node))?;
        let mut found = Vec::new();
        collect(body, &mut found);
        let mut soql = String::new();
        let mut binds = Vec::new();
        let mut from = body.start_byte();
        for node in found {
            soql.push_str(&self.source[from..node.start_byte()]);
            from = node.end_byte();
            if node.is_extra() {
                // A comment inside the query.
                soql.push(' ');
                continue;
            }
            soql.push_str(&format!(":b{}", binds.len()));
            let expr = super::lower::kids(node)
                .first()
                .copied()
                .ok_or_else(|| self.unsupported(node))?;
            binds.push(self.expr(expr)?);
        }
        soql.push_str(&self.source[from..body.end_byte()]);
        Ok(QueryExpr {
            soql,
            binds,
            is_search: search.is_some(),
        })
    }
}

/// Bind expressions and comments, in source order.
fn collect<'t>(node: Node<'t>, found: &mut Vec<Node<'t>>) {
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        if child.kind() == "bound_apex_expression" || child.is_extra() {
            found.push(child);
        } else {
            collect(child, found);
        }
    }
}
