//! For how long a session may be valid.

/// The choices, in hours: TeamViewer takes any end of validity, people think in these.
const CHOICES: [u32; 7] = [1, 4, 8, 24, 72, 168, 720];

/// What a choice is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// That many hours.
    Hours(u32),
    /// That many days, at least 2.
    Days(u32),
}

/// The choices in hours, ascending, the org's default among them.
pub fn choices(default: u32) -> Vec<u32> {
    let mut choices = CHOICES.to_vec();
    if let Err(place) = choices.binary_search(&default) {
        choices.insert(place, default);
    }
    choices
}

/// What a number of hours is called: whole days from two days on.
pub fn span(hours: u32) -> Span {
    if hours >= 48 && hours.is_multiple_of(24) {
        Span::Days(hours / 24)
    } else {
        Span::Hours(hours)
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, choices, span};
    use proptest::prelude::*;

    #[test]
    fn days_begin_at_two() {
        assert_eq!(span(24), Span::Hours(24));
        assert_eq!(span(49), Span::Hours(49));
        assert_eq!(span(72), Span::Days(3));
    }

    proptest! {
        #[test]
        fn the_default_is_a_choice_and_every_choice_is_there_once(default in 1u32..=720) {
            let choices = choices(default);
            prop_assert!(choices.contains(&default));
            prop_assert!(choices.is_sorted_by(|one, next| one < next));
            prop_assert!(choices.iter().all(|hours| (1..=720).contains(hours)));
        }
    }
}
