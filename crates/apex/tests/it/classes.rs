//! Classes, instances, static state, properties, overloads.

use crate::common::{Org, error, run_classes, run_with};

#[test]
fn virtual_methods_super_and_constructor_chains() {
    let members = "
        virtual class A { protected String log = 'f'; A() { this('d'); } A(String s) { log += s; } virtual String who() { return 'A'; } String hi() { return who() + log; } }
        class B extends A { String own = 'o'; B() { super('x'); log += own; } override String who() { return 'B' + super.who(); } }";
    assert_eq!(
        run_with("return new B().hi() + ' ' + new A().hi();", members).unwrap(),
        "BAfxo Afd"
    );
}

#[test]
fn interfaces_and_abstract_classes() {
    let members = "
        interface Shape { Decimal area(); }
        abstract class Base implements Shape { public abstract Decimal area(); public String show() { return 'area ' + area(); } }
        class Square extends Base { Decimal side; Square(Decimal s) { side = s; } public override Decimal area() { return side * side; } }";
    assert_eq!(
        run_with(
            "Shape s = new Square(1.5); return ((Base) s).show() + (s instanceof Shape);",
            members
        )
        .unwrap(),
        "area 2.25true"
    );
}

#[test]
fn properties_run_their_accessors() {
    let members = "
        class P {
            public Integer raw { get; private set; }
            public Integer twice { get { return raw * 2; } set { raw = value; } }
            public List<String> lazy { get { if (lazy == null) { lazy = new List<String>{'made'}; } return lazy; } set; }
            public static Integer calls { get { return calls == null ? 0 : calls; } set { calls = value + 1; } }
        }";
    assert_eq!(
        run_with(
            "P p = new P(); p.twice = 4; p.twice += 1; return p.twice + ' ' + p.raw + p.lazy[0];",
            members
        )
        .unwrap(),
        "18 9made"
    );
    assert_eq!(run_with("P.calls = 5; return P.calls;", members).unwrap(), "6");
}

#[test]
fn static_state_is_initialised_once_in_order() {
    let members = "
        static Integer a = 1; static Integer b = a + 1; static { b += 10; }
        class Other { Integer x = b; { x += 1; } }";
    assert_eq!(
        run_with("b++; return b + ' ' + new Other().x;", members).unwrap(),
        "13 14"
    );
}

#[test]
fn static_state_is_fresh_in_each_transaction() {
    let program = crate::common::program(&[
        "public class C { static Integer n = 0; public static Integer next() { return ++n; } }",
    ]);
    for _ in 0..2 {
        let mut org = Org::new();
        let mut interp = apex::Interpreter::new(&program, &mut org);
        interp.call_static("C", "next", vec![]).unwrap();
        assert_eq!(interp.call_static("c", "NEXT", vec![]).unwrap().as_int(), Some(2));
    }
}

#[test]
fn overloads_are_chosen_by_type() {
    let members = "
        static String f(Integer i) { return 'int'; } static String f(Long i) { return 'long'; } static String f(Decimal d) { return 'dec'; }
        static String f(String s) { return 'str'; } static String f(Object o) { return 'obj'; }
        static String g(Object o) { return 'obj'; } static String g(Id i) { return 'id'; } static String g(SObject o) { return 'sob'; } static String g(Account a) { return 'acc'; }
        static String h(List<String> s) { return 'strings'; } static String h(List<Integer> s) { return 'ints'; }
        static String k(Object o) { return 'obj'; } static String k(String s) { return 'str'; }";
    assert_eq!(
        run_with("return f(1) + f(1L) + f(1.5) + f('x') + f(true);", members).unwrap(),
        "intlongdecstrobj"
    );
    assert_eq!(
        run_with("return g(new Account()) + g(new Contact()) + g(1);", members).unwrap(),
        "accsobobj"
    );
    assert_eq!(
        run_with("return h(new List<Integer>()) + h(new List<String>());", members).unwrap(),
        "intsstrings"
    );
    assert_eq!(
        run_with(
            "Object o = 'x'; return k(o) + k('x') + k((String) null);",
            members
        )
        .unwrap(),
        "objstrstr"
    );
}

