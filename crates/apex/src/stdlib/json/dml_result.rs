//! Results of DML from JSON, which is how tests make them: they have no constructors.

use super::deserialize::Reading;
use super::event::Json;
use crate::error::Thrown;
use crate::value::{Native, TypeName, Value};

/// Names as the platform writes them.
const RESULTS: [&str; 8] = [
    "Database.DeleteResult",
    "Database.EmptyRecycleBinResult",
    "Database.Error",
    "Database.LeadConvertResult",
    "Database.MergeResult",
    "Database.SaveResult",
    "Database.UndeleteResult",
    "Database.UpsertResult",
];

/// The result type of a name without regard to case.
pub(super) fn find(name: &str) -> Option<&'static str> {
    RESULTS.into_iter().find(|own| own.eq_ignore_ascii_case(name))
}

impl Reading<'_, '_> {
    /// A result of the named type: its members in JSON are its properties.
    pub(super) fn dml_result(&mut self, json: Json, type_name: &str) -> Result<Value, Thrown> {
        let Json::Object(members) = json else {
            return self.fail("Malformed JSON: Expected '{' at the beginning of object");
        };
        let result = Native::new(type_name);
        let errors = TypeName::list(TypeName::new("Database.Error"));
        let ids = TypeName::list(TypeName::new("Id"));
        result.set("errors", Value::list(errors.arg(0), Vec::new()));
        for (name, item) in members {
            let lower = name.to_ascii_lowercase();
            let declared = match lower.as_str() {
                "success" | "created" => TypeName::new("Boolean"),
                "id" | "accountid" | "contactid" | "leadid" | "opportunityid" => TypeName::new("Id"),
                "errors" => errors.clone(),
                "fields" => TypeName::list(TypeName::new("String")),
                "mergedrecordids" | "updatedrelatedids" => ids.clone(),
                "statuscode" => {
                    if let Json::String(code) = item {
                        result.set(&lower, Value::enum_constant("System.StatusCode", &code, 0));
                    }
                    continue;
                }
                _ => TypeName::new("String"),
            };
            let value = self.value(item, &declared, None)?;
            result.set(&lower, value);
        }
        Ok(Value::native(result))
    }
}
