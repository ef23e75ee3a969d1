//! PMD's recommended and security rules, and Salesforce's own for the AppExchange, find nothing in the package.
//!
//! A finding that is none is answered next to the code, by a comment that names the rule and says why:
//! `// NOPMD AvoidHardcodingId: no record has it`, in a metadata file `<!-- NOPMD ... -->`. What this package does
//! otherwise on principle is in [`LEFT_OUT`].

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde_json::Value;

use super::{Subject, Violations, texts};
use crate::salesforce;
use crate::workspace::Workspace;

/// Where a rule is not followed.
#[derive(PartialEq, Eq)]
enum Where {
    /// Nowhere in the package.
    Everywhere,
    /// In test classes.
    Tests,
}

/// The rules that are not followed, and why.
const LEFT_OUT: &[(&str, Where, &str)] = &[
    (
        "ApexDoc",
        Where::Everywhere,
        "documentation here is sentences that say what a signature does not; the rule wants @description and @param tags",
    ),
    (
        "AvoidGlobalModifier",
        Where::Everywhere,
        "a managed package lets only global remote actions be called; check `actions` demands them",
    ),
    (
        "AvoidDebugStatements",
        Where::Everywhere,
        "an org has no other log: what fails unseen by the user is written there, and nothing else is",
    ),
    (
        "ExcessiveParameterList",
        Where::Everywhere,
        "four parameters are not too many; check `length` keeps files small",
    ),
    (
        "CyclomaticComplexity",
        Where::Everywhere,
        "a number of branches; check `length` keeps files small",
    ),
    ("NcssCount", Where::Everywhere, "as CyclomaticComplexity"),
    (
        "CognitiveComplexity",
        Where::Everywhere,
        "as CyclomaticComplexity",
    ),
    (
        "ExcessivePublicCount",
        Where::Everywhere,
        "as CyclomaticComplexity",
    ),
    (
        "AvoidBooleanMethodParameters",
        Where::Everywhere,
        "an opinion; Salesforce's own interfaces have them",
    ),
    (
        "EmptyStatementBlock",
        Where::Everywhere,
        "Visualforce needs a constructor without parameters beside those with, and it has nothing to do",
    ),
    (
        "ApexUnitTestClassShouldHaveRunAs",
        Where::Tests,
        "most tests are of rules that no user takes part in; those of permissions do run as users",
    ),
    (
        "ApexUnitTestClassShouldHaveAsserts",
        Where::Tests,
        "the rule does not look into the methods that a test calls to assert",
    ),
    (
        "AvoidHardcodingId",
        Where::Tests,
        "Ids of records that are not there are what these tests are about",
    ),
    (
        "FieldDeclarationsShouldBeAtStart",
        Where::Everywhere,
        "a class begins with what matters most, which may be a type or a method",
    ),
    (
        "QueueableWithoutFinalizer",
        Where::Tests,
        "a job of a test fails with its test",
    ),
    (
        "OperationWithLimitsInLoop",
        Where::Tests,
        "a test that tries a list of cases does each one's work",
    ),
    (
        "EagerlyLoadedDescribeSObjectResult",
        Where::Everywhere,
        "since API version 44 a description loads its children when they are asked for",
    ),
];

/// What answers a finding, before the rule's name.
const ANSWER: &str = "NOPMD ";

/// # Errors
/// When the analyzer cannot be run.
pub fn run(subject: &Subject) -> anyhow::Result<Violations> {
    found(subject.workspace, &subject.project)
}

