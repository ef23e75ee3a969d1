//! From syntax trees to classes that know one another.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Class, ClassId, ClassKind, FieldInfo, LoadError, Program, SharingMode, SourceFile, Unit};
use super::{check, duplicates, names};
use crate::syntax::ast::{self, ClassDecl};
use crate::value::TypeName;

struct Draft {
    decl: ClassDecl,
    file: usize,
    outer: Option<ClassId>,
    superclass: Option<ClassId>,
    is_exception: bool,
}

/// Links the units of a program; the units are in the order of the files, `None` for a file left out. What
/// cannot be linked is left out too; the errors tell of it and of broken references.
pub(super) fn link(files: &[SourceFile], units: Vec<Option<ast::Unit>>) -> (Program, Vec<LoadError>) {
    let mut drafts = Vec::new();
    let mut out = Vec::new();
    let mut triggers: HashMap<String, Vec<String>> = HashMap::new();
    for (file, unit) in units.into_iter().enumerate() {
        let Some(unit) = unit else { continue };
        out.push(Unit {
            file,
            path: files[file].path.clone(),
            class: unit.class.name.clone(),
            is_test: unit.class.modifiers.has_annotation("istest"),
            executable: unit.executable,
        });
        if let Some(trigger) = &unit.class.trigger {
            let own = triggers.entry(trigger.object.to_ascii_lowercase()).or_default();
            own.push(unit.class.name.to_ascii_lowercase());
        }
        flatten(unit.class, file, None, &mut drafts);
    }
    let mut errors = Vec::new();
    let by_name = loop {
        let mut broken = Vec::new();
        let by_name = index_names(files, &drafts, &mut broken);
        resolve_supers(files, &mut drafts, &by_name, &mut broken);
        if broken.is_empty() {
            break by_name;
        }
        // Without these files the others may be sound: what extends them falls in the next round.
        let bad: HashSet<String> = broken.iter().map(|e| e.path.clone()).collect();
        errors.extend(broken);
        out.retain(|unit| !bad.contains(&unit.path));
        drafts = without(drafts, |draft| bad.contains(&files[draft.file].path));
    };
    for draft in &drafts {
        let path = &files[draft.file].path;
        errors.extend(
            duplicates::members(&draft.decl)
                .into_iter()
                .map(|(line, message)| LoadError {
                    path: path.clone(),
                    line,
                    message,
                }),
        );
    }
    let chains: Vec<Vec<usize>> = (0..drafts.len()).map(|i| chain(&drafts, i)).collect();
    let fields: Vec<Vec<FieldInfo>> = chains
        .iter()
        .map(|chain| instance_fields(&drafts, chain))
        .collect();
    let classes = drafts
        .into_iter()
        .zip(fields)
        .enumerate()
        .map(|(id, (draft, fields))| Arc::new(finish(ClassId(id), draft, fields)))
        .collect();
    let found = |names: Vec<String>| names.iter().filter_map(|n| by_name.get(n).copied()).collect();
    let triggers = triggers
        .into_iter()
        .map(|(object, names)| (object, found(names)))
        .collect();
    let program = Program {
        classes,
        by_name,
        units: out,
        triggers,
    };
    errors.extend(check::check(files, &program));
    errors.extend(names::check(files, &program));
    (program, errors)
}

/// The drafts that are not to go; what they say of one another is found anew.
fn without(drafts: Vec<Draft>, goes: impl Fn(&Draft) -> bool) -> Vec<Draft> {
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut kept: Vec<Draft> = Vec::new();
    for (i, draft) in drafts.into_iter().enumerate() {
        if !goes(&draft) {
            places.insert(i, kept.len());
            kept.push(draft);
        }
    }
    for draft in &mut kept {
        // An inner class is in the file of its outer class: both stay or go.
        draft.outer = draft.outer.and_then(|id| places.get(&id.0).copied()).map(ClassId);
        draft.superclass = None;
        draft.is_exception = false;
    }
    kept
}

fn flatten(mut decl: ClassDecl, file: usize, outer: Option<ClassId>, drafts: &mut Vec<Draft>) {
    let inner = std::mem::take(&mut decl.inner);
    let id = ClassId(drafts.len());
    drafts.push(Draft {
        decl,
        file,
        outer,
        superclass: None,
        is_exception: false,
    });
    for class in inner {
        flatten(class, file, Some(id), drafts);
    }
}

fn error(files: &[SourceFile], draft: &Draft, message: String) -> LoadError {
    LoadError {
        path: files[draft.file].path.clone(),
        line: draft.decl.place.line,
        message,
    }
}

fn index_names(
    files: &[SourceFile],
    drafts: &[Draft],
    errors: &mut Vec<LoadError>,
) -> HashMap<String, ClassId> {
    let mut by_name = HashMap::new();
    for (id, draft) in drafts.iter().enumerate() {
        if by_name
            .insert(draft.decl.name.to_ascii_lowercase(), ClassId(id))
            .is_some()
        {
            errors.push(error(
                files,
                draft,
                format!("Duplicate class: {}", draft.decl.name),
            ));
        }
    }
    by_name
}

