//! Open sessions of other users on the same record.

use leptos::prelude::*;
use ui::{Attr, el};

use super::Stage;
use crate::model::Scene;
use crate::text;

const HEADING: &str = "tv-colleagues";

/// The list, when there is something in it.
pub fn colleagues(stage: Stage, scene: &Scene) -> Option<AnyView> {
    if scene.colleagues.is_empty() {
        return None;
    }
    let rows = scene.colleagues.iter().map(|colleague| {
        let status = stage.say(text::status(colleague.status));
        let until = stage.date_time(colleague.valid_until);
        el("LI", "")
            .child(el("STRONG", "").text(colleague.owner.clone()).view())
            .child(
                el("SPAN", "tv-nowrap")
                    .text(format!(" {} ", colleague.code))
                    .view(),
            )
            .text(stage.fill("colleagues.row", &[("status", &status), ("until", &until)]))
            .view()
    });
    let heading = el("H2", "tv-heading")
        .attr(Attr::Id, HEADING)
        .text(stage.say("heading.colleagues"))
        .view();
    Some(
        el("SECTION", "tv-colleagues")
            .attr(Attr::AriaLabelledBy, HEADING)
            .child(heading)
            .child(el("UL", "").children(rows).view())
            .view(),
    )
}
