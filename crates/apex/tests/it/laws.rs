//! Laws that hold for every value.

#![allow(clippy::unwrap_used)]

use crate::common::Org;
use apex::interp::coerce::normal_id;
use apex::{Interpreter, Value};
use proptest::prelude::*;

fn call(program: &apex::Program, method: &str, args: Vec<Value>) -> Value {
    let mut org = Org::new();
    Interpreter::new(program, &mut org)
        .call_static("T", method, args)
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn integers_calculate_as_32_bits_do(a: i32, b: i32) {
        let program = crate::common::program(&["public class T { public static List<Integer> f(Integer a, Integer b) { return new List<Integer>{ a + b, a - b, a * b, a & b, a ^ b, a << b, a >>> b, b == 0 ? 0 : a / b, -a, ~a }; } }"]);
        let expected = [
            a.wrapping_add(b), a.wrapping_sub(b), a.wrapping_mul(b), a & b, a ^ b, a.wrapping_shl(b as u32),
            (a as u32).wrapping_shr(b as u32) as i32, if b == 0 { 0 } else { a.wrapping_div(b) }, a.wrapping_neg(), !a,
        ];
        let Value::List(list) = call(&program, "f", vec![Value::Integer(a), Value::Integer(b)]) else { panic!("no list") };
        let got: Vec<i32> = list.items.borrow().iter().map(|v| v.as_int().unwrap()).collect();
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn every_text_can_be_a_literal(text: String) {
        let mut literal = String::new();
        for unit in text.encode_utf16() {
            literal.push_str(&format!("\\u{unit:04x}"));
        }
        let program = crate::common::program(&[&format!("public class T {{ public static String f() {{ return '{literal}'; }} }}")]);
        let value = call(&program, "f", vec![]);
        prop_assert_eq!(value.as_str(), Some(text.as_str()));
    }

    #[test]
    fn the_long_form_of_an_id_is_its_own_long_form(short in "[a-zA-Z0-9]{15}") {
        let long = normal_id(&short).unwrap();
        prop_assert_eq!(long.len(), 18);
        prop_assert!(long.starts_with(&short));
        prop_assert_eq!(normal_id(&long), Some(long));
    }

    #[test]
    fn a_job_keeps_what_it_holds(text: String, number: i64, bytes: Vec<u8>, fraction: f64) {
        let program = crate::common::program(&[
            "public class Job implements Queueable { Map<String, Object> held; public Job(Map<String, Object> held) { this.held = held; } public void execute(QueueableContext c) { T.seen = held; } }",
            "public class T { public static Map<String, Object> seen; public static void put(Map<String, Object> held) { System.enqueueJob(new Job(held)); } public static Object look() { return seen; } }",
        ]);
        let held = Value::map(apex::value::TypeName::new("String"), apex::value::TypeName::object(), [
            (Value::string("text"), Value::string(&text)),
            (Value::string("number"), Value::Long(number)),
            (Value::string("bytes"), Value::blob(bytes)),
            (Value::string("fraction"), Value::Double(fraction)),
            (Value::string("list"), Value::strings([&text])),
        ]);
        let mut org = Org::new();
        Interpreter::new(&program, &mut org).call_static("T", "put", vec![held.clone()]).unwrap();
        let job = org.jobs.remove(0);
        let mut interp = Interpreter::new(&program, &mut org);
        interp.run_job(&job).unwrap();
        let seen = interp.call_static("T", "look", vec![]).unwrap();
        prop_assert!(apex::value::Key(seen) == apex::value::Key(held));
    }
}
