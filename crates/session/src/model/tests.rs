//! What the component does, story by story.

mod creating;
mod polling;
mod sharing;
mod signing_in;

use contract::{ErrorCode, JoinLinks, Notice, Panel, RemoteError, SessionKind};
use page::Change;

use super::fixtures::{Play, closed, colleagues, create, error, expired, id, online, open, panel};
use super::message::{Answer, Call, Creation, Effect, FocusOn, Message, NewSession, Timer, Via};
use super::scene::{Banner, Offer, Question, Scene, Screen};
use super::state::What;

fn scene(play: &Play) -> Scene {
    Scene::of(&play.state)
}

fn failure(scene: &Scene) -> Option<ErrorCode> {
    match (&scene.banner, &scene.screen) {
        (Some(Banner::Problem(problem)), _) | (_, Screen::Failed(problem)) => match &problem.what {
            What::Remote(error) => Some(error.code),
            _ => None,
        },
        _ => None,
    }
}

fn creation(digit: char, replaces: Option<&str>, retry: bool) -> Call {
    let kind = SessionKind::RemoteControl;
    Call::Create(Creation {
        request_id: id(digit),
        kind,
        replaces: replaces.map(str::to_owned),
        retry,
        wanted: NewSession::default(),
    })
}

#[test]
fn opening_the_page_is_one_call() {
    let mut play = Play::start();
    assert_eq!(play.calls(), [&Call::Load]);
    assert_eq!(scene(&play).screen, Screen::Loading);
    play.give(panel(Vec::new()));
    assert_eq!(scene(&play).screen, Screen::Empty);
    assert!(play.calls().is_empty());
    assert_eq!(scene(&play).offers, [Offer::New(SessionKind::RemoteControl)]);
}

#[test]
fn what_the_administrator_does_not_allow_is_not_offered() {
    let none = Panel {
        allow_remote_control: false,
        ..panel(Vec::new())
    };
    let mut play = Play::showing(none);
    assert_eq!(scene(&play).screen, Screen::NoKindAllowed);
    play.send(create('1'));
    assert!(play.calls().is_empty());
    let both = Panel {
        allow_pilot: true,
        ..panel(Vec::new())
    };
    let offers = scene(&Play::showing(both)).offers;
    assert_eq!(
        offers,
        [
            Offer::New(SessionKind::RemoteControl),
            Offer::New(SessionKind::Pilot)
        ]
    );
    let other = Panel {
        allow_remote_control: false,
        allow_pilot: true,
        ..panel(vec![open("a")])
    };
    assert_eq!(
        scene(&Play::showing(other)).offers,
        [Offer::Switch(SessionKind::Pilot)]
    );
}

#[test]
fn creating_is_one_call_and_ends_with_the_session() {
    let mut play = Play::showing(panel(Vec::new()));
    play.send(create('1'));
    assert_eq!(play.calls(), [&creation('1', None, false)]);
    assert_eq!(scene(&play).screen, Screen::Creating);
    play.send(create('2'));
    assert!(play.effects.is_empty(), "a double click is one click");
    play.give(panel(vec![open("a")]));
    assert!(matches!(scene(&play).screen, Screen::Open(_)));
    assert!(play.effects.contains(&Effect::TellChanged));
    assert!(play.effects.contains(&Effect::Focus(FocusOn::Heading)));
}

#[test]
fn a_lost_answer_is_asked_for_under_the_same_name() {
    let mut play = Play::showing(panel(Vec::new()));
    play.send(create('1'));
    for _ in 0..3 {
        play.answer(Err(error(ErrorCode::TimedOut)));
        assert_eq!(scene(&play).banner, Some(Banner::Unsure));
        play.send(create('2'));
        assert!(
            play.calls().is_empty(),
            "nothing new while the outcome is unknown"
        );
        play.wait_for(Timer::Retry);
        assert_eq!(play.calls(), [&creation('1', None, true)]);
    }
    play.answer(Err(error(ErrorCode::TimedOut)));
    assert_eq!(failure(&scene(&play)), Some(ErrorCode::TimedOut));
    assert_eq!(
        play.state.deadline(Timer::Retry),
        None,
        "after three times the user decides"
    );
    play.send(create('2'));
    assert_eq!(
        play.calls(),
        [&creation('1', None, true)],
        "a new click is the old wish"
    );
    play.give(panel(vec![open("a")]));
    assert!(matches!(scene(&play).screen, Screen::Open(_)));
    assert_eq!(scene(&play).banner, None);
}

