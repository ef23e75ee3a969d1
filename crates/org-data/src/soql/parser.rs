//! SOQL by recursive descent: the clauses in their order.

use super::SoqlError;
use super::ast::{Expression, FieldGroup, Item, Order, Select, TypeOf, Value, With};
use super::lexer::{Kind, Token, tokens};

/// Parses a whole query.
///
/// # Errors
/// Says what was unexpected and where.
pub fn parse(text: &str) -> Result<Select, SoqlError> {
    let mut parser = Parser::new(tokens(text)?);
    let select = parser.select()?;
    match parser.peek() {
        Kind::End => Ok(select),
        _ => Err(parser.unexpected()),
    }
}

pub(super) struct Parser {
    tokens: Vec<Token>,
    next: usize,
}

/// Words that begin a clause, and so cannot be an alias.
const CLAUSES: &[&str] = &[
    "FROM", "WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "ALL", "USING", "UPDATE",
    "AND", "OR", "ASC", "DESC", "NULLS",
];

impl Parser {
    pub(super) fn new(tokens: Vec<Token>) -> Self {
        Self { tokens, next: 0 }
    }

    pub(super) fn select(&mut self) -> Result<Select, SoqlError> {
        self.expect_word("SELECT")?;
        let mut items = vec![self.item()?];
        while self.sign(",") {
            items.push(self.item()?);
        }
        self.expect_word("FROM")?;
        let from = self.name()?;
        if matches!(self.peek(), Kind::Sign(".")) {
            return Err(self.unsupported("a path in FROM"));
        }
        self.word("AS");
        let alias = self.alias();
        if matches!(self.peek(), Kind::Sign(",")) {
            return Err(self.unsupported("several objects in FROM"));
        }
        let mine = self.scope()?;
        let condition = if self.word("WHERE") {
            Some(self.condition()?)
        } else {
            None
        };
        let with = if self.word("WITH") {
            Some(self.with()?)
        } else {
            None
        };
        let group_by = self.group_by()?;
        let having = if self.word("HAVING") {
            Some(self.condition()?)
        } else {
            None
        };
        let order_by = self.order_by()?;
        let limit = if self.word("LIMIT") {
            Some(self.count()?)
        } else {
            None
        };
        let offset = if self.word("OFFSET") {
            Some(self.count()?)
        } else {
            None
        };
        let mut select = Select {
            items,
            from,
            alias,
            mine,
            matching: None,
            condition,
            with,
            group_by,
            having,
            order_by,
            limit,
            offset,
            for_update: false,
            all_rows: false,
        };
        self.tail(&mut select)?;
        Ok(select)
    }

    fn tail(&mut self, select: &mut Select) -> Result<(), SoqlError> {
        loop {
            if self.word("FOR") {
                // FOR VIEW and FOR REFERENCE only note what was looked at last.
                let noted = self.word("VIEW") || self.word("REFERENCE");
                if !noted {
                    self.expect_word("UPDATE")?;
                    select.for_update = true;
                }
            } else if self.word("ALL") {
                self.expect_word("ROWS")?;
                select.all_rows = true;
            } else {
                return Ok(());
            }
        }
    }

    /// `USING SCOPE mine`: whether only the user's own rows are meant.
    fn scope(&mut self) -> Result<bool, SoqlError> {
        if !self.word("USING") {
            return Ok(false);
        }
        self.expect_word("SCOPE")?;
        if self.word("EVERYTHING") {
            return Ok(false);
        }
        if self.word("MINE") {
            return Ok(true);
        }
        Err(self.unsupported(&format!("USING SCOPE {}", self.peek())))
    }

