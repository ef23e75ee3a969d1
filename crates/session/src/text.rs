//! Which words belong to what.

use contract::{Channel, EventKind, Notice, SessionKind};
use domain::Status;

use crate::model::{Busy, Field, Offer, Question, Shape, What};

/// What failed, in the user's words.
pub fn failure(what: &What) -> &'static str {
    match what {
        What::Remote(error) => component::text::remote(error.code),
        What::TabBlocked => "failure.tabBlocked",
        What::TabGone => "failure.tabGone",
        What::NoBrowserLink => "failure.noBrowserLink",
        What::NotCopied => "failure.notCopied",
        What::NoChannel => "failure.noChannel",
        What::NoNumber => "failure.noNumber",
        What::NoAddress => "failure.noAddress",
        What::NoRecordAddress => "failure.noRecordAddress",
    }
}

/// The label of a field.
pub fn label(field: Field) -> &'static str {
    match field {
        Field::Name => "field.name",
        Field::WaitingMessage => "field.waitingMessage",
        Field::Validity => "field.validity",
        Field::Contact => "field.contact",
        Field::Sms => "field.sms",
        Field::Phone => "field.phone",
        Field::Email => "field.email",
        Field::Address => "field.address",
        Field::Template => "field.template",
        Field::ChatterMessage => "field.chatterMessage",
    }
}

/// What became of a channel.
pub fn outcome(channel: Channel, ok: bool) -> &'static str {
    match (channel, ok) {
        (Channel::Sms, true) => "shared.sms",
        (Channel::Email, true) => "shared.email",
        (Channel::Chatter, true) => "shared.chatter",
        (Channel::Sms, false) => "notShared.sms",
        (Channel::Email, false) => "notShared.email",
        (Channel::Chatter, false) => "notShared.chatter",
    }
}

/// What happened; [`EventKind::Unknown`] never comes this far.
pub fn event(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Created | EventKind::Unknown => "event.created",
        EventKind::Email => "event.email",
        EventKind::Sms => "event.sms",
        EventKind::Chatter => "event.chatter",
        EventKind::Online => "event.online",
        EventKind::Joined => "event.joined",
        EventKind::Closed => "event.closed",
    }
}

/// A remark on an action that worked; [`Notice::Unknown`] never comes this far.
pub fn remark(notice: Notice) -> &'static str {
    match notice {
        Notice::AlreadyOpen => "remark.alreadyOpen",
        Notice::OldNotClosed => "remark.oldNotClosed",
        Notice::Stale | Notice::Unknown => "remark.stale",
    }
}

/// A status in a word or two.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Waiting => "status.waiting",
        Status::CustomerOnline => "status.online",
        Status::Expired => "status.expired",
        Status::Closed => "status.closed",
    }
}

/// The button that makes a session.
pub fn offer(offer: Offer) -> &'static str {
    match offer {
        Offer::New(SessionKind::RemoteControl) => "button.newRemoteControl",
        Offer::New(SessionKind::Pilot) => "button.newPilot",
        Offer::Replace(_) => "button.replace",
        Offer::Switch(SessionKind::RemoteControl) => "button.switchToRemoteControl",
        Offer::Switch(SessionKind::Pilot) => "button.switchToPilot",
    }
}

/// What sort of session it is.
pub fn kind(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::RemoteControl => "kind.remoteControl",
        SessionKind::Pilot => "kind.pilot",
    }
}

/// A question, and the word for going on.
pub fn question(question: Question) -> (&'static str, &'static str) {
    match question {
        Question::Replace => ("question.replace", "button.confirmReplace"),
        Question::Close => ("question.close", "button.confirmClose"),
    }
}

/// The heading of a screen.
pub fn heading(shape: &Shape) -> &'static str {
    match shape {
        Shape::Loading => "heading.loading",
        Shape::SignedOut | Shape::SigningIn => "heading.signedOut",
        Shape::NoKindAllowed | Shape::Empty => "heading.empty",
        Shape::Creating => "heading.creating",
        Shape::Open(_) => "heading.open",
        Shape::Expired(_) => "heading.expired",
        Shape::Closed(_) => "heading.closed",
        Shape::Failed => "heading.failed",
    }
}

/// What is under way, for those who do not see the ring turn.
pub fn busy(busy: Busy) -> &'static str {
    match busy {
        Busy::SignIn => "busy.signIn",
        Busy::SignOut => "busy.signOut",
        Busy::Create => "busy.create",
        Busy::Close => "busy.close",
        Busy::JoinWithClient | Busy::JoinInBrowser => "busy.join",
        Busy::Share => "busy.share",
        Busy::Send => "busy.send",
        Busy::TryAgain => "busy.tryAgain",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    fn english() -> BTreeMap<String, String> {
        serde_json::from_str(include_str!("../../../static/i18n/en.json")).unwrap()
    }

    #[test]
    fn buttons_are_called_as_in_the_manual() {
        let english = english();
        for (key, label) in [
            ("button.signIn", "Login to your TeamViewer account"),
            ("button.newRemoteControl", "New Remote Control Session"),
            ("button.join", "Join session as Admin"),
            ("button.replace", "Create new Session"),
            ("button.close", "Close session"),
            ("button.share", "Share"),
            ("button.send", "Send"),
            (
                "button.switchToRemoteControl",
                "Create a new remote control session",
            ),
            ("field.contact", "Select a Contact"),
            ("field.address", "Recipient E-mail"),
            ("field.template", "Select an e-mail template"),
            ("field.sms", "Send SMS invite to"),
            ("field.email", "Send e-mail invite"),
        ] {
            assert_eq!(english[key], label);
        }
    }
}
