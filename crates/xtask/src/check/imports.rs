//! Everything that a Lightning web component imports from the package exists: labels, Apex methods, other components.
//! The platform says so when it deploys; here nothing would before a browser loads the module.

use std::path::Path;

use anyhow::bail;

use super::{Subject, Violations, texts};
use crate::package_names::stems;

/// How Apex declares a method that components may call.
const DECLARED: &str = "@AuraEnabled";

/// # Errors
/// When the package cannot be read, or has no components.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    violations(&subject.workspace.root.join("visualforce"))
}

fn violations(package: &Path) -> anyhow::Result<Violations> {
    let mut known = Vec::new();
    for (_, text) in texts(package, &[".labels-meta.xml"])? {
        let names = text.split("<fullName>").skip(1);
        let names = names.filter_map(|rest| rest.split_once('<'));
        known.extend(names.map(|(name, _)| format!("@salesforce/label/c.{name}")));
    }
    for (file, text) in texts(package, &[".cls"])? {
        let class = Path::new(&file)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        known.extend(methods(&text).map(|method| format!("@salesforce/apex/{class}.{method}")));
    }
    let components = stems(package, &[".js-meta.xml"])?;
    if components.is_empty() {
        bail!("the package has no Lightning web components; is visualforce/ there?");
    }
    known.extend(components.iter().map(|name| format!("c/{name}")));
    let mut found = Vec::new();
    for (file, text) in texts(package, &[".js"])? {
        for import in imports(&text) {
            if !known.iter().any(|own| own == import) {
                found.push(format!("{file}: there is no {import}"));
            }
        }
    }
    for (file, text) in texts(package, &[".html"])? {
        for tag in text.split("<c-").skip(1) {
            let end = tag.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-');
            let name = camel_case(&tag[..end.unwrap_or(tag.len())]);
            if !components.contains(&name) {
                found.push(format!("{file}: there is no component {name}"));
            }
        }
    }
    Ok(found)
}

/// What a module imports from the package.
fn imports(module: &str) -> impl Iterator<Item = &str> {
    let quoted = module.split(" from \"").skip(1);
    let names = quoted.filter_map(|rest| Some(rest.split_once('"')?.0));
    names.filter(|name| {
        ["@salesforce/label/", "@salesforce/apex/", "c/"]
            .iter()
            .any(|own| name.starts_with(own))
    })
}

/// The methods of a class that components may call.
fn methods(class: &str) -> impl Iterator<Item = &str> {
    class.split(DECLARED).skip(1).filter_map(|rest| {
        // `(cacheable=true)` has a bracket of its own.
        let rest = match rest.strip_prefix('(') {
            Some(arguments) => arguments.split_once(')')?.1,
            None => rest,
        };
        rest.split_once('(')?.0.trim().rsplit(char::is_whitespace).next()
    })
}

/// `some-name` as `someName`.
fn camel_case(tag: &str) -> String {
    let mut name = String::new();
    let mut upper = false;
    for sign in tag.chars() {
        if sign == '-' {
            upper = true;
        } else if upper {
            name.push(sign.to_ascii_uppercase());
            upper = false;
        } else {
            name.push(sign);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const CLASS: &str = "public class Visits {\n@AuraEnabled(cacheable=true)\npublic static String all(Id own) {}\n\
                         public static void hidden() {}\n}";

    fn package(module: &str, template: &str) -> tempfile::TempDir {
        planted(&[
            ("classes/Visits.cls", CLASS),
            (
                "labels/CustomLabels.labels-meta.xml",
                "<labels><fullName>Word</fullName></labels>",
            ),
            ("lwc/someVisit/someVisit.js-meta.xml", ""),
            ("lwc/someVisit/someVisit.js", module),
            ("lwc/someVisit/someVisit.html", template),
        ])
    }

    #[test]
    fn what_is_not_there_is_found() {
        let fine = package(
            "import { api } from \"lwc\";\nimport all from \"@salesforce/apex/Visits.all\";\n\
             import word from \"@salesforce/label/c.Word\";",
            "<template><c-some-visit></c-some-visit></template>",
        );
        assert_eq!(violations(fine.path()).unwrap(), Violations::new());
        let bad = package(
            "import all from \"@salesforce/apex/Visits.hidden\";\nimport word from \"@salesforce/label/c.Words\";\n\
             import { x } from \"c/other\";",
            "<template><c-visit></c-visit></template>",
        );
        assert_eq!(violations(bad.path()).unwrap().len(), 4);
        assert!(violations(planted(&[]).path()).is_err());
    }
}