#[test]
fn without_network_the_wish_waits_for_it() {
    let mut play = Play::showing(panel(Vec::new()));
    play.send(create('1'));
    play.send(Message::Page(Change::Offline));
    play.answer(Err(error(ErrorCode::Offline)));
    assert_eq!(play.state.deadline(Timer::Retry), None);
    assert!(scene(&play).offline);
    play.send(Message::Page(Change::Online));
    assert_eq!(play.calls(), [&creation('1', None, true)]);
}

#[test]
fn trying_again_after_any_failure_keeps_the_name() {
    for (code, made_nothing) in [
        (ErrorCode::SessionLimit, true),
        (ErrorCode::RateLimit, true),
        (ErrorCode::TeamViewerDown, false),
        (ErrorCode::BadReply, false),
        (ErrorCode::Internal, false),
    ] {
        let mut play = Play::showing(panel(Vec::new()));
        play.send(create('1'));
        play.answer(Err(error(code)));
        assert_eq!(scene(&play).screen, Screen::Empty);
        assert_eq!(failure(&scene(&play)), Some(code));
        play.send(Message::TryAgain);
        // What certainly made nothing need not be looked for.
        assert_eq!(play.calls(), [&creation('1', None, !made_nothing)]);
    }
}

#[test]
fn a_refusal_after_an_unknown_outcome_does_not_make_it_known() {
    let mut play = Play::showing(panel(Vec::new()));
    play.send(create('1'));
    play.answer(Err(error(ErrorCode::TimedOut)));
    play.wait_for(Timer::Retry);
    play.answer(Err(error(ErrorCode::RateLimit)));
    play.send(Message::TryAgain);
    assert_eq!(play.calls(), [&creation('1', None, true)]);
}

#[test]
fn a_definite_refusal_leaves_refreshes_cheap() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(create('1'));
    play.answer(Err(error(ErrorCode::SessionLimit)));
    play.wait_for(Timer::Poll);
    assert_eq!(play.calls(), [&Call::Refresh]);
}

#[test]
fn trying_again_asks_when_the_customer_has_come_meanwhile() {
    for message in [create('1'), Message::Close] {
        let mut play = Play::showing(panel(vec![open("a")]));
        play.send(message);
        play.answer(Err(error(ErrorCode::TeamViewerDown)));
        play.send(Message::ChangedElsewhere);
        play.give(panel(vec![online("a")]));
        play.send(Message::TryAgain);
        assert!(play.calls().is_empty(), "nothing is cut short unasked");
        assert!(scene(&play).question.is_some());
        play.send(Message::Confirm);
        assert_eq!(play.calls().len(), 1);
    }
}

#[test]
fn a_colleagues_open_session_stays_live_too() {
    let theirs = contract::Session {
        mine: false,
        ..open("b")
    };
    let mut play = Play::showing(panel(vec![theirs]));
    play.wait_for(Timer::Poll);
    assert_eq!(play.calls(), [&Call::Refresh]);
}

#[test]
fn a_wish_that_turns_out_fulfilled_is_forgotten() {
    let mut play = Play::showing(panel(Vec::new()));
    play.send(create('1'));
    play.answer(Err(error(ErrorCode::Internal)));
    play.send(Message::ChangedElsewhere);
    assert_eq!(
        play.calls(),
        [&Call::Load],
        "only the thorough question adopts a session that was not stored"
    );
    play.give(panel(vec![open("a")]));
    assert_eq!(scene(&play).banner, None);
    play.send(create('2'));
    assert_eq!(play.calls(), [&creation('2', Some("a"), false)]);
}

#[test]
fn replacing_names_the_old_session() {
    for session in [open("a"), expired("a")] {
        let mut play = Play::showing(panel(vec![session]));
        play.send(create('1'));
        assert_eq!(play.calls(), [&creation('1', Some("a"), false)]);
        assert!(
            scene(&play).screen.card().is_some(),
            "the old session stays on the screen"
        );
    }
    let mut play = Play::showing(panel(vec![closed("a")]));
    play.send(create('1'));
    assert_eq!(play.calls(), [&creation('1', None, false)]);
}

