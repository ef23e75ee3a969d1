//! A Salesforce org on a laptop: loads a package from its source, runs its Apex, serves its Visualforce pages
//! and static resources, answers JavaScript remoting, and keeps its users' named credentials.
//!
//! It knows no package: what it serves is what the source folders say. Apex runs in crate `apex`, data lives
//! in crate `org-data`; this crate is the org around them.

pub mod apex_test;
pub mod cache;
pub mod classic;
pub mod cli;
pub mod clock;
pub mod credentials;
pub mod flow;
pub mod host;
pub mod hosts;
pub mod html;
pub mod jobs;
pub mod login;
pub mod lwc;
pub mod mail;
pub mod org;
pub mod package;
pub mod remoting;
pub mod resources;
pub mod secret;
pub mod serve;
pub mod server;
pub mod setup;
pub mod shell;
pub mod slds;
pub mod source;
pub mod test_control;
pub mod visualforce;
