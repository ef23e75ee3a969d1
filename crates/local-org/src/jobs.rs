//! The asynchronous queue: jobs run one after another, each in a transaction of its own, after the commit
//! that queued them.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use apex::Interpreter;
use apex::host::Job;
use apex::interp::coerce::normal_id;

use crate::org::Org;
use crate::serve::APEX_STACK;

/// A job and the user it runs as.
#[derive(Clone, Debug)]
pub struct QueuedJob {
    /// `AsyncApexJob` Id.
    pub id: String,
    /// User Id.
    pub user_id: String,
    /// What to run.
    pub job: Job,
}

/// The queue.
#[derive(Debug, Default)]
pub struct JobQueue {
    state: Mutex<State>,
    changed: Condvar,
    last_id: AtomicU64,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<QueuedJob>,
    running: bool,
    closed: bool,
}

impl JobQueue {
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

    /// Waits until nothing waits and nothing runs; false when that took longer than `limit`.
    pub fn wait_until_idle(&self, limit: Duration) -> bool {
        let end = Instant::now() + limit;
        let mut state = self.lock();
        while state.running || !state.waiting.is_empty() {
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
            if let Some(job) = state.waiting.pop_front() {
                state.running = true;
                return Some(job);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
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
        }
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
