//! try, catch, finally, throw, stack traces.

use crate::common::{error, fails, ok, run_with};

#[test]
fn finally_runs_whatever_happens() {
    let members = "static String log = ''; static Integer f(Boolean fail) { try { if (fail) { throw new MyException('x'); } return 1; } catch (MyException e) { log += e.getMessage(); return 2; } finally { log += 'f'; } } class MyException extends Exception {}";
    assert_eq!(
        run_with("Integer a = f(true) + f(false); return a + log;", members).unwrap(),
        "3xff"
    );
}

#[test]
fn exceptions_are_caught_by_type() {
    let body = "try { String s; s.length(); } catch (QueryException e) { return 'q'; } catch (System.NullPointerException e) { return e.getTypeName() + '|' + e.getMessage(); } return '';";
    assert_eq!(
        ok(body),
        "System.NullPointerException|Attempt to de-reference a null object"
    );
    assert_eq!(
        ok(
            "try { Integer i = 1 / 0; } catch (Exception e) { return e instanceof MathException; } return '';"
        ),
        "true"
    );
    let members = "virtual class AException extends Exception {} class BException extends AException {}";
    assert_eq!(run_with("try { throw new BException('b'); } catch (AException e) { return e.getTypeName() + e.getMessage(); }", members).unwrap(), "T.BExceptionb");
}

#[test]
fn causes_and_messages() {
    let members = "class MyException extends Exception {}";
    let body = "try { try { Integer i = 1 / 0; } catch (Exception e) { throw new MyException('outer', e); } } catch (MyException e) { return e.getMessage() + '<' + e.getCause().getMessage(); } return '';";
    assert_eq!(run_with(body, members).unwrap(), "outer<Divide by 0");
    assert_eq!(
        run_with("return new MyException().getMessage();", members).unwrap(),
        "Script-thrown exception"
    );
    assert_eq!(
        run_with(
            "MyException e = new MyException('a'); e.setMessage('b'); return e;",
            members
        )
        .unwrap(),
        "T.MyException: b"
    );
}

#[test]
fn an_exception_class_may_have_fields_and_constructors() {
    let members = "class CodeException extends Exception { public Integer code; CodeException(Integer code, String m) { this(m); this.code = code; } }";
    let body = "try { throw new CodeException(404, 'gone'); } catch (CodeException e) { return e.code + e.getMessage(); }";
    assert_eq!(run_with(body, members).unwrap(), "404gone");
}

#[test]
fn the_stack_trace_names_class_method_and_line() {
    let body = "\n return Inner.fail();";
    let thrown = run_with(
        body,
        "class Inner { static Integer fail() {\n Integer zero = 0;\n return 1 / zero; } }",
    )
    .unwrap_err();
    assert_eq!(
        thrown.stack_trace,
        "Class.T.Inner.fail: line 4, column 1\nClass.T.run: line 2, column 1"
    );
}

#[test]
fn limits_and_missing_features_cannot_be_caught() {
    let body = "try { for (Integer i = 0; i < 101; i++) { List<Account> a = [SELECT Id FROM Account]; } } catch (Exception e) { return 'caught'; } finally { return 'finally'; }";
    assert_eq!(fails(body), "System.LimitException: Too many SOQL queries: 101");
    let thrown =
        crate::common::run("try { Nonsense.call(); } catch (Exception e) { return 'caught'; }").unwrap_err();
    assert_eq!(thrown.kind, apex::ThrownKind::Unsupported);
    assert_eq!(thrown.message, "method Nonsense.call is not supported (T line 1)");
}

#[test]
fn throwing_null_and_return_in_finally() {
    assert_eq!(
        fails("Exception e; throw e;"),
        "System.NullPointerException: Attempt to de-reference a null object"
    );
    assert_eq!(
        error(run_with("try { return 1; } finally { Integer z = 1 / 0; }", "")),
        "System.MathException: Divide by 0"
    );
}
