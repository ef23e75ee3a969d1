//! JavaScript remoting: pages call `@RemoteAction` methods of their controllers.
//!
//! The wire protocol is the one public clients of `/apexremote` speak (salesforce.stackexchange.com 161855):
//! a page announces its actions with a CSRF and an authorization token for each; a call carries them back.

pub mod call;
pub mod json;
pub mod provider;
pub mod route;
pub mod tokens;
pub mod wire;

use apex::Program;
use apex::program::MethodInfo;

/// Whether a method may be called by a page.
pub fn is_remote_action(method: &MethodInfo) -> bool {
    method.is_static && method.is_public && method.annotations.iter().any(|name| name == "remoteaction")
}

/// The remote actions of a class.
pub fn actions(program: &Program, class: &str) -> Vec<MethodInfo> {
    let Some(info) = program.class(class) else {
        return Vec::new();
    };
    info.methods.into_iter().filter(is_remote_action).collect()
}
