//! Sharing a session: to whom, by what, and what became of it.

use contract::{Channel, ErrorCode, Outcome, Recipient, RemoteError, SessionKind, ShareOptions};
use domain::phone::{self, Flaw};
use domain::{RequestId, email};

use super::entry::{Entries, FIELDS, Field, TICKED};
use super::message::{Mail, Sharing};
use super::state::What;

/// The sharing of one session. What the user has entered is among the [`Entries`] and outlives the dialogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Id of the session.
    pub session_id: String,
    /// Its sort.
    pub kind: SessionKind,
    /// Its code as people read it.
    pub code: String,
    /// How far it has come.
    pub step: Step,
    /// The last answer on who can get it.
    pub options: ShareOptions,
    /// What is wrong with which field.
    pub wrong: [Option<What>; FIELDS],
    /// What became of the channels of the last sending.
    pub said: Vec<Said>,
    /// What went out, or may have gone out, and would go out twice under another name.
    pub posted: Option<Posted>,
}

/// How far sharing has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The dialogue is closed.
    Closed,
    /// Asking Apex who can get it.
    Opening,
    /// The user fills in the form; `Some` when the last sending failed as a whole.
    Form(Option<RemoteError>),
    /// It is being sent.
    Sending(Sharing),
    /// All of it was sent.
    Done,
}

/// What became of a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Which.
    pub channel: Channel,
    /// To whom; empty for Chatter.
    pub to: String,
    /// Whether it worked.
    pub ok: bool,
    /// Whether it had gone out earlier and did not go out again, although the user ticked it again.
    pub before: bool,
}

/// Channels that went out under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The name.
    pub request_id: RequestId,
    /// The channels that are done, and those of which nobody knows.
    pub channels: Vec<Sent>,
}

/// A channel that went out, or may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    channel: Channel,
    content: [String; 2],
    /// Whether it is known to have gone out.
    certain: bool,
}

impl Share {
    /// Whether the dialogue is on the screen.
    pub fn is_shown(&self) -> bool {
        !matches!(self.step, Step::Closed | Step::Opening)
    }

    /// Whether something may have gone out of which nobody knows.
    pub fn is_unsure(&self) -> bool {
        let mut channels = self.posted.iter().flat_map(|posted| &posted.channels);
        channels.any(|sent| !sent.certain)
    }

    /// Whether an e-mail is to be sent.
    pub fn by_email(&self, entries: &Entries) -> bool {
        self.kind == SessionKind::RemoteControl || entries.is_ticked(Field::Email)
    }

    /// The recipient that is chosen.
    pub fn recipient(&self, entries: &Entries) -> Option<&Recipient> {
        let chosen = entries.get(Field::Contact);
        self.options.recipients.iter().find(|it| it.id == chosen)
    }

    /// Fills in what the user has not entered: what was used last, else what the recipient has.
    pub fn prefill(&self, entries: &mut Entries) {
        let last = self.options.last.clone().unwrap_or_default();
        let options = &self.options;
        if self.recipient(entries).is_none() || !entries.is_entered(Field::Contact) {
            let same = |one: &Option<String>, other: &Option<String>| matches!((one, other), (Some(one), Some(other)) if one.eq_ignore_ascii_case(other));
            let used = |it: &&Recipient| same(&it.email, &last.email) || same(&it.phone, &last.phone);
            let chosen = options
                .recipients
                .iter()
                .find(used)
                .or(options.recipients.first());
            entries.fill(Field::Contact, chosen.map(|it| it.id.as_str()));
        }
        let recipient = self.recipient(entries).cloned();
        let (address, number) = recipient.map_or((None, None), |it| (it.email, it.phone));
        if !options.custom_recipient {
            entries.fill(Field::Address, address.as_deref());
        } else if !entries.is_entered(Field::Address) {
            entries.fill(Field::Address, last.email.or(address).as_deref());
        }
        if !entries.is_entered(Field::Phone) {
            let number = last.phone.or(number).map(|number| phone::tidy(&number));
            entries.fill(Field::Phone, number.as_deref());
        }
        let is_template = |id: &str| options.templates.iter().any(|it| it.id == id);
        if !is_template(entries.get(Field::Template)) || !entries.is_entered(Field::Template) {
            let used = last.template_id.filter(|id| is_template(id));
            let first = options.templates.first().map(|it| it.id.clone());
            entries.fill(Field::Template, used.or(first).as_deref());
        }
        if !entries.is_entered(Field::Sms) {
            let pilot = self.kind == SessionKind::Pilot;
            entries.fill(Field::Sms, pilot.then_some(TICKED));
        }
    }

