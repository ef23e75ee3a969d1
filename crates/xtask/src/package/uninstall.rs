//! What takes a deployment out of an org again: manifests of everything that it brought.

use std::path::Path;

use crate::progress::Step;
use crate::salesforce::{self, API_VERSION};
use crate::workspace::Workspace;

/// Writes the manifests that delete what `project` brings into the folder `to`.
///
/// # Errors
/// When a file of the project belongs to no type of metadata; the words of Salesforce's library are shown.
pub fn write(workspace: &Workspace, project: &Path, to: &Path) -> anyhow::Result<()> {
    Step {
        title: "Listing what an uninstallation deletes",
        log: workspace.logs().join("uninstall.log"),
        limit: None,
    }
    .run(salesforce::script(workspace, "uninstall.mjs").args([Path::new(API_VERSION), to, project]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    /// An object's file, as small as one can be.
    const OBJECT: &str = r#"<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"/>"#;

    #[test]
    fn everything_is_named_once_and_what_goes_with_an_object_is_not() {
        let workspace = Workspace::locate().unwrap();
        let project = planted(&[
            ("main/default/objects/A__c/A__c.object-meta.xml", OBJECT),
            (
                "main/default/objects/A__c/fields/F__c.field-meta.xml",
                r#"<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"/>"#,
            ),
            (
                "main/default/layouts/A__c-A Layout.layout-meta.xml",
                r#"<Layout xmlns="http://soap.sforce.com/2006/04/metadata"/>"#,
            ),
            (
                "main/default/labels/CustomLabels.labels-meta.xml",
                r#"<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels><fullName>L</fullName></labels></CustomLabels>"#,
            ),
            (
                "main/default/translations/fr.translation-meta.xml",
                r#"<Translations xmlns="http://soap.sforce.com/2006/04/metadata"/>"#,
            ),
            (
                "main/default/permissionsets/P.permissionset-meta.xml",
                r#"<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"/>"#,
            ),
            (
                "main/default/email/Letters.emailFolder-meta.xml",
                r#"<EmailFolder xmlns="http://soap.sforce.com/2006/04/metadata"/>"#,
            ),
            ("main/default/email/Letters/One.email", "text"),
            (
                "main/default/flows/Sample.flow-meta.xml",
                r#"<Flow xmlns="http://soap.sforce.com/2006/04/metadata"/>"#,
            ),
            (
                "main/default/email/Letters/One.email-meta.xml",
                r#"<EmailTemplate xmlns="http://soap.sforce.com/2006/04/metadata"/>"#,
            ),
        ]);
        let to = tempfile::tempdir().unwrap();
        write(&workspace, project.path(), to.path()).unwrap();
        let members = |manifest: &str| {
            let text = std::fs::read_to_string(to.path().join(manifest)).unwrap();
            let members = text.split("<members>").skip(1);
            let mut names: Vec<String> = members
                .map(|rest| rest.split('<').next().unwrap().to_owned())
                .collect();
            names.sort();
            names
        };
        assert_eq!(
            members("destructiveChangesPre.xml"),
            ["Letters/One", "P", "Sample-1"]
        );
        assert_eq!(members("destructiveChangesPost.xml"), ["A__c", "L", "Letters"]);
        assert!(members("package.xml").is_empty());
    }
}
