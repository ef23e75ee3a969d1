//! `switch on`.

use super::Interpreter;
use super::frame::Flow;
use crate::error::Thrown;
use crate::syntax::ast::{Case, CaseLabel, Expr, ExprKind, Stmt};
use crate::value::Value;

impl<'a> Interpreter<'a> {
    pub(crate) fn switch(
        &mut self,
        subject: &'a Expr,
        cases: &'a [Case],
        otherwise: Option<&'a [Stmt]>,
    ) -> Result<Flow, Thrown> {
        let subject = self.eval(subject)?;
        for case in cases {
            match &case.label {
                CaseLabel::Type(type_name, slot) => {
                    if self.instance_of(&subject, type_name) {
                        self.set_local(*slot, subject)?;
                        return self.block(&case.body);
                    }
                }
                CaseLabel::Values(values) => {
                    for value in values {
                        if self.matches_case(&subject, value)? {
                            return self.block(&case.body);
                        }
                    }
                }
            }
        }
        otherwise.map_or(Ok(Flow::Next), |block| self.block(block))
    }

    /// Strings are matched with regard to case here, other than by `==`.
    fn matches_case(&mut self, subject: &Value, label: &'a Expr) -> Result<bool, Thrown> {
        if let ExprKind::Name(name) = &label.kind {
            // A bare name is a constant of the subject's enum.
            return match subject {
                Value::Enum(e) => Ok(e.name.eq_ignore_ascii_case(&name.lower)),
                Value::Null => Ok(false),
                other => {
                    let message = format!("{} is not a constant of {}", name.text, other.type_name());
                    Err(self.invalid(message))
                }
            };
        }
        let value = self.eval(label)?;
        match (subject, &value) {
            (Value::String(a), Value::String(b)) => Ok(a == b),
            _ => self.equals(subject, &value),
        }
    }
}
