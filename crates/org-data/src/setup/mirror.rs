//! Rows that mirror the sources: templates, record types, classes, queues. They are brought up to date at
//! every start and keep their Ids, because records point to them.

use std::path::Path;

use apex::host::Data;
use rusqlite::{OptionalExtension, params_from_iter};

use super::kept_metadata;
use super::writer::Writer;
use crate::OpenError;
use crate::metadata::Metadata;
use crate::metadata::tree::SourceTree;
use crate::schema::Object;
use crate::store::value::Storage;
use crate::store::{quote, row};

fn text(value: &str) -> Data {
    if value.is_empty() {
        Data::Null
    } else {
        Data::String(value.to_owned())
    }
}

fn optional(value: Option<&str>) -> Data {
    value.map_or(Data::Null, text)
}

/// Brings the row with these key values up to date, or inserts it; returns its Id.
fn upsert(
    writer: &Writer<'_>,
    object: &Object,
    keys: &[(&str, Data)],
    values: &[(&str, Data)],
) -> Result<String, OpenError> {
    let mut conditions = Vec::new();
    let mut parameters = Vec::new();
    for (name, data) in keys {
        conditions.push(format!("{} IS ?", quote(name)));
        parameters.push(stored(object, name, data)?.1);
    }
    let sql = format!(
        "SELECT Id FROM {} WHERE IsDeleted = 0 AND {} ORDER BY Id",
        quote(object.name()),
        conditions.join(" AND ")
    );
    let found: Option<String> = writer
        .connection
        .prepare_cached(&sql)?
        .query_row(params_from_iter(parameters), |row| row.get(0))
        .optional()?;
    match found {
        Some(own) if kept_metadata::is_edited(writer.connection, &own)? => Ok(own),
        Some(own) => {
            let values: Vec<_> = values
                .iter()
                .map(|(name, data)| stored(object, name, data))
                .collect::<Result<_, _>>()?;
            row::update(writer.connection, object, &own, &values)?;
            Ok(own)
        }
        None => writer.insert(object, &[keys, values].concat()),
    }
}

fn stored(object: &Object, name: &str, data: &Data) -> Result<(String, rusqlite::types::Value), OpenError> {
    let wrong = |reason: String| OpenError::Schema(format!("{}.{name}: {reason}", object.name()));
    let field = object
        .field(name)
        .ok_or_else(|| wrong("no such field".to_owned()))?;
    let value = Storage::of(field).to_sql(data).map_err(wrong)?;
    Ok((field.name.clone(), value))
}

/// `Folder` and `EmailTemplate`.
pub(super) fn email(writer: &Writer<'_>, metadata: &Metadata) -> Result<(), OpenError> {
    let folders = writer.object("Folder")?;
    let templates = writer.object("EmailTemplate")?;
    let organization: String = writer
        .connection
        .query_row("SELECT Id FROM Organization", [], |row| row.get(0))?;
    for folder in &metadata.email_folders {
        upsert(
            writer,
            &folders,
            &[
                ("DeveloperName", text(&folder.developer_name)),
                ("NamespacePrefix", text(&folder.namespace)),
                ("Type", text("Email")),
            ],
            &[
                ("Name", text(&folder.name)),
                ("AccessType", optional(folder.access_type.as_deref())),
            ],
        )?;
    }
    for template in &metadata.email_templates {
        let folder = if template.folder == "unfiled$public" {
            organization.clone()
        } else {
            upsert(
                writer,
                &folders,
                &[
                    ("DeveloperName", text(&template.folder)),
                    ("NamespacePrefix", text(&template.namespace)),
                    ("Type", text("Email")),
                ],
                &[],
            )?
        };
        let (html, body, markup) = match template.kind.as_str() {
            "text" => (None, Some(template.content.as_str()), None),
            "visualforce" => (None, None, Some(template.content.as_str())),
            _ => (
                Some(template.content.as_str()),
                template.text_only.as_deref(),
                None,
            ),
        };
        upsert(
            writer,
            &templates,
            &[
                ("DeveloperName", text(&template.developer_name)),
                ("NamespacePrefix", text(&template.namespace)),
            ],
            &[
                ("Name", text(&template.name)),
                ("FolderId", Data::Id(folder)),
                ("Description", optional(template.description.as_deref())),
                ("Subject", optional(template.subject.as_deref())),
                ("HtmlValue", optional(html)),
                ("Body", optional(body)),
                ("Markup", optional(markup)),
                ("IsActive", Data::Boolean(template.available)),
                ("TemplateType", text(&template.kind)),
                ("TemplateStyle", optional(template.style.as_deref())),
                ("Encoding", optional(template.encoding_key.as_deref())),
                (
                    "RelatedEntityType",
                    optional(template.related_entity_type.as_deref()),
                ),
                ("UiType", text(template.ui_type.as_deref().unwrap_or("Aloha"))),
            ],
        )?;
    }
    Ok(())
}

