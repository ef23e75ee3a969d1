//! The building blocks as text.

use leptos::prelude::*;

use crate::{Button, Icon, Look, Tone, alert, badge, button, el, icon, link, prompt, text};

fn html(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| view().to_html()).replace("<!>", "")
}

fn sample(busy: bool, ready: bool) -> AnyView {
    let (label, about) = ("Save <all>".to_owned(), Some("your work".to_owned()));
    button(
        Button {
            id: Some("save"),
            look: Look::Brand,
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
