//! The dialogue for sharing a session.

use contract::SessionKind;
use leptos::prelude::*;
use ui::{Attr, Control, El, Icon, Look, Tone, alert, el, icon};

use super::{Intent, Stage, form, ids};
use crate::model::{Busy, Field, Message, Scene, Share, Step, What};
use crate::text;

/// The dialogue, while it is on the screen.
pub fn dialog(stage: Stage, scene: &Scene) -> Option<AnyView> {
    let share = scene.share.as_ref()?;
    let done = share.step == Step::Done;
    let heading = el("H2", "tv-heading")
        .attr(Attr::Id, ids::DIALOG_HEADING)
        .attr(Attr::TabIndex, "-1")
        .text(stage.say(if done { "heading.shared" } else { "heading.share" }))
        .view();
    // A tag for each, so that no button turns into another under the finger.
    let part = el(if done { "TV-DONE" } else { "FORM" }, "tv-part");
    let part = if done {
        let close = stage.always(Look::Brand, "button.done", Message::StopSharing);
        part.child(el("DIV", "tv-actions").child(close).view())
    } else {
        fields(stage, scene, share, part)
    };
    Some(
        el("DIALOG", "tv-dialog")
            .attr(Attr::Id, ids::DIALOG)
            .attr(Attr::AriaLabelledBy, ids::DIALOG_HEADING)
            .child(
                // What tells the user something outlives the form: only what changes in an element that was
                // there is announced.
                el("DIV", "tv-part")
                    .child(heading)
                    .child(outcome(stage, scene, share))
                    .child(part.view())
                    .view(),
            )
            .view(),
    )
}

/// What became of the last sending.
fn outcome(stage: Stage, scene: &Scene, share: &Share) -> AnyView {
    let sending = (scene.busy == Some(Busy::Send)).then(|| stage.say(text::busy(Busy::Send)));
    let said = share.said.iter().map(|said| {
        let words = stage.fill(text::outcome(said.channel, said.ok), &[("to", &said.to)]);
        let words = match said.before {
            true => stage.fill("shared.before", &[("what", &words)]),
            false => words,
        };
        el("P", "").text(words).view()
    });
    let failed = match &share.step {
        Step::Form(Some(error)) => Some(What::Remote(error.clone())),
        _ => None,
    };
    let failed = failed.map(|what| alert(Tone::Error, form::explain(stage, &what), Vec::new()));
    let unsure = share.is_unsure().then(|| {
        let words = el("P", "tv-alert__body").text(stage.say("share.unsure"));
        el("DIV", "tv-alert tv-alert_info")
            .child(icon(Icon::Attention))
            .child(words.view())
            .view()
    });
    el("DIV", "tv-part")
        .maybe(failed)
        .child(
            el("DIV", "")
                .attr(Attr::Role, "status")
                .text(sending.unwrap_or_default())
                .maybe(unsure)
                .children(said)
                .view(),
        )
        .view()
}

fn fields(stage: Stage, scene: &Scene, share: &Share, part: El) -> El {
    let pilot = share.kind == SessionKind::Pilot;
    let contact = (share.options.recipients.len() > 1).then(|| {
        let recipients = share.options.recipients.iter();
        let choices = recipients.map(|it| (it.id.clone(), it.name.clone())).collect();
        form::field(stage, scene, Field::Contact, Control::Choice(choices))
    });
    let by_sms = pilot.then(|| sms(stage, scene, share));
    let email_box = pilot.then(|| form::field(stage, scene, Field::Email, Control::Box));
    let by_email = share.by_email(&scene.entries).then(|| email(stage, scene, share));
    let message = share.takes_message().then(|| {
        let control = Control::Lines("1000");
        form::field(stage, scene, Field::ChatterMessage, control)
    });
    let label = if pilot && !share.by_email(&scene.entries) {
        "button.send"
    } else {
        "button.share"
    };
    let buttons = el("DIV", "tv-actions")
        .child(stage.submit(scene.free, label, scene.busy == Some(Busy::Send), Intent::Share))
        .child(stage.button_when(
            scene.busy != Some(Busy::Send),
            Look::Neutral,
            stage.say("button.cancel"),
            false,
            Message::StopSharing,
        ));
    part.maybe(contact)
        .maybe(by_sms)
        .maybe(email_box)
        .maybe(by_email)
        .maybe(message)
        .child(buttons.view())
}

/// The SMS, with what to do when there is no number for it.
fn sms(stage: Stage, scene: &Scene, share: &Share) -> AnyView {
    let numberless = share
        .recipient(&scene.entries)
        .is_none_or(|recipient| recipient.phone.is_none());
    let read_out = numberless.then(|| {
        let words = stage.fill("share.readOut", &[("code", &share.code)]);
        el("P", "").text(words).view()
    });
    let number = scene.entries.is_ticked(Field::Sms).then(|| {
        let hint = Some(stage.say("hint.phone"));
        form::remarked(
            stage,
            scene,
            Field::Phone,
            Control::Line("tel", "40", false),
            hint,
        )
    });
    el("DIV", "tv-part")
        .child(form::field(stage, scene, Field::Sms, Control::Box))
        .maybe(number)
        .maybe(read_out)
        .view()
}

fn email(stage: Stage, scene: &Scene, share: &Share) -> AnyView {
    let fixed = !share.options.custom_recipient;
    let hint = fixed.then(|| stage.say("hint.fixedAddress"));
    let templates = share.options.templates.iter();
    let choices = templates.map(|it| (it.id.clone(), it.name.clone())).collect();
    let address = Control::Line("email", "254", fixed);
    el("DIV", "tv-part")
        .child(form::remarked(stage, scene, Field::Address, address, hint))
        .child(form::field(
            stage,
            scene,
            Field::Template,
            Control::Choice(choices),
        ))
        .view()
}
