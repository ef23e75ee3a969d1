//! `Type`.

use super::args::{self, Found, found};
use crate::interp::Interpreter;
use crate::value::{TypeName, Value};

/// Reads a type name with its arguments: `Map<Id, List<Case>>`, `Case[]`.
pub(super) fn parse(text: &str) -> Option<TypeName> {
    let text = text.trim();
    if let Some(element) = text.strip_suffix("[]") {
        return Some(TypeName::list(parse(element)?));
    }
    let valid = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.')
    };
    let Some((name, rest)) = text.split_once('<') else {
        return valid(text).then(|| TypeName::new(text));
    };
    let inner = rest.strip_suffix('>')?;
    let (mut depth, mut start, mut args) = (0i32, 0, Vec::new());
    for (i, c) in inner.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            ',' if depth == 0 => {
                args.push(parse(&inner[start..i])?);
                start = i + 1;
            }
            _ => {}
        }
    }
    args.push(parse(&inner[start..])?);
    let name = name.trim();
    valid(name).then(|| TypeName::generic(name, args))
}

/// Whether a type is known, its arguments included; its name as declared.
fn known(interp: &mut Interpreter<'_>, wanted: &TypeName) -> Option<TypeName> {
    let args = wanted
        .args()
        .iter()
        .map(|arg| known(interp, arg))
        .collect::<Option<Vec<_>>>()?;
    let name = if let Some(class) = interp.program().find_class(wanted.name()) {
        class.name.clone()
    } else if super::type_exists(wanted.name()) {
        wanted.name().to_owned()
    } else {
        interp.host().describe(wanted.name())?.name.clone()
    };
    Some(TypeName::generic(name, args))
}

/// `Type.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args) {
        ("forname", [Value::Null] | [_, Value::Null]) => found(Value::Null),
        ("forname", [_] | [_, _]) => {
            let text = args::text(interp, args, args.len() - 1)?;
            let namespace = if args.len() == 2 {
                args[0].as_str().unwrap_or_default()
            } else {
                ""
            };
            let qualified = if namespace.is_empty() {
                None
            } else {
                parse(&format!("{namespace}.{text}"))
            };
            let found_type = match qualified.and_then(|name| known(interp, &name)) {
                Some(name) => Some(name),
                None => parse(&text).and_then(|name| known(interp, &name)),
            };
            found(found_type.map_or(Value::Null, Value::Type))
        }
        _ => Ok(None),
    }
}

/// `type.x(...)`.
pub(super) fn call_method(
    interp: &mut Interpreter<'_>,
    own: &TypeName,
    method: &str,
    args: &[Value],
) -> Found {
    match (method, args.len()) {
        ("getname" | "tostring", 0) => found(Value::string(own.to_string())),
        ("hashcode", 0) => found(Value::Integer(super::string::units::hash_code(
            &own.to_string().to_lowercase(),
        ))),
        ("equals", 1) => found(Value::Boolean(
            matches!(&args[0], Value::Type(other) if other == own),
        )),
        ("isassignablefrom", 1) => {
            let other = args::type_value(interp, args, 0)?;
            let is = other == *own
                || own.is("Object")
                || interp
                    .class_of_type(&other)
                    .is_some_and(|class| interp.class_is(class, own));
            found(Value::Boolean(is))
        }
        ("newinstance", 0) => {
            if let Some(value) = super::collections::construct(interp, own, &[])? {
                return found(value);
            }
            if interp.program().find_class(own.name()).is_some() {
                return interp.construct(own.name(), Vec::new()).map(Some);
            }
            if let Some(value) = super::construct(interp, own, Vec::new()) {
                return value.map(Some);
            }
            match interp.host().describe(own.name()) {
                Some(object) => interp.new_sobject(&object.name).map(Some),
                None => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_names() {
        assert_eq!(
            parse("Map<Id, List<Case>>").map(|t| t.to_string()),
            Some("Map<Id,List<Case>>".into())
        );
        assert_eq!(parse("Case[]").map(|t| t.to_string()), Some("List<Case>".into()));
        assert!(parse("List<Case").is_none());
        assert!(parse("a b").is_none());
    }
}
