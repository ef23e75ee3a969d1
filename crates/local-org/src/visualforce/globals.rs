//! The global variables of the expression language (`$User`, `$Resource`, ...).

use apex::Value;

use super::evaluate::{Evaluator, Failure};

/// The value of a path that begins with `$`.
///
/// # Errors
/// An unknown or refused global, or an unknown member of it, named.
pub fn value(evaluator: &mut Evaluator<'_, '_>, path: &[String]) -> Result<Value, Failure> {
    let steps: Vec<&str> = path.iter().skip(1).map(String::as_str).collect();
    let full = path.join(".");
    let unknown = || Failure::Markup(format!("{full} does not exist"));
    let context = evaluator.context;
    match (path[0].to_ascii_lowercase().as_str(), steps.as_slice()) {
        ("$resource", [_] | [_, _]) => {
            let name = component(evaluator, &steps)?;
            let url = context.resources.url(&name).map(Value::string);
            url.ok_or_else(|| format!("Static Resource named {name} does not exist").into())
        }
        ("$page", [_] | [_, _]) => {
            let name = component(evaluator, &steps)?;
            let found = context.library.page_name(&name);
            let found = found.ok_or_else(|| Failure::Markup(format!("Page {name} does not exist")))?;
            Ok(Value::string(format!("/apex/{found}")))
        }
        ("$remoteaction", [class @ .., method]) if matches!(class.len(), 1 | 2) => {
            let class = match class {
                [prefix, class] if prefix.eq_ignore_ascii_case("c") => (*class).to_owned(),
                _ => class.join("."),
            };
            let program = evaluator.apex.program();
            let name = context.remote_action(program, &class, method, evaluator.scope);
            name.map(Value::string).map_err(Failure::Markup)
        }
        ("$label", [_] | [_, _]) => {
            let name = component(evaluator, &steps)?;
            let label = evaluator.apex.host().label(&name).map(Value::string);
            label.ok_or_else(|| format!("Label {name} does not exist").into())
        }
        ("$permission", [_] | [_, _]) => {
            let name = component(evaluator, &steps)?;
            Ok(Value::Boolean(evaluator.apex.host().has_custom_permission(&name)))
        }
        ("$currentpage", [member, rest @ ..]) => current_page(evaluator, member, rest).ok_or_else(unknown),
        ("$user", [field]) => user(evaluator, field).ok_or_else(unknown),
        ("$profile", [field]) => {
            let user = evaluator.apex.host().user();
            match field.to_ascii_lowercase().as_str() {
                "id" => Ok(Value::id(user.profile_id)),
                "name" => Ok(Value::string(user.profile_name)),
                _ => Err(unknown()),
            }
        }
        ("$organization", [field]) => {
            let organization = evaluator.apex.host().organization();
            match field.to_ascii_lowercase().as_str() {
                "id" => Ok(Value::id(organization.id)),
                "name" => Ok(Value::string(organization.name)),
                _ => Err(unknown()),
            }
        }
        ("$api", _) => Err(format!(
            "{full} is refused: a session id must not reach a page; use JavaScript remoting"
        )
        .into()),
        (global, _) => {
            let known = [
                "$resource",
                "$page",
                "$remoteaction",
                "$label",
                "$permission",
                "$currentpage",
                "$user",
                "$profile",
                "$organization",
            ];
            Err(if known.contains(&global) {
                unknown()
            } else {
                format!("the global {} is not supported", path[0]).into()
            })
        }
    }
}

/// The name in the org of what `Name`, `c.Name`, `ns__Name` or `ns.Name` means in this file.
fn component(evaluator: &Evaluator<'_, '_>, steps: &[&str]) -> Result<String, Failure> {
    let package = evaluator.context.package;
    let near = &evaluator.scope.namespace;
    match steps {
        [name] => Ok(package.resolve(name, near)),
        [prefix, name] if prefix.eq_ignore_ascii_case("c") => Ok(package.resolve(name, near)),
        [prefix, name] if package.is_own(prefix) => Ok(package.own(name)),
        [prefix, ..] => Err(format!("{prefix} is not a namespace of this org").into()),
        [] => Err("a name is missing".to_owned().into()),
    }
}

fn current_page(evaluator: &Evaluator<'_, '_>, member: &str, rest: &[&str]) -> Option<Value> {
    let request = evaluator.context.request;
    match (member.to_ascii_lowercase().as_str(), rest) {
        ("url", []) => Some(Value::string(&request.url)),
        ("name", []) => Some(Value::string(&request.name)),
        ("parameters", [name]) => {
            let found = request.parameters.iter().find(|(own, _)| own == name);
            Some(found.map_or(Value::Null, |(_, value)| Value::string(value)))
        }
        _ => None,
    }
}

fn user(evaluator: &mut Evaluator<'_, '_>, field: &str) -> Option<Value> {
    let user = evaluator.apex.host().user();
    Some(match field.to_ascii_lowercase().as_str() {
        "id" => Value::id(user.id),
        "firstname" => Value::string(user.first_name),
        "lastname" => Value::string(user.last_name),
        "username" => Value::string(user.username),
        "email" => Value::string(user.email),
        "profileid" => Value::id(user.profile_id),
        "userroleid" => user.role_id.map_or(Value::Null, Value::id),
        "usertype" => Value::string(user.user_type),
        "languagelocalekey" => Value::string(user.language),
        "localesidkey" => Value::string(user.locale),
        "timezonesidkey" => Value::string(user.time_zone),
        // `$User.UITheme` of Lightning Experience.
        "uitheme" | "uithemedisplayed" => Value::string("Theme4d"),
        _ => return None,
    })
}
