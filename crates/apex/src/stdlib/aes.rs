//! `Crypto.encrypt` and its relatives: AES in CBC mode with PKCS#7 padding.

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockDecryptMut, BlockEncryptMut, KeyIvInit};

use super::args::{self, Found, found};
use super::crypto::random;
use crate::error::Thrown;
use crate::interp::Interpreter;
use crate::value::Value;

/// Bytes of the initialisation vector.
const IV: usize = 16;

/// `encrypt(algorithm, key, iv, data)`, `decrypt(...)`, and both with the vector before the data.
pub(super) fn call_static(interp: &Interpreter<'_>, method: &str, args: &[Value]) -> Found {
    let known = matches!(
        (method, args.len()),
        ("encrypt" | "decrypt", 4) | ("encryptwithmanagediv" | "decryptwithmanagediv", 3)
    );
    if !known {
        return Ok(None);
    }
    let algorithm = args::text(interp, args, 0)?;
    let key = args::blob(interp, args, 1)?;
    let bits = match algorithm.to_ascii_uppercase().as_str() {
        "AES128" => 128,
        "AES192" => 192,
        "AES256" => 256,
        _ => return Err(refused(interp, format!("Invalid algorithm {algorithm}"))),
    };
    if key.len() * 8 != bits {
        return Err(refused(
            interp,
            format!("Invalid private key. Must be {} bytes.", bits / 8),
        ));
    }
    let data = args::blob(interp, args, args.len() - 1)?;
    let iv_of = |iv: &[u8]| {
        <[u8; IV]>::try_from(iv).map_err(|_| {
            refused(
                interp,
                format!("Invalid initialization vector. Must be {IV} bytes."),
            )
        })
    };
    let answer = match method {
        "encrypt" => encrypt(&key, &iv_of(&args::blob(interp, args, 2)?)?, &data),
        "decrypt" => decrypt(&key, &iv_of(&args::blob(interp, args, 2)?)?, &data),
        "encryptwithmanagediv" => {
            let iv = random::<IV>(interp)?;
            encrypt(&key, &iv, &data).map(|text| [iv.as_slice(), &text].concat())
        }
        _ => match data.split_at_checked(IV) {
            Some((iv, text)) => decrypt(&key, &iv_of(iv)?, text),
            None => None,
        },
    };
    match answer {
        Some(bytes) => found(Value::blob(bytes)),
        None => Err(interp.throw(
            "SecurityException",
            "Given final block not properly padded. Such issues can arise if a bad key is used during decryption.",
        )),
    }
}

fn refused(interp: &Interpreter<'_>, message: String) -> Thrown {
    interp.throw("InvalidParameterValueException", message)
}

fn encrypt(key: &[u8], iv: &[u8; IV], data: &[u8]) -> Option<Vec<u8>> {
    macro_rules! with {
        ($cipher:ty) => {
            cbc::Encryptor::<$cipher>::new_from_slices(key, iv)
                .ok()?
                .encrypt_padded_vec_mut::<Pkcs7>(data)
        };
    }
    Some(match key.len() {
        16 => with!(aes::Aes128),
        24 => with!(aes::Aes192),
        _ => with!(aes::Aes256),
    })
}

fn decrypt(key: &[u8], iv: &[u8; IV], data: &[u8]) -> Option<Vec<u8>> {
    macro_rules! with {
        ($cipher:ty) => {
            cbc::Decryptor::<$cipher>::new_from_slices(key, iv)
                .ok()?
                .decrypt_padded_vec_mut::<Pkcs7>(data)
                .ok()
        };
    }
    match key.len() {
        16 => with!(aes::Aes128),
        24 => with!(aes::Aes192),
        _ => with!(aes::Aes256),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NIST SP 800-38A, F.2.1, first block; the second is the padding.
    #[test]
    fn known_text() {
        let key = *b"\x2b\x7e\x15\x16\x28\xae\xd2\xa6\xab\xf7\x15\x88\x09\xcf\x4f\x3c";
        let iv: [u8; IV] = std::array::from_fn(|i| u8::try_from(i).unwrap());
        let plain = *b"\x6b\xc1\xbe\xe2\x2e\x40\x9f\x96\xe9\x3d\x7e\x11\x73\x93\x17\x2a";
        let cipher = encrypt(&key, &iv, &plain).unwrap();
        assert_eq!(cipher[..4], [0x76, 0x49, 0xab, 0xac]);
        assert_eq!(decrypt(&key, &iv, &cipher).unwrap(), plain);
        assert_eq!(decrypt(&[1; 16], &iv, &cipher), None);
    }
}
