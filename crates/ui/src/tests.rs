//! The building blocks as text.

use leptos::prelude::*;

use crate::{Button, Icon, Look, Prompt, Tone, alert, badge, button, icon, link, prompt};

fn html(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| view().to_html()).replace("<!>", "")
}

fn sample(busy: bool, ready: bool) -> Button {
    Button {
        id: Some("save"),
        look: Look::Brand,
        label: Signal::stored("Save <all>".to_owned()),
        about: Some("your work".to_owned()),
        busy: Signal::stored(busy),
        ready: Signal::stored(ready),
        click: Box::new(|| ()),
    }
}

#[test]
fn a_button_escapes_its_words_and_names_what_it_is_about() {
    let html = html(|| button(sample(false, true)));
    assert!(html.contains(r#"type="button""#) && html.contains(r#"id="save""#), "{html}");
    assert!(html.contains("Save &lt;all&gt;"), "{html}");
    assert!(html.contains(r#"aria-disabled="false""#), "{html}");
    assert!(html.contains(r#"<span class="slds-assistive-text"> your work</span>"#), "{html}");
    assert!(!html.contains("tv-spinner"), "{html}");
}

#[test]
fn a_busy_button_turns_and_stays_in_the_tab_order() {
    let html = html(|| button(sample(true, false)));
    assert!(html.contains("tv-spinner") && html.contains(r#"aria-disabled="true""#), "{html}");
    assert!(!html.contains(" disabled"), "{html}");
}

#[test]
fn pictures_are_hidden_and_words_are_not() {
    let label = || Signal::stored("Waiting".to_owned());
    let html = html(|| badge(Signal::stored("waiting"), Signal::stored(Icon::Clock), label()));
    assert!(html.contains(r#"aria-hidden="true""#) && html.contains("Waiting</span>"), "{html}");
    assert!(html.contains("tv-badge_waiting"), "{html}");
}

#[test]
fn every_picture_is_another() {
    let mut all: Vec<String> =
        [Icon::Clock, Icon::Check, Icon::Cross, Icon::Attention].map(|it| html(|| icon(it))).to_vec();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 4);
}

#[test]
fn failures_interrupt_and_remarks_wait() {
    let of = |tone| html(move || alert(tone, "Text".to_owned(), ().into_any()));
    assert!(of(Tone::Error).contains(r#"<p role="alert">Text</p>"#));
    assert!(of(Tone::Info).contains(r#"<p role="status">Text</p>"#));
}

#[test]
fn a_link_does_not_hand_over_the_page() {
    let text = |text: &str| Signal::stored(text.to_owned());
    let html = html(|| link(text("https://a.example/?a=1&b=\"2\""), text("Here"), "opens a tab".to_owned()));
    assert!(html.contains(r#"rel="noopener noreferrer""#) && html.contains(r#"target="_blank""#), "{html}");
    assert!(html.contains("a=1&amp;b=&quot;2&quot;"), "{html}");
}

#[test]
fn a_question_is_a_named_group() {
    let html = html(|| {
        prompt(Prompt {
            id: "q",
            question: "Really?".to_owned(),
            yes: "Yes".to_owned(),
            no: "No".to_owned(),
            confirm: Box::new(|| ()),
            decline: Box::new(|| ()),
        })
    });
    assert!(html.contains(r#"role="group" aria-labelledby="q""#), "{html}");
    assert!(html.contains(r#"<p id="q" tabindex="-1">Really?</p>"#), "{html}");
}