#[test]
fn with_the_customer_connected_the_user_is_asked_first() {
    let mut play = Play::showing(panel(vec![online("a")]));
    play.send(create('1'));
    assert_eq!(scene(&play).question, Some(Question::Replace));
    assert_eq!(play.effects, [Effect::Focus(FocusOn::Prompt)]);
    play.send(Message::Decline);
    assert_eq!(play.effects, [Effect::Focus(FocusOn::CreateButton)]);
    play.send(create('2'));
    play.send(Message::Confirm);
    assert_eq!(play.calls(), [&creation('2', Some("a"), false)]);

    let mut play = Play::showing(panel(vec![online("a")]));
    play.send(Message::Close);
    assert_eq!(scene(&play).question, Some(Question::Close));
    play.send(Message::Confirm);
    assert_eq!(play.calls(), [&Call::Close("a".to_owned())]);
}

#[test]
fn a_question_about_a_session_that_is_gone_is_taken_back() {
    let mut play = Play::showing(panel(vec![online("a")]));
    play.send(Message::Close);
    play.wait_for(Timer::Poll);
    play.give(panel(vec![closed("a")]));
    assert_eq!(scene(&play).question, None);
    play.send(Message::Confirm);
    assert!(play.calls().is_empty());
}

#[test]
fn closing_is_one_call() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Close);
    play.send(Message::Close);
    play.give(panel(vec![closed("a")]));
    assert!(matches!(scene(&play).screen, Screen::Closed(_)));
    assert!(play.effects.contains(&Effect::TellChanged));
    play.send(Message::Close);
    assert!(play.calls().is_empty());
}

#[test]
fn closing_what_is_closed_already_shows_so() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Close);
    play.answer(Err(error(ErrorCode::SessionClosed)));
    assert_eq!(failure(&scene(&play)), Some(ErrorCode::SessionClosed));
    assert_eq!(play.calls(), [&Call::Refresh]);
    play.give(panel(vec![closed("a")]));
    assert!(matches!(scene(&play).screen, Screen::Closed(_)));
    assert_eq!(
        failure(&scene(&play)),
        Some(ErrorCode::SessionClosed),
        "the words stay until the user goes on"
    );
}

fn links() -> JoinLinks {
    JoinLinks {
        supporter_link: "https://get.teamviewer.com/s12345678-secret".to_owned(),
        web_client_link: Some("https://login.teamviewer.com/Connect?code=1".to_owned()),
    }
}

#[test]
fn joining_opens_a_tab_in_the_click_and_keeps_no_link() {
    for (via, part) in [(Via::Client, "secret"), (Via::Browser, "Connect")] {
        let mut play = Play::showing(panel(vec![open("a")]));
        play.send(Message::Join(via));
        assert!(
            matches!(play.effects[..], [Effect::OpenTab(_)]),
            "{:?}",
            play.effects
        );
        play.tab(true);
        assert_eq!(play.calls(), [&Call::Join("a".to_owned())]);
        play.answer(Ok(Answer::Links(links())));
        let sent = play
            .effects
            .iter()
            .any(|it| matches!(it, Effect::SendTab(link) if link.contains(part)));
        assert!(sent, "{:?}", play.effects);
        assert!(!format!("{:?}", play.state).contains("secret"));
        assert!(!format!("{:?}", play.state).contains("Connect?code"));
    }
}

#[test]
fn a_blocked_tab_costs_no_call() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Join(Via::Client));
    play.tab(false);
    assert!(play.calls().is_empty());
    assert!(
        matches!(&scene(&play).banner, Some(Banner::Problem(problem)) if problem.what == What::TabBlocked)
    );
    play.send(Message::TryAgain);
    assert!(
        play.effects
            .iter()
            .any(|effect| matches!(effect, Effect::OpenTab(_)))
    );
}

#[test]
fn no_tab_is_left_behind_when_joining_fails() {
    let answers = [
        (Via::Client, Err(error(ErrorCode::TeamViewerDown))),
        (
            Via::Client,
            Ok(Answer::Links(JoinLinks {
                supporter_link: "javascript:1".to_owned(),
                ..links()
            })),
        ),
        (
            Via::Browser,
            Ok(Answer::Links(JoinLinks {
                web_client_link: None,
                ..links()
            })),
        ),
        (Via::Client, Ok(Answer::SignedOut)),
    ];
    for (via, answer) in answers {
        let mut play = Play::showing(panel(vec![open("a")]));
        play.send(Message::Join(via));
        play.tab(true);
        play.answer(answer);
        assert!(play.effects.contains(&Effect::CloseTab), "{:?}", play.effects);
        assert!(matches!(scene(&play).banner, Some(Banner::Problem(_))));
        assert!(matches!(scene(&play).screen, Screen::Open(_)));
    }
}

