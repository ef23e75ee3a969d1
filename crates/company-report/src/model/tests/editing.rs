//! Notes and billing states.

use component::testing::Play;
use component::{Effect as Any, Message as Shell};
use contract::{Billing, ErrorCode};

use super::{desk, enter, whole};
use crate::model::{Answer, Call, Company, Effect, Message};
use crate::view::ids;

fn id(play: &Play<Company>, place: usize) -> String {
    desk(play)
        .rows
        .get(desk(play).shown[place])
        .unwrap()
        .id
        .to_string()
}

/// The first row being changed.
fn editing() -> (Play<Company>, String) {
    let mut play = whole(3);
    let id = id(&play, 0);
    play.send(Message::Edit(id.clone()));
    assert!(play.effects.contains(&Any::Focus(ids::NOTES)));
    (play, id)
}

#[test]
fn what_was_changed_is_sent_in_one_call_and_shown_when_teamviewer_has_taken_it() {
    let (mut play, id) = editing();
    enter(&mut play, ids::NOTES, "Replaced the toner");
    enter(&mut play, ids::BILLING, "Billed");
    play.send(Message::Save);
    let call = Call::Change {
        id: id.clone(),
        notes: Some("Replaced the toner".to_owned()),
        billing: Some(Billing::Billed),
    };
    assert_eq!((play.asked(), play.open.len()), (Some(&call), 1));
    let row = |play: &Play<Company>| desk(play).rows.get(desk(play).shown[0]).unwrap().clone();
    assert_eq!(row(&play).notes.as_ref(), "", "not before");
    play.send(Message::Save);
    assert_eq!(play.open.len(), 1, "a second click sends nothing");
    play.answer(Ok(Answer::Changed));
    assert_eq!(row(&play).notes.as_ref(), "Replaced the toner");
    assert_eq!(row(&play).billing, Some(Billing::Billed));
    assert_eq!(play.state.own.edit, None);
    assert!(play.effects.contains(&Any::Own(Effect::FocusRow(id))));
    assert_eq!(play.state.core.told.as_ref().unwrap().0, "company.saved");
}

#[test]
fn what_stayed_is_not_sent() {
    let (mut play, _) = editing();
    enter(&mut play, ids::BILLING, "DoNotBill");
    play.send(Message::Save);
    assert!(matches!(
        play.asked(),
        Some(Call::Change {
            notes: None,
            billing: Some(Billing::DoNotBill),
            ..
        })
    ));
    let (mut play, _) = editing();
    play.send(Message::Save);
    assert_eq!((play.asked(), &play.state.own.edit), (None, &None));
}

#[test]
fn a_failure_keeps_what_was_entered() {
    let (mut play, _) = editing();
    enter(&mut play, ids::NOTES, "Long explanation");
    play.send(Message::Save);
    play.fail(ErrorCode::TeamViewerDown);
    assert_eq!(play.state.own.edit.as_ref().unwrap().notes, "Long explanation");
    assert!(play.state.core.trouble.is_some());
    play.tell(Shell::TryAgain);
    assert!(matches!(play.asked(), Some(Call::Change { notes: Some(_), .. })));
    play.answer(Ok(Answer::Changed));
    assert_eq!(play.state.own.edit, None);
    assert_eq!(play.state.core.trouble, None);
}

#[test]
fn what_is_entered_while_it_is_being_saved_is_not_lost() {
    let (mut play, _) = editing();
    enter(&mut play, ids::NOTES, "First");
    play.send(Message::Save);
    enter(&mut play, ids::NOTES, "First, and second");
    play.answer(Ok(Answer::Changed));
    assert_eq!(play.state.own.edit.as_ref().unwrap().notes, "First, and second");
    play.send(Message::Save);
    assert!(
        matches!(play.asked(), Some(Call::Change { notes: Some(notes), .. }) if notes == "First, and second")
    );
}

#[test]
fn another_row_waits_until_this_one_is_done() {
    let (mut play, id) = editing();
    enter(&mut play, ids::NOTES, "Half a sen");
    let other = self::id(&play, 1);
    play.send(Message::Edit(other.clone()));
    assert_eq!(play.state.own.edit.as_ref().unwrap().id, id);
    play.send(Message::Cancel);
    assert!(play.effects.contains(&Any::Own(Effect::FocusRow(id))));
    play.send(Message::Edit(other.clone()));
    assert_eq!(play.state.own.edit.as_ref().unwrap().id, other);
}

#[test]
fn throwing_away_takes_back_what_was_said_about_it() {
    let (mut play, _) = editing();
    enter(&mut play, ids::NOTES, "x");
    play.send(Message::Save);
    play.fail(ErrorCode::Refused);
    play.send(Message::Cancel);
    assert_eq!(play.state.core.trouble, None);
    assert_eq!(
        desk(&play).rows.get(desk(&play).shown[0]).unwrap().notes.as_ref(),
        ""
    );
}

#[test]
fn notes_can_be_taken_away() {
    let (mut play, id) = editing();
    enter(&mut play, ids::NOTES, "x");
    play.send(Message::Save);
    play.answer(Ok(Answer::Changed));
    play.send(Message::Edit(id));
    enter(&mut play, ids::NOTES, "");
    play.send(Message::Save);
    assert!(matches!(play.asked(), Some(Call::Change { notes: Some(notes), .. }) if notes.is_empty()));
}
