//! How a call becomes a remote action.

use component::Remote;
use contract::{
    ChangeRequest, CompanyMoreRequest, CompanyPage, CompanyReport, CompanyRequest, Done, RemoteError,
    SignInRequest,
};
use page::json::{parse_reply, write};
use page::{Host, MissingAttribute};

use crate::model::{Answer, Call};

/// How calls become remote calls.
type Calls = Box<dyn Fn(&Call) -> Remote<Answer>>;

/// The remote call of each call.
pub fn calls(host: &Host) -> Result<Calls, MissingAttribute> {
    let load = host.action("load")?;
    let more = host.action("more")?;
    let change = host.action("change")?;
    let sign_out = host.action("sign-out")?;
    Ok(Box::new(move |call| {
        let (action, request, read): (_, _, fn(&str) -> _) = match call {
            Call::Load { period, people } => {
                let days = period.map(|period| (period.first.text(), period.last.text()));
                let request = CompanyRequest {
                    first: days.as_ref().map(|(first, _)| first.as_str()),
                    last: days.as_ref().map(|(_, last)| last.as_str()),
                    people: *people,
                };
                (&load, write(&request), read_report)
            }
            Call::More { period, next } => {
                let request = CompanyMoreRequest {
                    first: &period.first.text(),
                    last: &period.last.text(),
                    next,
                };
                (&more, write(&request), read_page)
            }
            Call::Change { id, notes, billing } => {
                let request = ChangeRequest {
                    connection_id: id,
                    notes: notes.as_deref(),
                    billing: *billing,
                };
                (&change, write(&request), read_changed)
            }
            Call::SignOut => (&sign_out, write(&SignInRequest { record_id: "" }), read_done),
        };
        Remote {
            action: action.clone(),
            request,
            read,
        }
    }))
}

fn read_report(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<CompanyReport>(text).map(|report| Answer::Report(Box::new(report)))
}

fn read_page(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<CompanyPage>(text).map(Answer::Page)
}

fn read_changed(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<Done>(text).map(|_| Answer::Changed)
}

fn read_done(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<Done>(text).map(|_| Answer::SignedOut)
}
