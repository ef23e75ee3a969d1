//! The demo org's own metadata and data, as an administrator would write them who has installed the package as a
//! managed one: every name of the package has its namespace in front.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::build::inputs::files_below;
use crate::package_names::{in_name, stems};

/// Endings of the files whose stems are names that other metadata may use.
const NAMED: [&str; 8] = [
    ".object-meta.xml",
    ".page",
    ".permissionset-meta.xml",
    ".customPermission-meta.xml",
    ".resource-meta.xml",
    ".tab-meta.xml",
    ".homePageComponent-meta.xml",
    ".customApplicationComponent-meta.xml",
];

/// Quick actions are `Object.Name`; of a package's only the second part gets the namespace.
const ACTION: &str = ".quickAction-meta.xml";

/// Endings of the files whose stems are names of components: other metadata writes them as `c:Name`.
const COMPONENTS: [&str; 2] = [".component", ".js-meta.xml"];

/// Custom metadata records say their type in the file name, without this.
const METADATA_TYPE: &str = "__mdt";

/// Writes the demo org `from` into the folder `to`, for the package in `package` installed under `namespace`.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write(package: &Path, namespace: &str, from: &Path, to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to).with_context(|| format!("cannot empty {}", to.display()))?;
    }
    let names = Names {
        namespace,
        own: stems(package, &NAMED)?,
        components: stems(package, &COMPONENTS)?,
        actions: stems(package, &[ACTION])?,
    };
    for file in files_below(from)? {
        let relative = file.strip_prefix(from).context("a file outside its folder")?;
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let place = to.join(names.in_path(relative));
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        std::fs::write(&place, names.in_file(relative, &text))
            .with_context(|| format!("cannot write {}", place.display()))?;
    }
    Ok(())
}

/// The names of an installed package.
struct Names<'a> {
    namespace: &'a str,
    own: Vec<String>,
    components: Vec<String>,
    actions: Vec<String>,
}

impl Names<'_> {
    fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|own| own == name)
    }

    /// The type of a custom metadata record, when it is one of the package's types.
    fn record_type<'p>(&self, file: &'p Path) -> Option<&'p str> {
        let name = file.file_name()?.to_str()?;
        let (kind, _) = name.strip_suffix(".md-meta.xml")?.split_once('.')?;
        self.is_own(&format!("{kind}{METADATA_TYPE}")).then_some(kind)
    }

    /// A file's place: a folder or a file may be named after something of the package.
    fn in_path(&self, relative: &Path) -> PathBuf {
        if self.record_type(relative).is_some() {
            let name = relative.file_name().unwrap_or_default().to_string_lossy();
            return relative.with_file_name(format!("{}__{name}", self.namespace));
        }
        relative
            .iter()
            .map(|part| self.prefixed(&part.to_string_lossy()))
            .collect()
    }

    fn in_file(&self, relative: &Path, text: &str) -> String {
        let mut text = self.prefixed(text);
        for action in &self.actions {
            if let Some((object, name)) = action.split_once('.') {
                let own = format!(">{object}.{}__{name}<", self.namespace);
                text = text.replace(&format!(">{action}<"), &own);
            }
        }
        if self.record_type(relative).is_none() {
            return text;
        }
        // All fields of a type of the package are the package's.
        text.replace("<field>", &format!("<field>{}__", self.namespace))
    }

    /// Puts the namespace before every name of the package that stands as a whole word.
    fn prefixed(&self, text: &str) -> String {
        let mut result = String::with_capacity(text.len());
        let mut owner_before = false;
        let mut rest = text;
        while !rest.is_empty() {
            let length = rest.find(|sign| !in_name(sign)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(length);
            let is_component = self.components.iter().any(|name| name == word);
            if is_component && ends_with_word(&result, "c:") {
                // `c` is the namespace of what has none.
                result.truncate(result.len() - "c:".len());
                result.push_str(&format!("{}:{word}", self.namespace));
            } else if self.is_own(word) || owner_before && is_custom(word) {
                result.push_str(&format!("{}__{word}", self.namespace));
            } else {
                result.push_str(word);
            }
            let sign = after.chars().next();
            result.extend(sign);
            // `Object__c.Field__c`: a custom field of the package's object is the package's too.
            owner_before = sign == Some('.') && self.is_own(word) && word.ends_with("__c");
            rest = &after[sign.map_or(0, char::len_utf8)..];
        }
        result
    }
}

