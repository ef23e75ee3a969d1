//! Namespaces: how the names of a managed package's components look from inside and from outside.
//!
//! Inside a package's own metadata and code names carry no namespace (`Visit__c`); in the org they do
//! (`ns__Visit__c`). Only custom names have one: those that end in `__c`, `__r`, `__mdt`, ... A developer name
//! has no two underscores in a row, so a custom name without a namespace has exactly one `__`
//! (Metadata API Developer Guide, "Custom Object", `fullName`).

/// Endings of custom names.
const SUFFIXES: &[&str] = &[
    "c", "r", "mdt", "e", "share", "history", "feed", "tag", "b", "x", "kav",
];

/// The namespace of a package, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namespace {
    name: String,
}

impl Namespace {
    /// A namespace; empty text means none.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
        }
    }

    /// The namespace itself; empty when there is none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
    }

    /// `ns__`, or nothing.
    pub fn prefix(&self) -> String {
        if self.name.is_empty() {
            String::new()
        } else {
            format!("{}__", self.name)
        }
    }

    /// The name in the org of a component without a suffix of its own (a page, a permission set, a label).
    pub fn component(&self, name: &str) -> String {
        if self.name.is_empty() || name.contains("__") {
            name.to_owned()
        } else {
            format!("{}__{name}", self.name)
        }
    }

    /// The name in the org of an object, field or relationship named inside the package: `Visit__c` becomes
    /// `ns__Visit__c`; standard names and names with a namespace stay. Dotted names part by part.
    pub fn qualify(&self, name: &str) -> String {
        if self.name.is_empty() {
            return name.to_owned();
        }
        let parts: Vec<String> = name
            .split('.')
            .map(|part| {
                if is_custom_without_namespace(part) {
                    format!("{}__{part}", self.name)
                } else {
                    part.to_owned()
                }
            })
            .collect();
        parts.join(".")
    }

    /// What a name in lower case may mean, the package's own first.
    pub fn candidates(&self, lower: &str) -> Vec<String> {
        let qualified = self.qualify(lower).to_lowercase();
        if qualified == lower {
            vec![qualified]
        } else {
            vec![qualified, lower.to_owned()]
        }
    }

    /// What the name of a component without suffix may mean in lower case, the package's own first:
    /// `Page`, `ns__Page` or `ns.Page`.
    pub fn component_candidates(&self, name: &str) -> Vec<String> {
        let lower = name.to_lowercase();
        if self.name.is_empty() {
            return vec![lower];
        }
        let own = self.name.to_lowercase();
        if let Some(rest) = lower.strip_prefix(&format!("{own}.")) {
            return vec![format!("{own}__{rest}")];
        }
        if lower.contains("__") {
            vec![lower]
        } else {
            vec![format!("{own}__{lower}"), lower]
        }
    }
}

/// Whether a name is custom and carries no namespace.
pub fn is_custom_without_namespace(name: &str) -> bool {
    match name.split_once("__") {
        Some((stem, suffix)) => {
            !stem.is_empty()
                && (SUFFIXES.iter().any(|known| suffix.eq_ignore_ascii_case(known))
                    || ["latitude__s", "longitude__s"]
                        .iter()
                        .any(|part| suffix.eq_ignore_ascii_case(part)))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Namespace;

    #[test]
    fn qualifies_custom_names_only() {
        let namespace = Namespace::new("acme");
        assert_eq!(namespace.qualify("Visit__c"), "acme__Visit__c");
        assert_eq!(
            namespace.qualify("Visit__c.Day__c"),
            "acme__Visit__c.acme__Day__c"
        );
        assert_eq!(namespace.qualify("Case.Day__c"), "Case.acme__Day__c");
        assert_eq!(namespace.qualify("Case"), "Case");
        assert_eq!(namespace.qualify("other__Visit__c"), "other__Visit__c");
        assert_eq!(Namespace::default().qualify("Visit__c"), "Visit__c");
    }

    #[test]
    fn components_may_be_named_in_three_ways() {
        let namespace = Namespace::new("acme");
        assert_eq!(namespace.component_candidates("Page"), ["acme__page", "page"]);
        assert_eq!(namespace.component_candidates("acme.Page"), ["acme__page"]);
        assert_eq!(namespace.component_candidates("acme__Page"), ["acme__page"]);
    }
}
