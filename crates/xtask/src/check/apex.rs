//! Types in Apex and pages, and fields in SOQL, by Salesforce's open type checker (apex-ls), which knows the platform's
//! classes and standard objects. It reads no queries; so each field that a query names, or a text from which one is made at
//! run time, is written as an access to a field, in a class of its own beside a copy of the package, and the checker
//! judges both in one run. What is not read that way (SOSL, TYPEOF) is refused, not passed over.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Context, bail};
use serde_json::Value;

use super::{Subject, Violations};
use crate::salesforce;
use crate::workspace::Workspace;

/// The class that is written, in the copy.
const PROBE: &str = "TeamViewerFieldsOfQueries";

/// Where the copy's classes are.
const CLASSES: &str = "visualforce/main/default/classes";

/// What the checker says of words that Salesforce allows as names of methods, and this package uses: `join`, `of`.
const ALLOWED: &str = "is currently a legal method name";

/// The checker's exit code when it found something.
const FOUND: i32 = 4;

/// What the checker said, once it was asked.
#[derive(Default)]
pub struct Report(OnceLock<Result<Findings, String>>);

/// What it found.
#[derive(Debug, Default, PartialEq, Eq)]
struct Findings {
    /// In classes, pages and components.
    types: Violations,
    /// In queries.
    soql: Violations,
}

/// # Errors
/// When the checker cannot be run.
pub fn types(subject: &Subject) -> anyhow::Result<Violations> {
    Ok(findings(subject)?.types.clone())
}

/// # Errors
/// When the checker cannot be run.
pub fn soql(subject: &Subject) -> anyhow::Result<Violations> {
    Ok(findings(subject)?.soql.clone())
}

fn findings<'a>(subject: &'a Subject) -> anyhow::Result<&'a Findings> {
    let copy = subject.workspace.root.join("target/check/apex");
    let ask = || ask(subject.workspace, &subject.project, &copy).map_err(|error| format!("{error:#}"));
    match subject.apex.0.get_or_init(ask) {
        Ok(findings) => Ok(findings),
        Err(error) => bail!("{error}"),
    }
}

