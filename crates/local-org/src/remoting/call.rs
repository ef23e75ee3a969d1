//! One call of a remote action: the checks, the transaction, the reply.

use std::sync::Arc;

use apex::Interpreter;

use super::json;
use super::tokens::{Grant, Purpose, page_id};
use super::wire::{Call, Refusal, Reply};
use crate::host::OrgHost;
use crate::login::Login;
use crate::org::Org;
use crate::package::ClassName;

/// Runs a call for a login (`None`: nobody is logged in). Blocks while Apex runs.
pub fn run(org: &Arc<Org>, login: Option<&Login>, call: &Call) -> Reply {
    let Some(login) = login else {
        return Reply::refused(call, Refusal::LoggedOut);
    };
    let class = org.package.class(&call.action, "");
    let action = format!("{}.{}", class.name, call.method);
    let grant = Grant {
        session: &login.id,
        page: &call.ctx.vid,
        action: &action,
    };
    let proven = call.kind == "rpc"
        && org.remoting.check(Purpose::Csrf, grant, &call.ctx.csrf)
        && org
            .remoting
            .check(Purpose::Authorization, grant, &call.ctx.authorization)
        && call.ctx.ns.eq_ignore_ascii_case(&class.namespace)
        && org.package.contains(&class);
    if !proven {
        return Reply::refused(call, Refusal::InvalidSession);
    }
    let host = match org.host(&login.user_id) {
        Ok(host) => host.of_login(&login.id),
        Err(error) => return Reply::exception(call, error.message, ""),
    };
    if !may_open_page(org, &host, &call.ctx.vid) {
        return Reply::refused(call, Refusal::NoAccess);
    }
    transaction(org, host, &class, call)
}

/// The page access of the user is asked again: a permission set may have been taken away.
fn may_open_page(org: &Org, host: &OrgHost, vid: &str) -> bool {
    let page = org.library.page_names().find(|name| page_id(name) == vid);
    page.is_some_and(|page| host.page_access(page))
}

fn transaction(org: &Arc<Org>, mut host: OrgHost, class: &ClassName<'_>, call: &Call) -> Reply {
    let data = call.data.as_deref().unwrap_or_default();
    let (class, managed) = (class.name, !class.namespace.is_empty());
    let found = super::actions(&org.program, class)
        .into_iter()
        .find(|method| method.name.eq_ignore_ascii_case(&call.method) && method.params.len() == data.len());
    let Some(method) = found else {
        let message = format!(
            "Method {} with {} parameters not found on {class}",
            call.method,
            data.len()
        );
        return Reply::exception(call, message, "");
    };
    // Source: Visualforce Developer Guide, "Scope and Visibility of @RemoteAction Methods": in a managed package
    // the method "must have global visibility". The sentence is this org's own.
    let global = method.is_global && org.program.class(class).is_some_and(|class| class.is_global);
    if managed && !global {
        let message = format!(
            "{}.{} is not global: a remote action of a managed package must be",
            call.action, call.method
        );
        return Reply::exception(call, message, "");
    }
    let arguments: Result<Vec<_>, String> = data
        .iter()
        .zip(&method.params)
        .map(|(json, parameter)| json::argument(json, &parameter.type_name))
        .collect();
    let arguments = match arguments {
        Ok(arguments) => arguments,
        Err(message) => return Reply::exception(call, message, ""),
    };
    let outcome = {
        let mut apex = Interpreter::new(&org.program, &mut host);
        match apex.call_static(class, &method.name, arguments) {
            Ok(value) => json::result(&mut apex, &value).map_err(|message| (message, String::new())),
            Err(thrown) => {
                eprintln!("{}.{}: {}", call.action, call.method, thrown.report());
                Err((thrown.message.clone(), thrown.stack_trace.clone()))
            }
        }
    };
    match outcome {
        Ok(result) => match host.commit(org) {
            Ok(()) => Reply::result(call, result),
            Err(error) => Reply::exception(call, error.message, ""),
        },
        Err((message, place)) => match host.rollback() {
            Ok(()) => Reply::exception(call, message, place),
            Err(error) => Reply::exception(
                call,
                format!("{message} (and the rollback failed: {})", error.message),
                place,
            ),
        },
    }
}
