//! A wish for a session on its way past a reload of the page.

use contract::SessionKind;
use domain::RequestId;

use super::message::{Creation, NewSession};

/// Beyond this age a wish is left alone: nobody expects a session any more, and a tab that a browser restores
/// the next day must not make one.
const LONGEST_MILLIS: i64 = 10 * 60_000;

/// Writes a wish, in lines; `now` is the wall clock in milliseconds.
pub fn write(creation: &Creation, now: i64) -> String {
    let wanted = &creation.wanted;
    let one_line = |text: &Option<String>| text.as_deref().unwrap_or_default().replace('\n', " ");
    let kind = match creation.kind {
        SessionKind::RemoteControl => "RemoteControl",
        SessionKind::Pilot => "Pilot",
    };
    [
        now.to_string(),
        creation.request_id.as_str().to_owned(),
        kind.to_owned(),
        creation.replaces.clone().unwrap_or_default(),
        wanted
            .valid_for_hours
            .map(|hours| hours.to_string())
            .unwrap_or_default(),
        one_line(&wanted.name),
        one_line(&wanted.waiting_message),
    ]
    .join("\n")
}

/// Reads a wish, to be sent again. `None` for a text that is none, and for one that is too old.
pub fn read(text: &str, now: i64) -> Option<Creation> {
    let mut lines = text.split('\n');
    let age = now.checked_sub(lines.next()?.parse().ok()?)?;
    let request_id = RequestId::parse(lines.next()?)?;
    let kind = match lines.next()? {
        "RemoteControl" => SessionKind::RemoteControl,
        "Pilot" => SessionKind::Pilot,
        _ => return None,
    };
    let mut filled = || {
        lines
            .next()
            .map(|line| Some(line.to_owned()).filter(|line| !line.is_empty()))
    };
    let (replaces, hours, name, waiting_message) = (filled()?, filled()?, filled()?, filled()?);
    (0..=LONGEST_MILLIS).contains(&age).then_some(Creation {
        request_id,
        kind,
        replaces,
        retry: true,
        wanted: NewSession {
            name,
            waiting_message,
            valid_for_hours: hours.and_then(|hours| hours.parse().ok()),
        },
    })
}

#[cfg(test)]
mod tests {
    use contract::SessionKind;
    use domain::RequestId;
    use proptest::prelude::*;

    use super::{LONGEST_MILLIS, read, write};
    use crate::model::message::{Creation, NewSession};

    prop_compose! {
        fn creation()(
            bytes: [u8; 16], pilot: bool, replaces in prop::option::of("[a-zA-Z0-9]{18}"),
            name in prop::option::of("[^\\n]{1,20}"), waiting in prop::option::of("[^\\n]{1,20}"),
            hours in prop::option::of(1u32..=720),
        ) -> Creation {
            Creation {
                request_id: RequestId::from_random(bytes),
                kind: if pilot { SessionKind::Pilot } else { SessionKind::RemoteControl },
                replaces,
                retry: true,
                wanted: NewSession { name, waiting_message: waiting, valid_for_hours: hours },
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_until_it_is_too_old(
            creation in creation(), then in 0i64..2_000_000_000_000, age in -1000i64..2 * LONGEST_MILLIS
        ) {
            let fresh = (0..=LONGEST_MILLIS).contains(&age);
            prop_assert_eq!(read(&write(&creation, then), then + age), fresh.then_some(creation));
        }

        #[test]
        fn anything_else_is_no_wish(text in "[0-9a-f]{0,40}(\n\\PC{0,33}){0,8}") {
            prop_assert_eq!(read(&text, 0), None);
        }
    }
}
