//! The expression language inside `{! }`: literals, paths, functions and operators.

use bigdecimal::BigDecimal;

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// `'text'` or `"text"`
    Text(String),
    /// `42`, `1.5`
    Number(BigDecimal),
    /// `TRUE`, `FALSE`
    Boolean(bool),
    /// `NULL`
    Null,
    /// `[a, b]`: parameters of `URLFOR`, either values or `name=value` pairs.
    List(Vec<(Option<String>, Expression)>),
    /// `a.b.c`, also `$Global.member` and `a['b']` with a constant step.
    Path(Vec<String>),
    /// `NAME(arguments)`, the name in upper case.
    Call(String, Vec<Expression>),
    /// `-a`, `!a`
    Unary(Operator, Box<Expression>),
    /// `a + b`
    Binary(Operator, Box<Expression>, Box<Expression>),
}

/// An operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after its sign")]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Concatenate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Not,
}

/// Parses the text between `{!` and `}`.
///
/// # Errors
/// What is wrong, naming the offending part.
pub fn parse(source: &str) -> Result<Expression, String> {
    let tokens = tokens(source)?;
    let mut parser = Parser {
        tokens: &tokens,
        depth: 0,
    };
    let expression = parser.binary(0)?;
    match parser.tokens {
        [] => Ok(expression),
        [token, ..] => Err(format!("unexpected {token} in expression {{!{source}}}")),
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Text(String),
    Number(BigDecimal),
    Name(String),
    Sign(&'static str),
}

impl std::fmt::Display for Token {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => write!(formatter, "'{text}'"),
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Name(name) => write!(formatter, "`{name}`"),
            Self::Sign(sign) => write!(formatter, "`{sign}`"),
        }
    }
}

const SIGNS: [&str; 24] = [
    "&&", "||", "==", "!=", "<>", "<=", ">=", "&", "+", "-", "*", "/", "=", "<", ">", "!", "(", ")", "[",
    "]", ",", ".", "^", "?",
];

fn tokens(source: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first == '\'' || first == '"' {
            let (text, length) =
                string(rest, first).ok_or_else(|| format!("unclosed string in {{!{source}}}"))?;
            tokens.push(Token::Text(text));
            length
        } else if first.is_ascii_digit() {
            let length = rest
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(rest.len());
            let number = rest[..length]
                .parse()
                .map_err(|_| format!("`{}` is not a number", &rest[..length]))?;
            tokens.push(Token::Number(number));
            length
        } else if first.is_alphabetic() || first == '_' || first == '$' {
            let length = rest
                .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$' | ':'))
                .unwrap_or(rest.len());
            tokens.push(Token::Name(rest[..length].to_owned()));
            length
        } else {
            let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
            let sign = sign.ok_or_else(|| format!("unexpected `{first}` in expression {{!{source}}}"))?;
            tokens.push(Token::Sign(sign));
            sign.len()
        };
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

fn string(source: &str, quote: char) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut characters = source.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => text.push(match characters.next()?.1 {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                other => other,
            }),
            _ if character == quote => return Some((text, at + quote.len_utf8())),
            other => text.push(other),
        }
    }
    None
}

/// How deep an expression may nest: a page is not trusted to be reasonable.
const MOST_DEPTH: u32 = 100;

struct Parser<'a> {
    tokens: &'a [Token],
    depth: u32,
}

/// Binary operators by precedence, weakest first.
fn operator(sign: &str) -> Option<(u8, Operator)> {
    Some(match sign {
        "||" => (0, Operator::Or),
        "&&" => (1, Operator::And),
        "=" | "==" => (2, Operator::Equal),
        "!=" | "<>" => (2, Operator::NotEqual),
        "<" => (3, Operator::Less),
        "<=" => (3, Operator::LessOrEqual),
        ">" => (3, Operator::Greater),
        ">=" => (3, Operator::GreaterOrEqual),
        "&" => (4, Operator::Concatenate),
        "+" => (5, Operator::Add),
        "-" => (5, Operator::Subtract),
        "*" => (6, Operator::Multiply),
        "/" => (6, Operator::Divide),
        _ => return None,
    })
}

