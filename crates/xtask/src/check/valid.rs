//! The shipped wasm modules are ones that a JavaScript engine accepts.

use super::{Subject, Violations};
use crate::build::validate;
use crate::components::COMPONENTS;

/// # Errors
/// When Node cannot be started.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    let resources = subject.workspace.package().join("staticresources");
    Ok(COMPONENTS
        .iter()
        .filter_map(|component| {
            let module = resources.join(component.resource).join(component.module());
            validate(subject.workspace, &module)
                .err()
                .map(|error| format!("{error:#}"))
        })
        .collect())
}
