//! What a screen is written on.

/// Takes a screen piece by piece. The page itself is one (`shell.rs`): it puts the pieces together, and knows the words
/// of every key. Whatever is in a text stays a text.
pub trait Paper {
    /// The program's own markup.
    fn raw(&mut self, markup: &'static str);
    /// A text.
    fn text(&mut self, text: &str);
    /// The words of a key with the `{placeholders}` filled that have a value; of others nothing is said.
    fn words(&mut self, key: &str, values: &[(&str, &str)]);
    /// The words of a key with a number in them.
    fn count(&mut self, key: &str, name: &str, number: u32);
    /// The words of a failure.
    fn failure(&mut self, name: &str);
    /// The words of a key with the page's `{site}`, which the browser allows or blocks.
    fn site(&mut self, key: &str);
    /// What the page says about itself under a name, or its location does.
    fn own(&mut self, name: &str);
}
