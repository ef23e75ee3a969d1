//! `Messaging`: sending mail and filling templates.
//!
//! Source: Apex Reference Guide, "Messaging Namespace".

mod merge_fields;

use super::args::{self, Found, found, void};
use crate::error::Thrown;
use crate::host::{EmailAttachment, EmailError, EmailMessage, EmailResult, HostError, RowError};
use crate::interp::Interpreter;
use crate::interp::coerce::normal_id;
use crate::value::{Native, TypeName, Value};

const MESSAGE: &str = "Messaging.SingleEmailMessage";

/// `Messaging.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("sendemail", 1) => send(interp, args, true),
        ("sendemail", 2) => {
            let all_or_none = args::boolean(interp, args, 1)?;
            send(interp, args, all_or_none)
        }
        ("reservesingleemailcapacity", 1 | 2) => {
            let amount = u32::try_from(args::int(interp, args, 0)?)
                .map_err(|_| interp.throw("InvalidParameterValueException", "The amount must be positive"))?;
            let answer = interp.host().reserve_email(amount);
            answer.map_err(|e| interp.host_error(e))?;
            void()
        }
        ("renderstoredemailtemplate", 3..=5) => stored_template(interp, args),
        ("renderemailtemplate", 3) => {
            let bodies = args::elements(interp, args, 2)?;
            let mut results = Vec::with_capacity(bodies.len());
            for body in &bodies {
                let text = args::text(interp, std::slice::from_ref(body), 0)?;
                let merged = merge_fields::fill(interp, &text, &args[0], &args[1])?;
                let result = Native::new("Messaging.RenderEmailTemplateBodyResult");
                result.set("success", Value::Boolean(true));
                result.set("mergedbody", Value::string(merged));
                result.set("errors", Value::list(TypeName::new(ERROR), Vec::new()));
                results.push(Value::native(result));
            }
            let element = TypeName::new("Messaging.RenderEmailTemplateBodyResult");
            found(Value::list(element, results))
        }
        _ => Ok(None),
    }
}

const ERROR: &str = "Messaging.SendEmailError";

fn send(interp: &mut Interpreter<'_>, args: &[Value], all_or_none: bool) -> Found {
    let mut messages = Vec::new();
    for value in args::elements(interp, args, 0)? {
        let native = args::native(interp, &[value], 0, MESSAGE)?;
        messages.push(message(interp, &native)?);
    }
    interp.begin_email()?;
    let answer = interp.host().send_email(&messages, all_or_none);
    let results = answer.map_err(|e| interp.host_error(e))?;
    if all_or_none && results.iter().any(|r| !r.errors.is_empty()) {
        return Err(refused(interp, &results));
    }
    let results = results.into_iter().map(result_value).collect();
    found(Value::list(TypeName::new("Messaging.SendEmailResult"), results))
}

/// What is thrown when a message of an all-or-none call is refused.
fn refused(interp: &Interpreter<'_>, results: &[EmailResult]) -> Thrown {
    let rows: Vec<(usize, RowError)> = results
        .iter()
        .enumerate()
        .flat_map(|(row, result)| result.errors.iter().map(move |error| (row, error)))
        .map(|(row, error)| {
            let error = RowError {
                status: error.status.clone(),
                message: error.message.clone(),
                fields: Vec::new(),
            };
            (row, error)
        })
        .collect();
    let message = rows.first().map_or_else(String::new, |(row, error)| {
        format!(
            "SendEmail failed. First exception on row {row}; first error: {}, {}: []",
            error.status, error.message
        )
    });
    interp.host_error(HostError {
        exception: "EmailException".into(),
        message,
        rows,
    })
}

fn result_value(result: EmailResult) -> Value {
    let native = Native::new("Messaging.SendEmailResult");
    native.set("success", Value::Boolean(result.errors.is_empty()));
    let errors = result.errors.into_iter().map(error_value).collect();
    native.set("errors", Value::list(TypeName::new(ERROR), errors));
    Value::native(native)
}

