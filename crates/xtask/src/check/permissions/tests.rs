use super::*;
use crate::check::planted;

const NAMESPACE: &str = "http://soap.sforce.com/2006/04/metadata";

const USER: &str = "
<classAccesses><apexClass>Panel</apexClass><enabled>true</enabled></classAccesses>
<customPermissions><enabled>true</enabled><name>Agent</name></customPermissions>
<fieldPermissions><editable>false</editable><field>Visit__c.Place__c</field><readable>true</readable></fieldPermissions>
<objectPermissions><allowRead>true</allowRead><object>Visit__c</object></objectPermissions>
<objectPermissions><allowRead>true</allowRead><object>UserExternalCredential</object></objectPermissions>
<pageAccesses><apexPage>Visits</apexPage><enabled>true</enabled></pageAccesses>
<tabSettings><tab>Visits</tab><visibility>Visible</visibility></tabSettings>
<externalCredentialPrincipalAccesses><enabled>true</enabled>\
<externalCredentialPrincipal>Cloud-User</externalCredentialPrincipal></externalCredentialPrincipalAccesses>";

fn found(user: &str, administrator: &str) -> Violations {
    let set = |body: &str| format!("<PermissionSet xmlns=\"{NAMESPACE}\">{body}</PermissionSet>");
    let credential = format!(
        "<ExternalCredential xmlns=\"{NAMESPACE}\"><externalCredentialParameters><parameterName>User</parameterName>\
         <parameterType>PerUserPrincipal</parameterType></externalCredentialParameters></ExternalCredential>"
    );
    let folder = planted(&[
        (
            "permissionsets/TeamViewer_User.permissionset-meta.xml",
            &set(user),
        ),
        (
            "permissionsets/TeamViewer_Administrator.permissionset-meta.xml",
            &set(administrator),
        ),
        ("objects/Visit__c/Visit__c.object-meta.xml", "<CustomObject/>"),
        (
            "objects/Visit__c/fields/Place__c.field-meta.xml",
            "<CustomField><type>Text</type></CustomField>",
        ),
        (
            "objects/Visit__c/fields/Must__c.field-meta.xml",
            "<CustomField><required>true</required></CustomField>",
        ),
        (
            "classes/Panel.cls",
            "public class Panel { @RemoteAction global static void go() {} }",
        ),
        (
            "classes/Inner.cls",
            "public class Inner { // no @AuraEnabled here\n}",
        ),
        ("classes/PanelTest.cls", "@IsTest class PanelTest { /* Panel */ }"),
        ("pages/Visits.page", "<apex:page controller=\"Panel\"/>"),
        ("pages/Visits.page-meta.xml", ""),
        ("tabs/Visits.tab-meta.xml", ""),
        ("customPermissions/Agent.customPermission-meta.xml", ""),
        (
            "externalCredentials/Cloud.externalCredential-meta.xml",
            &credential,
        ),
    ]);
    violations(folder.path()).unwrap()
}

#[test]
fn complete_sets_are_fine() {
    assert_eq!(found(USER, USER), Violations::new());
}

#[test]
fn what_is_missing_is_found() {
    for line in USER.split("\n<").skip(1).map(|entry| format!("<{entry}")) {
        let less = USER.replace(&line, "");
        assert_ne!(less, USER);
        let found = found(&less, &less);
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert!(found[0].starts_with("no permission set has "), "{found:?}");
    }
}

#[test]
fn what_is_not_there_is_found() {
    for (entry, name) in [
        (
            "<classAccesses><apexClass>Inner</apexClass><enabled>true</enabled></classAccesses>",
            "Inner",
        ),
        (
            "<classAccesses><apexClass>PanelTest</apexClass><enabled>true</enabled></classAccesses>",
            "PanelTest",
        ),
        (
            "<fieldPermissions><field>Visit__c.Must__c</field><readable>true</readable></fieldPermissions>",
            "Visit__c.Must__c",
        ),
        (
            "<pageAccesses><apexPage>Nothing</apexPage><enabled>true</enabled></pageAccesses>",
            "Nothing",
        ),
        (
            "<tabSettings><tab>Nothing</tab><visibility>Visible</visibility></tabSettings>",
            "Nothing",
        ),
    ] {
        let more = format!("{USER}{entry}");
        let found = found(USER, &more);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].contains(&format!("names {name}, which is not")),
            "{found:?}"
        );
    }
}

#[test]
fn what_gives_nothing_or_comes_twice_is_found() {
    let nothing = USER.replace("<visibility>Visible", "<visibility>None");
    assert!(found(USER, &nothing)[0].contains("gives nothing"));
    let twice =
        format!("{USER}<customPermissions><enabled>true</enabled><name>Agent</name></customPermissions>");
    assert!(found(USER, &twice)[0].contains("twice"));
}

#[test]
fn an_administrator_can_do_what_a_user_can() {
    let less = USER.replace(
        "<pageAccesses><apexPage>Visits</apexPage><enabled>true</enabled></pageAccesses>",
        "",
    );
    let found = found(USER, &less);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("TeamViewer_Administrator lacks Visits"),
        "{found:?}"
    );
}

#[test]
fn a_package_without_sets_is_no_success() {
    assert!(violations(planted(&[("pages/A.page", "")]).path()).is_err());
}
