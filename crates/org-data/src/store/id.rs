//! Record Ids: 15 case-sensitive letters and digits, and the 18 character form whose last three letters
//! say which of the first fifteen are capitals.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CHECKSUM: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/// The 18 character form of an Id of either form; `None` when it is not an Id. The letters of an 18
/// character Id may have lost their case: the suffix restores it.
pub fn normalise(text: &str) -> Option<String> {
    if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    match text.len() {
        15 => Some(with_checksum(text)),
        18 => restore(text),
        _ => None,
    }
}

/// The Id of the `sequence`-th row (from 1) of the object with this key prefix.
pub fn make(prefix: &str, sequence: u64) -> String {
    let mut digits = [b'0'; 12];
    let mut rest = sequence;
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[(rest % 62) as usize];
        rest /= 62;
    }
    with_checksum(&format!("{prefix}{}", String::from_utf8_lossy(&digits)))
}

/// The sequence number [`make`] was given.
pub fn sequence(id: &str) -> Option<u64> {
    id.get(3..15)?.bytes().try_fold(0_u64, |sum, byte| {
        let digit = DIGITS.iter().position(|&known| known == byte)? as u64;
        sum.checked_mul(62)?.checked_add(digit)
    })
}

/// The 15 character form, as error messages show it.
pub fn short(id: &str) -> &str {
    id.get(..15).unwrap_or(id)
}

fn with_checksum(id: &str) -> String {
    let mut full = id.to_owned();
    for chunk in id.as_bytes().chunks(5) {
        let bits = chunk.iter().enumerate().fold(0_usize, |bits, (index, byte)| {
            if byte.is_ascii_uppercase() {
                bits | 1 << index
            } else {
                bits
            }
        });
        full.push(char::from(CHECKSUM[bits & 31]));
    }
    full
}

fn restore(text: &str) -> Option<String> {
    let (id, suffix) = text.split_at_checked(15)?;
    let mut restored = String::with_capacity(18);
    for (chunk, letter) in id.as_bytes().chunks(5).zip(suffix.bytes()) {
        let bits = CHECKSUM
            .iter()
            .position(|&known| known == letter.to_ascii_uppercase())?;
        for (index, byte) in chunk.iter().enumerate() {
            let upper = bits >> index & 1 == 1;
            if upper && !byte.is_ascii_alphabetic() {
                return None;
            }
            restored.push(char::from(if upper {
                byte.to_ascii_uppercase()
            } else {
                byte.to_ascii_lowercase()
            }));
        }
    }
    Some(with_checksum(&restored))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{make, normalise, sequence};

    #[test]
    fn knows_a_published_pair() {
        assert_eq!(
            normalise("001A0000006Vm9r").as_deref(),
            Some("001A0000006Vm9rIAC")
        );
        assert_eq!(normalise("nonsense"), None);
        assert_eq!(normalise("001A0000006Vm9r!"), None);
    }

    proptest! {
        #![proptest_config(crate::tests::laws())]

        #[test]
        fn eighteen_survives_the_loss_of_case(id in "[0-9A-Za-z]{15}") {
            let full = normalise(&id).unwrap();
            prop_assert_eq!(full.len(), 18);
            prop_assert!(full.starts_with(&id));
            prop_assert_eq!(normalise(&full), Some(full.clone()));
            prop_assert_eq!(normalise(&full.to_lowercase()), Some(full.clone()));
            prop_assert_eq!(normalise(&full.to_uppercase()), Some(full));
        }

        #[test]
        fn sequences_round_trip_and_sort(a in 0_u64..1 << 60, b in 0_u64..1 << 60) {
            let (first, second) = (make("500", a), make("500", b));
            prop_assert_eq!(sequence(&first), Some(a));
            prop_assert_eq!(a.cmp(&b), first[..15].cmp(&second[..15]));
        }
    }
}
