//! Law: a query's filter picks the rows that the same condition, evaluated by hand, picks.

use std::cell::RefCell;

use apex::host::Data;
use proptest::prelude::*;

use super::support::*;

/// A row: text, number, checkbox.
#[derive(Clone, Debug)]
struct Row {
    key: String,
    text: Option<&'static str>,
    number: Option<i32>,
    flag: bool,
}

#[derive(Clone, Debug)]
enum Condition {
    Text(&'static str, Option<&'static str>),
    Like(&'static str),
    Number(&'static str, i32),
    In(Vec<i32>, bool),
    Flag(bool),
    Not(Box<Condition>),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
}

impl Condition {
    fn soql(&self) -> String {
        match self {
            Self::Text(sign, None) => format!("Secret__c {sign} null"),
            Self::Text(sign, Some(text)) => format!("Secret__c {sign} '{text}'"),
            Self::Like(pattern) => format!("Secret__c LIKE '{pattern}'"),
            Self::Number(sign, number) => format!("Price__c {sign} {number}"),
            Self::In(numbers, negated) => {
                let numbers: Vec<String> = numbers.iter().map(i32::to_string).collect();
                let word = if *negated { "NOT IN" } else { "IN" };
                format!("Price__c {word} ({})", numbers.join(", "))
            }
            Self::Flag(flag) => format!("Flag__c = {flag}"),
            Self::Not(inner) => format!("(NOT {})", inner.soql()),
            Self::And(left, right) => format!("({} AND {})", left.soql(), right.soql()),
            Self::Or(left, right) => format!("({} OR {})", left.soql(), right.soql()),
        }
    }

    /// SOQL has no "unknown": a comparison with a missing value is false, an inequality true.
    fn holds(&self, row: &Row) -> bool {
        let lower = |text: Option<&str>| text.map(str::to_lowercase);
        match self {
            Self::Text("=", text) => lower(row.text) == lower(*text),
            Self::Text(_, text) => lower(row.text) != lower(*text),
            Self::Like(pattern) => {
                let wanted = pattern.trim_end_matches('%').to_lowercase();
                lower(row.text).is_some_and(|text| text.starts_with(&wanted))
            }
            Self::Number(sign, number) => match (*sign, row.number) {
                ("!=", value) => value != Some(*number),
                (_, None) => false,
                ("=", Some(value)) => value == *number,
                ("<", Some(value)) => value < *number,
                ("<=", Some(value)) => value <= *number,
                (">", Some(value)) => value > *number,
                (_, Some(value)) => value >= *number,
            },
            Self::In(numbers, negated) => {
                row.number.is_some_and(|value| numbers.contains(&value)) != *negated
            }
            Self::Flag(flag) => row.flag == *flag,
            Self::Not(inner) => !inner.holds(row),
            Self::And(left, right) => left.holds(row) && right.holds(row),
            Self::Or(left, right) => left.holds(row) || right.holds(row),
        }
    }
}

const TEXTS: [Option<&str>; 4] = [None, Some("red"), Some("RED"), Some("Blue")];

fn conditions() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        (
            prop::sample::select(vec!["=", "!="]),
            prop::sample::select(TEXTS.to_vec())
        )
            .prop_map(|(sign, text)| Condition::Text(sign, text)),
        prop::sample::select(vec!["r%", "B%", "%"]).prop_map(Condition::Like),
        (prop::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]), -3..4)
            .prop_map(|(sign, number)| Condition::Number(sign, number)),
        (prop::collection::vec(-3..4, 1..3), any::<bool>())
            .prop_map(|(numbers, negated)| Condition::In(numbers, negated)),
        any::<bool>().prop_map(Condition::Flag),
    ];
    leaf.prop_recursive(4, 12, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|term| Condition::Not(Box::new(term))),
            (inner.clone(), inner.clone())
                .prop_map(|(left, right)| Condition::And(Box::new(left), Box::new(right))),
            (inner.clone(), inner).prop_map(|(left, right)| Condition::Or(Box::new(left), Box::new(right))),
        ]
    })
}

#[test]
fn filters_pick_what_the_condition_says() {
    let org = org();
    let mut session = org.session("admin");
    let mut all = Vec::new();
    for (index, text) in TEXTS.iter().enumerate() {
        for number in [None, Some(-3), Some(0), Some(2)] {
            let row = Row {
                key: format!("k{index}{number:?}"),
                text: *text,
                number,
                flag: index % 2 == 0,
            };
            let values = [
                ("Needed__c", string("x")),
                ("Key__c", string(&row.key)),
                ("Secret__c", text.map_or(Data::Null, string)),
                ("Price__c", number.map_or(Data::Null, Data::Integer)),
                ("Flag__c", Data::Boolean(row.flag)),
            ];
            insert(&mut session, "Widget__c", &values).unwrap();
            all.push(row);
        }
    }
    let session = RefCell::new(session);
    let mut runner = proptest::test_runner::TestRunner::new(crate::tests::laws());
    runner
        .run(&conditions(), |condition| {
            let soql = format!(
                "SELECT Key__c FROM Widget__c WHERE {} ORDER BY Name",
                condition.soql()
            );
            let found = texts(&rows(&mut session.borrow_mut(), &soql));
            let expected: Vec<String> = all
                .iter()
                .filter(|row| condition.holds(row))
                .map(|row| row.key.clone())
                .collect();
            prop_assert_eq!(found, expected, "{}", soql);
            Ok(())
        })
        .unwrap();
}
