//! What the scripts of the folder `shell` tell: a kind, a number and a text.

/// What happened; `heard.js` has the same list. Where nothing is said of number or text, they mean nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The component stands in the page; the number is the permission of [`permission`].
    Started,
    /// The lock of the request with this number is this page's.
    LockGranted,
    /// It was, and is another's now.
    LockEnded,
    /// The browser gives no locks.
    LockDenied,
    /// A lease was read (text), at this time in seconds (number).
    LeaseRead,
    /// Another page has kept something under the name in the text.
    Stored,
    /// The page is being left.
    Left,
    /// A page of another component tells that something of this sort (text) has happened.
    News,
    /// Another page of this component tells the text; the number is the permission of this page.
    Told,
    /// The page can be seen again; the number is the permission.
    Shown,
    /// The page cannot be seen any more; the number is the permission.
    Hidden,
    /// The page got the keyboard; the number is the permission.
    Focused,
    /// The browser has a network again; the number is the permission.
    Online,
    /// The browser has no network; the number is the permission.
    Offline,
    /// The user has answered the browser's question; the number is the permission.
    Permitted,
    /// The button or link with the id in the text was clicked.
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
    /// The timer with this number has fired.
    Fired,
}

/// In the order of their numbers.
const ALL: [Heard; 23] = [
    Heard::Started,
    Heard::LockGranted,
    Heard::LockEnded,
    Heard::LockDenied,
    Heard::LeaseRead,
    Heard::Stored,
    Heard::Left,
    Heard::News,
    Heard::Told,
    Heard::Shown,
    Heard::Hidden,
    Heard::Focused,
    Heard::Online,
    Heard::Offline,
    Heard::Permitted,
    Heard::Clicked,
    Heard::NotificationClicked,
    Heard::TabOpened,
    Heard::TabBlocked,
    Heard::TabGone,
    Heard::Answered,
    Heard::CallFailed,
    Heard::Fired,
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
