//! Fields as they stand in the scene.

use leptos::prelude::*;
use ui::{Control, Input};

use super::{Stage, ids};
use crate::model::{Field, Scene, What};
use crate::text;

/// A field with nothing to say about it.
pub fn field(stage: Stage, scene: &Scene, field: Field, control: Control) -> AnyView {
    remarked(stage, scene, field, control, None)
}

/// A field with a hint.
pub fn remarked(
    stage: Stage,
    scene: &Scene,
    field: Field,
    control: Control,
    hint: Option<String>,
) -> AnyView {
    let (id, note) = ids::field(field);
    let wrong = scene
        .share
        .as_ref()
        .and_then(|share| share.wrong[field as usize].as_ref());
    ui::field(Input {
        id,
        note,
        label: stage.say(text::label(field)),
        value: scene.entries.get(field).to_owned(),
        control,
        hint: hint.unwrap_or_default(),
        wrong: wrong.map(|wrong| explain(stage, wrong)).unwrap_or_default(),
    })
}

/// A failure in one text.
pub fn explain(stage: Stage, what: &What) -> String {
    let mut words = stage.say(text::failure(what));
    if let What::Remote(error) = what {
        for (key, name, value) in [
            (component::text::detail(error.code), "detail", &error.detail),
            ("failure.reference", "reference", &error.reference),
        ] {
            if let Some(value) = value {
                words.push(' ');
                words.push_str(&stage.fill(key, &[(name, value)]));
            }
        }
    }
    words
}
