//! What a new session is to be like, and the buttons that make it.

use domain::validity::{self, Span};
use leptos::prelude::*;
use ui::{Control, Look};

use super::{Intent, Stage, form, ids};
use crate::model::{Busy, Field, Scene};
use crate::text;

/// The buttons that make a session; the first can get the keyboard.
pub fn offers(stage: Stage, scene: &Scene, look: Look) -> Vec<AnyView> {
    let offers = scene.offers.iter().enumerate();
    offers
        .map(|(place, offer)| {
            let (id, look) = if place == 0 {
                (Some(ids::CREATE), look)
            } else {
                (None, Look::Neutral)
            };
            stage.button(
                scene,
                id,
                look,
                text::offer(*offer),
                Some(Busy::Create),
                Intent::Create(offer.kind()),
            )
        })
        .collect()
}

/// Name, waiting message and validity of the next session, folded: most need none of it.
pub fn options(stage: Stage, scene: &Scene) -> Option<AnyView> {
    if scene.offers.is_empty() {
        return None;
    }
    let validity = validity::choices(scene.valid_for_hours)
        .into_iter()
        .map(|hours| {
            // The org's default is what nothing chosen means.
            let value = if hours == scene.valid_for_hours {
                String::new()
            } else {
                hours.to_string()
            };
            let (key, count) = match validity::span(hours) {
                Span::Hours(1) => ("validity.hour", 1),
                Span::Hours(hours) => ("validity.hours", hours),
                Span::Days(days) => ("validity.days", days),
            };
            (value, stage.fill(key, &[("count", &count.to_string())]))
        })
        .collect();
    let fields = vec![
        form::field(stage, scene, Field::Name, Control::Line("text", "100", false)),
        form::field(
            stage,
            scene,
            Field::WaitingMessage,
            Control::Line("text", "250", false),
        ),
        form::field(stage, scene, Field::Validity, Control::Choice(validity)),
    ];
    Some(ui::details(stage.say("heading.options"), fields))
}
