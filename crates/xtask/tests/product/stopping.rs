//! Ctrl-C ends everything: nothing listens and nothing runs afterwards.

use rustix::process::Signal;

use crate::harness::{free_port, refuses, runs, start_product};

#[test]
fn an_interrupt_leaves_no_process_and_no_open_port() {
    for signal in [Signal::INT, Signal::TERM] {
        let (port, sim_port) = (free_port(), free_port());
        let mut product = start_product(port, sim_port, &[]);
        let children = product.children();
        assert_eq!(children.len(), 2, "the org and the simulator");
        assert!(!refuses(port) && !refuses(sim_port));
        product.signal(signal);
        assert_eq!(product.wait().code(), Some(130), "as shells have it");
        assert!(refuses(port) && refuses(sim_port), "a port still answers");
        let left: Vec<_> = children.into_iter().filter(|pid| runs(*pid)).collect();
        assert!(left.is_empty(), "still running: {left:?}");
    }
}
