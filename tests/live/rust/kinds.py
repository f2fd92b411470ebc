"""Kinds of proofs: what a program that was made of an example does.

Each is a function of a `Program` (see rules.py) that gives whether it holds, and what was seen.
"""

import http.client
import os
import pathlib
import re
import subprocess
import tempfile
import time

# How long a program may take until it listens, in seconds.
PATIENCE = 20


def does_not_compile(code):
    """The compiler refuses the example with an error of this code."""

    def proof(program):
        return code in program.errors, f"errors {sorted(program.errors)}"

    return proof


def fails(text):
    """The program ends by itself, not well, and says a text."""

    def proof(program):
        with Running(program) as running:
            running.ends()
            seen = running.said()
            return running.status() not in (None, 0) and text in seen, f"ended with {running.status()}: {seen[-200:]}"

    return proof


def starts(program):
    """The program listens, or ends well."""
    with Running(program) as running:
        running.listens()
        return running.status() in (None, 0), running.said()[-200:]


def answers(method, path, status, body=None, headers=None, gives=None):
    """A request is answered with a status, a body that holds a text, and headers."""

    def proof(program):
        with Running(program) as running:
            if not running.listens():
                return False, f"does not listen: {running.said()[-200:]}"
            got, text, had = running.request(method, path, headers or {})
            holds = got == status and (body is None or body in text)
            holds = holds and all(had.get(name.lower()) == value for name, value in (gives or {}).items())
            return holds, f"{method} {path}: {got} {text[:120]!r}"

    return proof


def repeats(method, path, times):
    """Of so many requests, each with a connection of its own, some are answered alike."""

    def proof(program):
        with Running(program) as running:
            running.listens()
            seen = [running.request(method, path, {})[1] for _ in range(times)]
            return len(set(seen)) < times, " ".join(seen)

    return proof


def both(*proofs):
    """Several proofs hold of one example."""

    def proof(program):
        seen = [one(program) for one in proofs]
        return all(holds for holds, _ in seen), "; ".join(text for _, text in seen)

    return proof


class Running:
    """A program while it runs."""

    def __init__(self, program):
        self.output = tempfile.TemporaryFile()
        quiet = {"ROCKET_ADDRESS": "127.0.0.1", "ROCKET_PORT": "0", "ROCKET_LOG_LEVEL": "critical", "ROCKET_CLI_COLORS": "0", "RUST_BACKTRACE": "0"}
        self.process = subprocess.Popen(
            [program.binary], stdout=self.output, stderr=subprocess.STDOUT, env={**os.environ, **quiet}
        )
        self.port = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.output.close()

    def listens(self):
        """Waits until the program listens or has ended; whether it listens."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            self.port = listening(self.process.pid)
            if self.port:
                return True
            time.sleep(0.02)
        return False

    def ends(self):
        """Waits until the program has ended: it may listen before it fails."""
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            pass

    def status(self):
        """The exit status; `None` while it runs."""
        return self.process.poll()

    def said(self):
        self.output.seek(0)
        return self.output.read().decode(errors="replace")

    def request(self, method, path, headers):
        """Status, body and headers of an answer; status 0 if there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
            return response.status, text, {name.lower(): value for name, value in response.getheaders()}
        except (OSError, http.client.HTTPException) as error:
            return 0, str(error), {}
        finally:
            connection.close()


def listening(pid):
    """The port on which a process listens: what it has open, looked up among the sockets of the machine."""
    try:
        opened = [os.readlink(entry) for entry in pathlib.Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return None
    sockets = {found[1] for name in opened if (found := re.fullmatch(r"socket:\[(\d+)\]", name))}
    for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
        parts = line.split()
        if parts[3] == "0A" and parts[9] in sockets:
            return int(parts[1].split(":")[1], 16)
    return None
