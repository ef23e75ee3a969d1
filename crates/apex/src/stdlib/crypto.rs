//! `Crypto` and `UUID`.

use hmac::{Hmac, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use super::args::{self, Found, found};
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::{Native, Value};

/// Bytes from the operating system's random generator.
pub(super) fn random<const N: usize>(interp: &Interpreter<'_>) -> Result<[u8; N], Thrown> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|e| interp.throw("UnexpectedException", format!("No random numbers available: {e}")))?;
    Ok(bytes)
}

fn digest(algorithm: &str, data: &[u8]) -> Option<Vec<u8>> {
    Some(match algorithm.to_ascii_uppercase().as_str() {
        "MD5" => Md5::digest(data).to_vec(),
        "SHA1" | "SHA-1" => Sha1::digest(data).to_vec(),
        "SHA-224" => Sha224::digest(data).to_vec(),
        "SHA-256" | "SHA256" => Sha256::digest(data).to_vec(),
        "SHA-384" => Sha384::digest(data).to_vec(),
        "SHA-512" | "SHA512" => Sha512::digest(data).to_vec(),
        _ => return None,
    })
}

/// Keys of any length are allowed by HMAC, so the error of `new_from_slice` never comes.
fn mac(algorithm: &str, data: &[u8], key: &[u8]) -> Option<Vec<u8>> {
    macro_rules! hmac {
        ($hash:ty) => {{
            let mut mac = Hmac::<$hash>::new_from_slice(key).ok()?;
            mac.update(data);
            mac.finalize().into_bytes().to_vec()
        }};
    }
    Some(match algorithm.to_ascii_lowercase().as_str() {
        "hmacmd5" => hmac!(Md5),
        "hmacsha1" => hmac!(Sha1),
        "hmacsha224" => hmac!(Sha224),
        "hmacsha256" => hmac!(Sha256),
        "hmacsha384" => hmac!(Sha384),
        "hmacsha512" => hmac!(Sha512),
        _ => return None,
    })
}

fn no_algorithm(interp: &Interpreter<'_>, name: &str) -> Thrown {
    interp.throw(
        "InvalidParameterValueException",
        format!("Invalid algorithm {name}"),
    )
}

/// Compares in a time that does not depend on where the first difference is.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differing, (a, b)| differing | (a ^ b)) == 0
}

/// `Crypto.x(...)`. Signatures are not supported.
pub(super) fn call_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    match (method, args.len()) {
        ("generatedigest", 2) => {
            let (name, data) = (args::text(interp, args, 0)?, args::blob(interp, args, 1)?);
            found(Value::blob(
                digest(&name, &data).ok_or_else(|| no_algorithm(interp, &name))?,
            ))
        }
        ("generatemac", 3) | ("verifyhmac", 4) => {
            let name = args::text(interp, args, 0)?;
            let (data, key) = (args::blob(interp, args, 1)?, args::blob(interp, args, 2)?);
            let code = mac(&name, &data, &key).ok_or_else(|| no_algorithm(interp, &name))?;
            if method == "generatemac" {
                return found(Value::blob(code));
            }
            found(Value::Boolean(same(&code, &args::blob(interp, args, 3)?)))
        }
        ("getrandominteger", 0) => found(Value::Integer(i32::from_le_bytes(random(interp)?))),
        ("getrandomlong", 0) => found(Value::Long(i64::from_le_bytes(random(interp)?))),
        ("generateaeskey", 1) => match args::int(interp, args, 0)? {
            128 => found(Value::blob(random::<16>(interp)?)),
            192 => found(Value::blob(random::<24>(interp)?)),
            256 => found(Value::blob(random::<32>(interp)?)),
            _ => Err(interp.throw(
                "InvalidParameterValueException",
                "Invalid key size: must be 128, 192 or 256",
            )),
        },
        _ => super::aes::call_static(interp, method, args),
    }
}

/// `UUID.x(...)`.
pub(super) fn uuid_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    let object = |uuid: uuid::Uuid| found(Value::native(Native::with_state("System.UUID", uuid)));
    match (method, args.len()) {
        ("randomuuid", 0) => object(uuid::Builder::from_random_bytes(random(interp)?).into_uuid()),
        ("fromstring", 1) => {
            let text = args::text(interp, args, 0)?;
            let uuid = uuid::Uuid::parse_str(&text).map_err(|_| {
                interp.throw("IllegalArgumentException", format!("Invalid UUID string: {text}"))
            })?;
            object(uuid)
        }
        _ => Ok(None),
    }
}

/// A UUID as text.
pub(super) fn uuid_display(own: &Native) -> Option<String> {
    own.state
        .try_borrow()
        .ok()?
        .downcast_ref::<uuid::Uuid>()
        .map(|uuid| uuid.hyphenated().to_string())
}

/// `uuid.x(...)`.
pub(super) fn uuid_method(own: &Native, method: &str, args: &[Value]) -> Found {
    let state = own.state.borrow();
    let Some(uuid) = state.downcast_ref::<uuid::Uuid>() else {
        return Ok(None);
    };
    match (method, args) {
        ("tostring", []) => found(Value::string(uuid.hyphenated().to_string())),
        ("hashcode", []) => found(Value::Integer(super::string::units::hash_code(&uuid.to_string()))),
        ("equals", [Value::Native(other)]) => {
            let other = other.state.borrow();
            found(Value::Boolean(other.downcast_ref::<uuid::Uuid>() == Some(uuid)))
        }
        ("equals", [_]) => found(Value::Boolean(false)),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    }

    #[test]
    fn digests_of_known_texts() {
        assert_eq!(
            hex(&digest("MD5", b"abc").unwrap()),
            "900150983cd24fb0d6963f7d28e17f72"
        );
        assert_eq!(
            hex(&digest("SHA1", b"abc").unwrap()),
            "a9993e364706816aba3e25717850c26c9cd0d89d"
        );
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&digest("SHA-256", b"abc").unwrap()), sha256);
        assert_eq!(digest("SHA-3", b"abc"), None);
    }

    #[test]
    fn message_authentication_of_rfc_4231() {
        let code = mac("HmacSHA256", b"what do ya want for nothing?", b"Jefe").unwrap();
        assert_eq!(
            hex(&code),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
