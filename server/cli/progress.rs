//! Is anything happening? A spinner for long scans, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

/// Scans shorter than this show nothing.
const PATIENCE: Duration = Duration::from_millis(300);

/// A spinner on standard error that appears after a while and vanishes when dropped.
pub(super) struct Spinner {
    bar: ProgressBar,
    stop: Option<Sender<()>>,
    waiter: Option<JoinHandle<()>>,
}

impl Spinner {
    /// Starts the clock; without a terminal nothing is ever shown.
    pub(super) fn start() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
            .with_style(ProgressStyle::default_spinner());
        if !std::io::stderr().is_terminal() {
            return Spinner { bar, stop: None, waiter: None };
        }
        let (stop, stopped) = mpsc::channel();
        let shown = bar.clone();
        let waiter = std::thread::spawn(move || {
            if stopped.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Spinner { bar, stop: Some(stop), waiter: Some(waiter) }
    }

    /// Says what is going on.
    pub(super) fn say(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        drop(self.stop.take());
        // Wait, or the thread could draw the spinner after it was cleared.
        if let Some(waiter) = self.waiter.take() {
            let _ = waiter.join();
        }
        self.bar.finish_and_clear();
    }
}
