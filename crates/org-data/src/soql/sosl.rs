//! SOSL: `FIND 'x' IN NAME FIELDS RETURNING Contact(Id, Name WHERE ... LIMIT 5), Lead`.
//!
//! The search runs over the same rows as queries do: a row is found when the words of the search stand in its
//! text fields. Source: SOQL and SOSL Reference, "SOSL Syntax" and "FIND {SearchQuery}".

use apex::host::{Bind, Data, HostError, ObjectKind, QueryResult, Search, SearchRows};

use super::ast::{Expression, Item, Select, Value, With};
use super::lexer::{Kind, tokens};
use super::parser::Parser;
use super::{Context, SoqlError, bind, mode, run};

/// What the rows must contain.
#[derive(Clone, Debug, PartialEq)]
pub struct Matching {
    /// One of these must hold; each is a list of terms that must all be found, or not be found.
    pub alternatives: Vec<Vec<Term>>,
    /// Where they are looked for.
    pub fields: SearchGroup,
}

/// A word or phrase; `*` and `?` stand for letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words.
    pub text: String,
    /// `AND NOT`.
    pub negated: bool,
}

/// Fields that are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchGroup {
    /// Every text field.
    All,
    /// Names.
    Name,
    /// E-mail fields.
    Email,
    /// Phone fields.
    Phone,
}

/// The most rows of one search.
const MAX_ROWS: usize = 2000;

/// A parsed search.
struct Find {
    term: Value,
    group: SearchGroup,
    /// Objects with what is selected of them; empty for every object.
    returning: Vec<Select>,
    with: Option<With>,
    limit: Option<Value>,
}

/// Runs a search.
pub(crate) fn execute(context: &Context<'_>, search: &Search<'_>) -> Result<Vec<SearchRows>, HostError> {
    let find = parse(search.sosl)?;
    let everywhere = find.returning.is_empty();
    let matching = Matching {
        alternatives: alternatives(&term_text(&find.term, search)?)?,
        fields: find.group,
    };
    let selects = if everywhere {
        every_object(context)
    } else {
        find.returning
    };
    let mut left = match &find.limit {
        Some(limit) => row_limit(limit, search)?.min(MAX_ROWS),
        None => MAX_ROWS,
    };
    let mut found = Vec::new();
    for mut select in selects {
        select.with = find.with;
        select.matching = Some(matching.clone());
        let mode = mode(&select, search.access, search.sharing);
        let result = match run::run(context, &select, search.binds, mode) {
            Ok(result) => result,
            // What the user may not see is not searched when nothing was asked for by name.
            Err(_) if everywhere => continue,
            Err(error) => return Err(error),
        };
        let QueryResult::Rows { object, mut rows } = result else {
            continue;
        };
        rows.truncate(left);
        left -= rows.len();
        if !everywhere || !rows.is_empty() {
            found.push((object, rows));
        }
    }
    Ok(found)
}

fn row_limit(limit: &Value, search: &Search<'_>) -> Result<usize, SoqlError> {
    let number = match limit {
        Value::Number(text) => text.parse().ok(),
        Value::Bind(name) => match bind(search.binds, name)? {
            Bind::One(Data::Integer(number)) => usize::try_from(*number).ok(),
            _ => None,
        },
        _ => None,
    };
    number.ok_or_else(|| SoqlError("LIMIT takes a whole number from 0".to_owned()))
}

fn every_object(context: &Context<'_>) -> Vec<Select> {
    context
        .schema
        .all()
        .filter(|object| object.describe.kind == ObjectKind::Normal && !object.setup && object.view.is_none())
        .filter(|object| object.name_field().is_some())
        .map(|object| plain(object.name().to_owned(), vec!["Id".to_owned()]))
        .collect()
}

/// A query for some fields of an object.
pub(super) fn plain(from: String, fields: Vec<String>) -> Select {
    Select {
        items: fields
            .into_iter()
            .map(|name| Item::Expression {
                expression: Expression::Path(vec![name]),
                alias: None,
            })
            .collect(),
        from,
        alias: None,
        mine: false,
        matching: None,
        condition: None,
        with: None,
        group_by: Vec::new(),
        having: None,
        order_by: Vec::new(),
        limit: None,
        offset: None,
        for_update: false,
        all_rows: false,
    }
}

