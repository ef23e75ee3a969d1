//! The overlay source: what only this start of the org knows, in source format.

use std::path::{Path, PathBuf};

use anyhow::Context;

/// Writes the overlay that allows links to one more origin; `None` when there is none to allow. Under a namespace the
/// record's type is the package's, and the record the org's own.
///
/// # Errors
/// When the file cannot be written.
pub fn write(
    scratch: &Path,
    link_origin: Option<&str>,
    namespace: Option<&str>,
) -> anyhow::Result<Option<PathBuf>> {
    let Some(origin) = link_origin else {
        return Ok(None);
    };
    let overlay = scratch.join("overlay");
    if overlay.exists() {
        std::fs::remove_dir_all(&overlay).with_context(|| format!("cannot empty {}", overlay.display()))?;
    }
    let prefix = namespace.map_or_else(String::new, |namespace| format!("{namespace}__"));
    let folder = overlay.join("customMetadata");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let file = folder.join(format!("{prefix}TeamViewerLinkHost.ThisStart.md-meta.xml"));
    std::fs::write(&file, record(origin, &prefix))
        .with_context(|| format!("cannot write {}", file.display()))?;
    Ok(Some(overlay))
}

/// A `TeamViewerLinkHost__mdt` record in Salesforce's metadata format. Of the hosts that a `*.` stands for, TeamViewer's
/// links to devices are on `start.`.
fn record(origin: &str, prefix: &str) -> String {
    let origin = origin
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let devices = origin.replacen("*.", "start.", 1);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" ?>
<CustomMetadata
    xmlns="http://soap.sforce.com/2006/04/metadata"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema"
>
    <label>This start</label>
    <protected>false</protected>
    <values>
        <field>{prefix}DeviceOrigin__c</field>
        <value xsi:type="xsd:string">{devices}</value>
    </values>
    <values>
        <field>{prefix}Origin__c</field>
        <value xsi:type="xsd:string">{origin}</value>
    </values>
</CustomMetadata>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_stands_in_the_record() {
        let scratch = tempfile::tempdir().unwrap();
        let overlay = write(scratch.path(), Some("http://*.teamviewer.localhost:8601"), None)
            .unwrap()
            .unwrap();
        let file = overlay.join("customMetadata/TeamViewerLinkHost.ThisStart.md-meta.xml");
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.contains(r#"<value xsi:type="xsd:string">http://*.teamviewer.localhost:8601</value>"#));
        assert!(
            text.contains(r#"<value xsi:type="xsd:string">http://start.teamviewer.localhost:8601</value>"#)
        );
        assert!(record("a<&>b", "").contains("a&lt;&amp;&gt;b"));
        assert_eq!(write(scratch.path(), None, None).unwrap(), None);
    }

    #[test]
    fn under_a_namespace_type_and_field_are_the_packages() {
        let scratch = tempfile::tempdir().unwrap();
        let overlay = write(scratch.path(), Some("http://a"), Some("tvr"))
            .unwrap()
            .unwrap();
        let file = overlay.join("customMetadata/tvr__TeamViewerLinkHost.ThisStart.md-meta.xml");
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.contains("<field>tvr__Origin__c</field>"), "{text}");
    }
}