#[test]
fn only_a_live_session_can_be_joined() {
    for session in [expired("a"), closed("a"), colleagues("a")] {
        let mut play = Play::showing(panel(vec![session]));
        play.send(Message::Join(Via::Client));
        assert!(play.effects.is_empty());
    }
}

#[test]
fn the_own_session_comes_first_and_colleagues_are_listed() {
    let sessions = vec![closed("old"), open("new"), colleagues("other"), expired("older")];
    let scene = scene(&Play::showing(panel(sessions)));
    assert_eq!(scene.screen.card().unwrap().id, "new");
    assert_eq!(scene.colleagues.len(), 1);
    assert_eq!(scene.colleagues[0].owner, "Bo <Colleague>");
}

#[test]
fn a_remark_stays_until_the_next_action() {
    let mut play = Play::showing(panel(Vec::new()));
    play.send(create('1'));
    play.give(Panel {
        notice: Some(Notice::AlreadyOpen),
        ..panel(vec![open("a")])
    });
    assert_eq!(scene(&play).remark.unwrap().notice, Notice::AlreadyOpen);
    play.wait_for(Timer::Poll);
    play.give(Panel {
        notice: Some(Notice::Unknown),
        ..panel(vec![open("a")])
    });
    assert_eq!(scene(&play).remark.unwrap().notice, Notice::AlreadyOpen);
    play.send(Message::Dismiss);
    assert_eq!(scene(&play).remark, None);
}

#[test]
fn that_teamviewer_could_not_be_asked_ends_with_the_next_answer() {
    let mut play = Play::showing(Panel {
        notice: Some(Notice::Stale),
        ..panel(vec![open("a")])
    });
    assert!(scene(&play).remark.unwrap().since.is_some());
    play.wait_for(Timer::Poll);
    play.give(panel(vec![open("a")]));
    assert_eq!(scene(&play).remark, None);
}

#[test]
fn a_rate_limit_is_counted_down() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Close);
    play.answer(Err(RemoteError {
        retry_after_seconds: Some(2),
        ..error(ErrorCode::RateLimit)
    }));
    assert_eq!(scene(&play).wait_seconds, Some(2));
    play.send(Message::TryAgain);
    assert!(play.calls().is_empty());
    play.clock += 1_000;
    play.wait_for(Timer::Tick);
    assert_eq!(scene(&play).wait_seconds, Some(1));
    let due = play.state.deadline(Timer::Tick);
    assert_eq!(
        due,
        Some(play.clock + 1_000),
        "the seconds are counted one by one"
    );
    play.wait_for(Timer::Tick);
    assert_eq!(scene(&play).wait_seconds, None);
    play.send(Message::TryAgain);
    assert_eq!(play.calls(), [&Call::Close("a".to_owned())]);
}

#[test]
fn a_panel_without_a_clock_is_a_failure_and_no_session_is_lost() {
    let mut play = Play::showing(panel(vec![open("a")]));
    play.wait_for(Timer::Poll);
    play.give(Panel {
        now: "soon".to_owned(),
        ..panel(Vec::new())
    });
    assert_eq!(failure(&scene(&play)), Some(ErrorCode::Internal));
    assert!(matches!(scene(&play).screen, Screen::Open(_)));
}

#[test]
fn copying_is_confirmed_for_a_moment() {
    use super::message::CopyWhat;
    let mut play = Play::showing(panel(vec![open("a")]));
    play.send(Message::Copy(CopyWhat::Link));
    assert_eq!(
        play.effects,
        [Effect::Copy(
            CopyWhat::Link,
            "https://get.teamviewer.com/s12345678".to_owned()
        )]
    );
    play.send(Message::CopyDone {
        what: CopyWhat::Link,
        worked: true,
    });
    assert_eq!(scene(&play).copied, Some(CopyWhat::Link));
    play.wait_for(Timer::Copied);
    assert_eq!(scene(&play).copied, None);
    play.send(Message::CopyDone {
        what: CopyWhat::Link,
        worked: false,
    });
    assert!(
        matches!(&scene(&play).banner, Some(Banner::Problem(problem)) if problem.what == What::NotCopied)
    );
}
