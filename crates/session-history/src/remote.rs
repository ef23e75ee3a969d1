//! How a call becomes a remote call.

use component::Remote;
use contract::{DetailsRequest, HistoryRequest, JoinRequest};
use page::json::{parse_reply, write};
use page::{Host, MissingAttribute};

use crate::model::{Answer, Call};

/// Makes remote calls of the component's calls.
pub type Calls = Box<dyn Fn(&Call) -> Remote<Answer>>;

/// With the remote actions that the page names.
pub fn of(host: &Host) -> Result<Calls, MissingAttribute> {
    let record_id = host.record_id.clone();
    let (load, details, join) = (
        host.action("load")?,
        host.action("details")?,
        host.action("join")?,
    );
    Ok(Box::new(move |call| match call {
        Call::List { query, ask, .. } => Remote {
            action: load.clone(),
            request: write(&HistoryRequest {
                record_id: &record_id,
                page: query.page,
                sort: query.sort,
                ascending: query.ascending,
                status: query.status,
                kind: query.kind,
                ask: *ask,
            }),
            read: |text| parse_reply(text).map(Answer::List),
        },
        Call::Details { session_id, ask } => Remote {
            action: details.clone(),
            request: write(&DetailsRequest {
                record_id: &record_id,
                session_id,
                ask: *ask,
            }),
            read: |text| parse_reply(text).map(|details| Answer::Details(Box::new(details))),
        },
        Call::Join(session_id) => Remote {
            action: join.clone(),
            request: write(&JoinRequest {
                record_id: &record_id,
                session_id,
            }),
            read: |text| parse_reply(text).map(Answer::Links),
        },
    }))
}
