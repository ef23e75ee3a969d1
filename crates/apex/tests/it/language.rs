//! Statements, operators, conversions.

use crate::common::{fails, ok, run_with};

#[test]
fn integers_wrap_around_and_divide_whole() {
    assert_eq!(ok("Integer i = 2147483647; i++; return i;"), "-2147483648");
    assert_eq!(ok("return 7 / 2;"), "3");
    assert_eq!(ok("return -7 / 2;"), "-3");
    assert_eq!(ok("Long l = 2147483647; return l + 1;"), "2147483648");
    assert_eq!(ok("return 2147483647 + 1L;"), "2147483648");
    assert_eq!(ok("return -2147483648;"), "-2147483648");
    assert_eq!(
        fails("Integer z = 0; return 1 / z;"),
        "System.MathException: Divide by 0"
    );
}

#[test]
fn decimals_keep_their_scale() {
    assert_eq!(ok("return 1.10 + 2.2;"), "3.30");
    assert_eq!(ok("Decimal d = 10; return d / 4;"), "2.5");
    assert_eq!(ok("return 0.1 + 0.2;"), "0.3");
    assert_eq!(ok("Double d = 0.1; return d + 0.2d;"), "0.30000000000000004");
}

#[test]
fn bit_and_shift_operators() {
    assert_eq!(ok("return (6 & 3) + (6 | 3) + (6 ^ 3);"), "14");
    assert_eq!(ok("return -8 >> 1;"), "-4");
    assert_eq!(ok("return -8 >>> 28;"), "15");
    assert_eq!(ok("Integer i = 1; i <<= 4; i |= 1; return i;"), "17");
}

#[test]
fn text_concatenates_with_everything() {
    assert_eq!(ok("return 'a' + 1 + 2;"), "a12");
    assert_eq!(ok("return 1 + 2 + 'a';"), "3a");
    assert_eq!(ok("String s; return s + 'x';"), "nullx");
    assert_eq!(ok("return 'x' + true + 1.50 + null;"), "xtrue1.50null");
    assert_eq!(ok("String s = 'a'; s += 1; return s;"), "a1");
    assert_eq!(
        ok("return '' + new List<Integer>{1, 2} + new Map<String, Integer>{'k' => 1};"),
        "(1, 2){k=1}"
    );
    assert_eq!(ok(r"return 'it\'s\n\u00e9';"), "it's\né");
}

#[test]
fn strings_are_equal_without_regard_to_case_but_not_as_keys() {
    assert_eq!(ok("return 'Abc' == 'aBC';"), "true");
    assert_eq!(ok("return 'É' == 'é';"), "true");
    assert_eq!(
        ok("Map<String, Integer> m = new Map<String, Integer>{'a' => 1, 'A' => 2}; return m;"),
        "{a=1, A=2}"
    );
    assert_eq!(
        ok("switch on 'Abc' { when 'abc' { return 1; } when 'Abc' { return 2; } } return 3;"),
        "2"
    );
}

#[test]
fn comparisons_with_null_are_false_for_numbers() {
    assert_eq!(ok("Integer i; return i < 1;"), "false");
    assert_eq!(ok("Integer i; return i == null;"), "true");
    assert_eq!(
        fails("Integer i; return i + 1;"),
        "System.NullPointerException: Attempt to de-reference a null object"
    );
    assert_eq!(
        fails("Boolean b; if (b) { return 1; } return 2;"),
        "System.NullPointerException: Attempt to de-reference a null object"
    );
    assert_eq!(ok("return 1 == 1.0 && 1L == 1;"), "true");
}

#[test]
fn lists_are_equal_by_content_and_identical_by_reference() {
    assert_eq!(
        ok(
            "List<Integer> a = new List<Integer>{1}; List<Integer> b = new List<Integer>{1}; return (a == b) + ' ' + (a === b);"
        ),
        "true false"
    );
}

#[test]
fn short_circuit_and_coalesce() {
    assert_eq!(ok("String s; return s != null && s.length() > 1;"), "false");
    assert_eq!(ok("String s; return s ?? 'other';"), "other");
    assert_eq!(
        run_with("A a; return a?.b?.c ?? 'none';", "class A { A b; String c; }").unwrap(),
        "none"
    );
}

