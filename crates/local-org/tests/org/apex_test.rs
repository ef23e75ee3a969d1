//! `local-org apex-test` on folders of anybody.

use std::path::Path;
use std::process::{Command, Output};

use crate::harness::fixture;

fn apex_test() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_local-org"));
    command.arg("apex-test");
    command
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Writes `classes/<name>.cls` below a folder.
fn class(folder: &Path, name: &str, body: &str) {
    let classes = folder.join("classes");
    std::fs::create_dir_all(&classes).expect("made");
    std::fs::write(classes.join(format!("{name}.cls")), body).expect("written");
}

#[test]
fn tests_are_run_and_covered() {
    let directory = tempfile::tempdir().expect("directory");
    let lcov = directory.path().join("apex.lcov");
    let run = |extra: &[&str]| {
        let mut command = apex_test();
        command.arg("--source").arg(fixture("package"));
        command.arg("--data-seed").arg(fixture("data"));
        command
            .args(extra)
            .arg("--lcov")
            .arg(&lcov)
            .output()
            .expect("runs")
    };
    let output = run(&[]);
    let shown = text(&output);
    assert!(
        output.status.success(),
        "{shown}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(shown.contains("ok    MemoControllerTest.addsNumbers"), "{shown}");
    assert!(shown.ends_with("3 passed, 0 failed\n"), "{shown}");
    let lcov = std::fs::read_to_string(&lcov).expect("lcov");
    assert!(
        lcov.contains("MemoController.cls") && lcov.contains("DA:"),
        "{lcov}"
    );
    assert!(text(&run(&["--filter", "adds"])).contains("1 passed, 0 failed"));
    assert!(!run(&["--min-coverage", "99"]).status.success());
    assert!(!run(&["--filter", "nothing"]).status.success());
}

#[test]
fn the_package_may_be_managed() {
    let mut command = apex_test();
    command.arg(fixture("package")).args(["--namespace", "acme"]);
    let output = command
        .arg("--data-seed")
        .arg(fixture("data"))
        .output()
        .expect("runs");
    assert!(output.status.success(), "{}", text(&output));
    assert!(
        text(&output).ends_with("3 passed, 0 failed\n"),
        "{}",
        text(&output)
    );
}

#[test]
fn a_foreign_project_runs_with_nothing_of_ours() {
    let directory = tempfile::tempdir().expect("directory");
    let root = directory.path();
    std::fs::write(
        root.join("sfdx-project.json"),
        r#"{"packageDirectories":[{"path":"app"},{"path":"more"}]}"#,
    )
    .expect("written");
    let (app, more) = (root.join("app/main"), root.join("more"));
    class(
        &app,
        "Sums",
        "public class Sums {\n  public static Integer add(Integer a, Integer b) {\n    return a + b;\n  }\n  public static void unused() {\n    Integer x = 1;\n  }\n}",
    );
    class(
        &app,
        "Broken",
        "public class Broken {\n  public void f() {\n    this is no Apex;\n  }\n}",
    );
    class(
        &more,
        "SumsTest",
        "@IsTest\nprivate class SumsTest {\n  @IsTest static void adds() {\n    System.assertEquals(3, Sums.add(1, 2));\n  }\n  @IsTest static void wrong() {\n    System.assertEquals(4, Sums.add(1, 2), 'the sum');\n  }\n}",
    );
    // What no test needs may be anything.
    for (folder, file) in [
        ("pages", "Odd.page"),
        ("flexipages", "Odd.flexipage-meta.xml"),
        ("lwc", "odd.js"),
    ] {
        std::fs::create_dir_all(app.join(folder)).expect("made");
        std::fs::write(app.join(folder).join(file), "<odd>").expect("written");
    }
    let output = apex_test().arg(root).output().expect("runs");
    let shown = text(&output);
    assert!(!output.status.success(), "{shown}");
    assert!(shown.contains("ok    SumsTest.adds ("), "{shown}");
    let failure = shown
        .lines()
        .position(|line| line.starts_with("FAIL  SumsTest.wrong: System.AssertException"));
    let stack = shown
        .lines()
        .nth(failure.expect("the failure") + 1)
        .expect("a stack");
    assert!(shown.contains("the sum"), "{shown}");
    assert!(shown.contains("Class.SumsTest.wrong: line 7"), "{stack}");
    assert!(
        shown.contains("50.0 %        1/2  Sums  missed lines 6"),
        "{shown}"
    );
    let listed = shown.split("Not supported:\n").nth(1).expect("a list");
    for part in ["Broken.cls:3:", "Odd.page", "Odd.flexipage-meta.xml"] {
        assert!(listed.contains(part), "{part}: {listed}");
    }
    assert!(shown.ends_with("1 passed, 1 failed\n"), "{shown}");
}

#[test]
fn an_endless_test_is_given_up() {
    let directory = tempfile::tempdir().expect("directory");
    class(
        directory.path(),
        "EndlessTest",
        "@IsTest\nprivate class EndlessTest {\n  @IsTest static void ends() {\n    System.assert(true);\n  }\n  @IsTest static void never() {\n    Integer i = 0;\n    while (true) { i = 1 - i; }\n  }\n}",
    );
    let output = apex_test()
        .arg(directory.path())
        .args(["--test-timeout", "1"])
        .output()
        .expect("runs");
    let shown = text(&output);
    assert!(!output.status.success(), "{shown}");
    assert!(shown.contains("ok    EndlessTest.ends"), "{shown}");
    assert!(shown.contains("FAIL  EndlessTest.never"), "{shown}");
    assert!(shown.ends_with("1 passed, 1 failed\n"), "{shown}");
}

#[test]
fn a_folder_that_is_not_there_is_one_sentence() {
    let output = apex_test().arg(fixture("none")).output().expect("runs");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).ends_with("there is no such directory.\n"));
    let output = apex_test().output().expect("runs");
    assert!(String::from_utf8_lossy(&output.stderr).contains("apex-test DIR"));
}

