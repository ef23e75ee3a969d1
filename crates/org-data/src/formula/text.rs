//! Functions of text.

use regex::Regex;

use super::eval::Args;
use super::{FormulaError, Val};
use crate::store::id;

pub(super) const NAMES: &[&str] = &[
    "TEXT",
    "VALUE",
    "LEN",
    "LEFT",
    "RIGHT",
    "MID",
    "TRIM",
    "UPPER",
    "LOWER",
    "INITCAP",
    "SUBSTITUTE",
    "CONTAINS",
    "BEGINS",
    "FIND",
    "LPAD",
    "RPAD",
    "BR",
    "HYPERLINK",
    "IMAGE",
    "CASESAFEID",
    "REGEX",
    "REVERSE",
    "ASCII",
    "CHR",
    "URLENCODE",
    "HTMLENCODE",
    "JSENCODE",
];

/// Texts a formula makes are cut here, as a formula's result is at most this long in Salesforce too.
const MAX_PAD: i64 = 3900;

pub(super) fn call(args: &Args<'_>) -> Result<Val, FormulaError> {
    let count = |index: usize| args.whole(index).map(|number| number.max(0) as usize);
    Ok(match args.name {
        "TEXT" => Val::text(args.get(0)?.shown()),
        "VALUE" => value(&args.text(0)?)?,
        "LEN" => Val::integer(args.text(0)?.chars().count() as i64),
        "LEFT" => Val::text(args.text(0)?.chars().take(count(1)?).collect::<String>()),
        "RIGHT" => {
            let text: Vec<char> = args.text(0)?.chars().collect();
            let skipped = text.len().saturating_sub(count(1)?);
            Val::text(text.into_iter().skip(skipped).collect::<String>())
        }
        "MID" => {
            // Positions count from 1; anything before is the beginning.
            let start = (args.whole(1)?.max(1) - 1) as usize;
            let part: String = args.text(0)?.chars().skip(start).take(count(2)?).collect();
            Val::text(part)
        }
        "TRIM" => Val::text(args.text(0)?.trim()),
        "UPPER" => Val::text(args.text(0)?.to_uppercase()),
        "LOWER" => Val::text(args.text(0)?.to_lowercase()),
        "INITCAP" => Val::text(capitalised(&args.text(0)?)),
        "SUBSTITUTE" => {
            let (text, old) = (args.text(0)?, args.text(1)?);
            if old.is_empty() {
                Val::text(text)
            } else {
                Val::text(text.replace(&old, &args.text(2)?))
            }
        }
        "CONTAINS" => Val::Boolean(args.text(0)?.contains(&args.text(1)?)),
        "BEGINS" => Val::Boolean(args.text(0)?.starts_with(&args.text(1)?)),
        "FIND" => find(args)?,
        "LPAD" | "RPAD" => Val::text(padded(args)?),
        "BR" => Val::text("<br>"),
        "HYPERLINK" => {
            let target = if args.len() > 2 {
                args.text(2)?
            } else {
                "_blank".to_owned()
            };
            let (address, shown) = (escape(&args.text(0)?), escape(&args.get(1)?.shown()));
            Val::text(format!(
                "<a href=\"{address}\" target=\"{}\">{shown}</a>",
                escape(&target)
            ))
        }
        "IMAGE" => image(args)?,
        "CASESAFEID" => {
            let text = args.text(0)?;
            Val::text(id::normalise(&text).unwrap_or(text))
        }
        "REGEX" => Val::Boolean(matches(&args.text(0)?, &args.text(1)?)?),
        "REVERSE" => Val::text(args.text(0)?.chars().rev().collect::<String>()),
        "ASCII" => match args.text(0)?.chars().next() {
            Some(letter) => Val::integer(i64::from(u32::from(letter))),
            None => Val::Null,
        },
        "CHR" => {
            let code = u32::try_from(args.whole(0)?).ok().and_then(char::from_u32);
            Val::text(code.map(String::from).unwrap_or_default())
        }
        "URLENCODE" => Val::text(url_encoded(&args.text(0)?)),
        "HTMLENCODE" => Val::text(escape(&args.text(0)?)),
        "JSENCODE" => Val::text(script_encoded(&args.text(0)?)),
        other => return Err(FormulaError(format!("no function {other}"))),
    })
}

fn value(text: &str) -> Result<Val, FormulaError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Val::Null);
    }
    text.parse()
        .map(Val::Number)
        .map_err(|_| FormulaError(format!("VALUE: {text:?} is not a number")))
}

fn capitalised(text: &str) -> String {
    let mut at_start = true;
    let mut result = String::new();
    for letter in text.chars() {
        if at_start {
            result.extend(letter.to_uppercase());
        } else {
            result.extend(letter.to_lowercase());
        }
        at_start = !letter.is_alphanumeric();
    }
    result
}

fn find(args: &Args<'_>) -> Result<Val, FormulaError> {
    let (wanted, text) = (args.text(0)?, args.text(1)?);
    let skipped = if args.len() > 2 {
        args.whole(2)?.max(1) - 1
    } else {
        0
    };
    let rest: String = text.chars().skip(skipped as usize).collect();
    let position = match rest.find(&wanted) {
        Some(byte) if !wanted.is_empty() => {
            rest.get(..byte).unwrap_or_default().chars().count() as i64 + skipped + 1
        }
        _ => 0,
    };
    Ok(Val::integer(position))
}

fn padded(args: &Args<'_>) -> Result<String, FormulaError> {
    let text = args.text(0)?;
    let wanted = args.whole(1)?.clamp(0, MAX_PAD) as usize;
    let filler = if args.len() > 2 {
        args.text(2)?
    } else {
        " ".to_owned()
    };
    let length = text.chars().count();
    if length >= wanted {
        return Ok(text.chars().take(wanted).collect());
    }
    let padding: String = filler.chars().cycle().take(wanted - length).collect();
    Ok(if args.name == "LPAD" {
        padding + &text
    } else {
        text + &padding
    })
}

fn image(args: &Args<'_>) -> Result<Val, FormulaError> {
    let (address, alternative) = (escape(&args.text(0)?), escape(&args.text(1)?));
    let mut tag = format!("<img src=\"{address}\" alt=\"{alternative}\" border=\"0\"");
    if args.len() > 3 {
        tag.push_str(&format!(
            " style=\"height:{}px; width:{}px;\"",
            args.whole(2)?,
            args.whole(3)?
        ));
    }
    tag.push_str("/>");
    Ok(Val::text(tag))
}

/// Whether the whole text matches.
fn matches(text: &str, pattern: &str) -> Result<bool, FormulaError> {
    let whole = Regex::new(&format!("^(?:{pattern})$"))
        .map_err(|error| FormulaError(format!("REGEX {pattern:?}: {error}")))?;
    Ok(whole.is_match(text))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

fn url_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b' ' => "+".to_owned(),
            b'-' | b'_' | b'.' | b'*' => char::from(byte).to_string(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

fn script_encoded(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\'' | '"' | '\\' => format!("\\{letter}"),
            '\n' => "\\n".to_owned(),
            '\r' => "\\r".to_owned(),
            other => other.to_string(),
        })
        .collect()
}
