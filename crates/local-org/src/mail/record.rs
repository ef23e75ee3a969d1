//! The records whose fields a template shows.
//!
//! A classic template names a field of one record: `{!Case.Subject}`; a lookup by itself shows the parent's
//! name (`{!Case.Contact}`, `{!Visit__c.Place__c}`), its Id is `{!Case.ContactId}` or `{!Visit__c.PlaceId__c}`.
//! Steps further than that show as nothing. Source: Salesforce Help, "Merge Fields for Email Templates"
//! (classic). A template of a package names the package's objects and fields without its namespace, any other
//! template with it; so the host must tell names as the org has them.

use std::collections::HashMap;

use apex::host::{AccessMode, Data, Field, FieldType, Host, HostError, ObjectDescribe, Record, User};
use apex::interp::coerce::normal_id;

use super::format;
use super::merge::Source;
use crate::host::row_of;

/// Fields of the sender, the organization, the recipient and the record a mail is about.
pub struct Records<'h> {
    host: &'h mut dyn Host,
    user: User,
    who: Option<String>,
    what: Option<String>,
    /// Namespace of the template; empty outside a package.
    namespace: String,
    known: HashMap<String, Option<String>>,
}

impl<'h> Records<'h> {
    /// `who` is a contact, lead or user, `what` any record.
    ///
    /// # Errors
    /// An `EmailException` when one of them is not an Id.
    pub fn new(
        host: &'h mut dyn Host,
        who: Option<&str>,
        what: Option<&str>,
        namespace: String,
    ) -> Result<Self, HostError> {
        let id = |given: Option<&str>| {
            given
                .map(|id| {
                    normal_id(id).ok_or_else(|| {
                        HostError::new("EmailException", format!("MALFORMED_ID, Invalid id: {id}"))
                    })
                })
                .transpose()
        };
        let (who, what) = (id(who)?, id(what)?);
        let user = host.user();
        Ok(Self {
            namespace,
            host,
            user,
            who,
            what,
            known: HashMap::new(),
        })
    }

    /// The record that a name at the start of a merge field means.
    fn root(&mut self, name: &str) -> Result<Option<(String, String)>, HostError> {
        match name.trim_start_matches('$').to_lowercase().as_str() {
            "user" => return Ok(Some(("User".to_owned(), self.user.id.clone()))),
            "organization" => {
                return Ok(Some(("Organization".to_owned(), self.host.organization().id)));
            }
            _ => {}
        }
        let Some(describe) = self
            .host
            .describe(name)
            .filter(|describe| self.is_named(&describe.name, name))
        else {
            return Ok(None);
        };
        for id in [&self.what, &self.who].into_iter().flatten() {
            if self.host.object_of_id(id).is_some_and(|own| own == describe.name) {
                return Ok(Some((describe.name.clone(), id.clone())));
            }
        }
        // The account of the contact that a mail is to.
        if describe.name == "Account"
            && let Some(who) = self.who.clone()
            && self.host.object_of_id(&who).as_deref() == Some("Contact")
            && let Some(Data::Id(account)) = self.read("Contact", "AccountId", &who)?
        {
            return Ok(Some((describe.name.clone(), account)));
        }
        Ok(None)
    }

    /// Whether the template may call something of the org `given`.
    fn is_named(&self, name: &str, given: &str) -> bool {
        let local = name
            .get(self.namespace.len()..)
            .filter(|_| !self.namespace.is_empty())
            .and_then(|rest| rest.strip_prefix("__"));
        name.eq_ignore_ascii_case(given) || local.is_some_and(|local| local.eq_ignore_ascii_case(given))
    }

