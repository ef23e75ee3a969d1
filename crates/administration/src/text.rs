//! Which words belong to what.

use contract::{ErrorCode, HealthCheck, HealthState, ObjectProblemCode};

use crate::model::Field;

/// The label of a field.
pub fn label(field: Field) -> &'static str {
    match field {
        Field::RemoteControl => "admin.allowRemoteControl",
        Field::Pilot => "admin.allowPilot",
        Field::RecordName => "admin.sendRecordName",
        Field::Group => "admin.group",
        Field::Poll => "admin.poll",
        Field::Idle => "admin.idle",
        Field::Timeout => "admin.timeout",
        Field::Validity => "admin.validity",
        Field::ClientId => "admin.app.clientId",
        Field::ClientSecret => "admin.app.clientSecret",
        Field::Reporting => "admin.reporting.on",
        Field::AllConnections => "admin.reporting.all",
        Field::Hour => "admin.reporting.hour",
        Field::ConnectionDays => "admin.reporting.connectionDays",
        Field::SessionDays => "admin.reporting.sessionDays",
        Field::Person => "admin.erase.person",
        Field::Sure => "admin.erase.sure",
    }
}

/// What is wrong with an entry of Supported Objects, and what puts it right.
pub fn problem(code: ObjectProblemCode) -> &'static str {
    match code {
        ObjectProblemCode::NoObject => "admin.problem.noObject",
        ObjectProblemCode::Twice => "admin.problem.twice",
        ObjectProblemCode::NoNameField => "admin.problem.noNameField",
        ObjectProblemCode::NoField => "admin.problem.noField",
        ObjectProblemCode::NotContact => "admin.problem.notContact",
        ObjectProblemCode::NotEmail => "admin.problem.notEmail",
        ObjectProblemCode::NotPhone => "admin.problem.notPhone",
        ObjectProblemCode::NoTemplate => "admin.problem.noTemplate",
        ObjectProblemCode::NoPage => "admin.problem.noPage",
        ObjectProblemCode::Unknown => "admin.problem.other",
    }
}

/// Why the sync did not get to its end, and what puts it right. Nobody sits before it, so some failures have other
/// words than those of a page.
pub fn reporting(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::SignedOut => "admin.reporting.signedOut",
        ErrorCode::Forbidden => "admin.reporting.forbidden",
        ErrorCode::RateLimit => "admin.reporting.rateLimit",
        ErrorCode::Internal => "admin.reporting.internal",
        ErrorCode::TeamViewerDown | ErrorCode::TimedOut => "admin.reporting.down",
        other => component::text::remote(other),
    }
}

/// Why a session past its validity could not be closed, and what puts it right.
pub fn expiry(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::SignedOut => "admin.expiry.signedOut",
        ErrorCode::Forbidden => "admin.expiry.forbidden",
        ErrorCode::NoAccess => "admin.expiry.notStored",
        other => reporting(other),
    }
}

/// How something is, in a word.
pub fn state(state: HealthState) -> &'static str {
    match state {
        HealthState::Ok => "admin.state.ok",
        HealthState::Attention => "admin.state.attention",
        HealthState::Unknown => "admin.state.unknown",
    }
}

/// What was looked at; nothing for what this page does not know yet.
pub fn check(check: HealthCheck) -> Option<&'static str> {
    Some(match check {
        HealthCheck::TeamViewer => "admin.health.teamViewer",
        HealthCheck::App => "admin.health.app",
        HealthCheck::Chatter => "admin.health.chatter",
        HealthCheck::Publisher => "admin.health.publisher",
        HealthCheck::Users => "admin.health.users",
        HealthCheck::UserAccess => "admin.health.userAccess",
        HealthCheck::Objects => "admin.health.objects",
        HealthCheck::Templates => "admin.health.templates",
        HealthCheck::Notifications => "admin.health.notifications",
        HealthCheck::Unknown => return None,
    })
}

/// What was found, and what puts it right.
pub fn finding(check: HealthCheck, state: HealthState) -> &'static str {
    use HealthCheck::{
        App, Chatter, Notifications, Objects, Publisher, TeamViewer, Templates, UserAccess, Users,
    };
    use HealthState::{Attention, Ok, Unknown};
    match (check, state) {
        (TeamViewer, Ok) => "admin.health.teamViewer.ok",
        (TeamViewer, Attention) => "admin.health.teamViewer.attention",
        (TeamViewer, Unknown) => "admin.health.teamViewer.unknown",
        (App, Ok) => "admin.health.app.ok",
        (App, Attention) => "admin.health.app.attention",
        (App, Unknown) => "admin.health.app.unknown",
        (Chatter, Ok) => "admin.health.chatter.ok",
        (Chatter, _) => "admin.health.chatter.attention",
        (Publisher, _) => "admin.health.publisher.unknown",
        (Users, Ok) => "admin.health.users.ok",
        (Users, Attention) => "admin.health.users.attention",
        (UserAccess, Ok) => "admin.health.userAccess.ok",
        (UserAccess, Attention) => "admin.health.userAccess.attention",
        (Users | UserAccess, Unknown) => "admin.health.users.unknown",
        (Objects, Ok) => "admin.health.objects.ok",
        (Objects, _) => "admin.health.objects.attention",
        (Templates, Ok) => "admin.health.templates.ok",
        (Templates, _) => "admin.health.templates.attention",
        (Notifications, _) => "admin.health.notifications.unknown",
        (HealthCheck::Unknown, _) => "admin.problem.other",
    }
}
