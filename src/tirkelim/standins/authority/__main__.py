"""The authority as a program: ``python -m tirkelim.standins.authority --folder DIR --port 8011``.

Makes the authority in the folder where there is none yet; otherwise goes on with the one that lies there.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tirkelim.standins.authority.authority import Authority, read_clock
from tirkelim.standins.authority.server import AuthorityServer


def main(arguments: list[str] | None = None) -> int:
    """Answer for OCSP, CRL and time stamps until interrupted."""
    parser = argparse.ArgumentParser(prog="authority", description=main.__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where its keys are kept")
    parser.add_argument("--port", type=int, default=8011)
    options = parser.parse_args(arguments)
    server = AuthorityServer(options.port)
    authority = load_or_make(options.folder, server.address)
    print(f"{server.address}: OCSP, CRL and time stamps of the test authority in {options.folder}", flush=True)
    server.run(authority)
    return 0


def load_or_make(folder: Path, address: str) -> Authority:
    """The authority of a folder; a new one where none lies there, or where it lives at another address."""
    try:
        found = Authority.load(folder)
    except OSError:
        found = None
    if found is not None and found.address == address:
        return found
    return Authority.make(read_clock(), address, folder=folder)


if __name__ == "__main__":
    sys.exit(main())
