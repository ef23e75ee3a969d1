//! The asynchronous queue: jobs run one after another, each in a transaction of its own, after the commit
//! that queued them, and scheduled ones whenever the org's clock says so.

pub mod schedule;

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use apex::Interpreter;
use apex::host::Job;
use apex::interp::coerce::normal_id;
use chrono::{DateTime, Utc};

use crate::clock::OrgClock;
use crate::org::Org;
use crate::serve::APEX_STACK;
pub use schedule::Scheduled;

/// A job and the user it runs as.
#[derive(Clone, Debug)]
pub struct QueuedJob {
    /// `AsyncApexJob` Id; of a scheduled job, its `CronTrigger`'s.
    pub id: String,
    /// User Id.
    pub user_id: String,
    /// What to run.
    pub job: Job,
    /// When it may run first, by the org's clock.
    pub not_before: Option<DateTime<Utc>>,
    /// Of a scheduled job: when it runs next; `Some(None)` when never again.
    pub trigger: Option<Option<DateTime<Utc>>>,
}

/// How often the queue looks at the org's clock while something waits for its time.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// The queue.
#[derive(Debug, Default)]
pub struct JobQueue {
    clock: Arc<OrgClock>,
    state: Mutex<State>,
    changed: Condvar,
    last_id: AtomicU64,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<QueuedJob>,
    scheduled: Vec<Scheduled>,
    running: bool,
    closed: bool,
}

impl State {
    /// The first job whose time has come; a scheduled one is then put off to its next time.
    fn due(&mut self, now: DateTime<Utc>) -> Option<QueuedJob> {
        if let Some(at) = self.scheduled.iter().position(|job| job.next <= now) {
            let fired = self.scheduled[at].fire(now);
            match fired.trigger.flatten() {
                Some(next) => self.scheduled[at].next = next,
                None => drop(self.scheduled.remove(at)),
            }
            return Some(fired);
        }
        let at = self.waiting.iter().position(|job| job.not_before <= Some(now))?;
        self.waiting.remove(at)
    }

    fn is_any_due(&self, now: DateTime<Utc>) -> bool {
        self.scheduled.iter().any(|job| job.next <= now)
            || self.waiting.iter().any(|job| job.not_before <= Some(now))
    }
}

impl JobQueue {
    /// A queue that goes by a clock, with what was scheduled before.
    pub fn new(clock: Arc<OrgClock>, scheduled: Vec<Scheduled>) -> Self {
        let queue = Self {
            clock,
            ..Self::default()
        };
        queue.lock().scheduled = scheduled;
        queue
    }

    /// A new `AsyncApexJob` Id.
    pub fn next_id(&self) -> String {
        let number = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        let short = format!("707{number:012}");
        normal_id(&short).unwrap_or(short)
    }

    /// Adds a job.
    pub fn push(&self, job: QueuedJob) {
        self.lock().waiting.push_back(job);
        self.changed.notify_all();
    }

    /// Adds what is to run again and again.
    pub fn schedule(&self, jobs: Vec<Scheduled>) {
        self.lock().scheduled.extend(jobs);
        self.changed.notify_all();
    }

    /// Takes a schedule back.
    pub fn unschedule(&self, trigger: &str) {
        self.lock().scheduled.retain(|job| job.trigger != trigger);
    }

    /// Everything that is scheduled.
    pub fn scheduled(&self) -> Vec<Scheduled> {
        self.lock().scheduled.clone()
    }

    /// The clock was moved.
    pub fn look_again(&self) {
        self.changed.notify_all();
    }

    /// Waits until nothing runs and nothing could; false when that took longer than `limit`. What waits for a later
    /// time does not count.
    pub fn wait_until_idle(&self, limit: Duration) -> bool {
        let end = Instant::now() + limit;
        let mut state = self.lock();
        while state.running || state.is_any_due(self.clock.time()) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        true
    }

    /// Ends the worker after the job it runs.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job, when there is one; `None` when the queue is closed.
    fn take(&self) -> Option<QueuedJob> {
        let mut state = self.lock();
        loop {
            if state.closed {
                return None;
            }
            if let Some(job) = state.due(self.clock.time()) {
                state.running = true;
                return Some(job);
            }
            state = if state.waiting.is_empty() && state.scheduled.is_empty() {
                self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
            } else {
                let woken = self.changed.wait_timeout(state, LOOK_EVERY);
                woken.unwrap_or_else(PoisonError::into_inner).0
            };
        }
    }

    fn done(&self) {
        self.lock().running = false;
        self.changed.notify_all();
    }
}

