//! The components there are, what they become and what they may weigh. Not among the sources of the build, so that a
//! changed budget builds nothing anew.

use crate::build::Component;

/// Every component, with the static resource that it becomes.
pub static COMPONENTS: [Component; 7] = [
    Component {
        name: "session",
        resource: "TeamViewerSession",
        styles: &[STYLES],
        most_bytes: 75_000,
    },
    Component {
        name: "session-history",
        resource: "TeamViewerSessionHistory",
        styles: &[STYLES, TABLES],
        most_bytes: 75_000,
    },
    Component {
        name: "connection-report",
        resource: "TeamViewerConnectionReport",
        styles: &[STYLES, TABLES],
        most_bytes: 75_000,
    },
    Component {
        name: "company-report",
        resource: "TeamViewerCompanyReport",
        styles: &[STYLES, TABLES],
        // No record page: a tab of administrators, with a chart, a long table and files for spreadsheets.
        most_bytes: 80_000,
    },
    Component {
        name: "my-devices",
        resource: "TeamViewerMyDevices",
        styles: &[STYLES, TABLES],
        most_bytes: 75_000,
    },
    Component {
        name: "administration",
        resource: "TeamViewerAdministration",
        styles: &[STYLES, TABLES],
        most_bytes: 75_000,
    },
    Component {
        name: "tv-session-notification",
        resource: "TeamViewerNotification",
        styles: &["notification.css"],
        // It stands on every page, so it is meant to load 15,000; what it loads now may at least not grow.
        most_bytes: 15_000,
    },
];

/// The styles of components that are drawn with the design system.
const STYLES: &str = "teamviewer.css";

/// The styles of those with tables.
const TABLES: &str = "tables.css";
