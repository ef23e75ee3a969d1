//! Validation rules, default values that are formulas, roll-up summaries.

use apex::host::{Data, DmlOperation};

use super::support::*;

fn rule(name: &str, formula: &str, message: &str) -> (String, String) {
    let formula = formula
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    (
        format!("main/default/objects/Widget__c/validationRules/{name}.validationRule-meta.xml"),
        format!(
            "<ValidationRule><fullName>{name}</fullName><active>true</active><errorConditionFormula>{formula}</errorConditionFormula>\
             <errorDisplayField>Price__c</errorDisplayField><errorMessage>{message}</errorMessage></ValidationRule>"
        ),
    )
}

fn on_widget(file: (String, String)) -> (String, String) {
    (format!("main/default/objects/Widget__c/{}", file.0), file.1)
}

fn org_with_rules() -> Org {
    let mut files = sources();
    files.push(rule("Positive", "Price__c < 0", "Not below zero"));
    files.push(rule(
        "Rising",
        "AND(NOT(ISNEW()), ISCHANGED(Price__c), Price__c < PRIORVALUE(Price__c))",
        "Only up",
    ));
    files.push(rule(
        "Printer",
        "Case__r.Subject = 'Printer' && ISPICKVAL(Level__c, 'Low')",
        "No low printers",
    ));
    files.push(on_widget(field(
        "Author__c",
        "Text",
        "<length>80</length><defaultValue>$User.LastName &amp; '!'</defaultValue>",
    )));
    files.push(on_widget(field(
        "Count__c",
        "Summary",
        "<summaryForeignKey>Part__c.Widget__c</summaryForeignKey><summaryOperation>count</summaryOperation>",
    )));
    files.push(on_widget(field(
        "Weight__c",
        "Summary",
        "<summaryForeignKey>Part__c.Widget__c</summaryForeignKey><summarizedField>Part__c.Weight__c</summarizedField><summaryOperation>sum</summaryOperation>\
         <summaryFilterItems><field>Part__c.Weight__c</field><operation>greaterThan</operation><value>1</value></summaryFilterItems>",
    )));
    let (path, body) = field("Weight__c", "Number", "<precision>10</precision><scale>1</scale>");
    files.push((format!("main/default/objects/Part__c/{path}"), body));
    open(&files, Some(SEED)).unwrap()
}

#[test]
fn rows_that_break_a_rule_are_refused() {
    let org = org_with_rules();
    let mut session = org.session("admin");
    let refused = insert(
        &mut session,
        "Widget__c",
        &[("Needed__c", string("x")), ("Price__c", Data::Integer(-1))],
    );
    let error = refused.unwrap_err();
    assert_eq!(error.rows[0].1.fields, ["Price__c"]);
    assert_eq!(
        (error.rows[0].1.status.as_str(), error.rows[0].1.message.as_str()),
        ("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Not below zero")
    );
    assert!(rows(&mut session, "SELECT Id FROM Widget__c").is_empty());
    let own = insert(
        &mut session,
        "Widget__c",
        &[("Needed__c", string("x")), ("Price__c", Data::Integer(5))],
    )
    .unwrap();
    let mut price = |price: i32| {
        let values = [("Id", Data::Id(own.clone())), ("Price__c", Data::Integer(price))];
        change(&mut session, &DmlOperation::Update, "Widget__c", &values)
    };
    assert_eq!(refusal(price(4)).1, "Only up");
    assert!(price(6).is_ok());
}

#[test]
fn rules_see_parents() {
    let org = org_with_rules();
    let mut session = org.session("admin");
    let case = |session: &mut crate::Session, subject: &str| {
        let soql = format!("SELECT Id FROM Case WHERE Subject = '{subject}'");
        Data::Id(text(&rows(session, &soql)[0].fields["Id"]))
    };
    let (printer, screen) = (case(&mut session, "Printer"), case(&mut session, "screen"));
    let mut low = |case: Data| {
        let values = [
            ("Needed__c", string("x")),
            ("Level__c", string("Low")),
            ("Case__c", case),
        ];
        insert(&mut session, "Widget__c", &values)
    };
    assert_eq!(refusal(low(printer)).1, "No low printers");
    assert!(low(screen).is_ok());
}

#[test]
fn defaults_may_be_formulas_and_details_are_summed_up() {
    let org = org_with_rules();
    let mut session = org.session("admin");
    let own = insert(&mut session, "Widget__c", &[("Needed__c", string("x"))]).unwrap();
    for weight in [1, 2, 3] {
        let values = [
            ("Name", string("p")),
            ("Widget__c", Data::Id(own.clone())),
            ("Weight__c", Data::Integer(weight)),
        ];
        insert(&mut session, "Part__c", &values).unwrap();
    }
    assert_eq!(
        texts(&rows(&mut session, "SELECT Author__c FROM Widget__c")),
        ["Admin!"]
    );
    assert_eq!(
        texts(&rows(&mut session, "SELECT Count__c FROM Widget__c")),
        ["3"]
    );
    assert_eq!(
        texts(&rows(
            &mut session,
            "SELECT Weight__c FROM Widget__c WHERE Weight__c > 4"
        )),
        ["5.0"]
    );
}
