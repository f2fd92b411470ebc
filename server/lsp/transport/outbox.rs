//! What waits to be sent? Whole messages in order, written by one thread; a slow reader holds up no handler.

use serde::Serialize;
use std::collections::VecDeque;
use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// How many bytes may wait before nothing more is read from the client, who is not reading either.
const MANY: usize = 64 << 20;

/// The messages that wait. Clones share them.
#[derive(Clone)]
pub(in crate::lsp) struct Outbox(Arc<Inner>);

struct Inner {
    waiting: Mutex<Waiting>,
    changed: Condvar,
    room: Notify,
}

#[derive(Default)]
struct Waiting {
    messages: VecDeque<(Option<String>, Vec<u8>)>,
    bytes: usize,
    writing: bool,
    closed: bool,
}

impl Outbox {
    /// An outbox whose messages a thread of its own writes. `failed` is called once if that is no longer possible.
    pub(super) fn new(output: impl Write + Send + 'static, failed: impl FnOnce() + Send + 'static) -> Self {
        let inner = Inner { waiting: Mutex::new(Waiting::default()), changed: Condvar::new(), room: Notify::new() };
        let outbox = Outbox(Arc::new(inner));
        let writer = outbox.clone();
        let run = move || {
            if writer.write_all(output).is_err() {
                failed();
            }
            writer.close();
        };
        if std::thread::Builder::new().name("write".to_owned()).spawn(run).is_err() {
            outbox.close();
        }
        outbox
    }

    /// Sends a message.
    pub(super) fn send(&self, message: &impl Serialize) {
        self.push(None, message);
    }

    /// Sends a notification. One of the same key that still waits is replaced: only the newest is of use.
    pub(in crate::lsp) fn notify(&self, method: &str, params: &impl Serialize, key: Option<String>) {
        self.push(key, &serde_json::json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn push(&self, key: Option<String>, message: &impl Serialize) {
        let Ok(bytes) = serde_json::to_vec(message) else { return };
        let mut waiting = self.waiting();
        if waiting.closed {
            return;
        }
        if key.is_some()
            && let Some(at) = waiting.messages.iter().position(|(known, _)| *known == key)
        {
            let removed = waiting.messages.remove(at).map_or(0, |(_, bytes)| bytes.len());
            waiting.bytes -= removed;
        }
        waiting.bytes += bytes.len();
        waiting.messages.push_back((key, bytes));
        drop(waiting);
        self.0.changed.notify_all();
    }

    /// Waits until the client has read enough that more may be answered.
    pub(super) async fn room(&self) {
        loop {
            let told = self.0.room.notified();
            if self.waiting().bytes <= MANY {
                return;
            }
            told.await;
        }
    }

    /// Waits until everything is written, for a while.
    pub(super) fn flush(&self, at_most: Duration) {
        let busy = |waiting: &mut Waiting| !waiting.closed && (waiting.writing || !waiting.messages.is_empty());
        drop(self.0.changed.wait_timeout_while(self.waiting(), at_most, busy));
    }

    fn close(&self) {
        let mut waiting = self.waiting();
        *waiting = Waiting { closed: true, ..Waiting::default() };
        drop(waiting);
        self.0.changed.notify_all();
        self.0.room.notify_waiters();
    }

    fn write_all(&self, mut output: impl Write) -> std::io::Result<()> {
        while let Some(bytes) = self.next() {
            write!(output, "Content-Length: {}\r\n\r\n", bytes.len())?;
            output.write_all(&bytes)?;
            output.flush()?;
            self.waiting().writing = false;
            self.0.changed.notify_all();
            self.0.room.notify_waiters();
        }
        Ok(())
    }

    /// The next message to write; `None` once the outbox is closed. Waits for one.
    fn next(&self) -> Option<Vec<u8>> {
        let nothing = |waiting: &mut Waiting| waiting.messages.is_empty() && !waiting.closed;
        let mut waiting = self.0.changed.wait_while(self.waiting(), nothing).unwrap_or_else(PoisonError::into_inner);
        let (_, bytes) = waiting.messages.pop_front()?;
        waiting.bytes -= bytes.len();
        waiting.writing = true;
        Some(bytes)
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn of_two_notifications_of_one_key_the_newest_is_sent() {
        let (mut reader, writer) = std::io::pipe().unwrap();
        let outbox = Outbox::new(writer, || {});
        let large = "x".repeat(1 << 20);
        outbox.notify("first", &large, None);
        // The pipe is full: what follows waits until somebody reads.
        std::thread::sleep(Duration::from_millis(50));
        outbox.notify("m", &1, Some("a".to_owned()));
        outbox.notify("m", &2, Some("b".to_owned()));
        outbox.notify("m", &3, Some("a".to_owned()));
        let reading = std::thread::spawn(move || {
            let mut text = String::new();
            reader.read_to_string(&mut text).map(|_| text)
        });
        outbox.flush(Duration::from_secs(10));
        outbox.close();
        let text = reading.join().unwrap().unwrap();
        let sent: Vec<&str> = text.match_indices("\"params\":").map(|(at, _)| &text[at + 9..at + 10]).collect();
        assert_eq!(sent, ["\"", "2", "3"]);
    }

    #[test]
    fn a_reader_who_went_away_is_told_of() {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let (told, telling) = std::sync::mpsc::channel();
        let outbox = Outbox::new(writer, move || told.send(()).unwrap());
        outbox.send(&1);
        assert!(telling.recv_timeout(Duration::from_secs(10)).is_ok());
        outbox.flush(Duration::from_secs(10));
    }
}
