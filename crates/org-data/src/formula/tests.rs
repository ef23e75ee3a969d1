use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::{Environment, Formula, FormulaError, Val};

/// Fields of a row: number 4, text "Acme", no value.
struct Row;

impl Environment for Row {
    fn value(&self, path: &str) -> Result<Val, FormulaError> {
        Ok(match path {
            "Amount" => Val::integer(4),
            "Name" => Val::text("Acme"),
            "Stage" => Val::text("Open"),
            "Tags" => Val::text("a;b"),
            "Day" => Val::Date(NaiveDate::from_ymd_opt(2026, 1, 31).unwrap()),
            "Empty" => Val::Null,
            other => return Err(FormulaError(format!("no field {other}"))),
        })
    }

    fn prior(&self, path: &str) -> Result<Option<Val>, FormulaError> {
        Ok((path == "Amount").then(|| Val::integer(3)))
    }

    fn is_new(&self) -> bool {
        false
    }

    fn now(&self) -> DateTime<Utc> {
        "2026-11-22T02:00:00Z".parse().unwrap()
    }

    fn zone(&self) -> Tz {
        chrono_tz::America::New_York
    }
}

fn value(text: &str) -> Val {
    Formula::parse(text).unwrap().evaluate(&Row).unwrap()
}

fn shown(text: &str) -> String {
    value(text).shown()
}

#[test]
fn operators_bind_as_in_salesforce() {
    assert_eq!(shown("1 + 2 * 3 ^ 2"), "19");
    assert_eq!(shown("-2 ^ 2"), "-4");
    assert_eq!(shown("(1 + 2) * Amount"), "12");
    assert_eq!(value("1 < 2 && 2 > 3 || TRUE"), Val::Boolean(true));
    assert_eq!(shown("'a' & TEXT(1.50) & \"b\""), "a1.5b");
    assert_eq!(shown("10 / 4"), "2.5");
}

#[test]
fn missing_values() {
    assert_eq!(value("Empty + 1"), Val::Null);
    assert_eq!(value("ISBLANK(Empty)"), Val::Boolean(true));
    assert_eq!(value("Empty = \"\""), Val::Boolean(true));
    assert_eq!(shown("BLANKVALUE(Empty, 'x')"), "x");
    assert_eq!(value("Empty > 1"), Val::Boolean(false));
    assert_eq!(value("NOT(Empty)"), Val::Boolean(true));
}

#[test]
fn decisions() {
    assert_eq!(shown("IF(Amount > 3, 'big', 'small')"), "big");
    assert_eq!(shown("CASE(Stage, 'New', 1, 'Open', 2, 0)"), "2");
    assert_eq!(value("ISPICKVAL(Stage, 'Open')"), Val::Boolean(true));
    assert_eq!(value("INCLUDES(Tags, 'b')"), Val::Boolean(true));
    assert_eq!(
        value("AND(ISCHANGED(Amount), PRIORVALUE(Amount) = 3, NOT(ISNEW()))"),
        Val::Boolean(true)
    );
    // What is not needed is not looked at.
    assert_eq!(shown("IF(TRUE, 1, 1 / 0)"), "1");
}

#[test]
fn texts() {
    assert_eq!(shown("LEFT(Name, 2) & RIGHT(Name, 1) & MID(Name, 2, 2)"), "Acecm");
    assert_eq!(shown("SUBSTITUTE(Name, 'c', 'C')"), "ACme");
    assert_eq!(shown("FIND('m', Name)"), "3");
    assert_eq!(shown("LPAD('7', 3, '0')"), "007");
    assert_eq!(value("REGEX('123', '[0-9]{3}')"), Val::Boolean(true));
    assert_eq!(value("REGEX('1234', '[0-9]{3}')"), Val::Boolean(false));
    assert_eq!(
        shown("HYPERLINK('/x?a=1&b=2', Name)"),
        "<a href=\"/x?a=1&amp;b=2\" target=\"_blank\">Acme</a>"
    );
    assert_eq!(shown("VALUE('12.50') * 2"), "25");
}

#[test]
fn numbers() {
    assert_eq!(shown("ROUND(2.345, 2)"), "2.35");
    assert_eq!(shown("CEILING(-2.5) + FLOOR(-2.5)"), "-5");
    assert_eq!(shown("MCEILING(-2.5) + MFLOOR(-2.5)"), "-5");
    assert_eq!(shown("MOD(7, 4) + MAX(1, 5, 3) + MIN(9, 8)"), "16");
    assert_eq!(shown("SQRT(16)"), "4");
}

#[test]
fn dates() {
    // Two o'clock UTC is the evening before in New York.
    assert_eq!(shown("TODAY()"), "2026-11-21");
    assert_eq!(shown("ADDMONTHS(Day, 1)"), "2026-02-28");
    assert_eq!(shown("Day + 1"), "2026-02-01");
    assert_eq!(shown("DATE(2026, 3, 1) - Day"), "29");
    assert_eq!(shown("NOW() - 0.5"), "2026-11-21 14:00:00Z");
    assert_eq!(shown("WEEKDAY(DATE(2026, 11, 22))"), "1");
    assert!(
        Formula::parse("DATE(2026, 2, 30)")
            .unwrap()
            .evaluate(&Row)
            .is_err()
    );
}

#[test]
fn unknown_functions_are_named() {
    let error = Formula::parse("IF(GEOLOCATION(1, 2) = 1, 1, 2)").unwrap_err();
    assert!(error.0.contains("GEOLOCATION"), "{error}");
    assert!(Formula::parse("1 +").is_err());
    assert!(Formula::parse("'open").is_err());
    assert!(Formula::parse(&"(".repeat(10_000)).is_err());
}

#[test]
fn names_what_it_reads() {
    let formula =
        Formula::parse("IF(ISBLANK(Account.Name), $User.Id, Account.Name & Owner:User.Email)").unwrap();
    assert_eq!(
        formula.references(),
        ["Account.Name", "$User.Id", "Owner:User.Email"]
    );
}

/// An expression with its value calculated beside it.
fn arithmetic() -> impl Strategy<Value = (String, BigDecimal)> {
    let leaf = (0_i64..1000).prop_map(|number| (number.to_string(), BigDecimal::from(number)));
    leaf.prop_recursive(5, 40, 2, |inner| {
        (inner.clone(), inner, 0..3_u8).prop_map(|((left, a), (right, b), operator)| match operator {
            0 => (format!("({left} + {right})"), a + b),
            1 => (format!("({left} - {right})"), a - b),
            _ => (format!("({left} * {right})"), a * b),
        })
    })
}

proptest! {
    #![proptest_config(crate::tests::laws())]

    #[test]
    fn arithmetic_is_exact((text, expected) in arithmetic()) {
        prop_assert_eq!(value(&text), Val::Number(expected));
    }

    #[test]
    fn any_text_is_parsed_or_refused(text in ".{0,60}") {
        if let Ok(formula) = Formula::parse(&text) {
            let _ = formula.evaluate(&Row);
        }
    }

    #[test]
    fn text_constants_are_what_they_say(text in "[^\\\\\"]{1,20}") {
        prop_assert_eq!(shown(&format!("\"{text}\"")), text);
    }

    #[test]
    fn left_and_the_rest_make_the_whole(text in "[a-zäöü ]{1,20}", at in 0_usize..20) {
        let rest = text.chars().count().saturating_sub(at);
        prop_assert_eq!(shown(&format!("LEFT('{text}', {at}) & RIGHT('{text}', {rest})")), text);
    }
}
