//! Is the editor that started us still there? Some die without closing their end of the pipe.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// How often to look.
const PAUSE: Duration = Duration::from_secs(3);

/// Tells when a process is gone.
pub(super) async fn watch(process: u32, gone: Arc<Notify>) {
    let mut ticks = tokio::time::interval(PAUSE);
    loop {
        ticks.tick().await;
        if !is_alive(process) {
            gone.notify_one();
            return;
        }
    }
}

#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    let Some(process) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) else { return true };
    // A process of somebody else is alive as well.
    !matches!(rustix::process::test_kill_process(process), Err(rustix::io::Errno::SRCH))
}

/// Elsewhere the end of the input has to do.
#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_does_not_exist_is_not_alive() {
        assert!(is_alive(std::process::id()));
        assert!(!is_alive(i32::MAX as u32 - 1));
    }
}
