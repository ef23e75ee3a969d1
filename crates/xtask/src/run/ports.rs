//! Ports that are taken are better named now than by a program that fails to start.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::bail;

/// Makes sure that a loopback port is free.
///
/// # Errors
/// One sentence that names the port and the option that sets another.
pub fn check(option: &str, port: u16) -> anyhow::Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_free) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!(
                "port {port} is in use; stop the program that uses it, or choose another port with --{option}"
            )
        }
        Err(error) => bail!("port {port} cannot be used ({error}); choose another port with --{option}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_its_remedy() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = check("sim-port", port).unwrap_err().to_string();
        assert!(
            error.contains(&port.to_string()) && error.contains("--sim-port"),
            "{error}"
        );
        drop(taken);
        check("sim-port", port).unwrap();
    }
}
