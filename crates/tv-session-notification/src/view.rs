//! What the component shows. Makes no decisions: those are in [`crate::model::Screen`].

mod paper;
mod setup;
mod watch;

use contract::Connected;

use crate::model::Screen;
use crate::text;

pub use paper::Paper;

/// The id of the part that is drawn anew.
pub const PART: &str = "tv-part";
/// The id of what is said to those who do not see the screen.
pub const SAID: &str = "tv-said";
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

/// What of the page the view must know.
#[derive(Clone, Copy)]
pub struct Surroundings {
    /// Whether records open at an address that is safe.
    pub records: bool,
    /// How to allow notifications in this browser.
    pub help: &'static str,
}

/// The frame around everything; drawn once.
pub const FRAME: &str = "<main class=\"tv-panel\"><section id=\"tv-part\" class=\"tv-part\" \
                         aria-labelledby=\"tv-heading\"></section><p id=\"tv-said\" class=\"tv-assistive\" \
                         role=\"status\"></p></main>";

/// The screen.
pub fn draw(paper: &mut impl Paper, around: Surroundings, screen: &Screen<'_>) {
    let mut view = View { paper, around };
    match screen {
        Screen::Watch(scene) => watch::watch(&mut view, scene),
        Screen::Setup(setup) => setup::setup(&mut view, *setup),
    }
}

/// What is said aloud: what went wrong, else who was told last and still waits.
pub fn said(paper: &mut impl Paper, screen: &Screen<'_>, news: Option<&str>) {
    match screen {
        Screen::Watch(scene) => {
            if let Some(problem) = &scene.problem {
                return paper.failure(text::failure(problem.what));
            }
            let mut calling = scene.callers.iter().filter(|caller| caller.calling);
            if let Some(caller) = calling.find(|caller| Some(caller.connected.id.as_str()) == news) {
                paper.words("notify.connected", &[]);
                paper.raw(". ");
                about(paper, caller.connected);
            }
        }
        Screen::Setup(setup) => paper.words(text::setup(*setup), &[]),
    }
}

/// A connected session in words: the record as Salesforce calls it, and the session's code.
fn about(paper: &mut impl Paper, connected: &Connected) {
    let (key, record) = text::about(connected);
    paper.words(key, &[("record", record), ("code", &connected.code)]);
}

/// A screen being drawn.
struct View<'a, P> {
    paper: &'a mut P,
    around: Surroundings,
}

/// What a button looks like.
const BRAND: &str = "\" type=\"button\" class=\"slds-button slds-button_brand tv-button\"";
const NEUTRAL: &str = "\" type=\"button\" class=\"slds-button slds-button_neutral tv-button\"";

/// A button.
struct Button<'a> {
    /// What its id begins with.
    id: &'static str,
    look: &'static str,
    /// The key of its words.
    key: &'static str,
    /// The `{seconds}` in them.
    seconds: u32,
    /// The session that it is about, which tells it from others of the same name.
    about: Option<&'a Connected>,
    /// Whether it can be used.
    ready: bool,
}

impl<P: Paper> View<'_, P> {
    fn raw(&mut self, markup: &'static str) {
        self.paper.raw(markup);
    }

    /// The words of a key.
    fn say(&mut self, key: &str) {
        self.paper.words(key, &[]);
    }

    /// The heading.
    fn heading(&mut self, key: &str) {
        self.raw("<h1 id=\"tv-heading\" class=\"tv-title\" tabindex=\"-1\">");
        self.say(key);
        self.raw("</h1>");
    }

    /// A paragraph with the words of a key, and a number in them.
    fn count(&mut self, key: &str, number: u32) {
        self.raw("<p>");
        self.paper.count(key, "count", number);
        self.raw("</p>");
    }

    /// A paragraph with the words of a key.
    fn line(&mut self, key: &str) {
        self.count(key, 0);
    }

    fn button(&mut self, button: &Button<'_>) {
        self.raw("<button id=\"");
        self.raw(button.id);
        if let Some(about) = button.about {
            self.paper.text(&about.id);
        }
        self.raw(button.look);
        if let Some(connected) = button.about {
            self.raw(" aria-label=\"");
            self.say(button.key);
            self.raw(": ");
            about(self.paper, connected);
            self.raw("\"");
        }
        self.raw(if button.ready {
            ">"
        } else {
            " aria-disabled=\"true\">"
        });
        self.paper.count(button.key, "seconds", button.seconds);
        self.raw("</button>");
    }

    /// A link that opens a tab, up to its words: `start` ends in the address, which is what the page says about itself
    /// under `own`.
    fn link(&mut self, start: &'static str, own: &str) {
        self.raw(start);
        self.paper.own(own);
    }

    /// The rest of a link.
    fn link_words(&mut self, rest: &'static str, key: &str, connected: Option<&Connected>) {
        self.raw(rest);
        self.say(key);
        self.raw("<span class=\"tv-assistive\"> ");
        if let Some(connected) = connected {
            about(self.paper, connected);
            self.raw(" ");
        }
        self.say("newTab");
        self.raw("</span></a>");
    }

    /// That the browser blocks notifications, and how to allow them in this one.
    fn blocked(&mut self) {
        self.raw("<p>");
        self.paper.site("notify.blocked");
        self.raw("</p>");
        self.line(self.around.help);
    }
}

#[cfg(test)]
mod tests;
