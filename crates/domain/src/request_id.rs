//! The name of one wish for a session, by which a lost answer is found again.

/// 32 lower-case hexadecimal digits: 128 random bits, made once per click and kept over its retries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(String);

impl RequestId {
    /// Writes 16 random bytes as an id. The caller answers for their randomness.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let digit = |nibble: u8| {
            char::from(if nibble < 10 {
                b'0' + nibble
            } else {
                b'a' + nibble - 10
            })
        };
        Self(
            bytes
                .iter()
                .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
                .collect(),
        )
    }

    /// Reads an id; `None` unless it is 32 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let valid = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        valid.then(|| Self(text.to_owned()))
    }

    /// The 32 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::RequestId;
    use proptest::prelude::*;

    #[test]
    fn writes_lower_case_hexadecimal() {
        let id = RequestId::from_random([0, 1, 15, 16, 127, 128, 254, 255, 0, 0, 0, 0, 0, 0, 0, 10]);
        assert_eq!(id.as_str(), "00010f107f80feff000000000000000a");
    }

    #[test]
    fn refuses_other_texts() {
        for text in [
            "",
            "0",
            "00010F107F80FEFF000000000000000A",
            "g0010f107f80feff000000000000000a",
        ] {
            assert_eq!(RequestId::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(bytes: [u8; 16], other: [u8; 16]) {
            let id = RequestId::from_random(bytes);
            prop_assert_eq!(RequestId::parse(id.as_str()), Some(id.clone()));
            prop_assert_eq!(RequestId::from_random(other) == id, other == bytes);
        }
    }
}