    fn field(&mut self, object: &str, id: &str, name: &str) -> Result<Option<String>, HostError> {
        if name.eq_ignore_ascii_case("Link") {
            let path = format!("/lightning/r/{object}/{id}/view");
            return Ok(Some(format!(
                "http://{}{path}",
                self.host.domain("Lightning", "")
            )));
        }
        let Some(describe) = self.host.describe(object) else {
            return Ok(None);
        };
        let name = if name.eq_ignore_ascii_case("OwnerFullName") {
            "Owner"
        } else {
            name
        };
        match meant(self.host, &describe, name, &self.namespace) {
            Some(selection) => {
                let value = self.read(object, &selection, id)?;
                Ok(value.map(|data| format::text(&data, &self.user)))
            }
            None => Ok(None),
        }
    }

    /// One field, possibly of a parent, as the user may read it.
    fn read(&mut self, object: &str, selection: &str, id: &str) -> Result<Option<Data>, HostError> {
        // Everybody sees the names of users and of the organization.
        let access = if matches!(object, "User" | "Organization") {
            AccessMode::System
        } else {
            AccessMode::User
        };
        let row = row_of(self.host, object, &[selection], id, access)?;
        Ok(row.and_then(|row| step(&row, selection)))
    }
}

impl Source for Records<'_> {
    fn value(&mut self, path: &[String]) -> Result<Option<String>, HostError> {
        let full = path.join(".").to_lowercase();
        if let Some(known) = self.known.get(&full) {
            return Ok(known.clone());
        }
        let value = match path {
            [root, .., name] if root.eq_ignore_ascii_case("$label") => self.host.label(name),
            [root, name] => match self.root(root)? {
                Some((object, id)) => self.field(&object, &id, name)?,
                None => None,
            },
            _ => None,
        };
        self.known.insert(full, value.clone());
        Ok(value)
    }
}

/// What to select for a name of a merge field; `None` when it means nothing or the user may not read it.
fn meant(host: &dyn Host, describe: &ObjectDescribe, name: &str, namespace: &str) -> Option<String> {
    let readable = |field: &str| {
        matches!(describe.name.as_str(), "User" | "Organization")
            || host.field_access(&describe.name, field).read
    };
    let lower = name.to_lowercase();
    let own_name = own(describe, &lower, namespace);
    let lookup = describe.fields.values().find_map(|field| match &field.kind {
        FieldType::Reference {
            to,
            relationship: Some(relationship),
            ..
        } => {
            let names_parent = relationship.eq_ignore_ascii_case(name)
                || (field.custom && own_name.as_ref() == Some(&field.name));
            names_parent.then(|| (field.name.clone(), relationship.clone(), to.first().cloned()))
        }
        _ => None,
    });
    if let Some((field, relationship, target)) = lookup {
        let target = host.describe(&target?)?;
        let name = target
            .fields
            .values()
            .find(|field| field.name_field)?
            .name
            .clone();
        return readable(&field).then(|| format!("{relationship}.{name}"));
    }
    if let Some(field) = own_name {
        return readable(&field).then_some(field);
    }
    // `PlaceId__c` is the Id that the lookup `Place__c` holds.
    let id_of = lower.strip_suffix("id__c").map(|stem| format!("{stem}__c"))?;
    let field = own(describe, &id_of, namespace)?;
    readable(&field).then_some(field)
}

/// A field by name; in a template of a package also one of the package, without its namespace.
fn own(describe: &ObjectDescribe, lower: &str, namespace: &str) -> Option<String> {
    let inside = || {
        let key = format!("{}__{lower}", namespace.to_lowercase());
        describe.fields.get(&key).filter(|_| !namespace.is_empty())
    };
    let found = inside().or_else(|| describe.fields.get(lower));
    found.map(|field| field.name.clone())
}

fn step(record: &Record, selection: &str) -> Option<Data> {
    let (first, rest) = selection
        .split_once('.')
        .map_or((selection, None), |(first, rest)| (first, Some(rest)));
    let (_, field) = record
        .fields
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(first))?;
    match (field, rest) {
        (Field::Data(data), None) => Some(data.clone()),
        (Field::Parent(Some(parent)), Some(rest)) => step(parent, rest),
        _ => None,
    }
}
