//! `PageReference`.

use std::rc::Rc;

use super::args::{self, Found, found, void};
use super::encoding;
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, TypeName, Value};

/// State of a `PageReference`. Its parameters are a live Apex map, kept in the property `parameters`.
#[derive(Default)]
struct Page {
    path: String,
    anchor: Option<String>,
    redirect: bool,
    redirect_code: i32,
}

/// A page reference to `url` (which may have a query and an anchor), with further parameters.
pub fn new(_interp: &mut Interpreter<'_>, url: &str, params: &[(String, String)]) -> Value {
    let (rest, anchor) = url
        .split_once('#')
        .map_or((url, None), |(rest, anchor)| (rest, Some(anchor.to_owned())));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let own = query.split('&').filter(|part| !part.is_empty()).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        // What is not valid stays as it is: a page shows what it was called with.
        let decode = |text: &str| encoding::url_decode(text).unwrap_or_else(|| text.to_owned());
        (decode(name), decode(value))
    });
    let entries = own
        .chain(params.iter().cloned())
        .map(|(n, v)| (Value::string(n), Value::string(v)));
    let parameters = Value::map(TypeName::new("String"), TypeName::new("String"), entries);
    let page = Page {
        path: path.to_owned(),
        anchor,
        ..Page::default()
    };
    let native = Native::with_state("System.PageReference", page);
    native.set("parameters", parameters);
    Value::native(native)
}

/// `new PageReference(url)`, `new PageReference(record)`.
pub(super) fn construct(interp: &mut Interpreter<'_>, args: &[Value]) -> Found {
    match args {
        [Value::SObject(record)] => match record.id() {
            Some(id) => found(new(interp, &format!("/{id}"), &[])),
            None => Err(args::null_argument(interp)),
        },
        [_] => {
            let url = args::text(interp, args, 0)?;
            found(new(interp, &url, &[]))
        }
        _ => Ok(None),
    }
}

/// The parameters as texts, in order; null values are left out.
pub(super) fn parameters(page: &Native) -> Vec<(String, String)> {
    match page.get("parameters") {
        Value::Map(map) => map
            .entries
            .borrow()
            .iter()
            .filter_map(|(k, v)| Some((k.0.as_str()?.to_owned(), v.as_str()?.to_owned())))
            .collect(),
        _ => Vec::new(),
    }
}

fn url(page: &Native) -> Option<String> {
    let guard = page.state.try_borrow().ok()?;
    let state = guard.downcast_ref::<Page>()?;
    let query: Vec<String> = parameters(page)
        .iter()
        .map(|(name, value)| format!("{}={}", encoding::url_encode(name), encoding::url_encode(value)))
        .collect();
    let mut text = state.path.clone();
    if !query.is_empty() {
        text.push('?');
        text.push_str(&query.join("&"));
    }
    if let Some(anchor) = &state.anchor {
        text.push('#');
        text.push_str(anchor);
    }
    Some(text)
}

/// `getUrl()` of a value that may be null.
pub(super) fn url_of(interp: &Interpreter<'_>, page: &Value) -> Result<Option<String>, Thrown> {
    match page {
        Value::Null => Ok(None),
        other => Ok(url(&*args::native(
            interp,
            std::slice::from_ref(other),
            0,
            "PageReference",
        )?)),
    }
}

/// A page reference as text.
pub(super) fn display(native: &Native) -> Option<String> {
    url(native).map(|url| format!("System.PageReference[{url}]"))
}

/// `page.x(...)`.
pub(super) fn call_method(
    interp: &mut Interpreter<'_>,
    own: &Rc<Native>,
    method: &str,
    args: &[Value],
) -> Found {
    match (method, args.len()) {
        ("geturl", 0) => return found(url(own).map_or(Value::Null, Value::string)),
        ("getparameters", 0) => return found(own.get("parameters")),
        ("tostring", 0) => return found(display(own).map_or(Value::Null, Value::string)),
        // Headers belong to a request; a page made by Apex has none yet.
        ("getheaders", 0) => {
            if own.get("headers").is_null() {
                own.set(
                    "headers",
                    Value::map(TypeName::new("String"), TypeName::new("String"), []),
                );
            }
            return found(own.get("headers"));
        }
        _ => {}
    }
    let mut guard = own.state.borrow_mut();
    let Some(page) = guard.downcast_mut::<Page>() else {
        return Ok(None);
    };
    match (method, args.len()) {
        ("getanchor", 0) => found(page.anchor.as_ref().map_or(Value::Null, Value::string)),
        ("setanchor", 1) => {
            page.anchor = args[0].as_str().map(str::to_owned);
            drop(guard);
            found(Value::Native(own.clone()))
        }
        ("getredirect", 0) => found(Value::Boolean(page.redirect)),
        ("setredirect", 1) => {
            page.redirect = args::boolean(interp, args, 0)?;
            drop(guard);
            found(Value::Native(own.clone()))
        }
        ("getredirectcode", 0) => found(Value::Integer(page.redirect_code)),
        ("setredirectcode", 1) => {
            page.redirect_code = args::int(interp, args, 0)?;
            void()
        }
        _ => Ok(None),
    }
}
