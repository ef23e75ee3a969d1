//! What the component shows, as markup. Makes no decisions: those are in [`crate::model::Screen`].

mod markup;
mod setup;
mod watch;

use crate::model::Screen;
use crate::text;
use crate::words::Words;
use contract::Connected;

use markup::Markup;

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

/// The frame around everything; drawn once.
pub const FRAME: &str = "<main class=\"tv-panel\"><section id=\"tv-part\" class=\"tv-part\" \
                         aria-labelledby=\"tv-heading\"></section><p id=\"tv-said\" class=\"tv-assistive\" \
                         role=\"status\"></p></main>";

/// The screen.
pub fn draw(words: &Words, around: &Surroundings, screen: &Screen<'_>) -> Markup {
    let mut view = View {
        words,
        around,
        html: Markup::default(),
    };
    match screen {
        Screen::Watch(scene) => watch::watch(&mut view, scene),
        Screen::Setup(setup) => setup::setup(&mut view, *setup),
    }
    view.html
}

/// What is said aloud: what went wrong, else who was told last and still waits.
pub fn said(words: &Words, screen: &Screen<'_>, news: Option<&Connected>) -> String {
    match screen {
        Screen::Watch(scene) => {
            if let Some(problem) = &scene.problem {
                return words.say(text::failure(problem.what));
            }
            let waits = |news: &&Connected| {
                let mut calling = scene.callers.iter().filter(|caller| caller.calling);
                calling.any(|caller| caller.connected.id == news.id)
            };
            news.filter(waits)
                .map(|news| [&words.say("notify.connected"), ". ", &about(words, news)].concat())
                .unwrap_or_default()
        }
        Screen::Setup(setup) => words.say(text::setup(*setup)),
    }
}

/// A connected session in words: the record as Salesforce calls it, and the session's code.
pub fn about(words: &Words, connected: &Connected) -> String {
    let code = ("code", connected.code.as_str());
    match &connected.record_name {
        Some(name) => words.fill("notify.about", &[("record", name), code]),
        None => words.fill("notify.aboutSession", &[code]),
    }
}

/// What a button looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Brand,
    Neutral,
}

/// A screen being drawn.
struct View<'a> {
    words: &'a Words,
    around: &'a Surroundings,
    html: Markup,
}

impl View<'_> {
    /// The heading.
    fn heading(&mut self, key: &str) {
        let words = self.words.say(key);
        let attributes = [("id", HEADING), ("class", "tv-title"), ("tabindex", "-1")];
        self.html.leaf("h1", &attributes, &words);
    }

    /// A paragraph with the words of a key.
    fn line(&mut self, key: &str) {
        let words = self.words.say(key);
        self.paragraph(&words);
    }

    fn paragraph(&mut self, text: &str) {
        self.html.leaf("p", &[], text);
    }

    /// Opens a row of buttons and links.
    fn open_row(&mut self) {
        self.html.open("div", &[("class", "tv-actions")]);
    }

    /// A button that waits while it is not `ready`; `about` tells it from others of the same name.
    fn button(&mut self, id: &str, look: Look, label: &str, about: &str, ready: bool) {
        let class = match look {
            Look::Brand => "slds-button slds-button_brand tv-button",
            Look::Neutral => "slds-button slds-button_neutral tv-button",
        };
        let name = if about.is_empty() {
            String::new()
        } else {
            [label, ": ", about].concat()
        };
        let attributes = [
            ("id", id),
            ("type", "button"),
            ("class", class),
            ("aria-label", &name),
            ("aria-disabled", if ready { "" } else { "true" }),
        ];
        self.html.leaf("button", &attributes, label);
    }

    /// A link that opens a tab. One with an id is told of, and its page may close itself; `about` tells it from others
    /// of the same name.
    fn link(&mut self, id: &str, class: &str, address: &str, key: &str, about: &str) {
        let rel = if id.is_empty() { "noopener" } else { "opener" };
        let attributes = [
            ("id", id),
            ("class", class),
            ("href", address),
            ("target", "_blank"),
            ("rel", rel),
        ];
        self.html.open("a", &attributes);
        let words = self.words.say(key);
        self.html.text(&words);
        let unseen = [" ", about, " ", &self.words.say("newTab")].concat();
        self.html.leaf("span", &[("class", "tv-assistive")], &unseen);
        self.html.close("a");
    }

    /// That the browser blocks notifications, and how to allow them in this one.
    fn blocked(&mut self) {
        let around = self.around;
        let words = self.words.fill("notify.blocked", &[("site", &around.site)]);
        self.paragraph(&words);
        self.line(text::help(&around.browser));
    }
}

#[cfg(test)]
mod tests;
