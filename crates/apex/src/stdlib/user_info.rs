//! `UserInfo` and `FeatureManagement`.

use super::args::{self, Found, found};
use super::date;
use crate::interp::Interpreter;
use crate::value::Value;

/// `UserInfo.x()`.
pub(super) fn call_static(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    if !args.is_empty() {
        return Ok(None);
    }
    let user = interp.host().user();
    let organization = interp.host().organization();
    found(match method {
        "getuserid" => Value::id(&user.id),
        "getusername" => Value::string(&user.username),
        "getname" => Value::string(user.name()),
        "getfirstname" if user.first_name.is_empty() => Value::Null,
        "getfirstname" => Value::string(&user.first_name),
        "getlastname" => Value::string(&user.last_name),
        "getuseremail" => Value::string(&user.email),
        "getprofileid" => Value::id(&user.profile_id),
        "getuserroleid" => user.role_id.map_or(Value::Null, Value::id),
        "getusertype" => Value::string(&user.user_type),
        "getlocale" => Value::string(&user.locale),
        "getlanguage" => Value::string(&user.language),
        "gettimezone" => date::zone_value(interp)?,
        "getorganizationid" => Value::id(&organization.id),
        "getorganizationname" => Value::string(&organization.name),
        "ismulticurrencyorganization" => Value::Boolean(false),
        "getuitheme" | "getuithemedisplayed" => Value::string("Theme4d"),
        _ => return Ok(None),
    })
}

/// `FeatureManagement.x(...)`: custom permissions.
pub(super) fn feature_management(interp: &mut Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("checkpermission", 1) => {
            let name = args::text(interp, args, 0)?;
            found(Value::Boolean(interp.host().has_custom_permission(&name)))
        }
        _ => Ok(None),
    }
}
