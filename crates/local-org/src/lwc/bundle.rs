//! Which Lightning web components the sources have, and what their `.js-meta.xml` says of them.

use std::collections::BTreeMap;

use org_data::SourceTree;
use serde::Deserialize;

/// A component.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// Name.
    pub name: String,
    /// Namespace; empty outside the package.
    pub namespace: String,
    /// Whether builders offer it.
    pub exposed: bool,
    /// Where: `lightning__RecordPage` and the like.
    pub targets: Vec<String>,
    /// What builders let be set, by target.
    pub properties: Vec<(String, Property)>,
}

/// What a builder lets be set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Property {
    /// Name in the component.
    pub name: String,
    /// Label in the builder.
    pub label: String,
    /// `String`, `Integer`, `Boolean`.
    pub kind: String,
    /// Value when nothing is set.
    pub default: Option<String>,
    /// What to choose from; empty: anything.
    pub choices: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct MetaXml {
    is_exposed: bool,
    targets: TargetsXml,
    target_configs: ConfigsXml,
}

#[derive(Default, Deserialize)]
struct TargetsXml {
    #[serde(default)]
    target: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ConfigsXml {
    #[serde(default)]
    target_config: Vec<ConfigXml>,
}

#[derive(Deserialize)]
struct ConfigXml {
    #[serde(rename = "@targets")]
    targets: String,
    #[serde(default)]
    property: Vec<PropertyXml>,
}

#[derive(Deserialize)]
struct PropertyXml {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@type")]
    kind: String,
    #[serde(rename = "@label")]
    label: Option<String>,
    #[serde(rename = "@default")]
    default: Option<String>,
    #[serde(rename = "@datasource")]
    datasource: Option<String>,
}

impl Bundle {
    /// The element's name: `ns-some-name` for `someName`.
    pub fn tag(&self) -> String {
        let mut tag = format!("{}-", self.place());
        for sign in self.name.chars() {
            if sign.is_ascii_uppercase() {
                tag.push('-');
            }
            tag.push(sign.to_ascii_lowercase());
        }
        tag
    }

    /// Where its module is served.
    pub fn address(&self) -> String {
        format!("/lwc/{}/{}.js", self.place(), self.name)
    }

    /// The namespace as an address has it.
    fn place(&self) -> String {
        if self.namespace.is_empty() {
            "c".to_owned()
        } else {
            self.namespace.to_ascii_lowercase()
        }
    }

    /// Whether a builder may put it there.
    pub fn is_for(&self, target: &str) -> bool {
        self.exposed && self.targets.iter().any(|own| own == target)
    }

    /// What a builder lets be set there.
    pub fn properties_of<'b>(&'b self, target: &'b str) -> impl Iterator<Item = &'b Property> {
        let own = self.properties.iter().filter(move |(of, _)| of == target);
        own.map(|(_, property)| property)
    }
}

/// Every component, by namespace and name in lower case.
#[derive(Clone, Debug, Default)]
pub struct Bundles(BTreeMap<(String, String), Bundle>);

impl Bundles {
    /// Reads what the sources say of their components.
    ///
    /// # Errors
    /// A sentence naming the file at fault.
    pub fn open(tree: &SourceTree) -> Result<Self, String> {
        const META: &str = ".js-meta.xml";
        let mut bundles = BTreeMap::new();
        for file in tree.files("lwc").map_err(|error| error.to_string())? {
            let name = file.path.file_name().and_then(|name| name.to_str());
            let Some(name) = name.and_then(|name| name.strip_suffix(META)) else {
                continue;
            };
            let explain = |error: &dyn std::fmt::Display| format!("{}: {error}", file.path.display());
            let text = std::fs::read_to_string(&file.path).map_err(|error| explain(&error))?;
            let bundle = parse(&text, name, &file.namespace).map_err(|error| explain(&error))?;
            bundles.insert(key(&file.namespace, name), bundle);
        }
        Ok(Self(bundles))
    }

