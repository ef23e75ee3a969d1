//! Serves the org until it is told to end.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::org::{Org, OrgConfig};
use crate::{server, slds};

/// Opens the org and serves it on the loopback address; prints the address when ready. Ends on SIGTERM or
/// SIGINT, or when standard input closes and `with_stdin` is set.
///
/// # Errors
/// One clear sentence: port in use, a file at fault, design system missing.
pub fn run(config: OrgConfig, with_stdin: bool) -> Result<(), String> {
    slds::check(&config.slds)?;
    let runtime = runtime().map_err(|error| format!("The runtime cannot start: {error}"))?;
    let outcome = runtime.block_on(async {
        let listener = listen(config.port).await?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let org = Org::open(OrgConfig { port, ..config })?;
        let address = org.hosts.lightning_url("/");
        let app = server::router(Arc::clone(&org));
        // Before the line that says it is ready: who reads it may send a signal at once.
        let ended = end(with_stdin)?;
        println!("listening on {address}");
        tokio::select! {
            served = axum::serve(listener, app) => served.map_err(|error| error.to_string()),
            ended = ended => ended,
        }
    });
    // A callout under way is not waited for.
    runtime.shutdown_background();
    outcome
}

/// Stack of every thread that runs Apex, in bytes: Apex may call itself a thousand times deep, and each call
/// takes several frames of the interpreter. Only what is used takes memory.
pub const APEX_STACK: usize = 256 * 1024 * 1024;

/// The runtime that the org is served on.
///
/// # Errors
/// When the system refuses threads.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(APEX_STACK)
        .build()
}

async fn listen(port: u16) -> Result<TcpListener, String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                format!("Port {port} is in use: stop the other program, or choose another port with --port.")
            }
            _ => format!("Port {port} cannot be opened: {error}."),
        })
}

/// Watches for what ends the program from now on; the future is done when it comes.
#[cfg(unix)]
fn end(with_stdin: bool) -> Result<impl Future<Output = Result<(), String>>, String> {
    use tokio::signal::unix::{SignalKind, signal};
    let explain = |error: std::io::Error| format!("Signals cannot be watched: {error}");
    let mut terminate = signal(SignalKind::terminate()).map_err(explain)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(explain)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            () = stdin_closed(with_stdin) => {}
        }
        Ok(())
    })
}

/// Watches for what ends the program; the future is done when it comes.
#[cfg(not(unix))]
fn end(with_stdin: bool) -> Result<impl Future<Output = Result<(), String>>, String> {
    let explain = |error: std::io::Error| format!("Signals cannot be watched: {error}");
    Ok(async move {
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted.map_err(explain),
            () = stdin_closed(with_stdin) => Ok(()),
        }
    })
}

async fn stdin_closed(watch: bool) {
    if !watch {
        return std::future::pending().await;
    }
    let mut input = tokio::io::stdin();
    let mut buffer = [0; 256];
    // Whatever is written is ignored; an error counts as closed.
    while input.read(&mut buffer).await.is_ok_and(|count| count > 0) {}
}
