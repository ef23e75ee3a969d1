//! The page that asks for the permission.

use super::{ALLOW, Look, View};
use crate::model::Setup;
use crate::text;

pub fn setup(view: &mut View<'_>, setup: Setup) {
    view.heading("notify.setupHeading");
    if setup == Setup::Blocked {
        return view.blocked();
    }
    view.line(text::setup(setup));
    if setup == Setup::Ask {
        view.button(ALLOW, Look::Brand, "notify.allow", "", true);
    }
}
