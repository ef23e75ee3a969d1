//! What queries are refused, and in which words.

use super::support::*;

#[test]
fn unknown_names() {
    let org = org();
    let mut session = org.session("ann");
    let message = query_error(&mut session, "SELECT Nope FROM Case");
    assert!(
        message.starts_with("No such column 'Nope' on entity 'Case'."),
        "{message}"
    );
    let message = query_error(&mut session, "SELECT Contact.Nope FROM Case");
    assert!(
        message.starts_with("No such column 'Nope' on entity 'Contact'."),
        "{message}"
    );
    let message = query_error(&mut session, "SELECT Id FROM Nope__c");
    assert!(
        message.starts_with("sObject type 'Nope__c' is not supported."),
        "{message}"
    );
    let message = query_error(&mut session, "SELECT Nope__r.Name FROM Case");
    assert!(
        message.starts_with("Didn't understand relationship 'Nope__r' in field path."),
        "{message}"
    );
    let message = query_error(&mut session, "SELECT Id, (SELECT Id FROM Nopes) FROM Case");
    assert!(
        message.starts_with("Didn't understand relationship 'Nopes' in FROM part of query call."),
        "{message}"
    );
    assert_eq!(
        query_error(&mut session, "SELECT Id FROM Case WHERE Subject = :x"),
        "Variable does not exist: x"
    );
}

#[test]
fn malformed_text() {
    let org = org();
    let mut session = org.session("ann");
    for (soql, expected) in [
        ("SELECT Id FORM Case", "unexpected token: 'Case' (column 16)"),
        ("SELECT FROM Case", "unexpected token: 'FROM' (column 8)"),
        (
            "SELECT Id FROM Case WHERE",
            "unexpected token: '<EOF>' (column 26)",
        ),
        (
            "SELECT Id FROM Case WHERE A = 1 AND B = 2 OR C = 3",
            "unexpected token: 'OR' (column 43)",
        ),
        (
            "SELECT Id FROM Case WHERE Subject = 'x",
            "Illegal string literal: the closing quote is missing (column 37)",
        ),
        (
            "SELECT Id FROM Case LIMIT -1",
            "unexpected token: '-1' (column 27)",
        ),
        (
            "SELECT Id FROM Case WHERE Subject # 'x'",
            "no viable alternative at character '#' (column 35)",
        ),
    ] {
        assert_eq!(query_error(&mut session, soql), expected, "{soql}");
    }
}

#[test]
fn what_is_not_supported_is_named() {
    let org = org();
    let mut session = org.session("ann");
    for (soql, named) in [
        ("SELECT Id FROM Case USING SCOPE team", "USING SCOPE"),
        ("SELECT COUNT(Id) FROM Case GROUP BY ROLLUP(Status)", "ROLLUP"),
        ("SELECT convertCurrency(IsClosed) FROM Case", "CONVERTCURRENCY"),
        ("SELECT Id FROM Case WITH DATA CATEGORY x", "DATA"),
    ] {
        let message = query_error(&mut session, soql);
        assert!(
            message.contains(named) && message.contains("support"),
            "{soql}: {message}"
        );
    }
}

#[test]
fn values_of_the_wrong_type() {
    let org = org();
    let mut session = org.session("ann");
    for (condition, expected) in [
        (
            "IsClosed = 'x'",
            "value of filter criterion for field 'IsClosed' must be of type boolean and should not be enclosed in quotes",
        ),
        (
            "CreatedDate > '2026-01-01'",
            "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes",
        ),
        (
            "CreatedDate > 2026-01-01",
            "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes",
        ),
        (
            "Subject = 5",
            "value of filter criterion for field 'Subject' must be of type string and should be enclosed in quotes",
        ),
        ("ContactId = 'abc'", "invalid ID field: abc"),
        (
            "Description = 'x'",
            "field 'Description' can not be filtered in a query call",
        ),
        (
            "Id LIKE '5%'",
            "invalid operator on field 'Id': LIKE needs a text field",
        ),
    ] {
        assert_eq!(
            query_error(&mut session, &format!("SELECT Id FROM Case WHERE {condition}")),
            expected
        );
    }
}

#[test]
fn rules_of_select_lists() {
    let org = org();
    let mut session = org.session("ann");
    assert_eq!(
        query_error(&mut session, "SELECT Subject, Subject FROM Case"),
        "duplicate field selected: Subject"
    );
    assert_eq!(
        query_error(&mut session, "SELECT Subject, COUNT(Id) FROM Case"),
        "Field must be grouped or aggregated: Subject"
    );
    assert_eq!(
        query_error(&mut session, "SELECT FIELDS(ALL) FROM Case"),
        "The SOQL FIELDS function must have a LIMIT of at most 200"
    );
    assert_eq!(
        query_error(&mut session, "SELECT Id FROM Case OFFSET 2001"),
        "Maximum SOQL offset allowed is 2000"
    );
    let deep = "SELECT Parent.Parent.Parent.Parent.Parent.Parent.Name FROM Account";
    assert_eq!(
        query_error(&mut session, deep),
        "a relationship path may have at most 5 parents"
    );
}
