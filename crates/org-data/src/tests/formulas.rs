//! Formula fields: selected, filtered and sorted by like others.

use apex::host::Data;

use super::support::*;

fn formula(name: &str, kind: &str, text: &str, more: &str) -> (String, String) {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let (path, body) = field(name, kind, &format!("<formula>{text}</formula>{more}"));
    (format!("main/default/objects/Widget__c/{path}"), body)
}

fn with_formulas() -> Org {
    let mut files = sources();
    files.extend([
        formula(
            "Double__c",
            "Number",
            "Price__c * 2",
            "<precision>18</precision><scale>2</scale><formulaTreatBlanksAs>BlankAsZero</formulaTreatBlanksAs>",
        ),
        formula(
            "Blank__c",
            "Number",
            "Price__c * 2",
            "<precision>18</precision><scale>2</scale><formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs>",
        ),
        formula("Title__c", "Text", "Needed__c & ' / ' & Case__r.Subject", ""),
        formula("Cheap__c", "Checkbox", "Double__c < 10", ""),
        formula("Owner__c", "Text", "Owner:User.LastName & ' for ' & $User.LastName", ""),
        formula("Due__c", "Date", "TODAY() + 1", ""),
        formula("Broken__c", "Number", "1 / Price__c", "<precision>18</precision><scale>2</scale>"),
        formula("Map__c", "Text", "GEOLOCATION(1, 2)", ""),
        formula("Lost__c", "Text", "Nowhere__c", ""),
    ]);
    open(&files, Some(SEED)).unwrap()
}

fn widget(session: &mut crate::Session, needed: &str, price: Option<i32>) -> String {
    let case = text(&rows(session, "SELECT Id FROM Case WHERE Subject = 'Printer'")[0].fields["Id"]);
    insert(
        session,
        "Widget__c",
        &[
            ("Needed__c", string(needed)),
            ("Price__c", price.map_or(Data::Null, Data::Integer)),
            ("Case__c", Data::Id(case)),
        ],
    )
    .unwrap()
}

#[test]
fn formulas_are_read_filtered_and_sorted_by() {
    let org = with_formulas();
    let mut session = org.session("admin");
    widget(&mut session, "a", Some(3));
    widget(&mut session, "b", Some(7));
    widget(&mut session, "c", None);
    let soql = "SELECT Title__c FROM Widget__c WHERE Double__c >= 6 ORDER BY Double__c DESC";
    assert_eq!(texts(&rows(&mut session, soql)), ["b / Printer", "a / Printer"]);
    let soql = "SELECT Double__c FROM Widget__c ORDER BY Needed__c";
    assert_eq!(texts(&rows(&mut session, soql)), ["6.00", "14.00", "0.00"]);
    let soql = "SELECT Needed__c FROM Widget__c WHERE Blank__c = null";
    assert_eq!(texts(&rows(&mut session, soql)), ["c"]);
    // A formula may use another.
    let soql = "SELECT Needed__c FROM Widget__c WHERE Cheap__c = true ORDER BY Needed__c";
    assert_eq!(texts(&rows(&mut session, soql)), ["a", "c"]);
    let soql = "SELECT Owner__c FROM Widget__c LIMIT 1";
    assert_eq!(texts(&rows(&mut session, soql)), ["Admin for Admin"]);
    let soql = "SELECT Id FROM Widget__c WHERE Due__c = TOMORROW";
    assert_eq!(rows(&mut session, soql).len(), 3);
}

#[test]
fn what_cannot_be_calculated_is_null_and_what_cannot_be_evaluated_is_named() {
    let org = with_formulas();
    let mut session = org.session("admin");
    widget(&mut session, "c", None);
    assert_eq!(
        texts(&rows(&mut session, "SELECT Broken__c FROM Widget__c")),
        ["null"]
    );
    let error = query_error(&mut session, "SELECT Map__c FROM Widget__c");
    assert!(error.contains("GEOLOCATION"), "{error}");
    let error = query_error(&mut session, "SELECT Lost__c FROM Widget__c");
    assert!(error.contains("no field Nowhere__c"), "{error}");
    let told = org.database.faults();
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn nobody_writes_a_formula() {
    let org = with_formulas();
    let describe = org.database.schema().describe("Widget__c").unwrap();
    assert!(describe.fields["double__c"].calculated);
    let mut session = org.session("admin");
    let own = insert(
        &mut session,
        "Widget__c",
        &[("Needed__c", string("x")), ("Title__c", string("mine"))],
    )
    .unwrap();
    let soql = format!("SELECT Title__c FROM Widget__c WHERE Id = '{own}'");
    assert_eq!(texts(&rows(&mut session, &soql)), ["x / "]);
}