/// Copies the project, writes the class of fields into the copy, and runs the checker over it.
fn ask(workspace: &Workspace, project: &Path, copy: &Path) -> anyhow::Result<Findings> {
    salesforce::copy_sources(project, copy)?;
    let fields = write_fields(workspace, copy)?;
    let jars = salesforce::modules(workspace).join("@salesforce/code-analyzer-pmd-engine/dist/java-lib/*");
    let output = workspace
        .program("java")
        .arg("-cp")
        .arg(jars)
        .args([
            "io.github.apexdevtools.apexls.CheckForIssues",
            "--nocache",
            "--detail",
            "warnings",
            "--format",
            "json",
            "--workspace",
        ])
        .arg(copy)
        .output()
        .context("cannot start java")?;
    if !output.status.success() && output.status.code() != Some(FOUND) {
        bail!(
            "the type checker failed ({}): {}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout).trim(),
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    let words = String::from_utf8_lossy(&output.stdout);
    let report = serde_json::from_str(&words)
        .with_context(|| format!("the type checker did not answer in JSON: {words}"))?;
    sort(&report, &fields, copy)
}

/// What `soql.mjs` read.
struct Fields {
    /// Which query, in which file and line, a line of the class comes from.
    origins: BTreeMap<u64, String>,
    /// Queries that it could not read.
    problems: Violations,
}

fn write_fields(workspace: &Workspace, copy: &Path) -> anyhow::Result<Fields> {
    let classes = copy.join(CLASSES);
    let output = salesforce::script(workspace, "soql.mjs")
        .arg(copy)
        .arg(classes.join(format!("{PROBE}.cls")))
        .output()
        .context("cannot start node")?;
    if !output.status.success() {
        bail!(
            "the queries cannot be read: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    let read: Value = serde_json::from_slice(&output.stdout).context("soql.mjs printed no JSON")?;
    let texts = |value: &Value| value.as_str().map(str::to_owned);
    let origins = read["lines"].as_object().context("soql.mjs named no lines")?;
    let problems = read["problems"]
        .as_array()
        .context("soql.mjs named no problems")?;
    Ok(Fields {
        origins: origins
            .iter()
            .filter_map(|(line, origin)| Some((line.parse().ok()?, texts(origin)?)))
            .collect(),
        problems: problems.iter().filter_map(texts).collect(),
    })
}

/// Tells what is wrong with queries from what is wrong with the rest.
fn sort(report: &Value, fields: &Fields, copy: &Path) -> anyhow::Result<Findings> {
    let mut found = Findings {
        soql: fields.problems.clone(),
        ..Findings::default()
    };
    for file in report["files"]
        .as_array()
        .context("the type checker named no files")?
    {
        let path = file["path"].as_str().context("a file without a path")?;
        for message in file["messages"].as_array().context("a file without messages")? {
            let words = message["message"].as_str().context("a message without words")?;
            let line = message["start"]["line"]
                .as_u64()
                .context("a message without a line")?;
            if path.ends_with(&format!("/{PROBE}.cls")) {
                let origin = fields.origins.get(&line).map_or("a query", String::as_str);
                found.soql.push(format!("{origin}: {words}"));
            } else if !words.contains(ALLOWED) {
                let name = Path::new(path).strip_prefix(copy).unwrap_or(Path::new(path));
                found.types.push(format!("{}:{line}: {words}", name.display()));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const META: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>66.0</apiVersion>
    <status>Active</status>
</ApexClass>"#;

    const OBJECT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <label>Visit</label>
    <pluralLabel>Visits</pluralLabel>
    <nameField><label>Name</label><type>Text</type></nameField>
    <sharingModel>ReadWrite</sharingModel>
    <deploymentStatus>Deployed</deploymentStatus>
</CustomObject>"#;

    const FIELD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>Place__c</fullName>
    <label>Place</label>
    <length>80</length>
    <type>Text</type>
</CustomField>"#;

    const PLANTED: &str = "public class Visits {
    public static void fine(String place) {
        List<Visit__c> all = [SELECT Id, Place__c FROM Visit__c WHERE Place__c = :place.trim() WITH USER_MODE];
        List<AggregateResult> counts = [SELECT Place__c p, COUNT(Id) n FROM Visit__c GROUP BY Place__c];
        List<Case> cases = [SELECT Contact.Account.Name, (SELECT Id FROM CaseComments) FROM Case];
        List<SObject> some = Database.query('SELECT Place__c FROM Visit__c');
    }
    public static void wrong(Visit__c visit) {
        Integer text = 'text';
        Object field = visit.Plaice__c;
        String word = Label.NoSuchWord;
        new HttpRequest().setNonsense('x');
        List<Visit__c> one = [SELECT Id, Two__c FROM Visit__c];
        List<Case> three = [SELECT Id FROM Case WHERE Contact.Four__c = NULL ORDER BY Five__c];
        List<SObject> six = Database.query('SELECT Seven__c FROM Visit__c');
        List<SObject> eight = Database.query('SELECT ' + word + ' FROM Visit__c');
        // [SELECT Nine__c FROM Visit__c] is not a query here.
        List<List<SObject>> ten = [FIND 'x' IN ALL FIELDS RETURNING Visit__c(Id)];
        List<Task> eleven = [SELECT TYPEOF What WHEN Case THEN Subject END FROM Task];
    }
}
";

    /// Names at run time.
    const READS: &str = "public class Reads {
    // object Visit__c
    private static final String FINE = 'Visit__c';
    // object Voyage__c
    private static final String WRONG = 'Voyage__c';
    public static void names(String word) {
        TeamViewerReader reader = new TeamViewerReader(Visit__c.SObjectType);
        // fields of Visit__c
        reader.find(new List<String>{ 'Place__c', 'One__c' }, 'WHERE Two__c = :word', new Map<String, Object>{ 'word' => word });
        if (word == 'other' && reader.readable('Three__c') == null) {
            return;
        }
        // unchecked fields of Visit__c: only where there is the weather
        reader.readable('Four__c');
        // unchecked fields of Visit__c
        reader.readable('Five__c');
    }
}
";

    /// What stands for the class of the package that reads by name.
    const READER: &str = "public class TeamViewerReader {
    public TeamViewerReader(SObjectType type) {
    }
    public List<SObject> find(List<String> names, String clauses, Map<String, Object> binds) {
        return Database.queryWithBinds('SELECT ' + names[0] + ' FROM Visit__c ' + clauses, binds, AccessLevel.USER_MODE);
    }
    public String readable(String name) {
        return name;
    }
}
";

    #[test]
    fn wrong_types_and_unknown_fields_are_found() {
        let workspace = Workspace::locate().unwrap();
        let project = planted(&[
            (
                "sfdx-project.json",
                r#"{"packageDirectories":[{"path":"visualforce","default":true}],"sourceApiVersion":"66.0"}"#,
            ),
            ("visualforce/main/default/classes/Visits.cls", PLANTED),
            ("visualforce/main/default/classes/Visits.cls-meta.xml", META),
            ("visualforce/main/default/classes/Reads.cls", READS),
            ("visualforce/main/default/classes/Reads.cls-meta.xml", META),
            ("visualforce/main/default/classes/TeamViewerReader.cls", READER),
            (
                "visualforce/main/default/classes/TeamViewerReader.cls-meta.xml",
                META,
            ),
            (
                "visualforce/main/default/objects/Visit__c/Visit__c.object-meta.xml",
                OBJECT,
            ),
            (
                "visualforce/main/default/objects/Visit__c/fields/Place__c.field-meta.xml",
                FIELD,
            ),
        ]);
        let copy = tempfile::tempdir().unwrap();
        let found = ask(&workspace, project.path(), copy.path()).unwrap();
        for (line, word) in [
            (9, "String"),
            (10, "Plaice__c"),
            (11, "NoSuchWord"),
            (12, "setNonsense"),
        ] {
            let place = format!("Visits.cls:{line}: ");
            assert!(
                found
                    .types
                    .iter()
                    .any(|it| it.contains(&place) && it.contains(word)),
                "{line} {word} in {found:#?}"
            );
        }
        assert_eq!(found.types.len(), 4, "{found:#?}");
        let in_visits = [
            "Two__c", "Four__c", "Five__c", "Seven__c", ":16: ", "FIND 'x'", "TYPEOF",
        ];
        // Names of fields in text: unknown ones, one of no named object, and one that says no reason.
        let in_reads = [
            "Voyage__c",
            "One__c",
            "Two__c",
            "'Three__c': of which",
            "'Five__c': why",
        ];
        for (class, words) in [("Visits", &in_visits[..]), ("Reads", &in_reads)] {
            let of_class: Vec<&String> = found
                .soql
                .iter()
                .filter(|it| it.starts_with(&format!("{class}.cls:")))
                .collect();
            for word in words {
                assert!(
                    of_class.iter().any(|it| it.contains(word)),
                    "{word} in {of_class:#?}"
                );
            }
            assert_eq!(of_class.len(), words.len(), "{of_class:#?}");
        }
    }
}
