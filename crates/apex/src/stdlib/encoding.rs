//! `EncodingUtil`.

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};

use super::args::{self, Found, found};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::Value;

/// Apex decodes with and without padding.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Base64 with padding, without line breaks.
pub(super) fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Decodes Base64; line breaks and spaces are skipped, and so is a last character that is too few for a byte.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut packed: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    if packed.len() % 4 == 1 {
        packed.pop();
    }
    LENIENT.decode(packed).ok()
}

/// As an HTML form: space becomes `+`; letters, digits and `.-*_` stay.
pub(super) fn url_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'*' | b'_' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// Undoes [`url_encode`]; `None` for a `%` without two hexadecimal digits.
pub(super) fn url_decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let digit = |b: Option<u8>| char::from(b?).to_digit(16);
                let (high, low) = (digit(bytes.next())?, digit(bytes.next())?);
                out.push(u8::try_from(high * 16 + low).ok()?);
            }
            other => out.push(other),
        }
    }
    Some(String::from_utf8_lossy(&out).into_owned())
}

/// Only UTF-8 and what is part of it for every text: other character sets are not supported.
fn check_charset(interp: &Interpreter<'_>, args: &[Value]) -> Result<(), Thrown> {
    let name = args::text(interp, args, 1)?;
    if name.eq_ignore_ascii_case("UTF-8") || name.eq_ignore_ascii_case("UTF8") {
        return Ok(());
    }
    Err(interp.unsupported(format!("the character set {name} in EncodingUtil")))
}

/// `EncodingUtil.x(...)`.
pub(super) fn call_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("base64encode", 1) => found(Value::string(to_base64(&args::blob(interp, args, 0)?))),
        ("base64decode", 1) => {
            let text = args::text(interp, args, 0)?;
            let bytes = from_base64(&text)
                .ok_or_else(|| interp.throw("StringException", "Unrecognized base64 character"))?;
            found(Value::blob(bytes))
        }
        ("converttohex", 1) => {
            let bytes = args::blob(interp, args, 0)?;
            found(Value::string(
                bytes.iter().map(|b| format!("{b:02x}")).collect::<String>(),
            ))
        }
        ("convertfromhex", 1) => {
            let text = args::text(interp, args, 0)?;
            let digits: Option<Vec<u8>> = text
                .chars()
                .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
                .collect();
            let digits = digits
                .filter(|d| d.len().is_multiple_of(2))
                .ok_or_else(|| interp.throw("InvalidParameterValueException", "Invalid hexadecimal input"))?;
            found(Value::blob(
                digits
                    .chunks(2)
                    .map(|pair| pair[0] * 16 + pair[1])
                    .collect::<Vec<u8>>(),
            ))
        }
        ("urlencode", 2) => {
            check_charset(interp, args)?;
            found(Value::string(url_encode(&args::text(interp, args, 0)?)))
        }
        ("urldecode", 2) => {
            check_charset(interp, args)?;
            let text = args::text(interp, args, 0)?;
            let decoded = url_decode(&text).ok_or_else(|| {
                interp.throw(
                    "IllegalArgumentException",
                    "URLDecoder: Illegal hex characters in escape (%) pattern",
                )
            })?;
            found(Value::string(decoded))
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64() {
        assert_eq!(to_base64(b"hello?"), "aGVsbG8/");
        assert_eq!(from_base64("aGVs\nbG8="), Some(b"hello".to_vec()));
        assert_eq!(from_base64("aGVsbG8"), Some(b"hello".to_vec()));
        assert_eq!(from_base64("a-b"), None);
    }

    #[test]
    fn forms() {
        assert_eq!(url_encode("a b&c=é~*"), "a+b%26c%3D%C3%A9%7E*");
        assert_eq!(url_decode("a+b%26c%3D%C3%A9"), Some("a b&c=é".into()));
        assert_eq!(url_decode("100%"), None);
    }

    proptest::proptest! {
        #[test]
        fn decoding_undoes_encoding(text: String, bytes: Vec<u8>) {
            proptest::prop_assert_eq!(url_decode(&url_encode(&text)), Some(text));
            proptest::prop_assert_eq!(from_base64(&to_base64(&bytes)), Some(bytes));
        }
    }
}
