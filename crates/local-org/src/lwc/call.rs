//! A call of an `@AuraEnabled` method by a Lightning web component: the checks, the transaction, the reply.

use std::sync::Arc;

use apex::program::MethodInfo;
use apex::{Interpreter, Program, Value};
use serde_json::{Map, Value as Json};

use crate::login::Login;
use crate::org::Org;
use crate::package::{self, ClassName};
use crate::remoting::json;

/// Why a call has no result, as `error.body` of a component tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// In words.
    pub message: String,
    /// Type of what Apex threw.
    pub exception: Option<String>,
}

impl Refusal {
    fn new(status: u16, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            exception: None,
        }
    }
}

/// A method that components may call: `Class.method`, as a component of the namespace `from` names it.
pub struct Target<'n> {
    class: ClassName<'n>,
    method: MethodInfo,
}

impl<'n> Target<'n> {
    /// Finds it; `None` when there is none, or it is not there for that namespace: a class of the package is visible
    /// outside when it is global.
    pub fn find(org: &Org, name: &'n str, from: &str) -> Option<Self> {
        let (class, method) = name.rsplit_once('.')?;
        let class = org.package.class(class, from);
        if !org.package.contains(&class) {
            return None;
        }
        let info = org.program.class(class.name)?;
        let method = method_of(&org.program, class.name, method)?;
        let near = class.namespace.eq_ignore_ascii_case(from);
        (near || info.is_global && method.is_global).then_some(Self { class, method })
    }

    /// Whether it promises to change nothing.
    pub fn is_cacheable(&self) -> bool {
        self.method.is_cacheable
    }
}

fn method_of(program: &Program, class: &str, name: &str) -> Option<MethodInfo> {
    let info = program.class(class)?;
    let mut found = info.methods_named(name).filter(|method| {
        method.is_static && method.is_public && method.annotations.iter().any(|own| own == "auraenabled")
    });
    found.next().cloned()
}

/// Runs a call for a login. Blocks while Apex runs.
///
/// # Errors
/// [`Refusal`].
pub fn run(
    org: &Arc<Org>,
    login: &Login,
    target: &Target<'_>,
    given: &Map<String, Json>,
) -> Result<Json, Refusal> {
    let failed = |error: apex::host::HostError| Refusal::new(500, error.message);
    let mut host = org.host(&login.user_id).map_err(failed)?.of_login(&login.id);
    let class = package::full(&target.class.namespace, target.class.name);
    if !host.class_access(&class) {
        let message = format!(
            "You do not have access to the Apex class named '{}'.",
            target.class.name
        );
        return Err(Refusal::new(403, message));
    }
    if target.is_cacheable() {
        host = host.read_only();
    }
    let arguments = arguments(&target.method, given).map_err(|message| Refusal::new(400, message))?;
    let outcome = {
        let mut apex = Interpreter::new(&org.program, &mut host);
        match apex.call_static(target.class.name, &target.method.name, arguments) {
            Ok(value) => json::plain(&mut apex, &value).map_err(|message| Refusal::new(500, message)),
            Err(thrown) => {
                eprintln!("{class}.{}: {}", target.method.name, thrown.report());
                Err(Refusal {
                    exception: Some(thrown.type_name.to_string()),
                    ..Refusal::new(500, thrown.message.clone())
                })
            }
        }
    };
    match outcome {
        Ok(result) => host.commit(org).map(|()| result).map_err(failed),
        Err(refusal) => host.rollback().map_err(failed).and(Err(refusal)),
    }
}

/// Arguments by the names of the parameters; what is not given is null.
fn arguments(method: &MethodInfo, given: &Map<String, Json>) -> Result<Vec<Value>, String> {
    let argument = |name: &str| given.get(name).unwrap_or(&Json::Null);
    let values = method
        .params
        .iter()
        .map(|parameter| json::argument(argument(&parameter.name), &parameter.type_name));
    values.collect()
}
