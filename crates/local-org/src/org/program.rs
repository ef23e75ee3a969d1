//! Loads the Apex of the sources.

use apex::{Program, SourceFile};
use org_data::SourceTree;

use super::Faults;

/// Where Apex lies: folder and file extension.
const APEX: [(&str, &str); 2] = [("classes", "cls"), ("triggers", "trigger")];

/// Loads every class and trigger. What cannot be loaded is refused, or left out and told.
pub(super) fn load(tree: &SourceTree, faults: &mut Faults) -> Result<Program, String> {
    let mut files = Vec::new();
    for (folder, extension) in APEX {
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
    match faults {
        Faults::Refuse => Program::load(files).map_err(|errors| {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            format!("Apex cannot be loaded:\n{}", lines.join("\n"))
        }),
        Faults::Collect(told) => {
            let (program, errors) = Program::load_partial(files);
            told.extend(errors.iter().map(ToString::to_string));
            Ok(program)
        }
    }
}
