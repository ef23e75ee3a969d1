//! How many connections began on each day or in each week.

use component::Stage;
use domain::buckets::axis;
use leptos::prelude::*;
use ui::{Attr, Chart, Look, el};

use super::{ids, number};
use crate::model::{Company, Desk, Message};
use crate::text;

/// Draws a chart and, if the user wants, its numbers as a table.
pub fn chart(stage: Stage<Company>, own: &Company, desk: &Desk) -> AnyView {
    let buckets = &desk.buckets;
    let (title, one) = text::step(buckets.step);
    let day = |day| stage.write(|formats| formats.date(desk.zone.noon(day)));
    let count = |count: u32| number(stage, u64::from(count));
    let end = axis(buckets.most());
    let first = buckets.iter().next().map(|(first, _)| day(first));
    let last = buckets.iter().last().map(|(last, _)| day(last));
    let ends = [first.unwrap_or_default(), last.unwrap_or_default()];
    let busiest = buckets.iter().max_by_key(|(_, count)| *count);
    let busiest = busiest.map(|(busiest, _)| day(busiest)).unwrap_or_default();
    let description = stage.fill(
        "company.chartWords",
        &[
            ("first", &ends[0]),
            ("last", &ends[1]),
            ("most", &count(buckets.most())),
            ("busiest", &busiest),
        ],
    );
    let half = if end > 1 { count(end / 2) } else { String::new() };
    let drawn = ui::chart(Chart {
        title: stage.say(title),
        description,
        bars: buckets.iter().map(|(_, count)| count).collect(),
        end,
        axis: [count(end), half],
        ends,
    });
    let label = if own.numbers {
        "company.hideNumbers"
    } else {
        "company.showNumbers"
    };
    let toggle = stage.button(Look::Plain, stage.say(label), false, true, || {
        component::Message::Own(Message::Numbers)
    });
    let numbers = own.numbers.then(|| {
        let rows = buckets.iter().map(|(first, number)| {
            el("TR", "")
                .child(el("TH", "").attr(Attr::Scope, "row").text(day(first)).view())
                .child(el("TD", "").text(count(number)).view())
                .view()
        });
        let head = el("TR", "")
            .child(el("TH", "").attr(Attr::Scope, "col").text(stage.say(one)).view())
            .child(
                el("TH", "")
                    .attr(Attr::Scope, "col")
                    .text(stage.say("company.count"))
                    .view(),
            );
        let table = el("TABLE", "tv-table")
            .attr(Attr::AriaLabelledBy, ids::CHART)
            .child(el("THEAD", "").child(head.view()).view())
            .child(el("TBODY", "").children(rows).view());
        el("DIV", "tv-scroll tv-numbers")
            .attr(Attr::Role, "region")
            .attr(Attr::AriaLabelledBy, ids::CHART)
            .attr(Attr::TabIndex, "0")
            .child(table.view())
            .view()
    });
    let heading = el("H3", "tv-heading")
        .attr(Attr::Id, ids::CHART)
        .text(stage.say(title))
        .view();
    el("DIV", "tv-part")
        .child(heading)
        .child(drawn)
        .child(el("DIV", "tv-actions").child(toggle).view())
        .maybe(numbers)
        .view()
}
