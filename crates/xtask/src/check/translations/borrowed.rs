//! Texts of the catalogues that are right although they are English: names, and words that a language has borrowed.

/// A text that other languages share with English.
pub(super) struct Borrowed {
    /// As English says it.
    pub text: &'static str,
    /// The languages that say the same.
    pub languages: &'static [&'static str],
}

/// Every language but English.
const ALL: &[&str] = &["de", "es", "fr", "it", "ja", "pt-BR"];

const fn borrowed(text: &'static str, languages: &'static [&'static str]) -> Borrowed {
    Borrowed { text, languages }
}

/// Names come first, then what the manual says in English although it is French, then what languages have in common.
pub(super) const BORROWED: &[Borrowed] = &[
    borrowed("TeamViewer", ALL),
    borrowed("TeamViewer MyDevices", ALL),
    borrowed("Chatter", ALL),
    // As TeamViewer's Japanese app calls it.
    borrowed("TeamViewer ID", &["ja"]),
    // The manual's own words, though it is French.
    borrowed("Session id", &["fr"]),
    borrowed("Connect", &["fr"]),
    borrowed("Execute", &["fr"]),
    borrowed("Label", &["fr"]),
    borrowed("Actions in the Publisher", &["fr"]),
    // The same word in both languages.
    borrowed("Status", &["de", "fr", "pt-BR"]),
    borrowed("Online", &["de", "it", "pt-BR"]),
    borrowed("Offline", &["de", "it", "pt-BR"]),
    borrowed("Feedback", &["de", "it", "pt-BR"]),
    borrowed("OK", &["de", "fr", "it", "ja", "pt-BR"]),
    borrowed("Name", &["de"]),
    borrowed("No", &["es", "it"]),
    borrowed("Description", &["fr"]),
    borrowed("Type", &["fr"]),
    borrowed("Session", &["fr"]),
    borrowed("Session {code}", &["fr"]),
    borrowed("{record}, session {code}", &["fr"]),
    borrowed("Attention", &["fr"]),
    borrowed("Notifications", &["fr"]),
    borrowed("Action", &["fr"]),
];
