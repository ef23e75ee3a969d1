//! The page that asks for the permission.

use super::{ALLOW, BRAND, Button, Paper, View};
use crate::model::Setup;
use crate::text;

pub fn setup<P: Paper>(view: &mut View<'_, P>, setup: Setup) {
    view.heading("notify.setupHeading");
    if setup == Setup::Blocked {
        return view.blocked();
    }
    view.line(text::setup(setup));
    if setup == Setup::Ask {
        view.button(&Button {
            id: ALLOW,
            look: BRAND,
            key: "notify.allow",
            seconds: 0,
            about: None,
            ready: true,
        });
    }
}
