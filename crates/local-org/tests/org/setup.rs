//! Setup: what an administrator changes there counts at once, and stays.

use local_org::org::OrgConfig;
use serde_json::json;

use crate::harness::{ADMINISTRATOR, AGENT, Answer, Browser, Harness, LIGHTNING, OUTSIDER, fixture};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const KINDS: &str = "SELECT Id, DeveloperName, MasterLabel, Code__c, Urgent__c, Maker__c FROM Memo_Kind__mdt ORDER BY DeveloperName";

fn page(harness: &Harness, browser: &Browser, path: &str) -> Answer {
    harness.get(browser, LIGHTNING, path)
}

fn send(harness: &Harness, browser: &Browser, path: &str, form: &str) -> Answer {
    harness.send("POST", LIGHTNING, path, &browser.force, &[FORM], form)
}

/// The page of an address of Setup Classic.
fn metadata(address: &str) -> String {
    format!(
        "/lightning/setup/CustomMetadata/page?address={}",
        address.replace('/', "%2F")
    )
}

#[test]
fn only_an_administrator_gets_in() {
    let harness = Harness::start();
    let (agent, admin) = (harness.login(AGENT), harness.login(ADMINISTRATOR));
    for path in [
        "/lightning/setup/SetupOneHome/home",
        "/lightning/setup/CustomMetadata/home",
        "/lightning/setup/PermSets/home",
        "/lightning/setup/CollaborationSettings/home",
        "/lightning/setup/UserInterfaceUI/home",
        "/lightning/setup/HomePageLayouts/home",
        "/lightning/setup/NavigationMenus/home",
        "/lightning/setup/ImportedPackage/home",
        "/lightning/setup/CommunicationTemplatesEmail/home",
        "/lightning/setup/CommunicationTemplatesEmail/new",
        "/lightning/setup/ObjectManager/home",
        "/lightning/setup/ObjectManager/Memo__c/PageLayouts/view",
        "/visualEditor/appBuilder.app?object=Memo__c",
    ] {
        assert_eq!(page(&harness, &agent, path).status, 403, "{path}");
        let shown = page(&harness, &admin, path);
        assert_eq!(shown.status, 200, "{path}: {}", shown.body);
    }
    let path = "/lightning/setup/UserInterfaceUI/home";
    assert_eq!(send(&harness, &agent, path, "everywhere=true").status, 403);
    let foreign = [FORM, ("Origin", "http://c.vf.force.localhost")];
    let refused = harness.send("POST", LIGHTNING, path, &admin.force, &foreign, "everywhere=true");
    assert_eq!(refused.status, 403);
    assert!(!page(&harness, &admin, path).body.contains("checked"));
}

#[test]
fn a_metadata_record_is_made_changed_and_kept() {
    let directory = tempfile::tempdir().expect("a directory");
    let config = || OrgConfig {
        sources: vec![fixture("package")],
        seed_dir: Some(fixture("data")),
        data_dir: Some(directory.path().to_path_buf()),
        ..OrgConfig::default()
    };
    let harness = Harness::open(config());
    let admin = harness.login(ADMINISTRATOR);
    let rows = harness.rows(KINDS);
    let id = rows[1]["Id"].as_str().expect("an Id");
    let (prefix, plain) = (id[..3].to_owned(), id.to_owned());
    let types = page(&harness, &admin, "/lightning/setup/CustomMetadata/home");
    assert!(
        types.body.contains(&format!("address=%2F{prefix}\"")),
        "{}",
        types.body
    );
    let list = page(&harness, &admin, &metadata(&format!("/{prefix}")));
    assert!(
        list.body.contains(">Plain</a>") && list.body.contains(">Hidden</a>"),
        "{}",
        list.body
    );
    // What is wrong is said of each field, and what was typed stays.
    let new = metadata(&format!("/{prefix}/e"));
    let wrong = send(&harness, &admin, &new, "MasterLabel=&Code__c=p&Maker__c=Somebody");
    assert_eq!(wrong.status, 422, "{}", wrong.body);
    for part in [
        "Label: is required",
        "Code: is the value of another record already",
        "value=\"Somebody\"",
        "aria-invalid=\"true\"",
    ] {
        assert!(wrong.body.contains(part), "{part}: {}", wrong.body);
    }
    let long = send(&harness, &admin, &new, "MasterLabel=Long&Code__c=12345678901");
    assert!(
        long.body.contains("Code: longer than 10 characters"),
        "{}",
        long.body
    );
    let taken = send(&harness, &admin, &new, "MasterLabel=Plain&Code__c=Q");
    assert!(
        taken.body.contains("is the name of another record already"),
        "{}",
        taken.body
    );
    assert_eq!(harness.rows(KINDS), rows);
    let made = send(
        &harness,
        &admin,
        &new,
        "MasterLabel=Very+urgent&Code__c=U&Urgent__c=true",
    );
    assert_eq!(made.status, 303, "{}", made.body);
    let edited = send(
        &harness,
        &admin,
        &metadata(&format!("/{plain}/e")),
        "MasterLabel=Plainer&Code__c=PP&Maker__c=",
    );
    assert_eq!(edited.status, 303, "{}", edited.body);
    let expected = |harness: &Harness| {
        let rows = harness.rows(KINDS);
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert_eq!(rows[1]["MasterLabel"], "Plainer");
        assert_eq!(
            (&rows[1]["Code__c"], &rows[1]["Maker__c"]),
            (&json!("PP"), &json!(null))
        );
        assert_eq!(rows[2]["DeveloperName"], "Very_urgent");
        assert_eq!(
            (&rows[2]["Code__c"], &rows[2]["Urgent__c"]),
            (&json!("U"), &json!(true))
        );
    };
    expected(&harness);
    let before = harness.rows(KINDS);
    drop(harness);
    let again = Harness::open(config());
    expected(&again);
    assert_eq!(again.rows(KINDS), before, "the Ids stay, too");
}

