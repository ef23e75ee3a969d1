//! The TeamViewer cloud on a laptop: OAuth, Web API, join pages, and every fault of them on demand.

mod api;
mod clock;
mod control;
mod distort;
mod faults;
mod hosts;
mod intercept;
mod model;
mod oauth;
mod operations;
mod options;
mod pages;
mod request_log;
mod server;
mod state;

use std::io::{self, Write};
use std::process::ExitCode;

use axum::{Router, middleware};
use clap::Parser;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{oneshot, watch};

use crate::hosts::Links;
use crate::options::Options;
use crate::state::{App, Start};

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("teamviewer-sim: {sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), String> {
    let listener = TcpListener::bind(("127.0.0.1", options.port))
        .await
        .map_err(|error| cannot_listen(options.port, &error))?;
    let port = listener
        .local_addr()
        .map_err(|error| cannot_listen(options.port, &error))?
        .port();
    let (stop, stopping) = watch::channel(false);
    let start = Start {
        seed: options.seed,
        clients: options.oauth_clients,
        limits_enforced: !options.no_pacing,
        seed_company: options.seed_company,
    };
    let app = App::new(start, Links::new(&options.host, port), stopping.clone());
    let end = until_told_to_stop(options.exit_with_stdin)
        .map_err(|error| format!("cannot watch for signals: {error}"))?;
    tokio::spawn(async move {
        end.await;
        // No receiver is left when the server has ended by itself.
        let _ = stop.send(true);
    });
    announce(port).map_err(|error| format!("cannot write to standard output: {error}"))?;
    server::serve(listener, router(app), stopping)
        .await
        .map_err(|error| format!("cannot accept connections: {error}"))
}

/// Every path of every host; the middleware keeps the hosts apart.
fn router(app: App) -> Router {
    Router::new()
        .merge(oauth::routes())
        .merge(api::routes())
        .merge(pages::routes())
        .merge(control::routes())
        .fallback(|| async { pages::not_found("There is no such page.") })
        .layer(middleware::from_fn_with_state(app.clone(), intercept::intercept))
        .with_state(app)
}

fn announce(port: u16) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "listening on http://127.0.0.1:{port}")?;
    out.flush()
}

fn cannot_listen(port: u16, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("port {port} is in use; stop the program that uses it, or choose another with --port.")
        }
        io::ErrorKind::PermissionDenied => {
            format!("this user may not listen on port {port}; choose one above 1023 with --port.")
        }
        _ => format!("cannot listen on port {port}: {error}"),
    }
}

/// Ends on SIGTERM or SIGINT and, when asked, at the end of standard input.
fn until_told_to_stop(watch_stdin: bool) -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            () = end_of_stdin(), if watch_stdin => {}
        }
    })
}

/// Reads on a thread of its own: a pending read on tokio's would keep the runtime from ending.
async fn end_of_stdin() {
    let (closed, wait) = oneshot::channel();
    std::thread::spawn(move || {
        // An unreadable standard input is as good as a closed one.
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        // Nobody waits any more when a signal came first.
        let _ = closed.send(());
    });
    // The thread drops its end only after sending.
    let _ = wait.await;
}
