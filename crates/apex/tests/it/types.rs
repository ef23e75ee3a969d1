//! Names of types without their namespace, declared types and overloads, keys with an `equals` of their own.

use crate::common::{Org, ok, run_classes, run_with};

#[test]
fn types_of_schema_and_system_need_no_namespace() {
    assert_eq!(
        ok(
            "DescribeSObjectResult d = Account.SObjectType.getDescribe(); SObjectType t = d.getSObjectType(); Map<String, SObjectField> fields = d.fields.getMap(); SObjectField f = fields.get('name'); DescribeFieldResult r = f.getDescribe(); List<Schema.SObjectField> many = new List<SObjectField>{f}; Object o = many; return t + '.' + f + r.getName() + (o instanceof List<SObjectField>) + (o instanceof List<Schema.SObjectField>);"
        ),
        "Account.NameNametruetrue"
    );
    assert_eq!(
        ok(
            "Object f = Account.Name; Schema.Account a = new Schema.Account(Name = 'x'); Object o = a; return (f instanceof SObjectField) + '' + (f instanceof Schema.SObjectField) + (o instanceof Account) + (o instanceof Schema.Account);"
        ),
        "truetruetruetrue"
    );
    assert_eq!(
        run_with(
            "return pick(Account.SObjectType) + pick(Account.Name);",
            "static String pick(SObjectType t) { return 'type'; } static String pick(SObjectField f) { return 'field'; }"
        )
        .unwrap(),
        "typefield"
    );
}

#[test]
fn declared_types_of_calls_fields_and_properties_choose_the_overload() {
    let members = "static String of(Object o) { return 'object'; } static String of(String s) { return 'string'; } static String of(List<Account> l) { return 'list'; }
        static String text() { return null; } static List<Account> rows() { return null; } static Object any() { return 'x'; }
        class Box { String word { get; set; } List<Account> rows; Object content = 'x'; Box next() { return this; } }";
    assert_eq!(
        run_with(
            "Box b = new Box(); Account a = new Account(); return of(text()) + of(rows()) + of(b.next().rows) + of(b.word) + of(T.text()) + of(a.Name) + of(true ? text() : text());",
            members
        )
        .unwrap(),
        "stringlistliststringstringstringstring"
    );
    assert_eq!(run_with("return 'a' + text();", members).unwrap(), "anull");
    assert_eq!(run_with("return text() + text();", members).unwrap(), "nullnull");
}

const POINT: &str = "public class Point { Integer x; String note; public static Integer compared = 0; public Point(Integer x, String note) { this.x = x; this.note = note; }
    public Boolean equals(Object o) { compared++; return o instanceof Point && ((Point) o).x == x; } public Integer hashCode() { return x; } }";

#[test]
fn equals_and_hash_code_of_a_class_decide_for_map_keys_and_set_members() {
    let run = |body: &str| {
        let class = format!("public class T {{ public static Object run() {{ {body} }} }}");
        run_classes(&mut Org::new(), &[POINT, &class]).unwrap()
    };
    assert_eq!(
        run(
            "Map<Point, String> m = new Map<Point, String>{new Point(1, 'a') => 'one'}; m.put(new Point(2, 'b'), 'two'); m.put(new Point(1, 'c'), 'uno'); return m.size() + m.get(new Point(1, 'd')) + m.containsKey(new Point(3, 'e')) + m.remove(new Point(2, 'f')) + m.size();"
        ),
        "2unofalsetwo1"
    );
    assert_eq!(
        run(
            "Set<Point> s = new Set<Point>{new Point(1, 'a'), new Point(1, 'b')}; s.add(new Point(2, 'c')); s.addAll(new List<Point>{new Point(2, 'd')}); return s.size() + '' + s.contains(new Point(2, 'e')) + s.contains(new Point(5, 'e')) + new Set<Point>(new List<Point>{new Point(7, ''), new Point(7, '')}).size();"
        ),
        "2truefalse1"
    );
    assert_eq!(
        run(
            "Set<Point> s = (Set<Point>) JSON.deserialize('[{\"x\":1},{\"x\":1},{\"x\":2}]', Set<Point>.class); return s.size() + '' + s.contains(new Point(2, 'e'));"
        ),
        "2true"
    );
    // Identity stays identity, and lists do not ask.
    assert_eq!(
        run(
            "Point a = new Point(1, 'a'); Point b = new Point(1, 'b'); Set<Point> s = new Set<Point>{a, b}; Integer before = Point.compared; List<Point> l = new List<Point>{a, b}; return (a === b) + '' + (a == b) + l.size() + (Point.compared - before);"
        ),
        "falsetrue21"
    );
}

#[test]
fn a_string_in_triple_quotes_spans_lines() {
    assert_eq!(
        ok("String s = '''\nit's \"a\"\n  b\\tc''';\nreturn s.replace('\\n', '|');"),
        "it's \"a\"|  b\tc"
    );
}
