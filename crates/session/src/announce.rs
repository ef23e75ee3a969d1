//! What a screen reader is told while the user looks elsewhere: changes, and only those.

use domain::Status;

use crate::model::Scene;
use crate::text;

/// What was told last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Key of the words; `None` for silence.
    pub key: Option<&'static str>,
    /// The status that the user knows.
    status: Option<Status>,
    /// Whether the user waits for the end of an action.
    waiting: bool,
}

/// What to tell after `before`. The status on the first screen is no change; after an action of the user it
/// is the answer.
pub fn tell(before: &Told, scene: &Scene) -> Told {
    let status = scene.screen.card().map(|card| card.status);
    if scene.copied.is_some() {
        return Told {
            key: Some("announce.copied"),
            ..before.clone()
        };
    }
    if scene.share.is_some() {
        // The dialogue speaks for itself.
        return Told {
            key: None,
            status: status.or(before.status),
            waiting: false,
        };
    }
    if let Some(busy) = scene.busy {
        return Told {
            key: Some(text::busy(busy)),
            waiting: true,
            ..before.clone()
        };
    }
    let changed = status != before.status;
    let key = match status {
        Some(now) if changed && (before.status.is_some() || before.waiting) => Some(text::status(now)),
        Some(_) if !changed && !before.waiting => before.key.filter(|key| *key != "announce.copied"),
        _ => None,
    };
    Told {
        key,
        status: status.or(before.status),
        waiting: false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Told, tell};
    use crate::model::fixtures::{Play, open, options, panel, show};
    use crate::model::{Answer, Busy, CopyWhat, Message, Scene};

    fn waiting() -> Scene {
        Scene::of(&show(panel(vec![open("a1")])))
    }

    fn online() -> Scene {
        let mut session = open("a1");
        session.online = true;
        Scene::of(&show(panel(vec![session])))
    }

    #[test]
    fn the_first_status_is_silence_and_every_change_is_told_once() {
        let first = tell(&Told::default(), &waiting());
        assert_eq!(first.key, None);
        let second = tell(&first, &online());
        assert_eq!(second.key, Some("status.online"));
        assert_eq!(tell(&second, &online()), second);
        assert_eq!(tell(&second, &waiting()).key, Some("status.waiting"));
    }

    #[test]
    fn after_an_action_the_new_status_is_the_answer() {
        let empty = Scene::of(&show(panel(Vec::new())));
        let busy = Scene {
            busy: Some(Busy::Create),
            ..empty.clone()
        };
        let told = tell(&tell(&Told::default(), &empty), &busy);
        assert_eq!(told.key, Some("busy.create"));
        assert_eq!(tell(&told, &waiting()).key, Some("status.waiting"));
        assert_eq!(tell(&told, &empty).key, None);
    }

    #[test]
    fn beside_the_dialogue_there_is_silence() {
        let mut play = Play::showing(panel(vec![open("a1")]));
        let told = tell(&Told::default(), &waiting());
        play.send(Message::Share);
        let asking = tell(&told, &Scene::of(&play.state));
        assert_eq!(asking.key, Some("busy.share"));
        play.answer(Ok(Answer::ShareOptions(options())));
        let shown = tell(&asking, &Scene::of(&play.state));
        assert_eq!(shown.key, None);
        play.send(Message::StopSharing);
        assert_eq!(tell(&shown, &Scene::of(&play.state)).key, None);
    }

    #[test]
    fn copying_is_told_and_then_forgotten() {
        let first = tell(&Told::default(), &waiting());
        let copied = tell(
            &first,
            &Scene {
                copied: Some(CopyWhat::Link),
                ..waiting()
            },
        );
        assert_eq!(copied.key, Some("announce.copied"));
        assert_eq!(tell(&copied, &waiting()).key, None);
    }
}
