"""The authority as a program: ``python -m tirkelim.standins.authority --folder DIR --port 8011``.

Makes the authority in the folder where there is none yet; otherwise goes on with the one that lies there. With it comes
a key with which a department can seal its documents: ``seal.p12``, its password in ``seal.password``.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path
from typing import Final

from tirkelim.standins.authority.authority import Authority, read_clock
from tirkelim.standins.authority.certificates import MAY_SIGN
from tirkelim.standins.authority.server import AuthorityServer

SEAL_HOLDER: Final = "ДЕПАРТАМЕНТ (СЫНАҚ)"
SEAL_BIN: Final = "310641000134"


def main(arguments: list[str] | None = None) -> int:
    """Answer for OCSP, CRL and time stamps until interrupted."""
    parser = argparse.ArgumentParser(prog="authority", description=main.__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where its keys are kept")
    parser.add_argument("--port", type=int, default=8011)
    options = parser.parse_args(arguments)
    server = AuthorityServer(options.port)
    authority = load_or_make(options.folder, server.address)
    put_seal(authority, options.folder)
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


def put_seal(authority: Authority, folder: Path) -> None:
    """Issue a department's key into the folder, where none of this authority lies there yet."""
    mark = folder / "seal.authority"
    serial = str(authority.root.certificate.serial_number)
    if mark.is_file() and mark.read_text("utf-8") == serial:
        return
    key = authority.issue(SEAL_HOLDER, "", bin=SEAL_BIN, organisation=SEAL_HOLDER, roles={MAY_SIGN}, key="rsa")
    password = secrets.token_urlsafe(24)
    (folder / "seal.password").write_text(password, "utf-8")
    (folder / "seal.p12").write_bytes(key.to_p12(password))
    mark.write_text(serial, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
