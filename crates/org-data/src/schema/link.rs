//! Puts the formulas of a schema together once every object and field is known.

use std::collections::HashMap;
use std::sync::Arc;

use apex::host::{FieldDescribe, FieldType};
use indexmap::IndexMap;

use super::bound::{Binder, Bound, registered};
use super::field;
use super::object::{Object, ValidationRule};
use crate::formula::Formula;
use crate::metadata::Metadata;
use crate::metadata::object::ValidationRule as RuleSource;
use crate::namespace::Namespace;

/// Formulas by the name under which SQL calls them.
pub type Formulas = HashMap<String, Arc<Bound>>;

/// What becomes of a field.
enum Outcome {
    Computed(String, Option<Arc<Bound>>),
    Default(Arc<Bound>),
    Unsupported(String),
}

/// Binds formula fields, summaries, default values and validation rules. What this org cannot do is kept with
/// the field or rule and said when it is used.
pub(super) fn link(
    metadata: &Metadata,
    namespace: &Namespace,
    objects: &mut IndexMap<String, Object>,
) -> Formulas {
    type_summaries(objects, namespace);
    let mut outcomes: Vec<(String, String, Outcome)> = Vec::new();
    let mut rules: Vec<(String, Vec<ValidationRule>)> = Vec::new();
    let binder = Binder {
        objects,
        namespace,
        labels: &metadata.labels,
    };
    for (object_key, object) in binder.objects {
        for (key, field) in &object.describe.fields {
            let outcome = outcome(&binder, object, key, field);
            outcomes.extend(outcome.map(|outcome| (object_key.clone(), key.clone(), outcome)));
        }
    }
    for (name, source) in &metadata.objects {
        if let Some(object) = binder.objects.get(&name.to_lowercase()) {
            let bound = source
                .validation_rules
                .iter()
                .filter(|(_, rule)| rule.active)
                .map(|(_, rule)| bind_rule(&binder, object, rule))
                .collect();
            rules.push((name.to_lowercase(), bound));
        }
    }
    let mut formulas = Formulas::new();
    for (object_key, key, outcome) in outcomes {
        let Some(object) = objects.get_mut(&object_key) else {
            continue;
        };
        if let Outcome::Computed(_, Some(bound)) = &outcome {
            formulas.insert(registered(object, &key), bound.clone());
        }
        let extra = object.extras.entry(key).or_default();
        match outcome {
            Outcome::Computed(sql, _) => extra.computed = Some(sql),
            Outcome::Default(bound) => extra.default_bound = Some(Ok(bound)),
            Outcome::Unsupported(reason) if extra.default_formula.is_some() => {
                extra.default_bound = Some(Err(reason));
            }
            Outcome::Unsupported(reason) => {
                extra.computed = Some("NULL".to_owned());
                extra.unsupported = Some(reason);
            }
        }
    }
    for (name, rules) in rules {
        if let Some(object) = objects.get_mut(&name) {
            object.rules = rules;
        }
    }
    formulas
}

fn outcome(binder: &Binder<'_>, object: &Object, key: &str, field: &FieldDescribe) -> Option<Outcome> {
    let extra = object.extra(key);
    let place = |reason: String| Outcome::Unsupported(format!("{}.{}: {reason}", object.name(), field.name));
    if let Some(reason) = &extra.unsupported {
        return Some(Outcome::Unsupported(reason.clone()));
    }
    if let Some(formula) = &extra.default_formula {
        let bound = binder.bind(formula, None, field, false, 0);
        return Some(bound.map_or_else(place, |bound| Outcome::Default(Arc::new(bound))));
    }
    if extra.formula.is_none() && extra.summary.is_none() {
        return None;
    }
    let computed = binder.column(object, key, 0).and_then(|source| {
        let bound = match &extra.formula {
            Some(formula) => {
                let bound = binder.bind(&formula.formula, Some(object), field, formula.blank_as_zero, 0)?;
                Some(Arc::new(bound))
            }
            None => None,
        };
        Ok(Outcome::Computed(source.sql, bound))
    });
    Some(computed.unwrap_or_else(place))
}

fn bind_rule(binder: &Binder<'_>, object: &Object, rule: &RuleSource) -> ValidationRule {
    let truth = field::plain("Condition", "Condition", FieldType::Boolean, 0);
    let condition = Formula::parse(&rule.error_condition_formula)
        .map_err(|error| error.to_string())
        .and_then(|formula| binder.bind(&formula, Some(object), &truth, false, 0))
        .map(Arc::new)
        .map_err(|reason| format!("validation rule {}.{}: {reason}", object.name(), rule.full_name));
    let field = rule.error_display_field.as_ref();
    ValidationRule {
        name: rule.full_name.clone(),
        condition,
        field: field.map(|name| {
            object
                .field(name)
                .map_or_else(|| name.clone(), |field| field.name.clone())
        }),
        message: rule.error_message.clone(),
    }
}

/// A sum, smallest or largest value has the type of the field it is made of; a count is a whole number.
fn type_summaries(objects: &mut IndexMap<String, Object>, namespace: &Namespace) {
    let mut types = Vec::new();
    for (object_key, object) in objects.iter() {
        for (key, extra) in &object.extras {
            let Some(summary) = &extra.summary else { continue };
            let detail = namespace
                .candidates(&summary.detail.to_lowercase())
                .iter()
                .find_map(|name| objects.get(name));
            let source = summary
                .field
                .as_ref()
                .zip(detail)
                .and_then(|(name, detail)| detail.field(name));
            if let Some(source) = source {
                types.push((object_key.clone(), key.clone(), source.clone()));
            }
        }
    }
    for (object_key, key, source) in types {
        let field = objects
            .get_mut(&object_key)
            .and_then(|object| Arc::make_mut(&mut object.describe).fields.get_mut(&key));
        if let Some(field) = field {
            field.kind = source.kind;
            field.precision = source.precision;
            field.scale = source.scale;
        }
    }
}
