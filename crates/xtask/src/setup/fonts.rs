//! Letters for every language of the product: without a font a browser draws boxes, and a test of what fits into a
//! narrow window measures those.

use super::debian;
use crate::workspace::Workspace;

/// Debian's smallest font with Japanese letters.
const JAPANESE: &[&str] = &["fonts-vlgothic"];

/// Installs a Japanese font where the machine has none. Tests can do without, so that nothing fails when it cannot.
pub fn install(workspace: &Workspace) {
    match workspace.program("fc-list").args([":lang=ja", "family"]).output() {
        // Without fontconfig's tools nobody can tell.
        Err(_) => {}
        Ok(known) if !known.status.success() || !known.stdout.is_empty() => {}
        Ok(_) => {
            let outcome = if debian::can_install() {
                debian::apt_install(workspace, "Installing a Japanese font", JAPANESE)
            } else {
                Err(anyhow::anyhow!("install a font that has Japanese letters"))
            };
            if let Err(error) = outcome {
                println!("note: pages in Japanese are drawn without letters: {error:#}");
            }
        }
    }
}
