//! Bars for numbers that follow one another.

use leptos::prelude::*;
use leptos::svg;

use crate::attributes::Attributes;
use crate::{Attr, el};

/// A chart of bars. What it shows is also said in words, for who cannot see it; its numbers stand in a table beside it.
pub struct Chart {
    /// What it is about.
    pub title: String,
    /// What can be seen in it.
    pub description: String,
    /// The numbers.
    pub bars: Vec<u32>,
    /// The number at the end of the axis; none is higher.
    pub end: u32,
    /// How the end of the axis is written, and its half.
    pub axis: [String; 2],
    /// How the first and the last bar are called.
    pub ends: [String; 2],
}

/// Height of the drawing, in its own units.
const HEIGHT: u64 = 1_000;
/// Width of a bar's place, and of the gap in it.
const PLACE: usize = 10;
const GAP: usize = 2;

const TITLE: &str = "tv-chart-title";
const DESCRIPTION: &str = "tv-chart-description";

/// Draws a chart. All bars are one path, so a year of them costs no more than a week.
pub fn chart(chart: Chart) -> AnyView {
    let width = chart.bars.len().max(1) * PLACE;
    let mut bars = String::new();
    for (place, number) in chart.bars.iter().enumerate() {
        let height = (u64::from(*number) * HEIGHT).div_ceil(u64::from(chart.end.max(1)));
        if height > 0 {
            let left = place * PLACE + GAP / 2;
            let bar = format!("M{left} {HEIGHT}v-{height}h{}v{height}z", PLACE - GAP);
            bars.push_str(&bar);
        }
    }
    let lines = format!("M0 0H{width}M0 {}H{width}M0 {HEIGHT}H{width}", HEIGHT / 2);
    let picture = svg::svg()
        .add_any_attr(attributes([
            (Attr::Class, "tv-chart__bars".to_owned()),
            (Attr::Role, "img".to_owned()),
            (Attr::AriaLabelledBy, TITLE.to_owned()),
            (Attr::AriaDescribedBy, DESCRIPTION.to_owned()),
            (Attr::ViewBox, format!("0 0 {width} {HEIGHT}")),
            (Attr::PreserveAspectRatio, "none".to_owned()),
        ]))
        .child((
            svg::title()
                .add_any_attr(attributes([(Attr::Id, TITLE.to_owned())]))
                .child(chart.title),
            svg::desc()
                .add_any_attr(attributes([(Attr::Id, DESCRIPTION.to_owned())]))
                .child(chart.description),
            path("tv-chart__lines", lines),
            path("tv-chart__fill", bars),
        ))
        .into_any();
    let [top, half] = chart.axis;
    let [first, last] = chart.ends;
    // The description has them in words.
    let axis = el("DIV", "tv-chart__axis")
        .attr(Attr::AriaHidden, "true")
        .child(el("SPAN", "").text(top).view())
        .child(el("SPAN", "").text(half).view())
        .child(el("SPAN", "").text("0").view());
    let ends = el("DIV", "tv-chart__ends")
        .attr(Attr::AriaHidden, "true")
        .child(el("SPAN", "").text(first).view())
        .child(el("SPAN", "").text(last).view());
    el("DIV", "tv-chart")
        .child(axis.view())
        .child(picture)
        .child(ends.view())
        .view()
}

fn path(class: &'static str, line: String) -> AnyView {
    svg::path()
        .add_any_attr(attributes([(Attr::Class, class.to_owned()), (Attr::D, line)]))
        .into_any()
}

fn attributes<const COUNT: usize>(values: [(Attr, String); COUNT]) -> Attributes {
    let mut attributes = Attributes::default();
    for (name, value) in values {
        attributes.set(name, value.into());
    }
    attributes
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::{Chart, chart};

    fn drawn(bars: Vec<u32>, end: u32) -> String {
        let words = |text: &str| text.to_owned();
        let view = || {
            chart(Chart {
                title: words("Connections <per> day"),
                description: words("3 days"),
                bars,
                end,
                axis: [words("10"), words("5")],
                ends: [words("1 Nov"), words("3 Nov")],
            })
        };
        Owner::new().with(|| view().to_html()).replace("<!>", "")
    }

    #[test]
    fn bars_are_as_high_as_their_numbers() {
        let drawn = drawn(vec![10, 0, 5], 10);
        for part in [
            r#"role="img""#,
            r#"aria-labelledby="tv-chart-title" aria-describedby="tv-chart-description" viewBox="0 0 30 1000""#,
            r#"<title id="tv-chart-title">Connections &lt;per&gt; day</title>"#,
            r#"<desc id="tv-chart-description">3 days</desc>"#,
            r#"d="M1 1000v-1000h8v1000zM21 1000v-500h8v500z""#,
        ] {
            assert!(drawn.contains(part), "{part} in {drawn}");
        }
    }

    #[test]
    fn what_is_there_can_be_seen() {
        assert!(drawn(vec![1], 10_000).contains("v-1h8"));
        assert!(drawn(Vec::new(), 1).contains(r#"viewBox="0 0 10 1000""#));
    }
}
