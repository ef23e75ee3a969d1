//! What the component shows, as markup. Makes no decisions: those are in [`crate::model::Screen`].

mod markup;
mod setup;
mod watch;

#[cfg(test)]
mod tests;

use contract::Connected;
use domain::code;
use page::Words;

use crate::model::{Screen, What};
use crate::text;

pub use markup::Markup;

/// The id of the part that is drawn anew.
pub const PART: &str = "tv-part";
/// The id of what is said to those who do not see the screen.
pub const SAID: &str = "tv-said";
/// The id of the heading, which takes the keyboard when what had it is gone.
pub const HEADING: &str = "tv-heading";
/// What the ids of buttons of one session begin with; the session's id follows.
pub const JOIN: &str = "join-";
/// See [`JOIN`].
pub const DISMISS: &str = "dismiss-";
/// The ids of the other buttons.
pub const ENABLE: &str = "enable";
/// See [`ENABLE`].
pub const ALLOW: &str = "allow";
/// See [`ENABLE`].
pub const SIGN_IN: &str = "sign-in";
/// See [`ENABLE`].
pub const AGAIN: &str = "again";

/// What of the page the view speaks of.
pub struct Surroundings {
    /// The page that asks for the permission.
    pub setup_page: String,
    /// Where records open.
    pub org_address: String,
    /// The site that the browser allows or blocks.
    pub site: String,
    /// The page itself.
    pub own_address: String,
    /// What the browser calls itself.
    pub browser: String,
}

impl Surroundings {
    /// The address of a record. An id has nothing in it that an address would not take as it is.
    pub fn record(&self, record_id: &str) -> String {
        [self.org_address.as_str(), "/", record_id].concat()
    }
}

/// What every part of the view has at hand.
pub struct Stage<'a> {
    /// The user's language.
    pub words: &'a Words,
    /// The page.
    pub around: &'a Surroundings,
}

/// The frame around everything; drawn once.
pub fn frame() -> Markup {
    Markup::el(
        "main",
        &[("class", "tv-panel")],
        [
            Markup::el("div", &[("id", PART)], []),
            Markup::el(
                "p",
                &[("id", SAID), ("class", "tv-assistive"), ("role", "status")],
                [],
            ),
        ],
    )
}

/// The screen.
pub fn draw(stage: &Stage<'_>, screen: &Screen) -> Markup {
    match screen {
        Screen::Watch(scene) => watch::watch(stage, scene),
        Screen::Setup(setup) => setup::setup(stage, *setup),
    }
}

/// What is said aloud: what went wrong, else who was told last and is still there.
pub fn said(stage: &Stage<'_>, screen: &Screen, news: Option<&Connected>) -> String {
    match screen {
        Screen::Watch(scene) => match (&scene.problem, news) {
            (Some(problem), _) => stage.say(text::failure(&problem.what)),
            (None, Some(news)) => {
                let there = scene
                    .callers
                    .iter()
                    .any(|caller| caller.calling && caller.connected == *news);
                let words = || [stage.say("notify.connected"), stage.about(news)].join(". ");
                there.then(words).unwrap_or_default()
            }
            (None, None) => String::new(),
        },
        Screen::Setup(setup) => stage.say(text::setup(*setup)),
    }
}

impl Stage<'_> {
    /// The words of a key.
    pub fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The words of a key, with values in their places.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.words.fill(key, values)
    }

    /// A connected session in words: the record as Salesforce calls it, and the session's code.
    pub fn about(&self, connected: &Connected) -> String {
        let code = code::format(&connected.code);
        match &connected.record_name {
            Some(name) => self.fill("notify.about", &[("record", name), ("code", &code)]),
            None => self.fill("notify.aboutSession", &[("code", &code)]),
        }
    }

    /// The heading.
    fn heading(&self, key: &str) -> Markup {
        Markup::el(
            "h1",
            &[("id", HEADING), ("class", "tv-title"), ("tabindex", "-1")],
            [Markup::text(&self.say(key))],
        )
    }

    /// A paragraph.
    fn line(&self, key: &str) -> Markup {
        paragraph(&self.say(key))
    }

    /// A button that waits while something is under way; `about` tells it from others of the same name.
    fn button(&self, id: &str, look: &str, label: &str, about: &str, ready: bool) -> Markup {
        let class = ["slds-button slds-button_", look, " tv-button"].concat();
        let name = [label, about].join(": ");
        let mut attributes = vec![("id", id), ("type", "button"), ("class", class.as_str())];
        if !about.is_empty() {
            attributes.push(("aria-label", &name));
        }
        if !ready {
            attributes.push(("aria-disabled", "true"));
        }
        Markup::el("button", &attributes, [Markup::text(label)])
    }

    /// A link that opens a tab. One with an id is told of, and its page may close itself; `about` tells it from others
    /// of the same name.
    fn link(&self, id: Option<&str>, class: &str, address: &str, label: &str, about: &str) -> Markup {
        let rel = if id.is_some() { "opener" } else { "noopener" };
        let mut attributes = vec![
            ("class", class),
            ("href", address),
            ("target", "_blank"),
            ("rel", rel),
        ];
        attributes.extend(id.map(|id| ("id", id)));
        let unseen = [" ", about, " ", &self.say("newTab")].concat();
        let unseen = Markup::el("span", &[("class", "tv-assistive")], [Markup::text(&unseen)]);
        Markup::el("a", &attributes, [Markup::text(label), unseen])
    }

    /// That the browser blocks notifications, and how to allow them in this one.
    fn blocked(&self) -> [Markup; 2] {
        let site = [("site", self.around.site.as_str())];
        [
            paragraph(&self.fill("notify.blocked", &site)),
            paragraph(&self.say(text::help(&self.around.browser))),
        ]
    }
}

fn paragraph(text: &str) -> Markup {
    Markup::el("p", &[], [Markup::text(text)])
}

/// What a failure says beside its words.
fn details(stage: &Stage<'_>, what: &What) -> Vec<Markup> {
    let What::Remote(error) = what else {
        return Vec::new();
    };
    [
        ("failure.detail", "detail", &error.detail),
        ("failure.reference", "reference", &error.reference),
    ]
    .into_iter()
    .filter_map(|(key, name, value)| {
        let value = value.as_deref()?;
        Some(paragraph(&stage.fill(key, &[(name, value)])))
    })
    .collect()
}
