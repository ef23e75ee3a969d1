//! Transactions, savepoints, locks, tests.

use std::sync::Arc;

use apex::host::Data;

use super::support::*;

#[test]
fn nothing_is_seen_by_others_before_the_commit() {
    let org = org();
    let (mut ann, mut bob) = (org.session("ann"), org.session("bob"));
    widget(&mut ann, &[]).unwrap();
    assert_eq!(rows(&mut ann, "SELECT Id FROM Widget__c").len(), 1);
    assert!(rows(&mut bob, "SELECT Id FROM Widget__c").is_empty());
    ann.commit().unwrap();
    // Bob's transaction has not changed anything yet: it reads what is committed now.
    assert_eq!(rows(&mut bob, "SELECT Id FROM Widget__c").len(), 1);
    widget(&mut ann, &[]).unwrap();
    ann.rollback().unwrap();
    widget(&mut bob, &[]).unwrap();
    drop(bob);
    assert_eq!(rows(&mut ann, "SELECT Id FROM Widget__c").len(), 1);
}

#[test]
fn ids_are_not_given_twice() {
    let org = org();
    let mut ann = org.session("ann");
    let first = widget(&mut ann, &[]).unwrap();
    ann.rollback().unwrap();
    assert_ne!(widget(&mut ann, &[]).unwrap(), first);
}

#[test]
fn savepoints() {
    let org = org();
    let mut ann = org.session("ann");
    let count = |session: &mut crate::Session| rows(session, "SELECT Id FROM Widget__c").len();
    let before = ann.savepoint().unwrap();
    widget(&mut ann, &[]).unwrap();
    let middle = ann.savepoint().unwrap();
    widget(&mut ann, &[]).unwrap();
    let last = ann.savepoint().unwrap();
    ann.rollback_to(middle).unwrap();
    assert_eq!(count(&mut ann), 1);
    assert_eq!(ann.rollback_to(last).unwrap_err().exception, "TypeException");
    widget(&mut ann, &[]).unwrap();
    ann.rollback_to(middle).unwrap();
    assert_eq!(count(&mut ann), 1);
    ann.rollback_to(before).unwrap();
    assert_eq!(count(&mut ann), 0);
    // The lock is free again: somebody else can write.
    widget(&mut org.session("bob"), &[]).unwrap();
}

#[test]
fn a_savepoint_alone_takes_no_lock() {
    let org = org();
    let mut ann = org.session("ann");
    ann.savepoint().unwrap();
    rows(&mut ann, "SELECT Id FROM Case");
    let mut bob = org.session("bob");
    widget(&mut bob, &[]).unwrap();
    bob.commit().unwrap();
    widget(&mut ann, &[]).unwrap();
}

#[test]
fn a_refused_statement_leaves_no_lock() {
    let org = org();
    let mut ann = org.session("ann");
    insert(&mut ann, "Widget__c", &[]).unwrap_err();
    let partial = apex::host::DmlOptions {
        all_or_none: false,
        ..SYSTEM
    };
    let results = ann
        .dml(
            &apex::host::DmlOperation::Insert,
            &mut [record("Widget__c", &[])],
            partial,
        )
        .unwrap();
    assert_eq!(results[0].errors.len(), 1);
    widget(&mut org.session("bob"), &[]).unwrap();
}

#[test]
fn writers_wait_for_one_another() {
    let org = org();
    let mut ann = org.session("ann");
    rows(&mut ann, "SELECT Id FROM Case LIMIT 1 FOR UPDATE");
    let id = widget(&mut ann, &[("Exact__c", string("only one"))]).unwrap();
    let mut bob = org.session("bob");
    let (told, started) = std::sync::mpsc::channel();
    let waiting = std::thread::spawn(move || {
        told.send(()).unwrap();
        widget(&mut bob, &[("Exact__c", string("only one"))])
    });
    started.recv().unwrap();
    ann.commit().unwrap();
    // Whoever comes second sees the first one's row and is told its Id.
    let (status, message) = refusal(waiting.join().unwrap());
    assert_eq!(status, "DUPLICATE_VALUE");
    assert!(message.ends_with(&id[..15]), "{message}");
}

#[test]
fn a_test_sees_set_up_data_only_and_leaves_nothing() {
    let org = org();
    let mut ann = org.session("ann");
    ann.begin_test(false).unwrap();
    assert!(rows(&mut ann, "SELECT Id FROM Case").is_empty());
    assert_eq!(rows(&mut ann, "SELECT Id FROM User").len(), 3);
    assert_eq!(rows(&mut ann, "SELECT Id FROM Kind__mdt").len(), 2);
    assert_eq!(
        rows(&mut ann, "SELECT Id FROM Profile WHERE Name = 'Standard User'").len(),
        1
    );
    insert(&mut ann, "Case", &[]).unwrap();
    let profile = ann.user().profile_id;
    let user = |name: &str| {
        [
            "Username",
            "LastName",
            "Email",
            "Alias",
            "LanguageLocaleKey",
            "LocaleSidKey",
            "TimeZoneSidKey",
            "EmailEncodingKey",
        ]
        .into_iter()
        .zip([
            name,
            "Tester",
            name,
            "test",
            "fr",
            "fr_FR",
            "Europe/Paris",
            "UTF-8",
        ])
        .map(|(field, value)| (field, string(value)))
        .chain([("ProfileId", Data::Id(profile.clone()))])
        .collect::<Vec<_>>()
    };
    let tester = insert(&mut ann, "User", &user("tester@test.example")).unwrap();
    ann.run_as(&tester).unwrap();
    assert_eq!(
        (ann.user().name(), ann.user().language),
        ("Tester".into(), "fr".into())
    );
    assert!(as_user(&mut ann, "SELECT Id FROM Case").unwrap().is_empty());
    // The org goes on meanwhile.
    insert(&mut org.session("bob"), "Case", &[]).unwrap();
    assert!(ann.commit().is_err() && ann.begin_test(false).is_err());
    ann.end_test().unwrap();
    assert_eq!(ann.user().username, "ann@test.example");
    assert_eq!(rows(&mut ann, "SELECT Id FROM Case").len(), 3);
    assert_eq!(rows(&mut ann, "SELECT Id FROM User").len(), 3);
    assert!(ann.end_test().is_err());
}

#[test]
fn a_test_may_see_all_data_and_its_ids_are_repeatable() {
    let org = org();
    let mut ann = org.session("ann");
    let run = |session: &mut crate::Session, all| {
        session.begin_test(all).unwrap();
        let seen = rows(session, "SELECT Id FROM Case").len();
        let id = insert(session, "Case", &[]).unwrap();
        session.end_test().unwrap();
        (seen, id)
    };
    assert_eq!(run(&mut ann, true).0, 3);
    assert_eq!(run(&mut ann, false), run(&mut ann, false));
}

#[test]
fn a_session_needs_an_active_user() {
    let org = org();
    let clock = Arc::new(Fixed(noon()));
    assert!(org.database.session("005000000000zzz", clock.clone()).is_err());
    let mut admin = org.session("admin");
    let bob = org.session("bob").user().id;
    let values = [("Id", Data::Id(bob.clone())), ("IsActive", Data::Boolean(false))];
    change(&mut admin, &apex::host::DmlOperation::Update, "User", &values).unwrap();
    admin.commit().unwrap();
    assert!(org.database.session(&bob, clock).is_err());
    assert_eq!(org.database.users().unwrap().len(), 2);
}
