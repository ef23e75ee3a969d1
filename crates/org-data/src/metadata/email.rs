//! `email/**`: folders of e-mail templates, and the templates.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::tree::SourceTree;
use super::xml;
use crate::OpenError;

/// A folder of templates.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EmailFolder {
    /// `DeveloperName`, from the file name.
    #[serde(skip)]
    pub developer_name: String,
    /// Namespace of the package it belongs to.
    #[serde(skip)]
    pub namespace: String,
    /// Label.
    #[serde(default)]
    pub name: String,
    /// `Public`, `Hidden`, `Shared`.
    pub access_type: Option<String>,
}

/// A template.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EmailTemplateSource {
    /// The file of its properties.
    #[serde(skip)]
    pub path: PathBuf,
    /// `DeveloperName`, from the file name.
    #[serde(skip)]
    pub developer_name: String,
    /// `DeveloperName` of its folder; `unfiled$public` for none.
    #[serde(skip)]
    pub folder: String,
    /// Namespace of the package it belongs to.
    #[serde(skip)]
    pub namespace: String,
    /// What the `.email` file holds: HTML, or the text of a text template.
    #[serde(skip)]
    pub content: String,
    /// Label.
    #[serde(default)]
    pub name: String,
    /// Whether it may be used.
    #[serde(default)]
    pub available: bool,
    /// Description.
    pub description: Option<String>,
    /// `text`, `html`, `custom` or `visualforce`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Subject.
    pub subject: Option<String>,
    /// Text version of an HTML template.
    pub text_only: Option<String>,
    /// `none`, `freeForm`, ...
    pub style: Option<String>,
    /// Character encoding.
    pub encoding_key: Option<String>,
    /// Object whose fields a Lightning template shows.
    pub related_entity_type: Option<String>,
    /// `Aloha` or `SFX`.
    pub ui_type: Option<String>,
}

const FOLDER: &str = ".emailFolder-meta.xml";
const TEMPLATE: &str = ".email-meta.xml";

/// Reads folders and templates.
pub(super) fn read(tree: &SourceTree) -> Result<(Vec<EmailFolder>, Vec<EmailTemplateSource>), OpenError> {
    let (mut folders, mut templates) = (Vec::new(), Vec::new());
    for file in tree.files("email")? {
        let name = file.path.to_string_lossy().into_owned();
        if name.ends_with(FOLDER) {
            let folder: EmailFolder = xml::parse(&file.path, "EmailFolder")?;
            folders.push(EmailFolder {
                developer_name: xml::component_name(&file.path, FOLDER)?,
                namespace: file.namespace,
                ..folder
            });
        } else if name.ends_with(TEMPLATE) {
            let developer_name = xml::component_name(&file.path, TEMPLATE)?;
            let template: EmailTemplateSource = xml::parse(&file.path, "EmailTemplate")?;
            if !matches!(template.kind.as_str(), "text" | "html" | "custom" | "visualforce") {
                let reason = format!("the template type {} is not known", template.kind);
                return Err(OpenError::metadata(&file.path, reason));
            }
            let body = file.path.with_file_name(format!("{developer_name}.email"));
            let content = std::fs::read_to_string(&body).map_err(|error| OpenError::read(&body, error))?;
            templates.push(EmailTemplateSource {
                folder: folder_of(&file.relative),
                developer_name,
                namespace: file.namespace,
                content,
                path: file.path,
                ..template
            });
        }
    }
    Ok((folders, templates))
}

/// The last directory of a template's path: folders may lie in folders.
fn folder_of(relative: &Path) -> String {
    relative
        .parent()
        .and_then(Path::file_name)
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
