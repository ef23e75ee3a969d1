//! The page that asks for the permission.

use super::{ALLOW, HEADING, Markup, Stage};
use crate::model::Setup;
use crate::text;

pub fn setup(stage: &Stage<'_>, setup: Setup) -> Markup {
    let mut parts = vec![stage.heading("notify.setupHeading")];
    match setup {
        Setup::Blocked => parts.extend(stage.blocked()),
        other => parts.push(stage.line(text::setup(other))),
    }
    if setup == Setup::Ask {
        parts.push(stage.button(ALLOW, "brand", &stage.say("notify.allow"), "", true));
    }
    Markup::el(
        "section",
        &[("class", "tv-part"), ("aria-labelledby", HEADING)],
        parts,
    )
}