#[test]
fn a_managed_package_says_what_the_org_may_change() {
    let harness = Harness::start_managed();
    let admin = harness.login(ADMINISTRATOR);
    let query =
        "SELECT Id, acme__Code__c, acme__Maker__c FROM acme__Memo_Kind__mdt WHERE DeveloperName = 'Plain'";
    let id = harness.rows(query)[0]["Id"].as_str().expect("an Id").to_owned();
    let list = page(&harness, &admin, &metadata(&format!("/{}", &id[..3])));
    assert!(
        list.body.contains(">Plain</a>") && !list.body.contains("Hidden"),
        "{}",
        list.body
    );
    let form = "MasterLabel=Mine&acme__Code__c=X&acme__Maker__c=Me&acme__Urgent__c=true";
    let saved = send(&harness, &admin, &metadata(&format!("/{id}/e")), form);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let row = &harness.rows(query)[0];
    assert_eq!(
        (&row["acme__Code__c"], &row["acme__Maker__c"]),
        (&json!("X"), &json!("Acme"))
    );
    let labels = "SELECT MasterLabel FROM acme__Memo_Kind__mdt WHERE DeveloperName = 'Plain'";
    assert_eq!(harness.rows(labels)[0]["MasterLabel"], "Plain");
    let made = send(
        &harness,
        &admin,
        &metadata(&format!("/{}/e", &id[..3])),
        "MasterLabel=Own&acme__Code__c=O",
    );
    assert_eq!(made.status, 303, "{}", made.body);
    let own =
        "SELECT NamespacePrefix, QualifiedApiName FROM acme__Memo_Kind__mdt WHERE DeveloperName = 'Own'";
    assert_eq!(harness.rows(own)[0]["QualifiedApiName"], "Own");
    let packages = page(&harness, &admin, "/lightning/setup/ImportedPackage/home");
    assert!(
        packages.body.contains("Permission set Memo User"),
        "{}",
        packages.body
    );
}

#[test]
fn a_permission_set_is_assigned_and_taken_away() {
    let harness = Harness::start();
    let memo = harness.insert("Memo__c", &json!({ "Name": "A memo" }));
    let (admin, outsider) = (harness.login(ADMINISTRATOR), harness.login(OUTSIDER));
    let set = harness.rows("SELECT Id FROM PermissionSet WHERE Name = 'Memo_User'")[0]["Id"].clone();
    let set = set.as_str().expect("an Id");
    let path = format!("/lightning/setup/PermSets/{set}/assignments");
    let record = format!("/lightning/r/Memo__c/{memo}/view");
    assert_eq!(page(&harness, &outsider, &record).status, 403);
    let sets = page(&harness, &admin, "/lightning/setup/PermSets/home");
    assert!(
        sets.body
            .contains(&format!("/lightning/setup/PermSets/{set}/view")),
        "{}",
        sets.body
    );
    let user = harness.user_id(OUTSIDER);
    let offered = page(&harness, &admin, &format!("{path}/add"));
    assert!(
        offered.body.contains(&user) && !offered.body.contains(&harness.user_id(AGENT)),
        "{}",
        offered.body
    );
    let given = send(&harness, &admin, &format!("{path}/add"), &format!("user={user}"));
    assert_eq!(given.status, 303, "{}", given.body);
    assert_eq!(page(&harness, &outsider, &record).status, 200);
    let query = format!("SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '{user}'");
    let own = harness.rows(&query)[0]["Id"].clone();
    let form = format!("assignment={}", own.as_str().expect("an Id"));
    assert_eq!(
        send(&harness, &admin, &format!("{path}/remove"), &form).status,
        303
    );
    assert_eq!(page(&harness, &outsider, &record).status, 403);
}

