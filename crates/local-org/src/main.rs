//! `local-org`: see [`local_org`].

use std::process::ExitCode;

fn main() -> ExitCode {
    local_org::cli::main()
}
