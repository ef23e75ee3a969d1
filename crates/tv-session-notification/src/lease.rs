//! Who leads where the browser has no locks: whoever wrote a lease that has not run out.

use crate::digits::digits;

/// How often the leader renews its lease, and the others look.
pub const BEAT_MILLIS: i32 = 5_000;

/// A hidden page wakes about once a minute: its lease must last until then. One that is closed gives it up.
const LASTS_SECONDS: u32 = 75;

/// Until when `me` leads from `now` on (seconds), when it may: nobody else has a lease that still runs, or `take` says
/// not to mind.
pub fn until(kept: Option<&str>, me: &str, now: u32, take: bool) -> Option<u32> {
    let mine = now.saturating_add(LASTS_SECONDS);
    // By bytes: searching for texts brings much along.
    let mut words = kept.unwrap_or_default().as_bytes().split(|byte| *byte == b' ');
    let other = words
        .next()
        .filter(|who| *who != me.as_bytes())
        .and_then(|_| number(words.next()?));
    // A lease longer than any is from before the clock was set.
    let runs = other.is_some_and(|until| now < until && until <= mine);
    (take || !runs).then_some(mine)
}

/// A whole number, by its digits: the standard library's reader brings more along.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// The text of a lease.
pub fn text(me: &str, until: u32) -> String {
    [me, " ", &digits(until)].concat()
}

#[cfg(test)]
mod tests {
    use super::{LASTS_SECONDS, text, until};
    use proptest::prelude::*;

    #[test]
    fn a_lease_that_runs_is_respected_unless_it_is_taken() {
        let kept = text("other", 1_000);
        assert_eq!(until(Some(&kept), "me", 999, false), None);
        assert_eq!(until(Some(&kept), "me", 999, true), Some(999 + LASTS_SECONDS));
        assert_eq!(until(Some(&kept), "other", 999, false), Some(999 + LASTS_SECONDS));
    }

    #[test]
    fn nobody_waits_for_a_lease_that_is_none() {
        for kept in [
            None,
            Some(""),
            Some("other"),
            Some("other soon"),
            Some("other 1000"),
            Some("other 99999"),
        ] {
            assert!(until(kept, "me", 1_000, false).is_some(), "{kept:?}");
        }
    }

    proptest! {
        /// Pages that beat in any order: after each beat whoever believes to lead and has looked since is the one whose
        /// lease is kept, and a silent leader is followed once its lease is over.
        #[test]
        fn one_leads(beats in proptest::collection::vec((0usize..3, 0u32..20), 1..60)) {
            let names = ["a", "b", "c"];
            let mut kept: Option<String> = None;
            let mut now = 1_000;
            for (who, passes) in beats {
                now += passes;
                let before = kept.clone();
                match until(kept.as_deref(), names[who], now, false) {
                    Some(ends) => kept = Some(text(names[who], ends)),
                    None => {
                        let lease = before.unwrap();
                        let (leader, ends) = lease.split_once(' ').unwrap();
                        prop_assert_ne!(leader, names[who]);
                        prop_assert!(ends.parse::<u32>().unwrap() > now);
                    }
                }
            }
            prop_assert!(until(kept.as_deref(), "late", now + LASTS_SECONDS, false).is_some());
        }
    }
}
