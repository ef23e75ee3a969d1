//! Links received from TeamViewer may lead only to TeamViewer: the shipped origins are below teamviewer.com.

use std::path::Path;

use super::{Subject, Violations, texts};

const RECORD: &str = "TeamViewerLinkHost.";

/// # Errors
/// When the package cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root.join("visualforce"))
}

fn violations(package: &Path) -> anyhow::Result<Violations> {
    let mut found = Vec::new();
    let mut records = 0;
    for (file, text) in texts(package, &[".md-meta.xml"])? {
        if !file
            .rsplit('/')
            .next()
            .is_some_and(|name| name.starts_with(RECORD))
        {
            continue;
        }
        records += 1;
        let origins: Vec<&str> = text
            .split("<value ")
            .skip(1)
            .filter_map(|part| {
                part.split_once('>')?
                    .1
                    .split_once('<')
                    .map(|(value, _)| value.trim())
            })
            .collect();
        if origins.is_empty() {
            found.push(format!("{file}: has no origin"));
        }
        found.extend(
            origins
                .iter()
                .filter(|origin| !is_teamviewer(origin))
                .map(|origin| format!("{file}: {origin} is not an https origin below teamviewer.com")),
        );
    }
    if records == 0 {
        found.push("the package ships no allowed link origin, so no link would ever work".to_owned());
    }
    Ok(found)
}

fn is_teamviewer(origin: &str) -> bool {
    let Some(host) = origin.strip_prefix("https://") else {
        return false;
    };
    let host = host.strip_prefix("*.").unwrap_or(host);
    let plain = host
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    plain && (host == "teamviewer.com" || host.ends_with(".teamviewer.com"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    fn found(origin: &str) -> Violations {
        let text = format!(
            "<values><field>Origin__c</field><value xsi:type=\"xsd:string\">{origin}</value></values>"
        );
        let root = planted(&[(
            "main/default/customMetadata/TeamViewerLinkHost.X.md-meta.xml",
            &text,
        )]);
        violations(root.path()).unwrap()
    }

    #[test]
    fn a_foreign_origin_is_found() {
        assert!(found("https://*.teamviewer.com").is_empty());
        assert!(found("https://get.teamviewer.com").is_empty());
        for foreign in [
            "http://get.teamviewer.com",
            "https://evilteamviewer.com",
            "https://teamviewer.com.evil.org",
            "https://teamviewer.com@evil.org/.teamviewer.com",
            "http://*.teamviewer.localhost:8601",
            "",
        ] {
            assert_eq!(found(foreign).len(), 1, "{foreign}");
        }
    }

    #[test]
    fn no_origin_at_all_is_found() {
        assert_eq!(violations(planted(&[]).path()).unwrap().len(), 1);
    }
}
