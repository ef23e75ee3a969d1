//! From source text to the syntax tree the interpreter walks.
//!
//! The grammar is tree-sitter's. Whatever it finds wrong, and every construct the lowering has no rule for,
//! is an error with its place: nothing is skipped in silence.

pub mod ast;
mod declared;
mod lower;
mod lower_class;
mod lower_expr;
mod lower_member;
mod lower_query;
mod lower_stmt;
mod lower_trigger;
mod lower_type;
mod text;
mod trigger_word;

use tree_sitter::{Node, Parser, Tree};

use crate::program::{LoadError, SourceFile};
use declared::Declared;
use lower::Lowerer;
use trigger_word::without_trigger_word;

/// Parses and lowers every file, in order; `None` for a file with errors.
pub(crate) fn parse_all(files: &[SourceFile]) -> (Vec<Option<ast::Unit>>, Vec<LoadError>) {
    let mut errors = Vec::new();
    let mut trees = Vec::new();
    for file in files {
        match parse(file) {
            Ok(tree) => trees.push((file, Some(tree))),
            Err(found) => {
                errors.extend(found);
                trees.push((file, None));
            }
        }
    }
    let sound = trees
        .iter()
        .filter_map(|(file, tree)| Some((*file, tree.as_ref()?)));
    let declared = Declared::collect(sound.map(|(file, tree)| (file, tree.root_node())));
    let mut units = Vec::new();
    for (file, tree) in &trees {
        let Some(tree) = tree else {
            units.push(None);
            continue;
        };
        let mut lowerer = Lowerer::new(file, &declared);
        let unit = match lowerer.unit(tree.root_node()) {
            Ok(unit) => Some(unit),
            Err(error) => {
                lowerer.errors.push(error);
                None
            }
        };
        units.push(unit.filter(|_| lowerer.errors.is_empty()));
        errors.append(&mut lowerer.errors);
    }
    (units, errors)
}

fn parse(file: &SourceFile) -> Result<Tree, Vec<LoadError>> {
    let whole = |message: &str| {
        vec![LoadError {
            path: file.path.clone(),
            line: 1,
            message: message.to_owned(),
        }]
    };
    let mut parser = Parser::new();
    if let Err(error) = parser.set_language(&tree_sitter_sfapex::apex::LANGUAGE.into()) {
        return Err(whole(&format!("the Apex grammar cannot be used: {error}")));
    }
    let Some(tree) = parser.parse(without_trigger_word(&file.text).as_ref(), None) else {
        return Err(whole("the parser gave up"));
    };
    let mut errors = Vec::new();
    if tree.root_node().has_error() {
        collect_errors(tree.root_node(), file, &mut errors);
        if errors.is_empty() {
            errors = whole("syntax error");
        }
    }
    if errors.is_empty() { Ok(tree) } else { Err(errors) }
}

fn collect_errors(node: Node<'_>, file: &SourceFile, errors: &mut Vec<LoadError>) {
    let line = line_of(node);
    if node.is_missing() {
        let message = format!("missing {}", node.kind());
        errors.push(LoadError {
            path: file.path.clone(),
            line,
            message,
        });
    } else if node.is_error() {
        let text = file.text.get(node.byte_range()).unwrap_or_default();
        let first_line = text.lines().next().unwrap_or_default().trim();
        let shown: String = first_line.chars().take(60).collect();
        errors.push(LoadError {
            path: file.path.clone(),
            line,
            message: format!("unexpected syntax: '{shown}'"),
        });
    } else if node.has_error() {
        let mut cursor = node.walk();
        for child in node.children(&mut cursor) {
            collect_errors(child, file, errors);
        }
    }
}

fn line_of(node: Node<'_>) -> u32 {
    u32::try_from(node.start_position().row + 1).unwrap_or(u32::MAX)
}
