//! One page of many that does what must be done once: the leader of all pages that share a storage.
//!
//! A lock of the browser makes it: it cannot be held twice, and is free in the moment in which its page is gone. Where
//! there are no locks, a lease in the storage does: see [`crate::lease`].

use crate::lease;

/// What a page does to lead.
#[derive(Debug, Default)]
pub struct Lead {
    /// This page among all, in a lease.
    me: String,
    leads: bool,
    /// The request for the lock that was granted last.
    held: u32,
    /// How many requests there were.
    requests: u32,
    /// The request that waits in line.
    queued: Option<u32>,
    /// Whether leases make the leader.
    lends: bool,
    /// Whether the next lease is taken whoever has it.
    takes: bool,
}

/// What a page needs of its browser to lead.
#[derive(Debug, PartialEq, Eq)]
pub enum Want {
    /// The lock, by the request with this number; `steal` takes it from whoever holds it.
    Lock { request: u32, steal: bool },
    /// The lease as it is kept now.
    Look,
    /// This kept as the lease; nothing when it is empty.
    Keep(String),
}

impl Lead {
    /// A page that calls itself so in a lease.
    pub fn new(me: String) -> Self {
        Self {
            me,
            ..Self::default()
        }
    }

    /// Whether this page leads.
    pub fn leads(&self) -> bool {
        self.leads
    }

    /// Waits in line.
    pub fn wait(&mut self) -> Option<Want> {
        if self.queued.is_some() {
            return None;
        }
        let want = self.request(false);
        self.queued = Some(self.requests);
        Some(want)
    }

    /// Leads from now on, whoever did before: this is the page that the user looks at.
    pub fn take(&mut self) -> Option<Want> {
        if self.leads {
            return None;
        }
        if self.lends {
            self.takes = true;
            return Some(Want::Look);
        }
        Some(self.request(true))
    }

    fn request(&mut self, steal: bool) -> Want {
        self.requests += 1;
        Want::Lock {
            request: self.requests,
            steal,
        }
    }

    /// The lock is this page's until it is gone, or somebody takes it.
    pub fn granted(&mut self, request: u32) {
        self.held = request;
        self.queued = self.queued.filter(|queued| *queued != request);
        self.leads = true;
    }

    /// Another page has taken the lock, or this one with a newer request.
    pub fn ended(&mut self, request: u32) -> Option<Want> {
        if self.held != request {
            return None;
        }
        self.leads = false;
        self.wait()
    }

    /// The browser gives this page no locks: it leads by leases from now on.
    pub fn denied(&mut self) -> Option<Want> {
        self.lends = true;
        Some(Want::Look)
    }

    /// Time to renew the lease, or another page gave its lease up or took ours.
    pub fn beat(&self) -> Option<Want> {
        self.lends.then_some(Want::Look)
    }

    /// The lease as it was kept at this time in seconds.
    pub fn read(&mut self, kept: &str, now: u32) -> Option<Want> {
        let until = lease::until(Some(kept), &self.me, now, self.takes);
        self.takes = false;
        self.leads = until.is_some();
        until.map(|until| Want::Keep(lease::text(&self.me, until)))
    }

    /// The page is being left: the lease is free.
    pub fn left(&self) -> Option<Want> {
        (self.lends && self.leads).then(|| Want::Keep(String::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lead, Want};

    fn lock(request: u32, steal: bool) -> Option<Want> {
        Some(Want::Lock { request, steal })
    }

    #[test]
    fn the_page_that_is_looked_at_takes_the_lock_and_waits_in_line_when_it_lost_it() {
        let mut lead = Lead::new("me".to_owned());
        assert_eq!(lead.take(), lock(1, true));
        lead.granted(1);
        assert!(lead.leads());
        assert_eq!(lead.take(), None);
        assert_eq!(lead.ended(1), lock(2, false));
        assert!(!lead.leads());
        assert_eq!(lead.wait(), None, "it waits already");
        lead.granted(2);
        assert!(lead.leads());
        assert_eq!(lead.ended(2), lock(3, false));
    }

    #[test]
    fn what_ends_for_a_newer_request_of_the_same_page_changes_nothing() {
        let mut lead = Lead::new("me".to_owned());
        assert_eq!(lead.wait(), lock(1, false));
        assert_eq!(lead.take(), lock(2, true));
        lead.granted(1);
        lead.granted(2);
        assert_eq!(lead.ended(1), None);
        assert!(lead.leads());
    }

    #[test]
    fn without_locks_leases_make_the_leader() {
        let mut lead = Lead::new("me".to_owned());
        assert_eq!(lead.take(), lock(1, true));
        assert_eq!(lead.beat(), None);
        assert_eq!(lead.denied(), Some(Want::Look));
        assert_eq!(lead.read("other 1010", 1_000), None);
        assert!(!lead.leads());
        assert_eq!(lead.left(), None);
        assert_eq!(lead.beat(), Some(Want::Look));
        assert_eq!(lead.take(), Some(Want::Look));
        assert_eq!(
            lead.read("other 1010", 1_001),
            Some(Want::Keep("me 1076".to_owned()))
        );
        assert!(lead.leads());
        assert_eq!(lead.left(), Some(Want::Keep(String::new())));
        assert_eq!(lead.read("other 1080", 1_005), None);
        assert!(!lead.leads(), "another page took it");
    }
}
