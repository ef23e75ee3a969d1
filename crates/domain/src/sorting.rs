//! The order in which people expect names.

/// Plain letters for those from U+00C0 to U+017F, in their order; a space where there is none.
const PLAIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrsssssssstt\
    ttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// What to sort a name by: small letters without their accents, so that Élodie stands beside Eva. A name in other
/// scripts is sorted by its code points.
pub fn key(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .map(|letter| {
            let place = (letter as usize).checked_sub(0xc0);
            match place.and_then(|place| PLAIN.get(place)) {
                Some(b' ') | None => letter,
                Some(plain) => char::from(*plain),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn accents_and_capitals_do_not_matter() {
        assert_eq!(key("Élodie Çelik"), "elodie celik");
        assert_eq!(key("Łukasz Żak"), "lukasz zak");
        assert_eq!(key("Ørsted Müller"), "orsted muller");
        assert_eq!(key("佐藤 3×4"), "佐藤 3×4");
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
