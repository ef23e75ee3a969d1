//! Where identifiers and secrets come from: one generator, reproducible when seeded.

use rand::distr::Alphanumeric;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::code::SessionCode;

/// Draws identifiers. With the same seed and the same calls the results are the same.
#[derive(Debug)]
pub struct Ids {
    random: StdRng,
}

impl Ids {
    /// Seeded for tests; without a seed the operating system's randomness is used.
    pub fn new(seed: Option<u64>) -> Self {
        let random = seed.map_or_else(StdRng::from_os_rng, StdRng::seed_from_u64);
        Self { random }
    }

    /// Letters and digits, about 5.95 bits each.
    pub fn secret(&mut self, length: usize) -> String {
        (&mut self.random)
            .sample_iter(Alphanumeric)
            .take(length)
            .map(char::from)
            .collect()
    }

    /// A session code with two or three leading digits, as TeamViewer's are.
    pub fn session_code(&mut self) -> SessionCode {
        SessionCode::random(&mut self.random)
    }

    /// A random (version 4) GUID in its usual notation.
    pub fn guid(&mut self) -> String {
        guid(&mut self.random)
    }

    /// A TeamViewer ID of a customer's computer: nine digits.
    pub fn device_id(&mut self) -> String {
        self.random
            .random_range(100_000_000..1_000_000_000_u32)
            .to_string()
    }

    /// The number of a new group or account: seven to eight digits.
    pub fn number(&mut self) -> u32 {
        self.random.random_range(1_000_000..100_000_000)
    }
}

/// A random (version 4) GUID in its usual notation.
pub fn guid(random: &mut impl Rng) -> String {
    let (high, low) = (random.random::<u64>(), random.random::<u64>());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        (low >> 48) & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_identifiers() {
        let draw = |seed| {
            let mut ids = Ids::new(Some(seed));
            (
                ids.session_code(),
                ids.secret(24),
                ids.guid(),
                ids.device_id(),
                ids.number(),
            )
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn unseeded_secrets_differ() {
        assert_ne!(Ids::new(None).secret(24), Ids::new(None).secret(24));
    }

    #[test]
    fn guids_are_version_4() {
        let guid = Ids::new(Some(1)).guid();
        let lengths: Vec<usize> = guid.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_eq!(&guid[14..15], "4");
        assert!("89ab".contains(&guid[19..20]));
    }
}
