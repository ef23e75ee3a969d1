//! The demo org's data loads, and shows what it is there to show.

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::support::*;
use crate::{Database, DatabaseConfig};

fn demo() -> Org {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let config = DatabaseConfig {
        sources: vec![root.join("visualforce"), root.join("demo")],
        seed_dir: Some(root.join("demo/data")),
        ..DatabaseConfig::default()
    };
    Org {
        database: Database::open(&config).unwrap(),
        directory: TempDir::new().unwrap(),
    }
}

#[test]
fn the_demo_org_has_three_users_and_cases_for_each() {
    let org = demo();
    assert_eq!(org.database.organization().name, "Northwind Support");
    let names: Vec<String> = org
        .database
        .users()
        .unwrap()
        .into_iter()
        .map(|user| user.username)
        .collect();
    assert_eq!(
        names,
        ["admin@example.com", "agent@example.com", "noaccess@example.com"]
    );
    assert!(org.session("noaccess").permission_sets_of_user().is_empty());
    assert!(!org.session("agent").permission_sets_of_user().is_empty());
    let count = |user: &str| {
        as_user(&mut org.session(user), "SELECT Id FROM Case")
            .unwrap()
            .len()
    };
    let (all, agent, without) = (count("admin"), count("agent"), count("noaccess"));
    assert!(all >= 12, "{all} cases");
    assert!(agent < all && agent >= 9, "the agent sees {agent} of {all} cases");
    assert!(without >= 1, "the user without permission set sees no case");
}

#[test]
fn the_package_installs_under_a_namespace() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let config = DatabaseConfig {
        sources: vec![root.join("visualforce")],
        namespace: "ns".to_owned(),
        ..DatabaseConfig::default()
    };
    let database = Database::open(&config).unwrap();
    assert_eq!(database.faults(), Vec::<String>::new());
    let schema = database.schema();
    let custom: Vec<_> = schema.all().filter(|object| object.describe.custom).collect();
    assert!(!custom.is_empty());
    for object in custom {
        assert!(object.name().starts_with("ns__"), "{}", object.name());
        for field in object.describe.fields.values().filter(|field| field.custom) {
            assert!(field.name.starts_with("ns__"), "{}.{}", object.name(), field.name);
        }
    }
    let org = Org {
        database,
        directory: TempDir::new().unwrap(),
    };
    let mut admin = org.session("admin");
    let standard = "SELECT Id FROM ObjectPermissions WHERE Parent.IsOwnedByProfile = FALSE AND (NOT SobjectType LIKE 'ns\\_\\_%')";
    assert!(rows(&mut admin, standard).is_empty());
    assert!(!rows(&mut admin, "SELECT Id FROM ObjectPermissions").is_empty());
    let templates = "SELECT Id FROM EmailTemplate WHERE NamespacePrefix = 'ns' AND Folder.Name != null";
    assert!(!rows(&mut admin, templates).is_empty());
}

#[test]
fn the_rights_of_profiles_stand_in_rows_and_are_assigned_to_nobody() {
    let org = demo();
    let mut admin = org.session("admin");
    let reading = |profile: &str, object: &str| {
        format!(
            "SELECT Id FROM ObjectPermissions WHERE Parent.Profile.Name = '{profile}' AND SobjectType = '{object}' \
             AND PermissionsRead = TRUE"
        )
    };
    for (profile, object, reads) in [
        ("System Administrator", "Machine__c", 1),
        ("System Administrator", "UserExternalCredential", 1),
        ("Standard User", "Case", 1),
        ("Standard User", "Machine__c", 0),
        ("Standard User", "UserExternalCredential", 0),
        ("Minimum Access - Salesforce", "Case", 0),
    ] {
        let found = rows(&mut admin, &reading(profile, object));
        assert_eq!(found.len(), reads, "{profile} {object}");
    }
    let mail = "SELECT Id FROM Profile WHERE Name = 'Standard User' AND PermissionsEmailSingle = TRUE";
    assert_eq!(rows(&mut admin, mail).len(), 1);
    let assigned = "SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.IsOwnedByProfile = TRUE";
    assert!(rows(&mut admin, assigned).is_empty());
}

#[test]
fn a_page_tells_its_controller() {
    let org = demo();
    let mut admin = org.session("admin");
    let standard = "SELECT Id FROM ApexPage WHERE Name = 'MachineSession' AND ControllerType = '1' AND ControllerKey = 'Machine__c'";
    assert_eq!(rows(&mut admin, standard).len(), 1);
    let custom = "SELECT Id FROM ApexPage WHERE ControllerType = '3' AND ControllerKey LIKE '%Controller'";
    assert!(!rows(&mut admin, custom).is_empty());
    let unknown = "SELECT Id FROM ApexPage WHERE ControllerKey = null AND ControllerType != '0'";
    assert!(rows(&mut admin, unknown).is_empty());
}

#[test]
fn the_confidential_case_is_hidden_from_the_agent() {
    let org = demo();
    let soql = "SELECT Id FROM Case WHERE Subject LIKE 'Confidential%'";
    assert_eq!(as_user(&mut org.session("admin"), soql).unwrap().len(), 1);
    assert!(as_user(&mut org.session("agent"), soql).unwrap().is_empty());
    assert!(as_user(&mut org.session("noaccess"), soql).unwrap().is_empty());
}

#[test]
fn cases_have_contacts_with_addresses_and_opportunities_have_roles() {
    let org = demo();
    let mut agent = org.session("agent");
    let with_contact = rows(
        &mut agent,
        "SELECT Id FROM Case WHERE Contact.Email != null AND Account.Name != null",
    );
    assert!(with_contact.len() >= 12);
    assert!(!rows(&mut agent, "SELECT Id FROM Case WHERE ContactId = null").is_empty());
    assert_eq!(rows(&mut agent, "SELECT Id FROM Opportunity").len(), 4);
    assert_eq!(
        rows(
            &mut agent,
            "SELECT Id FROM OpportunityContactRole WHERE IsPrimary = true"
        )
        .len(),
        2
    );
    assert!(rows(&mut agent, "SELECT Id FROM Lead").len() >= 2);
    assert!(
        org.database
            .session(&agent.user().id, Arc::new(Fixed(noon())))
            .is_ok()
    );
}
