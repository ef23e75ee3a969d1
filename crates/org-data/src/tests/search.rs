//! SOSL over the store.

use apex::host::{AccessMode, Bind, Data, Search, Sharing};
use indexmap::IndexMap;

use super::support::*;

fn search(session: &mut crate::Session, sosl: &str, access: AccessMode) -> Vec<(String, Vec<String>)> {
    let binds = IndexMap::from([("term".to_owned(), Bind::One(Data::String("cora".to_owned())))]);
    let sharing = if access == AccessMode::User {
        Sharing::Enforced
    } else {
        Sharing::Ignored
    };
    session
        .search(&Search {
            sosl,
            binds: &binds,
            access,
            sharing,
        })
        .unwrap()
        .into_iter()
        .map(|(object, rows)| (object, texts(&rows)))
        .collect()
}

fn found(object: &str, names: &[&str]) -> (String, Vec<String>) {
    (
        object.to_owned(),
        names.iter().map(|&name| name.to_owned()).collect(),
    )
}

#[test]
fn finds_words_in_the_fields_asked_for() {
    let org = org();
    let mut session = org.session("admin");
    let mut find = |sosl: &str| search(&mut session, sosl, AccessMode::System);
    assert_eq!(
        find("FIND 'cora' IN ALL FIELDS RETURNING Contact(Name), Account(Name)"),
        [found("Contact", &["Cora Client"]), found("Account", &[])]
    );
    assert_eq!(
        find("FIND {acme*} IN NAME FIELDS RETURNING Account(Name), Contact(Name)"),
        [found("Account", &["Acme"]), found("Contact", &[])]
    );
    assert_eq!(
        find(
            "FIND 'acme*' IN EMAIL FIELDS RETURNING Contact(LastName WHERE FirstName = 'Cora' ORDER BY Name LIMIT 1)"
        ),
        [found("Contact", &["Client"])]
    );
    assert_eq!(
        find("FIND 'cora@acme.example' IN EMAIL FIELDS RETURNING Contact(LastName)"),
        [found("Contact", &["Client"])]
    );
    assert_eq!(
        find("FIND :term RETURNING Contact(FirstName)"),
        [found("Contact", &["Cora"])]
    );
    assert_eq!(
        find("FIND 'printer OR audit' RETURNING Case(Subject ORDER BY Subject) LIMIT 1"),
        [found("Case", &["Audit"])]
    );
    assert_eq!(
        find("FIND 'client AND NOT cora' RETURNING Contact(Name)"),
        [found("Contact", &[])]
    );
    let anywhere: Vec<String> = find("FIND 'printer'")
        .into_iter()
        .map(|(object, _)| object)
        .collect();
    assert_eq!(anywhere, ["Case"]);
}

#[test]
fn finds_only_what_the_user_may_see() {
    let org = org();
    let mut bob = org.session("bob");
    assert_eq!(
        search(
            &mut bob,
            "FIND 'printer' RETURNING Case(Subject)",
            AccessMode::User
        ),
        [found("Case", &[])]
    );
}

#[test]
fn refuses_what_is_no_search() {
    let org = org();
    let mut session = org.session("admin");
    for sosl in [
        "FIND 'x' RETURNING Case",
        "FIND",
        "FIND 'abc' RETURNING Nope(Id)",
        "FIND 'abc' IN SOME FIELDS",
    ] {
        let search = Search {
            sosl,
            binds: &IndexMap::new(),
            access: AccessMode::System,
            sharing: Sharing::Ignored,
        };
        assert!(session.search(&search).is_err(), "{sosl}");
    }
}
