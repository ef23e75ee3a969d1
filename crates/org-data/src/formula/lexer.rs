//! Formula text to tokens.

use super::FormulaError;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A field path, a global or the name of a function.
    Word(String),
    /// A number as written.
    Number(String),
    /// A text constant, unescaped.
    Text(String),
    /// An operator or bracket.
    Sign(&'static str),
}

const SIGNS: &[&str] = &[
    "<>", "<=", ">=", "!=", "==", "&&", "||", "(", ")", ",", "+", "-", "*", "/", "^", "&", "=", "<", ">", "!",
];

/// Cuts a formula into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, FormulaError> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if let Some(comment) = rest.strip_prefix("/*") {
            let end = comment
                .find("*/")
                .ok_or_else(|| FormulaError("a comment is not closed".to_owned()))?;
            end + 4
        } else if matches!(first, '"' | '\'') {
            let (content, length) = quoted(rest, first)?;
            tokens.push(Token::Text(content));
            length
        } else if first.is_ascii_digit()
            || (first == '.' && rest.chars().nth(1).is_some_and(|next| next.is_ascii_digit()))
        {
            let length = rest
                .find(|letter: char| !(letter.is_ascii_digit() || letter == '.'))
                .unwrap_or(rest.len());
            tokens.push(Token::Number(rest.get(..length).unwrap_or_default().to_owned()));
            length
        } else if first.is_alphabetic() || matches!(first, '$' | '_') {
            let length = rest
                .find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '$' | '_' | '.' | ':')))
                .unwrap_or(rest.len());
            tokens.push(Token::Word(rest.get(..length).unwrap_or_default().to_owned()));
            length
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            tokens.push(Token::Sign(sign));
            sign.len()
        } else {
            return Err(FormulaError(format!("unexpected {first:?} in a formula")));
        };
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    Ok(tokens)
}

fn quoted(rest: &str, quote: char) -> Result<(String, usize), FormulaError> {
    let mut content = String::new();
    let mut letters = rest.char_indices().skip(1);
    while let Some((index, letter)) = letters.next() {
        match letter {
            letter if letter == quote => return Ok((content, index + 1)),
            '\\' => match letters.next() {
                Some((_, 'n')) => content.push('\n'),
                Some((_, 'r')) => content.push('\r'),
                Some((_, 't')) => content.push('\t'),
                Some((_, other)) => content.push(other),
                None => break,
            },
            letter => content.push(letter),
        }
    }
    Err(FormulaError("a text constant is not closed".to_owned()))
}