#[test]
fn a_test_may_ask_after_its_jobs_and_date_its_rows() {
    let directory = tempfile::tempdir().expect("directory");
    let root = directory.path();
    class(
        root,
        "Work",
        "public class Work implements Queueable, Schedulable, Database.Batchable<Integer> {
           public Boolean fails = false;
           public void execute(QueueableContext c) { if (fails) { throw new IllegalArgumentException('no work'); } }
           public void execute(SchedulableContext c) { }
           public List<Integer> start(Database.BatchableContext c) { return new List<Integer>{1, 2}; }
           public void execute(Database.BatchableContext c, List<Integer> scope) { }
           public void finish(Database.BatchableContext c) {
             System.assertEquals(1, [SELECT TotalJobItems FROM AsyncApexJob WHERE Id = :c.getJobId()].TotalJobItems);
           }
           @future public static void later() { }
         }",
    );
    class(
        root,
        "WorkTest",
        "@IsTest
         private class WorkTest {
           static AsyncApexJob job(Id id) { return [SELECT Status, JobType, ApexClass.Name, NumberOfErrors, JobItemsProcessed, ExtendedStatus FROM AsyncApexJob WHERE Id = :id]; }
           @IsTest static void jobs() {
             Test.startTest();
             Id queued = System.enqueueJob(new Work());
             Id batch = Database.executeBatch(new Work());
             Work.later();
             System.assertEquals('Queued', job(queued).Status);
             Test.stopTest();
             System.assertEquals('Completed', job(queued).Status);
             System.assertEquals('Queueable', job(queued).JobType);
             System.assertEquals('Work', job(queued).ApexClass.Name);
             System.assertEquals(1, job(batch).JobItemsProcessed);
             System.assertEquals('later', [SELECT MethodName FROM AsyncApexJob WHERE JobType = 'Future'].MethodName);
           }
           @IsTest static void failures() {
             Work work = new Work(); work.fails = true;
             Test.startTest();
             Id queued = System.enqueueJob(work);
             try { Test.stopTest(); System.assert(false); } catch (IllegalArgumentException e) { }
             System.assertEquals('Failed', job(queued).Status);
             System.assertEquals(1, job(queued).NumberOfErrors);
             System.assert(job(queued).ExtendedStatus.contains('no work'));
           }
           @IsTest static void schedules() {
             Test.startTest();
             Id id = System.schedule('nightly', '0 0 0 28 5 ? 2099', new Work());
             Test.stopTest();
             CronTrigger found = [SELECT CronExpression, TimesTriggered, NextFireTime, State, CronJobDetail.Name FROM CronTrigger WHERE Id = :id];
             System.assertEquals('2099-05-28 00:00:00', String.valueOf(found.NextFireTime));
             System.assertEquals('nightly', found.CronJobDetail.Name);
             System.assertEquals(0, found.TimesTriggered);
             try { System.schedule('nightly', '0 0 1 * * ?', new Work()); System.assert(false); } catch (System.AsyncException e) { System.assert(e.getMessage().contains('already scheduled')); }
             System.abortJob(id);
             System.assertEquals(0, [SELECT COUNT() FROM CronTrigger WHERE Id = :id]);
           }
           @IsTest static void dates() {
             Account row = new Account(Name = 'old'); insert row;
             Datetime at = Datetime.newInstanceGmt(2020, 2, 3, 4, 5, 6);
             Test.setCreatedDate(row.Id, at);
             System.assertEquals(at, [SELECT CreatedDate FROM Account WHERE Id = :row.Id].CreatedDate);
           }
         }",
    );
    let shown = text(&apex_test().arg(root).output().expect("runs"));
    assert!(shown.ends_with("4 passed, 0 failed\n"), "{shown}");
}
