//! What the Visualforce page says about itself in the `data-` attributes of the root element.

use std::fmt;

use web_sys::HtmlElement;

/// The surroundings of a component. Text of the page, not secret, escaped by Visualforce.
#[derive(Clone, Debug)]
pub struct Host {
    root: HtmlElement,
    /// Id of the record the component stands on.
    pub record_id: String,
    /// Id of the user.
    pub user_id: String,
    /// The user's locale as a language tag of `Intl`, for example `fr-FR`.
    pub locale: String,
    /// The user's time zone, for example `Europe/Paris`.
    pub time_zone: String,
}

/// The page lacks an attribute that the component cannot do without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingAttribute(pub &'static str);

impl fmt::Display for MissingAttribute {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the page's root element has no attribute data-{}",
            self.0
        )
    }
}

impl Host {
    /// Reads the attributes of the root element.
    pub fn read(root: &HtmlElement) -> Result<Self, MissingAttribute> {
        Ok(Self {
            // Empty when the page was opened with no Id or a malformed one: Apex then says that there is no record. Pages
            // that are about no record have none.
            record_id: attribute(root, "record-id").unwrap_or_default(),
            user_id: attribute(root, "user-id").unwrap_or_default(),
            locale: language_tag(&attribute(root, "locale").unwrap_or_default()),
            time_zone: attribute(root, "time-zone").unwrap_or_default(),
            root: root.clone(),
        })
    }

    /// What the page says under another name (`data-<name>`); empty when it says nothing.
    pub fn setting(&self, name: &str) -> String {
        attribute(&self.root, name).unwrap_or_default()
    }

    /// The full name of a remote action (`data-<action>`), with the namespace of the package in front.
    pub fn action(&self, name: &'static str) -> Result<String, MissingAttribute> {
        attribute(&self.root, name).ok_or(MissingAttribute(name))
    }
}

fn attribute(root: &HtmlElement, name: &str) -> Option<String> {
    root.get_attribute(&["data-", name].concat())
        .filter(|value| !value.is_empty())
}

/// Salesforce writes locales as Java does (`en_US`, `fr_FR_EURO`, `zh_Hans_CN`); `Intl` wants language tags
/// (`en-US`), without variants such as the currency.
fn language_tag(locale: &str) -> String {
    let mut parts = locale.split('_');
    let mut tag = parts.next().unwrap_or_default().to_owned();
    for part in parts.filter(|part| part.len() == 2 || (part.len() == 4 && *part != "EURO")) {
        tag.push('-');
        tag.push_str(part);
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::language_tag;

    #[test]
    fn salesforce_locales_become_language_tags() {
        for (locale, tag) in [
            ("en_US", "en-US"),
            ("fr", "fr"),
            ("fr_FR_EURO", "fr-FR"),
            ("zh_Hans_CN", "zh-Hans-CN"),
            ("en-GB", "en-GB"),
            ("", ""),
        ] {
            assert_eq!(language_tag(locale), tag);
        }
    }
}
