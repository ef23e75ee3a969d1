//! How a call becomes a remote call.

use component::{Remote, ToRemote};
use contract::{Done, RemoteError, ReportBatch, ReportRequest, SignInRequest};
use page::json::{parse_reply, write};
use page::{Host, MissingAttribute};

use crate::model::{Answer, Call, Report};

/// Makes remote calls of the component's calls.
pub fn of(host: &Host) -> Result<ToRemote<Report>, MissingAttribute> {
    let record_id = host.record_id.clone();
    let (load, more, sign_out) = (
        host.action("load")?,
        host.action("more")?,
        host.action("sign-out")?,
    );
    Ok(Box::new(move |call| {
        let record_id = record_id.as_str();
        let (action, next) = match call {
            Call::Load => (&load, None),
            Call::More(next) => (&more, Some(next.as_str())),
            Call::SignOut => {
                return Remote {
                    action: sign_out.clone(),
                    request: write(&SignInRequest { record_id }),
                    read: read_done,
                };
            }
        };
        Remote {
            action: action.clone(),
            request: write(&ReportRequest { record_id, next }),
            read: read_part,
        }
    }))
}

fn read_part(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<ReportBatch>(text).map(|part| Answer::Part(Box::new(part)))
}

fn read_done(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<Done>(text).map(|_| Answer::SignedOut)
}
