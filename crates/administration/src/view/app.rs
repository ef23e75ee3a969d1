//! The TeamViewer OAuth app of this org.

use component::view::sign_in_button;
use component::{Access, Stage, State};
use contract::OAuthApp;
use leptos::prelude::*;
use ui::{Attr, Button, Control, El, Look, Tone, el, keyed};

use super::{action, field, good, section, submit, words};
use crate::model::{Administration, CALLBACK, Call, Field, Message, Saved};
use crate::text;

/// Id of the heading.
const APP: &str = "tv-app";

/// Draws how it is set up and the form that sets it up.
pub fn app(
    stage: Stage<Administration>,
    state: &State<Administration>,
    page: &contract::Administration,
) -> AnyView {
    let app = &page.app;
    let mut inside = vec![words(stage.say("admin.app.what")), status(stage, state, app)];
    if app.problem.is_none() {
        inside.push(steps(stage, state, app));
        inside.push(form(stage, state));
    }
    section(stage, APP, "admin.app", inside)
}

/// Whether it is set up; who has set it up can try it.
fn status(stage: Stage<Administration>, state: &State<Administration>, app: &OAuthApp) -> AnyView {
    let signing_in = matches!(state.core.access, Access::SigningIn(_));
    let (key, more) = match (&app.problem, app.ready) {
        (Some(problem), _) => {
            let detail = problem.detail.as_ref().map(|detail| {
                let key = component::text::detail(problem.code);
                words(stage.fill(key, &[("detail", detail)]))
            });
            let key = component::text::remote(problem.code);
            return ui::alert(Tone::Error, stage.say(key), detail.into_iter().collect());
        }
        (None, true) if state.core.access == Access::In => {
            let words = el("P", "").attr(Attr::Role, "status");
            return good(words.text(stage.say("admin.app.works")), Vec::new());
        }
        // A sign-in that has ended is begun anew above.
        (None, true) if signing_in || state.core.access == Access::Out => ("admin.app.ready", None),
        (None, true) => (
            "admin.app.ready",
            Some(el("DIV", "tv-actions").child(sign_in_button(stage, state)).view()),
        ),
        (None, false) => ("admin.app.missing", None),
    };
    ui::alert(Tone::Info, stage.say(key), more.into_iter().collect())
}

/// What to do at TeamViewer, with the address that it wants.
fn steps(stage: Stage<Administration>, state: &State<Administration>, app: &OAuthApp) -> AnyView {
    let step = |key| el("LI", "").text(stage.say(key));
    let callback = match &app.callback_url {
        Some(address) => step("admin.app.step2")
            .child(el("BR", "").view())
            .child(el("CODE", "tv-nowrap").text(format!("{address} ")).view())
            .child(copy(stage, state)),
        None => step("admin.app.noCallback"),
    };
    el("OL", "tv-list tv-steps")
        .child(step("admin.app.step1").view())
        .child(callback.view())
        .child(step("admin.app.step3").view())
        .child(step("admin.app.step4").view())
        .view()
}

fn copy(stage: Stage<Administration>, state: &State<Administration>) -> AnyView {
    let copied = state.core.copied == Some(CALLBACK);
    let button = Button {
        id: None,
        look: Look::Plain,
        submits: false,
        label: stage.say(if copied { "button.copied" } else { "button.copy" }),
        about: Some(stage.say("admin.app.callback")),
        busy: false,
        ready: true,
    };
    ui::button(button, stage.on(Message::CopyCallback))
}

fn form(stage: Stage<Administration>, state: &State<Administration>) -> AnyView {
    let id = field(
        stage,
        state,
        Field::ClientId,
        Control::Line("text", "255", false),
        String::new(),
        stage.say("admin.app.noClientId"),
    );
    // A new element each time the secret was saved: the value that stays in the page is that of the field alone.
    let generation = state.own.app.generation.to_string();
    let secret = keyed(vec![(generation, secret(stage, state).view())]);
    let busy = matches!(action(state), Some(Call::SaveApp(..)));
    let saved = (state.own.saved == Some(Saved::App)).then_some("admin.app.saved");
    el("FORM", "tv-part")
        .attr(Attr::AriaLabelledBy, APP)
        .child(id)
        .child(el("DIV", "").child(secret).view())
        .child(submit(
            stage,
            state,
            "admin.app.save",
            Message::SaveApp,
            busy,
            saved,
        ))
        .view()
}

/// The field of the secret. It is not drawn with its value, which would then stand in the page's markup.
fn secret(stage: Stage<Administration>, state: &State<Administration>) -> El {
    let of = Field::ClientSecret;
    let wrong = state.own.wrong.contains(&of);
    let control = el("INPUT", "slds-input")
        .attr(Attr::Id, of.id())
        .attr(Attr::Type, "password")
        .attr(Attr::MaxLength, "255")
        .attr(Attr::AutoComplete, "off")
        .attr(Attr::AriaDescribedBy, of.note())
        .attr(Attr::AriaInvalid, if wrong { "true" } else { "false" })
        .view();
    let label = el("LABEL", "tv-label")
        .attr(Attr::For, of.id())
        .text(stage.say(text::label(of)))
        .view();
    let wrong = wrong.then(|| {
        el("P", "tv-wrong")
            .text(stage.say("admin.app.noClientSecret"))
            .view()
    });
    let note = el("DIV", "tv-note")
        .attr(Attr::Id, of.note())
        .text(stage.say("admin.app.secretHint"))
        .maybe(wrong)
        .view();
    el("DIV", "tv-field").child(label).child(control).child(note)
}
