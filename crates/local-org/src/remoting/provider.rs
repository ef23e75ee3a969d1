//! The scripts by which a page offers its remote actions.

use apex::Program;
use serde_json::{Map, Value, json};

use super::tokens::{Grant, Purpose, TokenKey, page_id};
use crate::visualforce::page::Controller;

/// Where the org serves the remoting library.
pub const LIBRARY: &str = "/jslibrary/1700000000000/sfdc/VFRemote.js";

/// API version of the wire (`ver`).
pub const VERSION: f64 = 66.0;

/// The scripts for the head of a page; none when its controllers have no remote action.
pub fn scripts(
    program: &Program,
    controllers: &[Controller],
    page: &str,
    session: &str,
    key: &TokenKey,
) -> Vec<String> {
    let vid = page_id(page);
    let mut actions = Map::new();
    for Controller { class, namespace } in controllers {
        let methods: Vec<Value> = super::actions(program, class)
            .into_iter()
            .map(|method| {
                let action = format!("{class}.{}", method.name);
                let grant = Grant {
                    session,
                    page: &vid,
                    action: &action,
                };
                json!({
                    "name": method.name,
                    "len": method.params.len(),
                    "ns": namespace,
                    "ver": VERSION,
                    "csrf": key.make(Purpose::Csrf, grant),
                    "authorization": key.make(Purpose::Authorization, grant),
                })
            })
            .collect();
        if !methods.is_empty() {
            actions.insert(class.clone(), json!({ "ms": methods, "prm": 1 }));
        }
    }
    if actions.is_empty() {
        return Vec::new();
    }
    let provider = json!({
        "vf": { "vid": vid, "xhr": false, "dev": false, "tst": false, "dbg": false, "tm": 0, "ovrprm": false },
        "actions": actions,
        "service": "apexremote",
    });
    // JSON inside a script element: `</script>` and `<!--` must not appear.
    let provider = provider.to_string().replace('<', "\\u003C");
    vec![
        format!("<script src=\"{LIBRARY}\"></script>"),
        format!(
            "<script>Visualforce.remoting.Manager.add(new $VFRM.RemotingProviderImpl({provider}));</script>"
        ),
    ]
}
