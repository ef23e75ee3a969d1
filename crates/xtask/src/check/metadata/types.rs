//! The types of the Metadata API, read from Salesforce's declarations for TypeScript, which are generated and regular:
//! a type is a list of words, another name for a type, or a list of fields with at most one type that it extends.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, bail};

/// All types.
pub struct Types(BTreeMap<String, Declaration>);

/// What a value may be.
pub enum Kind<'a> {
    /// An element with elements in it.
    Struct,
    /// One of some words.
    Enum(&'a BTreeSet<String>),
    /// Any text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// Nothing that could be judged: a date, base64, markup.
    Any,
}

enum Declaration {
    Struct {
        extends: Option<String>,
        fields: BTreeMap<String, Field>,
    },
    Enum(BTreeSet<String>),
    Alias(String),
}

/// An element that a type has.
pub struct Field {
    /// Whether it may be there more than once.
    pub many: bool,
    /// Whether a file without it is refused.
    pub required: bool,
    /// The name of its type.
    pub of: String,
}

impl Types {
    /// Reads the declarations.
    ///
    /// # Errors
    /// When they cannot be read, or are written in another way than this reads.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        Self::parse(&text)
    }

    /// # Errors
    /// When the declarations are written in another way than this reads.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let mut all = BTreeMap::new();
        let mut open: Option<(String, Option<String>, BTreeMap<String, Field>)> = None;
        for line in text.lines() {
            if let Some((name, extends, fields)) = open.as_mut() {
                if line == "};" {
                    let fields = std::mem::take(fields);
                    all.insert(
                        std::mem::take(name),
                        Declaration::Struct {
                            extends: extends.take(),
                            fields,
                        },
                    );
                    open = None;
                } else if let Some((name, of)) = line.trim().trim_end_matches(';').split_once(": ") {
                    let many = of.ends_with("[]");
                    let field = Field {
                        many,
                        required: !many && !name.ends_with('?'),
                        of: of.trim_end_matches("[]").to_owned(),
                    };
                    fields.insert(name.trim_end_matches('?').to_owned(), field);
                }
            } else if let Some((name, is)) = line
                .strip_prefix("export type ")
                .and_then(|rest| rest.split_once(" = "))
            {
                if let Some(extends) = is.strip_suffix('{') {
                    let extends = extends.trim().trim_end_matches('&').trim();
                    let extends = (!extends.is_empty()).then(|| extends.to_owned());
                    open = Some((name.to_owned(), extends, BTreeMap::new()));
                } else if is.starts_with('\'') {
                    let words = is.trim_end_matches(';').split(" | ");
                    let words = words.map(|word| word.trim_matches('\'').to_owned()).collect();
                    all.insert(name.to_owned(), Declaration::Enum(words));
                } else {
                    all.insert(
                        name.to_owned(),
                        Declaration::Alias(is.trim_end_matches(';').to_owned()),
                    );
                }
            }
        }
        if all.is_empty() || open.is_some() {
            bail!("the declarations of the Metadata API are not written as this program reads them");
        }
        Ok(Self(all))
    }

    /// What a value of a type may be.
    pub fn kind(&self, name: &str) -> Kind<'_> {
        match (self.0.get(name), name) {
            (Some(Declaration::Struct { .. }), _) => Kind::Struct,
            (Some(Declaration::Enum(words)), _) => Kind::Enum(words),
            (Some(Declaration::Alias(other)), _) => self.kind(other),
            (None, "string") => Kind::Text,
            (None, "boolean") => Kind::Boolean,
            (None, "number") => Kind::Number,
            (None, _) => Kind::Any,
        }
    }

    /// An element of a type, its own or one of the type that it extends.
    pub fn field(&self, type_name: &str, element: &str) -> Option<&Field> {
        self.lineage(type_name)
            .into_iter()
            .find_map(|fields| fields.get(element))
    }

    /// The elements that a type cannot be without.
    pub fn required(&self, type_name: &str) -> Vec<&str> {
        let lineage = self.lineage(type_name).into_iter();
        lineage
            .flatten()
            .filter(|(_, field)| field.required)
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// The fields of a type and of those that it extends.
    fn lineage(&self, type_name: &str) -> Vec<&BTreeMap<String, Field>> {
        match self.0.get(type_name) {
            Some(Declaration::Struct { extends, fields }) => {
                let mut all = vec![fields];
                if let Some(base) = extends {
                    all.extend(self.lineage(base));
                }
                all
            }
            Some(Declaration::Alias(other)) => self.lineage(other),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECLARATIONS: &str = "\
export type Color = 'Red' | 'Dark Green';
export type Metadata = {
    fullName?: string;
};
export type Folder = Metadata & {
    color: Color;
    shares: Share[];
};
export type ReportFolder = Folder;
export type Code = string;
";

    #[test]
    fn declarations_are_read() {
        let types = Types::parse(DECLARATIONS).unwrap();
        assert!(matches!(types.kind("ReportFolder"), Kind::Struct));
        assert!(matches!(types.kind("Code"), Kind::Text));
        assert!(matches!(types.kind("Color"), Kind::Enum(words) if words.contains("Dark Green")));
        assert_eq!(types.required("ReportFolder"), ["color"]);
        assert!(types.field("ReportFolder", "shares").unwrap().many);
        assert!(types.field("ReportFolder", "fullName").is_some());
        assert!(types.field("ReportFolder", "nonsense").is_none());
        assert!(Types::parse("export const x = 1;").is_err());
    }
}
