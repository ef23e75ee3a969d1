//! Statements.

use super::Interpreter;
use super::frame::Flow;
use crate::error::{Thrown, ThrownKind};
use crate::syntax::ast::{Catch, Expr, Stmt, StmtKind};
use crate::value::Value;

impl<'a> Interpreter<'a> {
    /// Statements in order, until one leaves the block.
    pub(crate) fn block(&mut self, block: &'a [Stmt]) -> Result<Flow, Thrown> {
        for stmt in block {
            match self.stmt(stmt)? {
                Flow::Next => {}
                flow => return Ok(flow),
            }
        }
        Ok(Flow::Next)
    }

    /// Notes that the statement at this place runs.
    pub(crate) fn reached(&mut self, place: crate::syntax::ast::Place) {
        if let Some(frame) = self.frames.last_mut() {
            frame.place = place;
            let file = frame.class.file;
            self.coverage.hit(file, place.line);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) -> Result<Flow, Thrown> {
        if !matches!(stmt.kind, StmtKind::Block(_) | StmtKind::Try { .. }) {
            self.reached(stmt.place);
            self.step()?;
        }
        match &stmt.kind {
            StmtKind::Block(block) => return self.block(block),
            StmtKind::Expr(expr) => {
                self.effect(expr)?;
            }
            StmtKind::Local(vars) => {
                for (slot, value) in vars {
                    let value = match value {
                        Some(expr) => self.eval(expr)?,
                        None => Value::Null,
                    };
                    self.set_local(*slot, value)?;
                }
            }
            StmtKind::If {
                condition,
                then,
                otherwise,
            } => {
                if self.condition(condition)? {
                    return self.stmt(then);
                }
                if let Some(otherwise) = otherwise {
                    return self.stmt(otherwise);
                }
            }
            StmtKind::While { condition, body } => {
                while self.condition(condition)? {
                    match self.stmt(body)? {
                        Flow::Break => break,
                        Flow::Return(value) => return Ok(Flow::Return(value)),
                        Flow::Next | Flow::Continue => {}
                    }
                }
            }
            StmtKind::DoWhile { body, condition } => loop {
                match self.block(body)? {
                    Flow::Break => break,
                    Flow::Return(value) => return Ok(Flow::Return(value)),
                    Flow::Next | Flow::Continue => {}
                }
                if !self.condition(condition)? {
                    break;
                }
            },
            StmtKind::For {
                init,
                condition,
                update,
                body,
            } => {
                return self.for_loop(init, condition.as_ref(), update, body);
            }
            StmtKind::ForEach { slot, iterable, body } => return self.for_each(*slot, iterable, body),
            StmtKind::Break => return Ok(Flow::Break),
            StmtKind::Continue => return Ok(Flow::Continue),
            StmtKind::Return(value) => {
                return Ok(Flow::Return(match value {
                    Some(expr) => self.eval(expr)?,
                    None => Value::Null,
                }));
            }
            StmtKind::Throw(expr) => {
                let value = self.eval(expr)?;
                if value.is_null() {
                    return Err(self.null_pointer());
                }
                if value.exception_state().is_none() {
                    return Err(self.invalid(format!(
                        "Throw expression must be of type exception: {}",
                        value.type_name()
                    )));
                }
                return Err(self.thrown_from(value));
            }
            StmtKind::Try {
                body,
                catches,
                finally,
            } => return self.try_stmt(body, catches, finally.as_deref()),
            StmtKind::Switch {
                subject,
                cases,
                otherwise,
            } => {
                return self.switch(subject, cases, otherwise.as_deref());
            }
            StmtKind::RunAs { user, body } => {
                let user = self.eval(user)?;
                self.begin_run_as(&user)?;
                let result = self.block(body);
                self.end_run_as();
                return result;
            }
        }
        Ok(Flow::Next)
    }

    /// A condition; null is an error, as in Apex.
    pub(crate) fn condition(&mut self, expr: &'a Expr) -> Result<bool, Thrown> {
        let value = self.eval(expr)?;
        self.truth(&value)
    }

    pub(crate) fn truth(&self, value: &Value) -> Result<bool, Thrown> {
        match value {
            Value::Boolean(b) => Ok(*b),
            Value::Null => Err(self.null_pointer()),
            other => Err(self.invalid(format!(
                "Condition expression must be of type Boolean: {}",
                other.type_name()
            ))),
        }
    }

    fn for_loop(
        &mut self,
        init: &'a [Stmt],
        condition: Option<&'a Expr>,
        update: &'a [Expr],
        body: &'a Stmt,
    ) -> Result<Flow, Thrown> {
        for stmt in init {
            self.stmt(stmt)?;
        }
        loop {
            if let Some(condition) = condition
                && !self.condition(condition)?
            {
                break;
            }
            match self.stmt(body)? {
                Flow::Break => break,
                Flow::Return(value) => return Ok(Flow::Return(value)),
                Flow::Next | Flow::Continue => {}
            }
            for expr in update {
                self.effect(expr)?;
            }
        }
        Ok(Flow::Next)
    }

    fn for_each(&mut self, slot: usize, iterable: &'a Expr, body: &'a Stmt) -> Result<Flow, Thrown> {
        let values = self.eval(iterable)?;
        let items = match &values {
            Value::List(list) => {
                // `for (List<Case> page : [SELECT ...])` walks the rows in pages.
                let batches = matches!(iterable.kind, crate::syntax::ast::ExprKind::Query(_))
                    && self.local_type(slot).is_some_and(|t| t.is("List"));
                if batches {
                    self.pages(list)
                } else {
                    return self.walk_list(slot, list, body);
                }
            }
            Value::Set(set) => set.items.borrow().iter().map(|key| key.0.clone()).collect(),
            Value::Null => return Err(self.null_pointer()),
            Value::Object(_) | Value::Native(_) => return self.walk_iterator(slot, &values, body),
            other => {
                return Err(self.invalid(format!(
                    "Loop must iterate over a collection: {}",
                    other.type_name()
                )));
            }
        };
        for item in items {
            self.set_local(slot, item)?;
            match self.stmt(body)? {
                Flow::Break => break,
                Flow::Return(value) => return Ok(Flow::Return(value)),
                Flow::Next | Flow::Continue => {}
            }
        }
        Ok(Flow::Next)
    }

    /// A list must not change its length while it is walked.
    fn walk_list(
        &mut self,
        slot: usize,
        list: &crate::value::ListValue,
        body: &'a Stmt,
    ) -> Result<Flow, Thrown> {
        let size = list.items.borrow().len();
        for index in 0..size {
            let item = list.items.borrow().get(index).cloned().unwrap_or(Value::Null);
            self.set_local(slot, item)?;
            match self.stmt(body)? {
                Flow::Break => break,
                Flow::Return(value) => return Ok(Flow::Return(value)),
                Flow::Next | Flow::Continue => {}
            }
            if list.items.borrow().len() != size {
                return Err(self.throw(
                    "FinalException",
                    "Cannot modify a collection while it is being iterated.",
                ));
            }
        }
        Ok(Flow::Next)
    }

    fn walk_iterator(&mut self, slot: usize, iterable: &Value, body: &'a Stmt) -> Result<Flow, Thrown> {
        let iterator = match self.instance_of(iterable, &crate::value::TypeName::new("Iterator")) {
            true => iterable.clone(),
            false => self.invoke(iterable, "iterator", Vec::new())?,
        };
        loop {
            let more = self.invoke(&iterator, "hasNext", Vec::new())?;
            if !self.truth(&more)? {
                return Ok(Flow::Next);
            }
            let item = self.invoke(&iterator, "next", Vec::new())?;
            self.set_local(slot, item)?;
            match self.stmt(body)? {
                Flow::Break => return Ok(Flow::Next),
                Flow::Return(value) => return Ok(Flow::Return(value)),
                Flow::Next | Flow::Continue => {}
            }
        }
    }

    fn pages(&self, list: &crate::value::ListValue) -> Vec<Value> {
        let items = list.items.borrow();
        items
            .chunks(200)
            .map(|page| Value::list(list.element.clone(), page.to_vec()))
            .collect()
    }

    fn try_stmt(
        &mut self,
        body: &'a [Stmt],
        catches: &'a [Catch],
        finally: Option<&'a [Stmt]>,
    ) -> Result<Flow, Thrown> {
        let mut result = self.block(body);
        if let Err(thrown) = &result
            && let Some(catch) = catches.iter().find(|c| self.catches(&c.type_name, thrown))
        {
            let value = thrown.value.clone();
            result = self
                .set_local(catch.slot, value)
                .and_then(|()| self.block(&catch.body));
        }
        let fatal = matches!(&result, Err(thrown) if thrown.kind != ThrownKind::Exception);
        if let Some(finally) = finally
            && !fatal
        {
            match self.block(finally)? {
                Flow::Next => {}
                // Leaving from `finally` wins over what happened before.
                flow => return Ok(flow),
            }
        }
        result
    }
}