#[test]
fn loops() {
    assert_eq!(
        ok(
            "Integer n = 0; for (Integer i = 0; i < 10; i++) { if (i == 2) continue; if (i == 5) break; n += i; } return n;"
        ),
        "8"
    );
    assert_eq!(
        ok("Integer n = 0; while (true) { n++; if (n > 3) break; } do { n--; } while (n > 1); return n;"),
        "1"
    );
    assert_eq!(
        ok("String s = ''; for (String x : new Set<String>{'b', 'a'}) s += x; return s;"),
        "ba"
    );
    assert_eq!(
        ok("Integer n = 0; for (Integer i = 0, j = 10; i < j; i++, j--) { n++; } return n;"),
        "5"
    );
    assert_eq!(
        fails("List<Integer> l; for (Integer i : l) {} return 1;"),
        "System.NullPointerException: Attempt to de-reference a null object"
    );
}

#[test]
fn arrays() {
    assert_eq!(
        ok("Integer[] a = new Integer[3]; a[1] = 5; a[1]++; return a;"),
        "(null, 6, null)"
    );
    assert_eq!(ok("String[] a = new String[]{'x', 'y'}; return a[1];"), "y");
    assert_eq!(
        ok("Integer[][] a = new List<List<Integer>>{new Integer[]{1}}; return a[0][0];"),
        "1"
    );
    assert_eq!(
        fails("Integer[] a = new Integer[1]; return a[1];"),
        "System.ListException: List index out of bounds: 1"
    );
}

#[test]
fn switch_on_values_enums_and_types() {
    let members = "enum Color { RED, GREEN } static String name(Color c) { switch on c { when RED { return 'r'; } when GREEN { return 'g'; } when null { return 'n'; } } return '?'; }";
    assert_eq!(
        run_with(
            "return name(Color.RED) + name(Color.GREEN) + name(null);",
            members
        )
        .unwrap(),
        "rgn"
    );
    assert_eq!(
        ok("switch on 3 { when 1, 2 { return 'low'; } when else { return 'high'; } }"),
        "high"
    );
    assert_eq!(
        ok("switch on -1 { when -1 { return 'minus'; } } return 'other';"),
        "minus"
    );
    assert_eq!(
        ok(
            "SObject o = new Contact(LastName = 'x'); switch on o { when Account a { return 'a'; } when Contact c { return c.LastName; } } return '';"
        ),
        "x"
    );
}

#[test]
fn enums_know_their_constants() {
    let members = "enum Color { RED, GREEN }";
    assert_eq!(
        run_with("return Color.values();", members).unwrap(),
        "(RED, GREEN)"
    );
    assert_eq!(
        run_with(
            "return Color.valueOf('green').ordinal() + Color.GREEN.name();",
            members
        )
        .unwrap(),
        "1GREEN"
    );
    assert_eq!(
        run_with("return Color.RED == Color.GREEN;", members).unwrap(),
        "false"
    );
    let error = run_with("return Color.valueOf('blue');", members).unwrap_err();
    assert_eq!(error.type_name, "System.NoSuchElementException");
}

#[test]
fn casts_check_the_runtime_type() {
    assert_eq!(ok("Object o = 'x'; String s = (String) o; return s;"), "x");
    assert_eq!(ok("Object o = 1; return o instanceof Integer;"), "true");
    assert_eq!(
        fails("Object o = 'x'; Integer i = (Integer) o; return i;"),
        "System.TypeException: Invalid conversion from runtime type String to Integer"
    );
    assert_eq!(ok("Decimal d = 3.7; return (Integer) d;"), "3");
    assert_eq!(ok("Object o; return o instanceof String;"), "false");
    assert_eq!(
        ok(
            "Object o = new List<String>{'a'}; return (o instanceof List<String>) + ' ' + (o instanceof List<Integer>);"
        ),
        "true false"
    );
    assert_eq!(
        fails("Object o = new List<Integer>(); List<String> l = (List<String>) o; return l;"),
        "System.TypeException: Invalid conversion from runtime type List<Integer> to List<String>"
    );
}

#[test]
fn declared_types_convert() {
    assert_eq!(ok("Double d = 1; return d;"), "1.0");
    assert_eq!(ok("Decimal d = 1; return d;"), "1");
    assert_eq!(
        ok("Id i = '001D000000IqhSL'; String s = i; return s;"),
        "001D000000IqhSLIAZ"
    );
    assert_eq!(
        fails("Id i = 'nonsense'; return i;"),
        "System.StringException: Invalid id: nonsense"
    );
    assert_eq!(
        fails("Integer i = 'x'; return i;"),
        "Invalid: Illegal assignment from String to Integer"
    );
}

#[test]
fn ternaries_and_increments() {
    assert_eq!(
        ok("Integer i = 1; Integer j = i++ + ++i; return j + ',' + i;"),
        "4,3"
    );
    assert_eq!(ok("return 1 > 2 ? 'a' : 2 > 1 ? 'b' : 'c';"), "b");
    assert_eq!(ok("Integer a, b; a = b = 3; return a + b;"), "6");
}
