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
    //! The sources and the catalogues have the same keys, and all catalogues the same placeholders.

    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    fn catalogue(language: &str) -> BTreeMap<String, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/i18n");
        serde_json::from_str(&fs::read_to_string(folder.join(format!("{language}.json"))).unwrap()).unwrap()
    }

    /// String literals of the sources (tests excepted) that stand where a key stands.
    fn used(folder: &Path, keys: &mut BTreeSet<String>, known: &BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "tests" {
                    used(&path, keys, known);
                }
            } else if name.ends_with(".rs")
                && !["tests.rs", "laws.rs", "fixtures.rs"].contains(&name.as_str())
            {
                let source = fs::read_to_string(&path).unwrap();
                let source = source
                    .split("#[cfg(test)]\nmod tests {")
                    .next()
                    .unwrap()
                    .to_owned();
                for literal in source.split('"').skip(1).step_by(2) {
                    let dotted = literal.split_once('.').is_some_and(|(group, name)| {
                        let word = |text: &str| {
                            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic())
                        };
                        word(group) && word(name)
                    });
                    if dotted || known.contains_key(literal) {
                        keys.insert(literal.to_owned());
                    }
                }
            }
        }
    }

    #[test]
    fn every_key_is_used_and_every_used_key_has_words() {
        let english = catalogue("en");
        let mut keys = BTreeSet::new();
        used(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut keys,
            &english,
        );
        let words: BTreeSet<String> = english.into_keys().collect();
        // The name of a field that a broken reply lacks, for administrators.
        keys.remove("panel.now");
        assert_eq!(keys, words);
    }

    #[test]
    fn catalogues_say_the_same() {
        let (english, french) = (catalogue("en"), catalogue("fr"));
        let names = |text: &str| -> BTreeSet<String> {
            text.split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .collect()
        };
        assert!(english.keys().eq(french.keys()));
        for (key, text) in &english {
            assert_eq!(names(text), names(&french[key]), "{key}");
            assert!(!text.trim().is_empty() && !french[key].trim().is_empty(), "{key}");
        }
    }

    #[test]
    fn buttons_are_called_as_in_the_manual() {
        let english = catalogue("en");
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
