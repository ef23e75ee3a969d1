//! Conversion of values to declared types.

/// The 18 character form of an Id of 15 or 18 characters; `None` when it is not one.
pub fn normal_id(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if !matches!(bytes.len(), 15 | 18) || !bytes.iter().all(u8::is_ascii_alphanumeric) {
        return None;
    }
    let mut id = text[..15].to_owned();
    for group in bytes[..15].chunks(5) {
        let bits = group.iter().enumerate().filter(|(_, b)| b.is_ascii_uppercase()).map(|(i, _)| 1usize << i);
        let index: usize = bits.sum();
        id.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[index]));
    }
    // A checksum that does not fit the capitals belongs to another Id.
    (bytes.len() == 15 || id.eq_ignore_ascii_case(text)).then_some(id)
}
