//! What the scripts of the folder `shell` tell: a kind and a number; a text can be fetched (`shell::heard`).

/// What happened; `heard.js` has the same list. Where nothing is said of number or text, they mean nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The component stands in the page; the number is the permission, like that of the next six.
    Started,
    /// The page can be seen again.
    Shown,
    /// The page cannot be seen any more.
    Hidden,
    /// The page got the keyboard.
    Focused,
    /// The browser has a network again.
    Online,
    /// The browser has no network.
    Offline,
    /// The user has answered the browser's question, here or in another page of this component.
    Permitted,
    /// The user has refused in another page of this component; the number is the permission here.
    Refused,
    /// The leader passes a reply on (text).
    Passed,
    /// Another page tells what it knows of connections (text).
    Remembered,
    /// A sign-in has ended in another page.
    SignedIn,
    /// Another component has changed something.
    Changed,
    /// A button of the kind with this number (`page.js`) was clicked; the text is the id of its session, if it has one.
    Clicked,
    /// The notification about the session with the id in the text was clicked.
    NotificationClicked,
    /// The tab of the ticket with this number is open.
    TabOpened,
    /// The browser did not open it.
    TabBlocked,
    /// The tab is gone, or its address is none.
    TabGone,
    /// Apex has answered the call of the ticket with this number (text).
    Answered,
    /// The call of the ticket with this number has failed; the text is what remoting says of it, as JSON.
    CallFailed,
    /// It is time to ask again.
    PollDue,
    /// What depends on the time may look different.
    TickDue,
    /// The lock of the request with this number is this page's.
    LockGranted,
    /// It was, and is another's now.
    LockEnded,
    /// The browser gives no locks.
    LockDenied,
}

/// In the order of their numbers.
const ALL: [Heard; 24] = [
    Heard::Started,
    Heard::Shown,
    Heard::Hidden,
    Heard::Focused,
    Heard::Online,
    Heard::Offline,
    Heard::Permitted,
    Heard::Refused,
    Heard::Passed,
    Heard::Remembered,
    Heard::SignedIn,
    Heard::Changed,
    Heard::Clicked,
    Heard::NotificationClicked,
    Heard::TabOpened,
    Heard::TabBlocked,
    Heard::TabGone,
    Heard::Answered,
    Heard::CallFailed,
    Heard::PollDue,
    Heard::TickDue,
    Heard::LockGranted,
    Heard::LockEnded,
    Heard::LockDenied,
];

impl Heard {
    /// The kind with this number.
    pub fn of(kind: u8) -> Option<Self> {
        ALL.get(usize::from(kind)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Heard};

    /// The numbers are written twice, since a script cannot read them here without a download of its own.
    #[test]
    fn the_scripts_have_the_same_list() {
        let script = include_str!("shell/heard.js");
        let list: Vec<String> = ALL
            .iter()
            .enumerate()
            .map(|(number, kind)| {
                assert_eq!(Heard::of(u8::try_from(number).unwrap()), Some(*kind));
                let mut name = String::new();
                for letter in format!("{kind:?}").chars() {
                    if letter.is_uppercase() && !name.is_empty() {
                        name.push('_');
                    }
                    name.push(letter.to_ascii_uppercase());
                }
                format!("export const {name} = {number};")
            })
            .collect();
        let there: Vec<&str> = script
            .lines()
            .filter(|line| line.starts_with("export const"))
            .collect();
        assert_eq!(there, list);
        assert_eq!(Heard::of(u8::try_from(ALL.len()).unwrap()), None);
    }
}
