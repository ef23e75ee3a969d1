//! Open sessions of other users on the same record.

use leptos::prelude::*;

use super::Stage;
use crate::text;

/// The list, when there is something in it.
pub fn colleagues(stage: Stage) -> AnyView {
    let colleagues = Memo::new(move |_| stage.scene.with(|scene| scene.colleagues.clone()));
    let shown = move || {
        let rows: Vec<AnyView> = colleagues
            .get()
            .into_iter()
            .map(|colleague| {
                let status = stage.say(text::status(colleague.status));
                let until = stage.date_time(colleague.valid_until);
                let values = [("status", status.as_str()), ("until", &until)];
                view! {
                    <li>
                        <strong>{colleague.owner}</strong>
                        " "
                        <span class="tv-nowrap">{colleague.code}</span>
                        " "
                        <span>{stage.fill("colleagues.row", &values)}</span>
                    </li>
                }
                .into_any()
            })
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="tv-colleagues" aria-labelledby="tv-colleagues">
                    <h2 id="tv-colleagues" class="tv-heading">{stage.say("heading.colleagues")}</h2>
                    <ul>{rows}</ul>
                </section>
            }
        })
    };
    shown.into_any()
}
