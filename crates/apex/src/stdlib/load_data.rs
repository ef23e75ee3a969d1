//! `Test.loadData`: records from a static resource that is a CSV file.

use super::args::{self, Found, found};
use super::schema;
use crate::error::Thrown;
use crate::host::{AccessMode, DmlOperation, FieldType};
use crate::interp::Interpreter;
use crate::value::{TypeName, Value};

/// Inserts the rows of a resource; the header names the fields.
pub(super) fn load(interp: &mut Interpreter<'_>, token: &Value, resource: &Value) -> Found {
    let Some(object) = schema::object_of_token(token) else {
        return Err(args::null_argument(interp));
    };
    let name = args::text(interp, std::slice::from_ref(resource), 0)?;
    let Some(content) = interp.host().static_resource(&name) else {
        let message = format!("Static resource does not exist: {name}");
        return Err(interp.throw("InvalidParameterValueException", message));
    };
    let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&content);
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(content);
    let broken = |interp: &Interpreter<'_>, error: csv::Error| {
        interp.throw(
            "InvalidParameterValueException",
            format!("Static resource {name}: {error}"),
        )
    };
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return Err(broken(interp, error)),
    };
    let mut rows = Vec::new();
    for line in reader.records() {
        let line = line.map_err(|error| broken(interp, error))?;
        let row = interp.new_sobject(&object)?;
        let Value::SObject(record) = &row else { continue };
        for (field, text) in header.iter().zip(line.iter()) {
            // A file may bring Ids to point from row to row; the database gives its own.
            if text.is_empty() || field.trim().eq_ignore_ascii_case("id") {
                continue;
            }
            let value = cell(interp, &object, field.trim(), text)?;
            interp.sobject_put(record, field.trim(), value)?;
        }
        rows.push(row);
    }
    let rows = Value::list(TypeName::new(object), rows);
    interp.dml(&DmlOperation::Insert, &rows, AccessMode::System, true)?;
    found(rows)
}

/// A cell as the type of its field.
fn cell(interp: &mut Interpreter<'_>, object: &str, field: &str, text: &str) -> Result<Value, Thrown> {
    let describe = interp.host().describe(object);
    let kind = describe.and_then(|d| d.fields.get(&field.to_ascii_lowercase()).map(|f| f.kind.clone()));
    let type_name = match kind {
        Some(FieldType::Boolean) => {
            return Ok(Value::Boolean(
                text.trim().eq_ignore_ascii_case("true") || text == "1",
            ));
        }
        Some(FieldType::Integer) => "Integer",
        Some(FieldType::Double | FieldType::Currency | FieldType::Percent) => "Decimal",
        Some(FieldType::Date) => "Date",
        Some(FieldType::Datetime) => {
            let at = chrono::DateTime::parse_from_rfc3339(text.trim());
            return match at {
                Ok(at) => Ok(Value::Datetime(at.with_timezone(&chrono::Utc))),
                Err(_) => super::call_static(interp, "Datetime", "valueOf", vec![Value::string(text)])
                    .unwrap_or(Ok(Value::Null)),
            };
        }
        _ => return Ok(Value::string(text)),
    };
    super::call_static(interp, type_name, "valueOf", vec![Value::string(text.trim())])
        .unwrap_or(Ok(Value::Null))
}