    /// The user has chosen another recipient: address and number are now theirs.
    pub fn pick(&mut self, entries: &mut Entries) {
        let recipient = self.recipient(entries).cloned();
        let (address, number) = recipient.map_or((None, None), |it| (it.email, it.phone));
        entries.fill(Field::Address, address.as_deref());
        entries.fill(Field::Phone, number.map(|number| phone::tidy(&number)).as_deref());
        self.wrong[Field::Address as usize] = None;
        self.wrong[Field::Phone as usize] = None;
    }

    /// What the form says is to be sent, under a name of its own or the one it may have gone out under
    /// already; or what is wrong with it.
    pub fn fill_in(&self, entries: &Entries, fresh: RequestId) -> Result<Sharing, Vec<(Field, What)>> {
        let mut wrong = Vec::new();
        let remote = |code| What::Remote(RemoteError::of(code));
        let by_sms = self.kind == SessionKind::Pilot && entries.is_ticked(Field::Sms);
        let by_email = self.by_email(entries);
        if !by_sms && !by_email {
            wrong.push((Field::Sms, What::NoChannel));
        }
        let number = entries.filled(Field::Phone).filter(|_| by_sms);
        if by_sms {
            match number.as_deref().map(phone::check) {
                Some(Ok(())) => {}
                None => wrong.push((Field::Phone, What::NoNumber)),
                Some(Err(Flaw::NoNumber)) => wrong.push((Field::Phone, remote(ErrorCode::InvalidNumber))),
                Some(Err(Flaw::NoPrefix)) => wrong.push((Field::Phone, remote(ErrorCode::NumberNeedsPrefix))),
            }
        }
        let address = entries.filled(Field::Address).filter(|_| by_email);
        let template = entries.filled(Field::Template).filter(|_| by_email);
        if by_email {
            match address.as_deref().map(email::is_address) {
                Some(true) => {}
                Some(false) => wrong.push((Field::Address, remote(ErrorCode::InvalidAddress))),
                None if self.options.custom_recipient => wrong.push((Field::Address, What::NoAddress)),
                None => wrong.push((Field::Address, What::NoRecordAddress)),
            }
            if template.is_none() {
                wrong.push((Field::Template, remote(ErrorCode::TemplateMissing)));
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mail = address.zip(template);
        let mut sharing = Sharing {
            session_id: self.session_id.clone(),
            request_id: fresh,
            sms: number,
            email: mail.map(|(to, template_id)| Mail { to, template_id }),
            message: entries
                .filled(Field::ChatterMessage)
                .filter(|_| self.takes_message()),
        };
        if let Some(posted) = self
            .posted
            .as_ref()
            .filter(|posted| posted.covers(&sharing, self.kind))
        {
            sharing.request_id = posted.request_id.clone();
        }
        Ok(sharing)
    }

    /// Whether a message for the feed can go along.
    pub fn takes_message(&self) -> bool {
        self.options.chatter && self.kind == SessionKind::RemoteControl
    }

    /// Takes what became of the channels; answers whether all of them are done.
    pub fn settle(&mut self, entries: &mut Entries, sharing: &Sharing, outcomes: &[Outcome]) -> bool {
        let pilot = self.kind == SessionKind::Pilot;
        self.said.clear();
        for channel in sharing.channels() {
            let outcome = outcomes.iter().find(|it| it.channel == channel);
            let ok = outcome.is_some_and(|it| it.ok);
            let [to, _] = sharing.content(channel).unwrap_or_default();
            let to = if channel == Channel::Chatter {
                String::new()
            } else {
                to
            };
            let earlier = self
                .posted
                .as_ref()
                .filter(|it| it.request_id == sharing.request_id);
            let before = ok && pilot && earlier.is_some_and(|posted| posted.has(channel));
            self.said.push(Said {
                channel,
                to,
                ok,
                before,
            });
            let error = outcome
                .and_then(|it| it.error.clone())
                .unwrap_or(RemoteError::of(ErrorCode::Internal));
            let certain = ok || !may_have_gone_out(error.code);
            self.note(sharing, channel, ok, certain);
            let field = match channel {
                Channel::Sms => Field::Phone,
                Channel::Email if error.code == ErrorCode::TemplateMissing => Field::Template,
                Channel::Email => Field::Address,
                Channel::Chatter => Field::ChatterMessage,
            };
            if !ok {
                self.wrong[field as usize] = Some(What::Remote(error));
            }
        }
        let done = self.said.iter().all(|said| said.ok);
        if done {
            self.posted = None;
            entries.forget_sharing();
        } else if pilot {
            // What has gone out stands no longer among what is to go out.
            for said in self.said.iter().filter(|said| said.ok) {
                let tick = if said.channel == Channel::Sms {
                    Field::Sms
                } else {
                    Field::Email
                };
                entries.enter(tick, String::new());
            }
        }
        done
    }

    /// Notes that nobody knows what has become of a sending.
    pub fn doubt(&mut self, sharing: &Sharing) {
        for channel in sharing.channels() {
            self.note(sharing, channel, false, false);
        }
    }

    fn note(&mut self, sharing: &Sharing, channel: Channel, ok: bool, certain: bool) {
        let channels = match self.posted.take() {
            Some(posted) if posted.request_id == sharing.request_id => posted.channels,
            _ => Vec::new(),
        };
        let request_id = sharing.request_id.clone();
        let mut posted = Posted { request_id, channels };
        // A first sending of unknown outcome stays unknown when a second one is refused.
        if (ok || !certain) && !posted.has(channel) {
            posted.channels.retain(|sent| sent.channel != channel);
            let content = sharing.content(channel).unwrap_or_default();
            posted.channels.push(Sent {
                channel,
                content,
                certain: ok,
            });
        }
        self.posted = Some(posted);
    }
}

impl Posted {
    /// Whether a sending repeats something that must not go out twice, and contradicts nothing that is out.
    ///
    /// What a Pilot session's form is known to have sent is unticked in it: ticked again, it is a new wish. The
    /// mail of a remote control session cannot be unticked: it stands in the form only for what is still to go.
    fn covers(&self, sharing: &Sharing, kind: SessionKind) -> bool {
        let mut repeats = false;
        for sent in &self.channels {
            match sharing.content(sent.channel) {
                Some(content) if content == sent.content => {
                    repeats |= !sent.certain || kind == SessionKind::RemoteControl;
                }
                Some(_) => return false,
                None => {}
            }
        }
        repeats
    }

    /// Whether a channel is known to have gone out.
    fn has(&self, channel: Channel) -> bool {
        let mut channels = self.channels.iter();
        channels.any(|sent| sent.channel == channel && sent.certain)
    }

    /// Whether all of it is known to have gone out.
    pub fn is_certain(&self) -> bool {
        self.channels.iter().all(|sent| sent.certain)
    }
}

impl Sharing {
    /// The channels, in the order of their outcomes.
    pub fn channels(&self) -> Vec<Channel> {
        let mut channels = vec![Channel::Sms, Channel::Email, Channel::Chatter];
        channels.retain(|channel| self.content(*channel).is_some());
        channels
    }

    /// What goes out by a channel: to whom, with what.
    fn content(&self, channel: Channel) -> Option<[String; 2]> {
        match channel {
            Channel::Sms => self.sms.clone().map(|to| [to, String::new()]),
            Channel::Email => self.email.clone().map(|mail| [mail.to, mail.template_id]),
            Channel::Chatter => self.message.clone().map(|message| [message, String::new()]),
        }
    }
}

/// Whether something may have gone out although the answer is this failure.
pub fn may_have_gone_out(code: ErrorCode) -> bool {
    use ErrorCode::{BadReply, Internal, Offline, SalesforceSignedOut, TeamViewerDown, TimedOut};
    matches!(
        code,
        BadReply | Internal | Offline | SalesforceSignedOut | TeamViewerDown | TimedOut
    )
}
