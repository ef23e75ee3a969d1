//! The managed package of the org: which namespace it has, and how names are told apart inside and outside it.
//!
//! A component of the package is `ns__Name` in the org. Inside the package it is just `Name`; outside only its
//! full name (or `ns.Name`, for a class) reaches it. Source: Visualforce Developer Guide, "Using the Namespace
//! of a Managed Package"; Apex Developer Guide, "Using Namespaces When Invoking Methods".

use std::collections::BTreeSet;

use org_data::SourceTree;

/// The namespace of the org's package, with the names that are in it. Empty when nothing is managed.
#[derive(Clone, Debug, Default)]
pub struct Package {
    namespace: String,
    /// Lower-case names of its top-level classes.
    classes: BTreeSet<String>,
}

impl Package {
    /// A package without classes.
    pub fn new(namespace: &str) -> Self {
        Self {
            namespace: namespace.to_owned(),
            classes: BTreeSet::new(),
        }
    }

    /// The package of a source tree.
    ///
    /// # Errors
    /// When a directory cannot be read.
    pub fn open(namespace: &str, tree: &SourceTree) -> Result<Self, String> {
        let mut package = Self::new(namespace);
        if namespace.is_empty() {
            return Ok(package);
        }
        for file in tree.files("classes").map_err(|error| error.to_string())? {
            let class = file.path.extension().is_some_and(|extension| extension == "cls");
            if class
                && package.is_own(&file.namespace)
                && let Some(name) = file.path.file_stem().and_then(|stem| stem.to_str())
            {
                package.classes.insert(name.to_lowercase());
            }
        }
        Ok(package)
    }

    /// The namespace; empty when nothing is managed.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// Whether a namespace is the package's. The empty one is nobody's.
    pub fn is_own(&self, namespace: &str) -> bool {
        !self.namespace.is_empty() && namespace.eq_ignore_ascii_case(&self.namespace)
    }

    /// The name in the org of a component called `name` in a file of the namespace `from`.
    pub fn resolve(&self, name: &str, from: &str) -> String {
        match self.split(name) {
            Some(rest) => full(&self.namespace, rest),
            None => full(from, name),
        }
    }

    /// The name in the org of a component that the package's own Apex calls `name`.
    pub fn own(&self, name: &str) -> String {
        self.resolve(name, &self.namespace)
    }

    /// The name without the package's namespace, when it has it.
    fn split<'n>(&self, name: &'n str) -> Option<&'n str> {
        if self.namespace.is_empty() {
            return None;
        }
        let (prefix, rest) = name.split_at_checked(self.namespace.len())?;
        if !self.is_own(prefix) {
            return None;
        }
        rest.strip_prefix("__").or_else(|| rest.strip_prefix('.'))
    }

    /// A class named in a file of the namespace `from`: its name in the program and its own namespace.
    pub fn class<'n>(&self, name: &'n str, from: &str) -> ClassName<'n> {
        let (name, managed) = match self.split(name) {
            Some(rest) => (rest, true),
            None => (name, self.is_own(from)),
        };
        ClassName {
            name,
            namespace: if managed {
                self.namespace.clone()
            } else {
                String::new()
            },
        }
    }

    /// Whether a class is where its name says: a class of the package is reached through its namespace only.
    pub fn contains(&self, class: &ClassName<'_>) -> bool {
        self.classes.contains(&class.name.to_lowercase()) != class.namespace.is_empty()
    }
}

/// A class with its namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassName<'n> {
    /// Name in the program.
    pub name: &'n str,
    /// Namespace; empty outside the package.
    pub namespace: String,
}

/// The name of a component in the org.
pub fn full(namespace: &str, name: &str) -> String {
    if namespace.is_empty() {
        name.to_owned()
    } else {
        format!("{namespace}__{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package() -> Package {
        let mut package = Package::new("acme");
        package.classes.insert("visits".to_owned());
        package
    }

    #[test]
    fn names_mean_what_is_near_unless_they_say_otherwise() {
        let package = package();
        assert_eq!(package.resolve("Page", "acme"), "acme__Page");
        assert_eq!(package.resolve("Page", ""), "Page");
        assert_eq!(package.resolve("ACME__Page", ""), "acme__Page");
        assert_eq!(package.resolve("acme.Page", ""), "acme__Page");
        assert_eq!(package.resolve("acmePage", ""), "acmePage");
        let unmanaged = Package::default();
        assert_eq!(unmanaged.resolve("acme__Page", ""), "acme__Page");
        assert_eq!(unmanaged.own("Page"), "Page");
    }

    #[test]
    fn a_class_of_the_package_needs_its_namespace_outside() {
        let package = package();
        let inside = package.class("Visits", "acme");
        assert_eq!((inside.name, inside.namespace.as_str()), ("Visits", "acme"));
        assert!(package.contains(&inside));
        assert!(package.contains(&package.class("acme.Visits", "")));
        assert!(!package.contains(&package.class("Visits", "")));
        assert!(package.contains(&package.class("Mine", "")));
        assert!(!package.contains(&package.class("Mine", "acme")));
        let unmanaged = Package::default();
        assert!(unmanaged.contains(&unmanaged.class("Visits", "")));
    }
}
