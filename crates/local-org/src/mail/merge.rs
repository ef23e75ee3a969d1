//! Fills merge fields (`{!Case.Subject}`) into the text of a template.
//!
//! What is not known shows as nothing, as Salesforce does it. A formula that this org cannot compute is an
//! error that names it.

use apex::host::HostError;

use crate::visualforce::escape;
use crate::visualforce::expression::{self, Expression, Operator};

/// What a merge field may ask for.
pub trait Source {
    /// The text of a field; `None` for what is not known.
    ///
    /// # Errors
    /// When the database fails.
    fn value(&mut self, path: &[String]) -> Result<Option<String>, HostError>;
}

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As they are.
    Text,
    /// Escaped, with line breaks as `<br>`.
    Html,
}

/// Fills every merge field of a text.
///
/// # Errors
/// A formula that cannot be computed, or a failure of the source.
pub fn fill(text: &str, form: Form, source: &mut dyn Source) -> Result<String, HostError> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("{!") {
        out.push_str(&rest[..start]);
        let body = &rest[start + 2..];
        let Some(end) = crate::visualforce::syntax::merge_end(body) else {
            rest = &rest[start..];
            break;
        };
        // What is no expression at all is an unknown field.
        if let Ok(expression) = expression::parse(&body[..end]) {
            let value = Evaluator { source }.text(&expression)?;
            out.push_str(&match form {
                Form::Text => value,
                Form::Html => html(&value),
            });
        }
        rest = &body[end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

fn html(text: &str) -> String {
    escape::html(text)
        .replace("\r\n", "<br>")
        .replace(['\n', '\r'], "<br>")
}

struct Evaluator<'s> {
    source: &'s mut dyn Source,
}

impl Evaluator<'_> {
    fn text(&mut self, expression: &Expression) -> Result<String, HostError> {
        Ok(match expression {
            Expression::Text(text) => text.clone(),
            Expression::Number(number) => apex::value::decimal_string(number),
            Expression::Boolean(value) => value.to_string(),
            Expression::Null => String::new(),
            Expression::Path(path) => self.source.value(path)?.unwrap_or_default(),
            Expression::Call(name, arguments) => self.call(name, arguments)?,
            Expression::Unary(Operator::Not, inner) => (!self.truth(inner)?).to_string(),
            Expression::Binary(operator, left, right) => match operator {
                Operator::Concatenate | Operator::Add => self.text(left)? + &self.text(right)?,
                Operator::Equal => (self.text(left)? == self.text(right)?).to_string(),
                Operator::NotEqual => (self.text(left)? != self.text(right)?).to_string(),
                Operator::And => (self.truth(left)? && self.truth(right)?).to_string(),
                Operator::Or => (self.truth(left)? || self.truth(right)?).to_string(),
                other => return Err(unsupported(&format!("the operator {other:?}"))),
            },
            Expression::List(_) | Expression::Unary(..) => return Err(unsupported("this expression")),
        })
    }

    fn truth(&mut self, expression: &Expression) -> Result<bool, HostError> {
        Ok(self.text(expression)?.eq_ignore_ascii_case("true"))
    }

    fn call(&mut self, name: &str, arguments: &[Expression]) -> Result<String, HostError> {
        Ok(match (name, arguments) {
            ("IF", [condition, yes, no]) => {
                let chosen = if self.truth(condition)? { yes } else { no };
                self.text(chosen)?
            }
            ("BLANKVALUE" | "NULLVALUE", [value, other]) => {
                let text = self.text(value)?;
                if text.trim().is_empty() {
                    self.text(other)?
                } else {
                    text
                }
            }
            ("ISBLANK" | "ISNULL", [value]) => self.text(value)?.trim().is_empty().to_string(),
            ("NOT", [value]) => (!self.truth(value)?).to_string(),
            ("TEXT", [value]) => self.text(value)?,
            ("UPPER", [value]) => self.text(value)?.to_uppercase(),
            ("LOWER", [value]) => self.text(value)?.to_lowercase(),
            ("TRIM", [value]) => self.text(value)?.trim().to_owned(),
            ("SUBSTITUTE", [text, from, to]) => {
                let (text, from, to) = (self.text(text)?, self.text(from)?, self.text(to)?);
                if from.is_empty() {
                    text
                } else {
                    text.replace(&from, &to)
                }
            }
            _ => {
                return Err(unsupported(&format!(
                    "the function {name} with {} arguments",
                    arguments.len()
                )));
            }
        })
    }
}

fn unsupported(what: &str) -> HostError {
    HostError::new(
        "EmailException",
        format!("{what} is not supported in e-mail templates by this org"),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Fields;

    impl Source for Fields {
        fn value(&mut self, path: &[String]) -> Result<Option<String>, HostError> {
            Ok(match path.join(".").as_str() {
                "Case.Subject" => Some("<b>Fan & \"noise\"</b>\nloud".to_owned()),
                "User.Name" => Some("Ann".to_owned()),
                _ => None,
            })
        }
    }

    fn filled(text: &str, form: Form) -> String {
        fill(text, form, &mut Fields).expect("fills")
    }

    #[test]
    fn values_are_escaped_in_html_alone() {
        assert_eq!(
            filled("{!Case.Subject}!", Form::Text),
            "<b>Fan & \"noise\"</b>\nloud!"
        );
        assert_eq!(
            filled("<p>{!Case.Subject}</p>", Form::Html),
            "<p>&lt;b&gt;Fan &amp; &quot;noise&quot;&lt;/b&gt;<br>loud</p>"
        );
    }

    #[test]
    fn unknown_fields_show_as_nothing() {
        for text in ["{!Case.Nothing}", "{!Nobody.Name}", "{!}", "{!not an expression}"] {
            assert_eq!(filled(&format!("a{text}b"), Form::Html), "ab", "{text}");
        }
        assert_eq!(filled("a {! b", Form::Text), "a {! b");
    }

    #[test]
    fn formulas() {
        assert_eq!(
            filled("{!IF(ISBLANK(Case.Nothing), 'none', Case.Nothing)}", Form::Text),
            "none"
        );
        assert_eq!(filled("{!BLANKVALUE(User.Name, 'x') & '.'}", Form::Text), "Ann.");
        let error = fill("{!YEAR(Case.Subject)}", Form::Text, &mut Fields).expect_err("not supported");
        assert!(error.message.contains("YEAR"), "{}", error.message);
    }

    proptest! {
        #[test]
        fn text_without_fields_stays(text in "[^{]{0,60}") {
            prop_assert_eq!(filled(&text, Form::Html), text);
        }
    }
}
