//! `Schema`, `Security`, custom settings and metadata.

use super::{answer, check};

#[test]
fn objects() {
    check(&[
        ("Account.SObjectType", "Account"),
        ("Account.SObjectType == Schema.Account.SObjectType", "true"),
        ("Account.SObjectType == Contact.SObjectType", "false"),
        (
            "new Map<Schema.SObjectType, Integer>{Account.SObjectType => 1}.get(Account.SObjectType)",
            "1",
        ),
        ("Account.SObjectType.getDescribe().getName()", "Account"),
        ("Schema.SObjectType.Account.isCreateable()", "true"),
        ("Schema.SObjectType.Contact.isCreateable()", "false"),
        ("Schema.SObjectType.Contact.isAccessible()", "true"),
        (
            "Schema.getGlobalDescribe().get('CONTACT').getDescribe().getKeyPrefix()",
            "003",
        ),
        ("Schema.getGlobalDescribe().get('nope')", "null"),
        ("Schema.getGlobalDescribe().containsKey('Account')", "true"),
        (
            "Schema.describeSObjects(new List<String>{'account'})[0].getLabel()",
            "Account",
        ),
        ("Account.SObjectType.newSObject() instanceof Account", "true"),
        (
            "((Account) Account.SObjectType.newSObject('001000000000001')).Id",
            "001000000000001AAA",
        ),
        (
            "Account.SObjectType.getDescribe().getChildRelationships()[0].getRelationshipName()",
            "Contacts",
        ),
        ("Setting__c.SObjectType.getDescribe().isCustomSetting()", "true"),
    ]);
}

#[test]
fn fields() {
    check(&[
        ("Account.Rating", "Rating"),
        ("Account.Rating == Account.Rating", "true"),
        (
            "Account.Rating.getDescribe().getPicklistValues()[1].getValue()",
            "Cold",
        ),
        (
            "Account.Rating.getDescribe().getType() == Schema.DisplayType.PICKLIST",
            "true",
        ),
        ("Account.Rating.getDescribe().getType()", "PICKLIST"),
        ("Schema.SObjectType.Account.fields.Name.getLength()", "80"),
        (
            "Schema.SObjectType.Account.fields.Secret__c.isAccessible()",
            "false",
        ),
        (
            "Schema.SObjectType.Account.fields.getMap().get('NAME').getDescribe().isNameField()",
            "true",
        ),
        (
            "Account.SObjectType.getDescribe().fields.getMap().keySet().contains('rating')",
            "true",
        ),
        ("Contact.AccountId.getDescribe().getReferenceTo()[0]", "Account"),
        ("Contact.AccountId.getDescribe().getRelationshipName()", "Account"),
        ("Account.Name.getDescribe().label", "Name"),
        ("Account.CreatedDate.getDescribe().isUpdateable()", "false"),
    ]);
}

#[test]
fn strips_what_is_not_accessible() {
    let statements = "Account a = new Account(Name = 'x', Secret__c = 's');\
        SObjectAccessDecision d = Security.stripInaccessible(AccessType.CREATABLE, new List<Account>{a});\
        Account b = (Account) d.getRecords()[0]; return b.isSet('Secret__c') + '' + a.Secret__c + b.Name + d.getRemovedFields() + d.getModifiedIndexes();";
    assert_eq!(answer(statements, ""), "falsesx{Account={Secret__c}}{0}");
    check(&[(
        "Security.stripInaccessible(AccessType.CREATABLE, new List<Contact>{new Contact(Name = 'x')})",
        "System.NoAccessException: No access to entity: Contact",
    )]);
}

#[test]
fn settings_and_metadata() {
    check(&[
        ("Setting__c.getOrgDefaults().Limit__c", "5"),
        ("Setting__c.getInstance().Limit__c", "7"),
        ("Setting__c.getInstance(UserInfo.getUserId()).Limit__c", "7"),
        ("Setting__c.getInstance().On__c", "false"),
        ("Setting__c.getValues(UserInfo.getUserId())", "null"),
        ("Rule__mdt.getAll().keySet()", "{First, Second}"),
        ("Rule__mdt.getInstance('second').Value__c", "v"),
        ("Rule__mdt.getInstance('third')", "null"),
    ]);
}

#[test]
fn only_the_maps_of_describe_are_found_without_regard_to_case() {
    let own = "new Map<String, SObjectType>{'Account' => Account.SObjectType}";
    check(&[
        (&format!("{own}.get('Account')"), "Account"),
        (&format!("{own}.get('account')"), "null"),
        ("Schema.getGlobalDescribe().get('ACCOUNT')", "Account"),
        (
            "Account.SObjectType.getDescribe().fields.getMap().get('nAmE')",
            "Name",
        ),
    ]);
}
