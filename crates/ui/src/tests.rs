//! The building blocks as text.

use leptos::prelude::*;

use crate::{
    Attr, Button, Column, Control, Icon, Input, Look, Order, Pager, Table, Tone, alert, badge, button,
    details, el, field, icon, link, pager, prompt, table, text,
};

fn html(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| view().to_html()).replace("<!>", "")
}

fn sample(busy: bool, ready: bool) -> AnyView {
    let (label, about) = ("Save <all>".to_owned(), Some("your work".to_owned()));
    button(
        Button {
            id: Some("save"),
            look: Look::Brand,
            submits: false,
            label,
            about,
            busy,
            ready,
        },
        Box::new(|| ()),
    )
}

#[test]
fn a_button_escapes_its_words_and_names_what_it_is_about() {
    let html = html(|| sample(false, true));
    assert!(
        html.contains(r#"type="button""#) && html.contains(r#"id="save""#),
        "{html}"
    );
    assert!(html.contains("Save &lt;all&gt;"), "{html}");
    assert!(html.contains(r#"aria-disabled="false""#), "{html}");
    assert!(
        html.contains(r#"<SPAN class="slds-assistive-text"> your work</SPAN>"#),
        "{html}"
    );
    assert!(!html.contains("tv-spinner"), "{html}");
}

#[test]
fn a_busy_button_turns_and_stays_in_the_tab_order() {
    let html = html(|| sample(true, false));
    assert!(
        html.contains("tv-spinner") && html.contains(r#"aria-disabled="true""#),
        "{html}"
    );
    assert!(!html.contains(" disabled"), "{html}");
}

#[test]
fn pictures_are_hidden_and_words_are_not() {
    let html = html(|| badge("tv-badge tv-badge_waiting", Icon::Waiting, "Waiting".to_owned()));
    assert!(
        html.contains(r#"aria-hidden="true""#) && html.contains("Waiting</SPAN>"),
        "{html}"
    );
    assert!(html.contains("tv-badge_waiting"), "{html}");
}

#[test]
fn every_picture_is_another() {
    let all = [Icon::Waiting, Icon::Check, Icon::Cross, Icon::Attention].map(|it| html(|| icon(it)));
    let different: std::collections::BTreeSet<&String> = all.iter().collect();
    assert_eq!(different.len(), 4);
}

#[test]
fn failures_interrupt_and_remarks_wait() {
    let of = |tone| html(move || alert(tone, "Text".to_owned(), vec![text("more".to_owned())]));
    assert!(
        of(Tone::Error).contains(r#"<P role="alert">Text</P>more"#),
        "{}",
        of(Tone::Error)
    );
    assert!(
        of(Tone::Info).contains(r#"<P role="status">Text</P>more"#),
        "{}",
        of(Tone::Info)
    );
}

#[test]
fn a_link_does_not_hand_over_the_page() {
    let html = html(|| {
        link(
            "https://a.example/?a=1&b=\"2\"".to_owned(),
            "Here".to_owned(),
            "new tab".to_owned(),
        )
    });
    assert!(
        html.contains(r#"rel="noopener noreferrer""#) && html.contains(r#"target="_blank""#),
        "{html}"
    );
    assert!(html.contains("a=1&amp;b=&quot;2&quot;"), "{html}");
}

#[test]
fn a_question_is_a_named_group() {
    let html = html(|| prompt("q", "Really?".to_owned(), vec![el("B", "").text("Yes").view()]));
    assert!(html.contains(r#"role="group" aria-labelledby="q""#), "{html}");
    assert!(html.contains(r#"<P id="q" tabindex="-1">Really?</P>"#), "{html}");
}

fn input(control: Control, wrong: &str) -> String {
    html(|| {
        field(Input {
            id: "to",
            note: "to-note",
            label: "To <whom>".to_owned(),
            value: "a\"b".to_owned(),
            control,
            hint: "Anybody.".to_owned(),
            wrong: wrong.to_owned(),
        })
    })
}

#[test]
fn a_field_has_its_label_its_value_and_its_description() {
    let html = input(Control::Line("email", "254", false), "");
    assert!(
        html.contains(r#"<LABEL class="tv-label" for="to">To &lt;whom&gt;</LABEL>"#),
        "{html}"
    );
    assert!(
        html.contains(r#"id="to""#) && html.contains(r#"data-value="a&quot;b""#),
        "{html}"
    );
    assert!(
        html.contains(r#"type="email""#) && html.contains(r#"maxlength="254""#),
        "{html}"
    );
    assert!(html.contains(r#"aria-describedby="to-note""#), "{html}");
    assert!(
        html.contains(r#"id="to-note" class="tv-note">Anybody."#),
        "{html}"
    );
    assert!(
        html.contains(r#"aria-invalid="false""#) && !html.contains("readonly"),
        "{html}"
    );
}

#[test]
fn what_is_wrong_stands_in_the_description() {
    let html = input(Control::Line("email", "254", true), "No.");
    assert!(
        html.contains(r#"aria-invalid="true""#) && html.contains("readonly"),
        "{html}"
    );
    assert!(
        html.contains(r#"id="to-note" class="tv-note">Anybody.<P class="tv-wrong">No.</P>"#),
        "{html}"
    );
}

#[test]
fn the_label_of_a_box_stands_after_it() {
    let html = input(Control::Box, "");
    assert!(
        html.find("<INPUT").unwrap() < html.find("<LABEL").unwrap(),
        "{html}"
    );
    assert!(html.contains(r#"type="checkbox""#), "{html}");
}

#[test]
fn a_choice_escapes_its_labels() {
    let html = input(Control::Choice(vec![("1".to_owned(), "A & B".to_owned())]), "");
    assert!(html.contains(r#"<OPTION value="1">A &amp; B</OPTION>"#), "{html}");
}

#[test]
fn what_is_folded_has_a_summary() {
    let html = html(|| details("More".to_owned(), vec![text("inside".to_owned())]));
    assert!(
        html.contains("<SUMMARY>More</SUMMARY>") && html.contains("inside"),
        "{html}"
    );
}

fn sessions(order: Order, click: bool) -> AnyView {
    let column = |label: &str, order, click: bool| Column {
        label: label.to_owned(),
        order,
        click: click.then(|| -> crate::Click { Box::new(|| ()) }),
    };
    let row = |name: &str| {
        let cells = vec![
            el("TH", "").attr(Attr::Scope, "row").text(name),
            el("TD", "").text("<b>"),
        ];
        (name.to_owned(), cells)
    };
    table(Table {
        heading: "sessions",
        columns: vec![column("Code", order, click), column("Link", Order::None, false)],
        rows: vec![row("one"), row("two")],
    })
}

#[test]
fn a_table_says_how_it_is_sorted_and_what_its_cells_are() {
    let drawn = html(|| sessions(Order::Descending, true));
    for part in [
        r#"<DIV class="tv-scroll" role="group" tabindex="0" aria-labelledby="sessions">"#,
        r#"<TH aria-sort="descending" scope="col"><button class="slds-button tv-button" type="button">Code"#,
        r#"<TH scope="col">Link</TH>"#,
        r#"<TH scope="row">one</TH>"#,
        "<TD>&lt;b&gt;</TD></TR><TR>",
    ] {
        assert!(drawn.contains(part), "{part} in {drawn}");
    }
    assert!(!html(|| sessions(Order::None, true)).contains("aria-sort"));
    assert!(!html(|| sessions(Order::None, false)).contains("<button"));
}

#[test]
fn a_pager_says_where_it_is_and_where_it_cannot_go() {
    let drawn = html(|| {
        let words = Pager {
            label: "Pages".to_owned(),
            shown: "1–25 of 60".to_owned(),
            previous: ("Previous".to_owned(), false),
            next: ("Next".to_owned(), true),
        };
        pager(words, Box::new(|| ()), Box::new(|| ()))
    });
    assert!(
        drawn.contains(r#"aria-label="Pages""#) && drawn.contains("1–25 of 60"),
        "{drawn}"
    );
    let (previous, next) = drawn.split_once("Previous").unwrap();
    assert!(previous.contains(r#"aria-disabled="true""#), "{drawn}");
    assert!(next.contains(r#"aria-disabled="false""#), "{drawn}");
}
