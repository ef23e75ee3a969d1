//! One page of many that does what must be done once: the leader of all pages that share a storage.
//!
//! A lock of the browser makes it: it cannot be held twice, and is free in the moment in which its page is gone. Where
//! there are no locks, a lease in the storage does: see [`crate::lease`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::lease::{self, BEAT_MILLIS};
use crate::listener::Listener;
use crate::storage::{remember, remembered};
use crate::timer::Timer;
use crate::{property, request_id, wall_millis, window};

/// Seeks to lead; lives as long as its page.
pub struct Lead(Rc<Inner>);

struct Inner {
    name: String,
    /// Told at every change whether this page leads.
    told: Box<dyn Fn(bool)>,
    leads: Cell<bool>,
    /// The request for the lock that was granted last.
    held: Cell<u32>,
    requests: Cell<u32>,
    /// Whether this page waits for its turn already.
    queued: Cell<bool>,
    lease: RefCell<Option<Lease>>,
}

/// What a page without locks needs.
struct Lease {
    me: String,
    beat: Option<Timer>,
    #[expect(dead_code, reason = "the listeners live as long as the lease")]
    listeners: [Listener; 2],
}

impl Lead {
    /// Waits in line to lead under a name, and tells whenever this page begins or ceases to; `take` does not wait.
    pub fn seek(name: String, take: bool, told: impl Fn(bool) + 'static) -> Self {
        let inner = Rc::new(Inner {
            name,
            told: Box::new(told),
            leads: Cell::new(false),
            held: Cell::new(0),
            requests: Cell::new(0),
            queued: Cell::new(false),
            lease: RefCell::new(None),
        });
        if take {
            inner.request(true);
        } else {
            inner.queue();
        }
        Self(inner)
    }

    /// Leads from now on, whoever did before: this is the page that the user looks at.
    pub fn take(&self) {
        if self.0.leads.get() {
            return;
        }
        if self.0.lease.borrow().is_some() {
            self.0.beat(true);
        } else {
            self.0.request(true);
        }
    }
}

impl Inner {
    fn queue(self: &Rc<Self>) {
        if !self.queued.replace(true) {
            self.request(false);
        }
    }

    fn set(&self, leads: bool) {
        if self.leads.replace(leads) != leads {
            (self.told)(leads);
        }
    }

    /// Asks for the lock; `take` takes it from whoever holds it.
    fn request(self: &Rc<Self>, take: bool) {
        let request = self.requests.get() + 1;
        self.requests.set(request);
        let granted = Rc::new(Cell::new(false));
        let (held, held_by) = (Rc::clone(&granted), Rc::clone(self));
        let hold = Closure::once_into_js(move |_: JsValue| -> JsValue {
            held.set(true);
            held_by.held.set(request);
            if !take {
                held_by.queued.set(false);
            }
            held_by.set(true);
            // The race of nobody never ends: the lock is held until the page is gone, or somebody takes it.
            Promise::race(&Array::new()).into()
        });
        let inner = Rc::clone(self);
        let ended = Closure::once_into_js(move |_: JsValue| {
            if !granted.get() {
                // The browser has locks, and gives this page none.
                inner.lend();
            } else if inner.held.get() == request {
                inner.set(false);
                inner.queue();
            }
        });
        if request_lock(&self.name, take, &hold, &ended).is_none() {
            self.lend();
        }
    }

    /// Leads by leases from now on.
    fn lend(self: &Rc<Self>) {
        let (Some(me), Some(window)) = (request_id(), window()) else {
            // Such a page is the only one it knows.
            return self.set(true);
        };
        let (told, left) = (Rc::clone(self), Rc::clone(self));
        let listeners = [
            // Another page gave its lease up, or took ours.
            Listener::on(window.clone().into(), "storage", move |_| told.beat(false)),
            Listener::on(window.into(), "pagehide", move |_| {
                if left.leads.get() {
                    remember(&left.name, None);
                }
            }),
        ];
        *self.lease.borrow_mut() = Some(Lease {
            me: me.as_str().to_owned(),
            beat: None,
            listeners,
        });
        self.beat(false);
    }

    fn beat(self: &Rc<Self>, take: bool) {
        let now = u32::try_from(wall_millis() / 1000).unwrap_or_default();
        let leads = {
            let mut lease = self.lease.borrow_mut();
            let Some(lease) = lease.as_mut() else { return };
            let until = lease::until(remembered(&self.name).as_deref(), &lease.me, now, take);
            if let Some(until) = until {
                remember(&self.name, Some(&lease::text(&lease.me, until)));
            }
            let next = Rc::clone(self);
            lease.beat = Some(Timer::after(BEAT_MILLIS, move || next.beat(false)));
            until.is_some()
        };
        self.set(leads);
    }
}

/// `navigator.locks.request(name, {steal}, hold)`, and `ended` when that is over; `None` in a browser without.
fn request_lock(name: &str, take: bool, hold: &JsValue, ended: &JsValue) -> Option<()> {
    let locks = property(window()?.navigator().as_ref(), "locks")?;
    let request: Function = property(&locks, "request")?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &JsValue::from_str("steal"), &JsValue::from_bool(take)).ok()?;
    let promise = request
        .call3(&locks, &JsValue::from_str(name), &options, hold)
        .ok()?;
    let then: Function = property(&promise, "then")?.dyn_into().ok()?;
    then.call2(&promise, ended, ended).ok()?;
    Some(())
}