    fn type_of(&mut self) -> Result<Item, SoqlError> {
        self.expect_word("TYPEOF")?;
        let relationship = self.name()?;
        let mut branches = Vec::new();
        while self.word("WHEN") {
            let object = self.name()?;
            self.expect_word("THEN")?;
            branches.push((object, self.paths()?));
        }
        if branches.is_empty() {
            return Err(self.unexpected());
        }
        let otherwise = if self.word("ELSE") {
            self.paths()?
        } else {
            Vec::new()
        };
        self.expect_word("END")?;
        Ok(Item::TypeOf(TypeOf {
            relationship,
            branches,
            otherwise,
        }))
    }

    fn paths(&mut self) -> Result<Vec<Vec<String>>, SoqlError> {
        let mut paths = Vec::new();
        loop {
            match self.expression()? {
                Expression::Path(path) => paths.push(path),
                Expression::Function { .. } => return Err(self.unsupported("a function in TYPEOF")),
            }
            if !self.sign(",") {
                return Ok(paths);
            }
        }
    }

    pub(super) fn item(&mut self) -> Result<Item, SoqlError> {
        if self.sign("(") {
            let select = self.select()?;
            self.expect_sign(")")?;
            return Ok(Item::Children(Box::new(select)));
        }
        if self.is_word("TYPEOF") {
            return self.type_of();
        }
        if self.is_word("FIELDS")
            && self
                .tokens
                .get(self.next + 1)
                .is_some_and(|token| token.kind == Kind::Sign("("))
        {
            return self.field_group();
        }
        if self.is_word("FROM") {
            return Err(self.unexpected());
        }
        let expression = self.expression()?;
        let alias = self.alias();
        Ok(Item::Expression { expression, alias })
    }

    fn field_group(&mut self) -> Result<Item, SoqlError> {
        self.next += 2;
        let group = if self.word("ALL") {
            FieldGroup::All
        } else if self.word("STANDARD") {
            FieldGroup::Standard
        } else if self.word("CUSTOM") {
            FieldGroup::Custom
        } else {
            return Err(self.unexpected());
        };
        self.expect_sign(")")?;
        Ok(Item::Fields(group))
    }

    pub(super) fn expression(&mut self) -> Result<Expression, SoqlError> {
        let mut path = vec![self.name()?];
        if self.sign("(") {
            let name = path.remove(0).to_uppercase();
            if self.sign(")") {
                return Ok(Expression::Function {
                    name,
                    argument: None,
                    local_time: false,
                });
            }
            let (argument, local_time) = match self.expression()? {
                Expression::Path(argument) => (argument, false),
                Expression::Function {
                    name: inner,
                    argument: Some(argument),
                    ..
                } if inner == "CONVERTTIMEZONE" => (argument, true),
                Expression::Function { name: inner, .. } => {
                    return Err(self.unsupported(&format!("{name}({inner}(...))")));
                }
            };
            self.expect_sign(")")?;
            return Ok(Expression::Function {
                name,
                argument: Some(argument),
                local_time,
            });
        }
        while self.sign(".") {
            path.push(self.name()?);
        }
        Ok(Expression::Path(path))
    }

    pub(super) fn with(&mut self) -> Result<With, SoqlError> {
        if self.word("USER_MODE") {
            Ok(With::UserMode)
        } else if self.word("SYSTEM_MODE") {
            Ok(With::SystemMode)
        } else if self.word("SECURITY_ENFORCED") {
            Ok(With::SecurityEnforced)
        } else {
            Err(self.unsupported(&format!("WITH {}", self.peek())))
        }
    }

    fn group_by(&mut self) -> Result<Vec<Expression>, SoqlError> {
        if !self.word("GROUP") {
            return Ok(Vec::new());
        }
        self.expect_word("BY")?;
        if self.is_word("ROLLUP") || self.is_word("CUBE") {
            return Err(self.unsupported("GROUP BY ROLLUP and CUBE"));
        }
        let mut keys = vec![self.expression()?];
        while self.sign(",") {
            keys.push(self.expression()?);
        }
        Ok(keys)
    }

