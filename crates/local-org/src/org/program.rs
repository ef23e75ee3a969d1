//! Loads the Apex of the sources.

use apex::{Program, SourceFile};
use org_data::SourceTree;

use super::Faults;

/// Loads every class and trigger. What cannot be loaded is refused, or told of and left out.
pub(super) fn load(tree: &SourceTree, faults: &mut Faults) -> Result<Program, String> {
    let mut files = Vec::new();
    for (folder, extension) in [("classes", "cls"), ("triggers", "trigger")] {
        for path in tree.folder(folder).map_err(|error| error.to_string())? {
            if path.extension().is_some_and(|found| found == extension) {
                let text =
                    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                files.push(SourceFile {
                    path: path.display().to_string(),
                    text,
                });
            }
        }
    }
    let (program, errors) = Program::load_partial(files);
    let lines = errors.iter().map(ToString::to_string);
    match faults {
        Faults::Refuse if !errors.is_empty() => {
            let lines: Vec<String> = lines.collect();
            Err(format!("Apex cannot be loaded:\n{}", lines.join("\n")))
        }
        Faults::Refuse => Ok(program),
        Faults::Collect(told) => {
            told.extend(lines);
            Ok(program)
        }
    }
}