fn parse(text: &str) -> Result<Find, SoqlError> {
    let text = text.trim_start();
    let rest = text
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("FIND"))
        .and_then(|_| text.get(4..))
        .ok_or_else(|| SoqlError("a search begins with FIND".to_owned()))?
        .trim_start();
    // `{...}` is how other APIs write the search term; Apex writes a text or a bind.
    let (term, rest) = match rest.strip_prefix('{') {
        Some(inner) => {
            let (term, rest) = inner
                .split_once('}')
                .ok_or_else(|| SoqlError("the search term has no closing brace".to_owned()))?;
            (Some(Value::Text(term.to_owned())), rest)
        }
        None => (None, rest),
    };
    let mut parser = Parser::new(tokens(rest)?);
    let term = match term {
        Some(term) => term,
        None => {
            let term = match parser.peek().clone() {
                Kind::Text(text) => Value::Text(text),
                Kind::Bind(name) => Value::Bind(name),
                _ => return Err(parser.unexpected()),
            };
            parser.advance();
            term
        }
    };
    let mut find = Find {
        term,
        group: SearchGroup::All,
        returning: Vec::new(),
        with: None,
        limit: None,
    };
    if parser.word("IN") {
        find.group = group(&mut parser)?;
        parser.expect_word("FIELDS")?;
    }
    if parser.word("RETURNING") {
        find.returning.push(returning(&mut parser)?);
        while parser.sign(",") {
            find.returning.push(returning(&mut parser)?);
        }
    }
    while parser.word("WITH") {
        find.with = Some(parser.with()?);
    }
    if parser.word("LIMIT") {
        find.limit = Some(parser.count()?);
    }
    match parser.peek() {
        Kind::End => Ok(find),
        _ => Err(parser.unexpected()),
    }
}

fn group(parser: &mut Parser) -> Result<SearchGroup, SoqlError> {
    for (word, group) in [
        ("ALL", SearchGroup::All),
        ("NAME", SearchGroup::Name),
        ("EMAIL", SearchGroup::Email),
        ("PHONE", SearchGroup::Phone),
        ("SIDEBAR", SearchGroup::Name),
    ] {
        if parser.word(word) {
            return Ok(group);
        }
    }
    Err(parser.unexpected())
}

fn returning(parser: &mut Parser) -> Result<Select, SoqlError> {
    let mut select = plain(parser.name()?, vec!["Id".to_owned()]);
    if !parser.sign("(") {
        return Ok(select);
    }
    select.items = vec![parser.item()?];
    while parser.sign(",") {
        select.items.push(parser.item()?);
    }
    if parser.word("WHERE") {
        select.condition = Some(parser.condition()?);
    }
    select.order_by = parser.order_by()?;
    if parser.word("LIMIT") {
        select.limit = Some(parser.count()?);
    }
    if parser.word("OFFSET") {
        select.offset = Some(parser.count()?);
    }
    parser.expect_sign(")")?;
    Ok(select)
}

fn term_text(term: &Value, search: &Search<'_>) -> Result<String, SoqlError> {
    match term {
        Value::Text(text) => Ok(text.clone()),
        Value::Bind(name) => match bind(search.binds, name)? {
            Bind::One(Data::String(text) | Data::Id(text)) => Ok(text.clone()),
            _ => Err(SoqlError("the search term must be a text".to_owned())),
        },
        _ => Err(SoqlError("the search term must be a text".to_owned())),
    }
}

/// `a b OR "c d" AND NOT e`: alternatives of terms.
fn alternatives(text: &str) -> Result<Vec<Vec<Term>>, SoqlError> {
    let mut found: Vec<Vec<Term>> = vec![Vec::new()];
    let mut negated = false;
    for word in words(text) {
        match word.as_str() {
            "OR" => found.push(Vec::new()),
            "AND" => {}
            "NOT" => negated = true,
            _ => {
                let text = word.trim_matches('"').replace('\\', "");
                let letters = text.chars().filter(|letter| letter.is_alphanumeric()).count();
                if letters == 0 {
                    continue;
                }
                if let Some(terms) = found.last_mut() {
                    terms.push(Term { text, negated });
                }
                negated = false;
            }
        }
    }
    found.retain(|terms| !terms.is_empty());
    let length: usize = found
        .iter()
        .flatten()
        .map(|term| term.text.trim_matches('*').chars().count())
        .max()
        .unwrap_or_default();
    if length < 2 {
        return Err(SoqlError(format!(
            "search term must be longer than one character: {text}"
        )));
    }
    Ok(found)
}

/// Words, and phrases in quotation marks as one.
fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for letter in text.chars() {
        if letter == '"' {
            quoted = !quoted;
        }
        if letter.is_whitespace() && !quoted {
            found.push(std::mem::take(&mut word));
        } else if !matches!(letter, '(' | ')') {
            word.push(letter);
        }
    }
    found.push(word);
    found.retain(|word| !word.is_empty());
    found
}
