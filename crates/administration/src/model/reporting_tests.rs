//! What follows from what in reporting and erasing.

use component::model::Timer;
use component::testing::Play;
use component::{Effect, Lane, Message as Any, What};
use contract::{ErasedPerson, ErrorCode, FoundPerson, ReportingSettings, SavedReporting};

use super::fixtures::{page, reporting, showing};
use super::{Administration, Answer, Call, Field, Message, Saved};

fn enter(play: &mut Play<Administration>, field: Field, value: &str) {
    play.tell(Any::Enter(field.id().to_owned(), value.to_owned()));
}

fn answer(play: &mut Play<Administration>, reporting: contract::Reporting, started: bool) {
    play.answer(Ok(Answer::Reporting(Box::new(SavedReporting {
        reporting,
        started,
    }))));
}

#[test]
fn what_is_entered_is_saved_in_one_call() {
    let mut play = showing(page());
    assert_eq!(play.state.own.reporting.value(Field::Hour), "3");
    enter(&mut play, Field::Reporting, "true");
    enter(&mut play, Field::Hour, "");
    enter(&mut play, Field::ConnectionDays, " 365 ");
    play.send(Message::SaveReporting);
    let wanted = ReportingSettings {
        enabled: true,
        hour: 3,
        connection_days: Some(365),
        ..ReportingSettings::default()
    };
    assert_eq!(play.asked(), Some(&Call::SaveReporting(wanted)));
    answer(&mut play, reporting(), true);
    let own = &play.state.own;
    assert_eq!(own.saved, Some(Saved::Reporting));
    assert!(own.reporting.is_untouched(&reporting()));
    assert_eq!(own.reporting.value(Field::Hour), "3");
    enter(&mut play, Field::SessionDays, "30");
    assert_eq!(play.state.own.saved, None);
}

#[test]
fn a_number_out_of_bounds_is_not_sent() {
    for (field, value) in [
        (Field::Hour, "24"),
        (Field::Hour, "-1"),
        (Field::ConnectionDays, "0"),
        (Field::SessionDays, "36501"),
        (Field::SessionDays, "thirty"),
    ] {
        let mut play = showing(page());
        enter(&mut play, field, value);
        play.send(Message::SaveReporting);
        assert_eq!(play.asked(), None, "{value}");
        assert_eq!(play.state.own.wrong, [field]);
        assert!(play.effects.contains(&Effect::Focus(field.id())));
    }
}

#[test]
fn nothing_that_was_entered_is_lost_when_saving_fails() {
    for code in [ErrorCode::TimedOut, ErrorCode::Internal, ErrorCode::NoAccess] {
        let mut play = showing(page());
        enter(&mut play, Field::Hour, "5");
        play.send(Message::SaveReporting);
        play.fail(code);
        assert_eq!(play.state.own.reporting.value(Field::Hour), "5");
        let trouble = play.state.core.trouble.as_ref().map(|trouble| &trouble.what);
        let own = trouble == Some(&What::Own("admin.noAccess"));
        assert_eq!(own, code == ErrorCode::NoAccess);
    }
}

#[test]
fn a_run_is_watched_until_it_has_ended() {
    let mut play = showing(page());
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
    play.send(Message::RunReporting);
    let running = contract::Reporting {
        running: true,
        ..reporting()
    };
    answer(&mut play, running.clone(), true);
    play.wait_for(Timer::Poll);
    assert_eq!(play.state.core.under_way(Lane::Reading), Some(&Call::Load));
    let mut ended = page();
    ended.reporting = reporting();
    play.answer(Ok(Answer::Page(Box::new(ended))));
    assert_eq!(play.state.core.deadline(Timer::Poll), None);
    // One that was under way already says so.
    play.send(Message::RunReporting);
    answer(&mut play, running, false);
    assert!(play.state.own.reporting.was_running);
}

#[test]
fn a_new_state_does_not_take_what_is_being_entered() {
    let mut play = showing(page());
    enter(&mut play, Field::Hour, "7");
    play.tell(Any::Refresh);
    let mut newer = page();
    newer.reporting = reporting();
    play.answer(Ok(Answer::Page(Box::new(newer))));
    assert_eq!(play.state.own.reporting.value(Field::Hour), "7");
}

#[test]
fn the_company_signs_in_in_a_tab() {
    let mut play = showing(page());
    play.send(Message::SignInCompany);
    play.tab(true);
    assert_eq!(play.asked(), Some(&Call::SignInCompany));
    play.answer(Ok(Answer::Address("https://login.teamviewer.com/".to_owned())));
    let sent = Effect::SendTab("https://login.teamviewer.com/".to_owned());
    assert!(play.effects.contains(&sent));
}

#[test]
fn nobody_is_erased_who_was_not_looked_for_and_confirmed() {
    let mut play = showing(page());
    enter(&mut play, Field::Person, " ab ");
    play.send(Message::FindPerson);
    assert_eq!(play.state.own.wrong, [Field::Person]);
    enter(&mut play, Field::Person, " Sam Okafor ");
    play.send(Message::FindPerson);
    assert_eq!(play.asked(), Some(&Call::FindPerson("Sam Okafor".to_owned())));
    let found = FoundPerson {
        sessions: 2,
        ..FoundPerson::default()
    };
    play.answer(Ok(Answer::Found(found)));
    assert_eq!(play.state.own.reporting.found, Some(found));
    play.send(Message::ErasePerson);
    assert_eq!(play.state.own.wrong, [Field::Sure]);
    assert!(play.open.is_empty());
    enter(&mut play, Field::Sure, "true");
    play.send(Message::ErasePerson);
    assert_eq!(play.asked(), Some(&Call::ErasePerson("Sam Okafor".to_owned())));
    let erased = ErasedPerson {
        erased: 2,
        more: false,
    };
    play.answer(Ok(Answer::Erased(erased)));
    let own = &play.state.own.reporting;
    assert_eq!((own.found, own.sure, own.erased), (None, false, Some(erased)));
}

#[test]
fn another_name_forgets_what_was_found_and_confirmed() {
    let mut play = showing(page());
    enter(&mut play, Field::Person, "Sam Okafor");
    play.send(Message::FindPerson);
    play.answer(Ok(Answer::Found(FoundPerson::default())));
    enter(&mut play, Field::Sure, "true");
    enter(&mut play, Field::Person, "Noé Marin");
    assert_eq!(play.state.own.reporting.found, None);
    assert!(!play.state.own.reporting.sure);
}