fn resolve_supers(
    files: &[SourceFile],
    drafts: &mut [Draft],
    by_name: &HashMap<String, ClassId>,
    errors: &mut Vec<LoadError>,
) {
    let find = |name: &TypeName| by_name.get(name.lower()).copied();
    for i in 0..drafts.len() {
        if let Some(name) = drafts[i].decl.super_type.clone() {
            match find(&name) {
                Some(id) => {
                    let parent = &drafts[id.0].decl;
                    let open = parent.modifiers.is_virtual || parent.modifiers.is_abstract;
                    if parent.kind != ClassKind::Class {
                        errors.push(error(files, &drafts[i], format!("Invalid super class: {name}")));
                    } else if !open && !name.simple().ends_with("exception") {
                        let message = format!("Non-virtual and non-abstract type cannot be extended: {name}");
                        errors.push(error(files, &drafts[i], message));
                    }
                    drafts[i].superclass = Some(id);
                }
                None if name.simple().ends_with("exception") => drafts[i].is_exception = true,
                None => {
                    errors.push(error(
                        files,
                        &drafts[i],
                        format!("extending {name} is not supported"),
                    ));
                }
            }
        }
        for name in drafts[i].decl.interfaces.clone() {
            let known = match find(&name) {
                Some(id) => drafts[id.0].decl.kind == ClassKind::Interface,
                None => crate::stdlib::type_exists(name.name()),
            };
            if !known {
                errors.push(error(
                    files,
                    &drafts[i],
                    format!("Interface type does not exist: {name}"),
                ));
            }
        }
    }
    for i in 0..drafts.len() {
        let line = chain(drafts, i);
        if line.len() > drafts.len() {
            errors.push(error(
                files,
                &drafts[i],
                format!("Circular class inheritance: {}", drafts[i].decl.name),
            ));
        } else if line.iter().any(|c| drafts[*c].is_exception) {
            drafts[i].is_exception = true;
        }
        let is_exception = drafts[i].is_exception;
        if is_exception != drafts[i].decl.name.to_ascii_lowercase().ends_with("exception") {
            let message = if is_exception {
                "an exception class must have a name that ends in Exception"
            } else {
                "a class whose name ends in Exception must extend Exception"
            };
            errors.push(error(files, &drafts[i], message.to_owned()));
        }
    }
}

/// The class and its super classes; longer than the program when they go in a circle.
fn chain(drafts: &[Draft], start: usize) -> Vec<usize> {
    let next = |i: &usize| drafts[*i].superclass.map(|id| id.0);
    std::iter::successors(Some(start), next)
        .take(drafts.len() + 1)
        .collect()
}

/// All instance fields, those of the topmost class first.
fn instance_fields(drafts: &[Draft], chain: &[usize]) -> Vec<FieldInfo> {
    let mut fields = Vec::new();
    for id in chain.iter().rev() {
        let declared = drafts[*id].decl.fields.iter().filter(|f| !f.modifiers.is_static);
        fields.extend(declared.map(|f| FieldInfo::from_ast(f, ClassId(*id))));
    }
    fields
}

fn finish(id: ClassId, draft: Draft, fields: Vec<FieldInfo>) -> Class {
    let Draft {
        decl,
        file,
        outer,
        superclass,
        is_exception,
    } = draft;
    let statics: Vec<FieldInfo> = decl
        .fields
        .iter()
        .filter(|f| f.modifiers.is_static)
        .map(|f| FieldInfo::from_ast(f, id))
        .collect();
    let positions = |fields: &[FieldInfo]| {
        fields
            .iter()
            .enumerate()
            .map(|(i, f)| (f.name.to_ascii_lowercase(), i))
            .collect::<HashMap<_, _>>()
    };
    let mut method_index: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, method) in decl.methods.iter().enumerate() {
        method_index
            .entry(method.name.lower.to_string())
            .or_default()
            .push(i);
    }
    let (static_init, instance_init): (Vec<_>, Vec<_>) = decl
        .initializers
        .into_iter()
        .partition(|(is_static, _)| *is_static);
    Class {
        id,
        file,
        line: decl.place.line,
        kind: decl.kind,
        sharing: decl.modifiers.sharing.unwrap_or(SharingMode::Unspecified),
        modifiers: decl.modifiers,
        outer,
        superclass,
        super_type: decl.super_type,
        is_exception,
        interfaces: decl.interfaces,
        field_index: positions(&fields),
        fields,
        static_index: positions(&statics),
        statics,
        instance_init: instance_init.into_iter().map(|(_, init)| init).collect(),
        static_init: static_init.into_iter().map(|(_, init)| init).collect(),
        methods: decl.methods,
        method_index,
        constructors: decl.constructors,
        constants: decl.constants,
        trigger: decl.trigger,
        name: decl.name,
    }
}