    pub(super) fn order_by(&mut self) -> Result<Vec<Order>, SoqlError> {
        let mut keys = Vec::new();
        if !self.word("ORDER") {
            return Ok(keys);
        }
        self.expect_word("BY")?;
        loop {
            let by = self.expression()?;
            let descending = self.word("DESC") || {
                self.word("ASC");
                false
            };
            let nulls_last = if self.word("NULLS") {
                let last = self.word("LAST");
                if !last {
                    self.expect_word("FIRST")?;
                }
                last
            } else {
                false
            };
            keys.push(Order {
                by,
                descending,
                nulls_last,
            });
            if !self.sign(",") {
                return Ok(keys);
            }
        }
    }

    pub(super) fn count(&mut self) -> Result<Value, SoqlError> {
        match self.peek().clone() {
            Kind::Number(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.next += 1;
                Ok(Value::Number(text))
            }
            Kind::Bind(name) => {
                self.next += 1;
                Ok(Value::Bind(name))
            }
            _ => Err(self.unexpected()),
        }
    }

    fn alias(&mut self) -> Option<String> {
        match self.peek() {
            Kind::Word(word) if !CLAUSES.contains(&word.to_uppercase().as_str()) => {
                let word = word.clone();
                self.next += 1;
                Some(word)
            }
            _ => None,
        }
    }

    pub(super) fn name(&mut self) -> Result<String, SoqlError> {
        match self.peek() {
            Kind::Word(word) => {
                let word = word.clone();
                self.next += 1;
                Ok(word)
            }
            _ => Err(self.unexpected()),
        }
    }

    pub(super) fn peek(&self) -> &Kind {
        self.tokens.get(self.next).map_or(&Kind::End, |token| &token.kind)
    }

    pub(super) fn advance(&mut self) {
        self.next += 1;
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Kind::Word(found) if found.eq_ignore_ascii_case(word))
    }

    /// Takes a word if it is next.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.next += usize::from(found);
        found
    }

    /// Takes a sign if it is next.
    pub(super) fn sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Kind::Sign(found) if *found == sign);
        self.next += usize::from(found);
        found
    }

    pub(super) fn expect_word(&mut self, word: &str) -> Result<(), SoqlError> {
        if self.word(word) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    pub(super) fn expect_sign(&mut self, sign: &str) -> Result<(), SoqlError> {
        if self.sign(sign) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    pub(super) fn unexpected(&self) -> SoqlError {
        SoqlError::malformed(&format!("unexpected token: {}", self.peek()), self.position())
    }

    fn unsupported(&self, what: &str) -> SoqlError {
        SoqlError::malformed(
            &format!("{what} is not supported by the local org"),
            self.position(),
        )
    }

    fn position(&self) -> usize {
        self.tokens
            .get(self.next)
            .or(self.tokens.last())
            .map_or(0, |token| token.at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::parse;

    proptest! {
        #![proptest_config(crate::tests::laws())]

        #[test]
        fn any_text_is_parsed_or_refused(text in ".{0,60}") {
            let _ = parse(&text);
        }

        #[test]
        fn any_heap_of_words_is_parsed_or_refused(
            words in proptest::collection::vec(
                prop::sample::select(vec![
                    "SELECT", "Id", "FROM", "Case", "WHERE", "(", ")", ",", "=", "'x'", "'", "AND", "OR", "NOT", "IN",
                    "LIMIT", "5", "-3", "2026-11-22", "2026-11-22T10:00:00Z", "TODAY", "LAST_N_DAYS:3", ":b0", ".",
                    "COUNT", "GROUP", "BY", "ORDER", "NULLS", "LAST", "null", "WITH", "USER_MODE", "FOR", "UPDATE",
                ]),
                0..20,
            )
        ) {
            let text = words.join(" ");
            if let Ok(select) = parse(&text) {
                prop_assert!(!select.items.is_empty() && !select.from.is_empty(), "{}", text);
            }
        }
    }
}
