//! How far the pages of a report have come.

/// What comes after the pages that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// The next page is on its way.
    Reading,
    /// TeamViewer wants it to be asked for later; that happens by itself.
    Waiting,
    /// The user stopped it.
    Stopped,
    /// A page did not come.
    Failed,
    /// Nothing: everything is there.
    Whole,
    /// TeamViewer led back to a page that was there already.
    Repeated,
    /// More than a browser should keep.
    Full,
}

impl Stream {
    /// Whether there is more to be asked for.
    pub fn can_go_on(self) -> bool {
        matches!(self, Self::Reading | Self::Waiting | Self::Stopped | Self::Failed)
    }
}

/// The cursors of a report, which must not come twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cursors(Vec<String>);

impl Cursors {
    /// Takes the cursor of the next page; false when the report has been there.
    pub fn follow(&mut self, next: &str) -> bool {
        let new = self.0.iter().all(|known| known != next);
        if new {
            self.0.push(next.to_owned());
        }
        new
    }

    /// The cursor of the next page.
    pub fn next(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Cursors;

    #[test]
    fn a_cursor_that_comes_again_is_noticed_whenever_it_came() {
        let mut cursors = Cursors::default();
        assert_eq!(cursors.next(), None);
        assert!(cursors.follow("a") && cursors.follow("b"));
        assert_eq!(cursors.next(), Some("b"));
        assert!(!cursors.follow("b") && !cursors.follow("a"));
    }
}