#[test]
fn inner_names_win_and_outer_statics_are_reached() {
    let members = "static String tag = 'outer'; static String call() { return tag; } class In { String get() { return call() + tag; } } class T2 {}";
    assert_eq!(
        run_with("return new T.In().get();", members).unwrap(),
        "outerouter"
    );
}

#[test]
fn user_methods_make_text_and_equality() {
    let members = "class P { Integer x; P(Integer x) { this.x = x; } public override String toString() { return 'P' + x; } public Boolean equals(Object o) { return ((P) o).x == x; } public Integer hashCode() { return x; } }";
    assert_eq!(run_with("return '' + new P(1) + new List<P>{new P(2)} + (new P(3) == new P(3)) + (new P(3) === new P(3));", members).unwrap(), "P1(P2)truefalse");
}

#[test]
fn private_members_are_not_visible_outside() {
    let other = "public class Other { private static Integer hidden = 1; public Integer shown = 2; @TestVisible private Integer forTests = 3; private void secret() {} }";
    let call = |body: &str| run_classes(&mut Org::new(), &[other, &crate::common::class_with(body, "")]);
    assert_eq!(call("return new Other().shown;").unwrap(), "2");
    assert_eq!(
        error(call("return Other.hidden;")),
        "Invalid: Variable is not visible: Other.hidden"
    );
    assert_eq!(
        error(call("return new Other().forTests;")),
        "Invalid: Variable is not visible: Other.forTests"
    );
    assert_eq!(
        error(call("new Other().secret(); return 1;")),
        "Invalid: Method is not visible: Other.secret"
    );
    let test = "@IsTest class T { public static Object run() { return new Other().forTests; } }";
    assert_eq!(run_classes(&mut Org::new(), &[other, test]).unwrap(), "3");
}

#[test]
fn final_fields_are_written_once() {
    let members = "class F { final Integer x = 1; F() { x = 2; } void change() { x = 3; } }";
    assert_eq!(run_with("return new F().x;", members).unwrap(), "2");
    assert_eq!(
        error(run_with("new F().change(); return 1;", members)),
        "Invalid: Field is not writeable: x"
    );
}

#[test]
fn deep_recursion_ends_in_a_limit() {
    let members = "static Integer down(Integer n) { return down(n + 1); }";
    assert_eq!(
        error(run_with("return down(0);", members)),
        "System.LimitException: Maximum stack depth reached: 1001"
    );
    let members = "static Integer sum(Integer n) { return n == 0 ? 0 : n + sum(n - 1); }";
    assert_eq!(run_with("return sum(900);", members).unwrap(), "405450");
}

#[test]
fn pages_read_and_write_public_properties() {
    let class = "public class Page { public String name { get; set; } private String secret = 's'; public Integer getCount() { return 3; } public List<String> setTo; public void setSize(Integer n) { setTo = new List<String>{'' + n}; } }";
    let program = crate::common::program(&[class]);
    let mut org = Org::new();
    let mut interp = apex::Interpreter::new(&program, &mut org);
    let page = interp.construct("Page", vec![]).unwrap();
    interp
        .set_property(&page, "Name", apex::Value::string("n"))
        .unwrap();
    assert_eq!(interp.get_property(&page, "name").unwrap().as_str(), Some("n"));
    assert_eq!(interp.get_property(&page, "count").unwrap().as_int(), Some(3));
    interp
        .set_property(&page, "size", apex::Value::Integer(7))
        .unwrap();
    assert_eq!(
        crate::common::text(&interp.get_property(&page, "setTo").unwrap()),
        "(7)"
    );
    let error = interp.get_property(&page, "secret").unwrap_err();
    assert_eq!(error.message, "Unknown property 'Page.secret'");
}
