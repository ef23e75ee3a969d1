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
                return words.say(&text::failure(problem.what));
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
    /// The words of a key.
    fn say(&mut self, key: &str) {
        let words = self.words.say(key);
        self.html.text(&words);
    }

    /// The heading.
    fn heading(&mut self, key: &str) {
        self.html
            .raw("<h1 id=\"tv-heading\" class=\"tv-title\" tabindex=\"-1\">");
        self.say(key);
        self.html.raw("</h1>");
    }

    /// A paragraph with the words of a key.
    fn line(&mut self, key: &str) {
        let words = self.words.say(key);
        self.paragraph(&words);
    }

    fn paragraph(&mut self, text: &str) {
        self.html.raw("<p>");
        self.html.text(text);
        self.html.raw("</p>");
    }

    /// A button with the words of a key that waits while it is not `ready`; `about` tells it from others of the same
    /// name.
    fn button(&mut self, id: &str, look: Look, key: &str, about: &str, ready: bool) {
        let label = self.words.say(key);
        self.button_of(id, look, &label, about, ready);
    }

    fn button_of(&mut self, id: &str, look: Look, label: &str, about: &str, ready: bool) {
        self.html.raw("<button");
        self.html.attribute(" id=\"", id);
        self.html.raw(match look {
            Look::Brand => " type=\"button\" class=\"slds-button slds-button_brand tv-button\"",
            Look::Neutral => " type=\"button\" class=\"slds-button slds-button_neutral tv-button\"",
        });
        if !about.is_empty() {
            self.html
                .attribute(" aria-label=\"", &[label, ": ", about].concat());
        }
        self.html
            .raw(if ready { ">" } else { " aria-disabled=\"true\">" });
        self.html.text(label);
        self.html.raw("</button>");
    }

    /// A link that opens a tab. One with an id is told of, and its page may close itself; `about` tells it from others
    /// of the same name.
    fn link(&mut self, id: &str, class: &str, address: &str, key: &str, about: &str) {
        self.html.raw("<a");
        self.html.attribute(" id=\"", id);
        self.html.attribute(" class=\"", class);
        self.html.attribute(" href=\"", address);
        self.html.raw(if id.is_empty() {
            " target=\"_blank\" rel=\"noopener\">"
        } else {
            " target=\"_blank\" rel=\"opener\">"
        });
        self.say(key);
        self.html.raw("<span class=\"tv-assistive\"> ");
        self.html.text(about);
        self.html.raw(" ");
        self.say("newTab");
        self.html.raw("</span></a>");
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