#[test]
fn a_template_is_made_and_changed_for_good() {
    let directory = tempfile::tempdir().expect("a directory");
    let config = || OrgConfig {
        sources: vec![fixture("package")],
        seed_dir: Some(fixture("data")),
        data_dir: Some(directory.path().to_path_buf()),
        ..OrgConfig::default()
    };
    let harness = Harness::open(config());
    let admin = harness.login(ADMINISTRATOR);
    let query = "SELECT Id, FolderId, Name, Description, Body FROM EmailTemplate ORDER BY DeveloperName";
    let own = harness.rows(query)[0].clone();
    let (id, folder) = (
        own["Id"].as_str().expect("Id"),
        own["FolderId"].as_str().expect("Id"),
    );
    let list = page(
        &harness,
        &admin,
        &format!("/lightning/setup/CommunicationTemplatesEmail/home?folder={folder}"),
    );
    assert!(list.body.contains(&format!("/{id}/edit")), "{}", list.body);
    let edit = format!("/lightning/setup/CommunicationTemplatesEmail/{id}/edit");
    let saved = send(
        &harness,
        &admin,
        &edit,
        "Name=Renamed&Description=for_memos&IsActive=true&Subject=S&Body=B",
    );
    assert_eq!(saved.status, 303, "{}", saved.body);
    let new = "/lightning/setup/CommunicationTemplatesEmail/new";
    let made = send(
        &harness,
        &admin,
        new,
        &format!(
            "FolderId={folder}&DeveloperName=Second&Name=Second&Description=for_memos&Body=Hi&IsActive=true"
        ),
    );
    assert_eq!(made.status, 303, "{}", made.body);
    let bad = send(
        &harness,
        &admin,
        new,
        &format!("FolderId={folder}&Name=&Body=kept"),
    );
    assert_eq!(bad.status, 422, "{}", bad.body);
    assert!(
        bad.body.contains("role=\"alert\"") && bad.body.contains("kept</textarea>"),
        "{}",
        bad.body
    );
    drop(harness);
    let again = Harness::open(config());
    let rows = again.rows("SELECT Name FROM EmailTemplate WHERE Description = 'for_memos' ORDER BY Name");
    let names: Vec<_> = rows.iter().map(|row| row["Name"].clone()).collect();
    assert_eq!(names, ["Renamed", "Second"]);
}

#[test]
fn a_page_layout_is_changed() {
    let harness = Harness::start();
    let memo = harness.insert("Memo__c", &json!({ "Name": "A memo" }));
    let admin = harness.login(ADMINISTRATOR);
    let path = "/lightning/setup/ObjectManager/Memo__c/PageLayouts/view";
    let editor = page(&harness, &admin, path);
    for part in [
        "name=\"height-1-0\" value=\"200\"",
        "value=\"Memo__c.Show\" checked",
        "<option value=\"MemoPage\">",
    ] {
        assert!(editor.body.contains(part), "{part}: {}", editor.body);
    }
    let form = "height-1-0=450&scrollbars-1-0=true&section=More&page=MemoPage&height=120";
    assert_eq!(send(&harness, &admin, path, form).status, 303);
    let record = harness.get(&admin, crate::harness::MY_DOMAIN, &format!("/{memo}"));
    for part in ["height=\"450\"", "height=\"120\"", ">More</h2>"] {
        assert!(record.body.contains(part), "{part}: {}", record.body);
    }
    assert!(!record.body.contains("Show memo"), "{}", record.body);
    let refused = send(&harness, &admin, path, "height-1-0=tall");
    assert_eq!(refused.status, 422, "{}", refused.body);
}

#[test]
fn a_page_is_added_to_the_utility_bar_of_an_app() {
    let harness = Harness::start();
    let admin = harness.login(ADMINISTRATOR);
    let path = "/lightning/setup/NavigationMenus/Memos/edit";
    let shown = || page(&harness, &admin, "/lightning/setup/SetupOneHome/home").body;
    assert!(page(&harness, &admin, "/lightning/app/Memos").status < 400);
    assert!(!shown().contains(">Phone</button>"));
    let refused = send(&harness, &admin, path, "page=Done&label=");
    assert_eq!(refused.status, 422, "{}", refused.body);
    let added = send(&harness, &admin, path, "page=Done&label=Phone&eager=true");
    assert_eq!(added.status, 303, "{}", added.body);
    let bar = shown();
    assert!(
        bar.contains(">Phone</button>") && bar.contains("/apex/Done?"),
        "{bar}"
    );
    assert_eq!(send(&harness, &admin, path, "remove=0").status, 303);
    assert!(!shown().contains(">Phone</button>"));
}
