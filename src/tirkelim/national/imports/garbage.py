"""When Python looks for garbage while the rows of a table go by: between two portions, not within them.

By itself it looks again and again at the objects of a portion, which are all still needed, and at everything that the
program was started with: a third of the time of an import.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def between_portions() -> Iterator[None]:
    """Until the end of the block garbage is looked for by `sweep` alone, and only among what was made in the block."""
    if not gc.isenabled():
        yield
        return
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def sweep() -> None:
    """Throw away what is no longer needed, within such a block; what is left is not looked at again."""
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