/// `RecordType`.
pub(super) fn record_types(writer: &Writer<'_>, metadata: &Metadata) -> Result<(), OpenError> {
    let object = writer.object("RecordType")?;
    for (name, source) in &metadata.objects {
        for kind in &source.record_types {
            upsert(
                writer,
                &object,
                &[
                    ("SobjectType", text(name)),
                    ("DeveloperName", text(&kind.full_name)),
                    ("NamespacePrefix", text(&kind.namespace)),
                ],
                &[
                    ("Name", text(&kind.label)),
                    ("Description", optional(kind.description.as_deref())),
                    ("IsActive", Data::Boolean(kind.active)),
                ],
            )?;
        }
    }
    Ok(())
}

/// `CustomPermission`.
pub(super) fn custom_permissions(writer: &Writer<'_>, metadata: &Metadata) -> Result<(), OpenError> {
    let object = writer.object("CustomPermission")?;
    for permission in &metadata.custom_permissions {
        upsert(
            writer,
            &object,
            &[
                ("DeveloperName", text(&permission.name)),
                ("NamespacePrefix", text(&permission.namespace)),
            ],
            &[
                ("MasterLabel", text(&permission.label)),
                ("Description", optional(permission.description.as_deref())),
            ],
        )?;
    }
    Ok(())
}

/// `UserRole`, and the groups and queues of `Group`.
pub(super) fn people(writer: &Writer<'_>, metadata: &Metadata) -> Result<(), OpenError> {
    let roles = writer.object("UserRole")?;
    for role in &metadata.roles {
        upsert(
            writer,
            &roles,
            &[("DeveloperName", text(&role.developer_name))],
            &[("Name", text(&role.name))],
        )?;
    }
    for role in &metadata.roles {
        let Some(parent) = &role.parent_role else { continue };
        let key = |name: &str| [("DeveloperName", text(name))];
        let parent = upsert(writer, &roles, &key(parent), &[])?;
        upsert(
            writer,
            &roles,
            &key(&role.developer_name),
            &[("ParentRoleId", Data::Id(parent))],
        )?;
    }
    let groups = writer.object("Group")?;
    let of_kind = |name: &str, kind: &str| [("DeveloperName", text(name)), ("Type", text(kind))];
    for group in &metadata.groups {
        let keys = of_kind(&group.developer_name, "Regular");
        upsert(writer, &groups, &keys, &[("Name", text(&group.name))])?;
    }
    let owned = writer.object("QueueSobject")?;
    for queue in &metadata.queues {
        let keys = of_kind(&queue.developer_name, "Queue");
        let values = [
            ("Name", text(&queue.name)),
            ("Email", optional(queue.email.as_deref())),
        ];
        let own = upsert(writer, &groups, &keys, &values)?;
        for object in &queue.queue_sobject {
            let keys = [
                ("QueueId", Data::Id(own.clone())),
                ("SobjectType", text(&object.sobject_type)),
            ];
            upsert(writer, &owned, &keys, &[])?;
        }
    }
    Ok(())
}

/// `ApexClass`, `ApexTrigger`, `ApexPage` and `StaticResource`: what there is, by name.
pub(super) fn code(writer: &Writer<'_>, tree: &SourceTree) -> Result<(), OpenError> {
    for (folder, suffix, object) in [
        ("classes", ".cls", "ApexClass"),
        ("triggers", ".trigger", "ApexTrigger"),
        ("pages", ".page", "ApexPage"),
    ] {
        let object = writer.object(object)?;
        let content = if object.field("Markup").is_some() {
            "Markup"
        } else {
            "Body"
        };
        for file in tree.files(folder)? {
            let Some(name) = stem(&file.path, suffix) else {
                continue;
            };
            let body =
                std::fs::read_to_string(&file.path).map_err(|error| OpenError::read(&file.path, error))?;
            let mut values = vec![(content, text(&body))];
            if folder == "pages" {
                values.extend(controller(&body));
            }
            upsert(
                writer,
                &object,
                &[("Name", text(&name)), ("NamespacePrefix", text(&file.namespace))],
                &values,
            )?;
        }
    }
    let object = writer.object("StaticResource")?;
    for file in tree.entries("staticresources")? {
        let Some(name) = stem(&file.path, ".resource-meta.xml") else {
            continue;
        };
        upsert(
            writer,
            &object,
            &[("Name", text(&name)), ("NamespacePrefix", text(&file.namespace))],
            &[("ContentType", text("application/octet-stream"))],
        )?;
    }
    Ok(())
}

/// What a page says about its controller: the kind (1 standard, 3 custom, 0 none) and its object or class.
fn controller(markup: &str) -> [(&'static str, Data); 2] {
    let tag = markup.split_once("<apex:page").map_or("", |(_, rest)| rest);
    let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
    let value = |name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        rest.split_once('"').map(|(value, _)| value)
    };
    let (kind, key) = match (value(" standardController"), value(" controller")) {
        (Some(object), _) => ("1", object),
        (None, Some(class)) => ("3", class),
        (None, None) => ("0", ""),
    };
    [("ControllerType", text(kind)), ("ControllerKey", text(key))]
}

fn stem(path: &Path, suffix: &str) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    name.strip_suffix(suffix).map(str::to_owned)
}