/// Whether a field or a relationship is a custom one.
fn is_custom(word: &str) -> bool {
    word.ends_with("__c") || word.ends_with("__r")
}

/// Whether a text ends with `words`, and no name runs into them.
fn ends_with_word(text: &str, words: &str) -> bool {
    text.strip_suffix(words)
        .is_some_and(|before| !before.ends_with(in_name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    fn written(files: &[(&str, &str)]) -> (tempfile::TempDir, tempfile::TempDir) {
        let package = planted(&[
            ("objects/Visit__c/Visit__c.object-meta.xml", ""),
            ("objects/Rule__mdt/Rule__mdt.object-meta.xml", ""),
            ("pages/VisitPage.page", ""),
            ("components/VisitPanel.component", ""),
            ("lwc/visits/visits.js-meta.xml", ""),
            ("permissionsets/Visit_User.permissionset-meta.xml", ""),
            ("staticresources/VisitStatic.resource-meta.xml", ""),
            ("quickActions/Case.Visit.quickAction-meta.xml", ""),
            ("homePageComponents/VisitBox.homePageComponent-meta.xml", ""),
        ]);
        let demo = planted(files);
        let target = tempfile::tempdir().unwrap();
        write(package.path(), "tvr", demo.path(), &target.path().join("demo")).unwrap();
        (target, demo)
    }

    fn one(name: &str, text: &str) -> String {
        let (target, _demo) = written(&[(name, text)]);
        std::fs::read_to_string(target.path().join("demo").join(name)).unwrap()
    }

    #[test]
    fn names_of_the_package_get_its_namespace_and_no_others() {
        assert_eq!(
            one(
                "pages/Own.page",
                "<c:VisitPanel id=\"{!Own__c.Id}\"/><c:Other/> VisitPage2 {!$Resource.VisitStatic}"
            ),
            "<tvr:VisitPanel id=\"{!Own__c.Id}\"/><c:Other/> VisitPage2 {!$Resource.tvr__VisitStatic}"
        );
        assert_eq!(
            one(
                "email/A.email",
                "{!Visit__c.Name} {!Visit__c.Code__c} {!Own__c.Code__c} tvr__Visit__c"
            ),
            "{!tvr__Visit__c.Name} {!tvr__Visit__c.tvr__Code__c} {!Own__c.Code__c} tvr__Visit__c"
        );
        assert_eq!(
            one("flexipages/A.xml", "<a>c:visits</a><b>visits</b><a>c:other</a>"),
            "<a>tvr:visits</a><b>visits</b><a>c:other</a>"
        );
        assert_eq!(
            one(
                "layouts/Case-Case Layout.layout-meta.xml",
                "<a>Case.Visit</a><a>Case.Own</a><label>Visit</label><c>VisitBox</c>"
            ),
            "<a>Case.tvr__Visit</a><a>Case.Own</a><label>Visit</label><c>tvr__VisitBox</c>"
        );
        assert_eq!(
            one("data/u.json", r#"["Visit_User","Own"]"#),
            r#"["tvr__Visit_User","Own"]"#
        );
    }

    #[test]
    fn a_record_of_the_packages_type_has_its_name_and_fields() {
        let (target, _demo) = written(&[
            (
                "customMetadata/Rule.Own.md-meta.xml",
                "<field>Object__c</field><value>Own__c</value>",
            ),
            ("customMetadata/Other.Own.md-meta.xml", "<field>Object__c</field>"),
        ]);
        let folder = target.path().join("demo/customMetadata");
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        assert_eq!(
            read("tvr__Rule.Own.md-meta.xml"),
            "<field>tvr__Object__c</field><value>Own__c</value>"
        );
        assert_eq!(read("Other.Own.md-meta.xml"), "<field>Object__c</field>");
    }
}