/// Starts the thread that works the queue off, until the queue is closed.
///
/// # Errors
/// When the system refuses a thread.
pub fn start(org: &Arc<Org>) -> std::io::Result<()> {
    let queue = Arc::clone(&org.jobs);
    let org = Arc::downgrade(org);
    std::thread::Builder::new()
        .stack_size(APEX_STACK)
        .spawn(move || work_off(&queue, |job| run(&org, job)))?;
    Ok(())
}

/// Runs job after job until the queue is closed. A fault of this program in one job must not silently end the
/// queue for all later ones: it is reported, and its transaction undone as it is dropped. (Programs built to
/// abort on such a fault end there, with its message.)
fn work_off(queue: &JobQueue, run: impl Fn(&QueuedJob)) {
    while let Some(job) = queue.take() {
        if catch_unwind(AssertUnwindSafe(|| run(&job))).is_err() {
            eprintln!(
                "job {} {} ended by a fault of the org itself (message above); the queue goes on",
                job.id, job.job.class
            );
        }
        queue.done();
    }
}

fn run(org: &Weak<Org>, queued: &QueuedJob) {
    let Some(org) = org.upgrade() else { return };
    if let Some(next) = queued.trigger {
        match schedule::note(&org, &queued.id, next) {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                eprintln!("schedule {} {}: {}", queued.id, queued.job.class, error.message);
                return;
            }
        }
    }
    let mut host = match org.host(&queued.user_id) {
        Ok(host) => host,
        Err(error) => {
            eprintln!("job {} {}: {}", queued.id, queued.job.class, error.message);
            return;
        }
    };
    let outcome = Interpreter::new(&org.program, &mut host).run_job_as(&queued.job, Some(&queued.id));
    let ended = match outcome {
        Ok(()) => host.commit(&org),
        Err(thrown) => {
            eprintln!(
                "job {} {} failed: {}",
                queued.id,
                queued.job.class,
                thrown.report()
            );
            host.rollback()
        }
    };
    if let Err(error) = ended {
        eprintln!("job {} {}: {}", queued.id, queued.job.class, error.message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(class: &str) -> QueuedJob {
        QueuedJob {
            id: "707".into(),
            user_id: "005".into(),
            job: Job {
                class: class.into(),
                state: String::new(),
            },
            not_before: None,
            trigger: None,
        }
    }

    #[test]
    fn a_job_waits_for_its_time_and_a_schedule_comes_again() {
        let clock = Arc::new(OrgClock::default());
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("time");
        clock.freeze(at("2026-07-01T00:00:00Z")).expect("clock");
        let queue = JobQueue::new(Arc::clone(&clock), Vec::new());
        let mut later = job("Later");
        later.not_before = Some(at("2026-07-01T00:05:00Z"));
        queue.push(later);
        queue.schedule(vec![Scheduled {
            trigger: "08e".into(),
            user_id: "005".into(),
            class: "Nightly".into(),
            state: String::new(),
            expression: "0 0 2 * * ?".into(),
            zone: "Europe/Paris".into(),
            next: at("2026-07-01T00:30:00Z"),
        }]);
        let due = || {
            let now = clock.time();
            std::iter::from_fn(|| queue.lock().due(now))
                .map(|job| job.job.class)
                .collect::<Vec<_>>()
        };
        assert!(due().is_empty());
        assert!(queue.wait_until_idle(Duration::ZERO));
        clock.freeze(at("2026-07-01T00:05:00Z")).expect("clock");
        assert!(!queue.wait_until_idle(Duration::ZERO));
        assert_eq!(due(), ["Later"]);
        clock.freeze(at("2026-07-01T09:00:00Z")).expect("clock");
        assert_eq!(due(), ["Nightly"]);
        // What was missed is not made up for.
        assert_eq!(queue.scheduled()[0].next, at("2026-07-02T00:00:00Z"));
        queue.unschedule("08e");
        clock.freeze(at("2026-07-03T00:00:00Z")).expect("clock");
        assert!(due().is_empty());
    }

    #[test]
    fn a_fault_in_one_job_does_not_end_the_queue() {
        let queue = JobQueue::default();
        let ran = Mutex::new(Vec::new());
        for class in ["First", "Broken", "Last"] {
            queue.push(job(class));
        }
        let idle = std::thread::scope(|scope| {
            let worker = scope.spawn(|| {
                work_off(&queue, |job| {
                    assert_ne!(job.job.class, "Broken");
                    ran.lock().expect("list").push(job.job.class.clone());
                });
            });
            let idle = queue.wait_until_idle(Duration::from_secs(10));
            queue.close();
            worker.join().expect("the worker ends in order");
            idle
        });
        assert!(idle);
        assert_eq!(*ran.lock().expect("list"), ["First", "Last"]);
    }
}
