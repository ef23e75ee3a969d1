//! What the org adds by itself: files, person accounts, probabilities; what is switched; what mirrors sources.

use apex::host::{Data, DmlOperation};

use super::support::*;

#[test]
fn a_file_has_a_document_and_versions() {
    let org = org();
    let mut session = org.session("admin");
    let case = text(&rows(&mut session, "SELECT Id FROM Case WHERE Subject = 'Printer'")[0].fields["Id"]);
    let values = [
        ("Title", string("Log")),
        ("PathOnClient", string("log.TXT")),
        ("VersionData", Data::Blob(b"abc".to_vec())),
        ("FirstPublishLocationId", Data::Id(case.clone())),
    ];
    insert(&mut session, "ContentVersion", &values).unwrap();
    let documents = rows(
        &mut session,
        "SELECT Id, Title, FileExtension, ContentSize FROM ContentDocument",
    );
    assert_eq!(text(&documents[0].fields["FileExtension"]), "txt");
    assert_eq!(text(&documents[0].fields["ContentSize"]), "3");
    let links =
        format!("SELECT ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = '{case}'");
    assert_eq!(rows(&mut session, &links).len(), 1);
    let document = text(&documents[0].fields["Id"]);
    let values = [
        ("PathOnClient", string("log2.txt")),
        ("VersionData", Data::Blob(b"abcd".to_vec())),
        ("ContentDocumentId", Data::Id(document)),
    ];
    insert(&mut session, "ContentVersion", &values).unwrap();
    let soql = "SELECT VersionNumber FROM ContentVersion WHERE IsLatest = true";
    assert_eq!(texts(&rows(&mut session, soql)), ["2"]);
    assert_eq!(
        texts(&rows(&mut session, "SELECT ContentSize FROM ContentDocument")),
        ["4"]
    );
}

#[test]
fn a_stage_has_a_probability() {
    let org = org();
    let mut session = org.session("admin");
    let values = [
        ("Name", string("Deal")),
        ("StageName", string("Closed Won")),
        ("CloseDate", Data::Date(noon().date_naive())),
        ("Amount", Data::Integer(100)),
    ];
    insert(&mut session, "Opportunity", &values).unwrap();
    let found = rows(
        &mut session,
        "SELECT Probability, ExpectedRevenue, IsWon, FiscalQuarter FROM Opportunity",
    );
    assert_eq!(text(&found[0].fields["Probability"]), "100");
    assert_eq!(text(&found[0].fields["ExpectedRevenue"]), "100.00");
    assert_eq!(text(&found[0].fields["FiscalQuarter"]), "4");
}

#[test]
fn accounts_are_people_only_where_the_seed_says_so() {
    let plain = org();
    assert!(
        !plain
            .database
            .schema()
            .describe("Account")
            .unwrap()
            .fields
            .contains_key("personemail")
    );
    let seed = SEED.replace(
        r#""name": "Test Org""#,
        r#""name": "Test Org", "personAccounts": true"#,
    );
    let org = open(&sources(), Some(&seed)).unwrap();
    let mut session = org.session("admin");
    let values = [
        ("FirstName", string("Pia")),
        ("LastName", string("Person")),
        ("PersonEmail", string("pia@example.com")),
    ];
    let own = insert(&mut session, "Account", &values).unwrap();
    let soql = format!("SELECT Name, IsPersonAccount, PersonContact.Email FROM Account WHERE Id = '{own}'");
    let found = rows(&mut session, &soql);
    assert_eq!(text(&found[0].fields["Name"]), "Pia Person");
    assert_eq!(text(&found[0].fields["IsPersonAccount"]), "true");
    let soql = format!("SELECT Email FROM Contact WHERE AccountId = '{own}' AND IsPersonAccount = true");
    assert_eq!(texts(&rows(&mut session, &soql)), ["pia@example.com"]);
    let soql = "SELECT IsPersonAccount FROM Account WHERE Name = 'Acme'";
    assert_eq!(texts(&rows(&mut session, soql)), ["false"]);
}

#[test]
fn the_total_of_a_line_follows_from_its_price_or_the_price_from_the_total() {
    let org = org();
    let mut session = org.session("admin");
    let date = Data::Date(noon().date_naive());
    let values = [
        ("Name", string("Deal")),
        ("StageName", string("Prospecting")),
        ("CloseDate", date),
    ];
    let deal = insert(&mut session, "Opportunity", &values).unwrap();
    for (key, amount) in [("UnitPrice", 5), ("TotalPrice", 20)] {
        let values = [
            ("OpportunityId", Data::Id(deal.clone())),
            ("Quantity", Data::Integer(4)),
            (key, Data::Integer(amount)),
        ];
        insert(&mut session, "OpportunityLineItem", &values).unwrap();
    }
    let soql = "SELECT UnitPrice FROM OpportunityLineItem WHERE TotalPrice = 20";
    assert_eq!(texts(&rows(&mut session, soql)), ["5.00", "5.00"]);
}

