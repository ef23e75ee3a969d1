//! The functions of the expression language.

use apex::Value;

use super::escape;
use super::evaluate::{Evaluator, Failure, to_text};
use super::expression::Expression;

/// Calls a function by its upper-case name.
///
/// # Errors
/// An unknown function or a wrong argument, named; or what Apex throws.
pub fn call(
    evaluator: &mut Evaluator<'_, '_>,
    name: &str,
    arguments: &[Expression],
) -> Result<Value, Failure> {
    let truth = match (name, arguments) {
        ("IF", [condition, yes, no]) => {
            let chosen = if evaluator.truth(condition)? { yes } else { no };
            return evaluator.value(chosen);
        }
        ("BLANKVALUE" | "NULLVALUE", [value, other]) => {
            let found = evaluator.value(value)?;
            let missing = if name == "NULLVALUE" {
                found.is_null()
            } else {
                is_blank(&found)
            };
            return if missing {
                evaluator.value(other)
            } else {
                Ok(found)
            };
        }
        ("HTMLENCODE", [text]) => return Ok(Value::string(escape::html(&evaluator.text(text)?))),
        ("JSENCODE", [text]) => return Ok(Value::string(escape::js(&evaluator.text(text)?))),
        ("JSINHTMLENCODE", [text]) => return Ok(Value::string(escape::js_in_html(&evaluator.text(text)?))),
        ("URLENCODE", [text]) => return Ok(Value::string(escape::url(&evaluator.text(text)?))),
        ("TEXT", [value]) => return Ok(Value::string(evaluator.text(value)?)),
        ("LOWER", [text]) => return Ok(Value::string(evaluator.text(text)?.to_lowercase())),
        ("UPPER", [text]) => return Ok(Value::string(evaluator.text(text)?.to_uppercase())),
        ("TRIM", [text]) => return Ok(Value::string(evaluator.text(text)?.trim())),
        ("LEN", [text]) => {
            let length = evaluator.text(text)?.encode_utf16().count();
            return Ok(Value::Integer(i32::try_from(length).unwrap_or(i32::MAX)));
        }
        ("SUBSTITUTE", [text, from, to]) => {
            let (text, from, to) = (evaluator.text(text)?, evaluator.text(from)?, evaluator.text(to)?);
            return Ok(Value::string(if from.is_empty() {
                text
            } else {
                text.replace(&from, &to)
            }));
        }
        ("URLFOR", [target, rest @ ..]) if rest.len() <= 3 => return url_for(evaluator, target, rest),
        ("AND", [_, ..]) => all(evaluator, arguments)?,
        ("OR", [_, ..]) => any(evaluator, arguments)?,
        ("NOT", [value]) => !evaluator.truth(value)?,
        ("ISBLANK", [value]) => is_blank(&evaluator.value(value)?),
        ("ISNULL", [value]) => evaluator.value(value)?.is_null(),
        ("CONTAINS", [text, part]) => {
            let text = evaluator.text(text)?;
            text.contains(&evaluator.text(part)?)
        }
        ("BEGINS", [text, part]) => {
            let text = evaluator.text(text)?;
            text.starts_with(&evaluator.text(part)?)
        }
        _ => return Err(unknown(name, arguments.len()).into()),
    };
    Ok(Value::Boolean(truth))
}

fn unknown(name: &str, count: usize) -> String {
    const KNOWN: [&str; 21] = [
        "IF",
        "BLANKVALUE",
        "NULLVALUE",
        "HTMLENCODE",
        "JSENCODE",
        "JSINHTMLENCODE",
        "URLENCODE",
        "TEXT",
        "LOWER",
        "UPPER",
        "TRIM",
        "LEN",
        "SUBSTITUTE",
        "URLFOR",
        "AND",
        "OR",
        "NOT",
        "ISBLANK",
        "ISNULL",
        "CONTAINS",
        "BEGINS",
    ];
    if KNOWN.contains(&name) {
        format!("Incorrect number of parameters ({count}) for function {name}()")
    } else {
        format!("Unknown function {name}")
    }
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn all(evaluator: &mut Evaluator<'_, '_>, arguments: &[Expression]) -> Result<bool, Failure> {
    for argument in arguments {
        if !evaluator.truth(argument)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn any(evaluator: &mut Evaluator<'_, '_>, arguments: &[Expression]) -> Result<bool, Failure> {
    for argument in arguments {
        if evaluator.truth(argument)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `URLFOR(target, id, [parameters], no_override)`: for a static resource the second argument is the path
/// inside it; for a page or an address it is the record.
fn url_for(
    evaluator: &mut Evaluator<'_, '_>,
    target: &Expression,
    rest: &[Expression],
) -> Result<Value, Failure> {
    let mut address = evaluator.text(target)?;
    let second = match rest.first() {
        Some(second) => evaluator.text(second)?,
        None => String::new(),
    };
    let global = match target {
        Expression::Path(path) => path[0].to_ascii_lowercase(),
        _ => String::new(),
    };
    let mut parameters = Vec::new();
    if !second.is_empty() {
        match global.as_str() {
            "$resource" => address = format!("{address}/{}", encode_path(&second)?),
            "$page" => parameters.push(("id".to_owned(), second)),
            _ => {
                return Err(
                    "URLFOR takes an id only for a $Page, and a path only for a $Resource"
                        .to_owned()
                        .into(),
                );
            }
        }
    }
    match rest.get(1) {
        None | Some(Expression::Null) => {}
        Some(Expression::List(items)) => {
            for (name, value) in items {
                let name = name
                    .clone()
                    .ok_or("URLFOR takes parameters as [name=value]".to_owned())?;
                let value = evaluator.value(value)?;
                parameters.push((name, to_text(evaluator.apex, &value)?));
            }
        }
        Some(_) => return Err("URLFOR takes parameters as [name=value]".to_owned().into()),
    }
    if !parameters.is_empty() {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&parameters)
            .finish();
        let separator = if address.contains('?') { '&' } else { '?' };
        address = format!("{address}{separator}{query}");
    }
    Ok(Value::string(address))
}

/// What a step of a path may not hold as it is.
const PATH: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

fn encode_path(path: &str) -> Result<String, Failure> {
    let steps: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    if steps.iter().any(|step| matches!(*step, "." | "..")) {
        return Err(format!("the path {path} leads out of its static resource").into());
    }
    let encode = |step: &&str| percent_encoding::utf8_percent_encode(step, PATH).to_string();
    Ok(steps.iter().map(encode).collect::<Vec<_>>().join("/"))
}
