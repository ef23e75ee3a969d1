//! What to do about a failed installation, told from the words of the tool that failed.

use std::path::Path;

/// Words of cargo, npm, apt and rustup when they reach nobody.
const NO_NETWORK: [&str; 12] = [
    "could not resolve host",
    "couldn't resolve host",
    "temporary failure resolving",
    "temporary failure in name resolution",
    "failed to lookup address",
    "dns error",
    "enotfound",
    "eai_again",
    "network is unreachable",
    "enetunreach",
    "could not connect to server",
    "connection refused",
];

/// Words of compilers and build scripts that find no C compiler or linker.
const NO_COMPILER: [&str; 3] = [
    "linker `cc` not found",
    "failed to find tool \"cc\"",
    "is `cc` not installed",
];

/// The sentence that says what to do, for a failed program's log.
pub fn for_log(log: &str, path: &Path) -> String {
    let words = log.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|entry| words.contains(entry));
    if has(&NO_COMPILER) {
        "there is no C compiler; install one (Debian: `apt-get install build-essential`) and run the command again"
            .to_owned()
    } else if has(&NO_NETWORK) {
        "there is no network to the package registries; connect, or set the proxy, and run the command again"
            .to_owned()
    } else if words.contains("no space left on device") {
        "the disk is full; free some space and run the command again".to_owned()
    } else if words.contains("permission denied") || words.contains("eacces") {
        format!(
            "a file may not be written (see {}); correct its owner and run the command again",
            path.display()
        )
    } else {
        format!("the reason is above; all output is in {}", path.display())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remedy(log: &str) -> String {
        for_log(log, Path::new("step.log"))
    }

    #[test]
    fn tools_without_network_are_understood() {
        for log in [
            "warning: spurious network error (3 tries remaining): [6] Could not resolve host: index.crates.io",
            "npm error code ENOTFOUND\nnpm error syscall getaddrinfo",
            "npm error code EAI_AGAIN",
            "E: Failed to fetch http://deb.debian.org/ Temporary failure resolving 'deb.debian.org'",
            "failed to connect: tcp connect error: Connection refused (os error 111)",
        ] {
            assert!(remedy(log).contains("no network"), "{log}");
        }
    }

    #[test]
    fn a_missing_compiler_is_understood() {
        assert!(remedy("error: linker `cc` not found").contains("build-essential"));
    }

    #[test]
    fn anything_else_points_at_the_log() {
        assert!(remedy("error[E0308]: mismatched types").contains("step.log"));
    }
}
