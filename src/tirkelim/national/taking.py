"""Who works on something holds a lock on a file of it, which the system lets go when the process ends, however it ends.

So nothing is worked on twice, and what was left by a worker that died is taken up again at once.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

Told = Callable[[str, Exception], None]
"""How a worker tells that something failed: of what, and how."""
LOCK = "lock"


@contextlib.contextmanager
def locked(place: Path) -> Iterator[bool]:
    """Whether what lies in a folder is ours until the end of the block."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(place / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)
