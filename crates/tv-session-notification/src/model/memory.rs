//! What every page of this browser knows of connections: which were told, and which need nobody any more.

use crate::digits::digits;
use contract::Connected;

/// More connections than this at once are not kept; Apex tells no more either.
const MOST: usize = 200;
/// What a connection that needs nobody any more ends with.
const DONE: u8 = b'!';

/// The connections that were told; kept as a text that holds ids and numbers, and nothing of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory(Vec<Told>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    /// Session and number of the connection.
    name: String,
    done: bool,
}

/// The name of a connection: the same in every page, so that it is told once.
pub fn name(connected: &Connected) -> String {
    [&connected.id, "-", &digits(connected.connects)].concat()
}

impl Memory {
    /// Reads a kept text. What is no sign of a name in it is left out.
    pub fn read(text: &str) -> Self {
        let mut told = Vec::new();
        let mut name = String::new();
        let mut done = false;
        // By bytes: searching for texts brings much along. The end of the text ends a name as well.
        for byte in text.bytes().chain([b' ']) {
            match byte {
                b' ' => {
                    let name = std::mem::take(&mut name);
                    if !name.is_empty() && told.len() < MOST {
                        told.push(Told { name, done });
                    }
                    done = false;
                }
                DONE => done = true,
                _ if byte.is_ascii_alphanumeric() || byte == b'-' => name.push(char::from(byte)),
                _ => {}
            }
        }
        Self(told)
    }

    /// The text to keep.
    pub fn write(&self) -> String {
        let mut text = String::new();
        for told in &self.0 {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&told.name);
            if told.done {
                text.push(char::from(DONE));
            }
        }
        text
    }

    /// Whether a connection was told.
    pub fn knows(&self, connected: &Connected) -> bool {
        self.find(connected).is_some()
    }

    /// Whether a connection needs nobody any more.
    pub fn is_done(&self, connected: &Connected) -> bool {
        self.find(connected).is_some_and(|told| told.done)
    }

    /// Knows the connections that there are now, and no others; answers whether that is anything new.
    pub fn take(&mut self, online: &[Connected]) -> bool {
        let told = online.iter().take(MOST).map(|connected| Told {
            name: name(connected),
            done: self.is_done(connected),
        });
        let told = told.collect();
        let changes = self.0 != told;
        self.0 = told;
        changes
    }

    /// A connection needs nobody any more.
    pub fn finish(&mut self, connected: &Connected) {
        let name = name(connected);
        for told in &mut self.0 {
            told.done |= told.name == name;
        }
    }

    fn find(&self, connected: &Connected) -> Option<&Told> {
        let name = name(connected);
        self.0.iter().find(|told| told.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;
    use contract::Connected;
    use proptest::prelude::*;

    fn connected(id: &str, connects: u32) -> Connected {
        Connected {
            id: id.to_owned(),
            code: "s12-345-678".to_owned(),
            connects,
            record_id: "500000000000001AAA".to_owned(),
            record_name: Some("Lena Moreau".to_owned()),
        }
    }

    #[test]
    fn holds_ids_and_numbers_and_no_names() {
        let mut memory = Memory::default();
        memory.take(&[connected("a01", 1), connected("a02", 7)]);
        memory.finish(&connected("a02", 7));
        assert_eq!(memory.write(), "a01-1 a02-7!");
        assert_eq!(Memory::read(&memory.write()), memory);
    }

    #[test]
    fn a_new_connection_of_a_session_is_not_the_old_one() {
        let mut memory = Memory::default();
        memory.take(&[connected("a01", 1)]);
        memory.finish(&connected("a01", 1));
        assert!(memory.is_done(&connected("a01", 1)));
        assert!(!memory.knows(&connected("a01", 2)));
        memory.take(&[connected("a01", 2)]);
        assert!(!memory.is_done(&connected("a01", 2)));
    }

    proptest! {
        #[test]
        fn reads_anything_and_writes_what_it_read(text in "\\PC{0,80}|([a-z0-9]{1,4}-[0-9]!? ?){0,300}") {
            let memory = Memory::read(&text);
            prop_assert_eq!(Memory::read(&memory.write()), memory);
        }
    }
}
