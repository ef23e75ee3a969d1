//! The order in which people expect names, and putting things in order.

use std::cmp::Ordering;

/// Plain letters for those from U+00C0 to U+017F, in their order; a space where there is none.
const PLAIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrsssssssstt\
    ttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// What to sort a name by: small letters without their accents, so that Élodie stands beside Eva. A name in other
/// scripts is sorted by its code points: the standard library's table of all small letters weighs as much as a
/// component's whole view.
pub fn key(name: &str) -> String {
    name.chars()
        .map(|letter| {
            let place = (letter as usize).checked_sub(0xc0);
            match place.and_then(|place| PLAIN.get(place)) {
                Some(b' ') | None => letter.to_ascii_lowercase(),
                Some(plain) => char::from(*plain),
            }
        })
        .collect()
}

/// Sorts places of a list by what is at them; equals stay in their order. One for all lists, since each sort of its own
/// is a sort more in the module.
pub fn sort(places: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    places.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::{key, sort};

    #[test]
    fn accents_and_capitals_do_not_matter() {
        assert_eq!(key("Élodie Çelik"), "elodie celik");
        assert_eq!(key("Łukasz Żak"), "lukasz zak");
        assert_eq!(key("Ørsted Müller"), "orsted muller");
        assert_eq!(key("佐藤 3×4"), "佐藤 3×4");
    }

    #[test]
    fn equals_stay_in_their_order() {
        let ages = [30, 20, 30, 10];
        let mut places = [0, 1, 2, 3];
        sort(&mut places, &|a, b| ages[a as usize].cmp(&ages[b as usize]));
        assert_eq!(places, [3, 1, 0, 2]);
    }

    #[test]
    fn each_letter_has_its_own() {
        for (letters, plain) in [
            ("àáâãäåāăą", 'a'),
            ("çćĉċč", 'c'),
            ("ďđ", 'd'),
            ("èéêëēĕėęě", 'e'),
            ("ĝğġģ", 'g'),
            ("ìíîïĩīĭįı", 'i'),
            ("ĺļľŀł", 'l'),
            ("ñńņň", 'n'),
            ("òóôõöøōŏő", 'o'),
            ("ŕŗř", 'r'),
            ("śŝşš", 's'),
            ("ţťŧ", 't'),
            ("ùúûüũūŭůűų", 'u'),
            ("ŵ", 'w'),
            ("ýÿŷ", 'y'),
            ("źżž", 'z'),
        ] {
            for letter in letters.chars() {
                assert_eq!(key(&letter.to_string()), plain.to_string(), "{letter}");
            }
        }
    }
}
