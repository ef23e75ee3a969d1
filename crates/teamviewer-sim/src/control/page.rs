//! The control page: what is going on, and a button for everything that people, machines and time can do.

use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::command::{self, ControlError};
use crate::clock::iso;
use crate::faults::{Delay, FaultKind, FaultOrder, Forever, Pattern, Times};
use crate::hosts::Links;
use crate::operations;
use crate::pages::{page, problem};
use crate::state::{App, Sim};

/// Requests shown.
const SHOWN_REQUESTS: usize = 50;

/// A form of the page. `what` is the verb; the other fields are its objects.
#[derive(Debug, Deserialize)]
pub struct Action {
    what: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    step: String,
    #[serde(default)]
    operation: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    times: String,
    #[serde(default)]
    delay_ms: String,
    #[serde(default)]
    number: i64,
}

/// The page.
pub async fn show(State(app): State<App>) -> Markup {
    app.with(|sim| {
        let content = html! {
            (clock_and_tokens(sim))
            (faults(sim))
            (sessions(sim, &app.links))
            (messages(sim))
            (requests(sim))
        };
        page("Control", content)
    })
}

/// Does what a form says and shows the page again.
pub async fn act(State(app): State<App>, Form(action): Form<Action>) -> Response {
    match app.with(|sim| run(sim, &action)) {
        Ok(()) => Redirect::to("/control").into_response(),
        Err(error) => problem(axum::http::StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

fn run(sim: &mut Sim, action: &Action) -> Result<(), ControlError> {
    match action.what.as_str() {
        "customer" | "supporter" | "session" | "device" => {
            command::step(sim, &action.what, &action.code, &action.step)
        }
        "tokens" => command::tokens(sim, &action.step),
        "advance" => command::advance(sim, action.number),
        "company" => command::add_company(sim),
        "reset" => {
            sim.reset(false);
            Ok(())
        }
        "clear_requests" => {
            sim.log.clear();
            Ok(())
        }
        "opener" => {
            sim.settings.opener_lost = !sim.settings.opener_lost;
            Ok(())
        }
        "clear_faults" => {
            sim.faults.clear();
            Ok(())
        }
        "inject" => {
            sim.faults.inject(order(action)?);
            Ok(())
        }
        other => Err(ControlError::Wrong(format!("There is no action {other:?}."))),
    }
}

fn order(action: &Action) -> Result<FaultOrder, ControlError> {
    let kind = FaultKind::ALL.iter().find(|kind| kind.name() == action.kind);
    let kind = kind.ok_or_else(|| ControlError::Wrong(format!("There is no fault {:?}.", action.kind)))?;
    let times = match action.times.as_str() {
        "forever" => Times::Word(Forever::Forever),
        number => Times::Number(
            number
                .parse()
                .map_err(|_| ControlError::Wrong(format!("{number:?} is not a number of times.")))?,
        ),
    };
    let delay_ms = match action.delay_ms.as_str() {
        "" => None,
        number => {
            let number: u32 = number
                .parse()
                .map_err(|_| ControlError::Wrong(format!("{number:?} is not a delay in milliseconds.")))?;
            Some(Delay::try_from(number).map_err(ControlError::Wrong)?)
        }
    };
    Ok(FaultOrder {
        pattern: Pattern::try_from(action.operation.clone()).map_err(ControlError::Wrong)?,
        times,
        after: 0,
        kind: *kind,
        description: None,
        retry_after: None,
        fields: None,
        delay_ms,
    })
}

fn clock_and_tokens(sim: &Sim) -> Markup {
    let counts = sim.world.grants.counts(sim.world.now());
    html! {
        h2 { "Clock and tokens" }
        p { "It is " strong { (iso(sim.world.now())) } " here." }
        form method="post" action="/control/do" {
            label for="seconds" { "Seconds to move the clock" }
            input id="seconds" name="number" type="number" value="3600" required;
            button type="submit" name="what" value="advance" { "Move" }
        }
        p { (counts.valid) " valid, " (counts.expired) " expired and " (counts.revoked) " revoked access tokens." }
        (buttons("tokens", "", &[("expire", "Expire all"), ("revoke", "Revoke all")]))
        p {
            "Sign-in pages " @if sim.settings.opener_lost { "isolate themselves from" } @else { "keep" } " their opener."
        }
        form class="inline" method="post" action="/control/do" {
            button class="plain" type="submit" name="what" value="opener" { "Change that" }
        }
        form class="inline" method="post" action="/control/do" {
            button class="plain" type="submit" name="what" value="company" { "Add a company of ordinary size" }
        }
        form class="inline" method="post" action="/control/do" {
            button class="plain" type="submit" name="what" value="reset" { "Reset everything" }
        }
    }
}

fn faults(sim: &Sim) -> Markup {
    html! {
        h2 { "Faults" }
        @if sim.faults.waiting().is_empty() { p { "None waits." } } @else {
            ul {
                @for fault in sim.faults.waiting() {
                    li {
                        (String::from(fault.order.pattern.clone())) ": " (fault.order.kind.name()) ", "
                        @match fault.order.times {
                            Times::Word(Forever::Forever) => "forever",
                            Times::Number(times) => { (times) " more times" }
                        }
                    }
                }
            }
            form method="post" action="/control/do" {
                button class="plain" type="submit" name="what" value="clear_faults" { "Remove all faults" }
            }
        }
        form method="post" action="/control/do" {
            label for="operation" { "Operation" }
            select id="operation" name="operation" {
                @for name in operations::ALL { option value=(name) { (name) } }
            }
            label for="kind" { "Fault" }
            select id="kind" name="kind" {
                @for kind in FaultKind::ALL { option value=(kind.name()) { (kind.name()) ": " (kind.meaning()) } }
            }
            label for="times" { "Times (a number, or forever)" }
            input id="times" name="times" value="1" required;
            label for="delay_ms" { "Delay of slow in milliseconds (empty: 5000)" }
            input id="delay_ms" name="delay_ms" type="number" min="0" max=(Delay::LONGEST);
            div { button type="submit" name="what" value="inject" { "Inject" } }
        }
    }
}

fn sessions(sim: &Sim, links: &Links) -> Markup {
    let now = sim.world.now();
    html! {
        h2 { "Sessions" }
        @if sim.world.sessions.is_empty() { p { "None." } }
        @for session in sim.world.sessions.iter().rev() {
            h3 { (session.code) }
            p {
                (session.state.name()) @if session.is_expired(now) { ", expired" }
                @if session.customer_online { ", customer online" }
                @if session.running.is_some() { ", connection running" }
                ", valid until " (iso(session.valid_until))
            }
            p {
                a href=(links.customer(session)) { "Customer's page of " (session.code) } " "
                a href=(links.supporter(session)) { "Supporter's page of " (session.code) }
            }
            (buttons("customer", &session.code.to_string(), &[("connect", "Customer connects"), ("disconnect", "Customer disconnects")]))
            (buttons("supporter", &session.code.to_string(), &[("join", "Supporter joins"), ("leave", "Supporter leaves")]))
            (buttons("session", &session.code.to_string(), &[("expire", "Expire"), ("close", "Close"), ("delete", "Delete")]))
        }
    }
}

fn messages(sim: &Sim) -> Markup {
    html! {
        h2 { "SMS outbox" }
        @if sim.world.sms.is_empty() { p { "Empty." } }
        ul {
            @for sms in sim.world.sms.iter().rev() {
                li { (iso(sms.at)) " to " (sms.number) ": " (sms.text) " " a href=(sms.link) { "Open the link of " (sms.code) } }
            }
        }
        h2 { "Company" }
        p {
            (sim.world.accounts.len()) " accounts, " (sim.world.groups.len()) " groups, "
            (sim.world.devices.computers.len()) " computers, " (sim.world.connections.len()) " ended connections."
        }
        @if !sim.world.devices.computers.is_empty() {
            form method="post" action="/control/do" {
                input type="hidden" name="what" value="device";
                label for="device" { "TeamViewer ID of a computer" }
                input id="device" name="code" inputmode="numeric" required;
                button type="submit" name="step" value="online" { "Goes online" }
                button type="submit" name="step" value="offline" { "Goes offline" }
            }
        }
    }
}

fn requests(sim: &Sim) -> Markup {
    html! {
        h2 { "Requests" }
        form method="post" action="/control/do" {
            button class="plain" type="submit" name="what" value="clear_requests" { "Clear" }
        }
        table {
            thead { tr { th scope="col" { "Time" } th scope="col" { "Request" } th scope="col" { "Answer" } } }
            tbody {
                @for entry in sim.log.newest().take(SHOWN_REQUESTS) {
                    tr {
                        td { (entry.at) }
                        td { code { (entry.method) " " (entry.path) } @if !entry.body.is_empty() { br; code { (entry.body) } } }
                        td {
                            @match entry.status { Some(status) => (status), None => "none" }
                            @if let Some(fault) = entry.fault { ", " (fault) }
                        }
                    }
                }
            }
        }
    }
}

fn buttons(what: &str, code: &str, steps: &[(&str, &str)]) -> Markup {
    html! {
        @for (step, label) in steps {
            form class="inline" method="post" action="/control/do" {
                input type="hidden" name="what" value=(what);
                input type="hidden" name="code" value=(code);
                button class="plain" type="submit" name="step" value=(step) { (label) }
            }
        }
    }
}