    /// A component by its name.
    pub fn get(&self, namespace: &str, name: &str) -> Option<&Bundle> {
        self.0.get(&key(namespace, name))
    }

    /// Every component, by namespace and name.
    pub fn all(&self) -> impl Iterator<Item = &Bundle> {
        self.0.values()
    }

    /// A component as builders name it, in metadata of the namespace `from`: `ns:name`, `c:name` or just `name`.
    pub fn named(&self, name: &str, from: &str) -> Option<&Bundle> {
        match name.split_once(':') {
            Some(("c", name)) => self.get(from, name),
            Some((namespace, name)) => self.get(namespace, name),
            None => self.get(from, name),
        }
    }
}

fn key(namespace: &str, name: &str) -> (String, String) {
    (namespace.to_lowercase(), name.to_lowercase())
}

fn parse(text: &str, name: &str, namespace: &str) -> Result<Bundle, String> {
    let xml: MetaXml = quick_xml::de::from_str(text).map_err(|error| error.to_string())?;
    let mut properties = Vec::new();
    for config in xml.target_configs.target_config {
        for target in config.targets.split(',').map(str::trim) {
            let own = config
                .property
                .iter()
                .map(|property| (target.to_owned(), property.into()));
            properties.extend(own);
        }
    }
    Ok(Bundle {
        name: name.to_owned(),
        namespace: namespace.to_owned(),
        exposed: xml.is_exposed,
        targets: xml.targets.target,
        properties,
    })
}

impl From<&PropertyXml> for Property {
    fn from(xml: &PropertyXml) -> Self {
        let choices = xml.datasource.as_deref().unwrap_or_default().split(',');
        let choices = choices.map(str::trim).filter(|choice| !choice.is_empty());
        Self {
            name: xml.name.clone(),
            label: xml.label.clone().unwrap_or_else(|| xml.name.clone()),
            kind: xml.kind.clone(),
            default: xml.default.clone(),
            choices: choices.map(str::to_owned).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const META: &str = r#"<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata">
<apiVersion>66.0</apiVersion><isExposed>true</isExposed>
<targets><target>lightning__RecordPage</target><target>lightning__AppPage</target></targets>
<targetConfigs><targetConfig targets="lightning__RecordPage">
<property name="look" type="String" datasource="Wide, Narrow" default="Wide"/>
</targetConfig></targetConfigs></LightningComponentBundle>"#;

    #[test]
    fn what_builders_may_set() {
        let bundle = parse(META, "someMemo", "Acme").expect("parses");
        assert_eq!(bundle.tag(), "acme-some-memo");
        assert_eq!(bundle.address(), "/lwc/acme/someMemo.js");
        assert!(bundle.is_for("lightning__RecordPage") && !bundle.is_for("lightning__UtilityBar"));
        let look: Vec<&Property> = bundle.properties_of("lightning__RecordPage").collect();
        assert_eq!(
            (look[0].label.as_str(), look[0].default.as_deref()),
            ("look", Some("Wide"))
        );
        assert_eq!(look[0].choices, ["Wide", "Narrow"]);
        assert_eq!(bundle.properties_of("lightning__AppPage").count(), 0);
    }

    #[test]
    fn a_name_means_what_is_near() {
        let mut bundles = Bundles::default();
        for namespace in ["", "acme"] {
            let bundle = parse(META, "memo", namespace).expect("parses");
            bundles.0.insert(key(namespace, "memo"), bundle);
        }
        let namespace = |name, from| bundles.named(name, from).map(|bundle| bundle.namespace.as_str());
        assert_eq!(namespace("c:memo", ""), Some(""));
        assert_eq!(namespace("memo", "acme"), Some("acme"));
        assert_eq!(namespace("acme:memo", ""), Some("acme"));
        assert_eq!(namespace("other:memo", ""), None);
    }
}
