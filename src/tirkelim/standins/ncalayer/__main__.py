"""The stand-in as a program: ``python -m tirkelim.standins.ncalayer --keys DIR --authority DIR --port 13580``."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from http import HTTPStatus
from pathlib import Path

from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.protocol import State
from websockets.sync.server import Server, ServerConnection, serve

from tirkelim.standins.authority import Authority
from tirkelim.standins.ncalayer.protocol import GREETING, answer
from tirkelim.standins.ncalayer.window import Window

PORT = 13580
"""Beside that of the real one, so that both can run."""


def main(arguments: list[str] | None = None) -> int:
    """Listen until interrupted."""
    parser = argparse.ArgumentParser(prog="ncalayer", description=main.__doc__)
    parser.add_argument("--keys", type=Path, required=True, help="folder of PKCS#12 files")
    parser.add_argument("--authority", type=Path, help="folder of the test authority, for time stamps")
    parser.add_argument("--port", type=int, default=PORT)
    options = parser.parse_args(arguments)
    authority = Authority.load(options.authority) if options.authority else None
    with listening(Window(options.keys, authority), options.port) as server:
        print(f"In place of NCALayer: ws://127.0.0.1:{options.port}/, its window: http://127.0.0.1:{options.port}/")
        sys.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


def listening(window: Window, port: int) -> Server:
    """The server, on the loopback only."""

    def talk(connection: ServerConnection) -> None:
        connection.send(GREETING)
        choose = partial(window.choose, is_open=lambda: connection.protocol.state is State.OPEN)
        try:
            for message in connection:
                connection.send(answer(message if isinstance(message, str) else message.decode(), choose))
        except ConnectionClosed:
            return

    def show(connection: ServerConnection, request: Request) -> Response | None:
        """A browser that wants a page, not a web socket."""
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return None
        page = window.page(request.path)
        status = HTTPStatus.NOT_FOUND if page is None else HTTPStatus.OK
        body = (page or "").encode()
        headers = Headers({
            "Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), "Connection": "close",
            "Cache-Control": "no-store",
        })  # fmt: skip
        return Response(status.value, status.phrase, headers, body)

    return serve(talk, "127.0.0.1", port, process_request=show, max_size=8 * 1024 * 1024)


if __name__ == "__main__":
    sys.exit(main())