fn found(workspace: &Workspace, project: &Path) -> anyhow::Result<Violations> {
    let output = salesforce::script(workspace, "pmd.mjs")
        .arg(project)
        .output()
        .context("cannot start node")?;
    if !output.status.success() {
        anyhow::bail!(
            "the analyzer failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    let findings: Vec<Value> = serde_json::from_slice(&output.stdout).context("pmd.mjs printed no JSON")?;
    let mut sources = Sources::default();
    let mut found = unexplained(project)?;
    for finding in findings {
        let text = |name: &str| finding[name].as_str().unwrap_or_default();
        let (rule, file) = (text("rule"), text("file"));
        let line = finding["line"]
            .as_u64()
            .and_then(|line| usize::try_from(line).ok());
        let line = line.context("a finding without a line")?;
        if is_left_out(rule, file) || is_answered(sources.lines(Path::new(file))?, line, rule) {
            continue;
        }
        let name = Path::new(file).strip_prefix(project).unwrap_or(Path::new(file));
        let message = text("message").split_whitespace().collect::<Vec<_>>().join(" ");
        found.push(format!("{}:{line}: {message} ({rule})", name.display()));
    }
    Ok(found)
}

/// Answers that PMD would accept without a reason.
fn unexplained(project: &Path) -> anyhow::Result<Violations> {
    let mut found = Vec::new();
    for (file, text) in texts(
        project,
        &[".cls", ".trigger", ".page", ".component", ".xml", ".js", ".html"],
    )? {
        for (number, line) in text.lines().enumerate() {
            let explained = line.split_once(ANSWER).is_some_and(|(_, answer)| {
                answer
                    .split_once(": ")
                    .is_some_and(|(rule, why)| !rule.contains(' ') && is_reason(why))
            });
            if line.contains("SuppressWarnings") || (line.contains(ANSWER.trim_end()) && !explained) {
                found.push(format!(
                    "{file}:{}: a suppression that does not say why: write `// NOPMD Rule: reason`",
                    number + 1
                ));
            }
        }
    }
    Ok(found)
}

/// Whether words can be a reason: three at least.
fn is_reason(words: &str) -> bool {
    words.split_whitespace().count() >= 3
}

fn is_left_out(rule: &str, file: &str) -> bool {
    LEFT_OUT.iter().any(|(name, at, why)| {
        *name == rule && !why.is_empty() && (*at == Where::Everywhere || is_test(file))
    })
}

/// Whether a file is a class of tests, or of what they use, by its name.
fn is_test(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.strip_suffix(".cls").unwrap_or_default();
    stem.ends_with("Test") || stem.ends_with("TestData")
}

/// Whether a comment on the line, or in the lines of comments before it, names the rule and says why. In metadata it
/// may stand anywhere: those findings are about the whole file.
fn is_answered(lines: &[String], line: usize, rule: &str) -> bool {
    let answer = format!("{ANSWER}{rule}: ");
    let says_why = |text: &String| text.split_once(&answer).is_some_and(|(_, why)| is_reason(why));
    if lines.first().is_some_and(|first| first.starts_with("<?xml")) {
        return lines.iter().any(says_why);
    }
    let Some(own) = line.checked_sub(1).filter(|own| *own < lines.len()) else {
        return false;
    };
    let before = lines[..own].iter().rev();
    says_why(&lines[own])
        || before
            .take_while(|text| {
                let text = text.trim_start();
                text.starts_with("//") || text.starts_with('@')
            })
            .any(says_why)
}

/// The files that findings are in, each read once.
#[derive(Default)]
struct Sources(BTreeMap<std::path::PathBuf, Vec<String>>);

impl Sources {
    fn lines(&mut self, file: &Path) -> anyhow::Result<&[String]> {
        if !self.0.contains_key(file) {
            let text =
                std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
            self.0
                .insert(file.to_owned(), text.lines().map(str::to_owned).collect());
        }
        Ok(self.0.get(file).map_or(&[], Vec::as_slice))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::planted;

    const META: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<ApexClass xmlns=\"http://soap.sforce.com/2006/04/metadata\">
    <apiVersion>66.0</apiVersion>
    <status>Active</status>
</ApexClass>";

    #[test]
    fn what_is_unsafe_is_found_unless_it_is_answered() {
        let class = "public class Visits {
    public String own = '500000000000001AAA';
    // NOPMD AvoidHardcodingId: it is the same in every org
    public String known = '500000000000002AAA';
    // NOPMD AvoidHardcodingId:
    public String unexplained = '500000000000003AAA';
    public static void go() {
        HttpRequest request = new HttpRequest();
        request.setEndpoint('http://example.com');
        request.setHeader('Authorization', 'Basic x');
    }
}
";
        let page = "<apex:page controller=\"Visits\">\n  <apex:outputText value=\"{!own}\" escape=\"false\" />\n\
                    <script>var x = '{!own}';</script>\n</apex:page>\n";
        let project = planted(&[
            (
                "sfdx-project.json",
                r#"{"packageDirectories":[{"path":"visualforce"}]}"#,
            ),
            ("visualforce/classes/Visits.cls", class),
            ("visualforce/classes/Visits.cls-meta.xml", META),
            ("visualforce/pages/Visits.page", page),
        ]);
        let found = found(&Workspace::locate().unwrap(), project.path()).unwrap();
        for (place, rule) in [
            ("Visits.cls:2:", "AvoidHardcodingId"),
            ("Visits.cls:6:", "AvoidHardcodingId"),
            ("Visits.cls:5:", "does not say why"),
            ("Visits.cls:9:", "ApexInsecureEndpoint"),
            ("Visits.cls:10:", "ApexSuggestUsingNamedCred"),
            ("Visits.page:2:", "VfUnescapeEl"),
        ] {
            assert!(
                found.iter().any(|it| it.contains(place) && it.contains(rule)),
                "{place} {rule} in {found:#?}"
            );
        }
        assert!(!found.iter().any(|it| it.contains("Visits.cls:4:")), "{found:#?}");
    }

    #[test]
    fn an_answer_names_the_rule_and_says_why() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let answered = |text: &str, line| is_answered(&lines(text), line, "A");
        assert!(answered("x; // NOPMD A: it is so", 1));
        assert!(answered("// NOPMD A: it is so\n@Future\nx;", 3));
        assert!(!answered("// NOPMD A: it is so\ny;\nx;", 3));
        assert!(!answered("x; // NOPMD B: it is so", 1));
        assert!(!answered("x; // NOPMD A: no", 1));
        assert!(answered("<?xml version=\"1.0\"?>\n<!-- NOPMD A: it is so -->", 1));
        assert!(!answered("", 1));
    }
}
