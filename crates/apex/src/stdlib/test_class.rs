//! `Test`: what only tests may call.

use super::args::{self, Found, found, void};
use super::{event_bus, load_data, package_scripts};
use crate::interp::Interpreter;
use crate::value::Value;

/// Id of the standard price book in every org of tests. Source: Apex Reference Guide, `Test.getStandardPricebookId`.
const STANDARD_PRICEBOOK: &str = "01s000000000001AAA";

/// `Test.x(...)`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    if (method, args.len()) == ("isrunningtest", 0) {
        return found(Value::Boolean(interp.is_test()));
    }
    let known = matches!(
        (method, args.len()),
        (
            "starttest"
                | "stoptest"
                | "geteventbus"
                | "getstandardpricebookid"
                | "enablechangedatacapture"
                | "getflexqueueorder",
            0
        ) | (
            "setmock" | "createstub" | "loaddata" | "setcreateddate" | "testinstall",
            2
        ) | ("testinstall", 3)
            | (
                "setcurrentpage"
                    | "setcurrentpagereference"
                    | "setfixedsearchresults"
                    | "setreadonlyapplicationmode"
                    | "testuninstall",
                1
            )
    );
    if !known {
        return Ok(None);
    }
    if !interp.is_test() {
        return Err(interp.throw("TypeException", "Test methods can only be called in a test"));
    }
    match method {
        "starttest" => interp.start_test()?,
        "stoptest" => interp.stop_test()?,
        "geteventbus" => return found(event_bus::test_broker()),
        "getstandardpricebookid" => return found(Value::id(STANDARD_PRICEBOOK)),
        "setmock" => {
            let interface = args::type_value(interp, args, 0)?;
            if args[1].is_null() {
                return Err(args::null_argument(interp));
            }
            interp.set_mock(&interface, args[1].clone())?;
        }
        "createstub" => {
            let stubbed = args::type_value(interp, args, 0)?;
            return interp.create_stub(&stubbed, &args[1]).map(Some);
        }
        "testinstall" => return package_scripts::install(interp, args),
        "testuninstall" => return package_scripts::uninstall(interp, args),
        "loaddata" => return load_data::load(interp, &args[0], &args[1]),
        "setfixedsearchresults" => {
            let mut ids = Vec::new();
            for id in args::elements(interp, args, 0)? {
                ids.push(args::id(interp, &[id], 0)?);
            }
            interp.set_fixed_search_results(ids);
        }
        "setcreateddate" => {
            let id = args::id(interp, args, 0)?;
            let Value::Datetime(at) = args[1] else {
                return Err(args::null_argument(interp));
            };
            let changed = interp.host().set_created_date(&id, at);
            changed.map_err(|e| interp.host_error(e))?;
        }
        "setcurrentpage" | "setcurrentpagereference" => {
            args::native(interp, args, 0, "PageReference")?;
            interp.set_current_page_value(args[0].clone());
        }
        _ => return Err(interp.unsupported(format!("Test.{method}"))),
    }
    void()
}
