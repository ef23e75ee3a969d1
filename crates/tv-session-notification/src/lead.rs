//! One page of many that does what must be done once: the leader of all pages that share a storage.
//!
//! A lock of the browser makes it: it cannot be held twice, and is free in the moment in which its page is gone. Every
//! browser that Salesforce supports has such locks. One that denies them to a frame denies it the storage as well, by
//! which pages could settle it otherwise: each leads itself then, and the tag keeps notifications of the same connection
//! from showing twice.

/// What a page does to lead.
#[derive(Debug, Default)]
pub struct Lead {
    leads: bool,
    /// The request for the lock that was granted last.
    held: u32,
    /// How many requests there were.
    requests: u32,
    /// The request that waits in line; none has number 0.
    queued: u32,
}

/// What a page needs of its browser to lead: the lock, by the request with this number.
#[derive(Debug, PartialEq, Eq)]
pub enum Want {
    /// When it is free.
    Wait(u32),
    /// From whoever holds it.
    Steal(u32),
}

impl Lead {
    /// Whether this page leads.
    pub fn leads(&self) -> bool {
        self.leads
    }

    /// Waits in line.
    pub fn wait(&mut self) -> Option<Want> {
        if self.queued > 0 {
            return None;
        }
        self.queued = self.request();
        Some(Want::Wait(self.queued))
    }

    /// Leads from now on, whoever did before: this is the page that the user looks at.
    pub fn take(&mut self) -> Option<Want> {
        (!self.leads).then(|| Want::Steal(self.request()))
    }

    fn request(&mut self) -> u32 {
        self.requests += 1;
        self.requests
    }

    /// The lock is this page's until it is gone, or somebody takes it.
    pub fn granted(&mut self, request: u32) {
        self.held = request;
        if self.queued == request {
            self.queued = 0;
        }
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

    /// The browser gives this page no locks.
    pub fn denied(&mut self) {
        self.leads = true;
    }
}

#[cfg(test)]
mod tests {
    use super::{Lead, Want};

    #[test]
    fn the_page_that_is_looked_at_takes_the_lock_and_waits_in_line_when_it_lost_it() {
        let mut lead = Lead::default();
        assert_eq!(lead.take(), Some(Want::Steal(1)));
        lead.granted(1);
        assert!(lead.leads());
        assert_eq!(lead.take(), None);
        assert_eq!(lead.ended(1), Some(Want::Wait(2)));
        assert!(!lead.leads());
        assert_eq!(lead.wait(), None, "it waits already");
        lead.granted(2);
        assert!(lead.leads());
        assert_eq!(lead.ended(2), Some(Want::Wait(3)));
    }

    #[test]
    fn what_ends_for_a_newer_request_of_the_same_page_changes_nothing() {
        let mut lead = Lead::default();
        assert_eq!(lead.wait(), Some(Want::Wait(1)));
        assert_eq!(lead.take(), Some(Want::Steal(2)));
        lead.granted(1);
        lead.granted(2);
        assert_eq!(lead.ended(1), None);
        assert!(lead.leads());
    }

    #[test]
    fn without_locks_a_page_leads_itself() {
        let mut lead = Lead::default();
        assert_eq!(lead.wait(), Some(Want::Wait(1)));
        lead.denied();
        assert!(lead.leads());
        assert_eq!(lead.take(), None);
    }
}
