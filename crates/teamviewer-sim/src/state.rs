//! What every handler shares: the simulator behind one lock, the links, and the sign to stop.

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::faults::Faults;
use crate::hosts::Links;
use crate::model::World;
use crate::model::grants::OAuthClient;
use crate::model::limits::RateLimits;
use crate::request_log::RequestLog;

/// A handle on the running simulator.
#[derive(Debug, Clone)]
pub struct App {
    sim: Arc<Mutex<Sim>>,
    /// Builds links.
    pub links: Arc<Links>,
    stopping: watch::Receiver<bool>,
}

/// Everything that changes while the simulator runs.
#[derive(Debug)]
pub struct Sim {
    /// TeamViewer's side.
    pub world: World,
    /// Faults waiting to happen.
    pub faults: Faults,
    /// Requests received.
    pub log: RequestLog,
    /// Counters of calls.
    pub limits: RateLimits,
    /// Switches.
    pub settings: Settings,
    start: Start,
}

/// How the program was started; a reset goes back to it.
#[derive(Debug, Clone)]
pub struct Start {
    /// Seed of identifiers.
    pub seed: Option<u64>,
    /// Registered apps.
    pub clients: Vec<OAuthClient>,
    /// Whether rate limits are enforced.
    pub limits_enforced: bool,
    /// Whether the world starts with a whole company.
    pub seed_company: bool,
}

/// Switches of behaviour that the sources leave open.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Sign-in and consent pages isolate themselves from their opener
    /// (`Cross-Origin-Opener-Policy: same-origin`).
    pub opener_lost: bool,
    /// Status of a successful `POST /sessions`: 200 (documentation 2021) or 201 (documentation 1.0.1).
    pub create_status: u16,
    /// Contradictions of the documentation about reports.
    pub report_quirks: ReportQuirks,
}

/// Where sources contradict each other, or captured reports differ from them. All off: the newest description.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReportQuirks {
    /// Dates come as `20130116T194014Z`.
    pub compact_dates: bool,
    /// The price comes as text in `bill`, not as a number in `fee`.
    pub bill_instead_of_fee: bool,
    /// `from_date`, `to_date` and the order go by the start of the connection, not by its end.
    pub by_start_date: bool,
    /// Running connections are listed, without an end.
    pub running_listed: bool,
    /// From the second page on `next_offset` repeats the cursor that was sent.
    pub stuck_offset: bool,
    /// Deleting a record answers 200 (documentation 1.0.1) instead of 204.
    pub delete_answers_200: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            opener_lost: false,
            create_status: 200,
            report_quirks: ReportQuirks::default(),
        }
    }
}

impl Sim {
    /// A fresh simulator.
    pub fn new(start: Start) -> Self {
        let mut world = World::new(start.seed, start.clients.clone());
        if start.seed_company {
            world.add_company();
        }
        Self {
            world,
            faults: Faults::default(),
            log: RequestLog::default(),
            limits: RateLimits::documented(start.limits_enforced),
            settings: Settings::default(),
            start,
        }
    }

    /// Forgets everything since the start. `keep_sign_ins` keeps accounts, tokens and who is signed in.
    pub fn reset(&mut self, keep_sign_ins: bool) {
        let old = std::mem::replace(self, Self::new(self.start.clone()));
        if keep_sign_ins {
            self.world.accounts = old.world.accounts;
            self.world.grants = old.world.grants;
            self.world.sign_ins = old.world.sign_ins;
            // Starting the generator anew would hand out the kept tokens a second time.
            self.world.ids = old.world.ids;
        }
    }
}

impl App {
    /// Wraps the simulator; `stopping` turns true when the server is to end.
    pub fn new(start: Start, links: Links, stopping: watch::Receiver<bool>) -> Self {
        Self {
            sim: Arc::new(Mutex::new(Sim::new(start))),
            links: Arc::new(links),
            stopping,
        }
    }

    /// Runs `work` alone on the simulator.
    pub fn with<T>(&self, work: impl FnOnce(&mut Sim) -> T) -> T {
        work(&mut self.sim.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until the server is to end: how a request hangs.
    pub async fn until_stopping(&self) {
        // An error means that the sender is gone, that is, the server has ended.
        let _ = self.stopping.clone().wait_for(|stopping| *stopping).await;
    }
}
