//! The package converts to metadata format, and each static resource is one that Salesforce takes: an archive of at most
//! 5 MB (Salesforce's limit for a static resource).

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, bail};

use super::{Subject, Violations};
use crate::build::inputs::files_below;
use crate::package_names::stems;
use crate::salesforce;

/// The most bytes of a static resource.
const MOST_BYTES: u64 = 5_000_000;

/// # Errors
/// When the package does not convert.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    let output = subject.workspace.root.join("target/check/metadata");
    salesforce::convert(subject.workspace, &subject.project, &output)?;
    let mut found = missing(&subject.project.join("visualforce"), &output)?;
    found.extend(too_large(&output.join("staticresources"), MOST_BYTES)?);
    Ok(found)
}

/// Components that the converter passed over: what it does not know it leaves out without a word.
fn missing(sources: &Path, output: &Path) -> anyhow::Result<Violations> {
    let package = output.join("package.xml");
    let list =
        std::fs::read_to_string(&package).with_context(|| format!("cannot read {}", package.display()))?;
    let members: BTreeSet<&str> = list
        .split("<members>")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("</members>")?.0))
        // A folder's own member may end with a slash.
        .filter_map(|member| member.trim_end_matches('/').rsplit('/').next())
        .collect();
    let mut found = Vec::new();
    for stem in stems(sources, &["-meta.xml"])? {
        // `Visits.cls` is the class Visits; `A.B.md` the record A.B; a field is a member with its object in front.
        let name = stem.rsplit_once('.').map_or(stem.as_str(), |(name, _)| name);
        let is_there = members
            .iter()
            .any(|member| *member == name || member.rsplit_once('.').is_some_and(|(_, last)| last == name));
        if !is_there && stem != "CustomLabels.labels" {
            found.push(format!("{stem}-meta.xml is in no member of package.xml"));
        }
    }
    Ok(found)
}

fn too_large(resources: &Path, most: u64) -> anyhow::Result<Violations> {
    let mut found = Vec::new();
    let mut seen = 0;
    for file in files_below(resources)? {
        let bytes = std::fs::metadata(&file)
            .with_context(|| format!("cannot read {}", file.display()))?
            .len();
        seen += 1;
        if bytes > most {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            found.push(format!("{name} has {bytes} bytes; Salesforce takes {most}"));
        }
    }
    if seen == 0 {
        bail!("there are no static resources in {}", resources.display());
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;
    use crate::workspace::Workspace;

    const CLASS: &str = r#"<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>66.0</apiVersion><status>Active</status></ApexClass>"#;

    #[test]
    fn a_resource_over_the_limit_is_found() {
        let folder = planted(&[("A.resource", "12345678"), ("B.resource", "1234")]);
        let found = too_large(folder.path(), 5).unwrap();
        assert_eq!(found, ["A.resource has 8 bytes; Salesforce takes 5"]);
        assert!(too_large(planted(&[]).path(), 5).is_err());
    }

    #[test]
    fn what_is_left_out_is_found_and_what_is_incomplete_does_not_convert() {
        let workspace = Workspace::locate().unwrap();
        let project = r#"{"packageDirectories":[{"path":"visualforce"}],"sourceApiVersion":"66.0"}"#;
        let output = tempfile::tempdir().unwrap();
        let output = output.path().join("metadata");
        let fine = planted(&[
            ("sfdx-project.json", project),
            ("visualforce/classes/A.cls", "public class A {}"),
            ("visualforce/classes/A.cls-meta.xml", CLASS),
        ]);
        salesforce::convert(&workspace, fine.path(), &output).unwrap();
        assert_eq!(
            missing(&fine.path().join("visualforce"), &output).unwrap(),
            Violations::new()
        );
        let more = planted(&[("classes/B.cls-meta.xml", CLASS)]);
        assert_eq!(missing(more.path(), &output).unwrap().len(), 1);
        let incomplete = planted(&[
            ("sfdx-project.json", project),
            ("visualforce/classes/A.cls-meta.xml", CLASS),
        ]);
        assert!(salesforce::convert(&workspace, incomplete.path(), &output).is_err());
    }
}
