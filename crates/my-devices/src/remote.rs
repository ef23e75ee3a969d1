//! How a call becomes a remote action.

use component::Remote;
use contract::{DeviceList, DevicesRequest, Done, RemoteError};
use page::json::{parse_reply, write};
use page::{Host, MissingAttribute};

use crate::model::{Answer, Call};

/// How calls become remote calls.
type Calls = Box<dyn Fn(&Call) -> Remote<Answer>>;

/// The remote call of each call.
pub fn calls(host: &Host) -> Result<Calls, MissingAttribute> {
    let load = host.action("load")?;
    let refresh = host.action("refresh")?;
    let sign_out = host.action("sign-out")?;
    Ok(Box::new(move |call| {
        let (action, read): (_, fn(&str) -> _) = match call {
            Call::Load => (&load, read_list),
            Call::Refresh => (&refresh, read_list),
            Call::SignOut => (&sign_out, read_done),
        };
        Remote {
            action: action.clone(),
            request: write(&DevicesRequest {}),
            read,
        }
    }))
}

fn read_list(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<DeviceList>(text).map(|list| Answer::List(Box::new(list)))
}

fn read_done(text: &str) -> Result<Answer, RemoteError> {
    parse_reply::<Done>(text).map(|_| Answer::SignedOut)
}
