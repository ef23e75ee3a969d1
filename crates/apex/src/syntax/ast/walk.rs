//! Walks code: every expression of a body, outermost first.

use super::{Block, CaseLabel, Expr, ExprKind, NewArgs, Receiver, Stmt, StmtKind};

/// Calls `visit` with each expression of a block. Labels of `when` are not expressions: a bare name there is
/// a constant.
pub fn block<'t>(statements: &'t Block, visit: &mut dyn FnMut(&'t Expr)) {
    for statement in statements {
        stmt(statement, visit);
    }
}

fn stmt<'t>(statement: &'t Stmt, visit: &mut dyn FnMut(&'t Expr)) {
    match &statement.kind {
        StmtKind::Block(body) => block(body, visit),
        StmtKind::Expr(value) | StmtKind::Throw(value) => expr(value, visit),
        StmtKind::Local(vars) => vars
            .iter()
            .filter_map(|(_, value)| value.as_ref())
            .for_each(|v| expr(v, visit)),
        StmtKind::If {
            condition,
            then,
            otherwise,
        } => {
            expr(condition, visit);
            stmt(then, visit);
            if let Some(otherwise) = otherwise {
                stmt(otherwise, visit);
            }
        }
        StmtKind::While { condition, body } => {
            expr(condition, visit);
            stmt(body, visit);
        }
        StmtKind::DoWhile { body, condition } => {
            block(body, visit);
            expr(condition, visit);
        }
        StmtKind::For {
            init,
            condition,
            update,
            body,
        } => {
            block(init, visit);
            condition.iter().for_each(|c| expr(c, visit));
            update.iter().for_each(|u| expr(u, visit));
            stmt(body, visit);
        }
        StmtKind::ForEach { iterable, body, .. } => {
            expr(iterable, visit);
            stmt(body, visit);
        }
        StmtKind::Return(value) => value.iter().for_each(|v| expr(v, visit)),
        StmtKind::Try {
            body,
            catches,
            finally,
        } => {
            block(body, visit);
            catches.iter().for_each(|c| block(&c.body, visit));
            finally.iter().for_each(|f| block(f, visit));
        }
        StmtKind::Switch {
            subject,
            cases,
            otherwise,
        } => {
            expr(subject, visit);
            for case in cases {
                if let CaseLabel::Values(values) = &case.label {
                    values
                        .iter()
                        .filter(|v| !matches!(v.kind, ExprKind::Name(_)))
                        .for_each(|v| expr(v, visit));
                }
                block(&case.body, visit);
            }
            otherwise.iter().for_each(|o| block(o, visit));
        }
        StmtKind::RunAs { user, body } => {
            expr(user, visit);
            block(body, visit);
        }
        StmtKind::Break | StmtKind::Continue => {}
    }
}

/// Calls `visit` with an expression and all within it. The object of a field access or call is visited only
/// when it is no bare name: that may be a type.
pub fn expr<'t>(value: &'t Expr, visit: &mut dyn FnMut(&'t Expr)) {
    visit(value);
    let object = |object: &'t Expr, visit: &mut dyn FnMut(&'t Expr)| {
        if !matches!(object.kind, ExprKind::Name(_)) {
            expr(object, visit);
        }
    };
    match &value.kind {
        ExprKind::Literal(_)
        | ExprKind::Local(_)
        | ExprKind::Name(_)
        | ExprKind::This
        | ExprKind::Super
        | ExprKind::ClassLiteral(_) => {}
        ExprKind::Field { object: of, .. } => object(of, visit),
        ExprKind::Call { receiver, args, .. } => {
            if let Receiver::Expr { object: of, .. } = receiver {
                object(of, visit);
            }
            args.iter().for_each(|a| expr(a, visit));
        }
        ExprKind::New { args, .. } => match args {
            NewArgs::Positional(args) => args.iter().for_each(|a| expr(a, visit)),
            NewArgs::Named(fields) => fields.iter().for_each(|(_, v)| expr(v, visit)),
        },
        ExprKind::NewCollection { items, .. } => items.iter().for_each(|i| expr(i, visit)),
        ExprKind::NewArray { size, .. } => expr(size, visit),
        ExprKind::NewMap { entries, .. } => {
            for (key, value) in entries {
                expr(key, visit);
                expr(value, visit);
            }
        }
        ExprKind::Index {
            list: left,
            index: right,
        }
        | ExprKind::Binary { left, right, .. }
        | ExprKind::Logical { left, right, .. } => {
            expr(left, visit);
            expr(right, visit);
        }
        ExprKind::Assign { target, value, .. } => {
            expr(target, visit);
            expr(value, visit);
        }
        ExprKind::Unary { operand: inner, .. }
        | ExprKind::Update { target: inner, .. }
        | ExprKind::Cast { value: inner, .. }
        | ExprKind::InstanceOf { value: inner, .. } => expr(inner, visit),
        ExprKind::Ternary {
            condition,
            then,
            otherwise,
        } => {
            expr(condition, visit);
            expr(then, visit);
            expr(otherwise, visit);
        }
        ExprKind::Query(query) => query.binds.iter().for_each(|b| expr(b, visit)),
        ExprKind::Dml(dml) => {
            expr(&dml.target, visit);
            dml.merged.iter().for_each(|merged| expr(merged, visit));
        }
    }
}
