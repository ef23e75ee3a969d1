//! Counts, aggregates and groups.

use apex::host::{AccessMode, Data, QueryResult, Sharing};

use super::support::*;

#[test]
fn counts() {
    let org = org();
    let mut session = org.session("ann");
    let count = |session: &mut crate::Session, soql: &str| {
        query(session, soql, &[], AccessMode::System, Sharing::Ignored)
    };
    assert_eq!(
        count(&mut session, "SELECT COUNT() FROM Case"),
        Ok(QueryResult::Count(3))
    );
    assert_eq!(
        count(
            &mut session,
            "SELECT COUNT() FROM Case WHERE Contact.Name LIKE '%over' LIMIT 5"
        ),
        Ok(QueryResult::Count(1))
    );
    assert_eq!(
        count(&mut session, "SELECT COUNT() FROM Case LIMIT 2"),
        Ok(QueryResult::Count(2))
    );
}

#[test]
fn groups_with_aliases_having_and_order() {
    let org = org();
    let mut session = org.session("ann");
    for (level, price) in [("Low", 1), ("Low", 2), ("High", 5)] {
        widget(
            &mut session,
            &[("Level__c", string(level)), ("Price__c", Data::Integer(price))],
        )
        .unwrap();
    }
    let soql = "SELECT Level__c, COUNT(Id) total, SUM(Price__c), AVG(Price__c) mean, MAX(Price__c) \
                FROM Widget__c GROUP BY Level__c HAVING COUNT(Id) > 0 ORDER BY COUNT(Id) DESC";
    let rows = rows(&mut session, soql);
    assert_eq!(rows[0].object, "AggregateResult");
    assert_eq!(
        rows[0].fields.keys().collect::<Vec<_>>(),
        ["Level__c", "total", "expr0", "mean", "expr1"]
    );
    let values: Vec<String> = rows[0].fields.values().map(text).collect();
    assert_eq!(values, ["Low", "2", "3.00", "1.5", "2.00"]);
    assert_eq!(text(&rows[1].fields["Level__c"]), "High");
}

#[test]
fn groups_by_parents_and_by_days() {
    let org = org();
    let mut session = org.session("ann");
    let soql = "SELECT Contact.LastName who, COUNT(Id) FROM Case GROUP BY Contact.LastName ORDER BY Contact.LastName";
    assert_eq!(texts(&rows(&mut session, soql)), ["null", "Client", "Dover"]);
    let day = |text: &str| Data::Datetime(text.parse().unwrap());
    widget(&mut session, &[("At__c", day("2026-03-01T02:00:00Z"))]).unwrap();
    widget(&mut session, &[("At__c", day("2026-03-05T02:00:00Z"))]).unwrap();
    let soql = "SELECT CALENDAR_MONTH(At__c) m, COUNT(Id) FROM Widget__c GROUP BY CALENDAR_MONTH(At__c)";
    let found = rows(&mut session, soql);
    assert_eq!(
        found
            .iter()
            .map(|row| (text(&row.fields["m"]), text(&row.fields["expr0"])))
            .collect::<Vec<_>>(),
        [("3".into(), "2".into())]
    );
    // In New York the first one was still February.
    let soql = "SELECT COUNT(Id) FROM Widget__c WHERE CALENDAR_MONTH(convertTimezone(At__c)) = 2";
    assert_eq!(texts(&rows(&mut session, soql)), ["1"]);
}

#[test]
fn an_aggregate_without_group_gives_one_row() {
    let org = org();
    let mut session = org.session("ann");
    let rows = rows(
        &mut session,
        "SELECT MAX(Price__c) top, COUNT_DISTINCT(Level__c) levels FROM Widget__c",
    );
    assert_eq!(
        rows[0].fields.values().map(text).collect::<Vec<_>>(),
        ["null", "0"]
    );
}