#[test]
fn tests_see_the_standard_price_book_and_may_date_their_rows() {
    let org = org();
    let mut session = org.session("admin");
    let id = Data::Id("001000000000001AAA".to_owned());
    assert!(
        session
            .set_created_date(&text(&apex::host::Field::Data(id)), noon())
            .is_err()
    );
    session.begin_test(false).unwrap();
    assert_eq!(
        rows(&mut session, "SELECT Id FROM Pricebook2 WHERE IsStandard = true").len(),
        1
    );
    let own = insert(&mut session, "Account", &[("Name", string("Old"))]).unwrap();
    session
        .set_created_date(&own, "2020-01-02T03:04:05Z".parse().unwrap())
        .unwrap();
    let soql = "SELECT Name FROM Account WHERE CALENDAR_YEAR(CreatedDate) = 2020";
    assert_eq!(texts(&rows(&mut session, soql)), ["Old"]);
}

#[test]
fn without_chatter_there_are_no_feeds() {
    let org = org();
    let mut session = org.session("admin");
    let case = text(&rows(&mut session, "SELECT Id FROM Case WHERE Subject = 'Printer'")[0].fields["Id"]);
    let post = [("ParentId", Data::Id(case)), ("Body", string("Hello"))];
    insert(&mut session, "FeedItem", &post).unwrap();
    session.commit().unwrap();
    org.database.set_chatter(false).unwrap();
    let mut without = org.session("admin");
    assert!(without.describe("FeedItem").is_none());
    assert!(query_error(&mut without, "SELECT Id FROM FeedItem").contains("FeedItem"));
    let refused = without.dml(&DmlOperation::Insert, &mut [record("FeedItem", &post)], SYSTEM);
    assert!(refused.is_err());
    org.database.set_chatter(true).unwrap();
    let mut again = org.session("admin");
    assert_eq!(texts(&rows(&mut again, "SELECT Body FROM FeedItem")), ["Hello"]);
}

#[test]
fn posts_are_seen_by_who_sees_the_record() {
    let org = org();
    let mut session = org.session("admin");
    let case = text(&rows(&mut session, "SELECT Id FROM Case WHERE Subject = 'Printer'")[0].fields["Id"]);
    let post = [("ParentId", Data::Id(case)), ("Body", string("Hello"))];
    insert(&mut session, "FeedItem", &post).unwrap();
    session.commit().unwrap();
    let soql = "SELECT Body FROM FeedItem";
    assert_eq!(texts(&as_user(&mut org.session("ann"), soql).unwrap()), ["Hello"]);
    assert!(as_user(&mut org.session("bob"), soql).unwrap().is_empty());
}

#[test]
fn templates_are_rows() {
    let mut files = sources();
    files.push((
        "main/default/email/Letters.emailFolder-meta.xml".to_owned(),
        "<EmailFolder><accessType>Public</accessType><name>Our Letters</name></EmailFolder>".to_owned(),
    ));
    files.push((
        "main/default/email/Letters/Welcome.email-meta.xml".to_owned(),
        "<EmailTemplate><available>true</available><description>welcome_template</description><encodingKey>UTF-8</encodingKey>\
         <name>Welcome</name><style>none</style><subject>Hello {!User.Name}</subject><textOnly>plain</textOnly><type>custom</type></EmailTemplate>"
            .to_owned(),
    ));
    files.push((
        "main/default/email/Letters/Welcome.email".to_owned(),
        "<p>rich</p>".to_owned(),
    ));
    let org = open(&files, Some(SEED)).unwrap();
    let mut session = org.session("admin");
    let soql = "SELECT Name, DeveloperName, Folder.Name, Folder.Type, Subject, HtmlValue, Body, IsActive, TemplateType FROM EmailTemplate";
    let found = rows(&mut session, soql);
    assert_eq!(text(&found[0].fields["HtmlValue"]), "<p>rich</p>");
    assert_eq!(text(&found[0].fields["Body"]), "plain");
    assert_eq!(text(&found[0].fields["TemplateType"]), "custom");
    assert_eq!(text(&found[0].fields["IsActive"]), "true");
    let folders = "SELECT Name FROM Folder WHERE DeveloperName = 'Letters'";
    assert_eq!(texts(&rows(&mut session, folders)), ["Our Letters"]);
    // In a test they are there too.
    session.begin_test(false).unwrap();
    assert_eq!(rows(&mut session, soql).len(), 1);
}
