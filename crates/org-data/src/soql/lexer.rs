//! SOQL text to tokens.

use chrono::{DateTime, NaiveDate, Utc};

use super::SoqlError;

/// A token with the byte it starts at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: usize,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Word(String),
    Number(String),
    Text(String),
    Date(NaiveDate),
    Datetime(DateTime<Utc>),
    /// `LAST_N_DAYS:3`.
    Counted(String, i64),
    Bind(String),
    /// `( ) , . = != < <= > >=`
    Sign(&'static str),
    End,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Word(text) | Self::Number(text) | Self::Text(text) => write!(formatter, "'{text}'"),
            Self::Date(date) => write!(formatter, "'{date}'"),
            Self::Datetime(time) => write!(formatter, "'{}'", time.to_rfc3339()),
            Self::Counted(name, count) => write!(formatter, "'{name}:{count}'"),
            Self::Bind(name) => write!(formatter, "':{name}'"),
            Self::Sign(sign) => write!(formatter, "'{sign}'"),
            Self::End => write!(formatter, "'<EOF>'"),
        }
    }
}

/// Cuts a query into tokens; the last is [`Kind::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, SoqlError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        lexer.skip(char::is_whitespace);
        let at = lexer.at;
        let kind = lexer.next()?;
        let done = kind == Kind::End;
        tokens.push(Token { kind, at });
        if done {
            return Ok(tokens);
        }
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|letter| !wanted(letter)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn next(&mut self) -> Result<Kind, SoqlError> {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return Ok(Kind::End);
        };
        for sign in ["!=", "<>", "<=", ">=", "(", ")", ",", "=", "<", ">"] {
            if rest.starts_with(sign) {
                self.at += sign.len();
                return Ok(Kind::Sign(if sign == "<>" { "!=" } else { sign }));
            }
        }
        let after = rest.chars().nth(1);
        match first {
            '\'' => self.text_literal(),
            ':' => {
                self.at += 1;
                self.skip(char::is_whitespace);
                let name = self.skip(|letter| is_word(letter) || letter == '.');
                if name.is_empty() {
                    return Err(SoqlError::malformed(
                        "a bind variable needs a name after ':'",
                        self.at,
                    ));
                }
                Ok(Kind::Bind(name.to_owned()))
            }
            '-' | '+' if after.is_some_and(|next| next.is_ascii_digit() || next == '.') => self.number(),
            '.' if after.is_some_and(|next| next.is_ascii_digit()) => self.number(),
            '.' => {
                self.at += 1;
                Ok(Kind::Sign("."))
            }
            first if first.is_ascii_digit() => self.number(),
            first if is_word(first) => self.word(),
            other => Err(SoqlError::malformed(
                &format!("no viable alternative at character '{other}'"),
                self.at,
            )),
        }
    }

    fn word(&mut self) -> Result<Kind, SoqlError> {
        let word = self.skip(is_word);
        let upper = word.to_uppercase();
        let counted = upper.contains("_N_") || upper.starts_with("N_");
        if counted && self.rest().starts_with(':') {
            self.at += 1;
            let at = self.at;
            let count = self.skip(|letter| letter.is_ascii_digit());
            let count = count
                .parse()
                .map_err(|_| SoqlError::malformed(&format!("{upper}: needs a number"), at))?;
            return Ok(Kind::Counted(upper, count));
        }
        Ok(Kind::Word(word.to_owned()))
    }

    fn number(&mut self) -> Result<Kind, SoqlError> {
        let at = self.at;
        let text = self.rest();
        let is_date = text
            .get(..10)
            .is_some_and(|date| NaiveDate::parse_from_str(date, "%Y-%m-%d").is_ok());
        if !is_date {
            // A sign only counts at the start or in an exponent.
            let mut previous = ' ';
            let length = text
                .char_indices()
                .find(|&(index, letter)| {
                    let sign = matches!(letter, '+' | '-') && (index == 0 || matches!(previous, 'e' | 'E'));
                    previous = letter;
                    !(sign || letter.is_ascii_digit() || matches!(letter, '.' | 'e' | 'E'))
                })
                .map_or(text.len(), |(index, _)| index);
            self.at += length;
            let number = text.get(..length).unwrap_or_default().to_owned();
            return Ok(Kind::Number(number));
        }
        let word =
            self.skip(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | ':' | '.' | '+'));
        let bad = || SoqlError::malformed(&format!("'{word}' is not a date or date-time"), at);
        if word.len() == 10 {
            return NaiveDate::parse_from_str(word, "%Y-%m-%d")
                .map(Kind::Date)
                .map_err(|_| bad());
        }
        // Salesforce accepts offsets without a colon (+0000), as its own JSON shows them.
        let parsed = DateTime::parse_from_rfc3339(word)
            .or_else(|_| DateTime::parse_from_str(word, "%Y-%m-%dT%H:%M:%S%.f%z"));
        parsed
            .map(|time| Kind::Datetime(time.with_timezone(&Utc)))
            .map_err(|_| bad())
    }

    fn text_literal(&mut self) -> Result<Kind, SoqlError> {
        let start = self.at;
        let mut text = String::new();
        let mut letters = self.rest().char_indices().skip(1);
        while let Some((index, letter)) = letters.next() {
            match letter {
                '\'' => {
                    self.at = start + index + 1;
                    return Ok(Kind::Text(text));
                }
                '\\' => match letters.next().map(|(_, letter)| letter) {
                    Some('n' | 'N') => text.push('\n'),
                    Some('r' | 'R') => text.push('\r'),
                    Some('t' | 'T') => text.push('\t'),
                    Some('b' | 'B') => text.push('\u{8}'),
                    Some('f' | 'F') => text.push('\u{c}'),
                    Some(quote @ ('\'' | '"' | '\\')) => text.push(quote),
                    // Kept for LIKE, where they mean the letter itself.
                    Some(wildcard @ ('%' | '_')) => text.extend(['\\', wildcard]),
                    Some(other) => {
                        let reason =
                            format!("Illegal string literal: Invalid character escape sequence '\\{other}'");
                        return Err(SoqlError::malformed(&reason, start + index));
                    }
                    None => break,
                },
                letter => text.push(letter),
            }
        }
        Err(SoqlError::malformed(
            "Illegal string literal: the closing quote is missing",
            start,
        ))
    }
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}
