//! What Salesforce may answer.

use component::testing::Play;
use contract::{
    Bounds, ErrorCode, Expiry, Health, HealthCheck, HealthItem, HealthLine, HealthState, OAuthApp,
    ObjectProblem, ObjectProblemCode, RemoteError, Reporting, ReportingBounds, SettingBounds, Settings,
    SupportedObject,
};

use super::{Administration, Answer};

/// Settings as an org has them that never saved any.
pub fn settings() -> Settings {
    Settings {
        allow_remote_control: true,
        allow_pilot: true,
        send_record_name: false,
        group_name: "Salesforce".to_owned(),
        poll_seconds: 15,
        notification_idle_minutes: 120,
        callout_timeout_seconds: 20,
        valid_for_hours: None,
    }
}

/// What the numbers may be.
pub fn bounds() -> SettingBounds {
    let bounds = |least, most, otherwise| Bounds {
        least,
        most,
        otherwise,
    };
    SettingBounds {
        poll_seconds: bounds(5, 3600, 15),
        notification_idle_minutes: bounds(1, 1440, 120),
        callout_timeout_seconds: bounds(1, 120, 20),
        valid_for_hours: bounds(1, 720, 24),
    }
}

/// Reporting that is on and has run.
pub fn reporting() -> Reporting {
    Reporting {
        enabled: true,
        all_connections: false,
        hour: 3,
        connection_days: Some(365),
        session_days: None,
        running: false,
        rows: 1234,
        refused: 0,
        deleted_rows: 7,
        not_deleted: false,
        repeated_cursor: false,
        signed_in: Some(true),
        account_problem: None,
        next_run: Some("2026-11-23T02:00:00Z".to_owned()),
        started_at: Some("2026-11-22T02:00:01Z".to_owned()),
        ended_at: Some("2026-11-22T02:00:42Z".to_owned()),
        watermark: Some("2026-11-22T02:00:01Z".to_owned()),
        deleted_at: Some("2026-11-22T02:00:03Z".to_owned()),
        failure: None,
    }
}

/// Reporting that nobody has switched on.
pub fn no_reporting() -> Reporting {
    Reporting {
        enabled: false,
        connection_days: None,
        rows: 0,
        deleted_rows: 0,
        signed_in: Some(false),
        next_run: None,
        started_at: None,
        ended_at: None,
        watermark: None,
        deleted_at: None,
        ..reporting()
    }
}

/// The closing of expired sessions where nobody has switched it on.
pub fn no_expiry() -> Expiry {
    Expiry {
        on: false,
        running: false,
        closed: 0,
        failed: 0,
        next_run: None,
        started_at: None,
        ended_at: None,
        failure: None,
    }
}

/// The closing of expired sessions that is on and has run.
pub fn expiry() -> Expiry {
    Expiry {
        on: true,
        closed: 12,
        next_run: Some("2026-11-22T10:20:00Z".to_owned()),
        started_at: Some("2026-11-22T09:20:01Z".to_owned()),
        ended_at: Some("2026-11-22T09:20:09Z".to_owned()),
        ..no_expiry()
    }
}

/// What the numbers of reporting may be.
fn reporting_bounds() -> ReportingBounds {
    let bounds = |least, most, otherwise| Bounds {
        least,
        most,
        otherwise,
    };
    ReportingBounds {
        hour: bounds(0, 23, 3),
        days: bounds(1, 36_500, 365),
    }
}

/// An app that is set up.
pub fn app() -> OAuthApp {
    OAuthApp {
        callback_url: Some("https://org.example/services/authcallback/TeamViewer".to_owned()),
        client_id: Some("12345-abc".to_owned()),
        ready: true,
        problem: None,
    }
}

/// An app that nobody has set up.
pub fn no_app() -> OAuthApp {
    OAuthApp {
        client_id: None,
        ready: false,
        ..app()
    }
}

fn object(label: &str, object: &str, problems: Vec<(ObjectProblemCode, Option<&str>)>) -> SupportedObject {
    SupportedObject {
        label: label.to_owned(),
        object: object.to_owned(),
        name_field: "Name".to_owned(),
        template: format!("teamviewer_{object}_template"),
        custom_recipient: label == "Case",
        problems: problems
            .into_iter()
            .map(|(code, name)| ObjectProblem {
                code,
                name: name.map(str::to_owned),
            })
            .collect(),
    }
}

