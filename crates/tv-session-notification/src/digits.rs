//! Numbers without the standard library's formatting, which would weigh more than a light component itself.

/// A whole number in digits.
pub fn digits(number: u32) -> String {
    let mut rest = number;
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
        if rest == 0 {
            return text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn writes_as_the_standard_library_does() {
        for number in [0, 7, 10, 42, 100, 1_234_567_890, u32::MAX] {
            assert_eq!(digits(number), number.to_string());
        }
    }
}
