"""Starts gunicorn with one worker on one core, and keeps the database and ourselves on the other."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

BENCH = Path(__file__).resolve().parent.parent
# One worker with one thread serves one request at a time. gthread, because sync closes the connection after every
# answer: then connecting would be measured with, on both sides, and would flatter the ratios.
GUNICORN = (
    "--workers",
    "1",
    "--worker-class",
    "gthread",
    "--threads",
    "1",
    "--keep-alive",
    "75",
    "--log-level",
    "error",
)
HOST = "tirkelim.example.kz"
START = 60.0
"""Seconds within which a server must listen."""


class Server(NamedTuple):
    """A running server: its port, and the process that started its worker."""

    port: int
    master: int

    def busy(self) -> float:
        """Seconds of processor time that the worker has used so far; time spent waiting does not count."""
        return sum(_used(pid) for pid in _processes() if _parent(pid) == self.master)


def cores() -> tuple[int, int] | None:
    """The core of the server and that of everything else; None where there is only one."""
    allowed = sorted(os.sched_getaffinity(0))
    return (allowed[0], allowed[1]) if len(allowed) > 1 else None


def free_port() -> int:
    """A free port on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(application: str, environment: dict[str, str], core: int | None, log: Path) -> Iterator[Server]:
    """Serve an application for as long as the block runs; what it says goes into a file."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", *GUNICORN, "--bind", f"127.0.0.1:{port}", application]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=BENCH, env={**os.environ, **environment}, stdout=said, stderr=said, start_new_session=True,
            preexec_fn=lambda: _stay_on(core),
        )  # fmt: skip
    try:
        _wait(process, port)
        yield Server(port, process.pid)
    except BaseException:
        print(log.read_text(errors="replace")[-3000:], file=sys.stderr)
        raise
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _stay_on(core: int | None) -> None:
    if core is not None:
        os.sched_setaffinity(0, {core})


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"gunicorn ended with {process.returncode} before it listened")
        if _answers(port):
            return
        time.sleep(0.1)
    raise SystemExit("gunicorn did not start to answer")


def _answers(port: int) -> bool:
    """Whether anything at all comes back: the port is open before the worker is ready."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=START) as probe:
            probe.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
            return bool(probe.recv(1))
    except OSError:
        return False


def move_database(backend: int, core: int) -> bool:
    """Keep the database server that this backend belongs to on a core. False where that is not ours to say."""
    try:
        postmaster = _parent(backend)
        family = [pid for pid in _processes() if pid == postmaster or _parent(pid) == postmaster]
        for pid in family:
            os.sched_setaffinity(pid, {core})
    except (OSError, ValueError):
        return False
    return True


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def _used(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the name; none for a process that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
