//! The home of Setup, and the way to its pages.

use axum::response::Response;
use maud::{Markup, html};

use super::visit::Visit;

/// The address of the home of Setup.
pub const HOME: &str = "/lightning/setup/SetupOneHome/home";

/// Pages by their place: section, label, address.
const PAGES: [(&str, &str, &str); 9] = [
    ("Users", "Permission Sets", "/lightning/setup/PermSets/home"),
    ("Apps", "App Manager", "/lightning/setup/NavigationMenus/home"),
    (
        "Apps",
        "Installed Packages",
        "/lightning/setup/ImportedPackage/home",
    ),
    (
        "Feature Settings: Chatter",
        "Chatter Settings",
        "/lightning/setup/CollaborationSettings/home",
    ),
    (
        "Communication Templates",
        "Email Templates",
        "/lightning/setup/CommunicationTemplatesEmail/home",
    ),
    (
        "Home",
        "Home Page Layouts",
        "/lightning/setup/HomePageLayouts/home",
    ),
    (
        "Objects and Fields",
        "Object Manager",
        "/lightning/setup/ObjectManager/home",
    ),
    (
        "Custom Code",
        "Custom Metadata Types",
        "/lightning/setup/CustomMetadata/home",
    ),
    (
        "User Interface",
        "User Interface",
        "/lightning/setup/UserInterfaceUI/home",
    ),
];

/// The pages of Setup, the one that is shown marked.
pub fn navigation(path: &str) -> Markup {
    let node = |path: &str| path.split('/').nth(3).unwrap_or_default().to_owned();
    let here = node(path);
    html! {
        nav class="slds-card slds-p-around_medium" aria-label="Setup" {
            ul {
                li { a href=(HOME) aria-current=[(path == HOME).then_some("page")] { "Setup Home" } }
                @for (_, label, target) in PAGES {
                    li class="slds-m-top_x-small" { a href=(target) aria-current=[(node(target) == here).then_some("page")] { (label) } }
                }
            }
        }
    }
}

/// Answers [`HOME`].
pub fn home(visit: &Visit<'_>) -> Response {
    let main = html! {
        p class="slds-m-bottom_small" { "What an administrator can change in this org." }
        dl {
            @for (section, label, target) in PAGES {
                dt class="slds-m-top_x-small" { (section) }
                dd { a href=(target) { (label) } }
            }
        }
    };
    visit.page("Setup Home", &main)
}
