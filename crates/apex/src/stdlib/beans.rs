//! Platform classes that only hold properties: each with its type, its default, and how Apex reaches it.
//!
//! A property is reached as a field (`x.name`), by `getName()` and `isName()`, and by `setName(value)`; which
//! of them a class has does not matter here, for Salesforce has compiled the code.

use super::args::Found;
use super::types;
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Key, Native, TypeName, Value};

/// A class with its properties: name, declared type, and the default where it is not null.
struct Bean {
    name: &'static str,
    properties: &'static [(&'static str, &'static str, Start)],
}

/// What a property is before it is set.
#[derive(Clone, Copy)]
enum Start {
    Null,
    True,
    False,
    Number(i32),
    /// An empty list of the declared type.
    Empty,
    /// An instance of the declared class.
    New,
}

use Start::{Empty, False, New, Null, Number, True};

/// Source: Apex Reference Guide, the pages of these classes.
const BEANS: &[Bean] = &[
    Bean {
        name: "Messaging.SingleEmailMessage",
        properties: &[
            ("bccAddresses", "List<String>", Null),
            ("bccSender", "Boolean", False),
            ("ccAddresses", "List<String>", Null),
            ("charset", "String", Null),
            ("documentAttachments", "List<Id>", Null),
            ("emailPriority", "String", Null),
            ("entityAttachments", "List<String>", Null),
            ("fileAttachments", "List<Messaging.EmailFileAttachment>", Null),
            ("htmlBody", "String", Null),
            ("inReplyTo", "String", Null),
            ("optOutPolicy", "String", Null),
            ("orgWideEmailAddressId", "Id", Null),
            ("plainTextBody", "String", Null),
            ("references", "String", Null),
            ("replyTo", "String", Null),
            ("saveAsActivity", "Boolean", True),
            ("senderDisplayName", "String", Null),
            ("subject", "String", Null),
            ("targetObjectId", "Id", Null),
            ("templateId", "Id", Null),
            ("templateName", "String", Null),
            ("toAddresses", "List<String>", Null),
            ("treatBodiesAsTemplate", "Boolean", False),
            ("treatTargetObjectAsRecipient", "Boolean", True),
            ("useSignature", "Boolean", True),
            ("whatId", "Id", Null),
        ],
    },
    Bean {
        name: "Messaging.EmailFileAttachment",
        properties: &[
            ("body", "Blob", Null),
            ("contentType", "String", Null),
            ("fileName", "String", Null),
            ("inline", "Boolean", False),
        ],
    },
    Bean {
        name: "Messaging.InboundEmail",
        properties: &[
            (
                "binaryAttachments",
                "List<Messaging.InboundEmail.BinaryAttachment>",
                Null,
            ),
            ("ccAddresses", "List<String>", Null),
            ("fromAddress", "String", Null),
            ("fromName", "String", Null),
            ("headers", "List<Messaging.InboundEmail.Header>", Null),
            ("htmlBody", "String", Null),
            ("htmlBodyIsTruncated", "Boolean", Null),
            ("inReplyTo", "String", Null),
            ("messageId", "String", Null),
            ("plainTextBody", "String", Null),
            ("plainTextBodyIsTruncated", "Boolean", Null),
            ("references", "List<String>", Null),
            ("replyTo", "String", Null),
            ("subject", "String", Null),
            (
                "textAttachments",
                "List<Messaging.InboundEmail.TextAttachment>",
                Null,
            ),
            ("toAddresses", "List<String>", Null),
        ],
    },
    Bean {
        name: "Messaging.InboundEmail.BinaryAttachment",
        properties: &[
            ("body", "Blob", Null),
            ("fileName", "String", Null),
            ("headers", "List<Messaging.InboundEmail.Header>", Null),
            ("mimeTypeSubType", "String", Null),
        ],
    },
    Bean {
        name: "Messaging.InboundEmail.TextAttachment",
        properties: &[
            ("body", "String", Null),
            ("bodyIsTruncated", "Boolean", Null),
            ("charset", "String", Null),
            ("fileName", "String", Null),
            ("headers", "List<Messaging.InboundEmail.Header>", Null),
            ("mimeTypeSubType", "String", Null),
        ],
    },
    Bean {
        name: "Messaging.InboundEmail.Header",
        properties: &[("name", "String", Null), ("value", "String", Null)],
    },
    Bean {
        name: "Messaging.InboundEnvelope",
        properties: &[("fromAddress", "String", Null), ("toAddress", "String", Null)],
    },
    Bean {
        name: "Messaging.InboundEmailResult",
        properties: &[("message", "String", Null), ("success", "Boolean", Null)],
    },
    Bean {
        name: "Database.DMLOptions",
        properties: &[
            ("allowFieldTruncation", "Boolean", False),
            (
                "assignmentRuleHeader",
                "Database.DMLOptions.AssignmentRuleHeader",
                New,
            ),
            (
                "duplicateRuleHeader",
                "Database.DMLOptions.DuplicateRuleHeader",
                New,
            ),
            ("emailHeader", "Database.DMLOptions.EmailHeader", New),
            ("localeOptions", "String", Null),
            ("optAllOrNone", "Boolean", False),
        ],
    },
    Bean {
        name: "Database.DMLOptions.AssignmentRuleHeader",
        properties: &[
            ("assignmentRuleId", "Id", Null),
            ("useDefaultRule", "Boolean", False),
        ],
    },
    Bean {
        name: "Database.DMLOptions.DuplicateRuleHeader",
        properties: &[
            ("allowSave", "Boolean", False),
            ("includeRecordDetails", "Boolean", False),
            ("runAsCurrentUser", "Boolean", False),
        ],
    },
    Bean {
        name: "Database.DMLOptions.EmailHeader",
        properties: &[
            ("triggerAutoResponseEmail", "Boolean", False),
            ("triggerOtherEmail", "Boolean", False),
            ("triggerUserEmail", "Boolean", False),
        ],
    },
    Bean {
        name: "System.StaticResourceCalloutMock",
        properties: &[
            ("staticResource", "String", Null),
            ("status", "String", Null),
            ("statusCode", "Integer", Null),
        ],
    },
    Bean {
        name: "System.MultiStaticResourceCalloutMock",
        properties: &[("status", "String", Null), ("statusCode", "Integer", Null)],
    },
    Bean {
        name: "System.RestRequest",
        properties: &[
            ("headers", "Map<String,String>", Empty),
            ("httpMethod", "String", Null),
            ("params", "Map<String,String>", Empty),
            ("remoteAddress", "String", Null),
            ("requestBody", "Blob", Null),
            ("requestURI", "String", Null),
            ("resourcePath", "String", Null),
        ],
    },
    Bean {
        name: "System.RestResponse",
        properties: &[
            ("headers", "Map<String,String>", Empty),
            ("responseBody", "Blob", Null),
            ("statusCode", "Integer", Number(200)),
        ],
    },
    Bean {
        name: "System.AsyncOptions",
        properties: &[
            ("duplicateSignature", "Object", Null),
            ("maximumQueueableStackDepth", "Integer", Null),
            ("minimumQueueableDelayInMinutes", "Integer", Null),
        ],
    },
];

