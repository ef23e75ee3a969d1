//! Instances of classes as `Map` keys and `Set` members: the class's own `equals` and `hashCode` decide.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Interpreter;
use crate::error::Thrown;
use crate::program::Class;
use crate::value::{Instance, Value};

/// Groups are never shared by transactions, though an object may pass from one to the other.
static NEXT_GROUP: AtomicU64 = AtomicU64::new(1);

/// Instances met as keys, by what their `hashCode` answered: the first of each group of equals.
pub(crate) type Groups = HashMap<i32, Vec<(Rc<Instance>, u64)>>;

impl<'a> Interpreter<'a> {
    /// Notes which keys a value equals, before it becomes one or is looked up.
    ///
    /// # Errors
    /// What the class's `equals` or `hashCode` throws.
    pub(crate) fn note_equality(&mut self, key: &Value) -> Result<(), Thrown> {
        let Value::Object(object) = key else {
            return Ok(());
        };
        let class: &'a Class = self.program.class_by_id(object.class.id);
        let equals = self.find_method(class, "equals", std::slice::from_ref(key), &[]);
        let (Some((equals_owner, equals)), Some((owner, hash_code))) =
            (equals, self.find_method(class, "hashcode", &[], &[]))
        else {
            return Ok(());
        };
        let hash = self.run_method(owner, hash_code, key.clone(), Vec::new())?;
        let hash = hash.as_int().ok_or_else(|| self.null_pointer())?;
        let met = self.groups.get(&hash).cloned().unwrap_or_default();
        for (other, group) in met {
            let same = Rc::ptr_eq(&other, object) || {
                let answer =
                    self.run_method(equals_owner, equals, key.clone(), vec![Value::Object(other)])?;
                self.truth(&answer)?
            };
            if same {
                object.equal_group.set(group);
                return Ok(());
            }
        }
        let group = NEXT_GROUP.fetch_add(1, Ordering::Relaxed);
        object.equal_group.set(group);
        self.groups.entry(hash).or_default().push((object.clone(), group));
        Ok(())
    }
}
