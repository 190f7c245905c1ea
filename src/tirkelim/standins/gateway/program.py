"""``tirkelim gateway-demo``: the stand-in of the state gateway as a small program of its own. Starts without Django."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tirkelim.standins.gateway.book import BadScenario, Book

OK, BAD = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be given on the command line."""
    parser.add_argument("--port", type=int, default=8010, help="port on this machine (default: 8010)")
    parser.add_argument(
        "--scenarios", type=Path, action="append", default=[], help="file of records and scenarios (JSON)"
    )
    parser.add_argument("--late", type=float, default=30.0, help="seconds that a late answer takes (default: 30)")
    parser.add_argument("--tls", type=Path, help="folder for certificates made now: then mutual TLS is spoken")
    parser.add_argument("--callback", default="", help="address that answers by short message are brought to")
    parser.add_argument("--secret", default="", help="secret shown to that address")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from tirkelim.standins.gateway.server import Gateway

    book = Book()
    tls = None
    try:
        for path in options.scenarios:
            book.read(path)
    except BadScenario as bad:
        print(bad, file=sys.stderr)
        return BAD
    if options.tls is not None:
        from tirkelim.standins.gateway.certificates import make_files, server_context

        files = make_files(options.tls)
        tls = server_context(files)
        for name, file in (("CA", files.ca), ("CERTIFICATE", files.client), ("KEY", files.client_key)):
            print(f"TIRKELIM_GATEWAY_{name}={file.resolve()}")
    callback = (options.callback, options.secret)
    server = Gateway(book, options.port, late=options.late, tls=tls, callback=callback)
    print(f"TIRKELIM_GATEWAY_URL={server.base}")
    print(f"A stand-in for trying and for tests. Telephone: {server.base}/telephone", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
    return OK