fn error_value(error: EmailError) -> Value {
    let native = Native::new(ERROR);
    native.set("message", Value::string(&error.message));
    native.set(
        "statuscode",
        Value::enum_constant("System.StatusCode", &error.status, 0),
    );
    native.set("fields", Value::strings::<&str>([]));
    let target = error.target_object_id.map_or(Value::Null, Value::id);
    native.set("targetobjectid", target);
    Value::native(native)
}

/// Methods of the results and errors made here.
pub(super) fn call_method(native: &Native, method: &str, args: &[Value]) -> Found {
    if !args.is_empty() {
        return Ok(None);
    }
    let property = match method {
        "issuccess" | "getsuccess" => "success",
        "geterrors" => "errors",
        "getmessage" => "message",
        "getstatuscode" => "statuscode",
        "getfields" => "fields",
        "gettargetobjectid" => "targetobjectid",
        "getmergedbody" => "mergedbody",
        _ => return Ok(None),
    };
    Ok(native.fields.borrow().get(property).cloned())
}

fn message(interp: &Interpreter<'_>, native: &Native) -> Result<EmailMessage, Thrown> {
    let text = |name: &str| native.get(name).as_str().map(str::to_owned);
    let flag = |name: &str| native.get(name).as_bool().unwrap_or(false);
    for name in ["documentattachments", "entityattachments"] {
        if matches!(native.get(name), Value::List(list) if !list.items.borrow().is_empty()) {
            return Err(interp.unsupported(format!("{name} of {MESSAGE}")));
        }
    }
    if flag("bccsender") {
        return Err(interp.unsupported(format!("setBccSender(true) of {MESSAGE}")));
    }
    let files = match native.get("fileattachments") {
        Value::List(files) => files.items.borrow().clone(),
        _ => Vec::new(),
    };
    let mut attachments = Vec::with_capacity(files.len());
    for file in files {
        let file = args::native(interp, &[file], 0, "Messaging.EmailFileAttachment")?;
        attachments.push(EmailAttachment {
            name: file.get("filename").as_str().unwrap_or_default().to_owned(),
            content_type: file.get("contenttype").as_str().map(str::to_owned),
            body: args::blob(interp, &[file.get("body")], 0)?.to_vec(),
        });
    }
    Ok(EmailMessage {
        to: addresses(&native.get("toaddresses")),
        cc: addresses(&native.get("ccaddresses")),
        bcc: addresses(&native.get("bccaddresses")),
        subject: text("subject"),
        html_body: text("htmlbody"),
        plain_body: text("plaintextbody"),
        reply_to: text("replyto"),
        sender_display_name: text("senderdisplayname"),
        org_wide_email_address_id: text("orgwideemailaddressid"),
        target_object_id: text("targetobjectid"),
        what_id: text("whatid"),
        template_id: text("templateid"),
        save_as_activity: flag("saveasactivity"),
        use_signature: flag("usesignature"),
        treat_target_object_as_recipient: flag("treattargetobjectasrecipient"),
        attachments,
    })
}

fn addresses(list: &Value) -> Vec<String> {
    match list {
        Value::List(list) => list
            .items
            .borrow()
            .iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

/// `renderStoredEmailTemplate(templateId, whoId, whatId, ...)`: a message that is not sent.
fn stored_template(interp: &mut Interpreter<'_>, args: &[Value]) -> Found {
    let template = args::id(interp, args, 0)?;
    let id = |value: &Value| value.as_str().and_then(normal_id);
    let (who, what) = (id(&args[1]), id(&args[2]));
    let answer = interp
        .host()
        .render_email_template(&template, who.as_deref(), what.as_deref());
    let rendered = answer.map_err(|e| interp.host_error(e))?;
    let Some(message) = super::beans::construct(MESSAGE) else {
        return Ok(None);
    };
    if let Value::Native(native) = &message {
        let optional = |text: Option<String>| text.map_or(Value::Null, Value::string);
        native.set("subject", Value::string(rendered.subject));
        native.set("htmlbody", optional(rendered.html_body));
        native.set("plaintextbody", optional(rendered.plain_body));
        native.set("templateid", Value::id(template));
        native.set("targetobjectid", who.map_or(Value::Null, Value::id));
        native.set("whatid", what.map_or(Value::Null, Value::id));
    }
    found(message)
}
