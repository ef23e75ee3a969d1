//! What is found before anything runs.

use crate::common;

fn errors(classes: &[&str]) -> Vec<String> {
    match common::load(classes) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn syntax_errors_have_file_and_line() {
    let found = errors(&[
        "public class A {}",
        "public class B {\n void f() { Integer = ; }\n}",
    ]);
    assert!(found[0].starts_with("1.cls:2: "), "{found:?}");
}

#[test]
fn unsupported_constructs_are_named() {
    let found = errors(&[
        "public class A {\n void f() { Object o = new List<Integer>[3][4]; }\n void g() { this.<String>h(); } }",
    ]);
    assert!(!found.is_empty());
    assert!(found[0].starts_with("0.cls:"), "{found:?}");
}

#[test]
fn what_cannot_be_loaded_does_not_hold_back_the_rest() {
    let file = |name: &str, text: &str| apex::SourceFile {
        path: format!("{name}.cls"),
        text: text.to_owned(),
    };
    let (program, errors) = apex::Program::load_partial(vec![
        file(
            "Broken",
            "public virtual class Broken {\n void f() { Integer = ; }\n}",
        ),
        file("Child", "public class Child extends Broken { }"),
        file(
            "Vague",
            "public class Vague { public Integer f() { return nowhere; } public static Integer g() { return 1; } }",
        ),
        file(
            "Good",
            "public class Good { public static Integer f() { return Vague.g(); } }",
        ),
    ]);
    let places: Vec<String> = errors.iter().map(|e| format!("{}:{}", e.path, e.line)).collect();
    assert_eq!(places, ["Broken.cls:2", "Child.cls:1", "Vague.cls:1"]);
    assert_eq!(program.class_names(), ["Vague", "Good"]);
    let mut org = common::Org::new();
    let value = apex::Interpreter::new(&program, &mut org).call_static("Good", "f", vec![]);
    assert_eq!(common::text(&value.expect("Good runs")), "1");
}

#[test]
fn broken_references_between_classes_are_found() {
    assert_eq!(
        errors(&["public class A extends B {}", "public class B {}"]),
        ["0.cls:1: Non-virtual and non-abstract type cannot be extended: B"]
    );
    assert_eq!(
        errors(&["public class A implements Nope {}"]),
        ["0.cls:1: Interface type does not exist: Nope"]
    );
    assert_eq!(
        errors(&[
            "public class A implements I {}",
            "public interface I { void f(Integer i); }"
        ]),
        ["0.cls:1: Class A must implement the method: void f(Integer)"]
    );
    assert_eq!(
        errors(&[
            "public virtual class A extends B {}",
            "public virtual class B extends A {}"
        ])
        .len(),
        2
    );
    assert_eq!(
        errors(&["public class A {}", "public class a {}"]),
        ["1.cls:1: Duplicate class: a"]
    );
}

#[test]
fn doubled_variables_and_wrong_overrides_are_found() {
    assert_eq!(
        errors(&["public class A { void f(Integer i) { Integer I = 1; } }"]),
        ["0.cls:1: Duplicate variable: I"]
    );
    assert_eq!(
        errors(&[
            "public class A extends B { void f() {} }",
            "public virtual class B { public virtual void f() {} }"
        ]),
        ["0.cls:1: Method must use the override keyword: void f()"]
    );
    assert_eq!(
        errors(&["public class A { public Integer i = 99999999999; }"]),
        ["0.cls:1: Illegal literal: 99999999999"]
    );
}

/// Apex knows no capitals: two members whose names differ only in them are the same member twice.
#[test]
fn members_that_differ_only_in_capitals_are_found() {
    let class = "public class A {
        Integer total;
        static String Total;
        Integer Size { get; set; }
        Long sIZE;
        A(Integer i) {}
        A(integer j) {}
        void run(String s) {}
        static Integer RUN(string t) { return 1; }
        Integer run(Integer i) { return total(); }
        Integer total() { return 1; }
        class In { Integer total; }
        interface Done { void mark(); Integer Mark(); }
    }";
    assert_eq!(
        errors(&[class]),
        [
            "0.cls:3: Duplicate field: Total",
            "0.cls:5: Duplicate field: sIZE",
            "0.cls:7: Constructor already defined: A(integer)",
            "0.cls:9: Method already defined: Integer RUN(string)",
            "0.cls:13: Method already defined: Integer Mark()",
        ]
    );
    assert_eq!(
        errors(&["public enum Kind { OPEN,\n Open }"]),
        ["0.cls:2: Duplicate enum constant: Open"]
    );
    assert_eq!(
        errors(&["public class A { void f(Integer i, String I) {} }"]),
        ["0.cls:1: Duplicate variable: I"]
    );
    assert_eq!(
        errors(&[
            "public class A {\n void f() { try { g(); } catch (DmlException e) { Integer E = 1; } }\n void g() { for (Integer i = 0; i < 1; i++) { String I; } for (String i : new List<String>()) {} }\n}"
        ]),
        ["0.cls:2: Duplicate variable: E", "0.cls:3: Duplicate variable: I"]
    );
    assert_eq!(
        errors(&["public class A { class In {} interface IN {} }"]),
        ["0.cls:1: Duplicate class: A.IN"]
    );
}

#[test]
fn classes_tell_what_remote_actions_need() {
    let program = common::program(&[
        "global with sharing class A { @RemoteAction public static String load(String request, Integer n) { return request; } private void hidden() {} }",
    ]);
    let class = program.class("a").unwrap();
    assert!(class.is_global);
    let method = class.methods_named("LOAD").next().unwrap();
    assert_eq!(method.annotations, ["remoteaction"]);
    assert!(method.is_static && method.is_public && !method.is_global);
    assert_eq!(method.params[1].type_name.to_string(), "Integer");
    assert!(!class.methods_named("hidden").next().unwrap().is_public);
}

#[test]
fn a_program_may_be_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<apex::Program>();
}

#[test]
fn bare_names_that_mean_nothing_are_found() {
    let class = "public class A {
        Integer known; static Integer shared;
        void f(Integer p) { known = p + shared + unknown; }
        void g() { f(1); f(); h(); Other.anything(); }
        class In { Integer x() { return shared + known; } }
    }";
    assert_eq!(
        errors(&[class]),
        [
            "0.cls:3: Variable does not exist: unknown",
            "0.cls:4: Method does not exist or incorrect signature: f with 0 arguments",
            "0.cls:4: Method does not exist or incorrect signature: h with 0 arguments",
            "0.cls:5: Variable does not exist: known",
        ]
    );
}