fn find(name: &str) -> Option<&'static Bean> {
    let fits = |own: &str| {
        own.eq_ignore_ascii_case(name)
            || own
                .strip_prefix("System.")
                .is_some_and(|short| short.eq_ignore_ascii_case(name))
    };
    BEANS.iter().find(|bean| fits(bean.name))
}

/// Whether there is such a class.
pub(super) fn exists(name: &str) -> bool {
    find(name).is_some()
}

/// `new T()`.
pub(super) fn construct(name: &str) -> Option<Value> {
    let bean = find(name)?;
    let native = Native::new(bean.name);
    for (property, type_name, start) in bean.properties {
        let value = match start {
            Null => continue,
            True => Value::Boolean(true),
            False => Value::Boolean(false),
            Number(number) => Value::Integer(*number),
            Empty => empty(type_name)?,
            New => construct(type_name)?,
        };
        native.set(property, value);
    }
    Some(Value::native(native))
}

/// An empty collection of a declared type.
fn empty(type_name: &str) -> Option<Value> {
    let declared = types::parse(type_name)?;
    Some(if declared.is("Map") {
        Value::map(declared.arg(0), declared.arg(1), [])
    } else {
        Value::list(declared.arg(0), Vec::new())
    })
}

/// The declared type of a property.
fn type_of(native: &Native, property: &str) -> Option<TypeName> {
    let bean = find(&native.type_name)?;
    let (_, type_name, _) = bean
        .properties
        .iter()
        .find(|(name, _, _)| name.eq_ignore_ascii_case(property))?;
    types::parse(type_name)
}

/// `x.name`.
pub(super) fn get_property(native: &Native, name: &str) -> Option<Value> {
    type_of(native, name).map(|_| native.get(name))
}

/// `x.name = value`; `None` when there is no such property.
pub(super) fn set_property(
    interp: &mut Interpreter<'_>,
    native: &Native,
    name: &str,
    value: &Value,
) -> Option<Result<(), Thrown>> {
    let declared = type_of(native, name)?;
    Some(
        interp
            .coerce(value.clone(), &declared)
            .map(|value| native.set(name, value)),
    )
}

/// `x.getName()`, `x.isName()`, `x.setName(value)`.
pub(super) fn call_method(
    interp: &mut Interpreter<'_>,
    native: &Native,
    method: &str,
    args: &[Value],
) -> Found {
    if let ([name, value], "addheader" | "addparameter") = (args, method) {
        let property = if method == "addheader" {
            "headers"
        } else {
            "params"
        };
        if let Value::Map(map) = native.get(property) {
            map.entries.borrow_mut().insert(Key(name.clone()), value.clone());
            return Ok(Some(Value::Null));
        }
    }
    match (args, method.get(..3), method.get(3..)) {
        ([], Some("get"), Some(name)) => Ok(get_property(native, name)),
        ([], _, _) if method.starts_with("is") => Ok(get_property(native, &method[2..])),
        ([value], Some("set"), Some(name)) => {
            set_property(interp, native, name, value).map_or(Ok(None), |set| set.map(|()| Some(Value::Null)))
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declared_type_can_be_read() {
        for bean in BEANS {
            assert!(construct(bean.name).is_some(), "{}", bean.name);
            for (property, type_name, _) in bean.properties {
                assert!(types::parse(type_name).is_some(), "{}.{property}", bean.name);
            }
        }
    }

    #[test]
    fn names_have_no_case_and_system_may_be_missing() {
        assert!(exists("messaging.singleemailmessage"));
        assert!(exists("StaticResourceCalloutMock"));
        assert!(!exists("SingleEmailMessage"));
    }
}
