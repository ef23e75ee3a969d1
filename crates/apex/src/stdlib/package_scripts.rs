//! `Test.testInstall` and `Test.testUninstall`: what a package runs when it comes and goes, and what it is told then.
//!
//! Source: Apex Developer Guide, "Running Apex on Package Install/Upgrade" and "Running Apex on Package Uninstall".

use super::args::{self, Found, found, void};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, Value};

const INSTALL: &str = "InstallContext";
const UNINSTALL: &str = "UninstallContext";

/// `Test.testInstall(handler, previousVersion[, isPush])`.
pub(super) fn install(interp: &mut Interpreter<'_>, arguments: &[Value]) -> Found {
    let context = context(interp, INSTALL);
    context.set("previousversion", arguments[1].clone());
    context.set("isupgrade", Value::Boolean(!arguments[1].is_null()));
    let pushed = arguments
        .get(2)
        .is_some_and(|push| matches!(push, Value::Boolean(true)));
    context.set("ispush", Value::Boolean(pushed));
    run(interp, &arguments[0], "onInstall", context)
}

/// `Test.testUninstall(handler)`.
pub(super) fn uninstall(interp: &mut Interpreter<'_>, arguments: &[Value]) -> Found {
    let context = context(interp, UNINSTALL);
    run(interp, &arguments[0], "onUninstall", context)
}

/// Methods of what the handlers are told.
pub(super) fn context_method(own: &Native, method: &str, arguments: &[Value]) -> Found {
    let known = match method {
        "organizationid" => true,
        "installerid" | "previousversion" | "isupgrade" | "ispush" => own.is(INSTALL),
        "uninstallerid" => own.is(UNINSTALL),
        _ => false,
    };
    if known && arguments.is_empty() {
        found(own.get(method))
    } else {
        Ok(None)
    }
}

fn context(interp: &mut Interpreter<'_>, name: &str) -> Native {
    let context = Native::new(name);
    let user = Value::id(&interp.host().user().id);
    context.set("organizationid", Value::id(&interp.host().organization().id));
    context.set("installerid", user.clone());
    context.set("uninstallerid", user);
    context
}

fn run(interp: &mut Interpreter<'_>, handler: &Value, method: &str, context: Native) -> Found {
    if handler.is_null() {
        return Err::<_, Thrown>(args::null_argument(interp));
    }
    interp.invoke(handler, method, vec![Value::native(context)])?;
    void()
}
