//! Formulas by precedence climbing.

use super::lexer::{Token, tokens};
use super::{Binary, Expr, Formula, FormulaError, Unary, Val};

/// Deeper nesting than this is refused: it would exhaust the stack.
const MAX_DEPTH: usize = 200;

/// Parses a whole formula.
pub(super) fn parse(text: &str) -> Result<Formula, FormulaError> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        next: 0,
        depth: 0,
    };
    let root = parser.expression(0)?;
    match parser.peek() {
        None => Ok(Formula { root }),
        Some(_) => Err(parser.unexpected()),
    }
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
}

/// Signs, operators and how tightly they bind.
const OPERATORS: &[(&str, Binary, u8)] = &[
    ("||", Binary::Or, 1),
    ("&&", Binary::And, 2),
    ("=", Binary::Equal, 3),
    ("==", Binary::Equal, 3),
    ("<>", Binary::NotEqual, 3),
    ("!=", Binary::NotEqual, 3),
    ("<", Binary::Less, 4),
    ("<=", Binary::LessOrEqual, 4),
    (">", Binary::Greater, 4),
    (">=", Binary::GreaterOrEqual, 4),
    ("&", Binary::Concat, 5),
    ("+", Binary::Add, 6),
    ("-", Binary::Subtract, 6),
    ("*", Binary::Multiply, 7),
    ("/", Binary::Divide, 7),
    ("^", Binary::Power, 8),
];

impl Parser {
    fn expression(&mut self, tightest: u8) -> Result<Expr, FormulaError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(FormulaError("the formula is nested too deeply".to_owned()));
        }
        let mut left = self.operand()?;
        while let Some((operator, binding)) = self.operator().filter(|(_, binding)| *binding > tightest) {
            self.next += 1;
            let right = self.expression(binding)?;
            left = Expr::Binary(operator, Box::new(left), Box::new(right));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn operator(&self) -> Option<(Binary, u8)> {
        let Some(Token::Sign(sign)) = self.peek() else {
            return None;
        };
        OPERATORS
            .iter()
            .find(|(known, ..)| known == sign)
            .map(|(_, operator, binding)| (*operator, *binding))
    }

    fn operand(&mut self) -> Result<Expr, FormulaError> {
        let Some(token) = self.peek().cloned() else {
            return Err(FormulaError(
                "the formula ends where a value is expected".to_owned(),
            ));
        };
        self.next += 1;
        match token {
            Token::Text(text) => Ok(Expr::Literal(Val::text(text))),
            Token::Number(text) => text
                .parse()
                .map(|number| Expr::Literal(Val::Number(number)))
                .map_err(|_| FormulaError(format!("{text} is not a number"))),
            Token::Sign("(") => {
                let inner = self.expression(0)?;
                self.expect(")")?;
                Ok(inner)
            }
            // Signs bind tighter than anything but a power.
            Token::Sign("-") => Ok(Expr::Unary(Unary::Minus, Box::new(self.expression(7)?))),
            Token::Sign("+") => self.expression(7),
            Token::Sign("!") => Ok(Expr::Unary(Unary::Not, Box::new(self.expression(7)?))),
            Token::Word(word) => self.word(word),
            Token::Sign(_) => {
                self.next -= 1;
                Err(self.unexpected())
            }
        }
    }

    fn word(&mut self, word: String) -> Result<Expr, FormulaError> {
        if self.take("(") {
            let mut args = Vec::new();
            if !self.take(")") {
                args.push(self.expression(0)?);
                while self.take(",") {
                    args.push(self.expression(0)?);
                }
                self.expect(")")?;
            }
            return Ok(Expr::Call(word.to_uppercase(), args));
        }
        Ok(match word.to_uppercase().as_str() {
            "TRUE" => Expr::Literal(Val::Boolean(true)),
            "FALSE" => Expr::Literal(Val::Boolean(false)),
            "NULL" => Expr::Literal(Val::Null),
            _ => Expr::Reference(word),
        })
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(known)) if *known == sign);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), FormulaError> {
        if self.take(sign) {
            Ok(())
        } else {
            Err(FormulaError(format!(
                "{} where {sign:?} is expected",
                self.found()
            )))
        }
    }

    fn unexpected(&self) -> FormulaError {
        FormulaError(format!("unexpected {}", self.found()))
    }

    fn found(&self) -> String {
        match self.peek() {
            None => "end of the formula".to_owned(),
            Some(Token::Word(text) | Token::Number(text)) => text.clone(),
            Some(Token::Text(text)) => format!("{text:?}"),
            Some(Token::Sign(sign)) => format!("{sign:?}"),
        }
    }
}
