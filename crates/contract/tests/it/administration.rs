//! The messages of the administration page: `tests/contract/administration/`.

use contract::{
    Administration, AdministrationRequest, ErasedPerson, ErrorCode, FoundPerson, Health, HealthCheck,
    HealthState, ObjectProblemCode, PersonRequest, ReportingSettings, SaveAppRequest, SaveReportingRequest,
    SaveSettingsRequest, SavedApp, SavedReporting, SavedSettings, Settings, SwitchExpiryRequest,
    SwitchedExpiry, parse_reply,
};
use serde_json::json;

use crate::common::{Examples, check, same, variations};

const EXAMPLES: Examples = Examples("administration");

fn settings() -> Settings {
    Settings {
        allow_remote_control: true,
        allow_pilot: false,
        send_record_name: true,
        group_name: "Helpdesk".to_owned(),
        poll_seconds: 30,
        notification_idle_minutes: 60,
        callout_timeout_seconds: 10,
        valid_for_hours: Some(8),
    }
}

#[test]
fn requests_are_written_as_the_examples_show() {
    EXAMPLES.written(&AdministrationRequest {}, "requests/load.json");
    let settings = settings();
    EXAMPLES.written(
        &SaveSettingsRequest { settings: &settings },
        "requests/save-settings.json",
    );
    let without = Settings {
        valid_for_hours: None,
        ..settings
    };
    check(&SaveSettingsRequest { settings: &without });
    let app = SaveAppRequest {
        client_id: "12345-abcdefghijklmnop",
        client_secret: "a-secret-of-no-app",
    };
    EXAMPLES.written(&app, "requests/save-app.json");
    let reporting = ReportingSettings {
        enabled: true,
        hour: 3,
        connection_days: Some(365),
        ..ReportingSettings::default()
    };
    EXAMPLES.written(
        &SaveReportingRequest {
            reporting: &reporting,
        },
        "requests/save-reporting.json",
    );
    let person = PersonRequest {
        person: "sam@example.com",
        confirmed: true,
    };
    EXAMPLES.written(&person, "requests/erase-person.json");
    EXAMPLES.written(&SwitchExpiryRequest { on: true }, "requests/switch-expiry.json");
}

#[test]
fn replies_are_read_without_loss() {
    let page: Administration = EXAMPLES.read("replies/load.json");
    assert_eq!(page.objects[1].problems[2].code, ObjectProblemCode::NoPage);
    let hidden: Administration = EXAMPLES.read("replies/load-app-hidden.json");
    assert_eq!(
        hidden.app.problem.map(|problem| problem.code),
        Some(ErrorCode::CredentialsRefused)
    );
    let saved: SavedSettings = EXAMPLES.read("replies/save-settings.json");
    assert_eq!(saved.settings, settings());
    let app: SavedApp = EXAMPLES.read("replies/save-app.json");
    assert!(app.app.ready);
    let health: Health = EXAMPLES.read("replies/health.json");
    assert_eq!(health.lines.len(), 9);
    let reporting: SavedReporting = EXAMPLES.read("replies/save-reporting.json");
    assert_eq!((reporting.started, reporting.reporting.rows), (true, 1234));
    let switched: SwitchedExpiry = EXAMPLES.read("replies/switch-expiry.json");
    assert!(switched.expiry.on && switched.expiry.started_at.is_none());
    assert_eq!((page.expiry.closed, page.expiry.failed), (12, 2));
    let found: FoundPerson = EXAMPLES.read("replies/find-person.json");
    assert!(!found.is_nobody());
    assert!(FoundPerson::default().is_nobody());
    let erased: ErasedPerson = EXAMPLES.read("replies/erase-person.json");
    assert_eq!((erased.erased, erased.more), (15, false));
}

#[test]
fn both_readers_agree_on_every_reply() {
    for name in ["replies/load.json", "replies/load-app-hidden.json"] {
        variations(&EXAMPLES.value(name))
            .iter()
            .for_each(same::<Administration>);
    }
    let all = |name| variations(&EXAMPLES.value(name));
    all("replies/save-settings.json")
        .iter()
        .for_each(same::<SavedSettings>);
    all("replies/save-app.json").iter().for_each(same::<SavedApp>);
    all("replies/health.json").iter().for_each(same::<Health>);
    all("replies/save-reporting.json")
        .iter()
        .for_each(same::<SavedReporting>);
    all("replies/switch-expiry.json")
        .iter()
        .for_each(same::<SwitchedExpiry>);
    all("replies/find-person.json")
        .iter()
        .for_each(same::<FoundPerson>);
    all("replies/erase-person.json")
        .iter()
        .for_each(same::<ErasedPerson>);
}

#[test]
fn both_readers_know_every_word() {
    let line = |check: &str, state: &str| json!({"ok": true, "data": {"now": "", "lines": [{"check": check, "state": state}]}});
    let checks = "teamViewer app chatter publisher users userAccess objects templates notifications later";
    for check in checks.split(' ') {
        same::<Health>(&line(check, "ok"));
    }
    for state in ["ok", "attention", "unknown", "later"] {
        same::<Health>(&line("app", state));
    }
    let health: Health = parse_reply(&line("later", "later").to_string()).expect("words of a later release");
    assert_eq!(
        (health.lines[0].check, health.lines[0].state),
        (HealthCheck::Unknown, HealthState::Unknown)
    );
    let codes = "noObject twice noNameField noField notContact notEmail notPhone noTemplate noPage later";
    for code in codes.split(' ') {
        let mut reply = EXAMPLES.value("replies/load.json");
        reply["data"]["objects"][1]["problems"] = json!([{"code": code}]);
        same::<Administration>(&reply);
    }
}
