//! Every metadata file holds what the Metadata API's types allow: known elements, each as often as it may be, with
//! values of the right kind. The types are Salesforce's own (npm `@salesforce/types`, made from the WSDL); deploying is
//! where Salesforce would say the same.

mod types;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, bail};
use roxmltree::{Document, Node};

use super::{Subject, Violations, texts};
use crate::salesforce;
use types::{Kind, Types};

/// What metadata files end with.
const ENDING: &str = "-meta.xml";

/// The namespace of all metadata.
const NAMESPACE: &str = "http://soap.sforce.com/2006/04/metadata";

/// Elements that hold markup of their own; the types have them as text.
const FREE: [&str; 1] = ["targetConfigs"];

/// # Errors
/// When a file or the types cannot be read.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    let declarations = salesforce::modules(subject.workspace).join("@salesforce/types/lib/metadata.d.ts");
    let types = Types::read(&declarations)?;
    let mut found = Vec::new();
    for folder in ["visualforce", "demo"] {
        found.extend(violations(&types, &subject.workspace.root.join(folder))?);
    }
    Ok(found)
}

fn violations(types: &Types, folder: &Path) -> anyhow::Result<Violations> {
    let files = texts(folder, &[ENDING])?;
    if files.is_empty() {
        bail!("there is no metadata in {}", folder.display());
    }
    let mut found = Vec::new();
    for (file, text) in files {
        let mut file_found = Vec::new();
        match Document::parse(&text) {
            Ok(document) => Judge {
                types,
                document: &document,
                found: &mut file_found,
            }
            .root(),
            Err(error) => file_found.push(error.to_string()),
        }
        found.extend(file_found.into_iter().map(|words| format!("{file}:{words}")));
    }
    Ok(found)
}

/// Judges one file.
struct Judge<'a> {
    types: &'a Types,
    document: &'a Document<'a>,
    found: &'a mut Violations,
}

impl Judge<'_> {
    fn root(&mut self) {
        let root = self.document.root_element();
        let name = root.tag_name();
        if name.namespace() != Some(NAMESPACE) {
            self.say(
                root,
                format!("<{}> is not of the namespace of metadata", name.name()),
            );
        }
        match self.types.kind(name.name()) {
            Kind::Struct => self.element(root, name.name()),
            _ => self.say(root, format!("there is no type of metadata {}", name.name())),
        }
    }

    /// An element with elements in it.
    fn element(&mut self, node: Node, type_name: &str) {
        let mut seen = BTreeSet::new();
        for child in node.children().filter(Node::is_element) {
            let name = child.tag_name().name();
            let Some(field) = self.types.field(type_name, name) else {
                self.say(child, format!("{type_name} has no element {name}"));
                continue;
            };
            let (many, of) = (field.many, field.of.clone());
            if !seen.insert(name.to_owned()) && !many {
                self.say(child, format!("{type_name} has {name} once only"));
            }
            if !FREE.contains(&name) {
                self.value(child, name, &of);
            }
        }
        for required in self.types.required(type_name) {
            if !seen.contains(required) {
                self.say(node, format!("{type_name} needs {required}"));
            }
        }
        let stray = node
            .children()
            .filter(Node::is_text)
            .any(|text| text.text().is_some_and(|words| !words.trim().is_empty()));
        if stray {
            self.say(node, format!("text between the elements of {type_name}"));
        }
    }

    fn value(&mut self, node: Node, name: &str, type_name: &str) {
        let text = node.text().unwrap_or_default().trim();
        let problem = match self.types.kind(type_name) {
            Kind::Struct => return self.element(node, type_name),
            Kind::Any => return,
            _ if node.children().any(|child| child.is_element()) => Some("has elements in it".to_owned()),
            Kind::Text => None,
            Kind::Boolean => {
                (!["true", "false"].contains(&text)).then(|| format!("is {text:?}, not true or false"))
            }
            Kind::Number => text
                .parse::<f64>()
                .is_err()
                .then(|| format!("is {text:?}, which is no number")),
            Kind::Enum(values) => (!values.contains(text)).then(|| {
                let few: Vec<&str> = values.iter().take(12).map(String::as_str).collect();
                format!("is {text:?}, which is none of {}", few.join(", "))
            }),
        };
        if let Some(problem) = problem {
            self.say(node, format!("{name} {problem}"));
        }
    }

    fn say(&mut self, node: Node, words: String) {
        let row = self.document.text_pos_at(node.range().start).row;
        self.found.push(format!("{row}: {words}"));
    }
}

/// Reads a file of the package as XML.
///
/// # Errors
/// When it is none.
pub fn parsed<'a>(file: &str, text: &'a str) -> anyhow::Result<Document<'a>> {
    Document::parse(text).with_context(|| format!("{file} is no XML"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;
    use crate::workspace::Workspace;

    fn found(body: &str) -> Violations {
        let workspace = Workspace::locate().unwrap();
        let declarations = salesforce::modules(&workspace).join("@salesforce/types/lib/metadata.d.ts");
        let types = Types::read(&declarations).unwrap();
        let text = format!("<CustomField xmlns=\"{NAMESPACE}\">\n{body}\n</CustomField>");
        let folder = planted(&[("a.field-meta.xml", &text)]);
        violations(&types, folder.path()).unwrap()
    }

    #[test]
    fn what_the_types_do_not_allow_is_found() {
        let fine = "<fullName>A__c</fullName><type>Text</type><length>80</length><unique>true</unique>";
        assert_eq!(found(fine), Violations::new());
        for (body, words) in [
            ("<nonsense>1</nonsense>", "no element nonsense"),
            ("<type>Texts</type>", "none of"),
            ("<unique>yes</unique>", "not true or false"),
            ("<length>long</length>", "no number"),
            (
                "<label>a</label>\n<label>b</label>",
                "3: CustomField has label once only",
            ),
            (
                "<valueSet><restrict>true</restrict></valueSet>",
                "no element restrict",
            ),
            (
                "<lookupFilter><active>true</active></lookupFilter>",
                "needs isOptional",
            ),
            ("<label>a</b>", "expected 'label' tag"),
            ("words", "text between"),
        ] {
            let found = found(body);
            assert!(found.iter().any(|it| it.contains(words)), "{body}: {found:?}");
        }
    }

    #[test]
    fn another_root_is_found() {
        let types = Types::parse("export type CustomField = {\n    label?: string;\n};\n").unwrap();
        let folder = planted(&[
            ("a.field-meta.xml", "<CustomFields/>"),
            ("b.field-meta.xml", "<CustomField/>"),
        ]);
        assert_eq!(violations(&types, folder.path()).unwrap().len(), 3);
        assert!(violations(&types, planted(&[]).path()).is_err());
    }
}
