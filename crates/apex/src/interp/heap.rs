//! The estimates of heap and processor time, and their limits.
//!
//! Heap: the bytes of everything the running code can reach. A text counts its UTF-8 bytes, a Blob its bytes,
//! every value 8 and, where it is more than a number, 16 more, a field of an sObject its name as well. The
//! platform's own count is not published and differs by release; this one errs on the small side. What is made
//! is counted as it is made, and the heap is measured when so much was made that it might have passed the
//! limit: a program that drops what it made is not stopped.

use std::collections::HashSet;
use std::rc::Rc;

use super::Interpreter;
use super::limits::Limits;
use crate::error::Thrown;
use crate::value::Value;

/// Bytes made before the heap is measured again.
const MEASURE_AFTER: u64 = 1_000_000;

impl Interpreter<'_> {
    /// Heap this transaction may use, in bytes.
    pub(crate) fn max_heap(&self) -> u64 {
        if self.is_async() {
            Limits::MAX_HEAP_ASYNC
        } else {
            Limits::MAX_HEAP
        }
    }

    /// Processor time this transaction may use, in milliseconds.
    pub(crate) fn max_cpu_ms(&self) -> u64 {
        if self.is_async() {
            Limits::MAX_CPU_MS_ASYNC
        } else {
            Limits::MAX_CPU_MS
        }
    }

    /// Counts a statement or call.
    pub(super) fn step(&mut self) -> Result<(), Thrown> {
        self.transaction.limits.steps += 1;
        if self.transaction.limits.cpu_ms() > self.max_cpu_ms() {
            return Err(self.throw("LimitException", "Apex CPU time limit exceeded"));
        }
        Ok(())
    }

    /// Counts bytes made; measures the heap when there are enough of them.
    pub(super) fn made(&mut self, value: &Value) -> Result<(), Thrown> {
        let bytes = match value {
            Value::String(text) if text.len() > 64 => text.len(),
            Value::Blob(bytes) => bytes.len(),
            _ => return Ok(()),
        };
        self.count_made(bytes)
    }

    pub(super) fn count_made(&mut self, bytes: usize) -> Result<(), Thrown> {
        self.transaction.limits.made += u64::try_from(bytes).unwrap_or(u64::MAX / 2);
        if self.transaction.limits.made < MEASURE_AFTER {
            return Ok(());
        }
        self.transaction.limits.made = 0;
        let (used, most) = (self.heap_size(), self.max_heap());
        if used > most {
            return Err(self.throw("LimitException", format!("Apex heap size too large: {used}")));
        }
        Ok(())
    }

    /// Estimated bytes of what the running code can reach.
    pub(crate) fn heap_size(&self) -> u64 {
        let mut walk = Walk::default();
        for frame in &self.frames {
            walk.value(&frame.this);
            frame.locals.iter().for_each(|v| walk.value(v));
        }
        for statics in self.statics.iter().flatten() {
            statics.borrow().iter().for_each(|v| walk.value(v));
        }
        walk.bytes
    }
}

/// A walk over values; what is shared counts once.
#[derive(Default)]
struct Walk {
    bytes: u64,
    seen: HashSet<*const ()>,
}

impl Walk {
    fn add(&mut self, bytes: usize) {
        self.bytes += u64::try_from(bytes).unwrap_or(u64::MAX / 2);
    }

    fn enter<T: ?Sized>(&mut self, shared: &Rc<T>) -> bool {
        let new = self.seen.insert(Rc::as_ptr(shared).cast());
        if new {
            self.add(16);
        }
        new
    }

    /// Values to walk wait in a list: a chain of objects may be longer than the native stack.
    fn value(&mut self, value: &Value) {
        let mut waiting = vec![value.clone()];
        while let Some(value) = waiting.pop() {
            self.add(8);
            match &value {
                Value::String(text) | Value::Id(text) if self.enter(text) => self.add(text.len()),
                Value::Blob(bytes) if self.enter(bytes) => self.add(bytes.len()),
                Value::List(list) if self.enter(list) => waiting.extend(list.items.borrow().iter().cloned()),
                Value::Set(set) if self.enter(set) => {
                    waiting.extend(set.items.borrow().iter().map(|k| k.0.clone()));
                }
                Value::Map(map) if self.enter(map) => {
                    for (key, value) in map.entries.borrow().iter() {
                        waiting.push(key.0.clone());
                        waiting.push(value.clone());
                    }
                }
                Value::SObject(object) if self.enter(object) => {
                    for (name, field) in object.fields.borrow().iter() {
                        self.add(name.len());
                        waiting.push(field.value.clone());
                    }
                }
                Value::Object(object) if self.enter(object) => {
                    waiting.extend(object.fields.borrow().iter().cloned());
                }
                Value::Native(native) if self.enter(native) => {
                    waiting.extend(native.fields.borrow().values().cloned());
                }
                _ => {}
            }
        }
    }
}
