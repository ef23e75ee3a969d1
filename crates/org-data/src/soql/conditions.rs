//! SOQL conditions by recursive descent: `WHERE` and `HAVING`.

use super::SoqlError;
use super::ast::{Condition, Expression, Operator, Set, Value};
use super::lexer::Kind;
use super::parser::Parser;

impl Parser {
    /// Conditions joined by `AND` or by `OR`; SOQL wants parentheses where both meet.
    pub(super) fn condition(&mut self) -> Result<Condition, SoqlError> {
        let first = self.term()?;
        let word = if self.is_word("AND") {
            "AND"
        } else if self.is_word("OR") {
            "OR"
        } else {
            return Ok(first);
        };
        let mut terms = vec![first];
        while self.word(word) {
            terms.push(self.term()?);
        }
        if self.is_word("AND") || self.is_word("OR") {
            return Err(self.unexpected());
        }
        Ok(if word == "AND" {
            Condition::And(terms)
        } else {
            Condition::Or(terms)
        })
    }

    fn term(&mut self) -> Result<Condition, SoqlError> {
        if self.word("NOT") {
            return Ok(Condition::Not(Box::new(self.term()?)));
        }
        if self.sign("(") {
            let condition = self.condition()?;
            self.expect_sign(")")?;
            return Ok(condition);
        }
        let left = self.expression()?;
        if self.word("NOT") {
            self.expect_word("IN")?;
            return self.set().map(|set| Condition::In {
                left,
                negated: true,
                set,
            });
        }
        if self.word("IN") {
            return self.set().map(|set| Condition::In {
                left,
                negated: false,
                set,
            });
        }
        for (word, negated) in [("INCLUDES", false), ("EXCLUDES", true)] {
            if self.word(word) {
                return self.set().map(|set| Condition::Includes { left, negated, set });
            }
        }
        self.comparison(left)
    }

    fn comparison(&mut self, left: Expression) -> Result<Condition, SoqlError> {
        let operators = [
            ("=", Operator::Equal),
            ("!=", Operator::NotEqual),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        let sign = operators
            .into_iter()
            .find_map(|(sign, operator)| self.sign(sign).then_some(operator));
        let operator = match sign {
            Some(operator) => operator,
            None if self.word("LIKE") => Operator::Like,
            None => return Err(self.unexpected()),
        };
        let value = self.value()?;
        Ok(Condition::Compare {
            left,
            operator,
            value,
        })
    }

    fn set(&mut self) -> Result<Set, SoqlError> {
        if let Kind::Bind(name) = self.peek().clone() {
            self.advance();
            return Ok(Set::Bind(name));
        }
        self.expect_sign("(")?;
        if self.is_word("SELECT") {
            let select = self.select()?;
            self.expect_sign(")")?;
            return Ok(Set::Select(Box::new(select)));
        }
        let mut values = vec![self.value()?];
        while self.sign(",") {
            values.push(self.value()?);
        }
        self.expect_sign(")")?;
        Ok(Set::Values(values))
    }

    fn value(&mut self) -> Result<Value, SoqlError> {
        let value = match self.peek().clone() {
            Kind::Text(text) => Value::Text(text),
            Kind::Number(text) => Value::Number(text),
            Kind::Date(date) => Value::Date(date),
            Kind::Datetime(time) => Value::Datetime(time),
            Kind::Counted(name, count) => Value::DateLiteral(name, Some(count)),
            Kind::Bind(name) => Value::Bind(name),
            Kind::Word(word) => match word.to_uppercase().as_str() {
                "NULL" => Value::Null,
                "TRUE" => Value::Boolean(true),
                "FALSE" => Value::Boolean(false),
                name if super::dates::is_literal(name) => Value::DateLiteral(name.to_owned(), None),
                _ => return Err(self.unexpected()),
            },
            _ => return Err(self.unexpected()),
        };
        self.advance();
        Ok(value)
    }
}