impl Parser<'_> {
    fn binary(&mut self, weakest: u8) -> Result<Expression, String> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err("the expression is nested too deeply".to_owned());
        }
        let mut left = self.unary()?;
        while let [Token::Sign(sign), ..] = self.tokens {
            let Some((strength, operator)) = operator(sign).filter(|(strength, _)| *strength >= weakest)
            else {
                break;
            };
            self.tokens = &self.tokens[1..];
            let right = self.binary(strength + 1)?;
            left = Expression::Binary(operator, Box::new(left), Box::new(right));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expression, String> {
        if self.take("-") {
            return Ok(Expression::Unary(Operator::Subtract, Box::new(self.binary(6)?)));
        }
        if self.take("!") {
            return Ok(Expression::Unary(Operator::Not, Box::new(self.binary(6)?)));
        }
        self.primary()
    }

    fn primary(&mut self) -> Result<Expression, String> {
        let [first, rest @ ..] = self.tokens else {
            return Err("the expression is incomplete".to_owned());
        };
        self.tokens = rest;
        match first {
            Token::Text(text) => Ok(Expression::Text(text.clone())),
            Token::Number(number) => Ok(Expression::Number(number.clone())),
            Token::Sign("(") => {
                let inner = self.binary(0)?;
                self.expect(")")?;
                Ok(inner)
            }
            Token::Sign("[") => self.list(),
            Token::Sign(sign) => Err(format!("unexpected `{sign}`")),
            Token::Name(name) => self.name(name),
        }
    }

    fn name(&mut self, name: &str) -> Result<Expression, String> {
        if self.take("(") {
            let mut arguments = Vec::new();
            while !self.take(")") {
                if !arguments.is_empty() {
                    self.expect(",")?;
                }
                arguments.push(self.binary(0)?);
            }
            return Ok(Expression::Call(name.to_ascii_uppercase(), arguments));
        }
        let mut path = vec![name.to_owned()];
        loop {
            if self.take(".") {
                let [Token::Name(step), rest @ ..] = self.tokens else {
                    return Err(format!("`{}.` ends nowhere", path.join(".")));
                };
                path.push(step.clone());
                self.tokens = rest;
            } else if self.take("[") {
                let [Token::Text(step), rest @ ..] = self.tokens else {
                    return Err(format!("`{}[` needs a constant text", path.join(".")));
                };
                path.push(step.clone());
                self.tokens = rest;
                self.expect("]")?;
            } else {
                break;
            }
        }
        Ok(match (path.len(), name.to_ascii_lowercase().as_str()) {
            (1, "true") => Expression::Boolean(true),
            (1, "false") => Expression::Boolean(false),
            (1, "null") => Expression::Null,
            _ => Expression::Path(path),
        })
    }

    fn list(&mut self) -> Result<Expression, String> {
        let mut items = Vec::new();
        while !self.take("]") {
            if !items.is_empty() {
                self.expect(",")?;
            }
            let name = match self.tokens {
                [Token::Name(name) | Token::Text(name), Token::Sign("="), rest @ ..] => {
                    self.tokens = rest;
                    Some(name.clone())
                }
                _ => None,
            };
            items.push((name, self.binary(0)?));
        }
        Ok(Expression::List(items))
    }

    fn take(&mut self, sign: &str) -> bool {
        match self.tokens {
            [Token::Sign(found), rest @ ..] if *found == sign => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn expect(&mut self, sign: &str) -> Result<(), String> {
        if self.take(sign) {
            return Ok(());
        }
        match self.tokens {
            [found, ..] => Err(format!("expected `{sign}` but found {found}")),
            [] => Err(format!("expected `{sign}` but the expression ends")),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path(text: &str) -> Expression {
        Expression::Path(text.split('.').map(str::to_owned).collect())
    }

    #[test]
    fn operators_bind_as_in_formulas() {
        let parsed = parse("a && b = 'x' || !c").expect("parses");
        let equal = Expression::Binary(
            Operator::Equal,
            Box::new(path("b")),
            Box::new(Expression::Text("x".into())),
        );
        let and = Expression::Binary(Operator::And, Box::new(path("a")), Box::new(equal));
        let not = Expression::Unary(Operator::Not, Box::new(path("c")));
        assert_eq!(
            parsed,
            Expression::Binary(Operator::Or, Box::new(and), Box::new(not))
        );
    }

    #[test]
    fn calls_take_lists_and_pairs() {
        let parsed = parse("URLFOR($Resource.App, 'a.js', [id=record.Id, 'x'='1'])").expect("parses");
        let Expression::Call(name, arguments) = parsed else {
            panic!("a call")
        };
        assert_eq!(name, "URLFOR");
        assert_eq!(arguments[0], path("$Resource.App"));
        assert_eq!(
            arguments[2],
            Expression::List(vec![
                (Some("id".into()), path("record.Id")),
                (Some("x".into()), Expression::Text("1".into()))
            ])
        );
    }

    #[test]
    fn a_step_may_be_a_constant_text() {
        assert_eq!(
            parse("$CurrentPage.parameters['my-id']"),
            Ok(Expression::Path(vec![
                "$CurrentPage".into(),
                "parameters".into(),
                "my-id".into()
            ]))
        );
    }

    #[test]
    fn errors_name_the_part() {
        assert!(parse("a +").expect_err("incomplete").contains("incomplete"));
        assert!(parse("IF(a, b").expect_err("open").contains("ends"));
        assert!(parse("a ~ b").expect_err("sign").contains('~'));
        assert!(parse("'open").expect_err("string").contains("unclosed"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_fail_otherwise_than_by_an_error(text in ".{0,200}") {
            let _ = parse(&text);
        }

        #[test]
        fn a_quoted_text_is_itself(text in "[^\\\\']*") {
            prop_assert_eq!(parse(&format!("'{text}'")), Ok(Expression::Text(text)));
        }
    }
}