/// What the page is answered.
pub fn page() -> contract::Administration {
    contract::Administration {
        settings: settings(),
        bounds: bounds(),
        app: app(),
        objects: vec![object("Case", "Case", Vec::new())],
        objects_url: "https://org.example/lightning/setup/CustomMetadata/page?address=%2Fm00".to_owned(),
        reporting: no_reporting(),
        reporting_bounds: reporting_bounds(),
        expiry: no_expiry(),
    }
}

/// An org in which every entry has something wrong with it.
pub fn broken() -> contract::Administration {
    use ObjectProblemCode::{
        NoField, NoNameField, NoObject, NoPage, NoTemplate, NotContact, NotEmail, NotPhone, Twice, Unknown,
    };
    contract::Administration {
        app: no_app(),
        objects: vec![
            object("Ship", "Ship__c", vec![(NoObject, Some("Ship__c"))]),
            object(
                "<b>Machine</b>",
                "Machine__c",
                vec![
                    (Twice, Some("Machine__c")),
                    (NoNameField, Some("Nope__c")),
                    (NoField, Some("Gone__c")),
                    (NotContact, Some("Owner__c")),
                    (NotEmail, Some("Phone__c")),
                    (NotPhone, Some("Email__c")),
                    (NoTemplate, Some("<i>words</i>")),
                    (NoPage, None),
                    (Unknown, None),
                ],
            ),
        ],
        ..page()
    }
}

fn line(check: HealthCheck, state: HealthState) -> HealthLine {
    HealthLine {
        check,
        state,
        count: None,
        items: Vec::new(),
        more: 0,
        problem: None,
    }
}

const CHECKS: [HealthCheck; 9] = [
    HealthCheck::TeamViewer,
    HealthCheck::App,
    HealthCheck::Chatter,
    HealthCheck::Publisher,
    HealthCheck::Users,
    HealthCheck::UserAccess,
    HealthCheck::Objects,
    HealthCheck::Templates,
    HealthCheck::Notifications,
];

/// A health check in which every line has a state.
pub fn health(state: HealthState) -> Health {
    Health {
        now: "2026-11-26T12:00:00Z".to_owned(),
        lines: CHECKS.map(|check| line(check, state)).to_vec(),
    }
}

/// A health check of somebody who is not signed in.
pub fn signed_out() -> Health {
    let mut health = health(HealthState::Ok);
    health.lines[0] = HealthLine {
        problem: Some(RemoteError::of(ErrorCode::SignedOut)),
        ..line(HealthCheck::TeamViewer, HealthState::Unknown)
    };
    health
}

/// A health check in which everything needs attention.
pub fn unhealthy() -> Health {
    let item = |name: &str, lacks: &[&str]| HealthItem {
        name: name.to_owned(),
        lacks: lacks.iter().map(|&it| it.to_owned()).collect(),
    };
    let mut health = health(HealthState::Attention);
    health.lines[0].problem = Some(RemoteError {
        detail: Some("Go <away>".to_owned()),
        ..RemoteError::of(ErrorCode::Forbidden)
    });
    health.lines[1].problem = Some(RemoteError {
        reference: Some("System.NullPointerException line 3".to_owned()),
        ..RemoteError::of(ErrorCode::Internal)
    });
    health.lines[4].count = Some(0);
    health.lines[5].items = vec![
        item(
            "Sam <Okafor>",
            &["userExternalCredentials", "sendEmail", "Machine__c"],
        ),
        item("Noé", &["sendEmail"]),
    ];
    health.lines[5].more = 3;
    health.lines[6].items = vec![item("Machine", &[])];
    health.lines[7].items = vec![item("Machine", &[])];
    health
        .lines
        .push(line(HealthCheck::Unknown, HealthState::Unknown));
    health
}

/// A page that has come.
pub fn showing(page: contract::Administration) -> Play<Administration> {
    let mut play = Play::start(Administration::default());
    play.answer(Ok(Answer::Page(Box::new(page))));
    play
}
