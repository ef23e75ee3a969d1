//! Chromium and Firefox: the machine's own, or Debian's.

use std::path::PathBuf;

use anyhow::bail;

use super::debian;
use crate::workspace::Workspace;

/// A browser that the tests drive.
pub struct Browser {
    name: &'static str,
    /// Names that distributions give its program.
    programs: &'static [&'static str],
    /// The variable that names another program; the browser tests read the same.
    pub variable: &'static str,
    /// Debian's packages.
    packages: &'static [&'static str],
}

/// Drives what needs notifications and settings, and everything where there is no headless shell.
pub const CHROMIUM: Browser = Browser {
    name: "Chromium",
    programs: &[
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
    ],
    variable: "CHROMIUM_PATH",
    packages: &["chromium", "fonts-liberation"],
};

/// Drives most of those too where there is one: the same engine without windows and menus.
pub const HEADLESS_SHELL: Browser = Browser {
    name: "Chromium's headless shell",
    programs: &["chromium-headless-shell", "chrome-headless-shell"],
    variable: "CHROMIUM_HEADLESS_SHELL_PATH",
    packages: &["chromium-headless-shell"],
};

/// Drives those that are about what browsers do differently.
pub const FIREFOX: Browser = Browser {
    name: "Firefox",
    programs: &["firefox-esr", "firefox"],
    variable: "FIREFOX_PATH",
    packages: &["firefox-esr"],
};

impl Browser {
    /// Finds the browser, or installs Debian's; its variable names another one.
    ///
    /// # Errors
    /// When there is none and it cannot be installed.
    pub fn install(&self, workspace: &Workspace) -> anyhow::Result<PathBuf> {
        let variable = self.variable;
        if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
            if !path.is_file() {
                bail!(
                    "{variable} names {}, which is no program; correct or unset it",
                    path.display()
                );
            }
            return Ok(path);
        }
        if let Some(path) = self.find() {
            return Ok(path);
        }
        let name = self.name;
        debian::apt_install(workspace, &format!("Installing {name}"), self.packages)?;
        match self.find() {
            Some(path) => Ok(path),
            None => {
                bail!("{name} was installed but is not on the search path; set {variable} to its program")
            }
        }
    }

    /// The same for a browser that another one can stand in for: `None` where nobody can install it.
    ///
    /// # Errors
    /// When it could be installed and was not.
    pub fn install_if_possible(&self, workspace: &Workspace) -> anyhow::Result<Option<PathBuf>> {
        let there = std::env::var_os(self.variable).is_some() || self.find().is_some();
        if !there && !debian::can_install() {
            return Ok(None);
        }
        self.install(workspace).map(Some)
    }

    fn find(&self) -> Option<PathBuf> {
        self.programs.iter().find_map(|name| which::which(name).ok())
    }
}
