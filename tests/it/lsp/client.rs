//! How do tests speak to the server? A client on a pipe: in one process, or with the program itself.

use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use wayline::lsp::{Check, nothing};

/// How long anything may take before a test fails.
pub const LIMIT: Duration = Duration::from_secs(60);

/// Who is spoken to.
pub enum Peer {
    Thread(Option<JoinHandle<u8>>),
    Process(Child),
}

/// A client of the server.
pub struct Client {
    output: Option<Box<dyn Write + Send>>,
    incoming: Receiver<Value>,
    answers: HashMap<i64, Value>,
    /// What the server sent without being asked, in order.
    pub notes: Vec<Value>,
    /// What the server asked.
    pub asked: Vec<Value>,
    last: i64,
    pub peer: Peer,
}

impl Client {
    /// A server in this process, on pipes.
    pub fn here(check: Check) -> Client {
        let (server_reads, client_writes): (PipeReader, PipeWriter) = std::io::pipe().unwrap();
        let (client_reads, server_writes) = std::io::pipe().unwrap();
        let server = std::thread::spawn(move || wayline::lsp::serve(server_reads, server_writes, check));
        Client::new(client_writes, client_reads, Peer::Thread(Some(server)))
    }

    /// The program, with arguments.
    pub fn process(arguments: &[&str]) -> Client {
        let mut program = Command::new(env!("CARGO_BIN_EXE_wayline"));
        let program = program.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = program.spawn().unwrap();
        let (input, output) = (child.stdout.take().unwrap(), child.stdin.take().unwrap());
        Client::new(output, input, Peer::Process(child))
    }

    fn new(output: impl Write + Send + 'static, input: impl Read + Send + 'static, peer: Peer) -> Client {
        let (sender, incoming) = channel();
        std::thread::spawn(move || {
            let mut input = BufReader::new(input);
            while let Some(message) = read(&mut input) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let (answers, notes, asked) = (HashMap::new(), Vec::new(), Vec::new());
        Client { output: Some(Box::new(output)), incoming, answers, notes, asked, last: 0, peer }
    }

    /// A server in this process that was initialized with capabilities and folders.
    pub fn ready(capabilities: Value, folders: &[&str]) -> Client {
        Client::ready_with(nothing, capabilities, folders)
    }

    pub fn ready_with(check: Check, capabilities: Value, folders: &[&str]) -> Client {
        let mut client = Client::here(check);
        client.initialize(capabilities, folders);
        client
    }

    pub fn initialize(&mut self, capabilities: Value, folders: &[&str]) -> Value {
        let folder = |uri: &&str| json!({"uri": uri, "name": "x"});
        let folders: Vec<Value> = folders.iter().map(folder).collect();
        let params =
            json!({"processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": capabilities});
        let answer = self.request("initialize", params);
        self.notify("initialized", json!({}));
        answer["result"].clone()
    }

    /// Writes bytes as they are; whether anybody takes them.
    pub fn write(&mut self, bytes: &[u8]) -> bool {
        let output = self.output.as_mut().expect("the pipe is open");
        output.write_all(bytes).and_then(|()| output.flush()).is_ok()
    }

    pub fn send(&mut self, message: &Value) -> bool {
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks without waiting; the number of the question.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last += 1;
        let (id, mut message) = (self.last, json!({"jsonrpc": "2.0", "id": self.last, "method": method}));
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        id
    }

    /// Asks and waits.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// The answer to a question.
    pub fn answer(&mut self, id: i64) -> Value {
        self.answer_within(id, LIMIT).unwrap_or_else(|| panic!("no answer to {id}; notes: {:?}", self.notes))
    }

    pub fn answer_within(&mut self, id: i64, limit: Duration) -> Option<Value> {
        let end = Instant::now() + limit;
        while !self.answers.contains_key(&id) {
            if !self.take(end) {
                return None;
            }
        }
        self.answers.remove(&id)
    }

    /// The next notification of a method that a condition holds for, those that came before included.
    pub fn note(&mut self, method: &str, mut holds: impl FnMut(&Value) -> bool) -> Value {
        let end = Instant::now() + LIMIT;
        loop {
            let found = self.notes.iter().position(|note| note["method"] == method && holds(&note["params"]));
            if let Some(at) = found {
                return self.notes.remove(at)["params"].clone();
            }
            assert!(self.take(end), "no such {method}; notes: {:?}", self.notes);
        }
    }

    /// Takes in one message; whether one came.
    pub fn take(&mut self, end: Instant) -> bool {
        let left = end.saturating_duration_since(Instant::now());
        let message = match self.incoming.recv_timeout(left) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
        };
        match (message.get("method").is_some(), message.get("id").cloned()) {
            (true, Some(id)) => {
                let items = message.pointer("/params/items").and_then(Value::as_array).map(Vec::len);
                let result = items.map_or(Value::Null, |count| json!(vec![Value::Null; count]));
                self.asked.push(message);
                self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
            }
            (true, None) => self.notes.push(message),
            (false, id) => drop(self.answers.insert(id.and_then(|id| id.as_i64()).unwrap_or(0), message)),
        }
        true
    }

    /// Closes our end of the pipe.
    pub fn hang_up(&mut self) {
        self.output = None;
    }

    /// Waits for the server to end: its exit code.
    pub fn ended(&mut self) -> u8 {
        let end = Instant::now() + LIMIT;
        loop {
            let code = match &mut self.peer {
                Peer::Thread(thread) if thread.as_ref().is_some_and(JoinHandle::is_finished) => {
                    Some(thread.take().unwrap().join().unwrap())
                }
                Peer::Thread(_) => None,
                Peer::Process(child) => {
                    child.try_wait().unwrap().map(|status| u8::try_from(status.code().unwrap_or(255)).unwrap_or(255))
                }
            };
            match code {
                Some(code) => return code,
                None => assert!(Instant::now() < end, "the server goes on"),
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Says goodbye by the letter.
    pub fn quit(&mut self) -> u8 {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.ended()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.hang_up();
        if let Peer::Process(child) = &mut self.peer {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn read(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            _ if line.trim().is_empty() => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
